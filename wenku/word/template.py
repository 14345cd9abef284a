"""Our own minimal Word package, made from the table of numbers: what python-docx opens instead of its default template.

That one has theme fonts, 10 pt after paragraphs and 1.15 spacing, and weighs 853 kB when stored (DESIGN §5).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

import docx
from docx.document import Document

from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import mm_twips
from wenku.word.package import pack
from wenku.word.styles import NAMESPACE, font_table_xml, styles_xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"'
_PARTS = ("styles", "settings", "fontTable", "header1", "header2", "footer1", "footer2")
"""Parts beside document.xml; rId1 … in this order. 1 stands on odd pages, 2 on even ones."""


def new_document() -> Document:
    """Return an empty document in the system font profile."""
    return docx.Document(io.BytesIO(_system_template()))


def template(fonts: Mapping[str, str]) -> bytes:
    """Return the package of an empty document in a font profile."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(),
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(*((f"{_OFFICE}/{name.rstrip('12')}", f"{name}.xml") for name in _PARTS)),
        "word/styles.xml": styles_xml(fonts),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_xml(fonts),
        "word/header1.xml": f'{_HEAD}<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
        "word/header2.xml": f'{_HEAD}<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
        "word/footer1.xml": _footer("Footer"),
        "word/footer2.xml": _footer("FooterEven"),
    }
    return pack({name: xml.encode("utf-8") for name, xml in parts.items()})


@cache
def _system_template() -> bytes:
    return template(g.SYSTEM_FONTS)


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: name.rstrip("12") for name in _PARTS}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core() -> str:
    """Without this part python-docx would write its own, with its name and the time of the build."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
    )


def _section() -> str:
    """The page: margins, odd and even page numbers, and a grid of lines (`linesAndChars` gives 14 characters a line)."""
    numbers = {name: f"rId{i}" for i, name in enumerate(_PARTS, 1)}
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{numbers[part + side]}"/>'
        for part in ("header", "footer") for kind, side in (("default", "1"), ("even", "2"))
    )  # fmt: skip
    width, height = mm_twips(g.PAGE_WIDTH_MM), mm_twips(g.PAGE_HEIGHT_MM)
    top, left = mm_twips(g.MARGIN_TOP_MM), mm_twips(g.MARGIN_LEFT_MM)
    right, bottom = width - left - type_width(), height - top - mm_twips(g.TYPE_HEIGHT_MM)
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="{mm_twips(g.HEADER_MM)}" w:footer="{_footer_distance()}" w:gutter="0"/>'
        f'<w:cols w:space="0"/><w:docGrid w:type="lines" w:linePitch="{g.twips(g.LINE_PT)}"/></w:sectPr>'
    )


def type_width() -> int:
    """Return the width of the type area in twips: of a full line, and of every table."""
    return mm_twips(g.TYPE_WIDTH_MM)


def _footer_distance() -> int:
    """From the page's lower edge to the lower edge of the page number's line, so that its stroke keeps its distance."""
    stroke = mm_twips(g.MARGIN_BOTTOM_MM - g.PAGE_NUMBER_GAP_MM)
    return stroke - g.twips(g.PAGE_NUMBER_PT * (1 - g.PAGE_NUMBER_DASH_DEPTH))


def _settings() -> str:
    """Odd and even pages differ; marks are not squeezed; no older Word's layout rules."""
    return (
        f'{_HEAD}<w:settings {_SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _footer(style: str) -> str:
    """— 1 —"""
    dash, run = g.PAGE_NUMBER_DASH, '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return (
        f'{_HEAD}<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'{run}<w:t xml:space="preserve">{dash} </w:t></w:r><w:fldSimple w:instr=" PAGE ">{run}<w:t>1</w:t></w:r></w:fldSimple>'
        f'{run}<w:t xml:space="preserve"> {dash}</w:t></w:r></w:p></w:ftr>'
    )
