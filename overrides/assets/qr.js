// A QR code (ISO/IEC 18004, model 2) of an address: bytes, error correction M, versions 1 to 10. Loaded when somebody asks for one.
(function () {
  "use strict";
  /** For each version: codewords in all, those of error correction in each block, blocks. */
  const SIZES = [[26, 10, 1], [44, 16, 1], [70, 26, 1], [100, 18, 2], [134, 24, 2], [172, 16, 4], [196, 18, 4], [242, 22, 4], [292, 22, 5], [346, 26, 5]];
  /** For each version the middles of its alignment patterns. */
  const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  /** @type {((x: number, y: number) => boolean)[]} */
  const MASKS = [
    (x, y) => (x + y) % 2 === 0, (x, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => x * y % 2 + x * y % 3 === 0,
    (x, y) => (x * y % 2 + x * y % 3) % 2 === 0, (x, y) => ((x + y) % 2 + x * y % 3) % 2 === 0,
  ];
  const FINDER = /(?=10111010000|00001011101)/g;

  /** Product in GF(256) with x⁸+x⁴+x³+x²+1. @param {number} a @param {number} b */
  function times(a, b) {
    let product = 0;
    for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
    return product;
  }

  /** The remainder of bytes · xᵏ by the generator polynomial. @param {number[]} bytes @param {number} count */
  function correction(bytes, count) {
    let generator = [1], root = 1;
    for (let i = 0; i < count; i++, root = times(root, 2)) {
      generator = generator.concat(0).map((value, at) => value ^ (at ? times(generator[at - 1], root) : 0));
    }
    const rest = bytes.concat(new Array(count).fill(0));
    bytes.forEach((_, at) => {
      const factor = rest[at];
      generator.forEach((value, i) => { rest[at + i] ^= times(value, factor); });
    });
    return rest.slice(bytes.length);
  }

  /** A value with the remainder of its division behind it. @param {number} value @param {number} divisor @param {number} bits of the remainder */
  function checked(value, divisor, bits) {
    let rest = value;
    for (let i = 0; i < bits; i++) rest = rest << 1 ^ (rest >> bits - 1) * divisor;
    return value << bits | rest;
  }

  /** The data of a version: mode, length, bytes, padding. @param {number[]} bytes @param {number} version @param {number} room in codewords */
  function codewords(bytes, version, room) {
    let bits = "0100" + bytes.length.toString(2).padStart(version < 10 ? 8 : 16, "0");
    bits += bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("") + "0000";
    const words = (bits.slice(0, room * 8).match(/.{1,8}/g) || []).map((part) => parseInt(part.padEnd(8, "0"), 2));
    for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad);
    return words;
  }

  /** Data and correction of all blocks, interleaved. @param {number[]} words @param {number} count @param {number} blocks */
  function interleaved(words, count, blocks) {
    const short = Math.floor(words.length / blocks), long = words.length % blocks;
    let at = 0;
    const parts = Array.from({ length: blocks }, (_, i) => words.slice(at, at += short + (i >= blocks - long ? 1 : 0)));
    const codes = parts.map((part) => correction(part, count));
    const across = (/** @type {number[][]} */ rows, /** @type {number} */ length) => {
      const out = [];
      for (let i = 0; i < length; i++) rows.forEach((row) => { if (i < row.length) out.push(row[i]); });
      return out;
    };
    return across(parts, short + 1).concat(across(codes, count));
  }

  /** What every code of a version has; null where data stand. @param {number} version @returns {any[][]} */
  function frame(version) {
    const size = 17 + 4 * version, last = size - 1;
    const grid = Array.from({ length: size }, () => new Array(size).fill(null));
    const put = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ dark) => { if (grid[y] && x >= 0 && x < size) grid[y][x] = Number(dark); };
    for (let i = 0; i < size; i++) put(i, 6, i % 2 === 0), put(6, i, i % 2 === 0);
    [[3, 3], [last - 3, 3], [3, last - 3]].forEach(([cx, cy]) => {
      for (let y = -4; y <= 4; y++) for (let x = -4; x <= 4; x++) put(cx + x, cy + y, [0, 1, 3].includes(Math.max(Math.abs(x), Math.abs(y))));
    });
    const middles = ALIGNED[version - 1], end = middles[middles.length - 1];
    middles.forEach((cy) => middles.forEach((cx) => {
      if (cx === 6 && (cy === 6 || cy === end) || cx === end && cy === 6) return;
      for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) put(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
    }));
    for (let i = 0; i < 9; i++) [[8, i], [i, 8]].forEach(([x, y]) => { if (grid[y][x] === null) put(x, y, 0); });
    for (let i = 0; i < 8; i++) put(8, last - i, i === 7), put(last - i, 8, 0);
    const information = checked(version, 0x1f25, 12);
    for (let i = 0; version > 6 && i < 18; i++) {
      const near = Math.floor(i / 3), far = size - 11 + i % 3;
      put(far, near, information >> i & 1), put(near, far, information >> i & 1);
    }
    return grid;
  }

  /** Data in their zigzag, under a mask, and which mask that is. @param {any[][]} grid @param {number[]} words @param {number} mask */
  function filled(grid, words, mask) {
    const size = grid.length, out = grid.map((row) => row.slice());
    let at = 0;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right--;
      for (let i = 0; i < size; i++) for (let x = right; x > right - 2; x--) {
        const y = (right + 1 & 2) === 0 ? size - 1 - i : i;
        if (grid[y][x] !== null) continue;
        out[y][x] = (words[at >> 3] >> 7 - (at & 7) & 1) ^ Number(MASKS[mask](x, y));
        at++;
      }
    }
    const format = checked(mask, 0x537, 10) ^ 0x5412; // M is 00
    for (let i = 0; i < 15; i++) {
      const bit = format >> i & 1;
      out[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
      out[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
    }
    return out;
  }

  /** How hard a code is to read (ISO/IEC 18004, 7.8.3). @param {number[][]} grid */
  function penalty(grid) {
    const size = grid.length, rows = grid.map((row) => row.join(""));
    const lines = rows.concat(rows.map((_, x) => grid.map((row) => row[x]).join("")));
    let points = 0;
    lines.forEach((line) => {
      (line.match(/0{5,}|1{5,}/g) || []).forEach((run) => { points += run.length - 2; });
      points += 40 * (line.match(FINDER) || []).length;
    });
    for (let y = 1; y < size; y++) for (let x = 1; x < size; x++) {
      if (new Set([grid[y][x], grid[y - 1][x], grid[y][x - 1], grid[y - 1][x - 1]]).size === 1) points += 3;
    }
    const dark = rows.join("").replace(/0/g, "").length * 100 / (size * size);
    return points + 10 * Math.floor(Math.abs(dark - 50) / 5);
  }

  /**
   * The code of a text: rows of 1 (dark) and 0; null when it is too long (over 213 bytes).
   * @param {string} text @returns {number[][] | null}
   */
  function code(text) {
    const bytes = Array.from(new TextEncoder().encode(text));
    const version = 1 + SIZES.findIndex(([all, each, blocks], i) => bytes.length + (i < 9 ? 2 : 3) <= all - each * blocks);
    if (!version) return null;
    const [all, each, blocks] = SIZES[version - 1];
    const words = interleaved(codewords(bytes, version, all - each * blocks), each, blocks);
    const grids = MASKS.map((_, mask) => filled(frame(version), words, mask));
    const points = grids.map(penalty);
    return grids[points.indexOf(Math.min.apply(null, points))];
  }

  /** A code as SVG with its quiet zone of four modules. @param {number[][]} grid @param {string} name */
  function picture(grid, name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS(svg.namespaceURI, "path");
    const size = grid.length + 8;
    svg.setAttribute("viewBox", "0 0 " + size + " " + size);
    svg.setAttribute("shape-rendering", "crispEdges");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
    path.setAttribute("d", grid.map((row, y) => row.map((dark, x) => (dark ? "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z" : "")).join("")).join(""));
    svg.appendChild(path);
    return svg;
  }

  window.jiceng.qr = { code, picture };
})();
