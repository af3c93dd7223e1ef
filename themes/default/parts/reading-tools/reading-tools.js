// Text size, high contrast and the elder view, kept for the next page.
(function () {
  "use strict";
  var KEY = "saltpress.reading";
  var SIZES = ["标准", "较大", "大", "特大"];
  var root = document.documentElement;
  var status = document.querySelector("[data-reading-status]");

  function current() {
    return {
      size: Number(root.getAttribute("data-size")) || 0,
      contrast: root.getAttribute("data-contrast") === "high",
      elder: root.getAttribute("data-view") === "elder"
    };
  }

  function set(name, value) {
    if (value) root.setAttribute(name, value);
    else root.removeAttribute(name);
  }

  function say(text) {
    if (status) status.textContent = text;
  }

  function show(view) {
    set("data-size", view.size);
    set("data-contrast", view.contrast && "high");
    set("data-view", view.elder && "elder");
    root.className = view.elder || view.size === 3 ? "roomy" : "";
    saltpress.each("[data-toggle]", function (button) {
      button.setAttribute("aria-pressed", String(view[button.getAttribute("data-toggle")]));
    });
    saltpress.each("[data-size-step]", function (button) {
      var step = Number(button.getAttribute("data-size-step"));
      var spent = step < 0 ? view.size === 0 : step > 0 && view.size === 3;
      button.setAttribute("aria-disabled", String(spent));
    });
  }

  function change(view) {
    try {
      localStorage.setItem(KEY, JSON.stringify(view));
    } catch (refused) {
      // Then the view lasts as long as this page.
    }
    show(view);
  }

  show(current());

  saltpress.each("[data-size-step]", function (button) {
    button.addEventListener("click", function () {
      var step = Number(button.getAttribute("data-size-step"));
      var view = current();
      view.size = step === 0 ? 0 : Math.max(0, Math.min(3, view.size + step));
      change(view);
      say("文字大小：" + SIZES[view.size]);
    });
  });

  saltpress.each("[data-toggle]", function (button) {
    button.addEventListener("click", function () {
      var name = button.getAttribute("data-toggle");
      var view = current();
      view[name] = !view[name];
      change(view);
      say(button.textContent + (view[name] ? "已开启" : "已关闭"));
    });
  });

  // Another tab of the site has changed the view.
  window.addEventListener("storage", function (event) {
    if (event.key !== KEY) return;
    try {
      var kept = JSON.parse(event.newValue || "{}") || {};
      var size = Number(kept.size);
      show({
        size: size === 1 || size === 2 || size === 3 ? size : 0,
        contrast: kept.contrast === true,
        elder: kept.elder === true
      });
    } catch (broken) {
      // Not written by this site.
    }
  });
})();
