/*
 * The answer: what was found as a Result (engine.js), its hits checked and counted, and what was done said in steps.
 *
 *   answererOf(reader, facets, hits) -> Answerer
 *     answer(round) -> Promise<Result>          of a query; round.wanted.early gets the hits first
 *     list(wanted, result) -> Promise<Result>   all texts with the facets chosen, newest first
 */

/** @typedef {{answer: (round: Round) => Promise<any>, list: (wanted: any, result: any) => Promise<any>}} Answerer */

/** The least share of the slots that a text shown has. @param {Match[]} matches */
const levelOf = (matches) => (matches.some((match) => match.covered === 1 || match.kind) ? 1 : matches.length ? matches[0].covered : 0);

/** Those that have so much, or are there by pinyin or in spite of a slip. @param {Match[]} matches @param {number} level */
const reaching = (matches, level) => matches.filter((match) => match.covered >= level || match.kind);

/** Fill in how many texts there are. @param {Round} round @param {number} level */
function total(round, level) {
  const those = reaching(round.matches, level);
  round.result.total = those.length;
  round.result.about = those.some((match) => !match.sure) || round.asked.units.every((unit) => unit.list.found > unit.list.docs.length);
}

/** Hits that lack something go behind; say what was done. @param {any} result @param {Query} asked */
function said(result, asked) {
  const full = result.hits.filter((/** @type {any} */ one) => !one.missing.length);
  const named = asked.spans.some((span) => asked.units[span.unit].to - asked.units[span.unit].from === asked.slots.length); // 会一 says nothing of 三会一课
  const part = result.hits.filter((/** @type {any} */ one) => one.missing.length && (!full.length || (asked.slots.length > 3 && !named)));
  result.hits = full.concat(part);
  const ways = ["synonym", "related", "pinyin", "typo"];
  const having = (/** @type {string} */ field) => full.filter((/** @type {any} */ one) => one.field === field).length;
  const step = (/** @type {string} */ kind, /** @type {number} */ total, /** @type {any[]} */ words) => result.steps.push({ kind, total, words });
  const literal = full.filter((/** @type {any} */ one) => ways.indexOf(one.field) < 0);
  const known = literal.filter((/** @type {any} */ one) => one.field); // the others' texts did not come
  step("all", literal.length ? result.total : 0, []);
  if (known.length && known.every((/** @type {any} */ one) => one.apart)) step("order", known.length, []);
  ways.filter(having).forEach((kind) => step(kind, having(kind), kind === "synonym" ? asked.spans.map((span) => [span.typed, span.others[0]]) : []));
  if (part.length) step("most", part.length, part[0].missing);
  return result;
}

/** @param {Reader} reader @param {Facets} facets @param {Hits} hits @returns {Answerer} */
function answererOf(reader, facets, hits) {
  /** Facets without which there would be hits. @param {Round} round */
  function droppable(round) {
    const all = round.everything, chosen = round.wanted.facets;
    if (!all.length || round.matches.some((match) => match.covered >= all[0].covered)) return [];
    return chosenOf(chosen).map((facet) => {
      const allowed = facets.filter(chosen, facet);
      return { facet, total: all.filter((match) => match.covered >= all[0].covered && (!allowed || allowed(match.doc))).length };
    }).filter((row) => row.total);
  }

  /** Fill in what the facets tell. @param {Round} round @param {number} level */
  function counted(round, level) {
    const result = round.result;
    if (!facets.columns) return;
    result.facetCounts = facets.counts(reaching(round.everything, level).map((match) => match.doc), round.wanted.facets);
    result.hits.forEach((/** @type {any} */ one) => { one.facets.topic = facets.topics(one.doc); });
    result.drop = droppable(round);
  }

  /** Names like what was typed, where nothing has it. @param {Round} round */
  function nearest(round) {
    const cards = round.near.map((match) => round.cards.get(match.doc)).filter(Boolean);
    return cards.slice(0, 5).map((card) => ({ url: card[0] + ".html", title: card[1] }));
  }

  /** @param {Round} round */
  function answer(round) {
    const { asked, wanted, result, cards } = round;
    const level = levelOf(round.matches);
    const words = asked.words.concat.apply(asked.words, asked.spans.map((span) => span.others));
    total(round, level);
    result.hits = pageOf(round).filter((match) => cards.has(match.doc)).map((match) => hits.hit(match, cards.get(match.doc), asked, words));
    if (!result.hits.length) result.nearest = nearest(round);
    else if (typeof wanted.early === "function") {
      const early = strip(Object.assign({}, result));
      if (wanted.early(early) === false) return Promise.resolve(early);
    }
    const checks = result.hits.map((/** @type {any} */ one) => hits.check(one, cards.get(one.doc), asked, words));
    return Promise.all([facets.load(result)].concat(checks)).then((problems) => {
      result.problem = problems.slice(1).reduce((first, problem) => first || problem, result.problem);
      counted(round, level);
      return strip(said(result, asked));
    });
  }

  /** @param {any} wanted @param {any} result */
  function list(wanted, result) {
    const all = facets.newest();
    const allowed = facets.filter(wanted.facets);
    const docs = allowed ? all.filter(allowed) : all;
    const blank = read("");
    const shown = docs.slice(wanted.offset, wanted.offset + wanted.limit);
    result.total = docs.length;
    result.facetCounts = facets.counts(all, wanted.facets);
    return reader.cards(shown, result).then((found) => {
      const match = (/** @type {number} */ doc) => ({ doc, score: 0, covered: 1, whole: false, sure: true, kind: "" });
      const rows = shown.filter((doc) => found.has(doc)).map((doc) => hits.hit(match(doc), found.get(doc), blank, []));
      result.hits = rows.map((one) => Object.assign(one, { checked: true, field: "" }));
      return strip(result);
    });
  }

  return { answer, list };
}
