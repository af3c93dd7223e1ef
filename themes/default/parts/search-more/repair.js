// What to look for instead where nothing has all that was asked: the same rules as src/search/query/repair.
(search => {
  "use strict";

  // `{ of: character → syllables, all: set of syllables }`.
  function readings() {
    return search.load("readings").then(text => {
      if (readings.table) return readings.table;
      const table = readings.table = { of: new Map(), all: new Set() };
      const words = text.split(" ");
      for (let at = 0; at + 1 < words.length; at += 2) {
        table.all.add(words[at]);
        Array.from(words[at + 1]).forEach(character => {
          table.of.set(character, (table.of.get(character) || []).concat(words[at]));
        });
      }
      return table;
    });
  }

  function soundsOf(character, table) {
    return table.of.get(character) || (/[a-z]/.test(character) ? [character] : /\d/.test(character) ? ["0"] : []);
  }

  // Terms of the files that hold those whose first or second syllables start so: `[[term, frequency]]`.
  function terms(pairs, manifest) {
    const names = manifest.terms.filter(name => {
      return pairs.some(pair => name === pair || name === pair[0] || (pair.length === 1 && name[0] === pair));
    });
    return Promise.all(names.map(name => search.load("s/" + name))).then(texts => {
      let found = new Map();
      texts.forEach(text => {
        const words = text.split(" ");
        for (let at = 0; at + 1 < words.length; at += 2) found.set(words[at], +words[at + 1]);
      });
      return Array.from(found);
    });
  }

  function better(a, b) {
    return b.score - a.score || a.term.length - b.term.length || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0);
  }

  // How letters spell a term: 3 by whole syllables, 2 mixed, 1 by initials, less where the term goes on; 0 not at all.
  function spelled(letters, characters, table) {
    let best = 0;
    (function walk(rest, at, whole, first) {
      if (!rest) {
        const kind = whole ? first ? 2 : 3 : 1;
        best = Math.max(best, at === characters.length ? kind : kind - 0.5 - 0.1 * Math.min(4, characters.length - at));
        return;
      }
      if (at === characters.length) return;
      soundsOf(characters[at], table).forEach(sound => {
        [sound, sound.replace("v", "u")].forEach(syllable => {
          if (rest.startsWith(syllable)) walk(rest.slice(syllable.length), at + 1, true && (whole || syllable.length > 1), first);
          else if (syllable.startsWith(rest) && rest.length > 1) walk("", at + 1, true, first);
        });
        if (rest[0] === sound[0] && sound.length > 1) walk(rest.slice(1), at + 1, whole, true);
      });
    })(letters, 0, false, false);
    return best;
  }

  // The initials of the first two syllables that letters may stand for.
  function initials(letters, table) {
    const pairs = new Set([letters.slice(0, 2)]);
    for (let end = 1; end <= 6 && end < letters.length; end++) {
      const syllable = letters.slice(0, end);
      if (table.all.has(syllable) || table.all.has(syllable.replace("u", "v"))) pairs.add(letters[0] + letters[end]);
    }
    return Array.from(pairs);
  }

  // Terms that letters stand for, best first.
  function byPinyin(letters, manifest) {
    return readings().then(table => {
      return terms(initials(letters, table), manifest).then(list => {
        return list.map(pair => {
          return { term: pair[0], score: 10 * spelled(letters, Array.from(pair[0]), table) + Math.log(pair[1] + 1) };
        }).filter(found => found.score >= 10).sort(better);
      });
    });
  }

  // Where two words of one length differ, if in one place only; else -1.
  function oneApart(a, b) {
    let found = -1;
    for (let at = 0; at < a.length; at++) {
      if (a[at] === b[at]) continue;
      if (found >= 0) return -1;
      found = at;
    }
    return found;
  }

  // 5 for one wrong character of the same sound, 1 for another one or for one too few, too many or two
  // exchanged in a term of four and more; 0 for anything else.
  function likeness(window, term, table) {
    if (window.length === term.length) {
      let at = oneApart(window, term);
      if (at >= 0) {
        const sounds = soundsOf(term[at], table);
        const same = soundsOf(window[at], table).some(sound => sounds.indexOf(sound) >= 0);
        return same ? 5 : term.length > 2 ? 1 : 0;
      }
      for (at = 0; at + 1 < term.length; at++) {
        if (window[at] !== term[at]) {
          const swapped = window.slice();
          swapped[at] = window[at + 1];
          swapped[at + 1] = window[at];
          return term.length > 3 && swapped.join("") === term.join("") ? 1 : 0;
        }
      }
      return 0;
    }
    const longer = window.length > term.length ? window : term;
    const shorter = longer === window ? term : window;
    if (shorter.length < 3 || longer.length - shorter.length !== 1) return 0;
    for (let gap = 0; gap < longer.length; gap++) {
      if (longer.slice(0, gap).concat(longer.slice(gap + 1)).join("") === shorter.join("")) return 1;
    }
    return 0;
  }

  // Terms that differ from a part of a run in one character: `{ term, score, text }`, text being the run mended.
  function byLikeness(run, manifest, known, wide) {
    const characters = Array.from(run);
    function isGap(at) {
      const entry = known.get(characters[at] + characters[at + 1]);
      return at >= 0 && at + 1 < characters.length && entry && !entry.df;
    }
    return readings().then(table => {
      const letters = characters.map(character => distinct(soundsOf(character, table).map(sound => sound[0])));
      let pairs = [];
      letters.forEach((own, at) => {
        own.forEach(letter => {
          pairs = pairs.concat(wide ? letter : (letters[at + 1] || []).map(next => letter + next));
        });
      });
      return terms(Array.from(new Set(pairs)), manifest).then(list => {
        let found = [];
        list.forEach(pair => {
          const term = Array.from(pair[0]);
          if (term.length > 10) return;
          for (let length = Math.max(2, term.length - 1); length <= term.length + 1; length++) {
            for (let at = 0; at + length <= characters.length; at++) {
              const window = characters.slice(at, at + length);
              const like = likeness(window, term, table);
              if (!like) continue;
              let gaps = 0;
              for (let place = at; place < at + length - 1; place++) if (isGap(place)) gaps++;
              if (!gaps && like < 5) continue;
              const text = characters.slice(0, at).join("") + pair[0] + characters.slice(at + length).join("");
              found.push({ term: pair[0], text: text, score: like + term.length + gaps + Math.log(pair[1] + 1) / 4 });
            }
          }
        });
        return found.sort(better);
      });
    });
  }

  function hasAll(hits) {
    return hits.length > 0 && hits[0][2];
  }

  // The first of some texts that finds something whole: `{ hits, plan, note }` or null.
  function firstOf(texts, kind, manifest, only, others) {
    if (!texts.length) return Promise.resolve(null);
    const plan = search.plan(texts[0], manifest);
    return search.evaluate(plan, manifest, only).then(hits => {
      if (hits.some(hit => hit[2])) {
        return { hits: hits, plan: plan, note: { kind: kind, shown: texts[0], others: (others || []).slice(0, 3) } };
      }
      return firstOf(texts.slice(1), kind, manifest, only, others);
    });
  }

  function traditional(folded, manifest, only) {
    return search.load("traditional").then(text => {
      const simplified = new Map();
      const pairs = Array.from(text);
      for (let at = 0; at + 1 < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);
      const mended = Array.from(folded).map(character => simplified.get(character) || character).join("");
      if (mended === folded) return null;
      const plan = search.plan(mended, manifest);
      return search.evaluate(plan, manifest, only).then(hits => {
        return hits.length ? { hits: hits, plan: plan, note: { kind: "traditional", shown: mended, others: [] } } : null;
      });
    });
  }

  function distinct(list) {
    return Array.from(new Set(list));
  }

  function pinyin(folded, manifest, only) {
    const letters = folded.replace(/[\s']/g, "");
    if (!/^[a-z]{2,40}$/.test(letters)) return Promise.resolve(null);
    return byPinyin(letters, manifest).then(found => {
      const words = found.map(one => one.term);
      return firstOf(words.slice(0, 3), "pinyin", manifest, only, words.slice(1));
    });
  }

  // First of terms that begin with the same sounds, which are few; then of all that begin with one of the sounds.
  function typing(plan, manifest, only) {
    const runs = search.runs(plan.folded).filter(run => run.han && run.text.length > 1);
    const tries = runs.map(run => [run, false]).concat(runs.map(run => [run, true]));
    return tries.reduce((before, own) => {
      const run = own[0];
      return before.then(mended => {
        if (mended) return mended;
        return byLikeness(run.text, manifest, plan.known, own[1]).then(found => {
          const texts = distinct(found.map(one => {
            return plan.folded.slice(0, run.at) + one.text + plan.folded.slice(run.at + run.text.length);
          }));
          return firstOf(texts.slice(0, 3), "typing", manifest, only);
        });
      });
    }, Promise.resolve(null));
  }

  // A unit that readers wrote in one, of words that stand side by side nowhere: without the pairs between them.
  function parted(tokens, known) {
    return tokens.filter((token, at) => {
      if (known.get(token).df || Array.from(token).length !== 2 || !at || at === tokens.length - 1) return true;
      const characters = Array.from(token);
      const before = tokens[at - 1];
      const after = tokens[at + 1];
      return !(known.get(before).df && known.get(after).df && before.endsWith(characters[0]) && after.startsWith(characters[1]));
    });
  }

  function withParts(own) {
    const units = own.units.map(unit => {
      return { text: unit.text, alternatives: [parted(unit.alternatives[0], own.known)].concat(unit.alternatives.slice(1)) };
    });
    const isSame = units.every((unit, at) => unit.alternatives[0].length === own.units[at].alternatives[0].length);
    return isSame ? null : { units: units, folded: own.folded, sentence: own.sentence, known: own.known };
  }

  // What has all words of a query whose words were not parted; null where nothing has.
  function inParts(own, manifest, only) {
    const plan = withParts(own);
    if (!plan) return null;
    return search.evaluate(plan, manifest, only).then(hits => {
      return hits.some(hit => hit[2]) ? { hits: hits, plan: plan, note: null } : null;
    });
  }

  // `{ hits, plan, note }` of the first other reading that finds something whole, or null.
  function repair(plan, manifest, only) {
    return traditional(plan.folded, manifest, only)
      .then(mended => mended || pinyin(plan.folded, manifest, only))
      .then(mended => mended || (plan.sentence ? null : typing(plan, manifest, only)))
      .then(mended => mended || inParts(plan, manifest, only));
  }

  search.repair = repair;
  search.byPinyin = byPinyin;
  search.terms = terms;
  search.readings = readings;
  search.soundsOf = soundsOf;
})(saltpress.search);
