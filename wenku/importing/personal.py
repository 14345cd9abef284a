"""Stage 8a, personal data: numbers, addresses, names → fields. Notes show them blotted out only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pypinyin.phrases_dict import phrases_dict

from wenku import privacy
from wenku.importing import identity
from wenku.importing.likely import is_name
from wenku.importing.model import Note, Notes
from wenku.importing.structure import PARAGRAPH, TABLE, Block, Blocks
from wenku.privacy import names

Found = tuple[int, int, str, str]
"""(start, end, code, what it is)."""
_FIELDS = {
    "PRIV-1": "证件号码", "PRIV-2": "联系电话", "PRIV-3": "联系电话", "PRIV-4": "车牌号", "PRIV-5": "账号", "PRIV-6": "证件号码", "PRIV-7": "地址",
    "PRIV-8": "联系邮箱", "PRIV-9": "联系方式", "PRIV-10": "联系人岗位", identity.BORN: "出生年月",
}  # fmt: skip
_MORE = {"PRIV-10": "疑似姓名", identity.BORN: "疑似出生日期"}
_CHARGE = re.compile("组长|书记|主任|负责|责任人|牵头|队长|站长|所长|主席|会长|校长|院长")
_COLUMN = re.compile(
    "^(?:(?:户主|监护人|受助人|申请人|户|学生|老人|家长|对象|党员|成员)?(?:姓名|名字)|负责人|责任人|联系人|副?组长|成员|组员|户主|监护人|受助人|受助对象|帮扶(?:对象|人)|结对人|申请人|包保人|网格员|楼长|调解员|志愿者|人员"
    "|参加人|值班(?:员|人员?)?|带班|带队人?|主讲人?|讲师|经办人|经手人|签[名字到收]|老人|学生|家长"
    "|(?:反映|来电|投诉|举报|诉求|求助|报名|领用|借用|领取|保管|签收|报修|登记|联络|承办|办理|提议|回访|记录|交接|填报|结对|探访|受访|受理|来访)(?:人|者|人员|群众|居民|村民))[：:]?$"
)
_CELL = re.compile(r"[\u4e00-\u9fff]{2,4}")


_OTHERS = (
    (re.compile(r"(?:联系|家庭|本人|监护人|家长)?(?:手机|电话|座机|联系方式|联系电话|手机号码?|电话号码?)(?:号码?)?$"), "联系电话"),
    (re.compile(r"(?:微信|QQ|qq|抖音|网名|昵称|社交账号)号?码?$"), "联系方式"),
    (re.compile(r"(?:公民)?(?:身份证|身份证件|证件|残疾证|低保证|医保|社保)(?:编?号码?|卡号|证号)?$|证号$"), "证件号码"),
    (re.compile(r"(?:家庭|居住|现|户籍|常住)?(?:住址|居住地|门牌号?|房号|房间号|楼栋门牌|户籍地址?)$|家庭地址$|地址$"), "地址"),
    (re.compile(r"车牌号?码?$|号牌$"), "车牌号"),
    (re.compile(r"(?:银行|收款|一卡通)?(?:卡号|账号|账户|帐号)$|银行卡号?$"), "账号"),
    (re.compile(r"(?:电子)?邮箱(?:地址)?$|邮件$|[Ee]-?mail$"), "联系邮箱"),
    (re.compile(r"出生(?:年月日?|日期)$|生日$"), "出生年月"),
)
"""Headings of columns in a list of people → the field that stands for each of their cells."""
_NAMED = re.compile("(?:户主|监护人|受助人|申请人|户|学生|老人|家长|对象|党员|成员|居民|儿童|本人)?(?:姓名|名字)[：:]?$")
_POST = re.compile("[员长岗组部所局站科处队者人们]$|主任|书记|干事|负责|轮流|全体|另定|待定|空缺|合计|小计")
_HEAD = 3
"""Blocks at the head and the end of a text among which whoever speaks or signs is named alone."""
_NUMBER = 5
"""Characters of a number or an address that tell something."""
_LEAST = 3
"""Hanzi of a name that is looked for in all of a text: a shorter one may be a word."""


def roster(blocks: Blocks) -> frozenset[str]:
    """Return the names of a text (three Hanzi at least) and what stands in the private columns of its tables: one found is private everywhere."""
    found = set()
    for block in blocks:
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            found |= {text[start:end] for start, end, code, _ in _found(text) if code == "PRIV-10"}
        for row in block.rows[1:]:
            found |= {re.sub(r"\s", "", cell) for cell, field in zip(row, _columns(block.rows), strict=False) if field and not _plain(cell, field)}
    ends = (re.sub(r"\s", "", block.text) for block in (*blocks[:_HEAD], *blocks[-_HEAD:]) if block.kind == PARAGRAPH)
    found |= {name for name in ends if len(name) == _LEAST and is_name(name)}  # who speaks, or signs
    return frozenset(name for name in found if len(name) >= _LEAST and name not in phrases_dict and "{" not in name)


def secrets(blocks: Blocks) -> frozenset[str]:
    """Return the numbers and addresses of a text, which no note may quote either."""
    texts = (text for block in blocks for text in (block.text, *(cell for row in block.rows for cell in row)))
    return frozenset(text[start:end] for text in texts for start, end, code, _ in _found(text) if code != "PRIV-10" and end - start >= _NUMBER)


@lru_cache(maxsize=64)
def _digits(known: frozenset[str]) -> str:
    """Return the digits of names and numbers, a line each."""
    return "\n".join(re.sub(r"\D", "", name) for name in sorted(known))


def blotted(note: Note, known: frozenset[str]) -> Note:
    """Return a note with the names and numbers of `known` as asterisks, also a part of a number that a line's end cut."""
    for run in re.findall(rf"\d{{{_NUMBER},}}", note.quoted):
        if run in _digits(known):
            note = replace(note, quoted=note.quoted.replace(run, "*" * len(run)))
    for name in sorted(known, key=lambda one: (-len(one), one)):
        if name in note.quoted:
            note = replace(note, quoted=note.quoted.replace(name, "*" * len(name)))
    return note


def remove(title: str, blocks: Blocks, known: frozenset[str] = frozenset()) -> tuple[str, Blocks, Notes]:
    """Return title and blocks without personal data, and where there was some. known: names that are private wherever they stand."""
    notes: list[Note] = []
    title = _text(title, blocks[0].line if blocks else 0, notes, known)
    return title, tuple(_block(block, notes, known) for block in blocks), tuple(notes)


def _block(block: Block, notes: list[Note], known: frozenset[str]) -> Block:
    if block.kind != TABLE:
        return block.with_text(_text(block.text, block.line, notes, known))
    header = block.rows[0] if block.rows else ()
    people, columns = {i for i, cell in enumerate(header) if _COLUMN.match(cell.replace(" ", ""))}, _columns(block.rows)
    rows = []
    for n, row in enumerate(block.rows):
        cells = []
        for i, cell in enumerate(row):
            field = columns[i] if n > 0 and i < len(columns) else ""
            if field and not _plain(cell, field):
                notes.append(Note("privacy", block.line, f"改成 {{{{{field}}}}}", "名册里的一栏", "*" * min(len(cell), 8)))
                cells.append(f"{{{{{field}}}}}")
            else:
                cells.append(_cell(cell, (i in people and n > 0) or _beside(row, i), block.line, notes, known))
        rows.append(tuple(cells))
    return replace(block, rows=tuple(rows))


def _columns(rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the field of each column of a list of people, "" for what is not private; nothing where no column asks for names."""
    header = [re.sub(r"[\s（）()]", "", cell) for cell in rows[0]] if rows else []
    if not any(_NAMED.match(cell) or _COLUMN.match(cell) for cell in header):
        return ()
    return tuple("负责人岗位" if _NAMED.match(cell) else next((field for pattern, field in _OTHERS if pattern.match(cell)), "") for cell in header)


def _plain(cell: str, field: str) -> bool:
    """Tell whether a cell of a private column holds nothing private: empty, a blank, a post, an office."""
    bare = re.sub(r"[\s—\-_＿/×xX*…]|（[^（）]*）", "", cell)
    if field == "负责人岗位":
        return not re.fullmatch("[\u3400-\u9fff·]{2,5}", bare) or _POST.search(bare) is not None or "某" in bare
    return not bare or (field == "联系电话" and len(re.sub(r"\D", "", bare)) < 7) or (field == "地址" and not re.search(r"\d|[一二三四五六七八九十]+(?:号|组|栋|单元|户)", bare))


def _beside(row: tuple[str, ...], at: int) -> bool:
    """Tell whether a cell stands behind one that asks for a person (姓名 | ……): forms are written so."""
    return at > 0 and _COLUMN.match(re.sub(r"\s", "", row[at - 1])) is not None


def _cell(cell: str, person: bool, line: int, notes: list[Note], known: frozenset[str]) -> str:
    """Replace what looks like names in a cell for people; a post (楼长) stays."""
    text = _text(cell, line, notes, known)
    bare = re.sub(r"\{\{[^{}]+\}\}|[（(][^（）()]*[）)]|\d", " ", text)
    parts = [part for part in re.split(r"[、，,;；\s/]+", bare) if part] + [re.sub(r"\s", "", bare)]
    alone = len(parts) == 2 and len(bare.strip()) == _LEAST and is_name(bare.strip())  # a name of three fills the cell
    name = next((part for part in parts if _CELL.fullmatch(part) and (names._is_name(part) or is_name(part))), "") if person or alone else ""
    if name:
        notes.append(Note("privacy", line, "改成 {{负责人岗位}}", "疑似姓名，写岗位", privacy.mask(name, "PRIV-10")))
        return "{{负责人岗位}}" + "".join(re.findall(r"\{\{(?!联系人岗位|负责人岗位)[^{}]+\}\}", text))
    return text


def _text(text: str, line: int, notes: list[Note], known: frozenset[str]) -> str:
    parts, at = [], 0
    for start, end, code, what in _everywhere(text, known):
        field = _FIELDS[code]
        if code == "PRIV-10" and _CHARGE.search(text[max(0, start - 8) : end + 4]):
            field = "负责人岗位"
        quoted = "*" * min(end - start, 8) if code == identity.BORN or "*" in text[start:end] else privacy.mask(text[start:end], code)
        notes.append(Note("privacy", line, f"改成 {{{{{field}}}}}", what, quoted))
        parts += text[at:start], f"{{{{{field}}}}}"
        at = end
    joined = "".join([*parts, text[at:]])
    return re.sub(r"(\{\{[^{}]+\}\})(?:[、，\s]*\1)+", r"\1", joined)


def _everywhere(text: str, known: frozenset[str]) -> list[Found]:
    """Return what `_found` finds, and the names that are known from other places of the text."""
    found = list(_found(text))
    for name in sorted(known):
        code, what = ("PRIV-10", "疑似姓名") if name[0] > "\u3400" else ("PRIV-9", "疑似号码")
        found += [(match.start(), match.end(), code, what) for match in re.finditer(re.escape(name), text)]
    return sorted(_apart(found, len(text)))


@lru_cache(maxsize=4096)
def _found(text: str) -> list[Found]:
    """Return (start, end, code, what it is) of personal data in order, each place once: the longer of two that overlap."""
    found = [(hit.start, hit.end, hit.code, hit.message.split("“")[0]) for hit in privacy.scan(text) if hit.code != "PRIV-10" or not _is_word(text, hit.start, hit.end)]
    found += [(*place, _MORE.get(place[2], "疑似号码")) for place in identity.find(text)]
    return sorted(_apart(sorted(found, key=lambda one: (one[0] - one[1], one)), len(text)))


def _apart(found: list[Found], length: int) -> Iterator[Found]:
    """Yield those of places in a text of a length that no place before them overlaps."""
    taken = bytearray(length)
    for one in found:
        if not any(taken[one[0] : one[1]]):
            taken[one[0] : one[1]] = b"\1" * (one[1] - one[0])
            yield one


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a likely name is the beginning of ordinary words: 居民齐动手. Behind a colon it is a name all the same."""
    if text[start - 1 : start] in ("：", ":") or text[start] not in names._WORDLIKE + "齐都共":
        return False
    return text[start + 1 : start + 3] in phrases_dict or text[end - 1 : end + 1] in phrases_dict
