"""Stage 2 for .docx: paragraphs with heading levels and Word's own numbers, tables, boxes and notes; read within limits, nothing followed or run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from wenku.fill.foreign import Package, Unreadable, local, target
from wenku.fill.wordxml import attribute, children, main_part
from wenku.importing import numbering, wordruns
from wenku.importing.archive import check
from wenku.importing.model import RULED, Extracted, Line, Note, Refused

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.I)
_TITLE = re.compile(r"^(?:title|标题|標題)$", re.I)
_BODY_LEVEL = 9
MAX_PARAGRAPHS, MAX_TAGS = 100_000, 2_000_000


@dataclass(frozen=True)
class _Style:
    name: str
    based_on: str
    outline: int
    list_id: str
    depth: int
    strong: bool
    centred: bool


def docx(raw: bytes) -> Extracted:
    """Return the lines of a .docx. Raises Refused for one that is damaged, locked or too large; macros and links are said and ignored."""
    try:
        check(raw)
        package = Package(raw, " Word 文件（.docx）")
        main = main_part(package)
        if package.xml(main).count(b"<") > MAX_TAGS:
            raise Refused("Word 文件的正文太大，没有读；拆成几个文件再试")
        body = next((e for e in package.tree(main) if local(e.tag) == "body"), None)
        notes = {kind: wordruns.notes(_part(package, main, f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
        reader = _Reader(_styles(package, main), numbering.Counter(numbering.read(_part(package, main, "numbering.xml"))), notes)
        if body is None:
            raise Refused("Word 文件里没有正文")
        reader.usual = wordruns.usual_size(body)
        lines = tuple(reader.blocks(body))
        told = (*_warnings(package, main), *reader.notes, *wordruns.left_out(body, _part(package, main, "comments.xml")))
    except Unreadable as error:
        raise Refused(str(error)) from None
    except RecursionError:
        raise Refused("Word 文件里嵌套太深，没有读") from None
    return Extracted(lines, told)


def _part(package: Package, main: str, name: str) -> Element | None:
    part = target(main, name)
    return package.tree(part) if part in package.names else None


def _warnings(package: Package, main: str) -> Iterator[Note]:
    names = package.names
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Note("extract", 1, "文件里有宏", "没有读，也没有运行")
    rels = f"word/_rels/{main.rsplit('/', 1)[-1]}.rels"
    outside = [e for e in package.tree(rels) if e.get("TargetMode") == "External"] if rels in names else []
    if outside:
        yield Note("extract", 1, f"有 {len(outside)} 个指向文件以外的链接", "没有打开，只取文字")


def _styles(package: Package, main: str) -> dict[str, _Style]:
    root = _part(package, main, "styles.xml")
    return {attribute(s, "styleId"): _style(s) for s in (root if root is not None else ()) if local(s.tag) == "style"}


def _style(element: Element) -> _Style:
    found = {local(e.tag): e for e in element}
    ppr, rpr = found.get("pPr"), found.get("rPr")
    name = attribute(found["name"], "val") if "name" in found else ""
    list_id, depth = _list(ppr)
    base = attribute(found["basedOn"], "val") if "basedOn" in found else ""
    return _Style(name, base, _outline(ppr), list_id, depth, _on(rpr, "b"), _centred(ppr))


class _Reader:
    """Walks a body in order; keeps Word's counters and what should be said about it."""

    def __init__(self, styles: dict[str, _Style], counter: numbering.Counter, footnotes: Mapping[str, Mapping[str, str]]) -> None:
        self.styles, self.counter, self.footnotes = styles, counter, footnotes
        self.number, self.usual = 0, 0
        self.broken = False
        self.notes: list[Note] = []

    def blocks(self, parent: Element) -> Iterator[Line]:
        for element in parent:
            tag = local(element.tag)
            if tag == "p":
                yield from self.paragraph(element)
            elif tag == "tbl":
                cells = [list(children(row, "tc")) for row in children(element, "tr")]
                if max(map(len, cells), default=0) == 1 and any(len(list(children(cell, "p"))) > 1 for row in cells for cell in row):
                    for row in cells:
                        for cell in row:
                            yield from self.blocks(cell)
                    continue  # a frame round a text, no table
                self.number += 1
                rows = tuple(row for row in (self.row(r) for r in children(element, "tr")) if any(row))
                if rows:
                    yield Line("", self.number, whole=True, gap=True, rows=rows)
            elif tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"):
                yield from self.blocks(element)

    def row(self, row: Element) -> tuple[str, ...]:
        return tuple(" ".join(self.words(p) for p in wordruns.paragraphs(cell)).strip() for cell in children(row, "tc"))

    def words(self, paragraph: Element) -> str:
        """Return a paragraph's words, those of its notes in brackets at its end."""
        said = "".join(wordruns.words(paragraph))
        found = [self.footnotes[kind].get(mark, "") for kind, mark in wordruns.marks(paragraph)]
        return said + "".join(f"（注：{note}）" for note in found if note)

    def paragraph(self, element: Element) -> Iterator[Line]:
        self.number += 1
        if self.number > MAX_PARAGRAPHS:
            raise Refused(f"段落超过 {MAX_PARAGRAPHS} 个，没有读")
        ppr = next((e for e in element if local(e.tag) == "pPr"), None)
        chain = self.chain(next((attribute(e, "val") for e in ppr if local(e.tag) == "pStyle"), "") if ppr is not None else "")
        list_id, depth = _list(ppr)
        if not list_id:
            list_id, depth = next(((s.list_id, s.depth) for s in chain if s.list_id), ("", 0))
        made = self.counter.next(list_id, depth) if list_id not in ("", "0") else ""
        level, strong = self.level(ppr, chain), _strong(element, chain) or wordruns.is_large(element, self.usual) or _centred(ppr) or any(s.centred for s in chain)
        if (self.broken or wordruns.breaks_before(element)) and self.number > 1:
            yield Line(RULED, self.number, whole=True, gap=True)
        self.broken = wordruns.breaks_after(element)
        for i, words in enumerate(self.words(element).split("\n")):
            text = words.strip(" \t\u3000\u00a0")
            if text:
                yield Line((made if i == 0 else "") + text, self.number, level, strong, whole=True, gap=True)
        for box in wordruns.boxes(element):
            yield from self.blocks(box)

    def chain(self, style: str) -> list[_Style]:
        """Return a style and those that it is based on; a circle ends where it began."""
        found: list[_Style] = []
        while style in self.styles and self.styles[style] not in found and len(found) < 20:
            found.append(self.styles[style])
            style = found[-1].based_on
        return found

    def level(self, ppr: Element | None, chain: list[_Style]) -> int:
        own = _outline(ppr)
        for outline in (own, *(s.outline for s in chain)):
            if outline >= 0:
                return outline + 1 if outline < _BODY_LEVEL else 0
        named = next((m for s in chain if (m := _HEADING.match(s.name))), None)
        return int(named.group(1)) if named else int(any(_TITLE.match(s.name) for s in chain))


def _strong(paragraph: Element, chain: list[_Style]) -> bool:
    """Tell whether every run with words is bold."""
    runs = [r for r in wordruns.runs(paragraph) if "".join(wordruns.words(r)).strip()]
    base = any(s.strong for s in chain)
    return bool(runs) and all(_on(next((e for e in r if local(e.tag) == "rPr"), None), "b", base) for r in runs)


def _list(ppr: Element | None) -> tuple[str, int]:
    num = next((e for e in ppr if local(e.tag) == "numPr"), None) if ppr is not None else None
    values = {local(e.tag): attribute(e, "val") for e in num} if num is not None else {}
    depth = values.get("ilvl", "0")
    return values.get("numId", ""), int(depth) if re.fullmatch("[0-8]", depth) else 0


def _outline(ppr: Element | None) -> int:
    value = next((attribute(e, "val") for e in ppr if local(e.tag) == "outlineLvl"), "") if ppr is not None else ""
    return int(value) if re.fullmatch("[0-9]", value) else -1


def _centred(ppr: Element | None) -> bool:
    return ppr is not None and any(local(e.tag) == "jc" and attribute(e, "val") == "center" for e in ppr)


def _on(rpr: Element | None, name: str, default: bool = False) -> bool:
    found = next((e for e in rpr if local(e.tag) == name), None) if rpr is not None else None
    return default if found is None else attribute(found, "val") not in ("0", "false", "off")
