"""assets/print.css: a text on paper as its Word file has it, from the same table of numbers (wenku.word.gbt9704).

Screens never read it (media=print). Furniture of every page is hidden in site.css, what stands around a text here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenku.word import gbt9704 as g

_ELSEWHERE = {
    g.TITLE: ("STZhongsong", "方正小标宋_GBK", "Songti SC", "Noto Serif CJK SC", "宋体", "SimSun", "serif"),
    g.HEI: ("Heiti SC", "Noto Sans CJK SC", "微软雅黑", "Microsoft YaHei", "sans-serif"),
    g.KAI: ("Kaiti SC", "STKaiti", "Noto Serif CJK SC", "serif"),
    g.BODY: ("STFangsong", "Noto Serif CJK SC", "宋体", "SimSun", "serif"),
    g.SONG: ("Songti SC", "Noto Serif CJK SC", "serif"),
}
"""Role → what stands behind the fonts of the Word file: macOS, Linux."""
_TRADITIONAL = {
    g.TITLE: ("方正小标宋繁体", "Songti TC", "Noto Serif CJK TC", "PMingLiU", "serif"),
    g.HEI: ("Heiti TC", "Noto Sans CJK TC", "Microsoft JhengHei", "sans-serif"),
    g.KAI: ("BiauKai", "DFKai-SB", "Kaiti TC", "楷体", "KaiTi", "Noto Serif CJK TC", "serif"),
    g.BODY: ("仿宋", "FangSong", "STFangsong", "Noto Serif CJK TC", "PMingLiU", "serif"),
}
"""Role → fonts with Traditional characters; those named GB2312 have none."""
_SELECTORS = {
    g.BODY: (".doc", ".doc p"), g.HEI: (".attachment-label", ".doc th"), g.KAI: (), g.TITLE: (".doc > h2:first-child", ".attachment-name"),
}  # fmt: skip
_GENERIC = ("serif", "sans-serif")
_LEVELS = ("h3", "h4", "h5", "h6")
_NUMBER_TOP_MM = g.PAGE_NUMBER_GAP_MM - g.mm(g.PAGE_NUMBER_DASH_DEPTH * g.PAGE_NUMBER_PT)
"""From the type area's lower edge to the page number's line, whose stroke then keeps its distance."""


def print_css() -> str:
    """Return the style sheet for printing a text's page."""
    return "\n".join((_page(), *_fonts(), _frame(), _body(), _tables(), _ends())) + "\n"


def _page() -> str:
    """The page number stands in rules of its own: a browser that knows no margin boxes (Chromium before 131) still has the margins."""
    side = f"{g.PAGE_NUMBER_INDENT_CHARACTERS * g.PAGE_NUMBER_PT}pt"
    number = (
        f'content: "{g.PAGE_NUMBER_DASH} " counter(page) " {g.PAGE_NUMBER_DASH}"; font: {g.PAGE_NUMBER_PT}pt/1 {_list(_official(g.SONG))}; '
        f"vertical-align: top; padding-top: {_NUMBER_TOP_MM:.2f}mm"
    )
    margins = f"{g.MARGIN_TOP_MM}mm {g.MARGIN_RIGHT_MM}mm {g.MARGIN_BOTTOM_MM}mm {g.MARGIN_LEFT_MM}mm"
    return (
        f"@page {{ size: {g.PAGE_WIDTH_MM}mm {g.PAGE_HEIGHT_MM}mm; margin: {margins}; }}\n"
        f"@page :right {{ @bottom-right {{ {number}; padding-right: {side}; text-align: right; }} }}\n"
        f"@page :left {{ @bottom-left {{ {number}; padding-left: {side}; text-align: left; }} }}"
    )


def _official(role: str) -> tuple[str, ...]:
    """The fonts of the Word file, then what is elsewhere."""
    system = g.SYSTEM_FONTS[role]
    return tuple(dict.fromkeys((g.OFFICIAL_FONTS[role], system, g.FALLBACKS[system], *_ELSEWHERE[role])))


def _list(names: Sequence[str]) -> str:
    return ", ".join(name if name in _GENERIC else f'"{name}"' for name in names)


def _fonts() -> Iterator[str]:
    for role, selectors in _SELECTORS.items():
        levels = (f".doc {name}" for name, of in zip(_LEVELS, g.HEADINGS, strict=True) if of == role)
        own = (*selectors, *levels)
        yield f"{', '.join(own)} {{ font-family: {_list(_official(role))}; }}"
        yield f"{', '.join(f'html:lang(zh-Hant) {one}' for one in own)} {{ font-family: {_list(_TRADITIONAL[role])}; }}"


def _frame() -> str:
    """Nothing but the text, black on white. That an unfilled field is a blank stands in site.css, which every page has."""
    return """\
html, body, body[data-md-color-scheme] { background: none; color: #000; color-scheme: light; }
.text-page { display: block; }
.text-page > :not(.text-body), .text-body > :not(.doc), .guidance, .variant-title, .doc button, .part-tools, .off-paper,
.attachment-mark, .no-js .variant.other, dialog, .toast { display: none !important; }
.page, .doc, .doc .attachment, .doc > *, .doc .attachment > *, .doc .variant > *, html:not(.has-switch) .variant {
  background: none; border: 0; box-shadow: none; margin: 0; max-width: none; padding: 0;
}
.attachment::before { display: none; }
.doc a { color: inherit; text-decoration: none; }
.doc a::after { content: none !important; }
.doc .field { background: none !important; border: 0 !important; color: inherit !important; margin: 0; outline: 0 !important; padding: 0; }
.field .value { white-space: pre-line; }"""


def _body() -> str:
    indent = f"{g.FIRST_LINE_CHARACTERS * g.ADVANCE_PT}pt"
    return f"""\
.doc, .doc p {{
  font-size: {g.BODY_PT}pt; font-weight: 400; letter-spacing: {g.RUN_SPACING_PT}pt; line-height: {g.LINE_PT}pt; line-break: strict; orphans: 1;
  overflow-wrap: break-word; text-autospace: no-autospace; text-spacing-trim: space-all; widows: 1;
}}
.doc {{ color: #000; text-align: justify; }}
.doc p {{ margin: 0; text-align: justify; text-indent: {indent}; }}
.doc .salutation {{ text-indent: 0; }}
.doc h3, .doc h4, .doc h5, .doc h6 {{
  break-after: avoid; break-inside: avoid; font-size: inherit; font-weight: 400; line-height: inherit; margin: 0; text-indent: {indent};
}}
.doc > h2:first-child, .attachment-name {{
  font-size: {g.TITLE_PT}pt; font-weight: 400; letter-spacing: 0; line-height: {g.LINE_PT}pt; text-align: center; text-indent: 0; text-wrap: balance;
}}
.doc > h2:first-child {{ break-after: avoid; break-inside: avoid; margin: 0 0 {g.LINES_AFTER_TITLE * g.LINE_PT}pt; }}"""


def _tables() -> str:
    """As wide as the type area, unbroken where it fits on a page; else its header row is repeated and no row is broken. Many columns: smaller."""
    many = f"tr > :first-child:nth-last-child(n+{g.TABLE_SMALL_FROM})"
    return f"""\
.doc .doc-table {{ margin: 0; max-width: none; overflow: visible; position: static; }}
.doc table {{ border-collapse: collapse; break-inside: avoid; letter-spacing: 0; min-width: 0; table-layout: fixed; width: 100%; }}
.doc .long {{ break-inside: auto; }}
.doc thead {{ display: table-header-group; }}
.doc tr {{ break-inside: avoid; }}
.doc th, .doc td {{
  background: none; border: {g.TABLE_BORDER_PT}pt solid #000; font-size: {g.TABLE_PT}pt; font-weight: 400; line-height: {g.TABLE_PT * g.TABLE_LEADING}pt;
  padding: {g.CELL_EDGE_PT}pt {g.CELL_SIDE_PT}pt; text-align: left; text-indent: 0; vertical-align: middle; white-space: normal;
}}
.doc {many}, .doc {many} ~ * {{ font-size: {g.TABLE_SMALL_PT}pt; line-height: {g.TABLE_SMALL_PT * g.TABLE_LEADING}pt; }}
.doc th, .doc .middle {{ text-align: center; }}
.doc .to-write {{ height: {g.WRITING_ROW_MM}mm; }}"""


def _ends() -> str:
    """附件说明, signature, attachments. Without copy.js, which sets --unit and --date, a date is kept two characters from the edge."""
    right, shift = f"{g.SIGNATURE_RIGHT_CHARACTERS * g.BODY_PT}pt", f"{g.DATE_SHIFT_CHARACTERS * g.ADVANCE_PT}pt"
    return f"""\
.doc .attachment-note {{ display: table; margin: {g.LINES_BEFORE_NOTE * g.LINE_PT}pt 0 0 {g.NOTE_LEFT_CHARACTERS * g.BODY_PT}pt; text-align: left; break-inside: avoid; }}
.attachment-note > div {{ display: table-row; }}
.attachment-note span {{ display: table-cell; }}
.note-label {{ text-align: right; white-space: nowrap; }}
.doc .signature {{
  break-before: avoid; break-inside: avoid; display: table; margin: {g.LINES_BEFORE_SIGNATURE * g.LINE_PT}pt {right} 0 auto;
}}
.doc .signature p {{ text-align: left; text-indent: 0; }}
.doc .signature p:not(:first-child):last-child {{ padding-left: {shift}; }}
.doc .signature.is-set {{ display: block; margin-right: 0; }}
.doc .signature.is-set p {{ padding: 0 calc(var(--unit) * {g.ADVANCE_PT}pt) 0 0; text-align: right; }}
.doc .signature.is-set p:not(:first-child):last-child {{ padding: 0 calc(var(--date) * {g.ADVANCE_PT}pt) 0 0; }}
.doc:not(.is-part) .attachment {{ break-before: page; }}
.doc .attachment-title {{ break-after: avoid; font-size: inherit; font-weight: 400; line-height: inherit; margin: 0; }}
.attachment-label, .attachment-name {{ display: block; margin-bottom: {g.LINES_AFTER_ATTACHMENT_LABEL * g.LINE_PT}pt; }}
.attachment-label {{ text-align: left; }}"""
