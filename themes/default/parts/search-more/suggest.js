// Suggestions while a word is typed: a combobox after the ARIA pattern.
((search) => {
  "use strict";
  const field = search.field;
  const list = document.getElementById("search-suggestions");
  const MOST = 8;
  let turn = 0;
  let active = -1;

  function options() {
    return Array.from(list.children);
  }

  function close() {
    list.hidden = true;
    list.textContent = "";
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const all = options();
    if (!all.length) return;
    active = (active + step + all.length + 1) % (all.length + 1);
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active === all.length) {
      active = -1;
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", all[active].id);
    }
  }

  function take(option) {
    const words = option.textContent;
    close();
    search.go(words);
  }

  // Terms that start with what is typed, then those that hold it.
  function byText(typed, manifest) {
    const characters = Array.from(typed);
    return search.readings().then(table => {
      const pairs = new Set();
      characters.slice(0, 1).forEach(first => search.soundsOf(first, table).forEach(sound => pairs.add(sound[0])));
      return search.terms(Array.from(pairs), manifest);
    }).then(terms => {
      const found = terms.filter(term => term[0].indexOf(typed) >= 0 && term[0] !== typed);
      const worth = term => (term[0].startsWith(typed) ? 1e6 : 0) + term[1];
      return found.sort((a, b) => worth(b) - worth(a) || (a[0] < b[0] ? -1 : 1)).map(term => term[0]);
    });
  }

  function suggest() {
    const own = ++turn;
    const typed = search.fold(field.value).text.trim();
    if (Array.from(typed).length < 2 || /\s/.test(typed)) { close(); return; }
    search.open().then(manifest => {
      if (!/^[a-z']+$/.test(typed)) return byText(typed, manifest);
      return search.byPinyin(typed.replace(/'/g, ""), manifest).then(found => found.map(one => one.term));
    }).then(words => {
      if (own !== turn || document.activeElement !== field) return;
      close();
      words.slice(0, MOST).forEach((word, at) => {
        const option = search.make("li", word, { role: "option", id: "search-suggestion-" + at, "aria-selected": "false" });
        // Before the field loses the focus.
        option.addEventListener("mousedown", event => { event.preventDefault(); take(option); });
        list.append(option);
      });
      list.hidden = !words.length;
      field.setAttribute("aria-expanded", String(!!words.length));
    }).catch(close);
  }

  field.addEventListener("input", event => { if (!event.isComposing) suggest(); });
  field.addEventListener("compositionend", suggest);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(options()[active]);
    }
  });
  search.closeSuggestions = close;
})(saltpress.search);
