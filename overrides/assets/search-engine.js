/*
 * The search engine of the library (index: wenku/search, format there). It draws nothing; it loads the index by script tags, so
 * that it works over http and from file:// alike. Nothing that happens to the index or stands in a query makes it throw.
 *
 *   const engine = jicengSearch.open(base, local);   base: address of the site's root, with "/" at its end ("../../")
 *                                                    local: "" or "zh-Hant/", where cards and texts in that script are
 *   engine.ready() -> Promise<{problem}>             fetches what every query needs; call it when the field gets the focus
 *   engine.names(facet) -> [[id, name, nameEn], …]   values of a facet in order; those of "topic" once a result had counts
 *   engine.fold(text) -> text                        Traditional → Simplified, width, case; keeps its length
 *   engine.query(text, {facets, limit, offset, early, first}) -> Promise<Result>
 *
 * facets: {domain: [id, …], kind, level, horizon, topic, month}; several values of one facet mean "or". An empty text with
 * facets lists all texts that have them. early(result) is called with the hits once they are known by their cards, before
 * their texts (marks in passages, checked words) and the counts have come; when it returns false, nothing more is fetched and that
 * is the result (while somebody types). It is not called when nothing was found. With first: true it is called before with the
 * best hit alone, when its name has what was typed and no other can come before it: for a reader who sees nothing yet.
 *
 * Result: {text, hits, total, about, facetCounts, steps, nearest, drop, problem}
 *   hits      [{url, title, titleEn, summary, facets, marks: [[from, to], …] of the title, snippet: [{text, mark}, …],
 *             section: {anchor, heading} | null, field, missing: [what of the query it lacks], checked}]
 *             field: title alias topic heading body related (by another word for its topic) synonym pinyin typo
 *             url is an address from the site's root without language; the text is at base + url (+ "#" + section.anchor)
 *   total     how many texts there are; about: true when that is not exact (a frequent term keeps its best texts only)
 *   facetCounts  {facet: {id: n}} or null in an early result; a facet's counts leave its own choice out of account
 *   steps     what was tried, in order: [{kind, total, words}]: all, most (words: what is missing), order (all words, not
 *             side by side), synonym (words: [[typed, other], …]), pinyin, typo, related, cut (query too long)
 *   nearest   [{url, title}] when there is no hit; drop: [{facet, total}] facets without which there would be hits
 *   problem   "" or one word: manifest-missing manifest-damaged format (page and index of different age) part-missing
 *             part-damaged (the hits are those of the other parts) no-words failed
 */
(function () {
  "use strict";
  const FORMAT = 3;
  const SHORT = 4; // characters of a hash
  const LONGEST = 120; // characters of a query
  const TERMS = 40; // terms of a query
  const CARDS = 4; // in one file
  const KEPT = 12e6; // bytes of parts in memory
  const LEVELS = 92;
  const NEAR = 6; // texts looked at for a slip in typing
  const IN_TITLE = 2; // how much more a text counts that has all words in its title
  const PATIENCE = 20000; // ms for one part
  const HEAD_START = 60; // ms that the best hit's card gets before those of the others are asked for
  const SMALL = new Set("的了着过和与及或在把给对向为被让要请吗呢么吧怎样如何"); // say nothing about what a text is on
  const FACETS = ["domain", "kind", "level", "horizon", "month", "topic"];
  const SYMBOLS = new Int16Array(128).fill(-1);
  for (let code = 0x21, at = 0; code < 0x7f; code++) if (code !== 0x22 && code !== 0x5c) SYMBOLS[code] = at++;
  const RUNS = /[\u3400-\u9fff\u3007]+|[a-z0-9]+/g;

  /** Parts under way: name → what to do with its data. @type {Map<string, (data: any) => void>} */
  const waiting = new Map();
  /** The manifest, where the page has loaded it side by side with this script. @type {any} */
  let early = window["jicengSearch"] && window["jicengSearch"].manifest;

  /** Every part calls this. @type {any} */
  const entry = function (/** @type {string} */ name, /** @type {any} */ data) {
    const take = waiting.get(name);
    if (take) take(data);
    else if (name === "manifest") early = data;
  };
  entry.open = open;
  window["jicengSearch"] = entry;

  /** Load one script. @param {string} address @param {string} name @returns {Promise<{data?: any, problem: string}>} */
  function load(address, name) {
    return new Promise((resolve) => {
      const tag = document.createElement("script");
      const end = (/** @type {string} */ problem, /** @type {any} */ data) => {
        clearTimeout(timer);
        waiting.delete(name);
        tag.remove();
        resolve({ data: data, problem: problem });
      };
      const timer = setTimeout(() => end("missing"), PATIENCE);
      waiting.set(name, (data) => end("", data));
      tag.onerror = () => end("missing");
      tag.onload = () => end("damaged"); // it ran, or could not be read: its call would have come by now
      tag.src = address;
      document.head.appendChild(tag);
    });
  }

  /** A number of digits to the base 64. @param {string} text @param {{at: number}} cursor */
  function number(text, cursor) {
    let value = 0;
    for (;;) {
      const digit = SYMBOLS[text.charCodeAt(cursor.at++) & 127];
      if (digit < 64) return digit < 0 || cursor.at > text.length ? NaN : value * 64 + digit;
      value = value * 28 + digit - 64;
    }
  }

  /**
   * @typedef {{found: number, docs: number[], impacts: number[], floor: number}} Posting
   * found: how many texts have the term; floor: what to suppose of a text that is not among the best of a frequent term
   * @param {string | undefined} packed @returns {Posting | null} null when it cannot be read
   */
  function unpack(packed) {
    const list = { found: 0, docs: [], impacts: [], floor: 0 };
    if (packed === undefined) return list;
    const cursor = { at: 0 };
    list.found = number(packed, cursor);
    let left = number(packed, cursor);
    let doc = -1;
    let least = LEVELS;
    while (left-- > 0) {
      doc += number(packed, cursor) + 1;
      const impact = SYMBOLS[packed.charCodeAt(cursor.at++) & 127] + 1;
      if (!(doc >= 0) || !(impact > 0)) return null;
      list.docs.push(doc);
      list.impacts.push(impact);
      least = Math.min(least, impact);
    }
    if (!(cursor.at <= packed.length) || !(list.found >= list.docs.length)) return null;
    if (list.found > list.docs.length) list.floor = least / 2;
    return titled(packed.slice(cursor.at), list, least) ? list : null;
  }

  /**
   * Add to the best texts of a frequent term those that have it in their titles: six bits in each character.
   * @param {string} bits @param {Posting} list @param {number} impact what they have at most @returns {boolean} false when it cannot be read
   */
  function titled(bits, list, impact) {
    const best = new Set(list.docs);
    for (let at = 0; at < bits.length; at++) {
      const six = SYMBOLS[bits.charCodeAt(at) & 127];
      if (six < 0 || six > 63) return false;
      for (let bit = 0; bit < 6; bit++) {
        if (!(six >> bit & 1) || best.has(6 * at + bit)) continue;
        list.docs.push(6 * at + bit);
        list.impacts.push(impact);
      }
    }
    return list.docs.length <= list.found;
  }

  /** What of a text stands in a query's words. @param {boolean[]} on @returns {number[][]} */
  function ranges(on) {
    const found = [];
    on.forEach((is, at) => {
      if (!is) return;
      if (found.length && found[found.length - 1][1] === at) found[found.length - 1][1] = at + 1;
      else found.push([at, at + 1]);
    });
    return found;
  }

  /** Which characters of a folded text belong to one of the words. @param {string} text @param {string[]} words */
  function marked(text, words) {
    const on = new Array(text.length).fill(false);
    words.forEach((word) => {
      for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + 1)) on.fill(true, at, at + word.length);
    });
    return on;
  }

  /**
   * What it costs to make `wanted` stand somewhere in `text` (Sellers). A character left out in typing is a smaller slip than a
   * wrong one, and that than one too many: of names equally near, those come first that have all that was typed.
   * @param {string} wanted @param {string} text
   */
  function distance(wanted, text) {
    let row = new Array(text.length + 1).fill(0);
    for (let i = 1; i <= wanted.length; i++) {
      const next = [i * 1.1];
      const inner = i < wanted.length ? 0.6 : 9;
      for (let j = 1; j <= text.length; j++) {
        next[j] = Math.min(row[j - 1] + (wanted[i - 1] === text[j - 1] ? 0 : 1), row[j] + 1.1, next[j - 1] + inner);
      }
      row = next;
    }
    return Math.min.apply(null, row);
  }

  /** @param {string} base @param {string=} local */
  function open(base, local) {
    /** @type {any} */ let manifest = null;
    /** @type {any} */ let facets = null;
    /** @type {Set<string> | null} */ let syllabary = null;
    /** @type {Promise<string> | null} */ let starting = null;
    /** @type {Map<string, {data: any, size: number}>} */ const kept = new Map();
    /** @type {Map<string, Promise<{data?: any, problem: string}>>} */ const coming = new Map();
    /** @type {Set<string>} */ const failed = new Set();
    /** @type {Set<string>} */ const learnt = new Set();
    const folds = new Uint16Array(65536); // 0: to itself
    let scratch = new Uint8Array(0);
    let plain = "";
    let held = 0;

    // Loading

    /** @param {string} name @param {string=} fresh @returns {Promise<{data?: any, problem: string}>} */
    function part(name, fresh) {
      const old = kept.get(name);
      if (old) {
        kept.delete(name);
        kept.set(name, old);
        return Promise.resolve({ data: old.data, problem: "" });
      }
      if (!coming.has(name)) {
        const again = fresh || (failed.has(name) ? "?" + Date.now() : ""); // not out of the browser's cache
        const own = /^(manifest|[cx]\/|facets)/.test(name) ? base + (local || "") : base; // what is shown, in the page's script
        coming.set(name, load(own + "search/" + name + ".js" + again, name).then((got) => {
          coming.delete(name);
          if (got.problem) failed.add(name);
          return got;
        }));
      }
      return /** @type {Promise<{data?: any, problem: string}>} */ (coming.get(name));
    }

    /** Keep a part in memory, and let go of those not used for longest. @param {string} name @param {any} data @param {number} size */
    function keep(name, data, size) {
      if (kept.has(name)) return data;
      kept.set(name, { data: data, size: size });
      held += size;
      for (const old of kept.keys()) {
        if (held <= KEPT) break;
        held -= /** @type {any} */ (kept.get(old)).size;
        kept.delete(old);
      }
      return data;
    }

    /** Learn a part of the folding table. @param {any} data */
    function learn(data) {
      for (const run of data.runs) {
        for (let code = run[0]; code <= run[1]; code++) folds[code] = code + run[2];
      }
      for (let at = 0; at + 1 < data.pairs.length; at += 2) folds[data.pairs.charCodeAt(at)] = data.pairs.charCodeAt(at + 1);
    }

    /** Simplified Hanzi that every browser can list: of them and of what it has learnt the small table is enough. */
    function common() {
      const bytes = new Uint8Array(2 * 94 * 72);
      for (let at = 0; at < bytes.length; at += 2) {
        bytes[at] = 0xb0 + Math.floor(at / 188);
        bytes[at + 1] = 0xa1 + ((at / 2) % 94);
      }
      try {
        return new TextDecoder("gb2312").decode(bytes);
      } catch (error) {
        return " ";
      }
    }

    /** @param {string=} fresh @returns {Promise<string>} problem or "" */
    function start(fresh) {
      if (starting && !fresh) return starting;
      const first = early && !fresh ? Promise.resolve({ data: early, problem: "" }) : part("manifest", fresh);
      starting = first.then((got) => {
        const head = got.data;
        if (got.problem) return "manifest-" + got.problem;
        if (!head || head.format !== FORMAT) return "format";
        const named = [head.spoken, head.fold, head.rare, head.facets, head.build, head.pairs].every((text) => typeof text === "string");
        const counted = [head.terms, head.cards].every((kind) => Array.isArray(kind) && kind[0] >= 0 && typeof kind[1] === "string");
        if (!named || !counted || !Array.isArray(head.runs) || !head.names) return "manifest-damaged";
        learn(head);
        manifest = head;
        if (local) more(head.fold); // meanwhile: what is shown there is in Traditional script
        return "";
      }).catch(() => "failed").then((problem) => {
        if (problem) starting = early = null; // the next query tries again
        return problem;
      });
      return starting;
    }

    /** @param {string} text */
    function fold(text) {
      let folded = "";
      let from = 0;
      for (let at = 0; at < text.length; at++) {
        const to = folds[text.charCodeAt(at)];
        if (!to) continue;
        folded += text.slice(from, at) + String.fromCharCode(to);
        from = at + 1;
      }
      return folded + text.slice(from);
    }

    /** Fetch a part of the folding table. @param {string} name @returns {Promise<string>} problem or "" */
    function more(name) {
      if (learnt.has(name)) return Promise.resolve("");
      return part(name).then((got) => {
        if (got.problem) return "part-" + got.problem;
        learnt.add(name);
        learn(got.data);
        return "";
      });
    }

    /** Fetch what folds a text: the table of the library's characters, then that of the rare ones. @param {string} text @returns {Promise<string>} problem or "" */
    function foldable(text) {
      const strange = () => text.split("").some((char) => char > "\x7f" && !folds[char.charCodeAt(0)] && (plain = plain || common()).indexOf(char) < 0 && (char < "\u2000" || char > "\u303f"));
      if (!manifest || !strange()) return Promise.resolve("");
      return more(manifest.fold).then((problem) => problem || (strange() ? more(manifest.rare) : ""));
    }

    /** @param {string} term "~" in front does not count */
    function bucket(term) {
      let value = 0x811c9dc5;
      for (let at = term[0] === "~" ? 1 : 0; at < term.length; at++) value = Math.imul(value ^ term.charCodeAt(at), 0x01000193);
      return (value >>> 0) % manifest.terms[0];
    }

    /** Name of a numbered file; 1, 2, 4 … of them share a hash. @param {string} kind @param {number} at @param {[number, string]} of */
    function numbered(kind, at, of) {
      let group = 1;
      while (of[0] > group * of[1].length / SHORT) group *= 2;
      const from = SHORT * Math.floor(at / group);
      return kind + "/" + at.toString(36) + "-" + of[1].slice(from, from + SHORT);
    }

    /**
     * Postings of terms; of "=" and a term the packed words of the synonym groups that are recognised by it.
     * @param {string[]} terms @param {{problem: string}} result @param {Map<string, string>=} synonyms filled
     * @returns {Promise<Map<string, Posting>>}
     */
    function postings(terms, result, synonyms) {
      /** @type {Map<string, Posting>} */ const found = new Map();
      return Promise.all(terms.map((term) => {
        const name = numbered("t", bucket(term), manifest.terms);
        return part(name).then((got) => {
          let rows = got.data;
          if (typeof rows === "string") {
            const size = 2 * rows.length;
            const split = rows.split(" ");
            rows = new Map();
            for (let at = 0; at + 1 < split.length; at += 2) rows.set(split[at], split[at + 1]);
            keep(name, rows, size);
          }
          const list = rows instanceof Map ? unpack(rows.get(term)) : null;
          if (list && list.docs.every((doc) => doc < manifest.texts)) found.set(term, list);
          else result.problem = result.problem || "part-" + (got.problem || "damaged");
          if (synonyms && rows instanceof Map && rows.has("=" + term)) synonyms.set(term, rows.get("=" + term));
        });
      })).then(() => found);
    }

    /** Cards of texts. @param {number[]} docs @param {{problem: string}} result @returns {Promise<Map<number, any>>} */
    function cards(docs, result) {
      /** @type {Map<number, any>} */ const found = new Map();
      return Promise.all(docs.map((doc) => {
        const name = numbered("c", Math.floor(doc / CARDS), manifest.cards);
        return part(name).then((got) => {
          const card = Array.isArray(got.data) && got.data[doc % CARDS];
          if (card && card.length === 7) found.set(doc, keep(name, got.data, 1000 * CARDS)[doc % CARDS]);
          else result.problem = result.problem || "part-" + (got.problem || "damaged");
        });
      })).then(() => found);
    }

    /** Facets of all texts. @param {{problem: string}} result */
    function columns(result) {
      if (facets) return Promise.resolve(facets);
      return part(manifest.facets).then((got) => {
        if (got.problem) {
          result.problem = result.problem || "part-" + got.problem;
          return null;
        }
        facets = { topics: got.data.topics, added: got.data.added, of: {} };
        FACETS.forEach((facet) => {
          const width = facet === "topic" ? 2 : 1;
          facets.of[facet] = got.data.columns[facet].split(",").map((/** @type {string} */ digits) => {
            const values = [];
            for (let at = 0; at < digits.length; at += width) values.push(parseInt(digits.slice(at, at + width), 36));
            return values;
          });
        });
        return facets;
      });
    }

    /** Ids of a facet's values. @param {string} facet @param {number} value */
    const id = (facet, value) => (facet === "month" ? String(value) : names(facet)[value] ? names(facet)[value][0] : "");

    /** @param {string} facet */
    function names(facet) {
      return (facet === "topic" ? facets && facets.topics : manifest && manifest.names[facet]) || [];
    }

    // Reading a query

    /**
     * @typedef {{term: string, from: number, to: number, list: Posting, idf: number, kind: string}} Unit from, to: slots it covers
     * @typedef {{text: string, runs: string[], slots: string[], units: Unit[], spans: any[], words: string[], letters: string[], cut: boolean, free: boolean[]}} Query
     * A slot is a Hanzi or a word of letters and digits; a free one may be missing in a text.
     * @param {string} text folded @returns {Query}
     */
    function read(text) {
      const cut = text.length > LONGEST;
      const runs = text.slice(0, LONGEST).match(RUNS) || [];
      /** @type {Query} */ const query = { text: text, runs: runs, slots: [], units: [], spans: [], words: [], letters: [], cut: cut, free: [] };
      const unit = (/** @type {string} */ term, /** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ kind) => {
        query.units.push({ term: term, from: from, to: to, list: { found: 0, docs: [], impacts: [], floor: 0 }, idf: 0, kind: kind });
        if (kind !== "synonym") query.words.push(term);
      };
      runs.forEach((run) => {
        const start = query.slots.length;
        if (run < "\u3007") {
          query.slots.push(run);
          unit(run, start, start + 1, "word");
          if (/^[a-z]{2,80}$/.test(run)) query.letters.push(run);
          return;
        }
        query.slots.push.apply(query.slots, run.split(""));
        if (run.length === 1) unit(run, start, start + 1, "one");
        for (let at = 0; at + 1 < run.length; at++) unit(run.slice(at, at + 2), start + at, start + at + 2, "two");
      });
      if (query.units.length > TERMS) { // evenly from all over a long query
        query.cut = true;
        const units = Array.from(new Map(query.units.map((one) => [one.term, one])).values());
        const step = Math.max(1, units.length / TERMS);
        query.units = units.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, TERMS);
      }
      if (query.slots.length > 3) query.free = query.slots.map((slot) => SMALL.has(slot));
      if (query.free.every(Boolean)) query.free = query.slots.map(() => false);
      return query;
    }

    /**
     * Add the synonym groups whose words stand in a query; "2119" has no "119".
     * @param {Query} query @param {Map<string, string>} rows of each term, as postings() gives them
     */
    function widen(query, rows) {
      const all = query.slots.join("");
      /** Slot that begins at each character. @type {Map<number, number>} */ const slots = new Map();
      query.slots.concat([""]).reduce((at, slot, nth) => (slots.set(at, nth), at + slot.length), 0);
      rows.forEach((packed) => {
        const row = packed.split("：");
        for (let nth = 0; nth + 1 < row.length; nth += 2) {
          const group = row[nth].split("、");
          const at = query.runs.some((run) => run.indexOf(group[0]) >= 0) || /[a-z0-9]/.test(group[0]) ? all.indexOf(group[0]) : -1;
          const from = slots.get(at);
          const to = slots.get(at + group[0].length);
          const list = unpack(row[nth + 1]);
          if (at < 0 || from === undefined || to === undefined || !list || list.docs.some((doc) => doc >= manifest.texts)) continue;
          query.units.push({ term: group[0], from: from, to: to, list: list, idf: 0, kind: "synonym" });
          query.spans.push({ unit: query.units.length - 1, typed: group[0], others: group.slice(1) });
        }
      });
      // 联工 says nothing of 残联 in 残联工作: two Hanzi across the end of such a word stand for the one outside only
      const whole = query.spans.map((span) => query.units[span.unit]);
      query.units.filter((unit) => unit.kind === "two" && !whole.some((own) => unit.from >= own.from && unit.to <= own.to)).forEach((unit) => {
        if (whole.some((own) => unit.from < own.to && unit.from >= own.from)) unit.from++;
        if (whole.some((own) => unit.to > own.from && unit.to <= own.to)) unit.to--;
      });
    }

    /** How often the rarer a term the more. @param {number} found */
    const rarity = (found) => Math.log(1 + (manifest.texts - found + 0.5) / (found + 0.5));

    /** All ways to cut letters into syllables; an unfinished last one is left out. @param {string} letters */
    function syllables(letters) {
      const known = /** @type {Set<string>} */ (syllabary);
      /** @type {string[][]} */ const ways = [];
      const walk = (/** @type {number} */ at, /** @type {string[]} */ way) => {
        if (ways.length >= 6) return;
        const rest = letters.slice(at);
        if (!rest) ways.push(way);
        else {
          for (let size = Math.min(6, rest.length); size > 0; size--) {
            if (known.has(rest.slice(0, size))) walk(at + size, way.concat(rest.slice(0, size)));
          }
        }
      };
      walk(0, []);
      for (let end = letters.length - 1; !ways.length && end > letters.length - 6 && end > 3; end--) {
        const begun = letters.slice(end);
        if (Array.from(known).some((one) => one.startsWith(begun))) {
          const whole = letters;
          letters = letters.slice(0, end);
          walk(0, []);
          letters = whole;
        }
      }
      return ways.filter((way) => way.length > 1);
    }

    /**
     * Texts that have all of some lists, with the mean impact. A list that keeps its best texts only rules none out, unless all do.
     * @param {(Posting | undefined)[]} lists @returns {Posting}
     */
    function both(lists) {
      const none = { found: 0, docs: [], impacts: [], floor: 0 };
      const known = lists.map((list) => list || none);
      const whole = known.filter((list) => !list.floor);
      /** @type {Map<number, {times: number, sum: number}>} */ const tally = new Map();
      known.forEach((list) => list.docs.forEach((doc, at) => {
        const own = tally.get(doc) || { times: 0, sum: 0 };
        own.times += list.floor && whole.length ? 0 : 1;
        own.sum += list.impacts[at];
        tally.set(doc, own);
      }));
      const needed = whole.length || known.length;
      const docs = Array.from(tally.keys()).filter((doc) => /** @type {any} */ (tally.get(doc)).times === needed).sort((a, b) => a - b);
      return { found: docs.length, docs: docs, impacts: docs.map((doc) => /** @type {any} */ (tally.get(doc)).sum / known.length), floor: 0 };
    }

    /** Lists for words of letters: the word, its beginning, pinyin, initials. @param {Query} query @param {{problem: string}} result */
    function spoken(query, result) {
      return (syllabary ? Promise.resolve({ data: "", problem: "" }) : part(manifest.spoken)).then((got) => {
        if (!syllabary && typeof got.data === "string") syllabary = new Set(got.data.split(" "));
        if (!syllabary) result.problem = result.problem || "part-" + (got.problem || "damaged");
        return syllabary ? spell(query, result) : undefined;
      });
    }

    /** @param {Query} query @param {{problem: string}} result */
    function spell(query, result) {
      // "ju jia yang lao" with spaces is one row of syllables
      const all = query.letters.length > 1 && query.letters.length === query.runs.length;
      const rows = all ? [query.letters.join("")] : query.letters;
      const plans = rows.map((letters) => {
        const pairs = syllables(letters).map((way) => way.slice(1).map((two, at) => "'" + way[at] + "'" + two));
        const size = letters.length > 2 ? 3 : 2;
        const initials = [];
        for (let at = 0; at + size <= letters.length && letters.length < 16; at++) initials.push("^" + letters.slice(at, at + size));
        return { letters: letters, ways: initials.length ? pairs.concat([initials]) : pairs };
      });
      const terms = [].concat.apply([], plans.map((plan) => [].concat.apply([plan.letters + "*"], plan.ways)));
      return postings(terms, result).then((found) => plans.forEach((plan) => {
        const unit = all ? null : query.units.filter((one) => one.term === plan.letters)[0];
        if (unit && unit.list.found) return;
        const begun = found.get(plan.letters + "*");
        if (unit && begun && begun.found) {
          unit.list = begun;
          return;
        }
        const best = plan.ways.map((way) => both(way.map((term) => found.get(term)))).filter((list) => list.found);
        if (!best.length) return;
        // a whole row of syllables says more than initials: their texts come first
        const list = best[0];
        best.slice(1).forEach((more) => more.docs.forEach((doc, at) => {
          if (list.docs.indexOf(doc) >= 0) return;
          list.docs.push(doc);
          list.impacts.push(more.impacts[at] / 2);
        }));
        list.found = list.docs.length;
        if (all) {
          if (query.units.some((one) => one.list.found > 0)) return;
          query.units = [];
          query.slots = [plan.letters];
        }
        if (unit) query.units.splice(query.units.indexOf(unit), 1);
        const at = query.slots.indexOf(plan.letters);
        query.units.push({ term: plan.letters, from: at, to: at + 1, list: list, idf: 0, kind: "pinyin" });
      }));
    }

    // Ranking

    /**
     * Score every text of the lists.
     * @typedef {{doc: number, score: number, covered: number, whole: boolean, sure: boolean, kind: string}} Match
     * covered: share of the slots; whole: it may have what was typed side by side
     * @param {Query} query @param {((doc: number) => boolean) | null} allowed @returns {Match[]}
     */
    function rank(query, allowed) {
      const texts = manifest.texts;
      const units = query.units;
      const size = query.slots.length;
      if (scratch.length < units.length * texts) scratch = new Uint8Array(units.length * texts);
      const impacts = scratch.fill(0, 0, units.length * texts); // one for all queries: a new one each time would be megabytes
      const counts = new Uint8Array(texts); // terms that each text has
      /** @type {number[]} */ const docs = [];
      let highest = 0;
      let floors = 0;
      let widest = 2;
      for (let nth = 0; nth < units.length; nth++) {
        const list = units[nth].list;
        units[nth].idf = list.found ? rarity(list.found) : 0;
        widest = Math.max(widest, units[nth].to - units[nth].from);
        if (list.floor) floors++;
        for (let at = 0; at < list.docs.length; at++) {
          const doc = list.docs[at];
          impacts[nth * texts + doc] = list.impacts[at];
          if (!counts[doc] && (!allowed || allowed(doc))) docs.push(doc);
          highest = Math.max(highest, ++counts[doc]);
        }
      }
      const spans = query.spans.map((span) => {
        const own = units[span.unit];
        const inner = units.map((unit, nth) => nth).filter((nth) => units[nth].kind !== "synonym" && units[nth].from >= own.from && units[nth].to <= own.to);
        return { nth: span.unit, own: own, inner: inner };
      });
      const value = new Float64Array(units.length);
      const covers = new Uint8Array(size);
      const titled = new Uint8Array(size);
      /** @type {Match[]} */ const matches = [];
      const free = query.free.filter(Boolean).length;
      let most = 0;
      for (let count = highest; count; count--) { // texts with few of the terms are not worth a look once there is one with many
        if (!spans.length && widest * (count + floors) + free < Math.min(0.65, 0.75 * most) * size) break;
        for (const doc of docs) {
          if (counts[doc] !== count) continue;
          matches.push(weigh(doc));
          most = Math.max(most, matches[matches.length - 1].covered);
        }
      }

      /** @param {number} doc @returns {Match} */
      function weigh(doc) {
        let sure = true;
        let whole = true;
        let kind = "";
        let score = 0;
        for (let slot = 0; slot < size; slot++) covers[slot] = query.free[slot] ? 1 : 0;
        titled.fill(0);
        for (let nth = 0; nth < units.length; nth++) {
          const unit = units[nth];
          const impact = impacts[nth * texts + doc];
          value[nth] = (impact || unit.list.floor) / LEVELS * unit.idf;
          if (unit.kind === "synonym") continue;
          if (!value[nth]) {
            whole = false;
            continue;
          }
          score += value[nth];
          if (!impact) sure = false;
          if (unit.kind === "pinyin" || unit.kind === "typo") kind = unit.kind;
          for (let slot = unit.from; slot < unit.to; slot++) {
            covers[slot] = 1;
            if (impact > manifest.titleLevel) titled[slot] = 1;
          }
        }
        for (const span of spans) {
          if (!impacts[span.nth * texts + doc]) continue;
          const literal = span.inner.reduce((sum, nth) => sum + value[nth], 0);
          const other = 0.95 * value[span.nth] * span.inner.length;
          if (other > literal) score += other - literal;
          covers.fill(1, span.own.from, span.own.to);
        }
        let covered = 0;
        let inTitle = 0;
        for (let slot = 0; slot < size; slot++) {
          covered += covers[slot];
          inTitle += titled[slot];
        }
        covered /= size;
        inTitle /= size;
        return { doc: doc, score: score * covered * covered * (1 + IN_TITLE * inTitle * inTitle), covered: covered, whole: whole, sure: sure, kind: kind };
      }

      return matches.sort((a, b) => b.score - a.score || b.doc - a.doc);
    }

    /**
     * Of texts that lack something keep those that have nearly as much as the best; behind texts that have all only what lacks
     * little, and of a query of three characters nothing. @param {Match[]} matches @param {number} size slots of the query
     */
    function enough(matches, size) {
      const most = matches.reduce((best, match) => Math.max(best, match.covered), 0);
      return matches.filter((match) => match.covered >= (most < 1 ? 0.75 * most : size > 3 ? 0.65 : 1));
    }

    /** Terms that survive one wrong, missing or added character of a title. @param {Query} query */
    function slips(query) {
      /** @type {Unit[]} */ const units = [];
      let start = 0;
      const unit = (/** @type {string} */ term, /** @type {number} */ from, /** @type {number} */ to) =>
        units.push({ term: term, from: from, to: to, list: { found: 0, docs: [], impacts: [], floor: 0 }, idf: 0, kind: "typo" });
      query.runs.forEach((run) => {
        const han = run >= "\u3007";
        for (let at = 0; han && at + 1 < run.length; at++) {
          unit("~" + run.slice(at, at + 2), start + at, start + at + 2); // one missing in the query
          if (at + 2 < run.length) {
            unit("~" + run[at] + run[at + 2], start + at, start + at + 3); // one wrong
            unit(run[at] + run[at + 2], start + at, start + at + 3); // one too many
          }
        }
        start += han ? run.length : 1;
      });
      return units.slice(0, TERMS);
    }

    /** How near a card's names come to what was typed: 0 stands in one, 0.5 its title has all words, up to 1.1 but for one character. @param {any} card @param {Query} query @param {boolean} slip whether one is supposed */
    function distanceTo(card, query, slip) {
      const wanted = query.runs.join("");
      const rows = [card[1]].concat(card[6].split("\n")).map((name) => (fold(name).match(RUNS) || []).join(""));
      if (rows.some((row) => row.indexOf(wanted) >= 0)) return 0;
      if (contains(rows[0], query)) return 0.5;
      if (query.spans.some((span) => rows.every((row) => row.indexOf(span.typed) < 0))) return 9; // 残联 is no slip for 妇联
      return slip && wanted.length > 2 && wanted.length <= 40 ? Math.min.apply(null, rows.map((row) => distance(wanted, row))) : 9;
    }

    // Hits

    /** @param {number} doc @param {any} card @param {Match} match @param {Query} query @param {string[]} words */
    function hit(doc, card, match, query, words) {
      /** @type {any} */ const own = {};
      const digits = card[5].split(",");
      FACETS.slice(0, 5).forEach((facet, nth) => { own[facet] = digits[nth].split("").map((/** @type {string} */ digit) => id(facet, parseInt(digit, 36))); });
      own.topic = facets ? facets.of.topic[doc].map((/** @type {number} */ value) => id("topic", value)) : [];
      const title = fold(card[1]);
      return {
        url: card[0] + ".html", title: card[1], titleEn: card[2], summary: card[3], facets: own,
        marks: ranges(marked(title, words)), snippet: passage(card[3], marked(fold(card[3]), words), 0, card[3].length),
        section: null, field: match.kind || (contains(title + "\n" + fold(card[2]), query) ? "title" : contains(fold(card[6]), query) ? "alias" : ""),
        missing: [], checked: false, apart: !adjoining(title + "\n" + fold(card[2] + "\n" + card[6]), query),
      };
    }

    /** Which slots of the query stand in a folded text. @param {string} text @param {Query} query @returns {boolean[]} */
    function standing(text, query) {
      const on = query.slots.map((_, at) => Boolean(query.free[at]));
      query.units.forEach((unit) => {
        if ((unit.kind === "two" || unit.kind === "one" || unit.kind === "word") && text.indexOf(unit.term) >= 0) on.fill(true, unit.from, unit.to);
      });
      return on;
    }

    /** @param {string} text @param {Query} query */
    const contains = (text, query) => standing(text, query).every(Boolean);

    /** Whether a text has what was typed side by side, as it was typed. @param {string} text folded @param {Query} query */
    const adjoining = (text, query) => query.runs.every((run) => text.indexOf(run) >= 0);

    /** A text as parts with and without mark. @param {string} text @param {boolean[]} on @param {number} from @param {number} to */
    function passage(text, on, from, to) {
      const parts = [];
      for (let at = from; at < to;) {
        let end = at;
        while (end < to && on[end] === on[at]) end++;
        parts.push({ text: text.slice(at, end), mark: on[at] });
        at = end;
      }
      return parts;
    }

    /** Check a hit against its text, and find its best passage. @param {any} one @param {any} card @param {Query} query @param {string[]} words */
    function check(one, card, query, words) {
      const name = "x/" + card[4];
      if (one.field === "title" || one.field === "alias") {
        one.checked = true;
        return Promise.resolve("");
      }
      return part(name).then((got) => {
        if (got.problem || !got.data || !Array.isArray(got.data.sections)) return "part-" + (got.problem || "damaged");
        if (!kept.has(name)) keep(name, got.data, 8 * got.data.sections.reduce((/** @type {number} */ sum, /** @type {string[]} */ s) => sum + s[2].length, 0));
        const own = got.data;
        if (!own.folded) { // once: folding ten texts takes longer than all else
          own.folded = own.sections.map((/** @type {string[]} */ s) => [fold(s[1]), fold(s[2])]);
          own.names = [fold(own.topics), fold(own.related), fold(own.more)];
        }
        const column = (/** @type {number} */ nth) => own.folded.map((/** @type {string[]} */ s) => s[nth]).join("\n");
        const places = [
          ["title", fold(card[1] + "\n" + card[2])], ["alias", fold(card[6])], ["topic", own.names[0]],
          ["heading", column(0)], ["body", fold(card[3]) + "\n" + own.names[2] + "\n" + column(1)],
        ];
        const related = own.names[1];
        const whole = places.map((place) => place[1]).join("\n");
        one.checked = true;
        one.apart = one.apart && !adjoining(whole, query);
        if (!one.field) {
          const place = places.filter((row) => contains(row[1], query))[0];
          const on = standing(whole, query);
          one.field = place ? place[0] : "body";
          if (!place && !on.every(Boolean)) {
            const synonym = query.spans.map((span) => query.units[span.unit]).filter((unit) => unit.list.docs.indexOf(one.doc) >= 0);
            synonym.forEach((unit) => on.fill(true, unit.from, unit.to));
            if (synonym.length) one.field = "synonym";
            const more = standing(related, query);
            if (more.some((is, at) => is && !on[at])) {
              more.forEach((is, at) => { on[at] = on[at] || is; });
              one.field = "related";
            }
          }
          one.missing = lacking(on, query);
        }
        best(one, own, words);
        return "";
      });
    }

    /** The slots that are not there, as strings. @param {boolean[]} on @param {Query} query */
    const lacking = (on, query) => ranges(on.map((is) => !is)).map((range) => query.slots.slice(range[0], range[1]).join(""));

    /** Take the line with most of the words. @param {any} one @param {any} body @param {string[]} words */
    function best(one, body, words) {
      let most = 0;
      body.sections.forEach((/** @type {string[]} */ section, /** @type {number} */ nth) => {
        const folded = body.folded[nth][1].split("\n");
        const above = words.filter((word) => body.folded[nth][0].indexOf(word) >= 0).length;
        section[2].split("\n").forEach((line, at) => {
          const here = line ? words.filter((word) => folded[at].indexOf(word) >= 0).length : 0;
          if (!line || here + above / 2 <= most) return;
          most = here + above / 2;
          const on = marked(folded[at], words);
          const first = Math.max(0, on.indexOf(true));
          const from = line.length > 90 && first > 20 ? first - 20 : 0;
          const to = Math.min(line.length, from + 90);
          one.snippet = passage(line, on, from, to);
          if (from) one.snippet.unshift({ text: "…", mark: false });
          if (to < line.length) one.snippet.push({ text: "…", mark: false });
          one.section = section[0] ? { anchor: section[0], heading: section[1] } : null;
        });
      });
    }

    // Facets

    /** @param {any} chosen @param {string=} but @returns {((doc: number) => boolean) | null} */
    function filter(chosen, but) {
      const tests = FACETS.filter((facet) => facet !== but && chosen && Array.isArray(chosen[facet]) && chosen[facet].length).map((facet) => {
        const values = new Set(chosen[facet].map(String));
        return (/** @type {number} */ doc) => facets.of[facet][doc].some((/** @type {number} */ value) => values.has(id(facet, value)));
      });
      return tests.length ? (doc) => tests.every((test) => test(doc)) : null;
    }

    /** @param {number[]} docs without regard to facets @param {any} chosen */
    function counts(docs, chosen) {
      /** @type {any} */ const found = {};
      FACETS.forEach((facet) => {
        const allowed = filter(chosen, facet);
        /** @type {any} */ const own = (found[facet] = {});
        docs.forEach((doc) => {
          if (allowed && !allowed(doc)) return;
          facets.of[facet][doc].forEach((/** @type {number} */ value) => { own[id(facet, value)] = (own[id(facet, value)] || 0) + 1; });
        });
      });
      return found;
    }

    // Asking

    /** @param {string} text @param {any=} options */
    function query(text, options) {
      const wanted = Object.assign({ facets: {}, limit: 10, offset: 0, early: null }, options);
      const typed = String(text === undefined || text === null ? "" : text);
      const empty = () => ({ text: typed, hits: [], total: 0, about: false, facetCounts: null, steps: [], nearest: [], drop: [], problem: "" });
      const without = (/** @type {string} */ problem) => Object.assign(empty(), { problem: problem });
      const once = () => start().then((problem) => (problem ? without(problem) : ask(typed, wanted, empty())));
      return once().then((result) => {
        if (result.problem !== "part-missing" || !manifest) return result;
        const before = manifest.build; // perhaps the site has been published again since: its parts have new names
        return start("?" + Date.now()).then((problem) => (problem || manifest.build === before ? result : ((facets = null), once())));
      }).catch(() => without("failed"));
    }

    /** @param {string} typed @param {any} wanted @param {any} result */
    function ask(typed, wanted, result) {
      const chosen = FACETS.some((facet) => wanted.facets && Array.isArray(wanted.facets[facet]) && wanted.facets[facet].length > 0);
      const none = () => read(fold(typed)).slots.length === 0;
      return (none() ? foldable(typed.slice(0, LONGEST)) : (local && more(manifest.fold)) || Promise.resolve("")).then((problem) => {
        result.problem = problem;
        if (none() && !chosen) return Object.assign(result, { problem: "no-words" });
        return look(typed, result).then((asked) => {
          if (asked.cut) result.steps.push({ kind: "cut", total: 0, words: [] });
          return Promise.all([chosen ? columns(result) : null, asked.letters.length ? spoken(asked, result) : null]).then(() => {
            if (chosen && !facets) return result;
            return asked.slots.length ? search(asked, wanted, result) : list(wanted, result);
          });
        });
      });
    }

    /** Read a query and fetch its postings; one with rare characters may be in Traditional script, and is folded first. @param {string} typed @param {any} result @returns {Promise<Query>} */
    function look(typed, result) {
      const before = fold(typed);
      let asked = read(before);
      /** @type {Map<string, string>} */ const synonyms = new Map();
      return foldable(typed.slice(0, LONGEST)).then((problem) => {
        result.problem = result.problem || problem;
        if (fold(typed) !== before) asked = read(fold(typed));
        return postings(asked.units.map((unit) => unit.term), result, synonyms);
      }).then((found) => {
        for (const unit of asked.units) unit.list = found.get(unit.term) || unit.list;
        if (!asked.cut) widen(asked, synonyms);
        return asked;
      });
    }

    /** All texts with the facets chosen, newest first. @param {any} wanted @param {any} result */
    function list(wanted, result) {
      const added = (/** @type {number} */ doc) => facets.added.slice(2 * doc, 2 * doc + 2);
      const all = Array.from({ length: manifest.texts }, (_, at) => at).sort((a, b) => (added(a) < added(b) ? -1 : added(a) > added(b) ? 1 : a - b));
      const allowed = filter(wanted.facets);
      const docs = allowed ? all.filter(allowed) : all;
      result.total = docs.length;
      result.facetCounts = counts(all, wanted.facets);
      const blank = read("");
      const shown = docs.slice(wanted.offset, wanted.offset + wanted.limit);
      return cards(shown, result).then((found) => {
        result.hits = shown.filter((doc) => found.has(doc)).map((doc) => {
          const one = hit(doc, found.get(doc), { doc: doc, score: 0, covered: 1, whole: false, sure: true, kind: "" }, blank, []);
          return Object.assign(one, { checked: true, field: "" });
        });
        return result;
      });
    }

    /** @param {Query} asked @param {any} wanted @param {any} result */
    function search(asked, wanted, result) {
      const allowed = filter(wanted.facets);
      const everything = rank(asked, null);
      const matches = enough(allowed ? everything.filter((match) => allowed(match.doc)) : everything.slice(), asked.slots.length);
      const ideal = asked.units.reduce((sum, unit) => sum + (unit.kind === "synonym" ? 0 : unit.idf), 0);
      const good = matches.length > 0 && matches[0].covered === 1 && matches[0].score > 0.5 * ideal;
      const page = () => matches.slice(wanted.offset, wanted.offset + wanted.limit);
      const slipped = !good && asked.slots.length > 2 && !asked.cut ? slips(asked) : [];
      return (slipped.length ? postings(slipped.map((unit) => unit.term), { problem: "" }) : Promise.resolve(new Map())).then((found) => {
        if (!slipped.length) return [];
        slipped.forEach((unit) => { unit.list = found.get(unit.term) || unit.list; });
        const both = Object.assign({}, asked, { units: asked.units.concat(slipped.filter((unit) => unit.list.found)) });
        return rank(both, allowed).slice(0, NEAR);
      }).then((/** @type {Match[]} */ near) => {
        const all = () => cards(page().concat(near).map((match) => match.doc), result).then((found) => {
          if (!wanted.offset) lift(matches, near, found, asked);
          return finish(asked, wanted, result, matches, everything, page(), near, found);
        });
        return good && wanted.first && wanted.early && !wanted.offset ? alone(matches, asked, wanted, result).then((own) => own || all()) : all();
      });
    }

    /** Show the best hit by itself, when it is sure to stay the first; give its result when that is enough. @param {Match[]} matches @param {Query} asked @param {any} wanted @param {any} result */
    function alone(matches, asked, wanted, result) {
      const match = matches[0];
      const sure = matches.slice(1, wanted.limit).some((other) => other.whole) ? 0 : 0.5;
      let late = false;
      const shown = cards([match.doc], { problem: "" }).then((found) => {
        const card = found.get(match.doc);
        if (late || !card || distanceTo(card, asked, false) > sure) return null;
        const own = strip(Object.assign({}, result, { hits: [hit(match.doc, card, match, asked, asked.words)] }));
        return wanted.early(own) === false ? own : null;
      });
      return Promise.race([shown, new Promise((resolve) => setTimeout(() => resolve(late = true), HEAD_START))]).then((own) => (late ? null : own));
    }

    /**
     * Put texts first whose names have what was typed, or nearly so: a slip is not supposed where others have all words, but for
     * a query so long that this is chance.
     * @param {Match[]} matches @param {Match[]} near @param {Map<number, any>} found @param {Query} asked
     */
    function lift(matches, near, found, asked) {
      const at = new Map(near.concat(matches).map((match) => [match.doc, match]));
      const rated = (/** @type {boolean} */ slip) => Array.from(found.keys()).map((doc) => ({ match: /** @type {Match} */ (at.get(doc)), far: distanceTo(found.get(doc), asked, slip) }));
      let own = rated(false);
      const wholly = own.some((one) => one.far <= 0.5);
      const slip = near.length > 0 && !wholly && (matches.length === 0 || matches[0].covered < 1 || asked.slots.length > 5);
      if (slip) own = rated(true);
      const moved = own.filter((one) => one.far <= (wholly ? 0.5 : slip ? 1.1 : -1));
      moved.sort((a, b) => a.far - b.far || b.match.score - a.match.score || b.match.doc - a.match.doc);
      if (!wholly) moved.forEach((one) => { one.match.kind = "typo"; });
      const first = moved.map((one) => one.match);
      const docs = new Set(first.map((match) => match.doc));
      const rest = matches.filter((match) => !docs.has(match.doc));
      matches.splice.apply(matches, [0, matches.length].concat(/** @type {any} */ (first), /** @type {any} */ (rest)));
    }

    /** @param {Query} asked @param {any} wanted @param {any} result @param {Match[]} matches @param {Match[]} everything @param {Match[]} page @param {Match[]} near @param {Map<number, any>} found */
    function finish(asked, wanted, result, matches, everything, page, near, found) {
      const whole = matches.filter((match) => match.covered === 1 || match.kind);
      const level = whole.length ? 1 : matches.length ? matches[0].covered : 0;
      const those = whole.length ? whole : matches.filter((match) => match.covered >= level);
      const synonyms = asked.spans.map((span) => [span.typed, span.others[0]]);
      const words = asked.words.concat.apply(asked.words, asked.spans.map((span) => span.others));
      result.total = those.length;
      result.about = those.some((match) => !match.sure) || asked.units.every((unit) => unit.list.found > unit.list.docs.length);
      const shown = page.filter((match) => found.has(match.doc));
      result.hits = shown.map((match) => Object.assign(hit(match.doc, found.get(match.doc), match, asked, words), { doc: match.doc }));
      if (!result.hits.length) {
        result.nearest = near.filter((match) => found.has(match.doc)).slice(0, 5).map((match) => ({ url: found.get(match.doc)[0] + ".html", title: found.get(match.doc)[1] }));
      } else if (typeof wanted.early === "function") {
        const early = strip(Object.assign({}, result, { hits: result.hits.slice() }));
        if (wanted.early(early) === false) return early;
      }
      return Promise.all([columns(result)].concat(result.hits.map((/** @type {any} */ one) => check(one, found.get(one.doc), asked, words)))).then((problems) => {
        problems.slice(1).forEach((problem) => { result.problem = result.problem || /** @type {any} */ (problem); });
        if (facets) {
          const ofAll = everything.filter((match) => match.covered >= level || match.kind).map((match) => match.doc);
          result.facetCounts = counts(ofAll, wanted.facets);
          result.hits.forEach((/** @type {any} */ one) => { one.facets.topic = facets.of.topic[one.doc].map((/** @type {number} */ value) => id("topic", value)); });
          if (everything.length && (!matches.length || !matches.some((match) => match.covered >= everything[0].covered))) {
            result.drop = FACETS.filter((facet) => wanted.facets[facet] && wanted.facets[facet].length).map((facet) => {
              const without = filter(wanted.facets, facet);
              return { facet: facet, total: everything.filter((match) => match.covered >= everything[0].covered && (!without || without(match.doc))).length };
            }).filter((row) => row.total);
          }
        }
        return strip(said(result, asked, synonyms, level));
      });
    }

    /** Hits that lack something go behind; say what was done. @param {any} result @param {Query} asked @param {string[][]} synonyms @param {number} level */
    function said(result, asked, synonyms, level) {
      const full = result.hits.filter((/** @type {any} */ one) => !one.missing.length);
      const part = result.hits.filter((/** @type {any} */ one) => one.missing.length && (asked.slots.length > 3 || !full.length));
      result.hits = full.concat(part);
      const having = (/** @type {string} */ field) => full.filter((/** @type {any} */ one) => one.field === field).length;
      const literal = full.length - having("typo") - having("pinyin") - having("synonym") - having("related");
      result.steps.push({ kind: "all", total: literal ? result.total : 0, words: [] });
      const own = full.filter((/** @type {any} */ one) => ["title", "alias", "topic", "heading", "body"].indexOf(one.field) >= 0);
      if (own.length && own.every((/** @type {any} */ one) => one.apart)) result.steps.push({ kind: "order", total: own.length, words: [] });
      if (having("synonym")) result.steps.push({ kind: "synonym", total: having("synonym"), words: synonyms });
      ["related", "pinyin", "typo"].forEach((kind) => {
        if (having(kind)) result.steps.push({ kind: kind, total: having(kind), words: [] });
      });
      if (part.length) result.steps.push({ kind: "most", total: part.length, words: part[0].missing });
      return result;
    }

    /** Leave out what is ours. @param {any} result */
    function strip(result) {
      result.hits = result.hits.map((/** @type {any} */ one) => {
        const copy = Object.assign({}, one);
        delete copy.doc;
        delete copy.apart;
        return copy;
      });
      return result;
    }

    return { ready: () => start().then((problem) => ({ problem: problem })), query: query, fold: fold, names: names, foldable: foldable };
  }
})();
