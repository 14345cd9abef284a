/*
 * The dialog of batch.js: where the table comes from, what is made of it, and the report.
 *
 * jiceng.batch.open() shows it.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say, batch = jiceng.batch;
  const form = /** @type {HTMLFormElement} */ (document.getElementById("fill"));

  /** @param {string} tag @param {{[name: string]: string}} [attributes] @param {(Node | string)[]} [inner] @returns {any} */
  function made(tag, attributes, inner) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    (inner || []).forEach((part) => element.append(part));
    return element;
  }

  /** @param {string} name of a sentence @param {() => void} run @param {string} [look] @returns {HTMLButtonElement} */
  function button(name, run, look) {
    const element = made("button", { type: "button", class: "button " + (look || "") }, [say(name)]);
    element.addEventListener("click", run);
    return element;
  }

  const title = made("h2", { id: "batch-title", tabindex: "-1" }, [say("batch_title")]);
  const area = made("textarea", { rows: "7", id: "batch-table", spellcheck: "false", autocomplete: "off", wrap: "off", "aria-describedby": "batch-help" });
  const picker = made("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", id: "batch-file" });
  const blanks = made("input", { type: "checkbox", id: "batch-blanks" });
  const progress = made("progress", { max: "1", value: "0", "aria-label": say("batch_title"), hidden: "" });
  const status = made("p", { class: "word-status", role: "status" });
  const report = made("ul", { class: "batch-report", hidden: "", tabindex: "-1", "aria-label": say("batch_report") });
  const go = button("batch_go", start, "button-main");
  const box = made("dialog", { class: "word batch", "aria-labelledby": "batch-title" }, [
    made("div", { class: "word-head" }, [title, button("batch_close", close)]),
    made("p", { id: "batch-help" }, [say("batch_help")]),
    made("p", {}, [button("batch_sample", sample)]),
    made("p", {}, [made("label", { for: "batch-file" }, [say("batch_file")]), " ", picker]),
    made("p", {}, [made("label", { for: "batch-table" }, [say("batch_paste")])]),
    area,
    made("p", {}, [made("label", {}, [blanks, " " + say("batch_blanks")])]),
    made("p", {}, [go]),
    progress, status, report,
  ]);
  document.body.append(box);

  /** @param {string} text @param {boolean} [bad] */
  function tell(text, bad) {
    status.textContent = text;
    status.classList.toggle("warning", Boolean(bad));
  }

  function close() {
    if (box.close) box.close();
    else box.removeAttribute("open");
  }

  function sample() {
    jiceng.word.stored(jiceng.download.fileOf().address).then((/** @type {any} */ stored) => {
      jiceng.save(new Blob([batch.sample(batch.fieldsOf(stored.document))], { type: "text/csv" }), form.dataset.title + say("batch_sample_name") + ".csv");
      tell(say("batch_sample_saved"));
    }, () => tell(say("batch_failed"), true));
  }

  picker.addEventListener("change", () => {
    const file = picker.files[0];
    if (!file) return;
    if (file.size > batch.MAX_BYTES) return tell(say("batch_big"), true);
    const reader = new FileReader();
    reader.onerror = () => tell(say("batch_unreadable"), true);
    reader.onload = () => {
      const bytes = new Uint8Array(/** @type {ArrayBuffer} */ (reader.result));
      const packed = bytes[0] === 0x50 && bytes[1] === 0x4b || bytes[0] === 0xd0 && bytes[1] === 0xcf;
      const text = packed ? "" : batch.decode(bytes);
      area.value = text.replace(/^\ufeff/, "");
      if (text) tell(say("batch_loaded", { name: file.name }));
      else tell(say(packed ? "batch_excel" : bytes.length ? "batch_unreadable" : "batch_empty"), true);
    };
    reader.readAsArrayBuffer(file);
  });

  function start() {
    if (go.getAttribute("aria-disabled") === "true") return;
    report.hidden = true;
    if (!area.value.trim()) return tell(say("batch_empty"), true);
    if (area.value.length > batch.MAX_BYTES) return tell(say("batch_big"), true);
    go.setAttribute("aria-disabled", "true");
    progress.hidden = false;
    tell(say("batch_making"));
    const fonts = jiceng.storage("local").get("fonts") || "system";
    batch.make(area.value, { fonts, blanks: blanks.checked }, (/** @type {number} */ done, /** @type {number} */ all) => {
      progress.max = all || 1;
      progress.value = done;
    }).then(finish, () => tell(say("batch_failed"), true)).then(() => {
      go.removeAttribute("aria-disabled");
      progress.hidden = true;
    });
  }

  /** @param {{files: any[], notes: string[], bad: string[]}} result */
  function finish(result) {
    const lines = result.notes.concat(result.bad);
    const told = say("batch_made", { n: result.files.length, bad: result.bad.length });
    if (result.files.length) {
      const bytes = new TextEncoder().encode("\ufeff" + [told].concat(lines).join("\r\n") + "\r\n");
      const all = result.files.concat({ name: say("batch_report") + ".txt", bytes });
      jiceng.save(jiceng.zip.archive(all), jiceng.word.nameOf({}, form.dataset.title, say("batch_zip", { n: result.files.length })).replace(/\.docx$/, ".zip"));
    }
    report.textContent = "";
    lines.forEach((line) => report.append(made("li", {}, [line])));
    report.hidden = !lines.length;
    tell(result.files.length ? told : say("batch_none"), !result.files.length || result.bad.length > 0);
  }

  box.addEventListener("click", (/** @type {MouseEvent} */ event) => { if (event.target === box) close(); });
  batch.open = () => {
    tell("");
    if (box.showModal) box.showModal();
    else box.setAttribute("open", "");
    title.focus();
  };
})();
