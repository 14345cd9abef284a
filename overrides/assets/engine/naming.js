/*
 * Naming: a long query is often the name of a text, and every other pair of its Hanzi says as much as all: half the files, and the
 * reader sees that text the earlier. Of several texts whose names have the whole query that one stands first, in every answer.
 *
 *   namedBy(query, allowed, manifest) -> doc, or -1   the text that most likely has the query in its name, by its alternate units,
 *                                                     whose postings must be there; allowed: doc → boolean, or null for all texts
 *   namerOf(head, reader, hits) -> (query, wanted, result) -> Promise<Result | null>
 *     query: as it was read; wanted, result: as in engine.js. Shows that text when its name has what was typed side by side; null
 *     when there is none, and when the reader wants more
 */

/** @typedef {(query: Query, wanted: any, result: any) => Promise<any>} Namer */

/** What a list says of a text's name: 0 when the term is not in it; a list that keeps its best texts only may lack one. @param {Posting} list @param {number} doc @param {number} least impact of a term in a name */
function inName(list, doc, least) {
  const at = list.docs.indexOf(doc);
  if (at < 0) return 2 * list.floor >= least ? list.floor : 0; // it has less than all that are kept
  return list.impacts[at] >= least ? list.impacts[at] : 0;
}

/** @param {Query} query @param {((doc: number) => boolean) | null} allowed @param {any} manifest @returns {number} */
function namedBy(query, allowed, manifest) {
  const lists = query.alternate.map((unit) => unit.list).sort((a, b) => a.docs.length - b.docs.length); // the fewest first
  const says = lists.map((list) => rarity(list.found, manifest.texts));
  let named = -1;
  let most = 0;
  for (const doc of lists.length ? lists[0].docs : []) {
    let sum = 0;
    const all = lists.every((list, nth) => {
      const impact = inName(list, doc, manifest.nameLevel);
      sum += impact * says[nth];
      return impact > 0;
    });
    if (all && sum >= most && (!allowed || allowed(doc))) [named, most] = [doc, sum]; // of equals the newest
  }
  return named;
}

/** @param {Head} head @param {Reader} reader @param {Hits} hits @returns {Namer} */
function namerOf(head, reader, hits) {
  /** @param {Query} query @param {any} wanted @param {any} result @param {number} doc @param {any} card */
  function shown(query, wanted, result, doc, card) {
    if (!card || hits.far(card, query, false) > 0) return null;
    const match = { doc, score: 0, covered: 1, whole: true, sure: true, kind: "" };
    const own = strip(Object.assign({}, result, { hits: [hits.hit(match, card, query, query.words)] }));
    wanted.first = false;
    return wanted.early(own) === false ? own : null;
  }

  return (query, wanted, result) => {
    if (!query.alternate.length) return Promise.resolve(null);
    return reader.postings(query.alternate.map((unit) => unit.term), { problem: "" }).then((found) => {
      for (const unit of query.alternate) unit.list = found.get(unit.term) || unit.list;
      const doc = namedBy(query, null, head.manifest);
      return doc < 0 ? null : reader.cards([doc], { problem: "" }).then((cards) => shown(query, wanted, result, doc, cards.get(doc)));
    });
  };
}
