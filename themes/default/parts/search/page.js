// The search page: what the address asks for, shown; what is typed, put into the address.
(search => {
  "use strict";
  const script = document.currentScript;
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const PER_PAGE = 10;
  const part = name => page.querySelector("[data-search-" + name + "]");
  const form = part("form");
  const field = form.elements.q;
  const status = page.querySelector("[role=status]");
  const list = document.getElementById("results");
  let turn = 0;
  let timer = 0;
  let composing = false;
  search.root = script.getAttribute("data-root");
  search.version = script.getAttribute("data-version");

  // What only some searches need: filters, other spellings, suggestions.
  let more = null;
  function withMore() {
    if (!more) {
      more = new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = script.getAttribute("data-more");
        element.onload = done;
        element.onerror = () => failed(new Error("more"));
        document.head.appendChild(element);
      });
      more.catch(() => { more = null; });
    }
    return more;
  }

  function state() {
    return new URLSearchParams(location.search);
  }

  function address(change) {
    const query = state();
    Object.keys(change).forEach(key => {
      query.delete(key);
      [].concat(change[key]).forEach(value => { if (value) query.append(key, value); });
    });
    return "?" + query;
  }

  function make(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(name => { element.setAttribute(name, attributes[name]); });
    return element;
  }

  // A link that changes the search without loading the page anew.
  function way(text, change, attributes) {
    const link = make("a", text, attributes);
    link.href = address(change);
    link.addEventListener("click", event => {
      event.preventDefault();
      go(link.getAttribute("href"), true);
    });
    return link;
  }

  function go(where, focus) {
    history.pushState(null, "", where);
    run(focus);
  }

  // Repeated words must differ to be read out again.
  function say(text) {
    status.textContent = status.textContent === text ? text + "\u00a0" : text;
  }

  function run(focus) {
    const own = ++turn;
    const query = state();
    const words = (query.get("q") || "").slice(0, 100).trim();
    const stale = () => own !== turn;
    if (document.activeElement !== field) field.value = words;
    document.title = (words ? words + " - " : "") + script.getAttribute("data-title");
    if (!words && !query.toString()) return clear();
    page.setAttribute("data-search-state", "loading");
    list.setAttribute("aria-busy", "true");
    const narrowed = Array.from(query.keys()).some(key => ["q", "sort", "page"].indexOf(key) < 0) || !words;
    Promise.all([search.open(), narrowed && withMore()]).then(both => {
      const manifest = both[0];
      const only = narrowed ? search.chosen(manifest, query) : null;
      return Promise.resolve(only).then(sets => {
        const left = sets && search.meet(sets);
        return (words ? search.find(words, manifest, left) : search.all(manifest, left)).then(found => {
          if (stale()) return null;
          if (query.get("sort") === "date") found.hits = found.hits.slice().sort((a, b) => b[0] - a[0]);
          const groups = grouped(found.hits, manifest);
          const at = Math.max(1, +query.get("page") || 1);
          const shown = groups.slice((at - 1) * PER_PAGE, at * PER_PAGE);
          return show(found, groups, shown, at, manifest, stale).then(() => {
            if (stale()) return;
            page.setAttribute("data-search-state", "done");
            list.removeAttribute("aria-busy");
            if (focus) status.focus();
            withMore().then(() => { if (!stale()) search.filters(part("filters"), found, manifest, query, sets || []); }, () => {});
          });
        });
      });
    }).catch(error => {
      if (stale()) return;
      search.forget();
      page.setAttribute("data-search-state", "failed");
      list.removeAttribute("aria-busy");
      say("搜索没有完成：有一个文件没有读到。");
      part("note").textContent = "";
      part("note").append(way("重试", {}), "，或从下面的目录中查找。");
      if (window.console) console.warn(error.message);
    });
  }

  function clear() {
    page.removeAttribute("data-search-state");
    list.textContent = part("note").textContent = status.textContent = "";
    part("pages").textContent = part("filters").textContent = "";
  }

  // Hits of one document under its best one.
  function grouped(hits, manifest) {
    const heads = new Map();
    const groups = [];
    hits.forEach(hit => {
      const name = manifest.groupOf(hit[0]);
      const head = name && heads.get(name);
      if (head) { head.more.push(hit[0]); return; }
      const group = { document: hit[0], complete: hit[2], more: [] };
      if (name) heads.set(name, group);
      groups.push(group);
    });
    return groups;
  }

  function hit(document) {
    return search.load("d/" + (document >> 3)).then(hits => hits[document & 7]);
  }

  // The words are handed over when the link is followed: its address stays the page's own.
  function link(record, words) {
    const parts = record[1].split("#");
    const element = make("a", "", { href: record[1] });
    const take = () => {
      element.setAttribute("href", parts[0] + "?hl=" + encodeURIComponent(words.slice(0, 4).join(" ")) + (parts[1] ? "#" + parts[1] : ""));
    };
    if (words.length) ["click", "auxclick"].forEach(kind => { element.addEventListener(kind, take); });
    search.write(element, record[0], words);
    return element;
  }

  function show(found, groups, shown, at, manifest, stale) {
    const words = search.marked(found.plan);
    return Promise.all(shown.map(group => hit(group.document))).then(records => {
      if (stale()) return;
      list.textContent = "";
      list.start = (at - 1) * PER_PAGE + 1;
      let partial = false;
      shown.forEach((group, place) => {
        const item = entry(records[place], words, manifest);
        if (!group.complete && !found.plan.sentence && !partial) {
          partial = true;
          item.prepend(make("p", "以下结果仅包含部分关键词", { class: "results-partial" }));
        }
        if (group.more.length) siblings(item, group.more, words);
        list.append(item);
        text(group.document, item, words);
      });
      part("note").textContent = "";
      if (found.note) noted(found.note);
      else if (!groups.length) nothing();
      tell(found, groups, shown, at);
      pages(groups.length, at);
    });
  }

  function entry(record, words, manifest) {
    const item = make("li", "", { class: "result" });
    const heading = make("h2");
    heading.append(link(record, words));
    item.append(heading, make("p", "", { class: "result-text" }));
    const facts = [manifest.facets[0].values[record[4]], record[3], record[2], record[5] && "《" + record[5].replace(/[《》]/g, "") + "》"];
    item.append(make("p", facts.filter(Boolean).join("　"), { class: "result-facts" }));
    return item;
  }

  // Other hits of the same document: the best ones at once, all when asked for.
  function siblings(item, documents, words) {
    const inner = make("ul", "", { class: "result-more" });
    item.append(inner);
    function put(some) {
      Promise.all(some.map(hit)).then(records => {
        records.forEach(record => {
          const line = make("li");
          line.append(link(record, words));
          inner.append(line);
        });
      }, () => {});
    }
    put(documents.slice(0, 2));
    if (documents.length < 3) return;
    const more = make("button", "同一文件另有 " + (documents.length - 2) + " 条", { type: "button", class: "result-all" });
    more.addEventListener("click", () => {
      more.remove();
      inner.tabIndex = -1;
      inner.focus();
      put(documents.slice(2, 40));
    });
    item.append(more);
  }

  function text(document, item, words) {
    search.load("x/" + (document >> 2)).then(texts => {
      search.write(item.querySelector(".result-text"), search.excerpt(texts[document & 3], words), words);
    }, () => {});
  }

  const SHOWN = { traditional: "已按简体", pinyin: "已按拼音", typing: "没有找到原词，已显示相近的词" };
  function noted(note) {
    part("note").append(SHOWN[note.kind] + "“" + note.shown + "”的结果。");
    note.others.forEach((other, at) => { part("note").append(at ? "、" : "是否要找：", way(other, { q: other, page: "" })); });
  }

  function nothing() {
    part("note").append("没有找到。可以换一个说法，少用几个词，或去掉筛选条件；也可以从下面的目录中查找。");
  }

  function tell(found, groups, shown, at) {
    const about = Array.from(found.plan.known.values()).some(entry => entry.cut) ? "约 " : "";
    const from = (at - 1) * PER_PAGE + 1;
    const merged = groups.length < found.hits.length ? "，合并为 " + groups.length + " 项" : "";
    const range = "，第 " + from + "–" + (from + shown.length - 1) + " 项";
    say("找到 " + about + found.hits.length + " 条结果" + (groups.length ? merged + range : ""));
  }

  function pages(count, at) {
    const nav = part("pages");
    nav.textContent = "";
    if (at > 1) nav.append(way("上一页", { page: at > 2 ? at - 1 : "" }));
    if (count > PER_PAGE) nav.append(make("span", "第 " + at + " 页，共 " + Math.ceil(count / PER_PAGE) + " 页"));
    if (count > at * PER_PAGE) nav.append(way("下一页", { page: at + 1 }));
  }

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (field.value.trim() === (state().get("q") || "")) return;
      history.replaceState(null, "", address({ q: field.value.trim(), page: "" }));
      run();
    }, 200);
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (composing) return;
    clearTimeout(timer);
    go(address({ q: field.value.trim(), page: "" }), true);
  });
  field.addEventListener("compositionstart", () => { composing = true; });
  field.addEventListener("compositionend", () => { composing = false; typed(); });
  field.addEventListener("input", event => { if (!composing && !event.isComposing) typed(); });
  field.addEventListener("keydown", event => {
    // The key that ends the composing of a word searches nothing.
    if (event.key === "Enter" && (composing || event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  field.addEventListener("focus", () => { search.open().catch(() => {}); }, { once: true });
  window.addEventListener("popstate", () => { run(); });
  search.make = make;
  search.way = way;
  search.address = address;
  search.show = go;
  search.withMore = withMore;
  search.go = words => { field.value = words; go(address({ q: words, page: "" })); };
  search.field = field;
  run();
})(saltpress.search);
