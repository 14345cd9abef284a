/*
 * Elements with text in them. Whatever stands in a query, an address, the store or the index is data: it becomes text, never markup.
 *
 *   jiceng.search.made(tag, attributes, inner) -> element, button(label, run, attributes) -> button
 *   jiceng.search.fill(element, inner), marked(element, parts): replace what stands in it
 *   jiceng.search.parts(text, ranges), wordsIn(English title, query) -> [{text, mark}, …]
 */
(function () {
  "use strict";
  const search = window.jiceng.search = {};

  /** @param {string} tag @param {{[name: string]: string}} [attributes] @param {(Node | string)[]} [inner] @returns {any} */
  function made(tag, attributes, inner) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    (inner || []).forEach((part) => element.append(part));
    return element;
  }

  /** @param {string} label @param {() => void} run @param {{[name: string]: string}} [attributes] @returns {any} */
  function button(label, run, attributes) {
    const element = made("button", Object.assign({ type: "button", class: "button" }, attributes), [label]);
    element.addEventListener("click", run);
    return element;
  }

  /** Replace what stands in an element. @param {any} element @param {(Node | string)[]} inner */
  function fill(element, inner) {
    element.textContent = "";
    inner.forEach((part) => element.append(part));
    return element;
  }

  /** A text with what stands in it marked. @param {any} place @param {{text: string, mark: boolean}[]} parts */
  const marked = (place, parts) => fill(place, parts.map((part) => part.mark ? made("mark", {}, [part.text]) : part.text));

  /** @param {string} text @param {number[][]} ranges */
  function parts(text, ranges) {
    /** @type {{text: string, mark: boolean}[]} */
    const found = [];
    let at = 0;
    ranges.forEach((range) => {
      found.push({ text: text.slice(at, range[0]), mark: false }, { text: text.slice(range[0], range[1]), mark: true });
      at = range[1];
    });
    return found.concat({ text: text.slice(at), mark: false });
  }

  /** Where the Latin words of a query stand in an English title. @param {string} title @param {string} query */
  function wordsIn(title, query) {
    const words = query.toLowerCase().match(/[a-z0-9]+/g) || [], folded = title.toLowerCase();
    const on = new Array(title.length).fill(false);
    words.forEach((word) => {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) on.fill(true, at, at + word.length);
    });
    return on.map((is, at) => ({ text: title[at], mark: is })).reduce((/** @type {any[]} */ found, part) => {
      const last = found[found.length - 1];
      if (last && last.mark === part.mark) last.text += part.text;
      else found.push(part);
      return found;
    }, []);
  }

  Object.assign(search, { made, button, fill, marked, parts, wordsIn });
})();
