// Sorting and filters of the search page.
((search) => {
  "use strict";

  // The sets of documents that the filters leave: by filter, null where none is set.
  function chosen(manifest, query) {
    return Promise.all(manifest.facets.map(facet => {
      const values = query.getAll(facet.key);
      if (!values.length) return null;
      return lists(facet).then(sets => {
        const all = new Set();
        values.forEach(value => {
          (sets[facet.values.indexOf(value)] || []).forEach(document => { all.add(document); });
        });
        return all;
      });
    }));
  }

  function lists(facet) {
    return search.stamped("f/" + facet.key).then(text => {
      return facet.lists || (facet.lists = text.split(" ").map(search.plain));
    });
  }

  function meet(sets) {
    return sets.filter(Boolean).reduce((both, set) => {
      return both ? new Set(Array.from(both).filter(document => set.has(document))) : set;
    }, null);
  }

  // Without words: all that the filters leave, the newest first.
  function all(manifest, only) {
    const hits = only ? Array.from(only) : Array.from({ length: manifest.n }, (none, at) => at);
    hits.sort((a, b) => b - a);
    return Promise.resolve({ hits: hits.map(hit => [hit, 0, true]), plan: { units: [], known: new Map() } });
  }

  // Sorting and filters; what a filter would leave is counted when it is opened.
  function filters(box, found, manifest, query, sets) {
    const open = Array.from(box.querySelectorAll("details[open]"), details => details.getAttribute("data-key"));
    box.textContent = "";
    if (!found.hits.length && !sets.some(Boolean)) return;
    const sort = search.make("p", "", { class: "facet-sort" });
    [["相关度", ""], ["最新", "date"]].forEach(pair => {
      sort.append(search.way(pair[0], { sort: pair[1], page: "" }, (query.get("sort") || "") === pair[1] ? { "aria-current": "true" } : {}));
    });
    box.append(sort);
    manifest.facets.forEach((facet, at) => {
      if (facet.values.length < 2) return;
      const values = query.getAll(facet.key);
      const details = search.make("details", "", { class: "facet", "data-key": facet.key });
      details.append(search.make("summary", facet.label + (values.length ? "：" + values.join("、") : "")));
      details.addEventListener("toggle", () => {
        if (details.open && details.children.length < 2) options(details, facet, values, found, sets, at);
      });
      details.open = open.indexOf(facet.key) >= 0;
      box.append(details);
    });
  }

  function options(details, facet, values, found, sets, at) {
    const others = meet(sets.filter((set, other) => other !== at));
    const inner = search.make("ul");
    details.append(inner);
    const again = sets[at] && found.plan.units.length
      ? search.open().then(manifest => search.evaluate(found.plan, manifest, others))
      : Promise.resolve(sets[at] ? [] : found.hits);
    Promise.all([lists(facet), again]).then(both => {
      const hits = new Set(both[1].map(hit => hit[0]));
      facet.values.forEach((value, number) => {
        const count = both[0][number].filter(document => {
          return found.plan.units.length ? hits.has(document) : !others || others.has(document);
        }).length;
        const is = values.indexOf(value) >= 0;
        if (!count && !is) return;
        const line = search.make("li");
        const label = search.make("label");
        const tick = search.make("input", "", { type: "checkbox" });
        tick.checked = is;
        tick.addEventListener("change", () => {
          const change = { page: "" };
          change[facet.key] = is ? values.filter(other => other !== value) : values.concat(value);
          search.show(search.address(change));
        });
        label.append(tick, " " + value + " ", search.make("span", "(" + count + ")", { class: "quiet" }));
        line.append(label);
        inner.append(line);
      });
    });
  }

  search.chosen = chosen;
  search.meet = meet;
  search.all = all;
  search.filters = filters;
})(saltpress.search);
