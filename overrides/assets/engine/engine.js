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

/** A result with nothing in it. @param {string} text as typed @param {string} problem @returns {any} */
const empty = (text, problem) => ({ text, hits: [], total: 0, about: false, facetCounts: null, steps: [], nearest: [], drop: [], problem });

/** @param {string} base @param {string=} local */
entry.open = function (base, local) {
  const parts = partsOf(base, local || "");
  const folding = foldingOf(parts);
  const head = headOf(parts, folding, local || "");
  const reader = readerOf(parts, head);
  const facets = facetsOf(parts, head);
  const hits = hitsOf(parts, folding.fold, facets);
  const spoken = spokenOf(parts, head, reader);
  const find = finderOf(head, reader, facets, hits);
  const named = namerOf(head, reader, hits);
  const answerer = answererOf(reader, facets, hits);
  const fold = folding.fold;

  /** Fetch what folds a query. @param {string} typed */
  const foldable = (typed) => folding.foldable(typed.slice(0, LONGEST), head.manifest);

  /** @param {string} text @param {any=} options @returns {Promise<any>} never fails */
  function query(text, options) {
    const wanted = Object.assign({ facets: {}, limit: 10, offset: 0, early: null }, options);
    const typed = String(text === undefined || text === null ? "" : text);
    const once = () => head.start().then((problem) => (problem ? empty(typed, problem) : ask(typed, wanted, empty(typed, ""))));
    return once().then((result) => (result.problem === "part-missing" && head.manifest ? renewed(result, once) : result)).catch(() => empty(typed, "failed"));
  }

  /** Ask again when the site has been published anew since: its parts have new names. @param {any} result @param {() => Promise<any>} once */
  function renewed(result, once) {
    const before = head.manifest.build;
    return head.start("?" + Date.now()).then((problem) => {
      if (problem || head.manifest.build === before) return result;
      facets.columns = null;
      return once();
    });
  }

  /** @param {string} typed @param {any} wanted @param {any} result */
  function ask(typed, wanted, result) {
    const chosen = chosenOf(wanted.facets).length > 0;
    const none = () => read(fold(typed)).slots.length === 0;
    return (none() ? foldable(typed) : (local && folding.more(head.manifest.fold)) || Promise.resolve("")).then((problem) => {
      result.problem = problem;
      if (none() && !chosen) return Object.assign(result, { problem: "no-words" });
      const early = wanted.first && wanted.early && !wanted.offset && !chosen;
      return (early ? named(read(fold(typed)), wanted, result) : Promise.resolve(null)).then((own) => own || weigh(typed, wanted, result, chosen));
    });
  }

  /** @param {string} typed @param {any} wanted @param {any} result @param {boolean} chosen whether facets are */
  function weigh(typed, wanted, result, chosen) {
    return look(typed, result).then((asked) => {
      if (asked.cut) result.steps.push({ kind: "cut", total: 0, words: [] });
      return Promise.all([chosen && facets.load(result), asked.letters.length && spoken(asked, result)]).then(() => {
        if (chosen && !facets.columns) return result;
        if (!asked.slots.length) return answerer.list(wanted, result);
        return find(asked, wanted, result).then((round) => round.alone || answerer.answer(round));
      });
    });
  }

  /**
   * Read a query and fetch its postings. One that lacks a term may be in Traditional script: what folds it is only fetched then, as to
   * know every Hanzi beforehand would cost more than all else. @param {string} typed @param {any} result @returns {Promise<Query>}
   */
  function look(typed, result) {
    const before = fold(typed);
    /** @type {Map<string, string>} */ const synonyms = new Map();
    return fetched(read(before), result, synonyms).then((asked) => {
      if (asked.units.every((unit) => unit.list.found)) return asked;
      return foldable(typed).then((problem) => {
        result.problem = result.problem || problem;
        return fold(typed) === before ? asked : fetched(read(fold(typed)), result, synonyms);
      });
    }).then((asked) => {
      if (!asked.cut) widen(asked, synonyms, head.manifest.texts);
      return asked;
    });
  }

  /** @param {Query} asked @param {any} result @param {Map<string, string>} synonyms @returns {Promise<Query>} with its postings */
  function fetched(asked, result, synonyms) {
    return reader.postings(asked.units.map((unit) => unit.term), result, synonyms).then((found) => {
      for (const unit of asked.units) unit.list = found.get(unit.term) || unit.list;
      return asked;
    });
  }

  const ready = () => head.start().then((problem) => ({ problem }));
  return { ready, query, fold, names: facets.names, foldable: (/** @type {string} */ text) => folding.foldable(text, head.manifest) };
};
