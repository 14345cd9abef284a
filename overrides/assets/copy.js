/*
 * What is selected and copied out of a text carries blanks, never examples (an invented figure in a signed report is
 * false statistics under somebody's name). Guidance, labels of variants and unseen variants stay behind.
 */
(function () {
  "use strict";

  /** @param {Node | null} node @returns {Element | null} the element that the node is or stands in */
  function elementOf(node) {
    return node instanceof Element ? node : node && node.parentElement;
  }

  /** @param {Element | DocumentFragment} root replaces fields by their blanks and takes out what is not the text */
  function clean(root) {
    root.querySelectorAll(".guidance, .variant-title, [hidden]").forEach(function (part) {
      part.remove();
    });
    root.querySelectorAll(".field").forEach(function (field) {
      field.replaceWith(document.createTextNode(field.getAttribute("data-blank") || ""));
    });
  }

  /** @param {Element} box @returns {string} plain text: a line for each block, cells joined by tabs */
  function plain(box) {
    var lines = [];
    box.querySelectorAll("h2, h3, h4, h5, h6, p, li, tr").forEach(function (block) {
      var cells = block.querySelectorAll("th, td");
      var texts = cells.length ? Array.prototype.map.call(cells, function (cell) { return cell.textContent.trim(); }) : [block.textContent.trim()];
      lines.push(texts.join("\t"));
    });
    return lines.length ? lines.join("\n") : (box.textContent || "").trim();
  }

  document.addEventListener("copy", function (event) {
    var selection = window.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed || !event.clipboardData) return;
    var range = selection.getRangeAt(0);
    var article = document.querySelector("article.doc");
    if (!article || !range.intersectsNode(article)) return;
    var inside = elementOf(range.commonAncestorContainer);
    var field = inside && inside.closest(".field");
    var box = document.createElement("div");
    if (field) box.textContent = field.getAttribute("data-blank");
    else {
      // A selection that begins or ends within a field takes the whole of it.
      [["startContainer", "setStartBefore"], ["endContainer", "setEndAfter"]].forEach(function (side) {
        var edge = elementOf(range[side[0]]);
        var part = edge && edge.closest(".field");
        if (part) { range = range.cloneRange(); range[side[1]](part); }
      });
      box.appendChild(range.cloneContents());
      clean(box);
    }
    event.clipboardData.setData("text/plain", plain(box));
    event.clipboardData.setData("text/html", box.innerHTML);
    event.preventDefault();
  });
})();
