"""Values put into the document.xml of a stored Word file. Twin of overrides/assets/word.js: the same values give the same XML.

Works on the XML as build.py writes it, paragraph by paragraph, without parsing it: a paragraph holds no other one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from wenku.word.measure import signature_indents, title_indent, width
from wenku.word.package import FIELD_RUN

_PARAGRAPH = re.compile(r"<w:p><w:pPr>(.*?)</w:pPr>(.*?)</w:p>", re.S)
_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"/>')
_INDENT = re.compile(r"<w:ind [^>]*/>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_RUN = re.compile(r"<w:r>.*?</w:r>", re.S)
_SEVERAL = ("Body", "Cell", "CellSmall")
"""Styles in which each line of a value becomes a paragraph of its own; elsewhere the lines stand in one, parted by ；."""
_TITLES = ("Title", "AttachmentTitle")
_SIGNED = ("Signature", "Date")


def fill_document(xml: str, values: Mapping[str, str]) -> str:
    """Return document.xml with the checked values (wenku.fill.values) by field; a field without one reads 【字段】.

    Runs keep the style 字段, so that a filled file can be read back. Title, signature and date are placed anew.
    """
    return _signed(_PARAGRAPH.sub(lambda match: _paragraph(match.group(1), match.group(2), values), xml))


def escape(value: str) -> str:
    """Return a value as it stands in XML text."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paragraph(properties: str, content: str, values: Mapping[str, str]) -> str:
    style = _style(properties)
    joint = "\n" if style in _SEVERAL else "；"

    def value(match: re.Match[str]) -> str:
        key = match.group(2)
        return match.group(1) + escape(joint.join(values.get(key, f"【{key}】").split("\n"))) + match.group(3)

    filled = FIELD_RUN.sub(value, content)
    if style in _TITLES:
        indent = title_indent([_words(run) for run in _RUN.findall(filled)])
        properties = _INDENT.sub(f'<w:ind w:left="{indent}" w:right="{indent}"/>', properties)
    return "".join(f"<w:p><w:pPr>{properties}</w:pPr>{lines}</w:p>" for lines in _lines(filled))


def _lines(content: str) -> Sequence[str]:
    """Part the runs of a paragraph at the breaks within a value; the parts of the value stay runs of their field."""
    if "\n" not in content:
        return (content,)

    def parted(match: re.Match[str]) -> str:
        run = match.group()
        return run.replace("\n", f"</w:t></w:r>\n{run[: run.index('<w:t>')]}<w:t>") if "\n" in run else run

    return _RUN.sub(parted, content).split("\n")


def _signed(xml: str) -> str:
    """Set the right indents of each signature and of the date that ends it (GB/T 9704 7.3.5.2)."""
    group: list[re.Match[str]] = []
    indents: list[tuple[re.Match[str], int]] = []
    for match in (m for m in _PARAGRAPH.finditer(xml) if _style(m.group(1)) in _SIGNED):
        group.append(match)
        if _style(match.group(1)) == "Date":
            indents += _group_indents(group)
            group = []
    for match, indent in reversed([*indents, *_group_indents(group)]):
        properties = _INDENT.sub(f'<w:ind w:right="{indent}"/>', match.group(1))
        xml = xml[: match.start(1)] + properties + xml[match.end(1) :]
    return xml


def _group_indents(group: Sequence[re.Match[str]]) -> list[tuple[re.Match[str], int]]:
    units = [_words(match.group(2)) for match in group if _style(match.group(1)) == "Signature"]
    date = "".join(_words(match.group(2)) for match in group if _style(match.group(1)) == "Date")
    right, date_right = signature_indents(max(units, key=width, default=""), date)
    return [(match, date_right if _style(match.group(1)) == "Date" else right) for match in group]


def _style(properties: str) -> str:
    match = _STYLE.match(properties)
    return match.group(1) if match else ""


def _words(content: str) -> str:
    return "".join(unescape(text) for text in _TEXT.findall(content))
