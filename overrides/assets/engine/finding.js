/*
 * Finding: the texts of a query in order, as far as their cards tell.
 *
 *   finderOf(head, reader, facets, hits) -> (asked, wanted, result) -> Promise<Round>
 *     asked: the query with its postings; wanted: the options of a query (engine.js); result: to be filled
 *   A Round is what is found so far. Where its `alone` is set, the best hit by itself is the whole result.
 */
const NEAR = 6; // texts looked at for a slip in typing
const HEAD_START = 120; // ms that the best hit's card gets before those of the others are asked for

/**
 * @typedef {{asked: Query, wanted: any, result: any, everything: Match[], matches: Match[], near: Match[], named: number, cards: Cards, alone: any}} Round
 * everything: all matches without regard to facets (of those worth showing, where no facet is chosen); matches: those worth showing; near: those that a slip may have missed;
 * named: the text that most likely has the query in its name, or -1; cards: of the page shown, of near and of it
 */

/** The matches of the page that is shown. @param {Round} round */
const pageOf = (round) => round.matches.slice(round.wanted.offset, round.wanted.offset + round.wanted.limit);

/** Whether the best match has all words, and they say enough. @param {Query} asked @param {Match[]} matches */
function isGood(asked, matches) {
  const ideal = asked.units.reduce((sum, unit) => sum + (unit.kind === "synonym" ? 0 : unit.idf), 0);
  return matches.length > 0 && matches[0].covered === 1 && matches[0].score > 0.5 * ideal;
}

/** @param {Head} head @param {Reader} reader @param {Facets} facets @param {Hits} hits @returns {(asked: Query, wanted: any, result: any) => Promise<Round>} */
function finderOf(head, reader, facets, hits) {
  /** Texts that a slip in typing may have missed. @param {Query} asked @param {((doc: number) => boolean) | null} allowed @returns {Promise<Match[]>} */
  function nearby(asked, allowed) {
    const units = slips(asked);
    if (!units.length) return Promise.resolve([]);
    return reader.postings(units.map((unit) => unit.term), { problem: "" }).then((found) => {
      units.forEach((unit) => { unit.list = found.get(unit.term) || unit.list; });
      const wider = Object.assign({}, asked, { units: asked.units.concat(units.filter((unit) => unit.list.found)) });
      return rank(wider, allowed, head.manifest).slice(0, NEAR);
    });
  }

  /**
   * Show the best hit by itself, when it is sure to stay the first, before all others are weighed; give its result when that is
   * enough. @param {Query} asked @param {any} wanted @param {any} result @param {((doc: number) => boolean) | null} allowed
   */
  function alone(asked, wanted, result, allowed) {
    const matches = rank(asked, allowed, head.manifest, true);
    const match = matches[0];
    if (!isGood(asked, matches)) return Promise.resolve(null);
    const farthest = asked.units.some((unit) => unit.list.floor) || matches.slice(1, wanted.limit).some((other) => other.whole) ? 0 : 0.5;
    let late = false;
    const shown = reader.cards([match.doc], { problem: "" }).then((found) => {
      const card = found.get(match.doc);
      if (late || !card || hits.far(card, asked, false) > farthest) return null;
      const own = strip(Object.assign({}, result, { hits: [hits.hit(match, card, asked, asked.words)] }));
      return wanted.early(own) === false ? own : null;
    });
    return Promise.race([shown, new Promise((resolve) => setTimeout(() => resolve(late = true), HEAD_START))]).then((own) => (late ? null : own));
  }

  /**
   * Put texts first whose names have what was typed, or nearly so: a slip is not supposed where others have all words, but for
   * a query so long that this is chance. @param {Round} round
   */
  function lift(round) {
    const { asked, matches, near, cards } = round;
    const at = new Map(near.concat(matches).map((match) => [match.doc, match]));
    const rated = (/** @type {boolean} */ slip) => Array.from(cards).map((row) => ({ match: /** @type {Match} */ (at.get(row[0])), far: hits.far(row[1], asked, slip) }));
    const named = rated(false);
    const wholly = named.some((one) => one.far <= 0.5);
    const slip = near.length > 0 && !wholly && (matches.length === 0 || matches[0].covered < 1 || asked.slots.length > 5);
    const moved = (slip ? rated(true) : named).filter((one) => one.far <= (wholly ? 0.5 : slip ? 1.1 : -1));
    const first = (/** @type {{match: Match, far: number}} */ one) => (one.far === 0 && one.match.doc === round.named ? 1 : 0);
    moved.sort((a, b) => a.far - b.far || first(b) - first(a) || b.match.score - a.match.score || b.match.doc - a.match.doc);
    if (!wholly) moved.forEach((one) => { one.match.kind = "typo"; });
    const docs = new Set(moved.map((one) => one.match.doc));
    round.matches = moved.map((one) => one.match).concat(matches.filter((match) => !docs.has(match.doc)));
  }

  /** Put the text that has the query in its name in front, as the first page does, so that no page repeats or leaves out a text. @param {Round} round */
  function lead(round) {
    const { asked, matches, cards, named } = round;
    const card = cards.get(named);
    if (card && hits.far(card, asked, false) === 0) round.matches = matches.filter((match) => match.doc === named).concat(matches.filter((match) => match.doc !== named));
  }

  /** Fetch the cards of the page, and put it in order. @param {Round} round @returns {Promise<Round>} */
  function page(round) {
    const { matches, near, named, wanted } = round;
    const first = !wanted.offset;
    const docs = (first ? pageOf(round).concat(near) : matches.slice(wanted.offset - 1, wanted.offset + wanted.limit)).map((match) => match.doc);
    return reader.cards(named < 0 || docs.indexOf(named) >= 0 ? docs : docs.concat(named), round.result).then((found) => {
      round.cards = found;
      if (first) lift(round);
      else if (named >= 0 && matches.findIndex((match) => match.doc === named) >= wanted.limit) lead(round);
      return round;
    });
  }

  /** @param {Query} asked @param {any} wanted @param {any} result @param {((doc: number) => boolean) | null} allowed @returns {Promise<Round>} */
  function all(asked, wanted, result, allowed) {
    const everything = rank(asked, null, head.manifest, false, !allowed);
    const matches = enough(allowed ? everything.filter((match) => allowed(match.doc)) : everything, asked.slots.length);
    /** @type {Round} */ const round = { asked, wanted, result, everything, matches, near: [], named: -1, cards: new Map(), alone: null };
    const named = namedBy(asked, allowed, head.manifest);
    if (matches.some((match) => match.doc === named)) round.named = named;
    if (isGood(asked, matches) || asked.slots.length < 3 || asked.cut) return page(round);
    return nearby(asked, allowed).then((near) => page(Object.assign(round, { near })));
  }

  return (asked, wanted, result) => {
    const allowed = facets.filter(wanted.facets);
    if (!wanted.first || !wanted.early || wanted.offset) return all(asked, wanted, result, allowed);
    return alone(asked, wanted, result, allowed).then((own) => (own ? { asked, wanted, result, everything: [], matches: [], near: [], named: -1, cards: new Map(), alone: own } : all(asked, wanted, result, allowed)));
  };
}
