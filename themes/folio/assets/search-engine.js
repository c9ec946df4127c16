// The search itself: from a word to every place in the case that has it, and the box that shows them. search.js loads it when a search
// is first wanted. No word that is shown stands here: they are in the page (the box's data attributes) and in the index. The index and
// the texts are scripts, since a page opened from the disk may load nothing else.
(() => {
  "use strict";

  /* Words ------------------------------------------------------------------------------------------------------------------
     The same as src/render/search/token.rs; tests/suite/browser/tokens.json holds both to it. */

  // Scripts that put no space between words: each two neighbours are looked up, and the last character of a run by itself.
  const UNPARTED =
    "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}]";
  const LETTER = "[\\p{Alphabetic}\\p{M}\\p{N}]";
  // Joiners, soft hyphens and the tatweel are inside of words, and no part of them. Digits in groups are one number.
  const JOINER = "[\\u00ad\\u0640\\u200c\\u200d]";
  const WORD = new RegExp(
    `((?:(?=${UNPARTED})${LETTER})+)|(?:${JOINER}|(?!${UNPARTED})${LETTER}|(?<=[0-9])[.,](?=[0-9]))+`,
    "gu",
  );
  const NO_LETTER = /[^\p{Alphabetic}\p{M}\p{N}]|[\u0640]/gu;
  // Accents, and the points of Hebrew and Arabic. In other scripts marks are vowels.
  const ACCENT =
    /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
  const LETTERS = {
    ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ", ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ک: "ك",
  };

  /** A letter that Unicode does not take apart as it is typed without; Arabic digits as the common ones. */
  function plainLetter(letter) {
    const code = letter.codePointAt(0);
    if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
    if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
    return LETTERS[letter] ?? letter;
  }

  /** Letters without case and accents. */
  function folded(text) {
    const bare = text.normalize("NFKD").replace(ACCENT, "").replace(NO_LETTER, "");
    // One letter at a time, as a sigma's form depends on its neighbours.
    const lower = Array.from(bare, (letter) => letter.toLowerCase()).join("");
    return Array.from(lower.replace(ACCENT, "").normalize("NFC"), plainLetter).join("");
  }

  /** Without an English plural's ending. */
  function singular(word) {
    if (!/^[a-z]{4,}s$/.test(word) || /(?:s|u|ae|ee|oe)s$/.test(word)) return word;
    const bare = word.slice(0, -1);
    return /ie$/.test(bare) && !/[ea]ie$/.test(bare) ? `${bare.slice(0, -2)}y` : bare;
  }

  function wordOf(text) {
    return singular(/^[A-Za-z0-9.,]+$/.test(text) ? text.toLowerCase().replace(/[.,]/g, "") : folded(text));
  }

  /**
   * The words of a text, with where they stand in it. `run` numbers the runs of scripts without spaces: 0 is a word of another script;
   * `last` marks the single character at the end of such a run.
   */
  function tokens(text) {
    const found = [];
    let run = 0;
    for (const match of text.matchAll(WORD)) {
      if (!match[1]) {
        const word = wordOf(match[0]);
        if (word) found.push({ word, start: match.index, end: match.index + match[0].length, run: 0, last: false });
        continue;
      }
      run += 1;
      let start = match.index;
      let before = null;
      for (const character of match[1]) {
        const now = { word: folded(character), start, end: start + character.length };
        if (before) found.push({ word: before.word + now.word, start: before.start, end: now.end, run, last: false });
        before = now;
        start = now.end;
      }
      if (before.word) found.push({ ...before, run, last: true });
    }
    return found;
  }

  /**
   * What is asked for: words, the last of which may be only begun, and runs of characters, whose pairs must stand together.
   * A single character may be the first of any pair.
   */
  function asked(query) {
    const all = tokens(query);
    const units = [];
    for (const [at, token] of all.entries()) {
      if (token.run === 0) {
        units.push({ words: [token.word], begun: at === all.length - 1 && token.end === query.length, run: false });
      } else if (token.last) {
        const pairs = all.filter((other) => other.run === token.run && !other.last).map((pair) => pair.word);
        units.push({ words: pairs.length ? pairs : [token.word], begun: !pairs.length, run: true });
      }
    }
    const known = new Set();
    return units.filter((unit) => {
      const key = unit.words.join(" ");
      return known.has(key) ? false : known.add(key);
    });
  }

  /** Whether a word of a text is one that a unit asks for. */
  function answers(token, unit) {
    if ((token.run > 0) !== unit.run) return false;
    if (!unit.begun) return unit.words.includes(token.word);
    const [word] = unit.words;
    return token.word.startsWith(word) || token.word === plural(word);
  }

  /** “penalti” and “penaltie” are on the way to a plural that stands in the index as “penalty”. */
  function plural(word) {
    return /^[a-z]{2,}ie?$/.test(word) ? word.replace(/ie?$/, "y") : null;
  }

  /* The index --------------------------------------------------------------------------------------------------------------
     src/render/search/index.rs writes it, code.rs its numbers: base 32, the last digit from the upper half of 64. */

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUES = new Uint8Array(128);
  for (let value = 0; value < 64; value += 1) VALUES[DIGITS.charCodeAt(value)] = value;

  /** The index as it is used, once it is here. */
  let index = null;
  /** Of each shelf of texts the records' texts, once they are here. */
  const shelves = new Map();

  /** Words of a sorted list, each of which begins with how many characters it shares with the one before. */
  function unpacked(list) {
    let before = "";
    return (list ? list.split(" ") : []).map((code) => {
      const shared = VALUES[code.charCodeAt(0)];
      // Characters beyond the Basic Multilingual Plane are two units of a string.
      const same = /[\ud800-\udfff]/.test(before) ? Array.from(before).slice(0, shared).join("") : before.slice(0, shared);
      before = same + code.slice(1);
      return before;
    });
  }

  function receive(data) {
    const anchors = data.anchors.map((list) => (list ? list.split(" ") : []));
    const first = [0];
    for (const list of anchors) first.push(first[first.length - 1] + 1 + list.length);
    const sections = first[first.length - 1];
    const kinds = data.kinds.flatMap(([name, label, count]) => Array(count).fill({ name, label }));
    index = { ...data, anchors, first, sections, kinds, words: unpacked(data.words), places: data.places.split(" "), read: new Map() };
  }

  /** Of the word at a position, by turns: a section, and the word's weight there. */
  function placesOf(at) {
    let places = index.read.get(at);
    if (!places) {
      places = [];
      const code = index.places[at];
      let section = 0;
      for (let from = 0, number = 0; from < code.length; from += 1) {
        const value = VALUES[code.charCodeAt(from)];
        number = number * 32 + (value & 31);
        if (value < 32) continue;
        section += number;
        number = 0;
        from += 1;
        places.push(section, VALUES[code.charCodeAt(from)]);
      }
      index.read.set(at, places);
    }
    return places;
  }

  /** The position of the first word that is not before `word`. */
  function lowerBound(word) {
    let low = 0;
    let high = index.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function exactly(word) {
    const at = lowerBound(word);
    return index.words[at] === word ? [at] : [];
  }

  /** The weight of what a unit asks for in each section, and in how many it is. */
  function weights(unit) {
    const found = new Float32Array(index.sections);
    if (unit.run && !unit.begun) {
      // Every pair of a run: the least of their weights, if the section had all pairs before.
      unit.words.forEach((word, turn) => {
        const before = found.slice();
        found.fill(0);
        for (const at of exactly(word)) {
          const places = placesOf(at);
          for (let i = 0; i < places.length; i += 2) {
            found[places[i]] = turn === 0 ? places[i + 1] : Math.min(before[places[i]], places[i + 1]);
          }
        }
      });
    } else {
      const add = (at, factor) => {
        const places = placesOf(at);
        for (let i = 0; i < places.length; i += 2) {
          const weight = places[i + 1] * factor;
          if (weight > found[places[i]]) found[places[i]] = weight;
        }
      };
      const [word] = unit.words;
      for (const at of exactly(word)) add(at, 1);
      if (unit.begun) {
        // The less of a word is typed, the less it is likely to be meant.
        for (let at = lowerBound(word); at < index.words.length && index.words[at].startsWith(word); at += 1) {
          if (index.words[at] !== word) add(at, 0.4 + (0.5 * word.length) / index.words[at].length);
        }
        for (const at of exactly(plural(word) ?? "")) add(at, 0.9);
      }
    }
    let count = 0;
    for (const weight of found) if (weight > 0) count += 1;
    return { found, count };
  }

  /**
   * The records that have all that is asked for, the best first; if none has, those that have some.
   * Equal ones stand in the order of the index, so that the same query has the same answer.
   */
  function look(query) {
    const units = asked(query);
    const sections = { score: new Float32Array(index.sections), units: new Uint8Array(index.sections) };
    const records = index.titles.map((_, record) => ({ record, score: 0, units: 0 }));
    for (const unit of units) {
      const { found, count } = weights(unit);
      // The rarer a word, the more it tells: the idf of BM25.
      const rarity = Math.log(1 + (index.sections - count + 0.5) / (count + 0.5));
      for (const one of records) {
        let best = 0;
        for (let section = index.first[one.record]; section < index.first[one.record + 1]; section += 1) {
          if (found[section] === 0) continue;
          const score = found[section] * rarity;
          sections.score[section] += score;
          sections.units[section] += 1;
          if (score > best) best = score;
        }
        if (best === 0) continue;
        one.score += best;
        one.units += 1;
      }
    }
    const all = records.filter((one) => one.units > 0);
    const whole = all.some((one) => one.units === units.length);
    const results = whole ? all.filter((one) => one.units === units.length) : all;
    if (units.length > 1) {
      for (const one of results) {
        // All in one place is better than here and there.
        let together = 0;
        for (let section = index.first[one.record]; section < index.first[one.record + 1]; section += 1) {
          if (sections.units[section] === units.length) together = Math.max(together, sections.score[section]);
        }
        one.score += 0.25 * together;
      }
    }
    results.sort((a, b) => b.units - a.units || b.score - a.score || a.record - b.record);
    return { units, whole, results, sections };
  }

  /** The sections of a result after its first, the best of them as many as are shown; and how many there are. */
  function passages({ sections }, { record }, limit) {
    const first = index.first[record];
    const others = [];
    for (let section = first + 1; section < index.first[record + 1]; section += 1) {
      if (sections.units[section] > 0) others.push(section);
    }
    const { units, score } = sections;
    const best = [...others].sort((a, b) => units[b] - units[a] || score[b] - score[a] || a - b).slice(0, limit);
    return { shown: best.sort((a, b) => a - b).map((section) => section - first), count: others.length };
  }

  /* Texts ------------------------------------------------------------------------------------------------------------------ */

  function shelfOf(record) {
    const [source, size, sourceSize] = index.shelves;
    return record < source ? Math.floor(record / size) : Math.ceil(source / size) + Math.floor((record - source) / sourceSize);
  }

  function textsOf(record) {
    const [source, size, sourceSize] = index.shelves;
    const texts = shelves.get(shelfOf(record));
    return texts?.[record < source ? record % size : (record - source) % sourceSize];
  }

  /** How many characters are shown round a word; those of scripts without spaces are wide. */
  const ROOM = 190;
  const WIDE = new RegExp(UNPARTED, "u");

  /** The stretches of a text that are asked for, in order, those that touch as one. */
  function hits(text, units) {
    const found = [];
    for (const token of tokens(text)) {
      const unit = units.findIndex((one) => answers(token, one));
      if (unit < 0) continue;
      const single = units[unit].run && units[unit].begun;
      const end = single ? token.start + String.fromCodePoint(text.codePointAt(token.start)).length : token.end;
      const before = found[found.length - 1];
      if (before && before.end >= token.start && before.unit === unit) before.end = Math.max(before.end, end);
      else found.push({ start: token.start, end, unit });
    }
    return found;
  }

  /** The part of a text that shows the most of what is asked for, as pieces: [words, whether they are asked for]. */
  function excerpt(text, units) {
    const found = hits(text, units);
    const room = WIDE.test(text) ? ROOM / 2 : ROOM;
    let best = { from: 0, kinds: 0 };
    for (const [at, hit] of found.entries()) {
      const near = found.slice(at, at + 12).filter((other) => other.end <= hit.start + room - 40);
      const kinds = new Set(near.map((other) => other.unit)).size;
      if (kinds > best.kinds) best = { from: hit.start, kinds };
    }
    let from = 0;
    if (text.length > room) {
      // From the beginning of its sentence, if that is near.
      const lead = text.slice(Math.max(0, best.from - 80), best.from);
      const start = Math.max(...[...lead.matchAll(/ · |[.!?]["”’)]? |[。！？]/g)].map((end) => end.index + end[0].length), -1);
      from = start < 0 ? Math.max(0, best.from - 40) : best.from - lead.length + start;
      if (text.startsWith("· ", from)) from += 2;
      // What is short of the end is filled from before.
      from = Math.max(0, Math.min(from, text.length - room));
    }
    let to = Math.min(text.length, from + room);
    // Not in the middle of a word, nor of a character.
    if (from > 0 && !/[\s。！？]/.test(text[from - 1])) from = edge(text, from, 1);
    if (to < text.length) to = edge(text, to, -1);
    const pieces = [];
    let at = from;
    if (from > 0 && !/(?:· |[.!?]["”’)]? |[。！？])$/.test(text.slice(0, from))) pieces.push(["… ", false]);
    for (const hit of found) {
      if (hit.start < at || hit.end > to) continue;
      pieces.push([text.slice(at, hit.start), false], [text.slice(hit.start, hit.end), true]);
      at = hit.end;
    }
    pieces.push([text.slice(at, to), false]);
    if (to < text.length) pieces.push([" …", false]);
    return { pieces: pieces.filter(([words]) => words), found: found.length > 0 };
  }

  /** The nearest end of a word, if one is near. */
  function edge(text, at, step) {
    for (let near = at; Math.abs(near - at) < 24 && near > 0 && near < text.length; near += step) {
      if (/\s/.test(text[near])) return step > 0 ? near + 1 : near;
    }
    return /[\udc00-\udfff]/.test(text[at]) ? at + step : at;
  }

  const search = { tokens, look, passages, excerpt, index: receive, texts: ([shelf, texts]) => shelves.set(shelf, texts) };
  globalThis.casebookSearch = search;

  // Tests run the above without a browser.
  if (typeof document === "undefined") return;

  /* Loading ---------------------------------------------------------------------------------------------------------------- */

  const root = new URL("../", document.currentScript.src);
  const loads = new Map();

  /** Loads a script of the index once. One that failed is tried again the next time. */
  function load(name) {
    if (!loads.has(name)) {
      const loading = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`data/search/${name}.js`, root).href;
        script.onload = resolve;
        script.onerror = () => {
          loads.delete(name);
          script.remove();
          reject(new Error(name));
        };
        document.head.append(script);
      });
      loads.set(name, loading);
    }
    return loads.get(name);
  }

  /* The box ---------------------------------------------------------------------------------------------------------------- */

  const AT_ONCE = 12;
  const PASSAGES = 3;

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** Words with what is asked for marked: text nodes, never markup. */
  function marked(pieces) {
    return pieces.map(([words, isHit]) => (isHit ? element("mark", "", words) : words));
  }

  const number = new Intl.NumberFormat(document.documentElement.lang || "en");

  /** A search box: its input, what it says, and its results. */
  class Box {
    constructor(form, onquery) {
      this.words = form.dataset;
      this.input = form.querySelector("input[type=search]");
      this.status = form.querySelector("[data-search-status]");
      this.list = form.querySelector("[data-search-results]");
      this.more = form.querySelector("[data-search-more]");
      this.onquery = onquery;
      this.query = "";
      // While a word is composed, what stands in the field is how it is spelled, not what it is.
      this.input.addEventListener("input", (event) => event.isComposing || this.run());
      this.input.addEventListener("compositionend", () => this.run());
      this.more.addEventListener("click", () => this.showMore());
      form.addEventListener("keydown", (event) => this.key(event));
      this.begin();
      if (!form.hasAttribute("data-composing")) this.run();
    }

    links() {
      return [...this.list.querySelectorAll("a")];
    }

    say(words) {
      this.status.textContent = words;
    }

    /** Loads the index when it is first wanted. */
    async begin() {
      if (index) return true;
      this.say(this.words.loading);
      try {
        await load("index");
      } catch {
        this.say(this.words.failed);
        return false;
      }
      if (this.status.textContent === this.words.loading) this.say("");
      return true;
    }

    run() {
      const query = this.input.value.normalize("NFC");
      if (query !== this.query) this.running = this.ask(query);
      return this.running;
    }

    async ask(query) {
      this.query = query;
      this.onquery(query.trim());
      if (!(await this.begin())) {
        this.query = "";
        return;
      }
      // Another letter may have come while the index did.
      if (query === this.query) this.show(query);
    }

    show(query) {
      this.answer = look(query);
      this.shown = 0;
      this.list.replaceChildren();
      this.showMore();
      this.list.parentElement.scrollTop = 0;
      const { units, whole, results } = this.answer;
      if (!units.length) this.say("");
      else if (!results.length) this.say(this.words.none);
      else this.say((whole ? this.words.count : this.words.some).replace("{n}", number.format(results.length)));
    }

    showMore() {
      const { results } = this.answer;
      const next = results.slice(this.shown, this.shown + AT_ONCE);
      const items = next.map((result) => this.item(result));
      this.list.append(...items);
      const hadFocus = document.activeElement === this.more;
      this.shown += next.length;
      this.more.hidden = this.shown >= results.length;
      if (hadFocus) items[0]?.querySelector("a").focus();
    }

    /** A result: title and kind at once, the words round it as soon as their shelf is here. */
    item(result) {
      const { answer } = this;
      const { units } = answer;
      const { record } = result;
      const kind = index.kinds[record];
      const link = element("a", "search-title", ...marked(wholly(index.titles[record], units)));
      link.href = new URL(index.urls[record], root).href;
      link.dir = "auto";
      const about = index.about[record];
      const label = element("p", "search-kind", element("span", "", kind.label), ...(about ? [element("span", "search-about", about)] : []));
      const body = element("div", "search-body", link);
      const item = element("li", `search-result search-${kind.name}`, label, body);
      const fill = () => this.fill(body, result, answer);
      if (textsOf(record)) fill();
      else load(`texts-${shelfOf(record)}`).then(fill, () => {});
      return item;
    }

    fill(body, result, answer) {
      const { record } = result;
      const { units } = answer;
      const texts = textsOf(record);
      const { shown, count } = passages(answer, result, PASSAGES);
      const lead = excerpt(texts[0].replaceAll("\n", " · "), units);
      if (lead.pieces.length && (lead.found || !shown.length)) {
        const words = element("p", "search-lead", ...marked(lead.pieces));
        words.dir = "auto";
        body.append(words);
      }
      if (!shown.length) return;
      const list = element("ul", "search-passages");
      for (const section of shown) list.append(this.passage(record, section, texts[section], units));
      body.append(list);
      if (count > shown.length) {
        body.append(element("p", "search-rest", this.words.rest.replace("{n}", number.format(count - shown.length))));
      }
    }

    /** A passage: a paragraph under its number, or a part of a text under its heading. */
    passage(record, section, text, units) {
      const anchor = index.anchors[record][section - 1];
      const isParagraph = index.kinds[record].name === "source";
      const [heading, ...lines] = text.split("\n");
      const where = isParagraph
        ? [this.words.paragraph.replace("{n}", number.format(Number(anchor.slice(1))))]
        : marked(wholly(heading, units));
      const words = element("span", "search-words", ...marked(excerpt(isParagraph ? text : lines.join(" "), units).pieces));
      words.dir = "auto";
      const link = element("a", "search-passage", element("span", "search-where", ...where), " ", words);
      link.href = `${new URL(index.urls[record], root).href}#${anchor}`;
      return element("li", "", link);
    }

    /** Arrows walk through the results; what is typed there goes on in the field. */
    key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const links = this.links();
      const at = links.indexOf(document.activeElement);
      const isInput = document.activeElement === this.input;
      if (!isInput && at < 0) return;
      const go = (target) => {
        event.preventDefault();
        target?.focus();
      };
      if (event.key === "ArrowDown") go(links[at + 1] ?? (this.more.hidden ? null : this.more));
      else if (event.key === "ArrowUp" && at >= 0) go(links[at - 1] ?? this.input);
      else if (at >= 0 && event.key === "Home") go(links[0]);
      else if (at >= 0 && event.key === "End") go(links[links.length - 1]);
      // The letter itself goes where the focus is by then.
      else if (at >= 0 && (event.key.length === 1 && event.key !== " " || event.key === "Backspace")) this.input.focus();
    }

    /** Enter in the field: the first result. */
    async enter() {
      await this.run();
      this.links()[0]?.click();
    }
  }

  /** All of a short text as pieces. */
  function wholly(text, units) {
    const pieces = [];
    let at = 0;
    for (const hit of hits(text, units)) {
      if (hit.start < at) continue;
      pieces.push([text.slice(at, hit.start), false], [text.slice(hit.start, hit.end), true]);
      at = hit.end;
    }
    pieces.push([text.slice(at), false]);
    return pieces.filter(([words]) => words);
  }

  search.Box = Box;
})();
