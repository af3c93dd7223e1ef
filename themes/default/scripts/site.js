// What several parts need: copying, and showing what only works with a script.
var saltpress = (function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function copyByField(text) {
    var field = document.createElement("textarea");
    var before = document.activeElement;
    var done = false;
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "visually-hidden";
    document.body.appendChild(field);
    field.select();
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    document.body.removeChild(field);
    if (before && before.focus) before.focus({ preventScroll: true });
    return done;
  }

  // Calls `then` with whether the text is on the clipboard.
  function copy(text, then) {
    if (!navigator.clipboard || !navigator.clipboard.writeText) {
      then(copyByField(text));
      return;
    }
    navigator.clipboard.writeText(text).then(
      function () { then(true); },
      function () { then(copyByField(text)); }
    );
  }

  each(".script-only[hidden]", function (part) { part.hidden = false; });

  return { each: each, copy: copy };
})();
