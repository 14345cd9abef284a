/*
 * What is asked for, as the address says it, and what was asked for lately (kept in this browser only).
 *
 *   jiceng.search.blank() -> state: {text, facets: {facet: [id, …]}, page}
 *   jiceng.search.read(query part of an address) -> state, jiceng.search.write(state) -> query part
 *   jiceng.search.recent() -> texts, remember(text), forget()
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, search = jiceng.search;

  /** The facets in the order in which they stand, each with the name of its sentence. */
  const FACETS = [["domain", "search_domain"], ["kind", "search_kind"], ["level", "search_level"], ["horizon", "search_horizon"], ["topic", "search_topic"], ["month", "search_month"]];
  const LONGEST = 500; // characters of a query
  const KEPT = 10; // recent searches
  const store = jiceng.storage("local");

  const blank = () => ({ text: "", facets: /** @type {{[facet: string]: string[]}} */ ({}), page: 1 });

  /** How many values of facets are chosen. @param {{[facet: string]: string[]}} facets */
  const choices = (facets) => FACETS.reduce((sum, row) => sum + (facets[row[0]] || []).length, 0);

  /** @param {string} search the part of an address from "?" on; what makes no sense in it is left out */
  function read(search) {
    const given = new URLSearchParams(search), state = blank();
    state.text = (given.get("q") || "").slice(0, LONGEST);
    FACETS.forEach((row) => {
      const ids = given.getAll(row[0]).filter((id, at, all) => /^[a-z0-9-]{1,60}$/.test(id) && all.indexOf(id) === at);
      if (ids.length) state.facets[row[0]] = ids.slice(0, 30);
    });
    state.page = Math.min(Math.max(1, parseInt(given.get("page") || "1", 10) || 1), 9999);
    return state;
  }

  /** @param {{text: string, facets: {[facet: string]: string[]}, page: number}} state */
  function write(state) {
    const query = new URLSearchParams();
    if (state.text.trim()) query.set("q", state.text.trim());
    FACETS.forEach((row) => (state.facets[row[0]] || []).forEach((id) => query.append(row[0], id)));
    if (state.page > 1) query.set("page", String(state.page));
    const written = query.toString();
    return written ? "?" + written : "";
  }

  /** @returns {string[]} */
  function recent() {
    const kept = store.get("searches");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string" && text.trim()).slice(0, KEPT) : [];
  }

  /** @param {string} text */
  function remember(text) {
    const own = Array.from(text.trim()).slice(0, 60).join("");
    if (own) store.set("searches", [own].concat(recent().filter((other) => other !== own)).slice(0, KEPT));
  }

  // Words

  const forget = () => store.remove("searches");

  Object.assign(search, { FACETS, LONGEST, blank, choices, read, write, recent, remember, forget });
})();
