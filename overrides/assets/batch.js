/*
 * Many Word files at once: a table with a row per community (pasted, or a CSV file in UTF-8, UTF-16 or GB18030) becomes a zip
 * of filled files, made in this browser. A row with a fault, or without a value unless blanks are wanted, gives no file;
 * the report says which row, which column, and what is right. Columns that the table lacks take what the form holds.
 *
 * jiceng.batch.make(text, options, progress) does it; batchview.js shows it. Needs values.js, fill.js, download.js, word.js, zip.js, say.js.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const MAX_BYTES = 5000000, MAX_ROWS = 1000, HEAD_ROWS = 10, AT_ONCE = 8;
  const NAMED_AFTER = ["社区名称", "村名称", "单位名称"];
  const form = /** @type {HTMLFormElement} */ (document.getElementById("fill"));
  const sentences = JSON.parse(form.dataset.faults || "{}");
  const say = jiceng.say;

  /** @typedef {{key: string, label: string, kind: string, unit: string, choices: string[]}} Field */

  // Reading

  /** Text of a file's bytes; "" where it is none of the encodings that Excel and WPS write. @param {Uint8Array} bytes @returns {string} */
  function decode(bytes) {
    const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "";
    for (const encoding of marked ? [marked] : ["utf-8", "gb18030"]) {
      try {
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
        return text.includes("\0") ? "" : text;
      } catch (error) {
        // the next one
      }
    }
    return "";
  }

  /** Rows of cells (RFC 4180, cells parted by commas, semicolons or tabs). @param {string} text @returns {string[][]} */
  function table(text) {
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/^sep=(.)\n/i, "");
    const first = plain.split("\n").find((line) => line.trim() !== "") || "";
    const bare = first.replace(/"[^"]*"/g, "");
    const mark = ["\t", ",", ";", "，"].reduce((best, sign) => bare.split(sign).length > bare.split(best).length ? sign : best, "\t");
    const rows = [[""]];
    let quoted = false;
    for (let i = 0; i < plain.length; i++) {
      const c = plain[i], row = rows[rows.length - 1], cell = row.length - 1;
      if (quoted) {
        if (c !== '"') row[cell] += c;
        else if (plain[i + 1] === '"') row[cell] += plain[i++];
        else quoted = false;
      } else if (c === '"' && row[cell] === "") quoted = true;
      else if (c === mark) row.push("");
      else if (c === "\n") rows.push([""]);
      else row[cell] += c;
    }
    return rows;
  }

  /** A name as it is compared: without spaces, width and a unit in brackets. @param {string} name */
  const folded = (name) => name.normalize("NFKC").replace(/\s/g, "").replace(/\([^()]*\)$/, "").toLowerCase();

  /** @returns {Field[]} the fields of the variant that is shown, in the order of the form */
  function fieldsOf(documentXml) {
    const used = new Set((documentXml.match(/\{\{[^{}]+\}\}/g) || []).map((field) => field.slice(2, -2)));
    return Array.from(form.querySelectorAll(".fill-row"), (/** @type {any} */ row) => ({
      key: row.dataset.field, label: row.querySelector("label").textContent, kind: row.dataset.kind, unit: row.dataset.unit || "",
      choices: Array.from(row.querySelectorAll("option"), (/** @type {any} */ option) => option.value).filter(Boolean),
    })).filter((field) => used.has(field.key));
  }

  /**
   * Which column is which field, by the first row that names one.
   * @param {string[][]} rows @param {Field[]} fields
   * @returns {{at: number, columns: (Field | undefined)[], strange: string[], twice: string[]} | null}
   */
  function columnsOf(rows, fields) {
    /** @type {{[name: string]: Field}} */
    const known = {};
    fields.slice().reverse().forEach((field) => { known[folded(field.label)] = field; });
    fields.forEach((field) => { known[folded(field.key)] = field; });
    const find = (/** @type {string} */ cell) => known[folded(cell)] || known[cell.normalize("NFKC").replace(/\s/g, "").toLowerCase()];
    const at = rows.slice(0, HEAD_ROWS).findIndex((row) => row.some((cell) => find(cell)));
    if (at < 0) return null;
    /** @type {Set<string>} */
    const seen = new Set();
    /** @type {string[]} */
    const twice = [];
    const columns = rows[at].map(find).map((field) => {
      if (field && seen.has(field.key)) twice.push(field.label);
      const again = field && seen.has(field.key);
      if (field) seen.add(field.key);
      return again ? undefined : field;
    });
    return { at, columns, twice, strange: rows[at].filter((cell) => cell.trim() && !find(cell)) };
  }

  /**
   * @param {string[]} row @param {(Field | undefined)[]} columns @param {Field[]} fields @param {{[key: string]: string}} common
   * @returns {{values: {[key: string]: string}, faults: string[], missing: string[]}}
   */
  function valuesOf(row, columns, fields, common) {
    const values = Object.assign({}, common), faults = /** @type {string[]} */ ([]), wrong = new Set();
    columns.forEach((field, i) => {
      if (!field) return;
      const { value, fault } = jiceng.values.check(field, row[i] || "");
      delete values[field.key];
      if (value) values[field.key] = value;
      if (!fault) return;
      wrong.add(field.key);
      faults.push(jiceng.values.sentence(field, fault, sentences));
    });
    const missing = fields.filter((field) => !values[field.key] && !wrong.has(field.key)).map((field) => field.label);
    return { values, faults, missing };
  }

  /** A name that no other file has. @param {string} name @param {Set<string>} taken */
  function unique(name, taken) {
    const stem = name.replace(/\.docx$/, "");
    let own = name;
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = stem + "（" + n + "）.docx";
    taken.add(own.toLowerCase());
    return own;
  }

  // Making

  /**
   * @param {string} text of the table
   * @param {{fonts: string, blanks: boolean, examples?: null}} options
   * @param {(done: number, all: number) => void} progress
   * @returns {Promise<{files: {name: string, bytes: Uint8Array}[], notes: string[], bad: string[]}>}
   */
  function make(text, options, progress) {
    const shown = jiceng.download.fileOf();
    return jiceng.word.stored(shown.address).then((/** @type {any} */ stored) => {
      const rows = table(text), fields = fieldsOf(stored.document), found = columnsOf(rows, fields);
      if (!found) return { files: [], bad: [], notes: [say("batch_no_column", { names: fields.map((field) => field.label).join("、") })] };
      const common = jiceng.fill.values();
      const lacking = fields.filter((field) => !found.columns.includes(field));
      const from = (/** @type {boolean} */ there) => lacking.filter((field) => Boolean(common[field.key]) === there).map((field) => field.label).join("、");
      const notes = [
        found.strange.length && say("batch_strange", { names: found.strange.join("、") }),
        found.twice.length && say("batch_twice", { names: found.twice.join("、") }),
        from(true) && say("batch_common", { names: from(true) }),
        from(false) && say("batch_lacking", { names: from(false) }),
      ].filter(Boolean);
      const named = found.columns.findIndex((field) => Boolean(field && NAMED_AFTER.includes(field.key)));
      const first = named >= 0 ? named : found.columns.findIndex(Boolean);
      let listed = rows.map((row, i) => ({ row, number: i + 1 })).slice(found.at + 1).filter(({ row }) => row.some((cell) => cell.trim()));
      if (listed.length > MAX_ROWS) notes.push(say("batch_too_many", { n: listed.length, limit: MAX_ROWS, next: listed[MAX_ROWS].number }));
      listed = listed.slice(0, MAX_ROWS);
      if (!listed.length) notes.push(say("batch_no_rows"));
      return run(listed, { shown, fields, columns: found.columns, common, first, options, notes, progress });
    });
  }

  /** A few rows at a time, so that the page stays alive. @param {{row: string[], number: number}[]} listed @param {any} job @returns {Promise<any>} */
  function run(listed, job) {
    const files = /** @type {any[]} */ ([]), bad = /** @type {string[]} */ ([]), taken = new Set();
    const one = (/** @type {{row: string[], number: number}} */ item) => {
      const { values, faults, missing } = valuesOf(item.row, job.columns, job.fields, job.common);
      if (missing.length && !job.options.blanks) faults.push(say("batch_missing", { names: missing.join("、") }));
      const label = (item.row[job.first] || "").trim().slice(0, 20);
      if (faults.length) {
        bad.push(say("batch_row", { row: item.number, name: label ? "（" + label + "）" : "" }) + faults.join("；"));
        return Promise.resolve();
      }
      const head = NAMED_AFTER.some((key) => Boolean(values[key])) ? "" : label;
      const name = unique(jiceng.word.nameOf(values, head + form.dataset.title, jiceng.download.variantEnd()), taken);
      return jiceng.word.file({ address: job.shown.address, values, fonts: job.options.fonts }).then((/** @type {Uint8Array} */ bytes) => { files.push({ name, bytes }); });
    };
    const next = (/** @type {number} */ at) => {
      job.progress(at, listed.length);
      if (at >= listed.length) return Promise.resolve({ files, bad, notes: job.notes });
      const some = listed.slice(at, at + AT_ONCE);
      return some.reduce((before, item) => before.then(() => one(item)), Promise.resolve())
        .then(() => new Promise((resolve) => { setTimeout(resolve, 0); }))
        .then(() => next(at + some.length));
    };
    return next(0);
  }

  /** @param {Field[]} fields @returns {string} the table's first row, for Excel and WPS (which read UTF-8 with a mark only) */
  const sample = (fields) => "\ufeff" + fields.map((field) => '"' + field.label.replace(/"/g, '""') + '"').join(",") + "\r\n";

  jiceng.batch = { table, decode, make, sample, fieldsOf, MAX_BYTES };
})();
