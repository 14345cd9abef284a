/*
 * A text leaves its page by the clipboard or by dragging: whole, a section, a paragraph, or what is selected. Always with what
 * the writer typed or a blank, never with an example (an invented figure in a signed report is false statistics under somebody's
 * name); guidance, labels and what belongs to other variants stay behind.
 *
 * Two flavours: HTML that needs no style to look right (numbers and indents are characters, headings are paragraphs: Word would
 * make them blue and bold, and macros that lay out official documents know levels by their numbers), and plain text.
 *
 * jiceng.parts: sections() -> [{anchor, title, blocks}]; blanks(blocks) -> number of fields not filled in; all() -> blocks. For print.js.
 * Event jiceng:pick {anchor} for the basket, which sets jiceng.pickable and dispatches jiceng:pickable to show its buttons.
 */
(function () {
  "use strict";
  const article = document.querySelector("article.doc");
  const jiceng = window.jiceng = window.jiceng || {};
  if (!article) return;

  const LEAVES = "h2, h3, h4, h5, h6, p, li, table, .attachment-note > div, .attachment-label, .attachment-name";
  const STAY = "[hidden], button, .part-tools, .guidance, .variant-title, .attachment-mark";
  const LINE = 28, FREE = 2, SHIFT = 2; // characters: wenku/word/gbt9704.py, 7.3.5.2
  const HALF = /[\u0000-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u200f\uff61-\uffdc]/g;

  /** @typedef {{kind: string, element: Element}} Block */
  /** @typedef {{html: string, text: string, blanks: number}} Copy */
  /** @typedef {{anchor: string, title: string, blocks: Block[]}} Section */

  /** @param {Node} node @returns {string} its words as they leave; lines of a value are divided by \n */
  function words(node) {
    if (node instanceof Text) return node.data.replace(/\s+/g, " ");
    if (!(node instanceof Element) || node.matches(STAY)) return node instanceof DocumentFragment ? Array.from(node.childNodes, words).join("") : "";
    if (node.matches(".field")) return node.getAttribute("data-value") || node.getAttribute("data-blank") || "";
    return Array.from(node.childNodes, words).join("");
  }

  /** @param {Element} element @returns {string} */
  function kindOf(element) {
    if (element.matches("table")) return "table";
    if (element.matches(".attachment-label")) return "label";
    if (element.matches("article > h2, .attachment-name, [data-copy=title]")) return "title";
    if (element.matches(".salutation")) return "flush";
    if (element.matches(".attachment-note > div")) return "note";
    if (!element.matches(".signature > p")) return "body";
    return element.previousElementSibling && !element.nextElementSibling ? "date" : "unit";
  }

  /**
   * @param {Element | DocumentFragment} root the article, or a copy of a part of it
   * @param {string} [stay] what does not leave
   * @returns {Block[]} what leaves, in order
   */
  function blocksOf(root, stay) {
    return Array.from(root.querySelectorAll(LEAVES)).filter((element) => {
      if (element.closest(stay || STAY) || element.matches(".attachment-title")) return false;
      const table = element.closest("table");
      return !table || table === element;
    }).map((element) => ({ kind: kindOf(element), element }));
  }

  /** @param {ParentNode[]} parts @returns {number} fields not filled in, as the form counts them */
  function blanksIn(parts) {
    const keys = new Set();
    parts.forEach((part) => part.querySelectorAll(".field:not([data-value])").forEach((field) => keys.add(field.getAttribute("data-field"))));
    return keys.size;
  }

  /** @param {string} text @returns {number} in characters, a Latin one half */
  const width = (text) => Array.from(text).length - (text.match(HALF) || []).length / 2;

  /** @param {string[]} units @param {string} date @returns {{unit: number, date: number}} characters free at the right */
  function signed(units, date) {
    const long = Math.min(Math.max(0, ...units.map(width)), LINE - FREE);
    const short = Math.min(width(date), LINE - FREE);
    if (short > long) return { unit: Math.min(FREE + SHIFT + short - long, LINE - long), date: FREE };
    return { unit: FREE, date: Math.max(0, FREE - SHIFT + long - short) };
  }

  /** @param {Block[]} blocks @returns {{unit: number, date: number}} */
  function signatureOf(blocks) {
    const of = (/** @type {string} */ kind) => blocks.filter((block) => block.kind === kind).map((block) => words(block.element).trim());
    return signed(of("unit"), of("date")[0] || "");
  }

  /** @param {string} name @param {string} [text] @param {Object<string, string>} [attributes] */
  function made(name, text, attributes) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach((key) => element.setAttribute(key, attributes[key]));
    return element;
  }

  /** @param {HTMLTableElement} table @returns {{rows: string[][], element: Element}} */
  function tableOf(table) {
    const cells = { TD: { style: "border:1px solid #000" }, TH: { align: "center", style: "border:1px solid #000" } };
    const element = made("table", "", { border: "1", cellspacing: "0", cellpadding: "4", width: "100%", style: "border-collapse:collapse" });
    const rows = Array.from(table.rows, (row) => {
      const line = element.appendChild(made("tr"));
      return Array.from(row.cells, (cell) => {
        const text = words(cell).trim();
        const to = line.appendChild(made("td", "", cells[cell.tagName])); // some editors know no th
        text.split("\n").forEach((part, i) => {
          if (i) to.appendChild(made("br"));
          to.appendChild(document.createTextNode(part));
        });
        return text.replace(/\s*\n\s*/g, " ");
      });
    });
    return { rows, element };
  }

  /** @param {Block[]} blocks @param {boolean} [begun] the first one lacks its beginning, so it is not indented @returns {Copy} */
  function copyOf(blocks, begun) {
    const box = made("div"), lines = /** @type {string[]} */ ([]), ends = signatureOf(blocks);
    let before = "";
    /** An empty line, once. */
    const gap = () => {
      if (!lines.length) return;
      if (box.lastChild.textContent !== "\u00a0") box.appendChild(made("p", "\u00a0"));
      if (lines[lines.length - 1]) lines.push("");
    };
    /** @param {string} text @param {string} [plain] @param {Object<string, string>} [attributes] */
    const line = (text, plain, attributes) => {
      box.appendChild(made("p", text, attributes));
      lines.push(plain === undefined ? text : plain);
    };
    blocks.forEach(({ kind, element }, i) => {
      if (kind === "label" || before === "title" || before === "label" || (kind === "unit" || kind === "note") && before !== kind) gap();
      if (kind === "table") {
        const table = tableOf(/** @type {HTMLTableElement} */ (element));
        box.appendChild(table.element);
        if (lines.length && lines[lines.length - 1]) lines.push("");
        lines.push(...table.rows.map((row) => row.join("\t")), "");
      } else {
        const text = words(element).trim();
        const free = kind === "unit" ? ends.unit : ends.date;
        if (kind === "title") line(text.replace(/\s*\n\s*/g, " "), undefined, { align: "center" });
        else if (kind === "unit" || kind === "date") {
          line(text + "\u00a0".repeat(Math.round(free * 2)), "\u3000".repeat(Math.max(0, Math.floor(LINE - free - width(text)))) + text, { align: "right" });
        } else if (kind === "note") line("\u3000\u3000" + (before === "note" ? "\u3000\u3000\u3000" : "") + text);
        else text.split("\n").forEach((part, n) => line((kind === "body" && !(begun && !i && !n) ? "\u3000\u3000" : "") + part.trim()));
      }
      before = kind;
    });
    return { html: box.innerHTML, text: lines.join("\n").replace(/\n+$/, ""), blanks: blanksIn(blocks.map((block) => block.element)) };
  }

  /** @returns {Section[]} what stands under each heading 一、, and each attachment, of the chosen variant */
  function sections() {
    const found = /** @type {Section[]} */ ([]);
    let open = /** @type {Section | null} */ (null);
    blocksOf(article).forEach((block) => {
      const title = block.kind === "label" ? block.element.parentElement : block.element;
      if (block.kind === "unit" || block.kind === "date" || block.kind === "note") open = null;
      if (title.matches("h3") || block.kind === "label") {
        open = { anchor: title.id, title: words(title).trim(), blocks: [] };
        found.push(open);
      }
      if (open) open.blocks.push(block);
    });
    return found;
  }

  // Into the clipboard

  /** What the next copy event takes. @type {Copy | null} */
  let waiting = null;

  /**
   * Through the copy event, everywhere: older Chromium writes styles of its own into the HTML of a ClipboardItem, and over plain
   * http there is none. @param {Copy} copy @returns {boolean} whether the browser took it
   */
  function byEvent(copy) {
    const selection = document.getSelection(), kept = selection.rangeCount ? selection.getRangeAt(0) : null;
    const mark = document.body.appendChild(made("span", "\u3000", { class: "visually-hidden" }));
    waiting = copy;
    try {
      selection.selectAllChildren(mark); // there is no copy event without a selection
      return document.execCommand("copy") && !waiting;
    } catch (error) {
      return false;
    } finally {
      waiting = null;
      mark.remove();
      selection.removeAllRanges();
      if (kept) selection.addRange(kept);
    }
  }

  /** @param {Copy} copy @returns {Promise<void>} */
  function byClipboard(copy) {
    if (!navigator.clipboard || !navigator.clipboard.write || !window.ClipboardItem) return Promise.reject(new Error());
    const flavours = { "text/html": new Blob([copy.html], { type: "text/html" }), "text/plain": new Blob([copy.text], { type: "text/plain" }) };
    return navigator.clipboard.write([new ClipboardItem(flavours)]);
  }

  /** @param {Copy} copy the text stands selected, to be copied by hand */
  function byHand(copy) {
    const dialog = /** @type {HTMLDialogElement} */ (document.querySelector(".by-hand"));
    const area = dialog.querySelector("textarea");
    area.value = copy.text;
    if (!dialog.open) dialog.showModal();
    area.focus();
    area.select();
  }

  /** @param {string} name @param {Object<string, number>} values @returns {string} */
  function said(name, values) {
    const sentence = document.querySelector(".leaving [data-say=" + name + "]").textContent;
    return sentence.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  }

  let quiet = 0;

  /** @param {Block[]} blocks */
  function copy(blocks) {
    const copied = copyOf(blocks);
    const toast = document.querySelector(".toast");
    const n = Array.from(copied.text.replace(/\s/g, "")).length;
    const say = () => {
      toast.textContent = said(copied.blanks ? "left" : "copied", { n, m: copied.blanks });
      clearTimeout(quiet);
      quiet = window.setTimeout(() => { toast.textContent = ""; }, 8000);
    };
    toast.textContent = ""; // so that the same sentence is read out again
    if (byEvent(copied)) say();
    else byClipboard(copied).then(say, () => byHand(copied));
  }

  /** @param {Range} range within the article @returns {Copy | null} what is selected, as it leaves */
  function selected(range) {
    const inside = range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement;
    const guidance = inside.closest(".guidance");
    [["startContainer", "setStartBefore"], ["endContainer", "setEndAfter"]].forEach(([side, widen]) => {
      const edge = range[side] instanceof Element ? range[side] : range[side].parentElement;
      const field = edge.closest(".field");
      if (field) range[widen](field); // never a part of a field
    });
    const part = range.cloneContents();
    if (part.firstElementChild && part.firstElementChild.matches("h2") && inside === article) part.firstElementChild.setAttribute("data-copy", "title");
    const blocks = blocksOf(part, guidance ? "[hidden], button" : STAY);
    if (blocks.length) return copyOf(blocks, !atBeginning(range));
    const box = made("div");
    if (inside.closest("tr, table") && part.querySelector("td, th")) {
      const table = made("table");
      (part.querySelector("tr") ? table : table.appendChild(made("tr"))).appendChild(part);
      return copyOf([{ kind: "table", element: table }]);
    }
    const text = words(part);
    text.split("\n").forEach((line, i) => {
      if (i) box.appendChild(made("br"));
      box.appendChild(document.createTextNode(line));
    });
    return { html: box.innerHTML, text, blanks: blanksIn([part]) };
  }

  /** @param {Range} range @returns {boolean} whether it begins where a paragraph begins */
  function atBeginning(range) {
    const edge = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
    const block = edge.closest(LEAVES);
    if (!block) return true;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return !words(before.cloneContents()).trim();
  }

  /** What is selected of the text goes out clean; what stands outside it stays behind. @param {Event} event @param {DataTransfer | null} data @returns {boolean} */
  function handOver(event, data) {
    const target = event.target instanceof Element ? event.target : null;
    const selection = document.getSelection();
    if (!data || target && target.closest("input, textarea, select") || !selection.rangeCount || selection.isCollapsed) return false;
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(article)) return false;
    const whole = document.createRange();
    whole.selectNodeContents(article);
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(article, 0);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(article, article.childNodes.length);
    const copied = selected(range);
    data.setData("text/plain", copied.text);
    data.setData("text/html", copied.html);
    return true;
  }

  document.addEventListener("copy", (event) => {
    if (waiting && event.clipboardData) {
      event.clipboardData.setData("text/plain", waiting.text);
      event.clipboardData.setData("text/html", waiting.html);
      waiting = null;
      event.preventDefault();
    } else if (handOver(event, event.clipboardData)) event.preventDefault();
  });
  document.addEventListener("dragstart", (event) => { handOver(event, event.dataTransfer); });

  // Buttons

  /** @param {string} name @param {(button: HTMLElement) => void} run */
  function action(name, run) {
    const button = /** @type {HTMLElement} */ (document.querySelector("button[data-action=" + name + "]"));
    button.hidden = false;
    button.addEventListener("click", () => run(button));
  }

  /** @param {string} [anchor] of a section; none: the whole text */
  function print(anchor) {
    jiceng.load("assets/print.js").then(() => jiceng.printing(anchor || "")).catch(() => window.print());
  }

  /** A group of buttons below each heading of a section. */
  function addTools() {
    const tools = document.querySelector(".leaving .part-tools");
    const titles = article.querySelectorAll("h3, .attachment-title");
    titles.forEach((title) => {
      if (title.closest(".guidance")) return;
      const group = /** @type {Element} */ (tools.cloneNode(true));
      group.setAttribute("aria-labelledby", title.id);
      title.insertAdjacentElement("afterend", group);
    });
    article.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-part]");
      if (!button) return;
      const anchor = button.parentElement.getAttribute("aria-labelledby");
      const section = sections().find((one) => one.anchor === anchor);
      const part = button.getAttribute("data-part");
      if (part === "copy" && section) copy(section.blocks);
      if (part === "print") print(anchor);
      if (part === "pick") document.dispatchEvent(new CustomEvent("jiceng:pick", { detail: { anchor } }));
    });
    const show = () => article.querySelectorAll("[data-part=pick]").forEach((/** @type {HTMLElement} */ button) => { button.hidden = false; });
    if (jiceng.pickable) show();
    document.addEventListener("jiceng:pickable", show);
  }

  /** A button before each paragraph and table, on and off. @param {HTMLElement} toggle */
  function paragraphs(toggle) {
    const on = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(on));
    article.classList.toggle("by-paragraph", on);
    article.querySelectorAll(".copy-one").forEach((button) => button.remove());
    if (!on) return;
    const button = document.querySelector(".leaving .copy-one");
    blocksOf(article, STAY.replace("[hidden], ", "")).forEach((block) => {
      const own = /** @type {HTMLElement} */ (button.cloneNode(true));
      own.addEventListener("click", () => copy([block]));
      const at = block.kind === "table" ? block.element.parentElement : block.element;
      if (block.kind === "table") at.parentElement.insertBefore(own, at);
      else at.insertBefore(own, at.firstChild);
    });
  }

  /** Where signature and date stand on paper. */
  function setSignature() {
    article.querySelectorAll(".signature").forEach((/** @type {HTMLElement} */ box) => {
      const ends = signatureOf(blocksOf(article).filter((block) => block.element.parentElement === box));
      box.style.setProperty("--unit", String(ends.unit));
      box.style.setProperty("--date", String(ends.date));
      box.classList.add("is-set");
    });
  }

  jiceng.parts = { sections, blanks: (blocks) => blanksIn(blocks.map((block) => block.element)), all: () => blocksOf(article) };
  window.addEventListener("beforeprint", setSignature);
  addTools();
  action("copy-all", () => copy(blocksOf(article)));
  action("copy-parts", paragraphs);
  action("print", () => print());
})();
