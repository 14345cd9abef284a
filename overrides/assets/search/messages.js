/*
 * What the reader is told about an answer: what was done beyond what was asked, where else to look, what went wrong.
 *
 *   jiceng.search.sentences(result, text, full, part) -> sentences; full, part: hits that have all of the query and those that do not
 *   jiceng.search.nothing(result, text, chosen, change) -> elements for an empty result; change(facets) is called to drop some
 *   jiceng.search.problem(name, again) -> element; again() is called to try again
 *   jiceng.search.lists() -> element with links to the lists of all texts
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say, search = jiceng.search;
  const { FACETS, choices, made, button, address, original, quoted, typed, left } = search;
  const english = document.documentElement.lang === "en";
  /** What the engine calls a problem, and what the reader is told; all else has failed. @type {{[problem: string]: string}} */
  const PROBLEMS = {
    "engine": "search_unloaded", "manifest-missing": "search_problem_missing", "manifest-damaged": "search_problem_missing", "format": "search_problem_stale",
    "part-missing": "search_problem_part", "part-damaged": "search_problem_part", "no-words": "search_problem_words",
  };
  const STOP = { class: "button", "data-stop": "" };

  /** @param {any} result @param {string} text @param {any[]} full @param {any[]} part @returns {string[]} */
  function sentences(result, text, full, part) {
    const all = quoted(text), said = /** @type {string[]} */ ([]);
    const step = (/** @type {string} */ kind) => (result.steps || []).filter((/** @type {any} */ one) => one.kind === kind)[0];
    if (step("cut")) said.push(say("search_cut"));
    if (step("order")) said.push(say("search_order", { text: all }));
    if (step("synonym")) step("synonym").words.slice(0, 3).forEach((/** @type {string[]} */ pair) => said.push(say("search_synonym", { typed: typed(text, [pair[0]]), other: pair[1] })));
    if (step("pinyin")) said.push(say("search_pinyin", { text: all }));
    if (step("related")) said.push(say("search_related"));
    if (step("typo")) said.push(step("all") && step("all").total ? say("search_typo_also") : say("search_typo", { text: all }));
    if (part.length && !full.length) {
      const some = left(text, part[0].missing);
      said.push(some ? say("search_most", { all, some }) : say("search_most_parts", { all }));
    }
    return said;
  }

  /** Which condition to drop, which titles are near. @param {any} result @param {string} text @param {any} chosen @param {(facets: any) => void} change @returns {any[]} */
  function nothing(result, text, chosen, change) {
    const some = choices(chosen), all = quoted(text);
    const inner = [made("p", { class: "search-lead" }, [all ? say(some ? "search_none_here" : "search_none", { text: all }) : say("search_none_chosen")])];
    const drops = (result.drop || []).map((/** @type {any} */ one) => {
      const label = say(FACETS.filter((/** @type {string[]} */ facet) => facet[0] === one.facet)[0][1]);
      return button(say("search_drop", { facet: label, n: one.total }), () => change(Object.assign({}, chosen, { [one.facet]: [] })), STOP);
    });
    if (some > 1 || (some && !drops.length)) drops.push(button(say("search_anywhere"), () => change({}), STOP));
    if (drops.length) inner.push(made("ul", { class: "ways" }, drops.map((/** @type {any} */ drop) => made("li", {}, [drop]))));
    const near = (result.nearest || []).map((/** @type {any} */ one) => made("li", {}, [made("a", Object.assign({ href: address(one.url), "data-stop": "" }, original()), [one.title])]));
    if (near.length) inner.push(made("h3", {}, [say("search_near")]), made("ul", { class: "search-near" }, near));
    else inner.push(made("p", {}, [say("search_tip")]));
    return inner;
  }

  function lists() {
    const goals = english ? [["all.html", "search_all"], ["domains/index.html", "search_domains"]] : [["all.html", "search_all"], ["topics/index.html", "search_topics"]];
    return made("p", { class: "search-lists" }, [say("search_lists")].concat(goals.map((goal) => made("a", { href: jiceng.base + jiceng.local(goal[0]) }, [say(goal[1])]))));
  }

  /** A problem in plain words, and what to do. @param {string} name @param {() => void} again @returns {any} */
  function problem(name, again) {
    const told = made("p", { class: "warning" }, [say(PROBLEMS[name] || "search_problem_failed")]);
    if (name === "format" || name === "engine") told.append(" ", button(say("search_reload"), () => location.reload()));
    else if (name !== "no-words") told.append(" ", button(say("search_retry"), again));
    return told;
  }

  Object.assign(search, { sentences, nothing, problem, lists });
})();
