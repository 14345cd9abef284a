/*
 * Marks: what of a text stands in a query's words, and how far a name is from what was typed.
 *
 *   marked(text, words) -> [is, …]               of each character; text and words folded
 *   ranges(on) -> [[from, to], …]                where a row of marks is on
 *   passage(text, on, from, to) -> [{text, mark}, …]
 *   distance(wanted, text) -> number             0: it stands there
 */

/** @param {string} text @param {string[]} words @returns {boolean[]} */
function marked(text, words) {
  const on = new Array(text.length).fill(false);
  words.forEach((word) => {
    for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + 1)) on.fill(true, at, at + word.length);
  });
  return on;
}

/** @param {boolean[]} on @returns {number[][]} */
function ranges(on) {
  /** @type {number[][]} */ const found = [];
  on.forEach((is, at) => {
    if (!is) return;
    if (found.length && found[found.length - 1][1] === at) found[found.length - 1][1] = at + 1;
    else found.push([at, at + 1]);
  });
  return found;
}

/** @param {string} text @param {boolean[]} on @param {number} from @param {number} to */
function passage(text, on, from, to) {
  const parts = [];
  for (let at = from; at < to;) {
    let end = at;
    while (end < to && on[end] === on[at]) end++;
    parts.push({ text: text.slice(at, end), mark: on[at] });
    at = end;
  }
  return parts;
}

/**
 * What it costs to make `wanted` stand somewhere in `text` (Sellers). A character left out in typing is a smaller slip than a
 * wrong one, and that than one too many: of names equally near, those come first that have all that was typed.
 * @param {string} wanted @param {string} text
 */
function distance(wanted, text) {
  let row = new Array(text.length + 1).fill(0);
  for (let i = 1; i <= wanted.length; i++) {
    const next = [i * 1.1];
    const inner = i < wanted.length ? 0.6 : 9;
    for (let j = 1; j <= text.length; j++) {
      next[j] = Math.min(row[j - 1] + (wanted[i - 1] === text[j - 1] ? 0 : 1), row[j] + 1.1, next[j - 1] + inner);
    }
    row = next;
  }
  return Math.min.apply(null, row);
}
