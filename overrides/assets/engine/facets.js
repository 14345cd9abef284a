/*
 * Facets: values of all texts, to filter and count.
 *
 *   FACETS -> their names in order; chosenOf(chosen) -> those of which a value is chosen
 *   facetsOf(parts, head) -> Facets
 *     columns                            null until load() has them: {topics, added, of: {facet: values of each text}}
 *     load(result) -> Promise<columns>   null when they do not come, which the result then says
 *     names(facet) -> [[id, name, nameEn], …]; id(facet, value) -> id; topics(doc) -> ids, [] before load()
 *     filter(chosen, but) -> doc → boolean, or null when nothing is chosen; `but`: a facet left out of account
 *     counts(docs, chosen) -> {facet: {id: n}}, of the docs without regard to facets
 *     newest() -> all docs, the newest first
 */
const FACETS = ["domain", "kind", "level", "horizon", "month", "topic"];

/** @param {any} chosen @returns {string[]} */
const chosenOf = (chosen) => FACETS.filter((facet) => chosen && Array.isArray(chosen[facet]) && chosen[facet].length);

/** "02,1" → [[0, 2], [1]] @param {string} column @param {number} width digits of a value @returns {number[][]} */
function valuesIn(column, width) {
  return column.split(",").map((digits) => {
    const values = [];
    for (let at = 0; at < digits.length; at += width) values.push(parseInt(digits.slice(at, at + width), 36));
    return values;
  });
}

/** @typedef {{columns: any, load: (result: Problem) => Promise<any>, names: (facet: string) => string[][], id: (facet: string, value: number) => string, topics: (doc: number) => string[], filter: (chosen: any, but?: string) => ((doc: number) => boolean) | null, counts: (docs: number[], chosen: any) => any, newest: () => number[]}} Facets */

/** @param {Parts} parts @param {Head} head @returns {Facets} */
function facetsOf(parts, head) {
  /** @type {Facets} */ const own = { columns: null, load, names, id, topics, filter, counts, newest };

  /** @param {Problem} result */
  function load(result) {
    if (own.columns) return Promise.resolve(own.columns);
    return parts.part(head.manifest.facets).then((got) => {
      if (got.problem) {
        blame(result, got.problem);
        return null;
      }
      /** @type {any} */ const of = {};
      FACETS.forEach((facet) => { of[facet] = valuesIn(got.data.columns[facet], facet === "topic" ? 2 : 1); });
      return (own.columns = { topics: got.data.topics, added: got.data.added, of });
    });
  }

  /** @param {string} facet */
  function names(facet) {
    return (facet === "topic" ? own.columns && own.columns.topics : head.manifest && head.manifest.names[facet]) || [];
  }

  /** @param {string} facet @param {number} value */
  function id(facet, value) {
    if (facet === "month") return String(value);
    const row = names(facet)[value];
    return row ? row[0] : "";
  }

  /** @param {number} doc */
  function topics(doc) {
    return own.columns ? own.columns.of.topic[doc].map((/** @type {number} */ value) => id("topic", value)) : [];
  }

  /** @param {any} chosen @param {string=} but */
  function filter(chosen, but) {
    const tests = chosenOf(chosen).filter((facet) => facet !== but).map((facet) => {
      const values = new Set(chosen[facet].map(String));
      const column = own.columns.of[facet];
      return (/** @type {number} */ doc) => column[doc].some((/** @type {number} */ value) => values.has(id(facet, value)));
    });
    return tests.length ? (/** @type {number} */ doc) => tests.every((test) => test(doc)) : null;
  }

  /** @param {number[]} docs @param {any} chosen */
  function counts(docs, chosen) {
    /** @type {any} */ const found = {};
    FACETS.forEach((facet) => {
      const allowed = filter(chosen, facet);
      /** @type {any} */ const times = (found[facet] = {});
      const count = (/** @type {number} */ value) => { times[id(facet, value)] = (times[id(facet, value)] || 0) + 1; };
      docs.forEach((doc) => { if (!allowed || allowed(doc)) own.columns.of[facet][doc].forEach(count); });
    });
    return found;
  }

  function newest() {
    const added = (/** @type {number} */ doc) => own.columns.added.slice(2 * doc, 2 * doc + 2);
    const docs = Array.from({ length: head.manifest.texts }, (_, doc) => doc);
    return docs.sort((a, b) => (added(a) < added(b) ? -1 : added(a) > added(b) ? 1 : a - b));
  }

  return own;
}
