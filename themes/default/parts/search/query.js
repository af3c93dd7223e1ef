// A query into units, units into tokens, tokens into ranked documents: the same rules as src/search/query.
(search => {
  "use strict";
  // What asks, and says nothing of what is asked for.
  const ASKING = ("请问 有没有 有什么 有哪些 是什么 为什么 什么样 什么 怎么样 怎么办 怎么 怎样 如何 哪些 哪个 哪里 哪儿 多少 几个 " +
    "能不能 可不可以 可以 能否 是否 是不是 需要 想要 我想 我们 我要 一下 关于 的 了 吗 呢 吧 啊 么").split(" ");
  // The square roots of what the steps of a score are worth, as whole numbers.
  const SCALE = [];
  for (let step = 0; step < 64; step++) SCALE.push(Math.round(1000 * Math.exp(0.08 * step)));

  function count(text) {
    return Array.from(text).length;
  }

  // The tokens that a stretch of ideographs is looked up by: its longest list words, and pairs between them.
  // Of stretches longer than `dense`, every other pair is enough.
  function cover(text, manifest, dense) {
    const characters = Array.from(text);
    let tokens = [];
    let gap = 0;
    let at = 0;
    function flush(end) {
      if (end - gap === 1) tokens.push(characters.slice(Math.max(end - 2, 0), Math.max(end, 2)).join(""));
      for (let pair = gap; pair < end - 1; pair++) {
        if (end - gap <= dense || (pair - gap) % 2 === 0 || pair === end - 2) tokens.push(characters[pair] + characters[pair + 1]);
      }
    }
    while (at < characters.length) {
      let length = Math.min(8, characters.length - at);
      while (length > 2 && !manifest.isWord.has(characters.slice(at, at + length).join(""))) length--;
      if (length < 3) { at++; continue; }
      flush(at);
      tokens.push(characters.slice(at, at + length).join(""));
      gap = at += length;
    }
    flush(at);
    return Array.from(new Set(tokens));
  }

  // Each word of a group, with the others.
  function thesaurus(manifest) {
    if (manifest.others) return manifest.others;
    const others = manifest.others = new Map();
    manifest.synonyms.concat(manifest.units).forEach(group => {
      group.forEach(word => {
        others.set(word, (others.get(word) || []).concat(group.filter(other => other !== word)));
      });
    });
    manifest.ways.forEach(way => { others.set(way[0], (others.get(way[0]) || []).concat(way.slice(1))); });
    // What holds the word itself is found with it.
    others.forEach((list, word) => {
      const news = list.filter(other => other.indexOf(word) < 0);
      if (news.length) others.set(word, news);
      else others.delete(word);
    });
    return others;
  }

  // The names of the one unit that a nickname abbreviates: 人社局 is 人力资源和社会保障局.
  function unitsOf(word, manifest) {
    if (!/^.{2,5}[局办委院行]$/u.test(word)) return null;
    const found = manifest.units.filter(names => names.some(name => abbreviates(word, name)));
    return found.length === 1 ? found[0] : null;
  }

  function abbreviates(word, name) {
    let at = 0;
    const characters = Array.from(word);
    Array.from(name).forEach(character => { if (character === characters[at]) at++; });
    // 海盐县行 of 海盐县行动 leaves characters out at one place only: it is cut off, not abbreviated.
    const isCut = name.indexOf(characters.slice(0, -1).join("")) >= 0 && name.indexOf(word) < 0;
    return !isCut && at === characters.length && name.slice(-1) === characters[at - 1];
  }

  // Splits a stretch at the longest words of the thesaurus.
  function pieces(text, others, manifest) {
    const characters = Array.from(text);
    const found = [];
    let from = 0;
    for (let at = 0; at < characters.length; at++) {
      for (let length = Math.min(24, characters.length - at); length > 1; length--) {
        const word = characters.slice(at, at + length).join("");
        if (!others.has(word)) {
          const names = unitsOf(word, manifest);
          if (!names) continue;
          others.set(word, names);
        }
        if (at > from) found.push(characters.slice(from, at).join(""));
        found.push(word);
        from = at + length;
        at = from - 1;
        break;
      }
    }
    if (from < characters.length) found.push(characters.slice(from).join(""));
    return found;
  }

  function waysToSay(words, manifest, dense) {
    return words.map(word => {
      let tokens = [];
      search.runs(word).forEach(run => {
        tokens = tokens.concat(run.han ? cover(run.text, manifest, dense) : search.parts(run.text));
      });
      return tokens;
    }).filter(tokens => tokens.length);
  }

  // The tokens of each other word that means the same: they are written as they are, so few tokens tell them.
  function otherWays(text, manifest, others) {
    const words = others.get(text) || [];
    // What holds the word, or another of the words, is found with it.
    const isHeld = word => [text].concat(words).some(other => other !== word && word.indexOf(other) >= 0);
    return waysToSay(words.filter(word => !isHeld(word)), manifest, 3);
  }

  function hanUnit(text, manifest, others) {
    return { text: text, alternatives: waysToSay([text], manifest, 12).concat(otherWays(text, manifest, others)) };
  }

  // What is asked for: `{ units, sentence, folded }`. A sentence is a question of which no document has all; `loose`
  // takes anything for one.
  function plan(query, manifest, loose) {
    const folded = search.fold(query).text.trim();
    const others = thesaurus(manifest);
    const units = [];
    let text = folded;
    const number = search.number(folded, manifest.codes);
    if (number) {
      units.push({ text: folded.slice(number[1], number[2]), alternatives: [[number[0]]] });
      text = folded.slice(0, number[1]) + " " + folded.slice(number[2]);
    }
    const ideographs = search.runs(text).reduce((sum, run) => sum + (run.han ? count(run.text) : 0), 0);
    const asks = loose || ideographs > 5;
    if (asks) {
      const before = text;
      ASKING.forEach(word => { text = text.split(word).join("\n"); });
      if (text !== before) text = text.replace(/有/g, "\n");
    }
    const runs = search.runs(text);
    runs.forEach((run, at) => {
      if (run.han) {
        pieces(run.text, others, manifest).forEach(piece => { units.push(hanUnit(piece, manifest, others)); });
        return;
      }
      let parts = search.parts(run.text);
      if (!parts.length) parts = [run.text];
      if (at === runs.length - 1 && !search.registration(run.text)) {
        parts = parts.slice(0, -1).concat(parts[parts.length - 1] + "*");
      }
      units.push({ text: run.text, alternatives: [parts].concat(otherWays(run.text, manifest, others)) });
    });
    const spaced = /\s/.test(folded);
    return { units: units, folded: folded, sentence: loose || (ideographs > 6 && units.length > 1 && !spaced) };
  }

  function tokensOf(plan) {
    let tokens = [];
    plan.units.forEach(unit => {
      unit.alternatives.forEach(alternative => { tokens = tokens.concat(alternative); });
    });
    return Array.from(new Set(tokens));
  }

  function weight(entry, total) {
    return Math.max(1, Math.round(100 * (1 + Math.log(total / (entry.df + 1)))));
  }

  // A list word stands for the pairs that it consists of.
  function pairs(token) {
    return search.isHan(token) ? Math.max(1, count(token) - 1) : 1;
  }

  function sum(list) {
    return list.reduce((all, one) => all + one, 0);
  }

  // Documents of one way to say a unit: document → [score, share of its tokens]. Roots are summed, so that a little of
  // each token is worth more than much of one.
  function match(tokens, known, total, factor) {
    const entries = tokens.map(token => known.get(token));
    const sizes = tokens.map(pairs);
    const size = sum(sizes);
    let hard = entries.filter(entry => !entry.cut || entry.tail);
    if (!hard.length) hard = entries;
    const shares = entries.map((entry, place) => hard.indexOf(entry) < 0 ? 0 : weight(entry, total) * sizes[place]);
    const whole = sum(shares);
    const found = new Map();
    entries.forEach((entry, place) => {
      entry.documents.forEach((document, at) => {
        let hit = found.get(document);
        if (!hit) found.set(document, hit = [0, 0]);
        hit[0] += SCALE[entry.scores[at]] * sizes[place];
        hit[1] += shares[place];
      });
    });
    found.forEach(hit => {
      hit[0] *= hit[0] / size * factor;
      hit[1] /= whole;
    });
    return found;
  }

  // document → [score, share] by the best way to say the unit.
  function matchUnit(unit, known, total) {
    let best = null;
    const size = sum(unit.alternatives[0].map(pairs));
    unit.alternatives.forEach((tokens, at) => {
      const factor = at ? 0.65 * Math.min(1, size / sum(tokens.map(pairs))) : 1;
      const found = match(tokens, known, total, factor);
      if (!best) { best = found; return; }
      found.forEach((hit, document) => {
        const other = best.get(document);
        if (hit[1] === 1 && (!other || other[1] < 1 || other[0] < hit[0])) best.set(document, hit);
      });
    });
    return best;
  }

  // One ideograph: the 家 of 100家 alone says nothing of what was asked.
  function scrap(unit) {
    return unit.alternatives.every(tokens => tokens.every(token => count(token) < 2));
  }

  // What of a sentence says something here: words that the site knows. Those of every other document are `idle`: they
  // order what the others find.
  function telling(plan, known, manifest) {
    if (!plan.sentence) return plan.units;
    const isKnown = token => known.get(token).df > 0;
    const units = plan.units.map(unit => {
      const own = unit.alternatives[0].filter(isKnown);
      const others = unit.alternatives.slice(1).filter(tokens => tokens.every(isKnown));
      return { alternatives: (own.length ? [own] : []).concat(others) };
    }).filter(unit => unit.alternatives.length);
    units.forEach(unit => {
      unit.idle = unit.alternatives[0].every(token => manifest.isCommon.has(token) || count(token) < 2);
    });
    if (units.every(scrap)) return [];
    if (units.every(unit => unit.idle)) units.forEach(unit => { unit.idle = false; });
    return units;
  }

  // What a unit's score adds to that of a document: of separate words each counts, of a sentence the strong ones more.
  function worth(score, plan) {
    const root = Math.sqrt(score);
    return plan.sentence ? root * Math.sqrt(root) : Math.sqrt(root);
  }

  // All documents that have enough of what is asked for: `[document, value, complete]`, best first. `plan.lost` tells
  // whether there is a unit that no document has whole.
  function rank(plan, known, manifest, only) {
    const sums = new Map();
    const total = manifest.n;
    const units = telling(plan, known, manifest);
    let whole = 0;
    let asked = 0;
    const words = !units.every(scrap);
    plan.lost = false;
    units.forEach(unit => {
      const importance = unit.idle || (words && scrap(unit)) ? 0 : sum(unit.alternatives[0].map(token => weight(known.get(token), total) * pairs(token)));
      whole += importance;
      if (!unit.idle) asked++;
      let lost = true;
      matchUnit(unit, known, total).forEach((hit, document) => {
        if (hit[1] === 1) lost = false;
        if (only && !only.has(document)) return;
        let own = sums.get(document);
        if (!own) sums.set(document, own = [0, 0, 0]);
        own[0] += worth(hit[0], plan);
        own[1] += hit[1] * importance;
        if (hit[1] === 1 && !unit.idle) own[2]++;
      });
      plan.lost = plan.lost || lost;
    });
    const ranked = [];
    sums.forEach((own, document) => {
      const complete = own[2] === asked;
      const share = complete ? 1 : own[1] / whole;
      if (share >= 0.3) ranked.push([document, own[0] * share * share, complete]);
    });
    return ranked.sort((a, b) => {
      return (plan.sentence ? 0 : b[2] - a[2]) || b[1] - a[1] || b[0] - a[0];
    });
  }

  // The ranked documents of a plan; what was cut off is read where little is found.
  function evaluate(plan, manifest, only) {
    const known = plan.known = plan.known || new Map();
    let tokens = tokensOf(plan);
    return search.read(tokens, known).then(() => {
      const ranked = rank(plan, known, manifest, only);
      const complete = ranked.filter(hit => hit[2]).length;
      const cut = tokens.map(token => known.get(token)).filter(entry => entry.tail);
      if (complete >= 10 || !cut.length) return ranked;
      return Promise.all(cut.map(search.complete)).then(() => rank(plan, known, manifest, only));
    });
  }

  // Hits of a query: `{ hits, plan, note }`; the note tells what was looked for instead, if anything.
  function find(query, manifest, only) {
    const own = plan(query, manifest);
    return evaluate(own, manifest, only).then(hits => {
      const found = { hits: hits, plan: own, note: null };
      const isWell = !own.lost && Array.from(own.known.values()).every(entry => entry.df);
      if (isWell || hits.some(hit => hit[2])) return found;
      return search.withMore().then(() => search.repair(own, manifest, only)).then(other => {
        if (other || hits.length) return other || found;
        const loose = plan(query, manifest, true);
        return evaluate(loose, manifest, only).then(some => ({ hits: some, plan: loose, note: null }));
      });
    });
  }

  search.find = find;
  search.plan = plan;
  search.evaluate = evaluate;
  search.cover = cover;
})(saltpress.search);
