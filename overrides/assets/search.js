/*
 * Search as the reader sees it: what the dialog (searchbox.js) and the page of results (searchpage.js) share. The engine
 * (search-engine.js) finds; this asks, draws and tells. Whatever stands in a query, an address, the store or the index is data:
 * it becomes text, never markup.
 *
 *   jiceng.search.panel(input, place, options) -> Panel   draws what `input` asks for into `place`; options:
 *       size        hits at a time
 *       paged       whether there are links to further pages
 *       lists       whether the empty result links to the lists of all texts (where the page does not do so itself)
 *       changed(how)   the state is another one: "typed", "chosen" (facets, page, submitted), "mended" (an address was wrong)
 *       drawn(result)  an answer stands there; null when there is none to stand there
 *   Panel: state() -> {text, facets, page}; set(state) -> Promise, settled when drawn; submit(); clear()
 *   jiceng.search.read(query part of an address) -> state, jiceng.search.write(state) -> query part
 *   jiceng.search.made(tag, attributes, inner) -> element
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say;
  const english = document.documentElement.lang === "en";
  /** The facets in the order in which they stand, each with the name of its sentence. */
  const FACETS = [["domain", "search_domain"], ["kind", "search_kind"], ["level", "search_level"], ["horizon", "search_horizon"], ["topic", "search_topic"], ["month", "search_month"]];
  /** What the engine calls a problem, and what the reader is told; all else has failed. @type {{[problem: string]: string}} */
  const PROBLEMS = {
    "engine": "search_unloaded", "manifest-missing": "search_problem_missing", "manifest-damaged": "search_problem_missing", "format": "search_problem_stale",
    "part-missing": "search_problem_part", "part-damaged": "search_problem_part", "no-words": "search_problem_words",
  };
  const WAIT = 150; // ms without typing before something is asked
  const SLOW = 500; // ms before the reader is told to wait
  const QUIET = 900; // ms without change before a count is announced
  const KEPT = 10; // recent searches
  const LONGEST = 500; // characters of a query
  const BELOW = 5; // texts that have a part of the query, below those that have all of it
  const TOPICS = 8; // topics shown at first
  const store = jiceng.storage("local");
  /** @type {any} */
  let engine = null;

  /** @param {string} tag @param {{[name: string]: string}} [attributes] @param {(Node | string)[]} [inner] @returns {any} */
  function made(tag, attributes, inner) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    (inner || []).forEach((part) => element.append(part));
    return element;
  }

  /** @param {string} label @param {() => void} run @param {{[name: string]: string}} [attributes] @returns {any} */
  function button(label, run, attributes) {
    const element = made("button", Object.assign({ type: "button", class: "button" }, attributes), [label]);
    element.addEventListener("click", run);
    return element;
  }

  /** Replace what stands in an element. @param {any} element @param {(Node | string)[]} inner */
  function fill(element, inner) {
    element.textContent = "";
    inner.forEach((part) => element.append(part));
    return element;
  }

  /** The engine, loaded when it is first needed. @returns {Promise<any>} */
  function ready() {
    return jiceng.load("assets/search-engine.js").then(() => {
      engine = engine || window["jicengSearch"].open(jiceng.base);
      return engine;
    });
  }

  // State and address

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

  // Recent searches: in this browser only

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

  /** A text with what stands in it marked. @param {any} place @param {{text: string, mark: boolean}[]} parts */
  const marked = (place, parts) => fill(place, parts.map((part) => part.mark ? made("mark", {}, [part.text]) : part.text));

  /** @param {string} text @param {number[][]} ranges */
  function parts(text, ranges) {
    /** @type {{text: string, mark: boolean}[]} */
    const found = [];
    let at = 0;
    ranges.forEach((range) => {
      found.push({ text: text.slice(at, range[0]), mark: false }, { text: text.slice(range[0], range[1]), mark: true });
      at = range[1];
    });
    return found.concat({ text: text.slice(at), mark: false });
  }

  /** Where the Latin words of a query stand in an English title. @param {string} title @param {string} query */
  function wordsIn(title, query) {
    const words = query.toLowerCase().match(/[a-z0-9]+/g) || [], folded = title.toLowerCase();
    const on = new Array(title.length).fill(false);
    words.forEach((word) => {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) on.fill(true, at, at + word.length);
    });
    return on.map((is, at) => ({ text: title[at], mark: is })).reduce((/** @type {any[]} */ found, part) => {
      const last = found[found.length - 1];
      if (last && last.mark === part.mark) last.text += part.text;
      else found.push(part);
      return found;
    }, []);
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

  /** Text that is there in Simplified script only, on pages in another language or script. @returns {{[name: string]: string}} */
  const original = () => (document.documentElement.lang === "zh-Hans" ? {} : { lang: "zh-Hans" });

  // Hits

  /** One hit's row; it is kept while it stands in the answers, so that the focus stays where it is. */
  function row() {
    const link = made("a", { "data-stop": "" }), title = made("h3", { class: "hit-title" }, [link]);
    const second = made("span", { class: "text-original", lang: "zh-Hans" }), snippet = made("p", Object.assign({ class: "hit-snippet" }, original()));
    const more = made("p", { class: "text-tags" });
    if (!english) Object.keys(original()).forEach((name) => link.setAttribute(name, original()[name]));
    const item = made("li", { class: "hit" }, [title, second, snippet, more]);
    return {
      item,
      /** @param {any} hit @param {string} text */
      fill(hit, text) {
        const address = jiceng.base + (english ? hit.url : jiceng.local(hit.url));
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
            own.fill(hit, text);
            if (lists[nth].children[at] !== own.item) lists[nth].insertBefore(own.item, lists[nth].children[at] || null);
          });
          lists[nth].hidden = !hits.length;
        });
        there.forEach((own, url) => { if (!next.has(url)) own.item.remove(); });
        there = next;
      },
    };
  }

  // Facets

  /**
   * The facets with their counts. @param {(facet: string, id: string, on: boolean) => void} choose
   * @returns {{box: any, draw: (counts: any, chosen: any) => void}}
   */
  function drawer(choose) {
    const summary = made("summary"), box = made("details", { class: "facets", hidden: "" }, [summary]);
    const groups = FACETS.map((facet) => group(facet[0], say(facet[1])));
    groups.forEach((own) => box.append(own.box));

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
        const own = { input, name, count, label: made("label", {}, [input, name, count]) };
        input.addEventListener("change", () => choose(facet, id, input.checked));
        values.set(id, own);
        return own;
      }

      /** @param {{[id: string]: number}} counts @param {string[]} chosen @returns {number} how many values are shown */
      function draw(counts, chosen) {
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
        field.hidden = !ids.length;
        return ids.length;
      }

      return { facet, box: field, draw };
    }

    return {
      box,
      draw(counts, chosen) {
        const shown = groups.reduce((sum, own) => sum + own.draw((counts || {})[own.facet] || {}, chosen[own.facet] || []), 0);
        const some = choices(chosen);
        summary.textContent = some ? say("search_narrowed", { n: some }) : say("search_narrow");
        box.hidden = !shown;
      },
    };
  }

  // The panel

  /** @param {any} input @param {any} place @param {any} options */
  function panel(input, place, options) {
    let state = blank(), asked = 0, composing = false;
    /** @type {any} */ let typing = 0;
    /** @type {any} */ let speaking = 0;
    const live = made("p", { class: "visually-hidden", role: "status" });
    const tally = made("p", { class: "tally", tabindex: "-1" }), chips = made("ul", { class: "chips search-chips", "aria-label": say("search_chosen") });
    const notes = made("div", { class: "search-notes" }), none = made("div", { class: "search-none" }), below = made("p", { class: "search-below" });
    const pages = made("nav", { class: "parts search-pages", "aria-label": say("search_pages") }), start = made("div", { class: "search-start" });
    const facets = drawer(choose), hits = rows();
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
      const query = { facets: state.facets, limit: options.size, offset: (at - 1) * options.size, early: (/** @type {any} */ result) => current() && show(result, text, true) };
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
      const kept = recent();
      const past = made("ul", { class: "recent" }, kept.map((text) => made("li", {}, [button(text, () => replace(text), { class: "recent-one", "data-stop": "" })])));
      const clear = button(say("search_clear"), () => {
        store.remove("searches");
        begin();
        input.focus();
        tell(say("search_cleared"));
      }, { class: "button recent-clear" });
      const own = kept.length ? [made("div", { class: "recent-head" }, [made("h2", {}, [say("search_recent")]), clear]), past, made("p", { class: "note" }, [say("search_recent_note")])] : [];
      fill(start, [made("p", { class: "search-help" }, [say("search_help")])].concat(own, options.lists ? [lists()] : []));
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
      const said = sentences(result, text, full, part);
      fill(notes, said.map((sentence) => made("p", {}, [sentence])));
      if (result.problem) notes.append(problem(result.problem));
      below.hidden = hits.lists[0].hidden || hits.lists[1].hidden;
      below.textContent = below.hidden ? "" : say("search_most_below", { all: quoted(text) });
      tally.textContent = total ? say(result.about ? "search_found_about" : "search_found", { n: total }) : "";
      fill(none, found.length ? [] : nothing(result, text));
      drawChips();
      facets.draw(result.facetCounts, state.facets);
      drawPages(result.total);
      tell([found.length ? tally.textContent : none.firstChild.textContent].concat(said).join(" "));
      options.drawn(result);
    }

    /** What was done beyond what was asked. @param {any} result @param {string} text @param {any[]} full @param {any[]} part @returns {string[]} */
    function sentences(result, text, full, part) {
      const all = quoted(text), said = /** @type {string[]} */ ([]);
      const step = (/** @type {string} */ kind) => (result.steps || []).filter((/** @type {any} */ one) => one.kind === kind)[0];
      if (step("cut")) said.push(say("search_cut"));
      if (step("order")) said.push(say("search_order"));
      if (step("synonym")) step("synonym").words.slice(0, 3).forEach((/** @type {string[]} */ pair) => said.push(say("search_synonym", { typed: typed(text, [pair[0]]), other: pair[1] })));
      if (step("pinyin")) said.push(say("search_pinyin", { text: all }));
      if (step("related")) said.push(say("search_related"));
      if (step("typo")) said.push(step("all") && step("all").total ? say("search_typo_also") : say("search_typo", { text: all }));
      if (part.length && !full.length) {
        const some = left(text, part[0].missing);
        said.push(some ? say("search_most", { all, some: some }) : say("search_most_parts", { all }));
      }
      return said;
    }

    /** Nothing was found: which condition to drop, which titles are near, where else to look. @param {any} result @param {string} text */
    function nothing(result, text) {
      const chosen = choices(state.facets), all = quoted(text);
      const lead = made("p", { class: "search-lead" }, [all ? say(chosen ? "search_none_here" : "search_none", { text: all }) : say("search_none_chosen")]);
      const inner = [lead];
      const drops = (result.drop || []).map((/** @type {any} */ one) => {
        const label = say(FACETS.filter((facet) => facet[0] === one.facet)[0][1]);
        return made("li", {}, [button(say("search_drop", { facet: label, n: one.total }), () => change(Object.assign({}, state.facets, { [one.facet]: [] })), { class: "button", "data-stop": "" })]);
      });
      if (chosen) drops.push(made("li", {}, [button(say("search_reset"), () => change({}), { class: "button", "data-stop": "" })]));
      if (drops.length) inner.push(made("ul", { class: "ways" }, drops));
      const near = (result.nearest || []).map((/** @type {any} */ one) => made("li", {}, [made("a", Object.assign({ href: jiceng.base + (english ? one.url : jiceng.local(one.url)), "data-stop": "" }, original()), [one.title])]));
      if (near.length) inner.push(made("h3", {}, [say("search_near")]), made("ul", { class: "search-near" }, near));
      else inner.push(made("p", {}, [say("search_tip")]));
      if (options.lists) inner.push(lists());
      return inner;
    }

    /** Links to the lists of all texts. */
    function lists() {
      const goals = english ? [["all.html", "search_all"], ["domains/index.html", "search_domains"]] : [["all.html", "search_all"], ["topics/index.html", "search_topics"]];
      return made("p", { class: "search-lists" }, [say("search_lists")].concat(goals.map((goal) => made("a", { href: jiceng.base + jiceng.local(goal[0]) }, [say(goal[1])]))));
    }

    /** A problem in plain words, and what to do. @param {string} name @returns {any} */
    function problem(name) {
      const told = made("p", { class: "warning" }, [say(PROBLEMS[name] || "search_problem_failed")]);
      if (name === "format" || name === "engine") told.append(" ", button(say("search_reload"), () => location.reload()));
      else if (name !== "no-words") told.append(" ", button(say("search_retry"), () => ask()));
      return told;
    }

    /** There is no answer. @param {string} name */
    function trouble(name) {
      const told = problem(name);
      reveal();
      [tally, none, pages].forEach((part) => fill(part, []));
      hits.draw([[], []], "");
      below.hidden = true;
      fill(notes, [told].concat(options.lists ? [lists()] : []));
      drawChips();
      facets.draw(null, state.facets);
      tell(told.firstChild.textContent);
      options.drawn(null);
    }

    function drawChips() {
      const chosen = FACETS.map((facet) => (state.facets[facet[0]] || []).map((id) => {
        const name = nameOf(facet[0], id), sign = made("span", { "aria-hidden": "true" }, ["✕"]);
        const chip = button(name, () => choose(facet[0], id, false), { class: "button chip", "aria-label": say("search_remove", { name }) });
        chip.append(sign);
        return made("li", {}, [chip]);
      }));
      const items = [].concat.apply([], /** @type {any} */ (chosen));
      if (items.length > 1) items.push(/** @type {never} */ (made("li", {}, [button(say("search_reset"), () => change({}), { class: "button chip-all" })])));
      fill(chips, items);
      chips.hidden = !items.length;
    }

    /** @param {number} total */
    function drawPages(total) {
      const last = Math.ceil(total / options.size);
      pages.hidden = !options.paged || last < 2;
      if (pages.hidden) return;
      const link = (/** @type {number} */ to, /** @type {string} */ label, /** @type {string} */ rel) => {
        const own = made("a", { href: write(Object.assign({}, state, { page: to })) || "?", rel }, [say(label)]);
        own.addEventListener("click", (/** @type {MouseEvent} */ event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          state.page = to;
          options.changed("chosen");
          ask().then(() => {
            main.scrollIntoView({ block: "start" });
            tally.focus({ preventScroll: true });
          });
        });
        return made("li", {}, [own]);
      };
      const items = [made("li", {}, [made("span", { class: "page-of" }, [say("search_page", { n: state.page, m: last })])])];
      if (state.page > 1) items.unshift(link(state.page - 1, "search_previous", "prev"));
      if (state.page < last) items.push(link(state.page + 1, "search_next", "next"));
      fill(pages, [made("ol", {}, items)]);
    }

    // What the reader went to is worth keeping
    place.addEventListener("click", (/** @type {any} */ event) => {
      if (event.target.closest(".hit a, .search-near a")) remember(state.text);
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
        remember(input.value);
        return before ? ask() : take();
      },
      /** Keep the query among the recent ones. */
      keep: () => remember(state.text),
    };
  }

  jiceng.search = { panel, read, write, made, button };
})();
