/*
 * What a writer may put into a field: checked, and normalised to the form that the text wants. Twin of
 * wenku/fill/values.py: both are driven by tests/fill/values.json; a rule changes in both or in neither.
 *
 * jiceng.values.check(field, raw) -> {value, fault}: the value as the text wants it, or a fault's code; both "" where
 * nothing was typed. jiceng.values.sentence(field, fault, sentences) -> what the writer reads.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng = window.jiceng || {};
  const TEXT_LIMIT = 200, PARAGRAPH_LIMIT = 2000, NUMBER_LIMIT = 15;
  const EDGES = " \\t\\u00a0\\u3000";
  const BREAKS = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/g;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
  const CONTROL = /[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]/u;
  const EMOJI = /[\u{1f000}-\u{1faff}]/u;
  const BRACES = /\{\{|\}\}/;
  const OUTER = new RegExp("^[" + EDGES + "]+|[" + EDGES + "]+$", "g");
  const SPACES = new RegExp("[" + EDGES + "]+", "g");
  const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;
  const DATE = /^((?:19|20)[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?$/;

  /** @typedef {{key: string, label: string, kind: string, unit?: string, choices?: string[]}} Field */

  /** Characters, not UTF-16 units. @param {string} text */
  const length = (text) => Array.from(text).length;

  /** @param {string} text */
  const halfWidth = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

  /** @type {{[kind: string]: (text: string, field: Field) => string}} */
  const normal = {
    number(text, field) {
      if (field.unit && text.endsWith(field.unit)) text = text.slice(0, -field.unit.length);
      text = text.replace(/([0-9]),(?=[0-9]{3})/g, "$1");
      if (!NUMBER.test(text) || text.length > NUMBER_LIMIT) return "";
      return text.replace(/^(-?)0+(?=[0-9])/, "$1");
    },
    date(text) {
      const match = DATE.exec(text);
      if (!match) return "";
      const [year, month, day] = match.slice(1).map(Number);
      const date = new Date(year, month - 1, day);
      const real = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
      return real ? year + "年" + month + "月" + day + "日" : "";
    },
    year(text) {
      text = text.replace(/年$/, "");
      return /^(?:19|20)[0-9]{2}$/.test(text) ? text : "";
    },
  };

  /** @param {Field} field @param {string} text @returns {{value: string, fault: string}} */
  function byKind(field, text) {
    const result = (/** @type {boolean} */ good, /** @type {string} */ fault) => good ? { value: text, fault: "" } : { value: "", fault };
    if (field.kind === "paragraph") return result(length(text) <= PARAGRAPH_LIMIT, "long");
    if (text.includes("\n")) return result(false, "lines");
    if (field.kind === "choice") return result((field.choices || []).includes(text), "choice");
    if (normal[field.kind]) {
      text = normal[field.kind](halfWidth(text).replace(SPACES, ""), field);
      return result(text !== "", field.kind);
    }
    text = text.replace(SPACES, " ");
    return result(length(text) <= TEXT_LIMIT, "long");
  }

  /** @param {Field} field @param {string} raw @returns {{value: string, fault: string}} */
  function check(field, raw) {
    const text = raw.replace(BREAKS, "\n").replace(INVISIBLE, "")
      .split("\n").map((line) => line.replace(OUTER, "")).filter(Boolean).join("\n");
    if (text === "" || text === "【" + field.key + "】") return { value: "", fault: "" };
    const fault = CONTROL.test(text) ? "control" : EMOJI.test(text) ? "emoji" : BRACES.test(text) ? "braces" : "";
    return fault ? { value: "", fault } : byKind(field, text);
  }

  /** @param {Field} field @param {string} fault @param {{[code: string]: string}} sentences */
  function sentence(field, fault, sentences) {
    const limit = String(field.kind === "paragraph" ? PARAGRAPH_LIMIT : TEXT_LIMIT);
    /** @type {{[name: string]: string}} */
    const names = { label: field.label, unit: field.unit || "", choices: (field.choices || []).join("、"), limit };
    return (sentences[fault] || "").replace(/\{(label|unit|choices|limit)\}/g, (_, name) => names[name]);
  }

  jiceng.values = { check, sentence };
})();
