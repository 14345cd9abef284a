/*
 * The manifest, which names all other parts: what every query needs first.
 *
 *   headOf(parts, folding, local) -> Head
 *     manifest                           null until it has come
 *     start(fresh) -> Promise<problem>   "" once it is there; one that failed is tried again; fresh: "" or "?…" to ask for a newer one
 */

/** @typedef {{manifest: any, start: (fresh?: string) => Promise<string>}} Head */

/** What is wrong with a manifest, or "". @param {any} data */
function faultOf(data) {
  if (!data || data.format !== FORMAT) return "format";
  const named = ["spoken", "fold", "rare", "facets", "build", "pairs"].every((key) => typeof data[key] === "string");
  const counted = [data.terms, data.cards].every((kind) => Array.isArray(kind) && kind[0] >= 0 && typeof kind[1] === "string");
  return named && counted && Array.isArray(data.runs) && data.names ? "" : "manifest-damaged";
}

/** @param {Parts} parts @param {Folding} folding @param {string} local @returns {Head} */
function headOf(parts, folding, local) {
  /** @type {Promise<string> | null} */ let starting = null;
  /** @type {Head} */ const head = { manifest: null, start };

  /** @param {string=} fresh */
  function start(fresh) {
    if (starting && !fresh) return starting;
    const first = arrived.manifest && !fresh ? Promise.resolve({ data: arrived.manifest, problem: "" }) : parts.part("manifest", fresh);
    starting = first.then(take).catch(() => "failed").then((problem) => {
      if (problem) starting = arrived.manifest = null; // the next query tries again
      return problem;
    });
    return starting;
  }

  /** @param {Got} got */
  function take(got) {
    const problem = got.problem ? "manifest-" + got.problem : faultOf(got.data);
    if (problem) return problem;
    folding.learn(got.data);
    head.manifest = got.data;
    if (local) folding.more(got.data.fold); // meanwhile: what is shown there is in Traditional script
    return "";
  }

  return head;
}
