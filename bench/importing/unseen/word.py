"""A Word file from a readable source, a paragraph each line.

A line may begin with codes: [h1] [h2] headings by style, [b] bold, [big] 22 pt, [mid] 16 pt, [c] centred, [n1] [n2] [n3] numbering
by Word (一、 （一） 1.), [page] a page break before, [tr] a row of a table (cells between |), [box] a text box, [header], [footer],
[toc] an entry of a table of contents. Inside a line: [-deleted-] and [+inserted+] of tracked changes, [^footnote^].
"""

from __future__ import annotations

import io
import re
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_CODES = re.compile(r"((?:\[[a-z]+[1-3]?\])*) ?(.*)")
_MARKS = re.compile(r"\[([-+^])(.*?)\1\]")
_W = nsdecls("w")
_LEVELS = ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_AUTHOR = 'w:id="{n}" w:author="审阅人" w:date="2026-01-05T09:00:00Z"'


def word(source: str) -> bytes:
    """Return the .docx that a source describes; an unknown code raises KeyError."""
    return _Writer().write(source)


class _Writer:
    def __init__(self) -> None:
        self.doc: Doc = Document()
        self.notes: list[str] = []
        self.marks = 0
        self.list = 0
        self.rows: list[list[str]] = []

    def write(self, source: str) -> bytes:
        for line in source.splitlines():
            codes, words = _CODES.fullmatch(line).groups()  # type: ignore[union-attr]
            self._line(re.findall(r"\[(\w+)\]", codes), words)
        self._table()
        self._footnotes()
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def _line(self, codes: list[str], words: str) -> None:
        if codes == ["tr"]:
            self.rows.append([cell.strip() for cell in words.split("|")])
            return
        self._table()
        section = self.doc.sections[0]
        if codes[:1] in (["header"], ["footer"]):
            part = section.header if codes[0] == "header" else section.footer
            part.paragraphs[0].text = words
        elif codes == ["box"]:
            self.doc.add_paragraph()._p.append(parse_xml(_box(words)))
        else:
            self._paragraph(codes, words)

    def _paragraph(self, codes: list[str], words: str) -> None:
        styles = {"h1": "Heading 1", "h2": "Heading 2"}
        paragraph = self.doc.add_paragraph(style=next((styles[code] for code in codes if code in styles), None))
        self._runs(paragraph, words, codes)
        for code in codes:
            if code in ("big", "b", "h1", "page"):
                self.list = 0
            {
                "h1": _nothing, "h2": _nothing, "b": _nothing, "big": _nothing, "mid": _nothing, "toc": _contents, "c": _centre,
                "page": _break, "n1": self._numbered(0), "n2": self._numbered(1), "n3": self._numbered(2),
            }[code](paragraph)  # fmt: skip

    def _runs(self, paragraph: Paragraph, words: str, codes: list[str]) -> None:
        at = 0
        for mark in [*_MARKS.finditer(words), None]:
            run = paragraph.add_run(words[at : mark.start() if mark else len(words)])
            run.bold = "b" in codes or None
            run.font.size = Pt(22) if "big" in codes else Pt(16) if "mid" in codes else None
            if mark:
                paragraph._p.append(self._marked(mark[1], escape(mark[2])))
                at = mark.end()

    def _marked(self, kind: str, words: str):
        self.marks += 1
        who = _AUTHOR.format(n=self.marks)
        if kind == "-":
            return parse_xml(f'<w:del {_W} {who}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>')
        if kind == "+":
            return parse_xml(f'<w:ins {_W} {who}><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:ins>')
        self.notes.append(words)
        return parse_xml(f'<w:r {_W}><w:footnoteReference w:id="{len(self.notes)}"/></w:r>')

    def _numbered(self, level: int):
        def apply(paragraph: Paragraph) -> None:
            if not self.list:
                self.list = self._new_list()
            number = f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="{self.list}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))

        return apply

    def _new_list(self) -> int:
        numbering = self.doc.part.numbering_part.element
        number = 1 + max(int(num.get(qn("w:numId"))) for num in numbering.findall(qn("w:num")))
        levels = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (form, text) in enumerate(_LEVELS)
        )
        kind = parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{900 + number}">{levels}</w:abstractNum>')
        numbering.insert(0, kind)
        numbering.append(parse_xml(f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{900 + number}"/></w:num>'))
        return number

    def _table(self) -> None:
        if not self.rows:
            return
        table = self.doc.add_table(rows=0, cols=max(map(len, self.rows)))
        for row in self.rows:
            for cell, words in zip(table.add_row().cells, row, strict=False):
                cell.text = words
        self.rows = []

    def _footnotes(self) -> None:
        if not self.notes:
            return
        notes = "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>' for i, words in enumerate(self.notes, 1))
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob.encode(), self.doc.part.package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _nothing(paragraph: Paragraph) -> None:
    """The code is done by style or font."""


def _centre(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _break(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.page_break_before = True


def _contents(paragraph: Paragraph) -> None:
    """Make the paragraph an entry of a TOC field, each entry a field of its own (as a merged document has them)."""
    for kind, place in (("begin", 0), ("separate", 2)):
        run = parse_xml(f'<w:r {_W}><w:fldChar w:fldCharType="{kind}"/></w:r>')
        paragraph._p.insert(place, run)
        if kind == "begin":
            paragraph._p.insert(1, parse_xml(f'<w:r {_W}><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'))
    paragraph._p.append(parse_xml(f'<w:r {_W}><w:fldChar w:fldCharType="end"/></w:r>'))


def _box(words: str) -> str:
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in words.split("//"))
    return (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:300pt;height:60pt">'
        f"<v:textbox><w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
