/*
 * The facets with their counts: choices by which the answer can be narrowed down, and those chosen.
 *
 *   jiceng.search.drawer(choose) -> {box, draw(counts, chosen, total)}: a facet that all texts share is not shown; choose(facet, id, on) is called for each click
 */
(function () {
  "use strict";
  const search = window.jiceng.search, say = window.jiceng.say, { FACETS, choices, made, button, names, nameOf } = search;
  const TOPICS = 8; // topics shown at first

  /**
   * The facets with their counts. @param {(facet: string, id: string, on: boolean) => void} choose
   * @returns {{box: any, draw: (counts: any, chosen: any, total: number) => void}}
   */
  function drawer(choose) {
    const summary = made("summary"), box = made("details", { class: "facets", hidden: "" }, [summary]);
    const groups = FACETS.map((/** @type {string[]} */ facet) => group(facet[0], say(facet[1])));
    groups.forEach((/** @type {any} */ own) => box.append(own.box));

    /** @param {string} facet @param {string} label */
    function group(facet, label) {
      const list = made("div", { class: "facet-values" }), field = made("fieldset", { class: "facet", hidden: "" }, [made("legend", {}, [label]), list]);
      /** @type {Map<string, any>} */
      const values = new Map();
      let whole = false;
      const more = button("", () => {
        whole = true;
        more.hidden = true;
        list.querySelectorAll("label").forEach((/** @type {any} */ value) => { value.hidden = false; });
        list.children[TOPICS].querySelector("input").focus();
      }, { class: "facet-more" });
      field.append(more);

      /** @param {string} id */
      function value(id) {
        const input = made("input", { type: "checkbox" }), name = made("span"), count = made("span", { class: "count" });
        const own = { input, name, count, label: made("label", {}, [input, name, " ", count]) };
        input.addEventListener("change", () => choose(facet, id, input.checked));
        values.set(id, own);
        return own;
      }

      /** @param {{[id: string]: number}} counts @param {string[]} chosen @param {number} total @returns {boolean} whether it can narrow the answer down */
      function draw(counts, chosen, total) {
        const known = Array.from(names(facet).keys());
        const ids = known.concat(chosen.filter((id) => known.indexOf(id) < 0)).filter((id) => counts[id] || chosen.indexOf(id) >= 0);
        if (facet === "topic") ids.sort((a, b) => (counts[b] || 0) - (counts[a] || 0) || known.indexOf(a) - known.indexOf(b));
        const most = facet === "topic" && !whole ? TOPICS : ids.length;
        ids.forEach((id, at) => {
          const own = values.get(id) || value(id);
          own.input.checked = chosen.indexOf(id) >= 0;
          own.name.textContent = nameOf(facet, id);
          own.count.textContent = String(counts[id] || 0);
          own.label.hidden = at >= most && !own.input.checked;
          if (list.children[at] !== own.label) list.insertBefore(own.label, list.children[at] || null);
        });
        values.forEach((own, id) => { if (ids.indexOf(id) < 0) own.label.remove(); });
        more.hidden = ids.length <= most;
        more.textContent = say("search_more", { n: ids.length - most });
        const narrows = chosen.length > 0 || ids.some((id) => counts[id] !== total);
        field.hidden = !narrows;
        return narrows;
      }

      return { facet, box: field, draw };
    }

    return {
      box,
      draw(counts, chosen, total) {
        const shown = groups.filter((/** @type {any} */ own) => own.draw((counts || {})[own.facet] || {}, chosen[own.facet] || [], total));
        const some = choices(chosen);
        summary.textContent = some ? say("search_narrowed", { n: some }) : say("search_narrow");
        box.hidden = !shown.length;
      },
    };
  }

  Object.assign(search, { drawer });
})();
