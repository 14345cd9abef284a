// The page of the basket: its sections in order, moved and taken out with buttons, and the Word file made of them.
(function () {
  "use strict";
  const jiceng = window.jiceng, say = jiceng.say;
  const place = document.querySelector("[data-basket]");
  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** @param {string} tag @param {{[name: string]: string}} [attributes] @param {(Node | string)[]} [inner] @returns {any} */
  function made(tag, attributes, inner) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    (inner || []).forEach((part) => element.append(part));
    return element;
  }

  /** @param {string} label @param {() => void} run @param {string} [look] @returns {any} */
  function button(label, run, look) {
    const element = made("button", { type: "button", class: "button " + (look || "") }, [label]);
    element.addEventListener("click", run);
    return element;
  }

  function start() {
    const basket = jiceng.basket;
    const list = made("ol", { class: "basket-list" });
    const empty = made("p", { class: "empty" }, [say("basket_empty")]);
    const title = made("input", { type: "text", id: "basket-title", maxlength: "60", autocomplete: "off", value: say("basket_default") });
    const official = made("input", { type: "checkbox", id: "basket-fonts" });
    const status = made("p", { role: "status" });
    const tools = made("div", { class: "basket-tools" }, [
      made("p", {}, [made("label", { for: "basket-title" }, [say("basket_title")]), " ", title]),
      made("p", {}, [made("label", {}, [official, " " + say("basket_fonts")])]),
      made("p", { class: "note" }, [say("basket_note")]),
      made("p", {}, [button(say("basket_word"), word, "button-main"), " ", button(say("basket_clear"), clear)]),
    ]);
    place.append(list, empty, tools, status);

    /** @param {any[]} items @param {string} said */
    function keep(items, said) {
      status.textContent = basket.set(items) ? said : say("basket_unsaved");
      show();
    }

    /** @param {number} from @param {number} to @param {string} name of the button that keeps the focus */
    function move(from, to, name) {
      const items = basket.items(), [item] = items.splice(from, 1);
      items.splice(to, 0, item);
      keep(items, say("basket_moved", { n: to + 1, heading: item.heading }));
      const row = list.children[to];
      const target = row.querySelector("[data-move=" + name + "]:not([disabled])") || row.querySelector("[data-move]:not([disabled])");
      if (target) target.focus();
    }

    /** @param {number} at */
    function takeOut(at) {
      const items = basket.items(), [item] = items.splice(at, 1);
      keep(items, say("basket_removed", { heading: item.heading }));
      const row = list.children[Math.min(at, list.children.length - 1)];
      if (row) row.querySelector("a").focus();
      else empty.setAttribute("tabindex", "-1"), empty.focus();
    }

    function clear() {
      if (window.confirm(say("basket_clear_ask"))) keep([], say("basket_cleared"));
    }

    function show() {
      const items = basket.items();
      list.textContent = "";
      items.forEach((/** @type {any} */ item, /** @type {number} */ i) => {
        const mover = (/** @type {string} */ name, /** @type {number} */ to) => {
          const element = button(say(name), () => move(i, to, name));
          element.dataset.move = name;
          element.disabled = to < 0 || to >= items.length;
          element.setAttribute("aria-label", say(name) + "：" + item.heading);
          return element;
        };
        const out = button(say("basket_out"), () => takeOut(i));
        out.setAttribute("aria-label", say("basket_out") + "：" + item.heading);
        list.append(made("li", {}, [
          made("a", { href: jiceng.base + jiceng.local(item.page) + "#" + encodeURIComponent(item.anchor) }, [item.heading]),
          made("span", { class: "note" }, [item.title + (item.variant ? "（" + item.variant + "）" : "")]),
          made("span", { class: "basket-moves" }, [mover("basket_up", i - 1), mover("basket_down", i + 1), out]),
        ]));
      });
      empty.hidden = items.length > 0;
      tools.hidden = !items.length;
    }

    function word() {
      status.textContent = say("basket_making");
      const name = title.value.replace(/[\x00-\x1f\ufffe\uffff]/g, "").trim() || say("basket_default");
      jiceng.load("assets/zip.js").then(() => jiceng.load("assets/word.js"))
        .then(() => basket.make(basket.items(), name, official.checked ? "official" : "system"))
        .then((/** @type {any} */ result) => {
          const file = jiceng.word.nameOf({}, name, "");
          jiceng.save(new Blob([result.bytes], { type: DOCX }), file);
          const lost = result.missing.map((/** @type {any} */ item) => item.heading).join("、");
          status.textContent = say("basket_made", { name: file }) + (lost ? say("basket_lost", { names: lost }) : "");
        }).catch(() => { status.textContent = say("basket_failed"); });
    }

    window.addEventListener("storage", show);
    window.addEventListener("pageshow", show);
    show();
  }

  Promise.all([jiceng.load(jiceng.local("assets/say.js")), jiceng.load("assets/basket.js")]).then(start);
})();
