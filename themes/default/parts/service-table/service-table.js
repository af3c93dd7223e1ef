// Narrows and orders a list of services; without it a table is whole.
(function () {
  "use strict";
  var form = document.querySelector("[data-service-filter]");
  if (!form) return;
  var body = document.querySelector("[data-service-table]").tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var selects = Array.prototype.slice.call(form.querySelectorAll("[data-column]"));
  var find = form.querySelector("[data-find]");
  var order = form.querySelector("[data-order]");

  function text(row, select) {
    return row.cells[select.getAttribute("data-column")].textContent.trim();
  }

  function narrow() {
    var word = find.value.trim().toLowerCase();
    var shown = rows.filter(function (row) {
      row.hidden = row.textContent.toLowerCase().indexOf(word) < 0 || selects.some(function (select) {
        return select.value && text(row, select) !== select.value;
      });
      return !row.hidden;
    }).length;
    form.querySelector("[data-said]").textContent =
      shown === rows.length ? "" : "显示 " + shown + " 项，共 " + rows.length + " 项";
  }

  // A day without its lines is a number; 未公布 comes last either way.
  function key(row) {
    var cell = row.cells[Math.abs(order.value) - 1];
    if (cell.querySelector(".missing")) return Infinity;
    var value = +cell.textContent.replace(/(\d)-/g, "$1");
    return order.value < 0 ? -value : value;
  }

  function sort() {
    var sorted = rows.slice();
    if (order.value) {
      sorted.sort(function (a, b) { return key(a) - key(b) || 0; });
    }
    sorted.forEach(function (row) { body.appendChild(row); });
  }

  selects.forEach(function (select) {
    var known = [];
    rows.forEach(function (row) {
      var value = text(row, select);
      if (known.indexOf(value) < 0) select.appendChild(new Option(value, value));
      known.push(value);
    });
    select.onchange = narrow;
  });
  find.oninput = narrow;
  if (order) order.onchange = sort;

  // Going back may keep what was chosen.
  narrow();
  if (order) sort();
})();
