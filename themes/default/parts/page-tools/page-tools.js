// Printing, and copying the address of the page or of a clause.
(function () {
  "use strict";
  var status = document.querySelector("[data-copy-status]");
  var canonical = document.querySelector('link[rel="canonical"]');
  var timer = 0;

  function say(text) {
    if (!status) return;
    status.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(function () { status.textContent = ""; }, 6000);
  }

  // A page opened from a file gives its public address, where it has one.
  function address(hash) {
    var here = location.href.split("#")[0];
    var base = location.protocol === "file:" && canonical ? canonical.href : here;
    return base + hash;
  }

  // `link` also shows it, where the status is out of sight.
  function copy(text, link) {
    saltpress.copy(text, function (done) {
      var word = done ? "已复制" : "没能复制，请从地址栏复制";
      say(word);
      if (!link) return;
      link.setAttribute("data-said", word);
      setTimeout(function () { link.removeAttribute("data-said"); }, 3000);
    });
  }

  saltpress.each("[data-print]", function (button) {
    button.addEventListener("click", function () { window.print(); });
  });

  saltpress.each("[data-copy-page]", function (button) {
    button.addEventListener("click", function () { copy(address("")); });
  });

  // The link still leads to the clause, so that the address bar agrees.
  saltpress.each("[data-copy-clause]", function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      copy(address(link.getAttribute("href")), link);
    });
  });
})();
