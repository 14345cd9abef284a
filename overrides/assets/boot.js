// Runs before the page is painted: text size and colour scheme chosen earlier, the storage helpers that Material's script
// expects to find (it defines them in an inline script, which a strict content security policy forbids), and window.jiceng:
// what our scripts that are loaded on demand share.
(function () {
  "use strict";
  var root = document.documentElement;
  /** @type {HTMLScriptElement} */
  var own = document.currentScript;
  // A published site has its assets in a folder named by their content (wenku/publish/assets.py): the same one for all that is loaded later.
  var place = /^(.*?)assets\/(?:([a-z2-7]{10})\/)?boot\.js(?:\?.*)?$/.exec(own.src);
  var base = place[1];
  /** @type {{[path: string]: Promise<void>}} */
  var added = {};

  /** Address of a file. @param {string} path from the site's root folder, assets without the name of their content */
  function address(path) {
    return base + (place[2] ? path.replace(/^((?:[\w-]+\/)?assets\/)/, "$1" + place[2] + "/") : path);
  }

  /**
   * What is kept in a store of this browser. Values are what JSON can say. Nothing throws where storage is forbidden or full.
   * @param {() => Storage} store may throw
   */
  function keeper(store) {
    var prefix = "jiceng.";

    /** @param {(store: Storage) => *} use @param {*} otherwise what to return where the browser refuses */
    function attempt(use, otherwise) {
      try {
        return use(store());
      } catch (error) {
        return otherwise;
      }
    }

    return {
      /** A value, or null. @param {string} key */
      get: function (key) {
        return attempt(function (kept) { return JSON.parse(kept.getItem(prefix + key) || "null"); }, null);
      },
      /** @param {string} key @param {*} value @returns {boolean} whether it is kept */
      set: function (key, value) {
        return attempt(function (kept) { kept.setItem(prefix + key, JSON.stringify(value)); return true; }, false);
      },
      /** @param {string} key @returns {boolean} whether it is gone */
      remove: function (key) {
        return attempt(function (kept) { kept.removeItem(prefix + key); return true; }, false);
      },
      /** @returns {string[]} our keys */
      keys: function () {
        return attempt(function (kept) {
          return Object.keys(kept).filter(function (key) { return key.indexOf(prefix) === 0; }).map(function (key) { return key.slice(prefix.length); });
        }, []);
      },
    };
  }

  /**
   * Put an element that loads a file into the head, once for each file; a file that failed is tried again when asked for again.
   * @param {string} path from the site's root folder
   * @param {() => HTMLElement} make
   * @returns {Promise<void>}
   */
  function add(path, make) {
    if (!added[path]) {
      added[path] = new Promise(function (resolve, reject) {
        var element = make();
        element.onload = function () { resolve(); };
        element.onerror = function () {
          delete added[path];
          element.remove();
          reject(new Error(path));
        };
        document.head.appendChild(element);
      });
    }
    return added[path];
  }

  window.jiceng = {
    /** Address of the site's root folder, with a slash at its end. */
    base: base,
    /**
     * "session": this tab's; "local": kept for good. All files share one local store, so on file:// it is the tab's too.
     * @param {string} kind
     */
    storage: function (kind) {
      return keeper(function () { return kind === "local" && location.protocol !== "file:" ? localStorage : sessionStorage; });
    },
    /** Path of what there is in each language and script, in that of this page. @param {string} path from the site's root folder */
    local: function (path) {
      return (root.lang === "zh-Hans" ? "" : root.lang + "/") + path;
    },
    /** Sentences of the scripts that are loaded on demand, by name: assets/say.js fills them in. @type {{[name: string]: string}} */
    sayings: {},
    /** A sentence with its {names} filled. @param {string} name @param {{[name: string]: *}} [values] @returns {string} */
    say: function (name, values) {
      return (window.jiceng.sayings[name] || "").replace(/\{(\w+)\}/g, function (_, key) { return String((values || {})[key]); });
    },
    /** Load a script. @param {string} path from the site's root folder */
    load: function (path) {
      return add(path, function () {
        var script = document.createElement("script");
        script.src = address(path);
        return script;
      });
    },
    /** Load a style sheet. @param {string} path from the site's root folder */
    style: function (path) {
      return add(path, function () {
        var link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = address(path);
        return link;
      });
    },
    /** Hand a file to the reader. @param {Blob} blob @param {string} name */
    save: function (blob, name) {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    },
  };

  var choices = keeper(function () { return localStorage; }); // of the whole site, on file:// too
  window.__md_get = choices.get;
  window.__md_set = choices.set;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, sign) { return (sum << 5) - sum + sign.charCodeAt(0); }, 0);
  };

  var scheme = choices.get("scheme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", scheme);
  root.classList.toggle("large-text", choices.get("large") === true);
  root.classList.remove("no-js");
  root.classList.add("js");
})();
