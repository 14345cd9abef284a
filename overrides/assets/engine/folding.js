/*
 * Folding: Traditional → Simplified, width, case. The manifest has the table for simplified text, two parts have the rest.
 *
 *   foldingOf(parts) -> Folding
 *     learn({runs, pairs})             take in a part of the table
 *     fold(text) -> text               by what is learnt so far; keeps its length
 *     more(name) -> Promise<problem>   fetch a part of the table and learn it; "" when there is none
 *     foldable(text, manifest) -> Promise<problem>   fetch what folds a text: the table of the library's characters, then that of the rare ones
 */

/** @typedef {{learn: (data: any) => void, fold: (text: string) => string, more: (name: string) => Promise<string>, foldable: (text: string, manifest: any) => Promise<string>}} Folding */

/** Simplified Hanzi that every browser can list: of them and of what was learnt the small table is enough. */
function common() {
  const bytes = new Uint8Array(2 * 94 * 72);
  for (let at = 0; at < bytes.length; at += 2) {
    bytes[at] = 0xb0 + Math.floor(at / 188);
    bytes[at + 1] = 0xa1 + ((at / 2) % 94);
  }
  try {
    return new TextDecoder("gb2312").decode(bytes);
  } catch (error) {
    return " ";
  }
}

/** @param {Parts} parts @returns {Folding} */
function foldingOf(parts) {
  const folds = new Uint16Array(65536); // 0: to itself
  /** @type {Set<string>} */ const learnt = new Set();
  let plain = "";

  /** @param {any} data */
  function learn(data) {
    for (const run of data.runs) {
      for (let code = run[0]; code <= run[1]; code++) folds[code] = code + run[2];
    }
    for (let at = 0; at + 1 < data.pairs.length; at += 2) folds[data.pairs.charCodeAt(at)] = data.pairs.charCodeAt(at + 1);
  }

  /** @param {string} text */
  function fold(text) {
    let folded = "";
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const to = folds[text.charCodeAt(at)];
      if (!to) continue;
      folded += text.slice(from, at) + String.fromCharCode(to);
      from = at + 1;
    }
    return folded + text.slice(from);
  }

  /** @param {string} name */
  function more(name) {
    if (learnt.has(name)) return Promise.resolve("");
    return parts.part(name).then((got) => {
      if (got.problem) return "part-" + got.problem;
      learnt.add(name);
      learn(got.data);
      return "";
    });
  }

  /** Whether a character may be one that the table does not have yet. @param {string} char */
  function strange(char) {
    if (char <= "\x7f" || folds[char.charCodeAt(0)] || (char >= "\u2000" && char <= "\u303f")) return false;
    plain = plain || common();
    return plain.indexOf(char) < 0;
  }

  /** @param {string} text @param {any} manifest */
  function foldable(text, manifest) {
    const lacks = () => text.split("").some(strange);
    if (!manifest || !lacks()) return Promise.resolve("");
    return more(manifest.fold).then((problem) => problem || (lacks() ? more(manifest.rare) : ""));
  }

  return { learn, fold, more, foldable };
}
