/*
 * The form beside a text: what is typed goes into the text's fields as it is typed, is checked (values.js) and kept in
 * this browser's tab; the few fields marked data-remember are kept for other texts. Nothing goes into an address or a request.
 *
 * jiceng.fill.values() -> {key: value}: checked values of this page, blank and faulty ones left out.
 * jiceng.fill.unfilled() -> keys without a value in the variant that is shown, in the order of the text.
 * jiceng.fill.faults() -> [{key, label, message}], jiceng.fill.carried() -> keys with a value of another text,
 * jiceng.fill.labels(keys), jiceng.fill.open(key).
 * Event jiceng:values on document after a change. State: session "fill.<code>" = {era, open, values, carried, checked}
 * (checked: values(), for the basket); local
 * "keep.<key>", and "era", a number that 全部忘记 raises so that what other tabs keep is no longer valid.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const form = /** @type {HTMLFormElement} */ (document.getElementById("fill"));
  const article = /** @type {HTMLElement} */ (document.querySelector("article.doc"));
  const opener = /** @type {HTMLElement} */ (document.querySelector("button[data-action=fill]"));
  const session = jiceng.storage("session"), local = jiceng.storage("local");
  const state = "fill." + form.dataset.code;
  const sentences = JSON.parse(form.dataset.faults || "{}");
  const say = jiceng.say;
  const beside = window.matchMedia("(min-width: 68.75em)");
  const contents = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".toc details"));

  /** @typedef {{key: string, label: string, kind: string, unit: string, choices: string[], hint: string}} Field */
  /**
   * A row of the form. `value` is the checked value, as shown in the text; `seen` the place in the text shown last;
   * `told` whether the writer has been told of a fault.
   * @typedef {{key: string, field: Field, row: HTMLElement, control: any, error: HTMLElement, places: HTMLElement[], button: HTMLElement,
   *   note: HTMLElement, value: string, fault: string, carried: boolean, touched: boolean, told: boolean, seen: number}} Entry
   */

  /** @type {(css: string, root?: any) => any} */
  const one = (css, root) => (root || form).querySelector(css);
  /** @type {(css: string, root?: any) => any[]} */
  const all = (css, root) => Array.from((root || form).querySelectorAll(css));
  const place = (/** @type {string} */ name) => one("[data-fill=" + name + "]");

  /** Write what is new only: a live region says again what is written again. @type {(element: HTMLElement, text: string) => void} */
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  // Rows

  /** @type {Entry[]} */
  const entries = all(".fill-row").map(entryOf);
  /** @type {{[key: string]: Entry}} */
  const byKey = {};
  entries.forEach((entry) => { byKey[entry.key] = entry; });
  /** @type {Entry | null} the row that the writer is at */
  let current = null;
  let kept = true;
  /** @type {number | undefined} */
  let waiting;

  /** @param {HTMLElement} row @returns {Entry} */
  function entryOf(row) {
    const key = row.dataset.field || "", kind = row.dataset.kind || "text", control = one("input, textarea, select", row);
    const label = one("label", row).textContent;
    const choices = all("option", row).map((option) => option.value).filter(Boolean);
    const places = all(".field", article).filter((span) => span.dataset.field === key && !span.closest(".guidance"));
    const button = added(row, "button", "fill-places");
    const note = added(row, "p", "fill-carried");
    note.id = control.id + "-note";
    control.setAttribute("aria-describedby", note.id + " " + control.getAttribute("aria-describedby"));
    one(".fill-control", row).before(note);
    one(".fill-control", row).after(button);
    if (kind === "date") addPicker(row, control, label);
    return {
      key, row, control, places, button, note, error: one(".fill-error", row), value: "", fault: "", carried: false, touched: false, told: false, seen: -1,
      field: { key, label, kind, unit: row.dataset.unit || "", choices, hint: one(".fill-hint", row).textContent },
    };
  }

  /** @param {HTMLElement} parent @param {string} tag @param {string} name @returns {any} */
  function added(parent, tag, name) {
    const element = document.createElement(tag);
    element.className = name;
    if (tag === "button") element.setAttribute("type", "button");
    parent.appendChild(element);
    return element;
  }

  /** The browser's own calendar behind a button; before Chrome 99 its date field is shown instead. @type {(row: HTMLElement, control: any, label: string) => void} */
  function addPicker(row, control, label) {
    const box = one(".fill-control", row);
    const button = added(box, "button", "button fill-pick");
    const date = added(box, "input", "fill-date");
    button.textContent = say("filling_pick");
    button.setAttribute("aria-label", say("filling_pick_for", { label }));
    date.type = "date";
    date.min = "1900-01-01";
    date.max = "2099-12-31";
    date.tabIndex = -1;
    date.setAttribute("aria-hidden", "true");
    const show = () => {
      date.classList.add("is-shown");
      date.removeAttribute("aria-hidden");
      date.setAttribute("aria-label", say("filling_pick_for", { label }));
      date.tabIndex = 0;
      button.hidden = true;
      date.focus();
    };
    button.addEventListener("click", () => {
      const [year, month, day] = (control.value.match(/\d+/g) || []).map(Number);
      if (day) date.value = year + "-" + ("0" + month).slice(-2) + "-" + ("0" + day).slice(-2);
      try {
        date.showPicker();
      } catch (error) {
        show();
      }
    });
    date.addEventListener("change", () => {
      if (!date.value) return;
      const [year, month, day] = date.value.split("-").map(Number);
      control.value = year + "年" + month + "月" + day + "日";
      changed(byKey[row.dataset.field || ""]);
      settle(byKey[row.dataset.field || ""]);
      if (!date.classList.contains("is-shown")) control.focus();
    });
  }

  // From the row into the text

  /** Check what a row holds and show it in the text. A faulty value never gets there: its places are blanks. @param {Entry} entry */
  function apply(entry) {
    const result = jiceng.values.check(entry.field, entry.control.value);
    const option = entry.field.kind === "choice" && result.value && entry.control.selectedOptions[0];
    entry.value = option ? option.textContent : result.value;
    entry.fault = result.fault;
    if (!entry.fault) entry.told = false;
    entry.places.forEach((span) => paint(span, entry));
    tell(entry);
  }

  /** @param {HTMLElement} span @param {Entry} entry */
  function paint(span, entry) {
    let shown = one(".value", span);
    span.classList.toggle("is-filled", entry.value !== "");
    span.classList.toggle("is-faulty", entry.fault !== "");
    if (!entry.value) {
      span.removeAttribute("data-value");
      if (shown) shown.remove();
      return;
    }
    if (!shown) shown = added(span, "span", "value");
    span.setAttribute("data-value", entry.value);
    write(shown, entry.value);
  }

  /** The fault at the row, once the writer has left it. @param {Entry} entry */
  function tell(entry) {
    const fault = entry.fault && entry.told ? jiceng.values.sentence(entry.field, entry.fault, sentences) : "";
    write(entry.error, fault);
    if (fault) entry.control.setAttribute("aria-invalid", "true");
    else entry.control.removeAttribute("aria-invalid");
    entry.row.classList.toggle("is-faulty", fault !== "");
    write(entry.note, entry.carried ? say("filling_carried") : "");
  }

  /** The writer typed. @param {Entry} entry */
  function changed(entry) {
    entry.carried = false;
    entry.touched = true;
    apply(entry);
    save(entry);
    count();
    document.dispatchEvent(new CustomEvent("jiceng:values"));
  }

  /** The writer left the row: say what is wrong, or show what goes out (2026-3-1 → 2026年3月1日). @param {Entry} entry */
  function settle(entry) {
    entry.told = entry.fault !== "";
    if (entry.value && entry.field.kind !== "choice" && entry.control.value !== entry.value) entry.control.value = entry.value;
    tell(entry);
    count();
  }

  // Places in the text, and counting

  const shown = (/** @type {HTMLElement} */ span) => !span.closest("[hidden]");
  const placesOf = (/** @type {Entry} */ entry) => entry.places.filter(shown);

  /** @returns {Entry[]} those of the variant that is shown, in the order of the text */
  function inOrder() {
    const keys = all(".field", article).filter(shown).map((span) => span.dataset.field);
    return entries.filter((entry) => placesOf(entry).length).sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));
  }

  const left = () => inOrder().filter((entry) => !entry.value);

  function count() {
    const open = left(), faults = open.filter((entry) => entry.told).length;
    const n = open.length;
    write(one(".fill-count"), n === 0 ? say("filling_done") : faults ? say("filling_left_faults", { n: n - faults, m: faults }) : say("filling_left", { n }));
    one(".fill-top").classList.toggle("is-done", n === 0);
  }

  /** Rows that the shown variant has no place for are put away. */
  function arrange() {
    entries.forEach((entry) => {
      const n = placesOf(entry).length;
      entry.row.hidden = n === 0;
      write(entry.button, say("filling_places", { n }));
    });
    if (current && current.row.hidden) mark(null);
    count();
  }

  /** @param {Entry | null} entry whose places are marked in the text */
  function mark(entry) {
    if (current !== entry) all(".field.is-current", article).forEach((span) => span.classList.remove("is-current"));
    current = entry;
    if (entry) entry.places.forEach((span) => span.classList.add("is-current"));
  }

  /** @param {Element} target that got the focus @returns {boolean} whether one sees that it has it */
  function byKeyboard(target) {
    try {
      return target.matches(":focus-visible");
    } catch (error) {
      return false; // Safari before 15.4
    }
  }

  /** @param {HTMLElement} span */
  function inView(span) {
    const box = span.getBoundingClientRect();
    return box.top > 8 && box.bottom < window.innerHeight - 80;
  }

  /** Bring a place of a row into view, unless it is. @param {Entry} entry @param {number} at which place */
  function showPlace(entry, at) {
    const places = placesOf(entry);
    if (!places.length) return;
    entry.seen = at % places.length;
    if (!inView(places[entry.seen])) places[entry.seen].scrollIntoView({ block: "center" });
  }

  const formSeen = () => form.getBoundingClientRect().bottom > 80 && form.getBoundingClientRect().top < window.innerHeight - 80;

  /** @param {Entry} entry whose row gets the focus; beside the text, its place comes into view with it */
  function go(entry) {
    entry.control.focus({ preventScroll: true });
    if (!beside.matches) {
      entry.row.scrollIntoView({ block: "center" });
      return;
    }
    const pane = form.getBoundingClientRect(), row = entry.row.getBoundingClientRect();
    const top = Math.max(pane.top, 0) + one(".fill-top").offsetHeight;
    if (row.top < top || row.bottom > Math.min(pane.bottom, window.innerHeight)) form.scrollTop += row.top - top - 40;
    const below = entry.row.getBoundingClientRect().bottom - window.innerHeight;
    if (below > 0) window.scrollBy(0, below + 20);
  }

  /** To the next (1) or previous (-1) field without a value. Below the text's head, who reads the text stays in it. @param {number} way */
  function step(way) {
    const order = inOrder(), open = left();
    if (!open.length) return;
    const at = current ? order.indexOf(current) : way > 0 ? -1 : order.length;
    const after = open.filter((entry) => (order.indexOf(entry) - at) * way > 0);
    const next = way > 0 ? after[0] || open[0] : after[after.length - 1] || open[open.length - 1];
    if (beside.matches || formSeen()) go(next);
    else {
      mark(next);
      showPlace(next, 0);
    }
  }

  /** Enter leads to the next row, as Tab does; from the last to the download. @param {Entry} entry */
  function onward(entry) {
    const rows = entries.filter((other) => !other.row.hidden);
    const next = rows[rows.indexOf(entry) + 1];
    if (next) go(next);
    else one("[data-action=word]").focus();
  }

  // What is kept

  const era = () => Number(local.get("era")) || 0;

  /** @param {Entry} [entry] the row that changed */
  function save(entry) {
    /** @type {{[key: string]: string}} */
    const values = {};
    entries.forEach((each) => { if (each.touched || each.carried) values[each.key] = each.control.value; });
    const carried = entries.filter((each) => each.carried).map((each) => each.key);
    kept = session.set(state, { era: era(), open: !form.hidden, values, carried, checked: jiceng.fill.values() });
    if (entry && entry.row.hasAttribute("data-remember")) {
      const name = "keep." + entry.key;
      if (entry.value) kept = local.set(name, entry.value) && kept;
      else if (!entry.fault) local.remove(name);
    }
    write(one(".fill-store"), kept ? "" : say("filling_unsaved"));
  }

  /** Put what was kept back into the rows; nothing where it was forgotten since, in whichever tab. */
  function restore() {
    const found = session.get(state) || {};
    const valid = typeof found === "object" && found.era === era() && found.values && typeof found.values === "object";
    const values = valid ? found.values : {};
    entries.forEach((entry) => {
      const value = Object.prototype.hasOwnProperty.call(values, entry.key) ? values[entry.key] : null;
      entry.touched = typeof value === "string";
      entry.carried = entry.touched && Array.isArray(found.carried) && found.carried.includes(entry.key);
      entry.control.value = entry.touched ? value : "";
      apply(entry);
      settle(entry);
    });
    document.dispatchEvent(new CustomEvent("jiceng:values"));
    return valid && found.open === true;
  }

  /** Fields that were filled in another text, where nothing was typed here. */
  function carry() {
    entries.filter((entry) => entry.row.hasAttribute("data-remember") && !entry.touched && !entry.carried).forEach((entry) => {
      const value = local.get("keep." + entry.key);
      if (typeof value !== "string" || !jiceng.values.check(entry.field, value).value) return;
      entry.control.value = value;
      entry.carried = true;
      apply(entry);
    });
  }

  function forget() {
    if (!window.confirm(say("filling_ask"))) return;
    session.keys().filter((key) => key.indexOf("fill.") === 0).forEach((key) => session.remove(key));
    local.keys().filter((key) => key.indexOf("keep.") === 0).forEach((key) => local.remove(key));
    local.set("era", era() + 1);
    restore();
    mark(null);
    write(one(".fill-store"), "");
    write(place("forgotten"), say("filling_forgotten"));
  }

  // The panel

  /** @param {boolean} open */
  function show(open) {
    form.hidden = !open;
    document.documentElement.classList.toggle("is-filling", open);
    opener.setAttribute("aria-expanded", String(open));
    if (contents && beside.matches) contents.open = !open;
    window.dispatchEvent(new Event("resize")); // the text became narrower or wider: site.js looks at its tables again
    if (!open) mark(null);
  }

  /** @param {string} [key] the field to fill in; "" for none */
  function open(key) {
    const was = !form.hidden;
    show(true);
    if (!was) {
      carry();
      arrange();
      document.dispatchEvent(new CustomEvent("jiceng:values"));
    }
    save();
    if (key && byKey[key] && !byKey[key].row.hidden) go(byKey[key]);
    else if (beside.matches && left().length) go(left()[0]);
    else {
      one("#fill-title").focus({ preventScroll: true });
      form.scrollIntoView({ block: beside.matches ? "nearest" : "start" });
    }
  }

  const entryAt = (/** @type {any} */ target) => {
    const row = target.closest(".fill-row");
    return row && target.closest("input:not(.fill-date), textarea, select") ? byKey[row.dataset.field] : null;
  };
  form.addEventListener("input", (event) => {
    const entry = entryAt(event.target);
    if (entry) changed(entry);
    write(place("forgotten"), "");
  });
  form.addEventListener("change", (event) => {
    const entry = entryAt(event.target);
    if (entry) settle(entry);
  });
  form.addEventListener("focusin", (event) => {
    const entry = entryAt(event.target);
    if (!entry) return;
    mark(entry);
    clearTimeout(waiting); // the page does not move under a finger that is still down
    waiting = setTimeout(() => {
      if (current === entry && beside.matches && !placesOf(entry).some(inView)) showPlace(entry, 0);
    }, 200);
  });
  document.addEventListener("focusin", (event) => {
    const target = /** @type {Element} */ (event.target), bar = one(".fill-bar");
    if (form.hidden || beside.matches || bar.contains(target) || target.closest("dialog") || !byKeyboard(target)) return;
    const box = target.getBoundingClientRect(), over = box.bottom - bar.getBoundingClientRect().top;
    if (over > 0 && box.top - over > 20) window.scrollBy(0, over + 12); // browsers take what the bar covers for visible
  });
  form.addEventListener("keydown", (event) => {
    const entry = entryAt(event.target);
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !entry || entry.field.kind === "paragraph") return;
    event.preventDefault();
    settle(entry);
    onward(entry);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  entries.forEach((entry) => entry.button.addEventListener("click", () => {
    mark(entry);
    showPlace(entry, entry.seen + 1);
  }));
  place("next").addEventListener("click", () => step(1));
  place("previous").addEventListener("click", () => step(-1));
  place("forget").addEventListener("click", forget);
  place("close").addEventListener("click", () => {
    show(false);
    save();
    opener.focus();
  });
  place("turn").addEventListener("click", () => {
    if (!formSeen()) go(current || left()[0] || entries[0]);
    else if (current) showPlace(current, Math.max(current.seen, 0));
    else article.scrollIntoView();
  });
  const turn = () => write(place("turn"), say(formSeen() ? "filling_to_text" : "filling_to_form"));
  new IntersectionObserver(turn, { threshold: [0, 0.02] }).observe(form);
  document.addEventListener("jiceng:variant", arrange);
  window.addEventListener("pageshow", (event) => { if (event.persisted && kept) restore(); });
  window.addEventListener("storage", (event) => { if (event.key === "jiceng.era") restore(); });

  if (location.protocol === "file:") place("kept").textContent = say("filling_kept_file");
  jiceng.fill = {
    open,
    values: () => entries.reduce((/** @type {any} */ values, entry) => entry.value ? Object.assign(values, { [entry.key]: entry.value }) : values, {}),
    unfilled: () => left().map((entry) => entry.key),
    faults: () => inOrder().filter((entry) => entry.fault).map((entry) => ({ key: entry.key, label: entry.field.label, message: jiceng.values.sentence(entry.field, entry.fault, sentences) })),
    carried: () => inOrder().filter((entry) => entry.carried).map((entry) => entry.key),
    labels: (/** @type {string[]} */ keys) => keys.map((key) => byKey[key].field.label),
  };
  const wasOpen = restore();
  if (wasOpen) show(true);
  arrange();
})();
