/*
 * Word files in the browser: the stored document of a text with values in it, packed with the parts that all files share.
 * Twin of wenku/word/filler.py and filled.py: the same values give the same bytes (tests/fill/).
 *
 * jiceng.word.file({address, values, examples, fonts, stamp}) -> Promise<Uint8Array>, rejected with an Error whose
 *   message is the path that could not be loaded. address: the Word file's path without language and .docx;
 *   values, examples: field -> value; fonts: "system" | "official"; stamp: the header's words, "" for none.
 * jiceng.word.fill(xml, values, blanks) -> xml; stored(address) -> Promise<{document, core}>; packageOf(document, core, fonts, stamp).
 *
 * Documents and parts come as scripts (<address>.docx.js, assets/word-parts.js): a page opened from a disk may not fetch.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng = window.jiceng || {};
  const PARTS = "assets/word-parts.js";
  const FIELD_RUN = /(<w:r><w:rPr><w:rStyle w:val="Field"\/><w:rFonts w:hint="eastAsia"\/><\/w:rPr><w:t>)(?:\{\{|【)([\u3400-\u9fffA-Za-z0-9]{1,12})(?:\}\}|】)(<\/w:t><\/w:r>)/g;
  const PARAGRAPH = /<w:p><w:pPr>([^]*?)<\/w:pPr>([^]*?)<\/w:p>/g;
  const STYLE = /^<w:pStyle w:val="(\w+)"\/>/;
  const INDENT = /<w:ind [^>]*\/>/g;
  const TEXT = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;
  const RUN = /<w:r>[^]*?<\/w:r>/g;
  const SEVERAL = ["Body", "Cell", "CellSmall"];
  const TITLES = ["Title", "AttachmentTitle"];
  const SIGNED = ["Signature", "Date"];

  // Widths and indents: wenku/word/measure.py, with the numbers of gbt9704.py. Lengths in twips, widths in 字.

  const CHARACTERS = 28, ADVANCE = 315, FREE = 640, SHIFT = 2 * ADVANCE, LINE = 579;
  const TITLE_CHARACTERS = 20, TITLE_SIZE = 440, TITLE_SLACK = 0.8, TITLE_ENDINGS = [4, 2];
  const HALF = /[\u0000-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u200f\uff61-\uffdc]/g;
  const BREAK_AFTER = "的和与及、）》”", YEAR_AFTER = /[0-9】]/, NOT_AT_START = "，。、；：？！）》”年月日的";

  /** @param {string} text */
  const width = (text) => Array.from(text).length - (text.match(HALF) || []).length / 2;
  /** Half up, as in Python. @param {number} length */
  const rounded = (length) => Math.floor(length + 0.5);

  /** @param {string} unit @param {string} date @returns {[number, number]} right indents */
  function signatureIndents(unit, date) {
    const widest = CHARACTERS - 2;
    const long = Math.min(width(unit), widest), short = Math.min(width(date), widest);
    if (short > long) {
      return [Math.min(FREE + SHIFT + rounded((short - long) * ADVANCE), rounded((CHARACTERS - long) * ADVANCE)), FREE];
    }
    return [FREE, Math.max(0, FREE - SHIFT + rounded((long - short) * ADVANCE))];
  }

  /** @param {string[]} pieces the title's runs @returns {number} left and right indent */
  function titleIndent(pieces) {
    const text = Array.from(pieces.join(""));
    const good = new Set(TITLE_ENDINGS.map((ending) => text.length - ending));
    let place = 0;
    pieces.forEach((piece) => {
      good.add(place);
      place += Array.from(piece).length;
    });
    text.forEach((c, i) => {
      if (BREAK_AFTER.includes(c) || (c === "年" && i > 0 && YEAR_AFTER.test(text[i - 1]))) good.add(i + 1);
    });
    const isGood = (/** @type {number} */ i) => good.has(i) && i > 0 && i < text.length && !NOT_AT_START.includes(text[i]);
    const whole = width(text.join(""));
    const least = Math.ceil(whole / TITLE_CHARACTERS);
    if (least < 2) return 0;
    let bad = text.length, wide = TITLE_CHARACTERS;
    for (let half = Math.ceil(whole * 2 / least); half <= TITLE_CHARACTERS * 2; half++) {
      const places = breaks(text, half / 2);
      const split = places.filter((i) => !isGood(i)).length;
      if (places.length < least && (split < bad || (split === bad && half / 2 < wide))) [bad, wide] = [split, half / 2];
    }
    return Math.floor(Math.max(0, Math.round((TITLE_CHARACTERS - wide - TITLE_SLACK) * TITLE_SIZE)) / 2);
  }

  /** @param {string[]} text @param {number} wide @returns {number[]} where lines break */
  function breaks(text, wide) {
    /** @type {number[]} */
    const places = [];
    let filled = 0;
    text.forEach((c, i) => {
      if (filled + width(c) > wide) {
        places.push(i);
        filled = 0;
      }
      filled += width(c);
    });
    return places;
  }

  // The document: wenku/word/filler.py

  /** @param {string} value */
  const escape = (value) => value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  /** @param {string} xml */
  const unescape = (xml) => xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  /** @param {string} properties */
  const styleOf = (properties) => (STYLE.exec(properties) || ["", ""])[1];
  /** @param {string} content */
  const words = (content) => (content.match(TEXT) || []).map((t) => unescape(t.replace(/<[^>]*>/g, ""))).join("");

  /**
   * @param {string} xml
   * @param {{[key: string]: string}} values checked ones
   * @param {{[key: string]: string}} blanks what stands for a field without a value, where it is not 【key】
   * @returns {string}
   */
  function fill(xml, values, blanks) {
    const shown = (/** @type {string} */ key) => own(values, key) || own(blanks, key) || "【" + key + "】";
    return signed(xml.replace(PARAGRAPH, (_, properties, content) => paragraph(properties, content, shown)));
  }

  /** @param {{[key: string]: string}} table @param {string} key */
  const own = (table, key) => Object.prototype.hasOwnProperty.call(table, key) ? table[key] : "";

  /** @param {string} properties @param {string} content @param {(key: string) => string} shown */
  function paragraph(properties, content, shown) {
    const style = styleOf(properties);
    const joint = SEVERAL.includes(style) ? "\n" : "；";
    const filled = content.replace(FIELD_RUN, (_, head, key, tail) => {
      return head + escape(shown(key).split("\n").join(joint)) + tail;
    });
    if (TITLES.includes(style)) {
      const indent = titleIndent((filled.match(RUN) || []).map(words));
      properties = properties.replace(INDENT, '<w:ind w:left="' + indent + '" w:right="' + indent + '"/>');
    }
    return lines(filled).map((line) => "<w:p><w:pPr>" + properties + "</w:pPr>" + line + "</w:p>").join("");
  }

  /** @param {string} content @returns {string[]} */
  function lines(content) {
    if (!content.includes("\n")) return [content];
    return content.replace(RUN, (run) => {
      return run.split("\n").join("</w:t></w:r>\n" + run.slice(0, run.indexOf("<w:t>")) + "<w:t>");
    }).split("\n");
  }

  /** @param {string} xml @returns {string} with the indents of each signature and its date */
  function signed(xml) {
    /** @type {any[]} */
    let group = [];
    /** @type {{[at: number]: number}} */
    const indents = {};
    const close = () => {
      const unit = group.filter((m) => m.style === "Signature").reduce((longest, m) => width(m.words) > width(longest) ? m.words : longest, "");
      const date = group.filter((m) => m.style === "Date").map((m) => m.words).join("");
      const [right, dateRight] = signatureIndents(unit, date);
      group.forEach((m) => {
        indents[m.at] = m.style === "Date" ? dateRight : right;
      });
      group = [];
    };
    xml.replace(PARAGRAPH, (all, properties, content, at) => {
      const style = styleOf(properties);
      if (SIGNED.includes(style)) group.push({ style, at, words: words(content) });
      if (style === "Date") close();
      return all;
    });
    close();
    return xml.replace(PARAGRAPH, (all, properties, content, at) => {
      if (!(at in indents)) return all;
      return "<w:p><w:pPr>" + properties.replace(INDENT, '<w:ind w:right="' + indents[at] + '"/>') + "</w:pPr>" + content + "</w:p>";
    });
  }

  // The package

  /** @type {{[address: string]: {document: string, core: string, blanks: any}}} */
  const documents = {};
  /** @type {any} */
  let shared = null;
  /** Called by the scripts that hold documents. */
  jiceng.docx = (/** @type {string} */ address, /** @type {any} */ parts) => { documents[address] = parts; };
  /** Called by assets/word-parts.js. */
  jiceng.wordParts = (/** @type {any} */ parts) => { shared = parts; };

  /** @param {string} address @returns {Promise<{document: string, core: string, blanks: any}>} */
  function stored(address) {
    const wanted = documents[address] ? [] : [jiceng.local(address + ".docx.js")];
    return Promise.all(wanted.concat(shared ? [] : [PARTS], ["assets/zip.js"]).map(jiceng.load)).then(() => {
      if (!documents[address] || !shared) throw new Error(address + ".docx.js");
      return documents[address];
    });
  }

  /** @param {{address: string, values: any, examples?: any, fonts?: string, stamp?: string}} wanted @returns {Promise<Uint8Array>} */
  function file(wanted) {
    return stored(wanted.address).then((parts) => {
      const values = Object.assign({}, wanted.examples, wanted.values);
      return jiceng.zip.pack(packageOf(fill(parts.document, values, parts.blanks), parts.core, wanted.fonts, wanted.stamp));
    });
  }

  /** @param {string} documentXml @param {string} core @param {string} [fonts] @param {string} [stamp] @returns {{[name: string]: string}} */
  function packageOf(documentXml, core, fonts, stamp) {
    const parts = Object.assign({}, shared.common, shared[fonts || "system"]);
    if (stamp) {
      Object.keys(shared.stamped).forEach((name) => { parts[name] = shared.stamped[name].replace(shared.stamp, escape(stamp)); });
    }
    parts["word/document.xml"] = documentXml;
    parts["docProps/core.xml"] = core;
    return parts;
  }

  const FORBIDDEN = /[\\/:*?"<>|\x00-\x1f]+/g, NAME_LIMIT = 80;
  const UNITS = ["社区名称", "村名称", "单位名称"];

  /**
   * A file's name as wenku/word/filled.py makes it: the unit, the title, what tells it from others, an end that is never cut.
   * @param {{[key: string]: string}} values @param {string} title @param {string} end
   * @returns {string}
   */
  function nameOf(values, title, end) {
    const unit = UNITS.map((key) => own(values, key)).filter(Boolean)[0] || "";
    const clean = (unit + title).replace(FORBIDDEN, "_").replace(/^[ .]+|[ .]+$/g, "");
    return (Array.from(clean).slice(0, NAME_LIMIT - Array.from(end).length).join("") || "文件") + end + ".docx";
  }

  jiceng.word = { ADVANCE, FREE, LINE, nameOf, width, rounded, fill, file, stored, packageOf };
})();
