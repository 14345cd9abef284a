"""Stage 8a, personal data: numbers, addresses, names → fields. Notes show them blotted out only."""

from __future__ import annotations

import re
from dataclasses import replace

from pypinyin.phrases_dict import phrases_dict

from wenku import privacy
from wenku.importing import identity
from wenku.importing.model import Note, Notes
from wenku.importing.structure import TABLE, Block, Blocks
from wenku.privacy import names

_FIELDS = {
    "PRIV-1": "证件号码", "PRIV-2": "联系电话", "PRIV-3": "联系电话", "PRIV-4": "车牌号", "PRIV-5": "账号", "PRIV-6": "证件号码", "PRIV-7": "地址",
    "PRIV-8": "联系邮箱", "PRIV-9": "联系方式", "PRIV-10": "联系人岗位", identity.BORN: "出生年月",
}  # fmt: skip
_MORE = {"PRIV-10": "疑似姓名", identity.BORN: "疑似出生日期"}
_CHARGE = re.compile("组长|书记|主任|负责|责任人|牵头|队长|站长|所长|主席|会长|校长|院长")
_COLUMN = re.compile(
    "^(?:(?:户主|监护人|受助人|申请人|户|学生|老人|家长|对象|党员|成员)?(?:姓名|名字)|负责人|责任人|联系人|副?组长|成员|组员|户主|监护人|受助人|受助对象|帮扶(?:对象|人)|结对人|申请人|包保人|网格员|楼长|调解员|志愿者|人员"
    "|参加人|值班(?:员|人员?)?|带班|带队人?|主讲人?|讲师|经办人|经手人|签[名字到收]|老人|学生|家长)[：:]?$"
)
_CELL = re.compile(r"[\u4e00-\u9fff]{2,4}")


def remove(title: str, blocks: Blocks) -> tuple[str, Blocks, Notes]:
    """Return title and blocks without personal data, and where there was some."""
    notes: list[Note] = []
    title = _text(title, blocks[0].line if blocks else 0, notes)
    return title, tuple(_block(block, notes) for block in blocks), tuple(notes)


def _block(block: Block, notes: list[Note]) -> Block:
    if block.kind != TABLE:
        return block.with_text(_text(block.text, block.line, notes))
    header = block.rows[0] if block.rows else ()
    people = {i for i, cell in enumerate(header) if _COLUMN.match(cell.replace(" ", ""))}
    rows = [tuple(_cell(cell, (i in people and n > 0) or _beside(row, i), block.line, notes) for i, cell in enumerate(row)) for n, row in enumerate(block.rows)]
    return replace(block, rows=tuple(rows))


def _beside(row: tuple[str, ...], at: int) -> bool:
    """Tell whether a cell stands behind one that asks for a person (姓名 | ……): forms are written so."""
    return at > 0 and _COLUMN.match(re.sub(r"\s", "", row[at - 1])) is not None


def _cell(cell: str, person: bool, line: int, notes: list[Note]) -> str:
    """Replace what looks like names in a cell for people; a post (楼长) stays."""
    text = _text(cell, line, notes)
    bare = re.sub(r"\{\{[^{}]+\}\}|[（(][^（）()]*[）)]|\d", " ", text)
    parts = [part for part in re.split(r"[、，,;；\s/]+", bare) if part] + [re.sub(r"\s", "", bare)]
    name = next((part for part in parts if _CELL.fullmatch(part) and names.surname(part) and names._is_name(part)), "") if person else ""
    if name:
        notes.append(Note("privacy", line, "改成 {{负责人岗位}}", "疑似姓名，写岗位", privacy.mask(name, "PRIV-10")))
        return "{{负责人岗位}}" + "".join(re.findall(r"\{\{(?!联系人岗位|负责人岗位)[^{}]+\}\}", text))
    return text


def _text(text: str, line: int, notes: list[Note]) -> str:
    parts, at = [], 0
    for start, end, code, what in _found(text):
        field = _FIELDS[code]
        if code == "PRIV-10" and _CHARGE.search(text[max(0, start - 8) : end + 4]):
            field = "负责人岗位"
        quoted = "*" * min(end - start, 8) if code == identity.BORN or "*" in text[start:end] else privacy.mask(text[start:end], code)
        notes.append(Note("privacy", line, f"改成 {{{{{field}}}}}", what, quoted))
        parts += text[at:start], f"{{{{{field}}}}}"
        at = end
    joined = "".join([*parts, text[at:]])
    return re.sub(r"(\{\{[^{}]+\}\})(?:[、，\s]*\1)+", r"\1", joined)


def _found(text: str) -> list[tuple[int, int, str, str]]:
    """Return (start, end, code, what it is) of personal data in order, each place once: the longer of two that overlap."""
    found = [(hit.start, hit.end, hit.code, hit.message.split("“")[0]) for hit in privacy.scan(text) if hit.code != "PRIV-10" or not _is_word(text, hit.start, hit.end)]
    found += [(*place, _MORE.get(place[2], "疑似号码")) for place in identity.find(text)]
    kept: list[tuple[int, int, str, str]] = []
    for one in sorted(found, key=lambda one: (one[0] - one[1], one)):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return sorted(kept)


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a likely name is the beginning of ordinary words: 居民齐动手. Behind a colon it is a name all the same."""
    if text[start - 1 : start] in ("：", ":") or text[start] not in names._WORDLIKE + "齐都共":
        return False
    return text[start + 1 : start + 3] in phrases_dict or text[end - 1 : end + 1] in phrases_dict
