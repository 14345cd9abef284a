/*
 * The search dialog, on every page but that of the results. Results are links with the real focus on them, not options of a
 * listbox: screen readers, phones and "open in a new tab" know links; a listbox would flatten each result to one string.
 *
 * jiceng.searchbox.open() shows it, once search.js (made of search/*.js) is there too; where the browser knows no dialogs it goes to search.html.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say;
  const SIZE = 8;
  const store = jiceng.storage("local");
  const page = jiceng.base + jiceng.local("search.html");
  /** @type {any} */
  let box = null;

  function build() {
    const search = jiceng.search, made = search.made;
    const input = made("input", { type: "search", id: "searchbox-text", maxlength: "500", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", placeholder: say("search_hint") });
    const shut = search.button(say("search_close"), () => box.close(), { class: "button searchbox-close" });
    const form = made("form", { class: "search-form", role: "search" }, [made("label", { class: "visually-hidden", for: "searchbox-text" }, [say("search_label")]), input, shut]);
    const place = made("div", { class: "searchbox-place" });
    const view = made("a", { class: "button button-main", href: page, hidden: "" });
    const slash = made("input", { type: "checkbox" });
    const foot = made("div", { class: "searchbox-foot" }, [
      view, made("p", { class: "searchbox-keys", "aria-hidden": "true" }, [say("search_keys")]), made("label", { class: "searchbox-slash" }, [slash, say("search_slash")]),
    ]);
    box = made("dialog", { class: "searchbox", "aria-label": say("search_label") }, [made("div", { class: "searchbox-inner" }, [form, place, foot])]);
    document.body.append(box);

    /** @type {any} */ let panel = null;
    panel = search.panel(input, place, {
      size: SIZE, paged: false, lists: true, changed: () => {},
      drawn(/** @type {any} */ result, /** @type {number} */ shown) {
        view.hidden = !result || result.total <= shown;
        foot.classList.toggle("has-view", !view.hidden);
        view.href = page + search.write(panel ? panel.state() : { text: "", facets: {}, page: 1 });
        if (result) view.textContent = say("search_view", { n: result.total });
      },
    });

    slash.checked = store.get("slash") !== false;
    slash.addEventListener("change", () => {
      store.set("slash", slash.checked);
      document.querySelectorAll("[data-slash]").forEach((/** @type {any} */ hint) => { hint.hidden = !slash.checked; });
    });
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!input.value.trim()) return;
      panel.state().text = input.value;
      panel.keep();
      location.href = page + search.write(panel.state());
    });
    view.addEventListener("click", panel.keep);
    box.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => { if (event.target === box) box.close(); }); // on the backdrop
    box.addEventListener("click", (/** @type {any} */ event) => {
      const link = event.target.closest("a");
      if (link && link.pathname === location.pathname && link.hash) box.close(); // a place on this page
    });
    box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => keys(event, input, place));
  }

  /** @param {any} event @param {any} input @param {any} place */
  function keys(event, input, place) {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
    const stops = Array.from(place.querySelectorAll("[data-stop]")).filter((/** @type {any} */ stop) => stop.offsetParent !== null);
    const at = stops.indexOf(document.activeElement), field = document.activeElement === input;
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    const again = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    /** @type {any} */
    let goal = null;
    if (event.key === "Escape" || (again && field)) {
      event.preventDefault(); // else the field would only be emptied
      box.close();
      return;
    }
    if (again) goal = input;
    else if (!bare || event.shiftKey) return;
    else if (event.key === "ArrowDown" && (field || at >= 0)) goal = stops[Math.min(at + 1, stops.length - 1)];
    else if (event.key === "ArrowUp" && at >= 0) goal = at ? stops[at - 1] : input;
    else if (event.key === "Home" && at >= 0) goal = stops[0];
    else if (event.key === "End" && at >= 0) goal = stops[stops.length - 1];
    else if (event.key === "/" && at >= 0) goal = input;
    else if (at >= 0 && event.key !== " " && (event.key.length === 1 || event.key === "Backspace")) {
      input.focus(); // typing goes on; the key is the field's
      input.setSelectionRange(input.value.length, input.value.length);
      return;
    }
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    if (goal === input && event.key === "ArrowUp") input.setSelectionRange(input.value.length, input.value.length);
    else if (goal === input) input.select(); // to be typed over
    else if (goal === stops[0]) place.scrollTop = 0;
  }

  jiceng.searchbox = {
    open() {
      if (!box) build();
      if (!box.showModal) {
        location.href = page;
        return;
      }
      if (!box.open) box.showModal();
      const input = box.querySelector("input[type=search]");
      input.focus();
      input.select();
    },
  };
})();
