/*
 * The choice of a Word file: blank, filled or with examples, and its fonts; made in this browser by word.js. Before it is
 * made the writer reads how many fields are unfilled and which, and which hold something wrong: those stay blanks.
 *
 * jiceng.download.open() shows it. Needs fill.js.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const USED = /<w:rStyle w:val="Field"\/><w:rFonts w:hint="eastAsia"\/><\/w:rPr><w:t>(?:\{\{|【)([^{}【】<]+)(?:\}\}|】)/g;
  const form = /** @type {HTMLFormElement} */ (document.getElementById("fill"));
  const files = JSON.parse(form.dataset.word || "[]");
  const choices = jiceng.storage("local");
  const fill = jiceng.fill, say = jiceng.say;

  /** @param {string} tag @param {{[name: string]: string}} attributes @param {(Node | string)[]} [inner] @returns {any} */
  function made(tag, attributes, inner) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
    (inner || []).forEach((part) => element.append(part));
    return element;
  }

  /** @param {string} kind what it does @param {string} name of its sentence @param {{[name: string]: string}} [more] */
  const button = (kind, name, more) => made("button", Object.assign({ type: "button", class: "button", "data-word": kind }, more), [say(name)]);
  /** @param {string} kind @param {string} name @param {string} help @param {string} [look] */
  const choice = (kind, name, help, look) => made("div", {}, [
    button(kind, name, { class: "button " + (look || ""), "aria-describedby": "word-" + kind }), made("p", { id: "word-" + kind }, [say(help)]),
  ]);
  /** @param {string} value @param {string} name @param {string} help */
  const font = (value, name, help) => made("label", {}, [
    made("input", { type: "radio", name: "fonts", value }), made("span", {}, [say(name), made("small", {}, [say(help)])]),
  ]);
  const title = form.querySelector("[data-action=word]").textContent;
  const box = document.body.appendChild(made("dialog", { id: "word", class: "word", "aria-labelledby": "word-title" }, [
    made("div", { class: "word-head" }, [made("h2", { id: "word-title", tabindex: "-1" }, [title]), button("close", "word_close")]),
    made("p", { class: "word-status", role: "status" }),
    made("p", { class: "word-plain", hidden: "" }, [made("a", { class: "button" }, [say("word_plain")])]),
    made("p", { class: "word-variant" }),
    made("p", { class: "word-left" }, [made("span", {}), " ", button("go-left", "word_go_left")]),
    made("div", { class: "word-faults" }, [made("ul", {}), button("go-fault", "word_go_fault")]),
    made("p", { class: "word-carried" }),
    made("fieldset", {}, [
      made("legend", {}, [say("word_fonts")]),
      font("system", "word_fonts_system", "word_fonts_system_help"),
      font("official", "word_fonts_official", "word_fonts_official_help"),
      made("p", {}, [say("word_title_font")]),
    ]),
    made("div", { class: "word-choices", role: "group", "aria-labelledby": "word-title" }, [
      choice("filled", "word_filled", "word_filled_help", "button-main"),
      choice("blank", "word_empty", "word_empty_help"),
      choice("examples", "word_examples", "word_examples_help"),
      choice("many", "word_many", "word_many_help"),
    ]),
  ]));

  /** @type {(css: string) => any} */
  const one = (css) => box.querySelector(css);
  /** @type {(css: string) => any[]} */
  const all = (css) => Array.from(box.querySelectorAll(css));
  const status = one(".word-status");
  /** @type {HTMLElement | null} */
  let opener = null;

  /** The variant that is shown, null where the text has none. @returns {HTMLElement | null} */
  const variant = () => document.querySelector(".variant-switch button[aria-pressed=true]");

  /** The published Word file of the variant. */
  function fileOf() {
    const shown = variant();
    return files.find((/** @type {any} */ file) => file.name === (shown ? shown.dataset.variant : "")) || files[0];
  }

  /** What a file's name ends with where there are several variants. */
  const variantEnd = () => variant() ? "（" + variant().textContent.trim() + "）" : "";

  /** @returns {{[key: string]: string}} */
  function examples() {
    /** @type {{[key: string]: string}} */
    const found = {};
    form.querySelectorAll(".fill-row").forEach((/** @type {any} */ row) => {
      const own = row.querySelector("[data-example]:not([hidden])"); // where variants have different ones
      found[row.dataset.field] = (own || row).dataset.example;
    });
    return found;
  }

  /** Say what is filled in and what is not. */
  function tell() {
    const shown = variant(), left = fill.unfilled(), faults = fill.faults(), carried = fill.carried();
    const some = Object.keys(fill.values()).length > 0;
    one(".word-variant").hidden = !shown;
    if (shown) one(".word-variant").textContent = say("word_variant", { name: shown.textContent.trim() });
    const blank = left.length ? document.querySelector('article.doc .field[data-field="' + left[0] + '"]').getAttribute("data-blank") : "";
    const names = fill.labels(left).join("、");
    one(".word-left span").textContent = !left.length ? say("word_done") : some ? say("word_left", { n: left.length, names, blank }) : say("word_none");
    one("[data-word=go-left]").hidden = !left.length;
    one(".word-faults").hidden = !faults.length;
    one(".word-faults ul").textContent = "";
    faults.forEach((/** @type {any} */ fault) => { one(".word-faults ul").appendChild(document.createElement("li")).textContent = fault.message; });
    one(".word-carried").hidden = !carried.length;
    one(".word-carried").textContent = carried.length ? say("word_carried", { names: fill.labels(carried).join("、") }) : "";
  }

  /** @param {"filled" | "blank" | "examples"} kind */
  function make(kind) {
    const withExamples = kind === "examples";
    const values = kind === "blank" ? {} : fill.values();
    const buttons = all(".word-choices button");
    const fonts = one("input[name=fonts]:checked").value;
    choices.set("fonts", fonts);
    status.classList.remove("warning");
    status.textContent = say("word_making");
    box.scrollTop = 0; // the status stands at the top
    one(".word-plain").hidden = true;
    buttons.forEach((button) => { button.setAttribute("aria-disabled", "true"); });
    const wanted = { address: fileOf().address, values, examples: withExamples ? examples() : null, fonts, stamp: withExamples ? form.dataset.stamp : "" };
    jiceng.load("assets/word.js").then(() => jiceng.word.stored(wanted.address)).then((/** @type {any} */ stored) => {
      if (!agrees(stored)) return fail("word_stale");
      return jiceng.word.file(wanted).then((/** @type {Uint8Array} */ bytes) => {
        const name = jiceng.word.nameOf(values, form.dataset.title, variantEnd() + (withExamples ? "（" + form.dataset.stamp + "）" : ""));
        jiceng.save(new Blob([bytes], { type: DOCX }), name);
        status.textContent = say(withExamples ? "word_made_examples" : "word_made", { name });
      });
    }).catch(() => fail("word_failed")).then(() => {
      buttons.forEach((button) => { button.removeAttribute("aria-disabled"); });
    });
  }

  /** Whether the file is of the text that the page shows, not of a newer one. @param {{document: string, core: string}} stored */
  function agrees(stored) {
    const known = Array.from(form.querySelectorAll(".fill-row"), (/** @type {any} */ row) => row.dataset.field);
    const used = (stored.document.match(USED) || []).map((run) => run.replace(USED, "$1"));
    return used.every((key) => known.includes(key)) && stored.core.includes(form.dataset.reviewed || "");
  }

  /** The plain link to the blank file stays. @param {string} why name of a sentence */
  function fail(why) {
    const shown = variant();
    const link = Array.from(document.querySelectorAll(".word-links a")).filter((/** @type {any} */ a) => a.dataset.variant === (shown ? shown.dataset.variant : ""))[0];
    status.classList.add("warning");
    status.textContent = say(why);
    if (!link) return;
    one(".word-plain a").href = link.getAttribute("href");
    one(".word-plain a").download = link.getAttribute("download");
    one(".word-plain").hidden = false;
  }

  /** A table with a row per community. */
  function many() {
    const paths = [jiceng.local("assets/say.js"), "assets/zip.js", "assets/word.js", "assets/batch.js", "assets/batchview.js"];
    paths.reduce((before, path) => before.then(() => jiceng.load(path)), Promise.resolve()).then(() => {
      close();
      jiceng.batch.open();
    }, () => fail("word_failed"));
  }

  /** @param {string} key close, and go to a row */
  function leaveFor(key) {
    close();
    fill.open(key);
  }

  function close() {
    if (box.close) box.close();
    else {
      box.removeAttribute("open");
      if (opener) opener.focus();
    }
  }

  all("[data-word]").forEach((button) => button.addEventListener("click", () => {
    const kind = button.dataset.word;
    if (button.getAttribute("aria-disabled") === "true") return;
    if (kind === "close") close();
    else if (kind === "go-left") leaveFor(fill.unfilled()[0]);
    else if (kind === "go-fault") leaveFor(fill.faults()[0].key);
    else if (kind === "many") many();
    else make(kind);
  }));
  box.addEventListener("click", (/** @type {MouseEvent} */ event) => { if (event.target === box) close(); }); // on the backdrop

  jiceng.download = {
    fileOf,
    variantEnd,
    open() {
      opener = /** @type {HTMLElement} */ (document.activeElement);
      tell();
      const fonts = all("input[name=fonts]");
      (fonts.filter((input) => input.value === choices.get("fonts"))[0] || fonts[0]).checked = true;
      status.classList.remove("warning");
      status.textContent = /MicroMessenger/.test(navigator.userAgent) ? say("word_wechat") : "";
      one(".word-plain").hidden = true;
      if (box.showModal) box.showModal();
      else box.setAttribute("open", ""); // Safari before 15.4
      one("#word-title").focus();
    },
  };
})();
