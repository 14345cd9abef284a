// What the pages do in the reader's browser. Nothing typed here leaves the page, and nothing is fetched.
(function () {
  "use strict";
  const root = document.documentElement;

  /**
   * @param {string} selector
   * @param {ParentNode} [within]
   * @returns {HTMLElement[]}
   */
  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  /**
   * @param {string} selector
   * @param {ParentNode} [within]
   * @returns {HTMLElement | null}
   */
  function one(selector, within) {
    return (within || document).querySelector(selector);
  }

  /**
   * Show the buttons of an action, hidden until now, and run it when one is pressed.
   * @param {string} name
   * @param {(button: HTMLElement) => void} run
   * @returns {HTMLElement[]}
   */
  function action(name, run) {
    return all("button[data-action=" + name + "]").map((button) => {
      button.hidden = false;
      button.addEventListener("click", () => run(button));
      return button;
    });
  }

  /** @returns {string} today where the reader is, as 2026-11-20; tests set data-today on the html element */
  function today() {
    const now = new Date();
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return root.dataset.today || now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  /**
   * One form for case and full or half width.
   * @param {string} text
   */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /**
   * A button that is on or off and remembers it.
   * @param {string} name of the action
   * @param {() => boolean} isOn
   * @param {(on: boolean) => void} turn
   */
  function toggle(name, isOn, turn) {
    const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(isOn())));
    const buttons = action(name, () => {
      turn(!isOn());
      show();
    });
    show();
  }

  function display() {
    toggle("large-text", () => root.classList.contains("large-text"), (on) => {
      root.classList.toggle("large-text", on);
      window.__md_set("large", on);
    });
    toggle("dark", () => document.body.dataset.mdColorScheme === "slate", (on) => {
      document.body.dataset.mdColorScheme = on ? "slate" : "default";
      window.__md_set("scheme", document.body.dataset.mdColorScheme);
    });
    action("print", () => window.print());
  }

  /** The menu of languages closes on Escape and on a click elsewhere. */
  function languages() {
    const menu = /** @type {HTMLDetailsElement | null} */ (one(".languages"));
    if (!menu) return;
    document.addEventListener("click", (event) => {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      one("summary", menu).focus();
    });
  }

  function dates() {
    const now = today();
    const card = one('.month-card[data-month="' + Number(now.slice(5, 7)) + '"]');
    if (card) {
      card.classList.add("is-now");
      one(".month-now", card).hidden = false;
    }
    const page = one(".text-page");
    const overdue = one(".review-overdue");
    if (page && overdue) overdue.hidden = now <= page.dataset.reviewBy;
  }

  /** The filter of a list: every word typed must stand in an item's words or title. */
  function filter() {
    const input = /** @type {HTMLInputElement | null} */ (one(".filter input"));
    if (!input) return;
    const status = one(".filter [role=status]");
    const items = all(".page [data-words]").map((item) => {
      const title = one("a", item);
      return { item, words: fold(item.dataset.words + " " + (title ? title.textContent : "")) };
    });
    const apply = () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((entry) => {
        entry.item.hidden = !wanted.every((word) => entry.words.includes(word));
        if (!entry.item.hidden) shown += 1;
      });
      all(".group").forEach((group) => {
        group.hidden = !one("[data-words]:not([hidden])", group);
      });
      const text = shown ? status.dataset.shown.replace("{n}", String(shown)) : status.dataset.none;
      status.textContent = wanted.length ? text : "";
    };
    one(".filter").hidden = false;
    input.addEventListener("input", apply);
    if (input.value) apply(); // the browser kept it when the reader came back
  }

  /** A text's variants: one is shown, in the text and in its table of contents. */
  function variants() {
    const bar = one(".variant-switch");
    if (!bar) return;
    const buttons = all("button[data-variant]", bar);
    /** @param {string} name */
    const choose = (name) => {
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.variant === name)));
      all(".text-page [data-levels]").forEach((part) => {
        part.hidden = !part.dataset.levels.split(" ").includes(name);
      });
      tables();
    };
    buttons.forEach((button) => button.addEventListener("click", () => choose(button.dataset.variant)));
    root.classList.add("has-switch");
    bar.hidden = false;
    choose(buttons[0].dataset.variant);
  }

  /** A table is a stop for the Tab key only where it is wider than the page. */
  function tables() {
    all(".doc-table, .table-scroll").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  /** On wide screens the table of contents stands open beside the text. */
  function contents() {
    const list = /** @type {HTMLDetailsElement | null} */ (one(".toc details"));
    if (list) list.open = window.matchMedia("(min-width: 68.75em)").matches;
  }

  /** Reporting an error: a form to copy, filled in as far as the page knows. */
  function report() {
    const box = one("#report");
    const area = /** @type {HTMLTextAreaElement | null} */ (one("#report textarea"));
    const article = one("article.doc");
    if (!box || !area || !article) return;
    const status = one("[role=status]", box);
    const labels = area.dataset.labels.split("|");
    let selected = "";

    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || !article.contains(selection.anchorNode)) return;
      const text = selection.toString().replace(/\s+/g, " ").trim();
      if (text) selected = text.slice(0, 300);
    });

    const write = () => {
      const release = one("[data-release]");
      const last = labels[4] + "：";
      const written = area.value.split(last).slice(1).join(last);
      const values = [location.href, one(".text-page").dataset.code, release ? release.dataset.release : "", selected];
      area.value = values.map((value, i) => labels[i] + "：" + value + "\n").join("") + last + written;
    };
    /** @param {boolean} done */
    const say = (done) => {
      status.textContent = done ? status.dataset.copied : status.dataset.failed;
    };
    const copyOld = () => {
      area.focus();
      area.select();
      let done = false;
      try {
        done = document.execCommand("copy");
      } catch (error) {
        done = false;
      }
      say(done);
    };
    const copy = () => {
      status.textContent = "";
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(() => say(true), copyOld);
      else copyOld();
    };
    action("report", (button) => {
      box.hidden = false;
      button.setAttribute("aria-expanded", "true");
      write();
      area.focus();
      copy();
    });
    action("copy-report", copy);
  }

  display();
  languages();
  dates();
  filter();
  variants();
  contents();
  tables();
  report();
  window.addEventListener("resize", tables);
})();
