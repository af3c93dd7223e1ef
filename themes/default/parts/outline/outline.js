// The outline follows the reading, and folds to one line where there is little room.
(function () {
  "use strict";
  var outline = document.querySelector("[data-outline]");
  if (!outline) return;
  var toggle = outline.querySelector("[data-outline-toggle]");
  var list = outline.querySelector("[data-outline-list]");
  var now = outline.querySelector("[data-outline-now]");
  var places = [];
  var shown = null;
  var waiting = false;

  Array.prototype.forEach.call(list.querySelectorAll("a[href^='#']"), function (link) {
    var place = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (place) places.push({ link: link, place: place });
  });

  function isFolding() {
    return getComputedStyle(toggle).display !== "none";
  }

  function open(yes) {
    toggle.setAttribute("aria-expanded", String(yes));
    if (yes) list.setAttribute("data-open", "");
    else list.removeAttribute("data-open");
    if (yes && shown) keepInView(shown.link, list);
  }

  // The last place whose beginning has passed the upper part of the window.
  function reading() {
    var line = Math.min(160, window.innerHeight / 3);
    var low = 0;
    var high = places.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (places[middle].place.getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return low ? places[low - 1] : null;
  }

  function keepInView(link, frame) {
    if (frame.scrollHeight <= frame.clientHeight) return;
    var box = frame.getBoundingClientRect();
    var at = link.getBoundingClientRect();
    if (at.top < box.top + 48) frame.scrollTop -= box.top + 48 - at.top;
    if (at.bottom > box.bottom - 48) frame.scrollTop += at.bottom - box.bottom + 48;
  }

  function follow() {
    waiting = false;
    var found = reading();
    if (found === shown) return;
    if (shown) shown.link.removeAttribute("aria-current");
    shown = found;
    now.textContent = found ? found.link.textContent : "";
    if (!found) return;
    found.link.setAttribute("aria-current", "true");
    keepInView(found.link, outline);
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(follow);
  }

  toggle.hidden = false;
  toggle.addEventListener("click", function () {
    open(toggle.getAttribute("aria-expanded") !== "true");
  });
  outline.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !isFolding() || !list.hasAttribute("data-open")) return;
    open(false);
    toggle.focus();
  });
  list.addEventListener("click", function (event) {
    if (event.target.tagName === "A" && isFolding()) open(false);
  });
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  follow();
})();
