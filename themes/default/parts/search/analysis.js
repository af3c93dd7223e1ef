// From text to the terms that index and query share: the same rules as src/search/analysis.
saltpress.search = (() => {
  "use strict";
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = "(?![" + HAN + "])[\\p{Alphabetic}\\p{N}]";
  const RUN = "[" + HAN + "]+|" + LETTER + "(?:" + LETTER + "|[-._/&](?=" + LETTER + "))*";
  const han = new RegExp("^[" + HAN + "]$", "u");
  const NUMBER = "[〔[(【]\\s*((?:19|20)\\d\\d)\\s*[〕\\])】]\\s*第?\\s*(\\d{1,5})\\s*号";

  // `{ text, places }`: characters in the common spelling, and where each came from.
  function fold(text) {
    let out = [];
    Array.from(text).forEach((character, place) => {
      Array.from(character.normalize("NFKC").toLowerCase()).forEach(plain => {
        if (/["'\u2018-\u201f\u300c-\u300f]/.test(plain)) return;
        out.push([/[\u2010-\u2015\u2212]/.test(plain) ? "-" : plain, place]);
      });
    });
    out.forEach((pair, at) => {
      if (pair[0] !== "(") return;
      let end = at + 1;
      while (end < at + 4 && out[end] && han.test(out[end][0])) end++;
      if (end > at + 1 && end < at + 4 && out[end] && out[end][0] === ")") pair[2] = out[end][2] = true;
    });
    out = out.filter(pair => !pair[2]);
    return {
      text: out.map(pair => pair[0]).join(""),
      places: out.map(pair => pair[1]),
    };
  }

  function isHan(run) {
    return han.test(String.fromCodePoint(run.codePointAt(0)));
  }

  // Stretches of ideographs, or of letters and digits, with their places in the text.
  function runs(folded) {
    let found = [];
    folded.replace(new RegExp(RUN, "gu"), (run, at) => {
      found.push({ text: run, at: at, han: isHan(run) });
    });
    return found;
  }

  function bare(digits) {
    return digits.replace(/^0+(?=.)/, "");
  }

  // The first 发文字号 of a query, however it is written: `[token, start, end]` or null.
  function number(folded, codes) {
    const pattern = /([〔[(【]?)\s*((?:19|20)\d\d)(\d{0,5})(\s*[〕\])】]?年?\s*第?\s*)(\d*)(\s*号)?/g;
    let match;
    while ((match = pattern.exec(folded))) {
      const before = folded.slice(0, match.index);
      const glued = match[3];
      const digits = glued || match[5];
      // Only blanks before the year are no part of it, and a longer number is no year.
      const whole = !/\d$/.test(before) && digits && digits.length < 6 && (glued ? true : match[4]);
      // What is glued to the year ends the number.
      let end = match.index + match[0].length;
      if (glued && match[5]) end = match.index + match[0].length - match[5].length - (match[6] || "").length;
      const closed = match[6] && !(glued && match[5]);
      const sure = match[1] || /[〕\])】]/.test(match[4]) || closed ||
        codes.some(code => before.trimEnd().endsWith(code));
      if (whole && sure) return ["#" + match[2] + "#" + bare(digits), match.index, end];
      pattern.lastIndex = match.index + 1;
    }
    return null;
  }

  // The joined form of a 统一编号, or null.
  function registration(run) {
    let match = /^([a-z]{2,8}\d{0,4})-((?:19|20)\d\d)-(\d{2,6})$/.exec(run);
    return match && match[1] + match[2] + match[3];
  }

  // The tokens of a Latin run, as the index has them.
  function parts(run) {
    const joined = registration(run);
    let found = run.split(/[-_/&]/).map(part => Array.from(part).slice(0, 32).join(""));
    found = found.filter(part => part && !/^\p{N}$/u.test(part));
    return joined ? [joined].concat(found) : found;
  }

  // All tokens of a text but words: what the table of cases is held against.
  function tokens(folded) {
    let found = [];
    runs(folded).forEach(run => {
      if (!run.han) { found = found.concat(parts(run.text)); return; }
      const characters = Array.from(run.text);
      characters.forEach((character, at) => {
        found.push(character);
        if (at) found.push(characters[at - 1] + character);
      });
    });
    folded.replace(new RegExp(NUMBER, "g"), (all, year, digits) => {
      found.push("#" + year + "#" + bare(digits));
    });
    return found;
  }

  return { fold: fold, runs: runs, isHan: isHan, number: number, registration: registration, parts: parts, tokens: tokens };
})();
