/*
 * Zip archives without compression: of a Word file's parts, the same bytes as wenku/word/package.py, and of many files with
 * Chinese names that Windows 7's Explorer can read too.
 *
 * jiceng.zip.pack({name: text}) -> Uint8Array: parts in the order of their names.
 * jiceng.zip.archive([{name, bytes}]) -> Blob: names in GBK with the Info-ZIP Unicode Path extra field (APPNOTE.TXT 4.6.9).
 */
(function () {
  "use strict";
  const jiceng = window.jiceng = window.jiceng || {};
  const encoder = new TextEncoder();
  const DATE = 0x21; // 1980-01-01: the same values give the same bytes
  const REGULAR_FILE = 0o644 << 16;
  const NAMES_IN_UTF8 = 0x0800, UNICODE_PATH = 0x7075;

  const CRC = new Uint32Array(256).map((_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });

  /** @param {Uint8Array} bytes @returns {number} */
  function crc32(bytes) {
    let crc = -1;
    for (let i = 0; i < bytes.length; i++) crc = CRC[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
    return (crc ^ -1) >>> 0;
  }

  /** Little-endian numbers of the sizes (2 or 4 bytes) that a layout names. @param {string} layout @param {number[]} values */
  function record(layout, values) {
    const sizes = layout.split("").map(Number);
    const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    let at = 0;
    sizes.forEach((size, i) => {
      if (size === 2) view.setUint16(at, values[i], true);
      else view.setUint32(at, values[i], true);
      at += size;
    });
    return bytes;
  }

  /** @typedef {{name: Uint8Array, extra: Uint8Array, flags: number, bytes: Uint8Array}} Entry */

  /** @param {Entry[]} entries @returns {Uint8Array[]} the archive, piece by piece (APPNOTE.TXT 4.3) */
  function pieces(entries) {
    /** @type {Uint8Array[]} */
    const files = [];
    /** @type {Uint8Array[]} */
    const directory = [];
    const length = (/** @type {Uint8Array[]} */ parts) => parts.reduce((sum, part) => sum + part.length, 0);
    let at = 0;
    entries.forEach((entry) => {
      const size = entry.bytes.length;
      const told = [20, entry.flags, 0, 0, DATE, crc32(entry.bytes), size, size, entry.name.length, entry.extra.length];
      const file = [record("42222244422", [0x04034b50].concat(told)), entry.name, entry.extra, entry.bytes];
      directory.push(record("42222224442222244", [0x02014b50, 20].concat(told, [0, 0, 0, REGULAR_FILE, at])), entry.name, entry.extra);
      files.push.apply(files, file);
      at += length(file);
    });
    return files.concat(directory, record("42222442", [0x06054b50, 0, 0, entries.length, entries.length, length(directory), at, 0]));
  }

  /** @param {{[name: string]: string}} parts @returns {Uint8Array} */
  function pack(parts) {
    const none = new Uint8Array(0);
    const all = pieces(Object.keys(parts).sort().map((name) => (
      { name: encoder.encode(name), extra: none, flags: 0, bytes: encoder.encode(parts[name]) }
    )));
    const whole = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
    all.reduce((at, piece) => {
      whole.set(piece, at);
      return at + piece.length;
    }, 0);
    return whole;
  }

  /** @type {{[character: string]: [number, number]} | null} */
  let gbk = null;

  /** Browsers only decode GBK: the table is turned round. @returns {{[character: string]: [number, number]}} */
  function gbkTable() {
    if (gbk) return gbk;
    /** @type {{[character: string]: [number, number]}} */
    const table = {};
    const decoder = new TextDecoder("gbk");
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const character = decoder.decode(new Uint8Array([first, second]));
        if (second !== 0x7f && character.length === 1 && character !== "\ufffd" && !(character in table)) table[character] = [first, second];
      }
    }
    gbk = table;
    return table;
  }

  /** @param {string} name @returns {Uint8Array | null} null where a character is not in GBK */
  function inGbk(name) {
    /** @type {number[]} */
    const bytes = [];
    for (const c of Array.from(name)) {
      const pair = c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : gbkTable()[c];
      if (!pair) return null;
      bytes.push.apply(bytes, pair);
    }
    return new Uint8Array(bytes);
  }

  /** A name in GBK, told again in UTF-8; one that GBK does not have stands in UTF-8 only. @param {string} name */
  function named(name) {
    const utf8 = encoder.encode(name), local = inGbk(name);
    if (!local) return { name: utf8, extra: new Uint8Array(0), flags: NAMES_IN_UTF8 };
    if (local.length === name.length) return { name: local, extra: new Uint8Array(0), flags: 0 };
    const extra = new Uint8Array(9 + utf8.length);
    extra.set(record("22", [UNICODE_PATH, 5 + utf8.length]));
    extra[4] = 1; // version of the field
    extra.set(record("4", [crc32(local)]), 5);
    extra.set(utf8, 9);
    return { name: local, extra, flags: 0 };
  }

  /** @param {{name: string, bytes: Uint8Array}[]} files @returns {Blob} */
  function archive(files) {
    const entries = files.map((file) => Object.assign(named(file.name), { bytes: file.bytes }));
    return new Blob(pieces(entries), { type: "application/zip" });
  }

  jiceng.zip = { pack, archive };
})();
