/*
 * Ways on from an answer: the conditions chosen, to be taken off again, and the other pages of the results.
 *
 *   jiceng.search.drawChips(list, facets, change): change(facets) is called with what is left
 *   jiceng.search.drawPages(nav or null, state, last page, turn): turn(page) is called for a plain click
 */
(function () {
  "use strict";
  const search = window.jiceng.search, say = window.jiceng.say, { FACETS, made, button, fill, nameOf, write } = search;

  /** @param {any} list @param {{[facet: string]: string[]}} facets @param {(facets: any) => void} change */
  function drawChips(list, facets, change) {
    /** @type {any[]} */
    const items = [];
    FACETS.forEach((/** @type {string[]} */ facet) => (facets[facet[0]] || []).forEach((id, _, ids) => {
      const name = nameOf(facet[0], id), left = ids.filter((other) => other !== id);
      const chip = button(name, () => change(Object.assign({}, facets, { [facet[0]]: left })), { class: "button chip", "aria-label": say("search_remove", { name }) });
      chip.append(made("span", { "aria-hidden": "true" }, ["✕"]));
      items.push(made("li", {}, [chip]));
    }));
    if (items.length > 1) items.push(made("li", {}, [button(say("search_reset"), () => change({}), { class: "button chip-all" })]));
    fill(list, items);
    list.hidden = !items.length;
  }

  /** @param {any} nav @param {any} state @param {number} last @param {(page: number) => void} turn */
  function drawPages(nav, state, last, turn) {
    if (!nav) return;
    nav.hidden = last < 2;
    /** @param {number} to @param {string} label @param {string} rel */
    function link(to, label, rel) {
      const own = made("a", { href: write(Object.assign({}, state, { page: to })) || "?", rel }, [say(label)]);
      own.addEventListener("click", (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
        event.preventDefault();
        turn(to);
      });
      return made("li", {}, [own]);
    }
    const items = [made("li", {}, [made("span", { class: "page-of" }, [say("search_page", { n: state.page, m: last })])])];
    if (state.page > 1) items.unshift(link(state.page - 1, "search_previous", "prev"));
    if (state.page < last) items.push(link(state.page + 1, "search_next", "next"));
    fill(nav, [made("ol", {}, items)]);
  }

  Object.assign(search, { drawChips, drawPages });
})();
