// Sets the reader's view before the page is drawn.
(function () {
  var root = document.documentElement;
  root.setAttribute("data-script", "on");
  try {
    var kept = JSON.parse(localStorage.getItem("saltpress.reading") || "{}") || {};
    if (kept.size === 1 || kept.size === 2 || kept.size === 3) root.setAttribute("data-size", kept.size);
    if (kept.contrast === true) root.setAttribute("data-contrast", "high");
    if (kept.elder === true) root.setAttribute("data-view", "elder");
    // One column, whatever the window's width.
    if (kept.elder === true || kept.size === 3) root.className = "roomy";
  } catch (refused) {
    // Storage may be closed to pages opened from a file: the plain view stands.
  }
})();
