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
})();
