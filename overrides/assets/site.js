// What pages do in the reader's browser, after boot.js. Nothing typed leaves the page; nothing is fetched.
(function () {
  "use strict";
  const root = document.documentElement;

  /** @type {(css: string) => any[]} */
  const all = (css) => Array.from(document.querySelectorAll(css));
  /** @type {(css: string) => any} */
  const one = (css) => document.querySelector(css);
  /** Fold case and width. @type {(text: string) => string} */
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** Show an action's button and obey it. @type {(name: string, run: (button: Element) => void) => any} */
  function action(name, run) {
    const button = one("button[data-action=" + name + "]");
    if (!button) return null;
    button.hidden = false;
    button.addEventListener("click", () => run(button));
    return button;
  }

  /** Today where the reader is, as 2026-11-20. */
  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  /** A button that is on or off. @type {(name: string, isOn: () => boolean, turn: (on: boolean) => void) => void} */
  function toggle(name, isOn, turn) {
    const show = (/** @type {Element} */ button) => button.setAttribute("aria-pressed", String(isOn()));
    show(action(name, (button) => {
      turn(!isOn());
      show(button);
    }));
  }

  function display() {
    const data = document.body.dataset;
    toggle("large-text", () => root.classList.contains("large-text"), (on) => {
      root.classList.toggle("large-text", on);
      window.__md_set("large", on);
      tables();
    });
    toggle("dark", () => data.mdColorScheme === "slate", (on) => {
      data.mdColorScheme = on ? "slate" : "default";
      window.__md_set("scheme", data.mdColorScheme);
    });
    if (!one("article.doc")) action("print", () => window.print()); // a text has copy.js for that
  }

  /** The menu closes on Escape and on a click elsewhere. */
  function languages() {
    const menu = one(".languages");
    if (!menu) return;
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.firstElementChild.focus();
    });
  }

  /** The search: "/", Ctrl-K or the button. What it needs is loaded when it is first asked for. */
  function search() {
    const jiceng = window.jiceng, field = one("#search-text"); // there on the results page
    const kept = jiceng.storage("local");
    const load = () => Promise.all([jiceng.style("assets/search.css"), jiceng.load(jiceng.local("assets/say.js"))]
      .concat(["assets/search.js", "assets/searchbox.js"].map(jiceng.load)));
    const open = () => {
      if (field) field.select(), field.focus();
      else load().then(() => jiceng.searchbox.open(), failed);
    };
    const button = action("search", open);
    if (!button) return;
    const toast = document.body.appendChild(document.createElement("p"));
    toast.className = "toast";
    toast.setAttribute("role", "status");
    const failed = () => {
      toast.textContent = button.dataset.failed;
      setTimeout(() => { toast.textContent = ""; }, 10000);
    };
    if (!field) ["pointerenter", "focus"].forEach((name) => button.addEventListener(name, () => load().catch(() => {}), { once: true }));
    one("[data-slash]").hidden = kept.get("slash") === false;
    document.addEventListener("keydown", (event) => {
      const slash = event.key === "/" && !event.ctrlKey && kept.get("slash") !== false;
      const control = (event.key || "").toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const typing = /** @type {Element} */ (event.target).closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
      if (!slash && !control || event.altKey || event.isComposing || typing || one("dialog[open]")) return;
      event.preventDefault();
      open();
    });
  }

  /** The current month and year, and which texts are due for review or past it. */
  function dates() {
    const [year, month] = today().split("-").map(Number);
    all(".month-card[data-month='" + month + "']").forEach((card) => { card.hidden = false; });
    all(".strip [data-month='" + month + "']").forEach((column) => column.classList.add("is-now"));
    all(".month-card [data-years]").forEach((row) => { row.hidden = !row.dataset.years.split(" ").includes(String(year)); });
    all("[data-review-by]").forEach((text) => {
      const { dueFrom, reviewBy } = text.dataset;
      const state = today() > reviewBy ? "overdue" : today() >= dueFrom ? "due" : "current";
      text.querySelectorAll("[data-state]").forEach((/** @type {HTMLElement} */ note) => {
        note.hidden = note.dataset.state !== state;
      });
    });
    all(".day-years [data-year='" + today().slice(0, 4) + "'], .year-links [data-year='" + today().slice(0, 4) + "']").forEach((part) => {
      part.setAttribute("aria-current", "date");
    });
    all(".starts").forEach(starts);
  }

  /** Of what to start on in a month only the year is left in which the month comes next. @type {(section: any) => void} */
  function starts(section) {
    const { month, years } = section.dataset;
    const [thisYear, thisMonth] = today().split("-").map(Number);
    const next = String(Number(month) < thisMonth ? thisYear + 1 : thisYear);
    if (!years.split(" ").includes(next)) return; // the calendar ends before: all that it has is shown
    let shown = 0;
    section.querySelectorAll(".start").forEach((/** @type {HTMLElement} */ row) => {
      const lines = Array.from(row.querySelectorAll("[data-year]"));
      lines.forEach((/** @type {HTMLElement} */ line) => {
        line.hidden = line.dataset.year !== next;
      });
      row.hidden = lines.length > 0 && lines.every((/** @type {HTMLElement} */ line) => line.hidden);
      shown += row.hidden ? 0 : 1;
    });
    section.querySelector(".starts-none").hidden = shown > 0;
  }

  /** Every word typed must stand in an item's words or title. */
  function filter() {
    const input = one(".filter input");
    if (!input) return;
    const status = one(".filter [role=status]");
    const words = (/** @type {HTMLElement} */ item) => fold(item.dataset.words + " " + item.querySelector("a").textContent);
    const items = all(".page [data-words]").map((item) => [item, words(item)]);
    const apply = () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach(([item, text]) => {
        item.hidden = !wanted.every((word) => text.includes(word));
        shown += item.hidden ? 0 : 1;
      });
      all(".group").forEach((group) => {
        group.hidden = !group.querySelector("[data-words]:not([hidden])");
      });
      const said = shown ? status.dataset.shown.replace("{n}", shown) : status.dataset.none;
      status.textContent = wanted.length ? said : "";
    };
    one(".filter").hidden = false;
    input.addEventListener("input", apply);
    apply(); // the browser may have kept what was typed
  }

  /** One of a text's variants is shown, in the text and in its contents. */
  function variants() {
    const buttons = all(".variant-switch button");
    if (!buttons.length) return;
    const store = window.jiceng.storage("session");
    const key = "variant." + one(".text-page").dataset.code;
    const choose = (/** @type {string} */ name) => {
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.variant === name)));
      all(".text-page [data-levels]").forEach((part) => {
        part.hidden = !part.dataset.levels.split(" ").includes(name);
      });
      document.dispatchEvent(new CustomEvent("jiceng:variant", { detail: { variant: name } }));
    };
    buttons.forEach((button) => button.addEventListener("click", () => {
      choose(button.dataset.variant);
      store.set(key, button.dataset.variant); // as after a reload
    }));
    root.classList.add("has-switch");
    one(".variant-switch").hidden = false;
    const names = buttons.map((button) => button.dataset.variant);
    choose(names.includes(store.get(key)) ? store.get(key) : names[0]);
  }

  /** A table is a stop for the Tab key only where it is wider than its place. */
  function tables() {
    all(".doc-table, .table-scroll").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  /** An error report to copy, filled in as far as the page knows. */
  function report() {
    const box = one("#report");
    if (!box) return;
    const area = one("#report textarea");
    const status = one("#report [role=status]");
    const labels = area.dataset.labels.split("|");
    let selected = "";
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      if (one("article.doc").contains(selection.anchorNode)) selected = selection.toString().replace(/\s+/g, " ").trim().slice(0, 300) || selected;
    });
    const say = (/** @type {boolean} */ done) => {
      status.textContent = done ? status.dataset.copied : status.dataset.failed;
    };
    const copyAsBefore = () => {
      area.focus();
      area.select();
      say(document.execCommand("copy"));
    };
    const copy = () => {
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(() => say(true), copyAsBefore);
      else copyAsBefore();
    };
    action("report", (button) => {
      const last = labels[4] + "：";
      const typed = area.value.split(last).slice(1).join(last);
      const values = [location.href, one(".text-page").dataset.code, one("[data-release]").dataset.release, selected];
      area.value = values.map((value, i) => labels[i] + "：" + value + "\n").join("") + last + typed;
      box.hidden = false;
      button.setAttribute("aria-expanded", "true");
      area.focus();
      copy();
    });
    action("copy-report", copy);
  }

  const contents = one(".toc details");
  if (contents) contents.open = window.matchMedia("(min-width: 68.75em)").matches; // beside the text
  display();
  search();
  languages();
  dates();
  filter();
  variants();
  report();
  tables();
  window.addEventListener("resize", tables);
})();
