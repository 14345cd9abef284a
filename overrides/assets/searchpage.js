// The page of results: the same search, twenty at a time. What is asked for stands in the address (?q=…&domain=…&page=…), so that
// back, forward, reload and sending the address work.
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const place = /** @type {any} */ (document.querySelector("[data-search]"));
  const form = /** @type {any} */ (document.querySelector(".search-form"));
  const input = /** @type {any} */ (document.getElementById("search-text"));
  const title = document.title;
  const SIZE = 20;
  /** @type {any} */ let search = null;
  /** @type {any} */ let panel = null;
  /** @type {any} */ let scrolling = 0;
  let drafting = true; // the query is being typed: until it is used, the newer takes the older's place in the history

  /** Some browsers refuse, from a disk or after many calls: then the address stays as it is. @param {string} how @param {any} state @param {string} address */
  function record(how, state, address) {
    try {
      if (how === "push") history.pushState(state, "", address);
      else history.replaceState(state, "", address);
    } catch (error) {
      // nothing else depends on it
    }
  }

  const keepPlace = () => record("replace", { y: Math.round(window.scrollY) }, location.href);

  /** @param {string} how */
  function changed(how) {
    const address = location.pathname + search.write(panel.state());
    if (how === "mended" || (how === "typed" && drafting)) record("replace", history.state, address);
    else if (address !== location.pathname + location.search) {
      keepPlace();
      record("push", null, address);
    }
    drafting = how === "typed";
    named();
  }

  /** The window's title and the links to the other languages know the query. */
  function named() {
    const text = panel.state().text.trim().slice(0, 40);
    document.title = text ? jiceng.say("search_title", { text }) + " - " + title : title;
    document.querySelectorAll(".languages a").forEach((/** @type {any} */ link) => {
      if (/\/search\.html$/.test(link.pathname)) link.search = location.search;
    });
  }

  /** Show what the address asks for, and the part of it that was seen last. */
  function restore() {
    const y = (history.state && history.state.y) || 0;
    drafting = !location.search;
    const done = panel.set(search.read(location.search));
    named();
    return done.then(() => window.scrollTo(0, y));
  }

  function start() {
    search = jiceng.search;
    const typed = input.value;
    panel = search.panel(input, place, { size: SIZE, paged: true, lists: false, changed, drawn() {} });
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      panel.submit();
      drafting = false;
    });
    window.addEventListener("popstate", restore);
    window.addEventListener("pagehide", keepPlace);
    window.addEventListener("scroll", () => {
      clearTimeout(scrolling);
      scrolling = setTimeout(keepPlace, 300);
    }, { passive: true });
    history.scrollRestoration = "manual"; // the results come later than the page
    restore();
    if (typed && !location.search) { // typed before this script came
      input.value = typed;
      panel.submit();
    }
    if (!location.search && !("ontouchstart" in window)) input.focus();
  }

  Promise.all(["assets/search.js", jiceng.local("assets/say.js")].map(jiceng.load)).then(start).catch(() => {
    const told = place.appendChild(document.createElement("p"));
    told.className = "warning";
    told.textContent = place.dataset.failed;
  });
})();
