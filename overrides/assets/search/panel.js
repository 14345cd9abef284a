/*
 * What the dialog (searchbox.js) and the page of results (searchpage.js) share: it asks and draws.
 *
 *   jiceng.search.panel(input, place, options) -> Panel   draws what `input` asks for into `place`; options:
 *       size        hits at a time
 *       paged       whether there are links to further pages
 *       lists       whether the empty result links to the lists of all texts (where the page does not do so itself)
 *       changed(how)   the state is another one: "typed", "chosen" (facets, page, submitted), "mended" (an address was wrong)
 *       drawn(result, shown)  an answer stands there, `shown` hits of it; null when there is none to stand there
 *   Panel: state() -> {text, facets, page}; set(state) -> Promise, settled when drawn; submit(); keep(): among the recent searches
 */
(function () {
  "use strict";
  const search = window.jiceng.search, say = window.jiceng.say;
  const { LONGEST, choices, made, button, fill, ready, quoted } = search;
  const WAIT = 150; // ms without typing before something is asked
  const SLOW = 500; // ms before the reader is told to wait
  const QUIET = 900; // ms without change before a count is announced
  const BELOW = 5; // texts that have a part of the query, below those that have all of it

  /** @param {any} input @param {any} place @param {any} options */
  function panel(input, place, options) {
    let state = search.blank(), asked = 0, composing = false;
    /** @type {any} */ let typing = 0;
    /** @type {any} */ let speaking = 0;
    const live = made("p", { class: "visually-hidden", role: "status" });
    const tally = made("p", { class: "tally", tabindex: "-1" }), chips = made("ul", { class: "chips search-chips", "aria-label": say("search_chosen") });
    const notes = made("div", { class: "search-notes" }), none = made("div", { class: "search-none" }), below = made("p", { class: "search-below" });
    const pages = made("nav", { class: "parts search-pages", "aria-label": say("search_pages"), hidden: "" }), start = made("div", { class: "search-start" });
    const facets = search.drawer(choose), hits = search.rows();
    const heading = made("h2", { class: "visually-hidden" }, [say("search_results")]);
    const main = made("div", { class: "search-main" }, [heading, tally, chips, notes, none, hits.lists[0], below, hits.lists[1], pages]);
    const body = made("div", { class: "search-body", hidden: "" });
    place.append(live, start, body);
    const wide = window.matchMedia("(min-width: 60em)"); // as in search.css

    /** The facets stand beside the results, after them for the keyboard too, or closed above them. */
    function arrange() {
      body.append.apply(body, wide.matches ? [main, facets.box] : [facets.box, main]);
      facets.box.open = wide.matches;
    }

    wide.addListener(arrange);
    arrange();

    // Asking

    /** Ask for what the state says. An answer is drawn only while nothing else has been asked. @returns {Promise<void>} */
    function ask() {
      const own = ++asked, text = state.text, at = state.page;
      const current = () => own === asked;
      clearTimeout(typing);
      if (!text.trim() && !choices(state.facets)) {
        begin();
        return Promise.resolve();
      }
      const slow = setTimeout(() => current() && wait(), SLOW);
      const query = { facets: state.facets, limit: options.size, offset: (at - 1) * options.size, first: body.hidden, early: (/** @type {any} */ result) => current() && show(result, text, true) };
      return ready().then((found) => found.query(text, query), () => ({ problem: "engine" })).catch(() => ({ problem: "failed" })).then((/** @type {any} */ result) => {
        clearTimeout(slow);
        if (current()) return show(result, text, false);
      });
    }

    function wait() {
      main.classList.add("is-busy");
      start.hidden = true;
      body.hidden = false;
      tally.textContent = say("search_busy");
      tell(say("search_busy"));
    }

    /** Announce, once nothing has changed for a while. @param {string} text */
    function tell(text) {
      clearTimeout(speaking);
      live.textContent = ""; // the same count of another query is to be heard too
      speaking = setTimeout(() => { live.textContent = text; }, QUIET);
    }

    /** The query has changed; in the middle of a composition it has not yet. */
    function take() {
      if (composing || input.value === state.text) return Promise.resolve();
      state.text = input.value.slice(0, LONGEST);
      state.page = 1;
      options.changed("typed");
      return ask();
    }

    /** @param {string} facet @param {string} id @param {boolean} on */
    function choose(facet, id, on) {
      const others = (state.facets[facet] || []).filter((other) => other !== id);
      change(Object.assign({}, state.facets, { [facet]: on ? others.concat(id) : others }));
    }

    /** @param {{[facet: string]: string[]}} chosen */
    function change(chosen) {
      state.facets = chosen;
      state.page = 1;
      options.changed("chosen");
      return ask();
    }

    /** @param {number} to another page of the results */
    function turn(to) {
      state.page = to;
      options.changed("chosen");
      ask().then(() => {
        main.scrollIntoView({ block: "start" });
        tally.focus({ preventScroll: true });
      });
    }

    /** @param {string} text */
    function replace(text) {
      input.value = text;
      input.focus();
      take();
    }

    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => {
      composing = false;
      later();
    });
    input.addEventListener("input", later);
    input.addEventListener("focus", () => { ready().then((found) => found.ready()).catch(() => {}); });

    function later() {
      clearTimeout(typing);
      typing = setTimeout(take, WAIT);
    }

    // Drawing

    /** Nothing is asked for: how to search, and what was searched for. */
    function begin() {
      const kept = search.recent();
      const past = made("ul", { class: "recent" }, kept.map((/** @type {string} */ text) => made("li", {}, [button(text, () => replace(text), { class: "recent-one", "data-stop": "" })])));
      const clear = button(say("search_clear"), () => {
        search.forget();
        begin();
        input.focus();
        tell(say("search_cleared"));
      }, { class: "button recent-clear" });
      const own = kept.length ? [made("div", { class: "recent-head" }, [made("h2", {}, [say("search_recent")]), clear]), past, made("p", { class: "note" }, [say("search_recent_note")])] : [];
      fill(start, [made("p", { class: "search-help" }, [say("search_help")])].concat(own, options.lists ? [search.lists()] : []));
      start.hidden = false;
      body.hidden = true;
      main.classList.remove("is-busy");
      clearTimeout(speaking);
      live.textContent = "";
      options.drawn(null);
    }

    /** Draw an answer, and keep the focus. @param {any} result @param {string} text @param {boolean} early */
    function show(result, text, early) {
      const focus = /** @type {any} */ (document.activeElement);
      try {
        if (!early && mend(result)) return ask();
        draw(result, text, early);
      } catch (error) {
        trouble("failed");
      }
      if (focus === document.activeElement || focus === document.body) return;
      if (place.contains(focus)) focus.focus({ preventScroll: true });
      else if (document.activeElement === document.body || !document.activeElement) tally.focus({ preventScroll: true });
    }

    function reveal() {
      start.hidden = true;
      body.hidden = false;
      main.classList.remove("is-busy");
    }

    /** An address may ask for a page that there is not. @param {any} result */
    function mend(result) {
      const last = Math.max(1, Math.ceil((result.total || 0) / options.size));
      if (!options.paged || result.problem || state.page <= last) return false;
      state.page = last;
      options.changed("mended");
      return true;
    }

    /** @param {any} result @param {string} text @param {boolean} early */
    function draw(result, text, early) {
      const found = result.hits || [];
      reveal();
      if (result.problem && !found.length) return trouble(result.problem);
      const full = found.filter((/** @type {any} */ hit) => !hit.missing.length), part = found.filter((/** @type {any} */ hit) => hit.missing.length);
      const rest = result.total - (state.page - 1) * options.size; // how many are still to come, these among them
      const whole = state.page > 1 ? full.slice(0, rest) : full, others = !full.length ? part.slice(0, rest) : state.page > 1 ? [] : part.slice(0, BELOW);
      hits.draw([whole, others], text);
      if (early) return;
      const total = Math.max(result.total, (whole.length ? whole : others).length);
      const said = search.sentences(result, text, full, part);
      fill(notes, said.map((/** @type {string} */ sentence) => made("p", {}, [sentence])));
      if (result.problem) notes.append(search.problem(result.problem, ask));
      below.hidden = hits.lists[0].hidden || hits.lists[1].hidden;
      below.textContent = below.hidden ? "" : say("search_most_below", { all: quoted(text) });
      tally.textContent = total ? say(result.about ? "search_found_about" : "search_found", { n: total }) : "";
      fill(none, found.length ? [] : search.nothing(result, text, state.facets, change).concat(options.lists ? [search.lists()] : []));
      search.drawChips(chips, state.facets, change);
      facets.draw(result.facetCounts, state.facets, result.total);
      search.drawPages(options.paged ? pages : null, state, Math.ceil(result.total / options.size), turn);
      tell([found.length ? tally.textContent : none.firstChild.textContent].concat(said).join(" "));
      options.drawn(result, whole.length + others.length);
    }

    /** There is no answer. @param {string} name */
    function trouble(name) {
      const told = search.problem(name, ask);
      reveal();
      [tally, none].forEach((part) => fill(part, []));
      pages.hidden = below.hidden = true;
      hits.draw([[], []], "");
      fill(notes, [told].concat(options.lists ? [search.lists()] : []));
      search.drawChips(chips, state.facets, change);
      facets.draw(null, state.facets, 0);
      tell(told.firstChild.textContent);
      options.drawn(null);
    }

    // What the reader went to is worth keeping
    place.addEventListener("click", (/** @type {any} */ event) => {
      if (event.target.closest(".hit a, .search-near a")) search.remember(state.text);
    });

    begin();
    return {
      state: () => state,
      /** @param {any} next */
      set(next) {
        state = next;
        input.value = state.text;
        return ask();
      },
      submit() {
        composing = false;
        clearTimeout(typing);
        const before = input.value === state.text;
        search.remember(input.value);
        return before ? ask() : take();
      },
      /** Keep the query among the recent ones. */
      keep: () => search.remember(state.text),
    };
  }

  Object.assign(search, { panel });
})();
