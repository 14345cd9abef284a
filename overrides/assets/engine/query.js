/*
 * A query as it is read: slots, and the terms that cover them.
 *
 *   read(text) -> Query              text: folded
 *   standing(texts, query) -> [is, …] which slots of the query stand in one of some folded texts
 *   contains(texts, query) -> boolean whether all do; adjoining(texts, query): side by side, as they were typed
 *   lacking(on, query) -> [text, …]  the slots that are off, as strings
 */
const LONGEST = 120; // characters of a query
const TERMS = 40; // terms of a query
const MANY = 6; // pairs of Hanzi from which on every other one is read first
const SMALL = new Set("的了着过和与及或在把给对向为被让要请吗呢么吧怎样如何"); // say nothing about what a text is on
const RUNS = /[\u3400-\u9fff\u3007]+|[a-z0-9]+/g;

/**
 * @typedef {{term: string, from: number, to: number, list: Posting, idf: number, kind: string}} Unit from, to: slots it covers;
 * kind: one or two Hanzi, word, synonym, pinyin, typo
 * @typedef {{unit: number, typed: string, others: string[]}} Span a synonym: place of its unit
 * @typedef {{runs: string[], slots: string[], units: Unit[], alternate: Unit[], spans: Span[], words: string[], letters: string[], cut: boolean, free: boolean[]}} Query
 * A slot is a Hanzi or a word of letters and digits; a free one may be missing in a text. alternate: of many pairs of Hanzi every
 * other one, which is all that was typed; empty of fewer or of other terms.
 * @param {string} term @param {number} from @param {number} to @param {string} kind @param {Posting=} list @returns {Unit}
 */
const unitOf = (term, from, to, kind, list) => ({ term, from, to, list: list || noTexts(), idf: 0, kind });

/** Whether a run is of Hanzi. @param {string} run */
const isHan = (run) => run >= "\u3007";

/** @param {string} text @returns {Query} */
function read(text) {
  const runs = text.slice(0, LONGEST).match(RUNS) || [];
  /** @type {Query} */ const query = { runs, slots: [], units: [], alternate: [], spans: [], words: [], letters: [], cut: text.length > LONGEST, free: [] };
  runs.forEach((run) => (isHan(run) ? readHan : readWord)(run, query));
  query.words = query.units.map((unit) => unit.term);
  if (query.units.length > TERMS) thin(query);
  else if (query.units.length >= MANY && !query.cut && query.units.every((unit) => unit.kind === "two")) query.alternate = alternate(query.units);
  if (query.slots.length > 3) query.free = query.slots.map((slot) => SMALL.has(slot));
  if (query.free.every(Boolean)) query.free = query.slots.map(() => false);
  return query;
}

/** @param {string} run @param {Query} query */
function readWord(run, query) {
  const at = query.slots.push(run);
  query.units.push(unitOf(run, at - 1, at, "word"));
  if (/^[a-z]{2,80}$/.test(run)) query.letters.push(run);
}

/** @param {string} run @param {Query} query */
function readHan(run, query) {
  const start = query.slots.length;
  query.slots.push.apply(query.slots, run.split(""));
  if (run.length === 1) query.units.push(unitOf(run, start, start + 1, "one"));
  for (let at = 0; at + 1 < run.length; at++) query.units.push(unitOf(run.slice(at, at + 2), start + at, start + at + 2, "two"));
}

/** Every other pair of each run, and its last one. @param {Unit[]} units @returns {Unit[]} */
function alternate(units) {
  let end = 0;
  return units.filter((unit, nth) => {
    const last = nth + 1 === units.length || units[nth + 1].from >= unit.to;
    if (unit.from < end && !(last && unit.to > end)) return false;
    end = unit.to;
    return true;
  });
}

/** Leave so many terms, evenly from all over a long query. @param {Query} query */
function thin(query) {
  const units = Array.from(new Map(query.units.map((unit) => [unit.term, unit])).values());
  const step = Math.max(1, units.length / TERMS);
  query.cut = true;
  query.units = units.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, TERMS);
}

/** @param {string[]} texts they are not joined: ten hits would make megabytes of strings @param {Query} query @returns {boolean[]} */
function standing(texts, query) {
  const on = query.slots.map((_, at) => Boolean(query.free[at]));
  query.units.forEach((unit) => {
    if ((unit.kind === "two" || unit.kind === "one" || unit.kind === "word") && texts.some((text) => text.indexOf(unit.term) >= 0)) on.fill(true, unit.from, unit.to);
  });
  return on;
}

/** @param {string[]} texts @param {Query} query */
const contains = (texts, query) => standing(texts, query).every(Boolean);

/** @param {string[]} texts @param {Query} query */
const adjoining = (texts, query) => query.runs.every((run) => texts.some((text) => text.indexOf(run) >= 0));

/** @param {boolean[]} on @param {Query} query */
const lacking = (on, query) => ranges(on.map((is) => !is)).map((range) => query.slots.slice(range[0], range[1]).join(""));
