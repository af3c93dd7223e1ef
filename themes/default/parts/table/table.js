// On a telephone rows are cards, and some browsers then no longer take a table for one: it is said again.
(function () {
  "use strict";
  var ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "td": "cell",
    "th[scope=col]": "columnheader",
    "th[scope=row]": "rowheader"
  };

  Object.keys(ROLES).forEach(function (part) {
    saltpress.each(part === "table" ? "table.table" : "table.table " + part, function (element) {
      element.setAttribute("role", ROLES[part]);
    });
  });

  // The shaded edge of a table that goes on is easily missed.
  saltpress.each(".scroll,.service-scroll", function (frame) {
    if (frame.scrollWidth <= frame.clientWidth + 1) return;
    var hint = document.createElement("p");
    hint.className = "quiet screen-only";
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = "表格较宽，可左右滑动";
    frame.parentNode.insertBefore(hint, frame);
  });
})();
