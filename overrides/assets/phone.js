// "Open on the phone": the page's address as a QR code in a dialog. Loaded when it is first asked for.
(function () {
  "use strict";
  const jiceng = window.jiceng;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;

  /** Why no phone can open the page, as the name of a sentence; "" where one can. @param {Location} here */
  function hindrance(here) {
    if (here.protocol === "file:") return "phone_file";
    return /^(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(here.hostname) ? "phone_local" : "";
  }

  /** @param {string} name @param {string} text */
  function add(name, text) {
    const part = /** @type {HTMLDialogElement} */ (dialog).appendChild(document.createElement(name));
    part.textContent = text;
    return part;
  }

  function open() {
    if (!dialog) dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.className = "by-hand qr";
    dialog.textContent = "";
    const title = add("h2", jiceng.say("phone_title"));
    title.id = "phone-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const address = location.href.split("#")[0], why = hindrance(location);
    const code = why ? null : jiceng.qr.code(address);
    if (code) dialog.appendChild(jiceng.qr.picture(code, jiceng.say("phone_code")));
    add("p", jiceng.say(why || (code ? "phone_help" : "phone_long")));
    if (!why) add("p", address).className = "qr-address";
    const close = add("button", jiceng.say("phone_close"));
    close.className = "button";
    close.addEventListener("click", () => /** @type {HTMLDialogElement} */ (dialog).close());
    dialog.showModal();
  }

  jiceng.phone = { open };
})();
