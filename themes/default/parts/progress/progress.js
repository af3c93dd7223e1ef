// Narrowing the overview by unit and status together; the lists behind plain links do one at a time.
(function () {
  "use strict";
  var form = document.querySelector("[data-target-filter]");
  if (!form) return;
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-status]"));
  var said = form.querySelector("[data-filter-said]");
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));

  function values(row, name) {
    return row.getAttribute("data-" + name).split("|").filter(Boolean);
  }

  // Choices in the order in which the page names them.
  selects.forEach(function (select) {
    var known = [];
    rows.forEach(function (row) {
      values(row, select.name).forEach(function (value) {
        if (known.indexOf(value) < 0) known.push(value);
      });
    });
    known.forEach(function (value) { select.appendChild(new Option(value, value)); });
    select.addEventListener("change", narrow);
  });

  function fits(row) {
    return selects.every(function (select) {
      return !select.value || values(row, select.name).indexOf(select.value) >= 0;
    });
  }

  function narrow() {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row);
      if (!row.hidden) shown += 1;
    });
    var all = selects.every(function (select) { return !select.value; });
    saltpress.each(".progress-group", function (group) {
      var open = group.querySelector("tr[data-status]:not([hidden])");
      group.hidden = !all && !open;
    });
    said.textContent = all ? "" : "显示 " + shown + " 项，共 " + rows.length + " 项";
  }

  // A browser that goes back may keep what was chosen.
  narrow();
})();
