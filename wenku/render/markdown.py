"""The Markdown extensions of the site, listed once, and our own: `{{字段}}` as a span, the four blocks as plain sections.

mkdocs.yml names the same list; a test compares them.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from wenku.document import BLOCK_NAMES, anchor

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANK = re.compile(r"[\x00-\x20]+")
FIELD_PATTERN = r"\{\{([\u3400-\u9fffA-Za-z0-9]{1,12})\}\}"


def slugify(heading: str, separator: str) -> str:
    """Return a heading's id for the toc extension: the same as the parser's."""
    return anchor(heading)


EXTENSIONS: dict[str, dict[str, Any]] = {
    "tables": {},
    "fenced_code": {},
    "sane_lists": {},
    "toc": {"toc_depth": 4, "marker": ""},
    "pymdownx.blocks.admonition": {"types": list(BLOCK_NAMES)},
    "wenku.render.markdown": {},
}
"""Extension → configuration, in the order of mkdocs.yml."""


class _Fields(InlineProcessor):
    def handleMatch(self, match: Any, data: str) -> tuple[etree.Element, int, int]:  # noqa: N802 (the base class's name)
        span = etree.Element("span", {"class": "field", "data-field": match.group(1)})
        span.text = "{{" + match.group(1) + "}}"
        return span, match.start(0), match.end(0)


class _Blocks(Treeprocessor):
    """Turn the admonitions of pymdownx into the site's own elements."""

    def run(self, root: etree.Element) -> None:
        attachments = []
        for element in root.iter("div"):
            classes = element.get("class", "").split()
            name = next((c for c in classes if c in BLOCK_NAMES), "")
            if "admonition" in classes and name:
                title = _rewrite(element, name)
                if name == "attachment":
                    attachments.append(title)
        for number, title in enumerate(attachments, 1):
            title.set("id", f"附件{number}")
            title.text = f"附件{number if len(attachments) > 1 else ''}：{title.text or ''}"


class _Links(Treeprocessor):
    """Take the address from links that would run a script, however it is spelled: the checker reads lines and can be led astray."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                address = _BLANK.sub("", html.unescape(self.unescape(element.get(name, ""))))
                if (scheme := _SCHEME.match(address)) and scheme[1].lower() not in ("http", "https", "mailto"):
                    del element.attrib[name]

    def unescape(self, text: str) -> str:
        """Put back what Python-Markdown has set aside as numbers between control characters."""
        return re.sub("\x02(\\d+)\x03", lambda found: chr(int(found[1])), text)


def _rewrite(element: etree.Element, name: str) -> etree.Element:
    """Make an admonition the site's own element; return its title."""
    title = element.find("p[@class='admonition-title']")
    assert title is not None  # pymdownx writes one for every block, "Signature" where none is given
    element.remove(title)
    text = "".join(title.itertext())
    element.set("class", name)
    title.set("class", f"{name}-title")
    if name == "guidance":
        element.tag = "aside"
        element.set("aria-label", text)
    elif name == "variant":
        element.set("data-levels", text)
        title.text = "仅用于：" + "、".join(text.split())
    elif name == "attachment":
        element.tag = "section"
        title.tag = "h1"
    if name != "signature":
        element.insert(0, title)
    return title


class _JicengExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the base class's name)
        md.treeprocessors["toc"].slugify = slugify  # one set of ids for parser and page; needs no python tag in mkdocs.yml
        # Raw HTML is text, whatever stands around it: a push must not be able to put a tag into a page.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Before `escape` (180), so that no other inline pattern sees the braces.
        md.inlinePatterns.register(_Fields(FIELD_PATTERN, md), "jiceng-field", 185)
        # After the inline patterns (20), before toc (5): titles are text by then, and ids are not yet given.
        md.treeprocessors.register(_Blocks(md), "jiceng-blocks", 10)
        md.treeprocessors.register(_Links(md), "jiceng-links", 9)


def makeExtension(**kwargs: Any) -> Extension:  # noqa: N802 (the name Python-Markdown looks for)
    """Return the extension; the name is Python-Markdown's."""
    return _JicengExtension(**kwargs)
