// Asks before a link leaves governments' sites. Remembers nothing; loaded by pages with such a link alone.
(function () {
  "use strict";
  var allowed = null;

  function make(name, text, into) {
    var element = document.createElement(name);
    element.textContent = text;
    if (into) into.appendChild(element);
    return element;
  }

  function button(text, into, act) {
    var made = make("button", text, into);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function ask(link) {
    var veil = make("div", "");
    var box = make("div", "", veil);
    var title = make("h2", "您即将离开本网站", box);
    var words = make("p", "将要打开 " + link.host + "。它不是政府网站，内容由对方负责，请留意信息安全。", box);
    var ways = make("p", "", box);

    function close() {
      document.removeEventListener("keydown", press, true);
      document.body.removeChild(veil);
      link.focus({ preventScroll: true });
    }

    function go() {
      close();
      allowed = link;
      link.click();
    }

    function press(event) {
      if (event.key === "Escape" || event.key === "Esc") {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Tab") {
        // Two buttons: the other one, in either direction.
        event.preventDefault();
        (document.activeElement === stay ? leave : stay).focus();
      }
    }

    var stay = button("留在本网站", ways, close);
    var leave = button("继续前往", ways, go);
    veil.className = "leaving-veil";
    box.className = "leaving-box";
    stay.className = "leaving-stay";
    title.id = "leaving-title";
    words.id = "leaving-words";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-labelledby", title.id);
    box.setAttribute("aria-describedby", words.id);
    veil.addEventListener("click", function (event) { if (event.target === veil) close(); });
    document.addEventListener("keydown", press, true);
    document.body.appendChild(veil);
    stay.focus();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-leaving]");
    if (!link) return;
    if (allowed !== link) {
      event.preventDefault();
      ask(link);
    }
    allowed = null;
  });
})();
