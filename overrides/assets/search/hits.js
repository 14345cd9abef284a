/*
 * The list of hits.
 *
 *   jiceng.search.rows() -> {lists, draw([hits of each list], query)}: a hit's row is kept while it stands in the answers
 */
(function () {
  "use strict";
  const search = window.jiceng.search, say = window.jiceng.say, { made, fill, marked, parts, wordsIn, nameOf, original, typed } = search;
  const english = document.documentElement.lang === "en";

  /** One hit's row; it is kept while it stands in the answers, so that the focus stays where it is. */
  function row() {
    const link = made("a", { "data-stop": "" }), title = made("h3", { class: "hit-title" }, [link]);
    const second = made("span", { class: "text-original", lang: "zh-Hans" }), snippet = made("p", Object.assign({ class: "hit-snippet" }, original()));
    const more = made("p", { class: "text-tags" });
    const item = made("li", { class: "hit" }, [title, second, snippet, more]);
    return {
      item,
      /** @param {any} hit @param {string} text */
      show(hit, text) {
        const address = search.address(hit.url);
        const translated = english && hit.titleEn;
        link.href = address;
        if (english) link.hreflang = "zh-Hans";
        marked(link, translated ? wordsIn(hit.titleEn, text) : parts(hit.title, hit.marks));
        if (english && !translated) link.lang = "zh-Hans";
        second.hidden = !translated;
        if (translated) marked(second, parts(hit.title, hit.marks));
        marked(snippet, hit.snippet);
        if (hit.section) {
          const place = made("a", { class: "hit-section", href: address + "#" + encodeURIComponent(hit.section.anchor) }, [hit.section.heading]);
          snippet.prepend(place, " ");
        }
        const domain = hit.facets.domain.map((/** @type {string} */ id) => nameOf("domain", id));
        const tags = [domain[0] || say("search_form")].concat(["kind", "level", "horizon"].map((facet) => hit.facets[facet].map((/** @type {string} */ id) => nameOf(facet, id)).join(english ? ", " : "、")));
        fill(more, tags.filter(Boolean).map((tag) => made("span", {}, [tag])));
        if (hit.missing.length) more.append(made("span", { class: "hit-lacks" }, [say("search_lacks", { words: typed(text, hit.missing) })]));
      },
    };
  }

  /** Lists of hits that keep the rows that stay. */
  function rows() {
    /** @type {Map<string, any>} */
    let there = new Map();
    const lists = [made("ol", { class: "hits" }), made("ol", { class: "hits" })];
    return {
      lists,
      /** @param {any[][]} groups hits of each list @param {string} text */
      draw(groups, text) {
        /** @type {Map<string, any>} */
        const next = new Map();
        groups.forEach((hits, nth) => {
          hits.forEach((hit, at) => {
            const own = there.get(hit.url) || row();
            next.set(hit.url, own);
            own.show(hit, text);
            if (lists[nth].children[at] !== own.item) lists[nth].insertBefore(own.item, lists[nth].children[at] || null);
          });
          lists[nth].hidden = !hits.length;
        });
        there.forEach((own, url) => { if (!next.has(url)) own.item.remove(); });
        there = next;
      },
    };
  }

  Object.assign(search, { rows });
})();
