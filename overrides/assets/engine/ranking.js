/*
 * Ranking: how much of a query each text has, and how much that says.
 *
 *   rank(query, allowed, manifest, best, few) -> Match[]   best first; allowed: doc → boolean, or null for all texts; sets each
 *                                                     unit's idf; best: true for only those among which the best is sure to be;
 *                                                     few: true for only those that enough() may keep
 *   enough(matches, size) -> Match[]            those worth showing; size: slots of the query
 */
const IN_TITLE = 2; // how much more a text counts that has all words in its title
const OTHER_WORD = 0.95; // what a synonym counts, of the word that was typed

/**
 * @typedef {{doc: number, score: number, covered: number, whole: boolean, sure: boolean, kind: string}} Match
 * covered: share of the slots; whole: it may have what was typed side by side; sure: the score is exact; kind: "pinyin" or "typo" where the text has nothing else
 * @typedef {{impacts: Uint8Array, having: number[][], floors: number, widest: number}} Tally
 * impacts: of units × texts; having[n]: the texts that have n terms; floors: lists that keep their best texts only
 */

/** Impacts of the query in work: one for all queries, a new one each time would be megabytes. */
let scratch = new Uint8Array(0);

/** The rarer a term the more it says. @param {number} found @param {number} texts */
const rarity = (found, texts) => Math.log(1 + (texts - found + 0.5) / (found + 0.5));

/** @param {Uint8Array} on */
function share(on) {
  let sum = 0;
  for (let at = 0; at < on.length; at++) sum += on[at];
  return sum / on.length;
}

/** What the lists of a query say of each text. @param {Query} query @param {((doc: number) => boolean) | null} allowed @param {number} texts @returns {Tally} */
function tallied(query, allowed, texts) {
  const size = query.units.length * texts;
  if (scratch.length < size) scratch = new Uint8Array(size);
  const impacts = scratch.fill(0, 0, size);
  const counts = new Uint8Array(texts);
  /** @type {number[]} */ const docs = [];
  let highest = 0;
  query.units.forEach((unit, nth) => {
    const list = unit.list;
    unit.idf = list.found ? rarity(list.found, texts) : 0;
    for (let at = 0; at < list.docs.length; at++) {
      const doc = list.docs[at];
      impacts[nth * texts + doc] = list.impacts[at];
      if (!counts[doc] && (!allowed || allowed(doc))) docs.push(doc);
      highest = Math.max(highest, ++counts[doc]);
    }
  });
  /** @type {number[][]} */ const having = Array.from({ length: highest + 1 }, () => []);
  for (const doc of docs) having[counts[doc]].push(doc);
  const floors = query.units.filter((unit) => unit.list.floor).length;
  return { impacts, having, floors, widest: Math.max.apply(null, [2].concat(query.units.map((unit) => unit.to - unit.from))) };
}

/** Synonyms of a query: place of the unit, and of the units of what was typed. @param {Query} query */
function synonymsIn(query) {
  return query.spans.map((span) => {
    const own = query.units[span.unit];
    const inner = query.units.map((_, nth) => nth).filter((nth) => {
      const unit = query.units[nth];
      return unit.kind !== "synonym" && unit.from >= own.from && unit.to <= own.to;
    });
    return { nth: span.unit, own, inner };
  });
}

/** How a text is weighed. @param {Query} query @param {Tally} tally @param {any} manifest @returns {(doc: number) => Match} */
function weighing(query, tally, manifest) {
  const { texts, titleLevel } = manifest, units = query.units, impacts = tally.impacts;
  const spans = synonymsIn(query);
  const free = Uint8Array.from(query.slots, (_, slot) => (query.free[slot] ? 1 : 0));
  const value = new Float64Array(units.length); // of each unit in this text
  const covers = new Uint8Array(free.length);
  const titled = new Uint8Array(free.length);

  /** What was typed. @param {Match} match */
  function literal(match) {
    let score = 0;
    for (let nth = 0; nth < units.length; nth++) {
      const unit = units[nth];
      const impact = impacts[nth * texts + match.doc];
      value[nth] = (impact || unit.list.floor) / LEVELS * unit.idf;
      if (unit.kind === "synonym") continue;
      if (!value[nth]) {
        match.whole = false;
        continue;
      }
      score += value[nth];
      if (!impact) match.sure = false;
      if (unit.kind === "pinyin" || unit.kind === "typo") match.kind = unit.kind;
      for (let slot = unit.from; slot < unit.to; slot++) {
        covers[slot] = 1;
        if (impact > titleLevel) titled[slot] = 1;
      }
    }
    match.score = score;
  }

  /** @param {Match} match @param {{nth: number, own: Unit, inner: number[]}} span */
  function synonym(match, span) {
    if (!impacts[span.nth * texts + match.doc]) return;
    const typed = span.inner.reduce((sum, nth) => sum + value[nth], 0);
    const other = OTHER_WORD * value[span.nth] * span.inner.length;
    if (other > typed) match.score += other - typed;
    covers.fill(1, span.own.from, span.own.to);
  }

  return (doc) => {
    /** @type {Match} */ const match = { doc, score: 0, covered: 0, whole: true, sure: true, kind: "" };
    covers.set(free);
    titled.fill(0);
    literal(match);
    for (const span of spans) synonym(match, span);
    const covered = share(covers), inTitle = share(titled);
    match.covered = covered;
    match.score = match.score * covered * covered * (1 + IN_TITLE * inTitle * inTitle);
    return match;
  };
}

/** The most that a text can score whose lists are so many. @param {Query} query @param {Tally} tally @returns {(count: number) => number} */
function bounding(query, tally) {
  const most = query.units.map((unit) => unit.idf);
  for (const span of synonymsIn(query)) most[span.nth] *= OTHER_WORD * span.inner.length;
  const says = most.sort((a, b) => b - a);
  const supposed = query.units.reduce((sum, unit) => sum + (unit.kind === "synonym" ? 0 : unit.list.floor / LEVELS * unit.idf), 0);
  const free = query.free.filter(Boolean).length;
  return (count) => {
    const upTo = (/** @type {number} */ lists, /** @type {number} */ more) => Math.min(1, (tally.widest * lists + more) / query.slots.length);
    const covered = upTo(count + tally.floors, free), inTitle = upTo(count, 0);
    return says.slice(0, count).reduce((sum, idf) => sum + idf, supposed) * covered * covered * (1 + IN_TITLE * inTitle * inTitle);
  };
}

/** @param {Query} query @param {((doc: number) => boolean) | null} allowed @param {any} manifest @param {boolean=} best @param {boolean=} few @returns {Match[]} */
function rank(query, allowed, manifest, best, few) {
  const tally = tallied(query, allowed, manifest.texts);
  const weigh = weighing(query, tally, manifest);
  const size = query.slots.length;
  const free = query.free.filter(Boolean).length;
  /** @type {Match[]} */ const matches = [];
  const bound = best ? bounding(query, tally) : () => Infinity;
  let most = 0;
  let highest = 0;
  for (let count = tally.having.length - 1; count; count--) { // texts with few of the terms are not worth a look once there is one with many
    if (tally.widest * (count + tally.floors) + free < leastOf(most) * size) break;
    if (bound(count) < highest) break;
    for (const doc of tally.having[count]) {
      const match = weigh(doc);
      if (!few || match.covered >= leastOf(most)) matches.push(match);
      most = Math.max(most, match.covered);
      highest = Math.max(highest, match.score);
    }
  }
  return matches.sort((a, b) => b.score - a.score || b.doc - a.doc);
}

/** What a text must cover to be worth showing, whatever else is found, when the best so far covers so much. @param {number} most */
const leastOf = (most) => Math.min(0.65, 0.75 * most);

/**
 * Of texts that lack something keep those that have nearly as much as the best; behind texts that have all only what lacks
 * little, and of a query of three characters nothing. @param {Match[]} matches @param {number} size
 */
function enough(matches, size) {
  const most = matches.reduce((best, match) => Math.max(best, match.covered), 0);
  return matches.filter((match) => match.covered >= (most < 1 ? 0.75 * most : size > 3 ? 0.65 : 1));
}
