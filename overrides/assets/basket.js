/*
 * The basket (素材夹): sections of several texts, kept as references in this browser, joined into one Word file.
 *
 * What is kept says where a section stands, never what was typed: values come from the tab's own forms when the file is made.
 * jiceng.basket.items(), add(anchor) on a text's page -> {added, count} or null, set(items); make(items, title, fonts) ->
 * Promise<{bytes, missing: item[]}>. Needs word.js and zip.js for make.
 */
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const MOST = 60;
  const store = jiceng.storage("local");
  const ADDRESS = /^(?:[a-z0-9_-]+\/)+[a-z0-9_.-]+$/i, PART = /^[sa][1-9][0-9]?$/;
  const NUMBER = /^[一二三四五六七八九十]{1,3}、/;
  const DIGITS = "〇一二三四五六七八九";
  const ELEMENT = /<w:tbl>[^]*?<\/w:tbl>|<w:p>[^]*?<\/w:p>/g;
  const STYLE = /<w:pStyle w:val="(\w+)"\/>/;

  /**
   * A section: `address` of its Word file, `page` without language, `part` s1, s2 … or a1 … for attachments.
   * @typedef {{address: string, page: string, anchor: string, code: string, title: string, variant: string, part: string, heading: string}} Item
   */

  /** @param {any} item what a store may hold @returns {boolean} */
  function sound(item) {
    const names = ["address", "page", "anchor", "code", "title", "variant", "part", "heading"];
    return Boolean(item) && names.every((name) => typeof item[name] === "string" && item[name].length < 300)
      && ADDRESS.test(item.address) && ADDRESS.test(item.page) && /\.html$/.test(item.page) && !item.address.includes("..") && !item.page.includes("..") && PART.test(item.part);
  }

  /** @returns {Item[]} */
  function items() {
    const kept = store.get("basket");
    return Array.isArray(kept) ? kept.filter(sound).slice(0, MOST) : [];
  }

  /** @param {Item[]} list @returns {boolean} whether it is kept */
  const set = (list) => store.set("basket", list.slice(0, MOST));

  /** @param {Item} item */
  const nameOf = (item) => item.address + "#" + item.part;

  /** A heading as it leaves the page: blanks for fields, no buttons. @param {Element} heading */
  function wordsOf(heading) {
    const copy = /** @type {Element} */ (heading.cloneNode(true));
    copy.querySelectorAll("button").forEach((button) => button.remove());
    copy.querySelectorAll(".field").forEach((field) => field.replaceWith(field.getAttribute("data-blank") || ""));
    return (copy.textContent || "").trim();
  }

  /** Which part of the shown variant a heading begins. @param {Element} heading @returns {string} "" where it is none of its own */
  function partOf(heading) {
    const all = (/** @type {string} */ css) => Array.from(document.querySelectorAll("article.doc " + css)).filter((one) => !one.closest("[hidden], .guidance"));
    if (heading.matches(".attachment-title")) return "a" + (all(".attachment-title").indexOf(heading) + 1);
    const sections = all("h3").filter((one) => !one.closest(".attachment"));
    return sections.includes(heading) ? "s" + (sections.indexOf(heading) + 1) : "";
  }

  /** @param {string} anchor @returns {{added: boolean, kept: boolean, count: number} | null} */
  function add(anchor) {
    const heading = document.getElementById(anchor), form = document.getElementById("fill");
    const part = heading && partOf(heading);
    if (!heading || !form || !part) return null;
    const shown = document.querySelector(".variant-switch button[aria-pressed=true]");
    const files = JSON.parse(form.dataset.word || "[]");
    const variant = shown ? shown.getAttribute("data-variant") : "";
    const file = files.find((/** @type {any} */ one) => one.name === variant) || files[0];
    const item = {
      address: file.address, page: files[0].address + ".html", anchor, code: form.dataset.code || "", title: form.dataset.title || "",
      variant: shown ? (shown.textContent || "").trim() : "", part, heading: wordsOf(heading),
    };
    const list = items();
    if (list.some((one) => nameOf(one) === nameOf(item))) return { added: false, kept: true, count: list.length };
    if (list.length >= MOST) return { added: false, kept: false, count: list.length };
    const kept = set(list.concat(item));
    return { added: kept, kept, count: list.length + (kept ? 1 : 0) };
  }

  // One file of many

  /** 1 to 99 in Hanzi. @param {number} n */
  function hanzi(n) {
    const tens = Math.floor(n / 10), ones = n % 10;
    return (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + (ones ? DIGITS[ones] : "");
  }

  /** @param {string} xml @returns {string} */
  const styleOf = (xml) => xml.startsWith("<w:p>") ? (STYLE.exec(xml) || ["", ""])[1] : "";
  /** @param {string} xml */
  const textOf = (xml) => (xml.match(/<w:t(?: [^>]*)?>[^<]*<\/w:t>/g) || []).map((t) => t.replace(/<[^>]*>/g, "")).join("");

  /** The elements of each part of a document, by the part's name. @param {string} xml @returns {{[part: string]: string[]}} */
  function partsOf(xml) {
    /** @type {{[part: string]: string[]}} */
    const parts = {};
    let sections = 0, attachments = 0, name = "";
    (xml.match(ELEMENT) || []).forEach((element) => {
      const style = styleOf(element);
      if (style === "AttachmentLabel") name = "a" + ++attachments;
      else if (style === "Heading1" && !attachments) name = "s" + ++sections;
      else if (["AttachmentNote", "Signature", "Date"].includes(style)) name = "";
      if (name) (parts[name] = parts[name] || []).push(element);
    });
    return parts;
  }

  /** Put a text in the place of the first words of a paragraph that match. @param {string} xml @param {RegExp} old @param {string} text */
  function renumbered(xml, old, text) {
    return xml.replace(/(<w:t(?: [^>]*)?>)([^<]*)/, (all, tag, words) => old.test(words) ? tag + words.replace(old, text) : all);
  }

  /** @param {string} style @param {string} text @param {string} [direct] */
  function paragraph(style, text, direct) {
    const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return '<w:p><w:pPr><w:pStyle w:val="' + style + '"/>' + (direct || "") + '</w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>' + escaped + "</w:t></w:r></w:p>";
  }

  /** Values typed into the form of a text in this tab, checked. @param {string} code @returns {{[key: string]: string}} */
  function typed(code) {
    const state = jiceng.storage("session").get("fill." + code);
    return state && state.era === (store.get("era") || 0) && state.checked || {};
  }

  /** @param {Item[]} list @param {string} title @param {string} fonts @returns {Promise<{bytes: Uint8Array, missing: Item[]}>} */
  function make(list, title, fonts) {
    const load = (/** @type {Item} */ item) => jiceng.word.stored(item.address).catch(() => null);
    return Promise.all(list.map(load)).then((found) => {
      const body = /** @type {string[]} */ ([]), back = /** @type {string[]} */ ([]), names = /** @type {string[]} */ ([]), missing = /** @type {Item[]} */ ([]);
      const attachments = list.filter((item, i) => item.part[0] === "a" && found[i]).length;
      let sections = 0;
      list.forEach((item, i) => {
        const parts = found[i] ? partsOf(jiceng.word.fill(found[i].document, typed(item.code), found[i].blanks)) : {};
        const elements = (parts[item.part] || []).slice();
        if (!elements.length) {
          missing.push(item);
        } else if (item.part[0] === "s") {
          elements[0] = renumbered(elements[0], NUMBER, hanzi(++sections) + "、");
          body.push.apply(body, elements.map((element) => element.replace("<w:keepNext/>", "")));
        } else {
          names.push(textOf(elements[1]));
          elements[0] = renumbered(elements[0], /^附件\d*/, "附件" + (attachments > 1 ? names.length : ""));
          back.push.apply(back, elements);
        }
      });
      const usable = found.find(Boolean);
      if (!usable || !body.length && !back.length) return Promise.reject(new Error("empty"));
      const xml = usable.document.replace(/<w:body>[^]*?(?=<w:sectPr)/, () => "<w:body>" + closed([paragraph("Title", title, '<w:ind w:left="0" w:right="0"/>')].concat(body, notes(names), back)));
      const core = described(usable.core, title, list);
      return { bytes: jiceng.zip.pack(jiceng.word.packageOf(jiceng.word.fill(xml, {}, {}), core, fonts)), missing };
    });
  }

  /** 附件：1.… as wenku/word/build.py writes it (GB/T 9704 7.3.4). @param {string[]} names @returns {string[]} */
  function notes(names) {
    return names.map((name, i) => {
      const number = names.length > 1 ? i + 1 + "." : "", label = (i ? "" : "附件：") + number;
      const { width, rounded, ADVANCE, FREE } = jiceng.word;
      const left = FREE + rounded(width("附件：" + number) * ADVANCE), hanging = rounded(width(label) * ADVANCE);
      const text = label + name.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
      return paragraph("AttachmentNote", text, (i ? "" : '<w:spacing w:before="' + jiceng.word.LINE + '"/>') + '<w:ind w:left="' + left + '" w:hanging="' + hanging + '"/>');
    });
  }

  /** Two tables in a row would become one, and no document ends with one. @param {string[]} elements @returns {string} */
  function closed(elements) {
    const isTable = (/** @type {string | undefined} */ element) => Boolean(element) && String(element).startsWith("<w:tbl>");
    const between = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>';
    return elements.map((element, i) => element + (isTable(element) && (i + 1 === elements.length || isTable(elements[i + 1])) ? between : "")).join("");
  }

  /** Properties of the joined file: its own title, the codes of all its texts. @param {string} core @param {string} title @param {Item[]} list */
  function described(core, title, list) {
    const codes = Array.from(new Set(list.map((item) => item.code))).join("、");
    const escaped = title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return core.replace(/(<dc:title>)[^<]*/, (_, tag) => tag + escaped).replace(/(<dc:identifier>)[^<]*/, (_, tag) => tag + codes)
      .replace(/(<dc:subject>)[^<]*/, "$1").replace(/(<cp:category>)[^<]*/, "$1").replace(/(<cp:keywords>[^ <]* )[^；<]*/, (_, tag) => tag + codes);
  }

  jiceng.basket = { items, add, set, make, MOST };
})();
