/*
 * The view before printing: the whole text or one section, how many places are not filled in, and whether this browser can set
 * page numbers (margin boxes of @page, Chromium 131); where it cannot, the Word file is offered first. Loaded by copy.js.
 *
 * jiceng.printing(anchor): open it; anchor of a section, "" for the whole text.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("print"));
  const choice = dialog.querySelector("select");
  const numbered = typeof window["CSSMarginRule"] === "function";

  /** @type {(name: string) => any} */
  const part = (name) => dialog.querySelector("[data-print=" + name + "]");

  /** @returns {{element: Element}[]} the blocks to be printed */
  function chosen() {
    const section = jiceng.parts.sections().find((one) => one.anchor === choice.value);
    return section ? section.blocks : jiceng.parts.all();
  }

  function describe() {
    const blanks = jiceng.parts.blanks(chosen());
    part("left").hidden = !blanks;
    part("left").firstElementChild.textContent = document.querySelector(".leaving [data-say=print_left]").textContent.replace("{n}", String(blanks));
  }

  /** A button of the page that does it, or null where there is none to be seen. @param {string} name @returns {any} */
  function other(name) {
    return document.querySelector(".text-actions button[data-action=" + name + "]:not([hidden])");
  }

  /** Everything but the chosen section stays off the paper until the print is done. */
  function go() {
    const keep = chosen();
    const off = choice.value ? jiceng.parts.all().filter((block) => !keep.some((one) => one.element === block.element)) : [];
    const kept = (/** @type {Element} */ box) => keep.some((one) => box.contains(one.element));
    const boxes = Array.from(document.querySelectorAll(".doc .attachment, .doc .attachment-note, .doc .signature")).filter((box) => !kept(box));
    const places = off.map((block) => block.element.closest(".doc-table") || block.element).concat(off.length ? boxes : []);
    /** @param {boolean} on */
    const set = (on) => {
      places.forEach((place) => place.classList.toggle("off-paper", on));
      document.querySelector("article.doc").classList.toggle("is-part", on && places.length > 0);
    };
    const restore = () => set(false);
    set(true);
    window.addEventListener("afterprint", restore, { once: true });
    dialog.close();
    window.print();
  }

  /** @param {string} anchor */
  jiceng.printing = function (anchor) {
    while (choice.options.length > 1) choice.remove(1);
    jiceng.parts.sections().forEach((one) => choice.add(new Option(one.title, one.anchor)));
    choice.value = anchor;
    part("plain").hidden = numbered;
    part("word").hidden = numbered || !other("word");
    part("go").classList.toggle("button-main", numbered);
    part("word").classList.toggle("button-main", !numbered);
    part("fill").hidden = !other("fill");
    describe();
    dialog.showModal();
    document.getElementById("print-title").focus();
  };

  choice.addEventListener("change", describe);
  part("go").addEventListener("click", go);
  ["word", "fill"].forEach((name) => part(name).addEventListener("click", () => {
    dialog.close();
    other(name).click();
  }));
})();
