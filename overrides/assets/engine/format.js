/*
 * How the index is written (wenku/search/__init__.py, wenku/search/shards.py): postings, and the names of its files.
 *
 *   noTexts() -> Posting                          that of a term which no text has
 *   unpack(packed, texts) -> Posting | null       null when it cannot be read, or names a text beyond the number of texts
 *   bucket(term, count) -> number                 which of the files of postings has a term
 *   numbered(kind, at, [count, hashes]) -> name   of a numbered file
 */
const FORMAT = 3;
const SHORT = 4; // characters of a hash
const LEVELS = 92; // of impacts
const SYMBOLS = new Int16Array(128).fill(-1);
for (let code = 0x21, at = 0; code < 0x7f; code++) if (code !== 0x22 && code !== 0x5c) SYMBOLS[code] = at++;

/**
 * @typedef {{found: number, docs: number[], impacts: number[], floor: number}} Posting
 * found: how many texts have the term; floor: what to suppose of a text that is not among the best of a frequent term
 * @returns {Posting}
 */
const noTexts = () => ({ found: 0, docs: [], impacts: [], floor: 0 });

/** A number of digits to the base 64. @param {string} text @param {{at: number}} cursor */
function number(text, cursor) {
  let value = 0;
  for (;;) {
    const digit = SYMBOLS[text.charCodeAt(cursor.at++) & 127];
    if (digit < 64) return digit < 0 || cursor.at > text.length ? NaN : value * 64 + digit;
    value = value * 28 + digit - 64;
  }
}

/** @param {string | undefined} packed @param {number} texts @returns {Posting | null} */
function unpack(packed, texts) {
  const list = noTexts();
  if (packed === undefined) return list;
  const cursor = { at: 0 };
  list.found = number(packed, cursor);
  let least = LEVELS;
  let doc = -1;
  const best = number(packed, cursor);
  if (!(best <= texts)) return null;
  list.docs = new Array(best); // not pushed: each growth would leave the smaller ones to be collected
  list.impacts = new Array(best);
  for (let at = 0; at < best; at++) {
    doc += number(packed, cursor) + 1;
    const impact = SYMBOLS[packed.charCodeAt(cursor.at++) & 127] + 1;
    if (!(doc < texts && impact > 0)) return null;
    list.docs[at] = doc;
    list.impacts[at] = impact;
    least = Math.min(least, impact);
  }
  if (!(list.found >= list.docs.length)) return null;
  if (list.found > list.docs.length) list.floor = least / 2;
  return addTitled(packed, cursor, list, least, texts) ? list : null;
}

/**
 * Add to the best texts of a frequent term the others that have it in their titles.
 * @param {string} packed @param {{at: number}} cursor @param {Posting} list @param {number} impact what they have at most @param {number} texts
 * @returns {boolean} false when it cannot be read
 */
function addTitled(packed, cursor, list, impact, texts) {
  let doc = -1;
  for (let left = cursor.at < packed.length ? number(packed, cursor) : 0; left > 0; left--) {
    doc += number(packed, cursor) + 1;
    if (!(doc < texts)) return false;
    list.docs.push(doc);
    list.impacts.push(impact);
  }
  return cursor.at === packed.length && list.docs.length <= list.found;
}

/** FNV-1a of the term's UTF-16 units. @param {string} term "~" in front does not count @param {number} count */
function bucket(term, count) {
  let value = 0x811c9dc5;
  for (let at = term[0] === "~" ? 1 : 0; at < term.length; at++) value = Math.imul(value ^ term.charCodeAt(at), 0x01000193);
  return (value >>> 0) % count;
}

/** 1, 2, 4 … files share a hash. @param {string} kind @param {number} at @param {[number, string]} of */
function numbered(kind, at, of) {
  let group = 1;
  while (of[0] > group * of[1].length / SHORT) group *= 2;
  const from = SHORT * Math.floor(at / group);
  return kind + "/" + at.toString(36) + "-" + of[1].slice(from, from + SHORT);
}
