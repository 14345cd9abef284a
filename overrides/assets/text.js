// A text's page before its form is opened: loads what moves the form and the download when they are first asked for.
(function () {
  "use strict";
  const jiceng = window.jiceng;
  const form = document.getElementById("fill");
  const article = document.querySelector("article.doc");
  if (!jiceng || !form || !article) return;
  /** @type {(css: string) => any[]} */
  const all = (css) => Array.from(document.querySelectorAll(css));
  const links = all(".word-links")[0];
  const failed = all(".fill-failed")[0];

  /** The form's code and style, loaded once. @returns {Promise<void>} */
  function panel() {
    const first = [jiceng.local("assets/say.js"), "assets/values.js"].map((path) => jiceng.load(path));
    return Promise.all(first.concat(jiceng.style("assets/fill.css"))).then(() => jiceng.load("assets/fill.js")).then(() => { failed.hidden = true; });
  }

  /** What is to be done once the files are there; where they are not, the links to the blank files come back. @type {(files: Promise<any>, run: () => void) => void} */
  function after(files, run) {
    files.then(run, () => {
      failed.textContent = failed.dataset.failed;
      failed.hidden = false;
      links.hidden = false;
      failed.scrollIntoView({ block: "nearest" });
    });
  }

  const open = (/** @type {string} */ key) => after(panel(), () => jiceng.fill.open(key));
  links.hidden = true;
  all("button[data-action=fill]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => open(""));
  });
  all("button[data-action=word]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => after(panel().then(() => jiceng.load("assets/download.js")), () => jiceng.download.open()));
  });
  all("button[data-action=phone]").forEach((button) => {
    const files = () => [jiceng.local("assets/say.js"), "assets/qr.js", "assets/phone.js"].map((path) => jiceng.load(path));
    button.hidden = false;
    button.addEventListener("click", () => after(Promise.all(files()), () => jiceng.phone.open()));
  });
  article.addEventListener("click", (event) => {
    const field = /** @type {Element} */ (event.target).closest(".field");
    const selection = window.getSelection();
    if (field && !field.closest(".guidance") && (!selection || selection.isCollapsed)) open(field.getAttribute("data-field") || "");
  });

  // Sections go into the basket; what copy.js shows for copying shows this too.
  jiceng.pickable = true;
  document.dispatchEvent(new CustomEvent("jiceng:pickable"));
  document.addEventListener("jiceng:pick", (event) => {
    const files = [jiceng.local("assets/say.js"), "assets/basket.js"].map((path) => jiceng.load(path));
    after(Promise.all(files), () => pick(/** @type {CustomEvent} */ (event).detail.anchor));
  });

  /** @param {string} anchor */
  function pick(anchor) {
    const done = jiceng.basket.add(anchor), toast = all(".toast")[0];
    if (!done) return;
    toast.textContent = jiceng.say(done.added ? "basket_added" : done.kept ? "basket_there" : "basket_full", { n: done.kept ? done.count : jiceng.basket.MOST }) + " ";
    const link = toast.appendChild(document.createElement("a"));
    link.href = jiceng.base + jiceng.local("basket.html");
    link.textContent = jiceng.say("basket_open");
  }

  if (jiceng.storage("session").get("fill." + form.dataset.code)) after(panel(), () => {}); // filled in before a reload
})();
