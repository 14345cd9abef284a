/*
 * Reading the index: postings of terms, cards of texts. What cannot be read is left out, and said in the result.
 *
 *   readerOf(parts, head) -> Reader
 *     postings(terms, result, synonyms) -> Promise<Map<term, Posting>>   fills `synonyms`: term → packed words of the synonym
 *                                                                         groups that are recognised by it
 *     cards(docs, result) -> Promise<Map<doc, Card>>
 *   A Card is [address without ".html", title, English title, summary, body's name, digits of facets, aliases]
 */

const CARDS = 4; // in one file

/**
 * @typedef {{problem: string}} Problem
 * @typedef {Map<number, any>} Cards
 * @typedef {{postings: (terms: string[], result: Problem, synonyms?: Map<string, string>) => Promise<Map<string, Posting>>, cards: (docs: number[], result: Problem) => Promise<Cards>}} Reader
 */

/** The payload of a term in a file's rows, each a line break, a term, a space and its payload. @param {string} rows @param {string} term @returns {string | undefined} */
function payloadOf(rows, term) {
  const row = "\n" + term + " ";
  const at = rows.indexOf(row);
  if (at < 0) return undefined;
  const end = rows.indexOf("\n", at + row.length);
  return rows.slice(at + row.length, end < 0 ? rows.length : end);
}

/** @param {Parts} parts @param {Head} head @returns {Reader} */
function readerOf(parts, head) {
  /** The rows of the file that has a term. @param {string} term @returns {Promise<Got>} data: a string, or what else came */
  function shard(term) {
    const terms = head.manifest.terms;
    const name = numbered("t", bucket(term, terms[0]), terms);
    return parts.part(name).then((got) => {
      if (typeof got.data !== "string") return got;
      return { data: parts.keep(name, got.data, 2 * got.data.length), problem: "" };
    });
  }

  /** A term's postings and synonyms as soon as its file is there, while others are still on their way. @param {string} term */
  function entryOf(term) {
    return shard(term).then((got) => {
      const rows = typeof got.data === "string" ? got.data : null;
      if (rows === null) return { list: null, words: undefined, problem: got.problem };
      return { list: unpack(payloadOf(rows, term), head.manifest.texts), words: payloadOf(rows, "=" + term), problem: got.problem };
    });
  }

  /** They are kept in the order of the terms, so that the answer is the same whatever comes first. @param {string[]} terms @param {Problem} result @param {Map<string, string>=} synonyms */
  function postings(terms, result, synonyms) {
    /** @type {Map<string, Posting>} */ const found = new Map();
    return Promise.all(terms.map(entryOf)).then((entries) => terms.forEach((term, nth) => {
      const entry = entries[nth];
      if (entry.list) found.set(term, entry.list);
      else blame(result, entry.problem);
      if (synonyms && entry.words !== undefined) synonyms.set(term, entry.words);
    })).then(() => found);
  }

  /** @param {number[]} docs @param {Problem} result */
  function cards(docs, result) {
    /** @type {Cards} */ const found = new Map();
    const names = docs.map((doc) => numbered("c", Math.floor(doc / CARDS), head.manifest.cards));
    return Promise.all(names.map((name) => parts.part(name))).then((files) => docs.forEach((doc, nth) => {
      const data = files[nth].data;
      const card = Array.isArray(data) && data[doc % CARDS];
      if (card && card.length === 7) found.set(doc, parts.keep(names[nth], data, 1000 * CARDS)[doc % CARDS]);
      else blame(result, files[nth].problem);
    })).then(() => found);
  }

  return { postings, cards };
}
