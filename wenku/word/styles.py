"""styles.xml and fontTable.xml from the table of numbers: every font, size and indent of a file stands here, none in its text.

So a download changes the font profile in these two parts alone (DESIGN §5). Channels: all four, with hint=eastAsia, or
quotation marks and dashes take a Latin font; no theme fonts, which would beat the named ones; never bold, which smears.
"""

from __future__ import annotations

from collections.abc import Mapping

from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import twips

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIELD = "Field"
"""Id of the character style 字段 that marks the run of a field, filled or not. It looks like the text around it."""

_LINE = twips(g.LINE_PT)
_INDENT = g.FIRST_LINE_CHARACTERS


def styles_xml(fonts: Mapping[str, str]) -> str:
    """Return word/styles.xml for a font profile (role → font name)."""
    table = twips(g.TABLE_PT * g.TABLE_LEADING)
    small = twips(g.TABLE_SMALL_PT * g.TABLE_LEADING)
    note = twips(g.ADVANCE_PT)
    parts = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(fonts[g.BODY])}{_size(g.BODY_PT)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
        _style("Normal", "Normal", _NORMAL, f'{_fonts(fonts[g.BODY])}{_spacing(g.RUN_SPACING_PT)}{_size(g.BODY_PT)}', base=None, default=True),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>',
        _style("Title", "Title", _TITLE, _title_run(fonts), following="Body"),
        _style("Salutation", "Salutation", "", following="Body"),
        _style("Body", "Body Text", f'<w:ind w:firstLineChars="{_INDENT * 100}" w:firstLine="{twips(_INDENT * g.BODY_PT)}"/>'),
        *(_heading(level, fonts[role]) for level, role in enumerate(g.HEADINGS, 1)),
        _style("AttachmentNote", "附件说明", f"<w:keepNext/><w:ind w:left=\"{twips(g.NOTE_LEFT_CHARACTERS * g.BODY_PT) + 3 * note}\" w:hanging=\"{3 * note}\"/>"),
        _style("Signature", "Signature", f'<w:keepNext/><w:keepLines/><w:ind w:right="{twips(g.SIGNATURE_RIGHT_CHARACTERS * g.BODY_PT)}"/><w:jc w:val="right"/>'),
        _style("Date", "Date", f'<w:keepLines/><w:ind w:right="{twips(g.SIGNATURE_RIGHT_CHARACTERS * g.BODY_PT)}"/><w:jc w:val="right"/>'),
        _style("AttachmentLabel", "附件标识", f'<w:keepNext/><w:pageBreakBefore/>{_line(after=g.LINES_AFTER_ATTACHMENT_LABEL)}', _fonts(fonts[g.HEI])),
        _style("AttachmentTitle", "附件标题", _TITLE + '<w:outlineLvl w:val="0"/>', _title_run(fonts), following="Body"),
        _style("Cell", "表格文字", _cell(table), _cell_run(g.TABLE_PT)),
        _style("CellHead", "表头文字", '<w:keepNext/><w:jc w:val="center"/>', _fonts(fonts[g.HEI]), base="Cell"),
        _style("CellSmall", "表格小字", _cell(small), _cell_run(g.TABLE_SMALL_PT)),
        _style("CellSmallHead", "表头小字", '<w:keepNext/><w:jc w:val="center"/>', _fonts(fonts[g.HEI]), base="CellSmall"),
        _style("TableEnd", "表后", '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>', _size(1)),
        _style("Footer", "footer", _page_number("right"), _footer_run(fonts)),
        _style("FooterEven", "双页页码", _page_number("left"), _footer_run(fonts), base="Footer"),
        _style("Header", "header", _line(g.PAGE_NUMBER_PT) + '<w:jc w:val="right"/>', _footer_run(fonts)),
        _table_style(),
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{FIELD}"><w:name w:val="字段"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style>',
    ]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{NAMESPACE}">{"".join(parts)}</w:styles>'


def font_table_xml(fonts: Mapping[str, str]) -> str:
    """Return word/fontTable.xml: each font with its fallback, charset 86 (GB 2312)."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{g.FALLBACKS[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name in dict.fromkeys(fonts.values())
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{NAMESPACE}">{rows}</w:fonts>'


def _fonts(name: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _spacing(points: float) -> str:
    return f'<w:spacing w:val="{twips(points)}"/>'


def _line(points: float = g.LINE_PT, before: int = 0, after: int = 0) -> str:
    """Exact leading, with whole empty lines before and after."""
    return f'<w:spacing w:before="{before * _LINE}" w:after="{after * _LINE}" w:line="{twips(points)}" w:lineRule="exact"/>'


_NORMAL = (
    '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    f'{_line()}<w:jc w:val="both"/>'
)
"""No widow control: every page is full. No hanging marks and no gaps between Hanzi and digits: they would leave the 28 columns."""

_TITLE = f'<w:keepNext/><w:keepLines/><w:snapToGrid w:val="0"/>{_line(after=g.LINES_AFTER_TITLE)}<w:jc w:val="center"/>'


def _title_run(fonts: Mapping[str, str]) -> str:
    return f'{_fonts(fonts[g.TITLE])}{_spacing(0)}{_size(g.TITLE_PT)}'


def _heading(level: int, font: str) -> str:
    indent = f'<w:ind w:firstLineChars="{_INDENT * 100}" w:firstLine="{twips(_INDENT * g.BODY_PT)}"/>'
    return _style(f"Heading{level}", f"heading {level}", f'<w:keepNext/><w:keepLines/>{indent}<w:outlineLvl w:val="{level - 1}"/>', _fonts(font), following="Body")


def _cell(leading: int) -> str:
    return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{leading}" w:lineRule="exact"/><w:jc w:val="left"/>'


def _cell_run(points: float) -> str:
    return f"{_spacing(0)}{_size(points)}"


def _footer_run(fonts: Mapping[str, str]) -> str:
    return f"{_fonts(fonts[g.SONG])}{_spacing(0)}{_size(g.PAGE_NUMBER_PT)}"


def _page_number(side: str) -> str:
    indent = twips(g.PAGE_NUMBER_INDENT_CHARACTERS * g.PAGE_NUMBER_PT)
    other = "left" if side == "right" else "right"
    return f'<w:snapToGrid w:val="0"/>{_line(g.PAGE_NUMBER_PT)}<w:ind w:{side}="{indent}" w:{other}="0"/><w:jc w:val="{side}"/>'


def _table_style() -> str:
    size = round(g.TABLE_BORDER_PT * 8)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for side in sides)
    edge, side = twips(g.CELL_EDGE_PT), twips(g.CELL_SIDE_PT)
    margins = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in (("top", edge), ("left", side), ("bottom", edge), ("right", side)))
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )


def _style(ident: str, name: str, paragraph: str, run: str = "", base: str | None = "Normal", following: str = "", default: bool = False) -> str:
    """A paragraph style; its parts come in the order of the schema (CT_Style)."""
    own = "" if name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}{own} w:styleId="{ident}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{base}"/>' if base else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )
