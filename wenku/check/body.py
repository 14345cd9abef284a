"""BODY and HTML: the closed subset of Markdown. What the parser meets as a block is found there; here are marks in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.document import pieces, walk
from wenku.library import Entry, Library
from wenku.model import Problem

declare("BODY-1", "用了强调、代码或删除线的符号", "公文正文不加粗、不斜体；符号到了 Word 里会原样留下。")
declare("BODY-2", "放了图片", "范本只有文字和表格，才能在任何地方打开、复制、打印。")
declare("BODY-3", "正文里用了列表", "正文的分项写成（1）（2）的段落，序号才不会在复制时丢掉；列表只用于写作提示。")
declare("BODY-4", "用了引用、代码块、分隔线或缩进", "这些写法在公文里没有位置；缩进由版式完成。")
declare("BODY-5", "用了脚注", "说明写进正文或者写作提示。")
declare("BODY-6", "表格不完整", "缺了格子，表格在 Word 里会错位。")
declare("BODY-7", "段落被折成几行", "折行处在页面上会变成空格，中文里就多出空白。")
declare("BODY-8", "用了转义符或字符实体", "直接写那个字，如“、&、<。")
declare("HTML-1", "写了网页代码", "代码在 Word、打印和别的浏览器里都靠不住，也可能被人用来藏东西。")
declare("HTML-2", "链接会运行脚本", "javascript: 之类的链接会在读者的机器上运行程序。")

_TAG = re.compile(r"<(?:/?[A-Za-z][^>\n]*>?|!--|\?|!\[CDATA)")
SCRIPT = re.compile(r"(?i)(?:javascript|vbscript|data)[\s\u0000-\u001f]*:")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*|__|(?<![A-Za-z0-9])_[^_\s]+_(?![A-Za-z0-9])|`|~~)")
_MARKS = (
    ("BODY-2", re.compile(r"!\[[^\]]*\]"), "图片", "删去图片，用文字或表格说明"),
    ("BODY-5", re.compile(r"\[\^[^\]]*\]"), "脚注", "写进正文或者写作提示"),
    ("BODY-1", _EMPHASIS, "强调或代码的符号", "删去符号，只留文字"),
    ("BODY-8", re.compile(r"\\|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);"), "转义符或字符实体", "直接写那个字"),
    ("HTML-1", _TAG, "网页代码", "删去代码，只留文字"),
)


@entry_check
def marks(entry: Entry, library: Library) -> Iterable[Problem]:
    """Marks of Markdown or HTML in the body of a text."""
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            for code, pattern, what, right in _MARKS:
                match = pattern.search(text)
                if match:
                    yield Problem(line, code, f"出现了{what}“{match.group()[:20]}”", right)


@entry_check
def page_code(entry: Entry, library: Library) -> Iterable[Problem]:
    """Raw HTML and script links in guide pages, and script links in texts; code spans of a guide page are quotations."""
    fenced = False
    start = entry.front.body_line
    for number, line in enumerate(entry.front.body.split("\n"), start):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        bare = re.sub(r"`[^`]*`", "", line)
        if not fenced and not entry.is_text and (match := _TAG.search(bare)):
            yield Problem(number, "HTML-1", f"出现了网页代码“{match.group()[:20]}”", "改用 Markdown")
        if not fenced and (match := re.search(r"\]\(\s*<?\s*([^)]*)", bare)) and SCRIPT.match(match.group(1).strip()):
            yield Problem(number, "HTML-2", f"链接“{match.group(1)[:20]}”会运行脚本", "换成普通的地址")
