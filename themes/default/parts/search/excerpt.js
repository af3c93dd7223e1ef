// The part of a text that shows why it was found.
(search => {
  "use strict";
  const ROOM = 100;

  // What is marked: the units themselves, then their tokens; `of` tells the unit of each.
  function words(plan) {
    const of = new Map();
    const put = (word, unit) => { if (word && word[0] !== "#" && !of.has(word)) of.set(word, unit); };
    plan.units.forEach((unit, at) => { put(unit.text, at); });
    plan.units.forEach((unit, at) => {
      unit.alternatives.forEach(tokens => {
        tokens.forEach(token => { put(token.replace(/\*$/, ""), at); });
      });
    });
    const list = Array.from(of.keys());
    list.of = of;
    return list;
  }

  // Where words stand in a text: `[from, to, word]` in characters of the text as written.
  function places(text, list) {
    const folded = search.fold(text);
    const characters = [];
    // From units of UTF-16 to characters.
    Array.from(folded.text).forEach((character, at) => {
      for (let half = 0; half < character.length; half++) characters.push(at);
    });
    const found = [];
    list.forEach(word => {
      for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
        found.push([folded.places[characters[at]], folded.places[characters[at + word.length - 1]] + 1, word]);
      }
    });
    return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }

  // Writes a text with its marks below `parent`.
  function write(parent, text, list) {
    const characters = Array.from(text);
    let at = 0;
    const marks = [];
    places(text, list).forEach(place => {
      const last = marks[marks.length - 1];
      // Quotation marks between two hits are part of them.
      if (last && place[0] <= last[1]) last[1] = Math.max(last[1], place[1]);
      else marks.push([place[0], place[1]]);
    });
    marks.forEach(mark => {
      parent.append(characters.slice(at, mark[0]).join(""));
      const element = document.createElement("mark");
      element.textContent = characters.slice(mark[0], mark[1]).join("");
      parent.append(element);
      at = mark[1];
    });
    parent.append(characters.slice(at).join(""));
  }

  // The stretch of `room` characters with the most units: `[from, units]`.
  function window(found, room, of) {
    let best = [0, new Map(), 0];
    found.forEach((place, at) => {
      const own = new Map();
      for (let next = at; next < found.length && found[next][1] <= place[0] + room; next++) {
        const unit = of.get(found[next][2]);
        own.set(unit, Math.max(own.get(unit) || 0, found[next][2].length));
      }
      const worth = Array.from(own.values()).reduce((sum, length) => sum + 9 + length, 0);
      if (worth > best[2]) best = [place[0], own, worth];
    });
    return best;
  }

  // From a little before `at` on, or from where its sentence starts.
  function start(characters, at, room) {
    for (let back = at; back > at - room && back > 0; back--) {
      if (/[。；！？]/.test(characters[back - 1])) return back;
    }
    return Math.max(0, at - room);
  }

  // About a hundred characters with as many units as possible: in one piece, or in two where the first leaves some out.
  function excerpt(text, list) {
    const characters = Array.from(text.replace(/\s+/g, " ").trim());
    const found = places(characters.join(""), list);
    const whole = window(found, ROOM, list.of);
    const rest = found.filter(place => !whole[1].has(list.of.get(place[2])));
    const pieces = [[start(characters, whole[0], 30), rest.length ? 70 : ROOM + 20]];
    if (rest.length) pieces.push([start(characters, window(rest, 50, list.of)[0], 15), 50]);
    pieces.sort((a, b) => a[0] - b[0]);
    let shown = "";
    let end = 0;
    pieces.forEach(piece => {
      const from = Math.max(piece[0], end);
      if (from > end) shown += "…";
      shown += characters.slice(from, end = Math.max(end, piece[0] + piece[1])).join("");
    });
    return shown + (end < characters.length ? "…" : "");
  }

  search.marked = words;
  search.write = write;
  search.excerpt = excerpt;
})(saltpress.search);
