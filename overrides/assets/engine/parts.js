/*
 * Parts of the index, loaded by script tags so that they come over http and from file:// alike; those used last stay in memory.
 *
 *   jicengSearch(name, data)           what every part calls
 *   arrived.manifest                   the manifest, where the page has loaded it side by side with this script; else null
 *   blame(result, problem)             what became of a part, into a result that has no problem yet
 *   partsOf(base, local) -> Parts      the parts of the library at an address; `local` as in engine.js
 *     part(name, fresh) -> Promise<Got>   never fails: {data, problem}, problem "" or "missing" or "damaged"; fresh: "" or "?…"
 *     keep(name, data, bytes) -> data     what was made of a part's data, to be given out instead of it
 */
const KEPT = 12e6; // bytes of parts in memory
const PATIENCE = 20000; // ms for one part

/** @typedef {{data?: any, problem: string}} Got */
/** @typedef {{part: (name: string, fresh?: string) => Promise<Got>, keep: (name: string, data: any, bytes: number) => any}} Parts */

/** Parts under way: name → what to do with its data. @type {Map<string, (data: any) => void>} */
const waiting = new Map();
/** @type {{manifest: any}} */
const arrived = { manifest: window["jicengSearch"] && window["jicengSearch"].manifest };

/** @type {any} */
const entry = function (/** @type {string} */ name, /** @type {any} */ data) {
  const take = waiting.get(name);
  if (take) take(data);
  else if (name === "manifest") arrived.manifest = data;
};
window["jicengSearch"] = entry;

/** Load one script. @param {string} address @param {string} name @returns {Promise<Got>} */
function load(address, name) {
  return new Promise((resolve) => {
    const tag = document.createElement("script");
    const end = (/** @type {string} */ problem, /** @type {any} */ data) => {
      clearTimeout(timer);
      waiting.delete(name);
      tag.onload = tag.onerror = null; // else the end of this one would take the next of the same name for damaged
      tag.remove();
      resolve({ data, problem });
    };
    const timer = setTimeout(() => end("missing"), PATIENCE);
    waiting.set(name, (data) => end("", data));
    tag.onerror = () => end("missing");
    tag.onload = () => end("damaged"); // it ran, or could not be read: its call would have come by now
    tag.src = address;
    document.head.appendChild(tag);
  });
}

/** @param {{problem: string}} result @param {string} problem of a part; "" when it came, and cannot be used */
function blame(result, problem) {
  result.problem = result.problem || "part-" + (problem || "damaged");
}

/** @param {string} base @param {string} local @returns {Parts} */
function partsOf(base, local) {
  /** @type {Map<string, {data: any, bytes: number}>} */ const kept = new Map();
  /** @type {Map<string, Promise<Got>>} */ const coming = new Map();
  /** @type {Set<string>} */ const failed = new Set();
  let held = 0;

  /** @param {string} name @param {string=} fresh */
  function part(name, fresh) {
    const old = kept.get(name);
    if (old) {
      kept.delete(name);
      kept.set(name, old);
      return Promise.resolve({ data: old.data, problem: "" });
    }
    if (!coming.has(name)) coming.set(name, fetched(name, fresh));
    return /** @type {Promise<Got>} */ (coming.get(name));
  }

  /** @param {string} name @param {string=} fresh */
  function fetched(name, fresh) {
    const again = fresh || (failed.has(name) ? "?" + Date.now() : ""); // not out of the browser's cache
    const own = /^(manifest|[cx]\/|facets)/.test(name) ? base + local : base; // what is shown, in the page's script
    return load(own + "search/" + name + ".js" + again, name).then((got) => {
      coming.delete(name);
      if (got.problem) failed.add(name);
      return got;
    });
  }

  /** Those not used for longest are let go. @param {string} name @param {any} data @param {number} bytes */
  function keep(name, data, bytes) {
    if (kept.has(name)) return data;
    kept.set(name, { data, bytes });
    held += bytes;
    for (const old of kept.keys()) {
      if (held <= KEPT) break;
      held -= /** @type {any} */ (kept.get(old)).bytes;
      kept.delete(old);
    }
    return data;
  }

  return { part, keep };
}
