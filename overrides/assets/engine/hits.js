/*
 * Hits: a text as it is shown, made from its card, checked against the text itself.
 *
 *   strip(result) -> result   leaves out what is ours in its hits
 *   hitsOf(parts, fold, facets) -> Hits
 *     hit(match, card, query, words) -> hit        as in engine.js; words: what is marked
 *     check(hit, card, query, words) -> Promise<problem>   sets field, missing, snippet, section, checked
 *     far(card, query, slip) -> number             how near its names come to what was typed: 0 stands in one, 0.5 its title has all
 *                                                  words, up to 1.1 but for one character; slip: whether one is supposed
 *   A hit has {doc, apart} besides: apart: what was typed does not stand side by side.
 */
const AROUND = 90; // characters of a line that are shown
const BEFORE = 20; // … in front of the first mark

/** @typedef {{hit: (match: Match, card: any, query: Query, words: string[]) => any, check: (one: any, card: any, query: Query, words: string[]) => Promise<string>, far: (card: any, query: Query, slip: boolean) => number}} Hits */

/** A line, or so much of it as is shown. @param {string} line @param {boolean[]} on */
function excerpt(line, on) {
  const first = on.indexOf(true);
  const from = line.length > AROUND && first > BEFORE ? first - BEFORE : 0;
  const to = Math.min(line.length, from + AROUND);
  const around = (/** @type {boolean} */ cut) => (cut ? [{ text: "…", mark: false }] : []);
  return around(from > 0).concat(passage(line, on, from, to), around(to < line.length));
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

/** Take the line with most of the words. @param {any} one @param {any} body @param {string[]} words */
function best(one, body, words) {
  const has = (/** @type {string} */ text) => words.filter((word) => text.indexOf(word) >= 0).length;
  let most = 0;
  body.sections.forEach((/** @type {string[]} */ section, /** @type {number} */ nth) => {
    const folded = body.folded[nth][1].split("\n");
    const above = has(body.folded[nth][0]) / 2;
    section[2].split("\n").forEach((line, at) => {
      if (!line || has(folded[at]) + above <= most) return;
      most = has(folded[at]) + above;
      one.snippet = excerpt(line, marked(folded[at], words));
      one.section = section[0] ? { anchor: section[0], heading: section[1] } : null;
    });
  });
}

/**
 * Say where the words stand, and which do not.
 * @param {any} one @param {[string, string[]][]} places [field, its folded texts], the best first @param {string} related folded @param {Query} query
 */
function judge(one, places, related, query) {
  const whole = [].concat.apply([], places.map((place) => place[1]));
  const place = places.filter((row) => contains(row[1], query))[0];
  const on = standing(whole, query);
  one.apart = one.apart && !adjoining(whole, query);
  if (one.field) return; // by pinyin or in spite of a slip
  one.field = place ? place[0] : "body";
  if (!place && !on.every(Boolean)) {
    const synonyms = query.spans.map((span) => query.units[span.unit]).filter((unit) => unit.list.docs.indexOf(one.doc) >= 0);
    synonyms.forEach((unit) => on.fill(true, unit.from, unit.to));
    if (synonyms.length) one.field = "synonym";
    const more = standing([related], query);
    if (more.some((is, at) => is && !on[at])) one.field = "related";
    more.forEach((is, at) => { on[at] = on[at] || is; });
  }
  one.missing = lacking(on, query);
}

/** @param {Parts} parts @param {(text: string) => string} fold @param {Facets} facets @returns {Hits} */
function hitsOf(parts, fold, facets) {
  /** Facets as a card has them; topics once they are loaded. @param {any} card @param {number} doc */
  function facetsOn(card, doc) {
    const digits = card[5].split(",");
    /** @type {any} */ const own = {};
    FACETS.slice(0, 5).forEach((facet, nth) => { own[facet] = digits[nth].split("").map((/** @type {string} */ digit) => facets.id(facet, parseInt(digit, 36))); });
    own.topic = facets.topics(doc);
    return own;
  }

  /** @param {Match} match @param {any} card @param {Query} query @param {string[]} words */
  function hit(match, card, query, words) {
    const title = fold(card[1]);
    const field = contains([title, fold(card[2])], query) ? "title" : contains([fold(card[6])], query) ? "alias" : "";
    return {
      url: card[0] + ".html", title: card[1], titleEn: card[2], summary: card[3], facets: facetsOn(card, match.doc),
      marks: ranges(marked(title, words)), snippet: passage(card[3], marked(fold(card[3]), words), 0, card[3].length),
      section: null, field: match.kind || field, missing: [], checked: false,
      doc: match.doc, apart: !adjoining([title, fold(card[2]), fold(card[6])], query),
    };
  }

  /** The plain text that a card names. @param {any} card @returns {Promise<Got>} */
  function bodyOf(card) {
    const name = "x/" + card[4];
    return parts.part(name).then((got) => {
      const body = got.data;
      if (got.problem || !body || !Array.isArray(body.sections)) return { problem: "part-" + (got.problem || "damaged") };
      parts.keep(name, body, 8 * body.sections.reduce((/** @type {number} */ sum, /** @type {string[]} */ section) => sum + section[2].length, 0));
      if (!body.folded) { // once: folding ten texts takes longer than all else
        body.folded = body.sections.map((/** @type {string[]} */ section) => [fold(section[1]), fold(section[2])]);
        body.names = [fold(body.topics), fold(body.related), fold(body.more)];
      }
      return { data: body, problem: "" };
    });
  }

  /** The fields of a text, folded, the best first. @param {any} card @param {any} body @returns {[string, string[]][]} */
  function places(card, body) {
    const column = (/** @type {number} */ nth) => body.folded.map((/** @type {string[]} */ section) => section[nth]);
    return [
      ["title", [fold(card[1]), fold(card[2])]], ["alias", [fold(card[6])]], ["topic", [body.names[0]]],
      ["heading", column(0)], ["body", [fold(card[3]), body.names[2]].concat(column(1))],
    ];
  }

  /** @param {any} one @param {any} card @param {Query} query @param {string[]} words */
  function check(one, card, query, words) {
    one.checked = one.field === "title" || one.field === "alias"; // a card says that itself
    return one.checked ? Promise.resolve("") : bodyOf(card).then((got) => {
      if (got.problem) return got.problem;
      one.checked = true;
      judge(one, places(card, got.data), got.data.names[1], query);
      best(one, got.data, words);
      return "";
    });
  }

  /** @param {any} card @param {Query} query @param {boolean} slip */
  function far(card, query, slip) {
    const wanted = query.runs.join("");
    const rows = [card[1]].concat(card[6].split("\n")).map((name) => (fold(name).match(RUNS) || []).join(""));
    if (rows.some((row) => row.indexOf(wanted) >= 0)) return 0;
    if (contains([rows[0]], query)) return 0.5;
    if (query.spans.some((span) => rows.every((row) => row.indexOf(span.typed) < 0))) return 9; // 残联 is no slip for 妇联
    return slip && wanted.length > 2 && wanted.length <= 40 ? Math.min.apply(null, rows.map((row) => distance(wanted, row))) : 9;
  }

  return { hit, check, far };
}
