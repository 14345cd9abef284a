"""Stage 2 for .html: the page's main content by text density, as a forgiving parser (libxml2's, by lxml) sees it. Nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree, html

from wenku.importing.model import RULED, Extracted, Line, Note, Refused, hanzi, quote

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "form", "button", "select", "nav", "footer", "aside",
     "head", "canvas", "video", "audio", "input", "textarea")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "pre", "center", "body", "html",
     "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "tbody", "thead", "figure", "figcaption", "address", "hr")
)  # fmt: skip
_STRONG = frozenset(("b", "strong", "center"))
_AROUND = re.compile(r"\b(?:nav|menu|footer|sidebar|breadcrumb|comment|share|related|recommend|advert|copyright|pagination|toolbar)\b|(?:^|[-_ ])ads?(?:$|[-_ ])", re.I)
_SET_OFF = re.compile(r"text-align:center|font-weight:(?:bold|[6-9]00)|font-size:(?:x{1,3}-)?large")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.I)
MAX_NODES, MAX_DEPTH = 200_000, 200


def charset(raw: bytes) -> str:
    """Return the encoding that a page names for itself, or ""."""
    match = _META.search(raw[:4096])
    return match.group(1).decode("ascii").lower() if match else ""


def page(text: str) -> Extracted:
    """Return the lines of a page. Raises Refused when there is nothing to read or too much."""
    try:
        root = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise Refused("网页里没有文字") from None
    if sum(1 for _ in zip(root.iter(), range(MAX_NODES + 1), strict=False)) > MAX_NODES:
        raise Refused(f"网页的标签超过 {MAX_NODES} 个，没有读")
    title = " ".join((root.findtext(".//title") or "").split())
    notes = tuple(_prune(root))
    main = _densest(root)
    lines = _Lines()
    lines.walk(main, 0)
    if not lines.found:
        raise Refused("网页里没有文字")
    return Extracted(tuple(lines.found), notes, title)


def _prune(root: html.HtmlElement) -> list[Note]:
    """Take out what is no content: scripts, navigation, and blocks named so that are mostly links."""
    notes = []
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            node.drop_tree() if node.getparent() is not None else None
            continue
        named = _AROUND.search(f"{node.get('class', '')} {node.get('id', '')}")
        hidden = "display:none" in node.get("style", "").replace(" ", "").lower()
        if node.getparent() is None or node.tag in ("body", "html") or not (node.tag in _DROPPED or named or hidden):
            continue
        words = " ".join(node.text_content().split()) if node.tag not in ("script", "style") else ""
        if node.tag not in _DROPPED and hanzi(words) > 400 and not hidden:
            continue
        if hanzi(words) > 3 and node.tag != "head":
            notes.append(Note("extract", node.sourceline or 1, "去掉网页的边栏", "不是正文", quote(words)))
        node.drop_tree()
    return notes


def _densest(root: html.HtmlElement) -> html.HtmlElement:
    """Return the smallest element that holds nearly all running text: words outside links, in sentences."""
    body = root.find(".//body") if root.find(".//body") is not None else root
    weight = {}
    for node in reversed(list(body.iter())):
        own = _weight(node.text) + sum(_weight(child.tail) for child in node)
        weight[node] = 0 if node.tag == "a" else own + sum(weight.get(child, 0) for child in node)
    at = body
    while True:
        inner = max((child for child in at if isinstance(child.tag, str)), key=lambda child: weight.get(child, 0), default=None)
        if inner is None or inner.tag in ("p", "table", "tr", "td", "ul", "ol") or weight.get(inner, 0) < 0.9 * max(weight[at], 1):
            return at
        if any(child.tag in ("h1", "h2") for child in at):
            return at
        at = inner


def _is_stressed(node: html.HtmlElement, tag: str) -> bool:
    """Tell whether an element sets its words off: bold, centred, large."""
    style = node.get("style", "").replace(" ", "").lower()
    large = tag == "font" and re.fullmatch(r"[4-7]|\+[1-4]", node.get("size", "")) is not None
    return tag in _STRONG or node.get("align", "").lower() == "center" or large or _SET_OFF.search(style) is not None


def _weight(text: str | None) -> int:
    return hanzi(text or "")


class _Lines:
    """Walks an element and collects lines: block elements part them, tables stay tables."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.words: list[str] = []
        self.strong = self.stressed = 0
        self.number = 1

    def walk(self, node: html.HtmlElement, depth: int, level: int = 0) -> None:
        if depth > MAX_DEPTH:
            raise Refused(f"网页的标签套了 {MAX_DEPTH} 层以上，没有读")
        tag = node.tag if isinstance(node.tag, str) else ""
        self.number = node.sourceline or self.number
        if tag == "table" and self.table(node):
            return
        block = tag in _BLOCKS
        if block:
            self.flush(level)
        if tag == "hr":
            self.found.append(Line(RULED, self.number, whole=True, gap=True))
        inner = int(tag[1]) if re.fullmatch("h[1-6]", tag) else level
        self.stressed += (stressed := _is_stressed(node, tag))
        self.add(node.text)
        for child in node:
            if child.tag == "br":
                self.flush(inner)
            else:
                self.walk(child, depth + 1, inner)
            self.add(child.tail)
        self.stressed -= stressed
        if block:
            self.flush(inner)

    def add(self, text: str | None) -> None:
        if text and text.strip():
            self.strong += (self.stressed > 0) * len(text.strip())
        if text:
            self.words.append(text)

    def flush(self, level: int) -> None:
        text = " ".join("".join(self.words).replace("\u00a0", " ").split(" ")).strip(" \n\t\r\u3000")
        text = re.sub(r"\s*\n\s*", "", text) if text else ""
        if text:
            self.found.append(Line(text, self.number, level, self.strong >= len(text) > 0, whole=True, gap=True))
        self.words, self.strong = [], 0

    def table(self, node: html.HtmlElement) -> bool:
        """Take a table of data; one that only lays out the page (few cells, long ones) is walked."""
        rows = tuple(tuple(" ".join(c.text_content().split()) for c in row.iter("td", "th")) for row in node.iter("tr"))
        rows = tuple(row for row in rows if any(row))
        if len(rows) < 2 or max(map(len, rows)) < 2 or any(len(cell) > 400 for row in rows for cell in row) or node.find(".//table") is not None:
            return False
        self.flush(0)
        self.found.append(Line("", self.number, whole=True, gap=True, rows=rows))
        return True
