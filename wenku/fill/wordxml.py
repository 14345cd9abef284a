"""What every reader of other people's Word files asks of the XML: the main part, rows and cells, attributes, what stands in a run."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wenku.fill.foreign import Package, Unreadable, local, target
from wenku.word.package import DOCUMENT


def main_part(package: Package) -> str:
    """Return the name of the part with the text. Raises Unreadable, in Chinese, for a package that is no Word file."""
    if DOCUMENT in package.names:
        return DOCUMENT
    for link in package.tree("_rels/.rels") if "_rels/.rels" in package.names else ():
        part = target("", link.get("Target", ""))
        if link.get("Type", "").endswith("/officeDocument") and part.startswith("word/") and part in package.names:
            return part
    raise Unreadable("不是 Word 文件：可能是改了名的表格或者压缩包")


def children(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield rows of a table, or cells of a row, also those within content controls."""
    for element in parent:
        if local(element.tag) == wanted:
            yield element
        elif local(element.tag) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from children(element, wanted)


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ""."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def run_words(element: Element) -> str | None:
    """Return what an element of a run puts on the line, or None when it is something else than words."""
    tag = local(element.tag)
    if tag == "t":
        return element.text or ""
    return {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}.get(tag)
