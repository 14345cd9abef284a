"""The one table of the layout's numbers: GB/T 9704-2012 with the clause beside each, and what the standard leaves to us.

Everything that lays a page out (styles, template, print.css, the proof of the geometry) reads these names; nothing repeats a number.
Lengths end in _MM or _PT; character counts are 字 (3.1: the width of one Hanzi).
"""

from __future__ import annotations

# The page
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297  # 5.1 A4
MARGIN_TOP_MM = 37  # 5.2.1 天头 37 mm ± 1 mm
MARGIN_LEFT_MM = 28  # 5.2.1 订口 28 mm ± 1 mm
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156, 225  # 5.2.1 版心
MARGIN_RIGHT_MM = PAGE_WIDTH_MM - MARGIN_LEFT_MM - TYPE_WIDTH_MM
MARGIN_BOTTOM_MM = PAGE_HEIGHT_MM - MARGIN_TOP_MM - TYPE_HEIGHT_MM

# Lines and characters
BODY_PT = 16  # 5.2.2 3号仿宋
LINES, CHARACTERS = 22, 28  # 5.2.3 一般每面22行，每行28字，撑满版心
LINE_PT = 28.95  # 5.2.3 225 mm / 22 = 28.99 pt, rounded down to a twentieth
RUN_SPACING_PT = -0.25  # 5.2.3 156 mm / 28 = 15.79 pt: a Hanzi of 16 pt advances 15.75 pt
ADVANCE_PT = BODY_PT + RUN_SPACING_PT

# Parts of the text
TITLE_PT = 22  # 7.3.1 2号小标宋，居中
TITLE_CHARACTERS = 20  # 156 mm / 22 pt = 20.1: as many in a line
LINES_AFTER_TITLE = 1  # 7.3.2 主送机关在标题下空一行
FIRST_LINE_CHARACTERS = 2  # 7.3.3 每个自然段左空二字，回行顶格
LINES_BEFORE_NOTE = 1  # 7.3.4 附件说明在正文下空一行
NOTE_LEFT_CHARACTERS = 2  # 7.3.4 左空二字；回行与上一行附件名称的首字对齐
LINES_BEFORE_SIGNATURE = 1  # 7.3.5.2 正文（或附件说明）下空一行
SIGNATURE_RIGHT_CHARACTERS = 2  # 7.3.5.2 不加盖印章：署名右空二字
DATE_SHIFT_CHARACTERS = 2  # 7.3.5.2 日期首字比署名首字右移二字；日期长于署名的，日期右空二字
LINES_AFTER_ATTACHMENT_LABEL = 1  # 7.3.7 “附件”及顺序号在版心左上角第一行，标题在第三行

# Page number
PAGE_NUMBER_PT = 14  # 7.5 4号半角宋体阿拉伯数字
PAGE_NUMBER_DASH = "—"  # 7.5 数字左右各放一条一字线
PAGE_NUMBER_GAP_MM = 7  # 7.5 一字线上距版心下边缘 7 mm: the stroke itself
PAGE_NUMBER_INDENT_CHARACTERS = 1  # 7.5 单页码居右空一字，双页码居左空一字
PAGE_NUMBER_DASH_DEPTH = 0.47  # of its size, from the line's top to the stroke: 0.44 in 宋体, 0.52 measured in a fallback font

# Left open by the standard (8 says only that tables fit the page)
TABLE_PT = 12  # 小四, tables of few columns
TABLE_SMALL_PT = 10.5  # 五号, tables of many columns
TABLE_SMALL_FROM = 5  # columns
TABLE_CENTRED_TO = 6  # characters: a column of cells no longer than that is centred
TABLE_LEADING = 1.5  # of the size; exact, or a fallback font would burst the rows
TABLE_BORDER_PT = 0.5
CELL_SIDE_PT = 4
CELL_EDGE_PT = 2
WRITING_ROW_MM = 10  # least height of a row with a cell to be filled in by hand
HEADER_MM = 15  # the header stands empty unless a copy is stamped 示例·数据为虚构

MAX_BYTES = 120_000
"""A stored Word file is not larger (DESIGN §5)."""

# Fonts: 5.2.2 仿宋; 7.3.1 小标宋; 7.3.3 黑体, 楷体, 仿宋, 仿宋 for the four levels, none bold; 7.3.7 黑体; 7.5 宋体
TITLE, HEI, KAI, BODY, SONG = "title", "hei", "kai", "body", "song"
HEADINGS = (HEI, KAI, BODY, BODY)
SYSTEM_FONTS = {TITLE: "方正小标宋简体", HEI: "黑体", KAI: "楷体", BODY: "仿宋", SONG: "宋体"}
"""系统字体, the profile of published files: what Windows 7 and later bring along (小标宋 nobody does: see FALLBACKS)."""
OFFICIAL_FONTS = {**SYSTEM_FONTS, KAI: "楷体_GB2312", BODY: "仿宋_GB2312"}
"""公文字体: the names that offices install."""
FALLBACKS = {
    "方正小标宋简体": "华文中宋", "黑体": "SimHei", "楷体": "KaiTi", "仿宋": "FangSong", "宋体": "SimSun",
    "楷体_GB2312": "楷体", "仿宋_GB2312": "仿宋",
}  # fmt: skip
"""Name in fontTable.xml → w:altName, the font to use where it is missing."""


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def mm(points: float) -> float:
    """Return a length in millimetres."""
    return points * 25.4 / 72
