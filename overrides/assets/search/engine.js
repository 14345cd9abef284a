/*
 * The engine (search-engine.js) as the interface asks it, and what a query and the engine's words look like to the reader.
 *
 *   jiceng.search.ready() -> Promise<engine>, loaded when it is first needed
 *   jiceng.search.names(facet) -> Map id → name in the page's language, in order; nameOf(facet, id) -> name
 *   jiceng.search.address(url) -> where a text stands for this page; original() -> attributes of what is there in Chinese only
 *   jiceng.search.quoted(text), typed(text, words), left(text, missing) -> text
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say, search = jiceng.search;
  const english = document.documentElement.lang === "en";

  /** @type {any} */
  let engine = null;

  /** @returns {Promise<any>} */
  function ready() {
    // the engine takes over what has come before it; when the manifest does not come, it tries itself and says so
    if (!window["jicengSearch"]) window["jicengSearch"] = (/** @type {string} */ _, /** @type {any} */ data) => { window["jicengSearch"].manifest = data; };
    const manifest = jiceng.load((english ? "" : jiceng.local("")) + "search/manifest.js").catch(() => {});
    return Promise.all([jiceng.load("assets/search-engine.js"), manifest]).then(() => {
      engine = engine || window["jicengSearch"].open(jiceng.base, english ? "" : jiceng.local(""));
      return engine;
    });
  }

  /** A query as it is quoted: in one line, not too long. @param {string} text */
  function quoted(text) {
    const signs = Array.from(text.trim().replace(/\s+/g, " "));
    return signs.length > 30 ? signs.slice(0, 30).join("") + "…" : signs.join("");
  }

  /** Which characters of a query are not in some words of the engine's, which are folded; null when a word is not found. @param {string} text @param {string[]} words */
  function without(text, words) {
    const folded = engine.fold(text), on = new Array(text.length).fill(true);
    const all = words.every((word) => {
      const at = folded.indexOf(word);
      if (at >= 0) on.fill(false, at, at + word.length);
      return at >= 0;
    });
    return all ? on : null;
  }

  /** The words of a query that its first incomplete hit has. @param {string} text @param {string[]} missing @returns {string} */
  function left(text, missing) {
    const on = without(text, missing);
    const rest = on ? text.split("").map((sign, at) => (on[at] ? sign : " ")).join("") : "";
    return (rest.match(/[\u3400-\u9fff\u3007]+|[a-z0-9]+/gi) || []).join("”“");
  }

  /** Words of the engine's in the script in which they were typed. @param {string} text @param {string[]} words */
  function typed(text, words) {
    const folded = engine.fold(text);
    return words.map((word) => {
      const at = folded.indexOf(word);
      return at < 0 ? word : text.slice(at, at + word.length);
    }).join("”“");
  }

  /** Values of a facet in order: id → name. @param {string} facet @returns {Map<string, string>} */
  function names(facet) {
    if (facet === "month") return new Map(say("search_months").split("|").map((name, at) => /** @type {[string, string]} */ ([String(at + 1), name])));
    return new Map((engine ? engine.names(facet) : []).map((/** @type {string[]} */ row) => [row[0], (english && row[2]) || row[1]]));
  }

  /** @param {string} facet @param {string} id */
  const nameOf = (facet, id) => names(facet).get(id) || id;

  /** @param {string} url from the site's root folder */
  const address = (url) => jiceng.base + (english ? url : jiceng.local(url));

  /** Texts are there in Chinese only. @returns {{[name: string]: string}} */
  const original = () => (english ? { lang: "zh-Hans" } : {});

  Object.assign(search, { ready, names, nameOf, address, original, quoted, typed, left });
})();
