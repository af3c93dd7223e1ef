// The files of the index: fetched by script elements, which work from a disk too.
(search => {
  "use strict";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = {};
  let waiting = {};
  const arrived = {};
  let manifest = null;
  Array.from(ALPHABET).forEach((character, value) => { VALUES[character] = value; });

  // What every file calls.
  window.searchPart = (name, value) => { arrived[name] = { value: value }; };

  function byScript(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = search.root + name + ".js?v=" + search.version;
      script.async = true;
      script.onload = script.onerror = () => {
        script.remove();
        const part = arrived[name];
        delete arrived[name];
        if (part) done(part.value);
        else failed(new Error(name));
      };
      document.head.appendChild(script);
    });
  }

  // The value of a file; the same promise as long as the page stands. What failed is asked again.
  function load(name) {
    if (!waiting[name]) {
      waiting[name] = search.fetchPart(name);
      waiting[name].catch(() => { delete waiting[name]; });
    }
    return waiting[name];
  }

  // A file that belongs to one state of the index: another state is a failure.
  function stamped(name) {
    return load(name).then(text => {
      if (text.slice(0, manifest.stamp.length + 1) === manifest.stamp + " ") return text.slice(manifest.stamp.length + 1);
      delete waiting[name];
      throw new Error(name);
    });
  }

  // After a failure: the next try begins with a new manifest.
  function forget() {
    manifest = null;
    waiting = {};
    search.version += "-";
  }

  function split(text) {
    return text ? text.split(" ") : [];
  }

  function open() {
    return load("manifest").then(value => {
      if (manifest) return manifest;
      manifest = value;
      ["bounds", "words", "common", "codes", "terms"].forEach(key => { manifest[key] = split(value[key]); });
      manifest.groupOf = groupOf(split(value.groups));
      manifest.isCommon = new Set(manifest.common);
      manifest.isWord = new Set(manifest.words);
      return manifest;
    });
  }

  // Which documents belong together: `first length group` for each stretch of neighbours.
  function groupOf(numbers) {
    return document => {
      for (let at = 0; at + 2 < numbers.length; at += 3) {
        if (document >= +numbers[at] && document < +numbers[at] + +numbers[at + 1]) return numbers[at + 2];
      }
      return null;
    };
  }

  // By code points, as the index is sorted.
  function compare(a, b) {
    if (a === b) return 0;
    const x = Array.from(a);
    const y = Array.from(b);
    for (let at = 0; at < x.length && at < y.length; at++) {
      if (x[at] !== y[at]) return x[at].codePointAt(0) - y[at].codePointAt(0);
    }
    return x.length - y.length;
  }

  // The shard in which a token would stand.
  function shardOf(token) {
    let low = 0;
    let high = manifest.bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(manifest.bounds[middle], token) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  function shard(number) {
    if (!manifest.bounds.length) return Promise.resolve(new Map());
    return stamped("p/" + number).then(text => {
      const words = split(text);
      const tokens = new Map();
      for (let at = 0; at + 1 < words.length; at += 2) tokens.set(words[at], words[at + 1]);
      return tokens;
    });
  }

  // `[documents, scores]` of a list with scores.
  function scored(text) {
    const documents = [];
    const scores = [];
    let document = 0;
    let at = 0;
    while (at < text.length) {
      let step = 0;
      let digit;
      let shift = 0;
      do {
        digit = VALUES[text[at++]];
        step += (digit & 31) << shift;
        shift += 5;
      } while (digit > 31);
      document += step;
      documents.push(document);
      scores.push(VALUES[text[at++]]);
    }
    return [documents, scores];
  }

  // The documents of a list without scores.
  function plain(text) {
    const documents = [];
    if (text[0] === "!") {
      for (let place = 1; place < text.length; place++) {
        const six = VALUES[text[place]];
        for (let bit = 0; bit < 6; bit++) if (six >> bit & 1) documents.push((place - 1) * 6 + bit);
      }
      return documents;
    }
    let document = 0;
    let step = 0;
    let shift = 0;
    for (let at = 0; at < text.length; at++) {
      let digit = VALUES[text[at]];
      step += (digit & 31) << shift;
      shift += 5;
      if (digit > 31) continue;
      document += step;
      documents.push(document);
      step = shift = 0;
    }
    return documents;
  }

  // A token's entry: documents and scores of its head, frequency, and where the rest is.
  function entry(text) {
    if (!text) return { documents: [], scores: [], df: 0 };
    const fields = text.split(".");
    const list = scored(fields[0]);
    const found = { documents: list[0], scores: list[1], df: list[0].length };
    if (fields.length > 1) {
      found.df = +fields[1];
      found.cut = true;
      found.tail = fields[2] === "-" ? null : fields[2];
      found.rest = +fields[3];
    }
    return found;
  }

  // Reads the entries of tokens into `known`; a token ending in * stands for all that start so.
  function read(tokens, known) {
    return Promise.all(tokens.filter(token => !known.has(token)).map(token => {
      const open = token.slice(-1) === "*" && token.length > 1;
      const word = open ? token.slice(0, -1) : token;
      const first = shardOf(word);
      if (!open) return shard(first).then(map => { known.set(token, entry(map.get(word))); });
      const shards = [first, first + 1, first + 2].filter(number => {
        return number === first || (number < manifest.bounds.length && manifest.bounds[number].startsWith(word));
      });
      return Promise.all(shards.map(shard)).then(maps => { known.set(token, union(maps, word)); });
    }));
  }

  // The best of all tokens that start with `word`.
  function union(maps, word) {
    const best = new Map();
    maps.forEach(map => {
      map.forEach((text, token) => {
        if (!token.startsWith(word)) return;
        const one = entry(text);
        one.documents.forEach((document, at) => {
          if (!(best.get(document) >= one.scores[at])) best.set(document, one.scores[at]);
        });
      });
    });
    const documents = Array.from(best.keys()).sort((a, b) => a - b);
    return { documents: documents, scores: documents.map(document => best.get(document)), df: documents.length };
  }

  // Adds what was cut off, at its mean score.
  function complete(entry) {
    if (!entry.tail) return Promise.resolve();
    const name = "t/" + entry.tail;
    entry.tail = null;
    return stamped(name).then(text => {
      plain(text).forEach(document => {
        entry.documents.push(document);
        entry.scores.push(entry.rest);
      });
      entry.cut = false;
    });
  }

  search.forget = forget;
  search.fetchPart = byScript;
  search.load = load;
  search.stamped = stamped;
  search.open = open;
  search.read = read;
  search.complete = complete;
  search.plain = plain;
})(saltpress.search);
