/*
 * What a query is widened by: words of the same meaning, slips in typing.
 *
 *   widen(query, rows, texts)    adds the synonym groups whose words stand in the query; rows: of each term, as postings() gives
 *                                them; texts: how many there are
 *   slips(query) -> Unit[]       terms that survive one wrong, missing or added character of a title
 */

/** Slot that begins at each character of all slots side by side. @param {string[]} slots @returns {Map<number, number>} */
function beginnings(slots) {
  const found = new Map();
  slots.concat([""]).reduce((at, slot, nth) => (found.set(at, nth), at + slot.length), 0);
  return found;
}

/** @param {Query} query @param {Map<string, string>} rows @param {number} texts */
function widen(query, rows, texts) {
  const all = query.slots.join("");
  const slots = beginnings(query.slots);
  rows.forEach((packed) => {
    const row = packed.split("：");
    for (let nth = 0; nth + 1 < row.length; nth += 2) {
      const group = row[nth].split("、");
      const at = query.runs.some((run) => run.indexOf(group[0]) >= 0) || /[a-z0-9]/.test(group[0]) ? all.indexOf(group[0]) : -1;
      const from = slots.get(at); // "2119" has no "119": a word begins and ends with a slot
      const to = slots.get(at + group[0].length);
      const list = unpack(row[nth + 1], texts);
      if (at < 0 || from === undefined || to === undefined || !list) continue;
      query.spans.push({ unit: query.units.length, typed: group[0], others: group.slice(1) });
      query.units.push(unitOf(group[0], from, to, "synonym", list));
    }
  });
  trim(query);
}

/** 联工 says nothing of 残联 in 残联工作: two Hanzi across the end of such a word stand for the one outside only. @param {Query} query */
function trim(query) {
  const whole = query.spans.map((span) => query.units[span.unit]);
  query.units.filter((unit) => unit.kind === "two" && !whole.some((own) => unit.from >= own.from && unit.to <= own.to)).forEach((unit) => {
    if (whole.some((own) => unit.from < own.to && unit.from >= own.from)) unit.from++;
    if (whole.some((own) => unit.to > own.from && unit.to <= own.to)) unit.to--;
  });
}

/** Where some of a query's pairs of Hanzi stand in no text, the slip is there: its other characters need not be doubted. @param {Query} query */
function slips(query) {
  const strange = query.units.filter((unit) => unit.kind === "two" && !unit.list.found);
  /** @type {Unit[]} */ const units = [];
  let start = 0;
  const add = (/** @type {string} */ term, /** @type {number} */ at, /** @type {number} */ size) => units.push(unitOf(term, start + at, start + at + size, "typo"));
  query.runs.forEach((run) => {
    for (let at = 0; isHan(run) && at + 1 < run.length; at++) {
      add("~" + run.slice(at, at + 2), at, 2); // one missing in the query
      if (at + 2 === run.length) continue;
      add("~" + run[at] + run[at + 2], at, 3); // one wrong
      add(run[at] + run[at + 2], at, 3); // one too many
    }
    start += isHan(run) ? run.length : 1;
  });
  const doubted = units.filter((unit) => !strange.length || strange.some((one) => unit.from < one.to && unit.to > one.from));
  return doubted.slice(0, TERMS);
}
