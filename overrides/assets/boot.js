// Runs before the page is painted: text size and colour scheme chosen earlier, and the storage helpers that Material's
// script expects to find (Material defines them in an inline script, which a strict content security policy forbids).
(function () {
  "use strict";
  var root = document.documentElement;

  /**
   * A value kept in this browser, or null; storage may be forbidden (file://, private windows).
   * @param {string} key
   * @returns {*}
   */
  function get(key) {
    try {
      return JSON.parse(localStorage.getItem("jiceng." + key) || "null");
    } catch (error) {
      return null;
    }
  }

  /**
   * @param {string} key
   * @param {*} value
   */
  function set(key, value) {
    try {
      localStorage.setItem("jiceng." + key, JSON.stringify(value));
    } catch (error) {
      // the choice then holds for this page only
    }
  }

  window.__md_get = get;
  window.__md_set = set;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, sign) { return (sum << 5) - sum + sign.charCodeAt(0); }, 0);
  };

  var scheme = get("scheme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", scheme);
  root.classList.toggle("large-text", get("large") === true);
  root.classList.remove("no-js");
  root.classList.add("js");
})();
