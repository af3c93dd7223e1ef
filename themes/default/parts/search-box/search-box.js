// The key / leads to the search box; words that a search handed over are marked.
(function () {
  "use strict";
  var field = document.getElementById("search-box") || document.getElementById("search-q");

  function isWriting(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  if (field) {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    document.addEventListener("keydown", function (event) {
      // The Enter that ends the composing of a word sends nothing.
      if (event.target === field && event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
  }

  var words = (new URLSearchParams(location.search).get("hl") || "").slice(0, 100).toLowerCase().split(" ").filter(Boolean);
  if (!words.length) return;

  // The first place of any word in a text, the longest word first: `[at, length]` or null.
  function next(text) {
    var best = null;
    words.forEach(function (word) {
      var at = text.indexOf(word);
      if (at >= 0 && (!best || at < best[0] || (at === best[0] && word.length > best[1]))) best = [at, word.length];
    });
    return best;
  }

  function mark(node) {
    for (var found = next(node.data.toLowerCase()); found; found = next(node.data.toLowerCase())) {
      var hit = node.splitText(found[0]);
      node = hit.splitText(found[1]);
      var element = document.createElement("mark");
      hit.parentNode.insertBefore(element, hit);
      element.appendChild(hit);
    }
  }

  var main = document.getElementById("main");
  var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  var nodes = [];
  while (walker.nextNode()) {
    if (!/^(SCRIPT|STYLE|TEXTAREA)$/.test(walker.currentNode.parentNode.nodeName) && !(walker.currentNode.parentNode instanceof SVGElement)) nodes.push(walker.currentNode);
  }
  nodes.forEach(mark);
})();
