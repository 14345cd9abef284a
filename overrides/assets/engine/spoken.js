/*
 * Words of letters: the word, its beginning, pinyin, initials.
 *
 *   spokenOf(parts, head, reader) -> (query, result) -> Promise   gives the query's words of letters the texts that they stand for
 */

/** All ways to cut letters into syllables, of many some. @param {string} letters @param {Set<string>} known @returns {string[][]} */
function cuts(letters, known) {
  /** @type {string[][]} */ const ways = [];
  const walk = (/** @type {number} */ at, /** @type {string[]} */ way) => {
    if (ways.length >= 6) return;
    if (at === letters.length) ways.push(way);
    for (let end = Math.min(at + 6, letters.length); end > at; end--) {
      if (known.has(letters.slice(at, end))) walk(end, way.concat(letters.slice(at, end)));
    }
  };
  walk(0, []);
  return ways;
}

/** Ways to cut letters into two syllables or more; an unfinished last one is left out. @param {string} letters @param {Set<string>} known */
function syllables(letters, known) {
  let ways = cuts(letters, known);
  for (let end = letters.length - 1; !ways.length && end > letters.length - 6 && end > 3; end--) {
    const begun = letters.slice(end);
    if (Array.from(known).some((one) => one.startsWith(begun))) ways = cuts(letters.slice(0, end), known);
  }
  return ways.filter((way) => way.length > 1);
}

/**
 * @typedef {{letters: string, ways: string[][]}} Plan ways: terms of which a text must have all, the likeliest first
 * @param {string} letters @param {Set<string>} known @returns {Plan}
 */
function planOf(letters, known) {
  const ways = syllables(letters, known).map((way) => way.slice(1).map((two, at) => "'" + way[at] + "'" + two));
  const size = letters.length > 2 ? 3 : 2;
  const initials = [];
  for (let at = 0; at + size <= letters.length && letters.length < 16; at++) initials.push("^" + letters.slice(at, at + size));
  return { letters, ways: initials.length ? ways.concat([initials]) : ways };
}

/**
 * Texts that have all of some lists, with the mean impact. A list that keeps its best texts only rules none out, unless all do.
 * @param {Posting[]} lists @returns {Posting}
 */
function both(lists) {
  const whole = lists.filter((list) => !list.floor);
  /** @type {Map<number, {times: number, sum: number}>} */ const tally = new Map();
  lists.forEach((list) => list.docs.forEach((doc, at) => {
    const own = tally.get(doc) || { times: 0, sum: 0 };
    own.times += list.floor && whole.length ? 0 : 1;
    own.sum += list.impacts[at];
    tally.set(doc, own);
  }));
  const needed = whole.length || lists.length;
  const rows = Array.from(tally).filter((row) => row[1].times === needed).sort((a, b) => a[0] - b[0]);
  return { found: rows.length, docs: rows.map((row) => row[0]), impacts: rows.map((row) => row[1].sum / lists.length), floor: 0 };
}

/** The texts of all ways; a whole row of syllables says more than initials: its texts come first. @param {Posting[]} lists */
function either(lists) {
  const list = lists[0];
  lists.slice(1).forEach((more) => more.docs.forEach((doc, at) => {
    if (list.docs.indexOf(doc) >= 0) return;
    list.docs.push(doc);
    list.impacts.push(more.impacts[at] / 2);
  }));
  list.found = list.docs.length;
  return list;
}

/** Give a query the texts of its letters. @param {Plan} plan @param {Query} query @param {Map<string, Posting>} found @param {boolean} all whether the letters are all of the query */
function settle(plan, query, found, all) {
  const unit = all ? null : query.units.filter((one) => one.term === plan.letters)[0];
  if (unit && unit.list.found) return;
  const begun = found.get(plan.letters + "*");
  if (unit && begun && begun.found) {
    unit.list = begun;
    return;
  }
  const lists = plan.ways.map((way) => both(way.map((term) => found.get(term) || noTexts()))).filter((list) => list.found);
  if (!lists.length || (all && query.units.some((one) => one.list.found > 0))) return;
  if (all) {
    query.units = [];
    query.slots = [plan.letters];
  }
  if (unit) query.units.splice(query.units.indexOf(unit), 1);
  const at = query.slots.indexOf(plan.letters);
  query.units.push(unitOf(plan.letters, at, at + 1, "pinyin", either(lists)));
}

/** @param {Parts} parts @param {Head} head @param {Reader} reader @returns {(query: Query, result: Problem) => Promise<any>} */
function spokenOf(parts, head, reader) {
  /** @type {Set<string> | null} */ let known = null;

  /** @param {Query} query @param {Problem} result @param {Set<string>} syllabary */
  function spell(query, result, syllabary) {
    // "ju jia yang lao" with spaces is one row of syllables
    const all = query.letters.length > 1 && query.letters.length === query.runs.length;
    const plans = (all ? [query.letters.join("")] : query.letters).map((letters) => planOf(letters, syllabary));
    const terms = [].concat.apply([], plans.map((plan) => [].concat.apply([plan.letters + "*"], plan.ways)));
    return reader.postings(terms, result).then((found) => plans.forEach((plan) => settle(plan, query, found, all)));
  }

  return (query, result) => (known ? Promise.resolve({ data: "", problem: "" }) : parts.part(head.manifest.spoken)).then((got) => {
    if (!known && typeof got.data === "string") known = new Set(got.data.split(" "));
    return known ? spell(query, result, known) : blame(result, got.problem);
  });
}
