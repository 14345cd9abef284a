"""Stage 3a, single characters: invisible ones, private glyphs, look-alikes, stray marks between Hanzi, split words, half-width marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import ne

from wenku.decode import ordinary
from wenku.hant import simplify
from wenku.importing.model import Line, Lines, Note, Notes, hanzi, quote
from wenku.importing.patterns import value
from wenku.importing.recurring import SITE
from wenku.needs import Sparse

MISSING = "〔缺字〕"
_INVISIBLE = Sparse("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffc]")
_SPACES = Sparse("[\xa0\u2000-\u200a\u202f\u205f\u3164\uffa0]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_RADICAL = Sparse("[\u2e80-\u2fdf\uf900-\ufaff]")
_BULLET = Sparse(r"^[\s\u3000]*(?:[★☆◆◇●■▲△▶►▪▫◎※✦✧❖➤➢➔→·•‣⁃✓✔✿❀\u2600-\u26ff\u2700-\u2775\u2794-\u27bf\U0001f300-\U0001faff]\s*)+(?=\S)")
_BLOT = Sparse(r"(?<=[\u3400-\u9fff，。；：、”])[■◆●▲▇█▓░◇◎★☆](?=[\u3400-\u9fff“])")
_ROW = re.compile(r"[■◆●▲▇█▓░◇◎★☆][^■◆●▲▇█▓░◇◎★☆]{0,10}[■◆●▲▇█▓░◇◎★☆]")
"""A row of them counts items or gives marks."""
_STRAY = Sparse(r"(?<=[\u3400-\u9fff，。；：、”）])[`´'＇‘](?=[\u3400-\u9fff，。；：、“（])(?![^‘\n]{0,20}’)")
_SPLIT = Sparse(r"[\u3400-\u9fff](?:([-‐‑–*_|~^＊])[\u3400-\u9fff])(?:\1[\u3400-\u9fff])+(?![\u3400-\u9fff]*\1)")
_CUT = Sparse(r"(?:党(?=[-‐*_|~^＊.·]?[章校员委课费支中政群务风建组])|中(?=[-‐*_|~^＊.·]?[央共])|国(?=[-‐*_|~^＊.·]?[家务])|人(?=[-‐*_|~^＊.·]?[民大])|政(?=[-‐*_|~^＊.·]?[府法协])|书(?=[-‐*_|~^＊.·]?记)|领(?=[-‐*_|~^＊.·]?导)|公(?=[-‐*_|~^＊.·]?安)|法(?=[-‐*_|~^＊.·]?[院轮])|上(?=[-‐*_|~^＊.·]?访)|信(?=[-‐*_|~^＊.·]?访)|共(?=[-‐*_|~^＊.·]?产)|主(?=[-‐*_|~^＊.·]?席))([-‐*_|~^＊.·])(?=[\u3400-\u9fff])")
"""Words that filters of sites look for, cut by one mark: 党-章, 中-央."""
RULE = re.compile(r"\s*+(?:[\u2500-\u257f]\s*+)?([^\w\s，。；：、“”（）《》.…·])(?:\s*\1){2,}\s*+(?:[\u2500-\u257f]\s*+)?")
"""A line of marks: what parts texts or underlines a title."""
_SPACED = re.compile(r"^(?:[\u3400-\u9fff][ \u3000]+)+[\u3400-\u9fff]$")
_NUMBERED = Sparse(r"^([一二三四五六七八九十]{1,3})[ \u3000]+(?=[\u3400-\u9fff]{3})")
_SPACED_NUMBER = Sparse(r"^(?P<o>第?)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})[ \u3000\t]+(?=[\u3400-\u9fff“]{3})(?=[^。！？；]{2,30}$)")
"""A heading with its number and a space only: 1  工作目标, 第一 岗位设置."""
_BOX_NUMBER = Sparse(r"^([（(]?[0-9一二三四五六七八九十]{1,3}[）)]?)□(?=\S)")
_BOX = Sparse(r"(?<=[\u3400-\u9fff，；：、。”])□(?=[\u3400-\u9fff“])(?!□)(?!社区|街道|村|镇|乡|[市县区年月日人户])")
_TICK = re.compile(r"□[^□]{1,12}□")
_HAN = "\u3400-\u9fff“”‘’《》（）〔〕、。，；：？！…·％"
_HALF = Sparse(
    rf"(?<=[{_HAN}\d%a-zA-Z\]\)])([,;:?!])(?=\s*[{_HAN}\d“(\[a-zA-Z]|\s*$)|([,;:?!])(?=\s*[{_HAN}])"
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ROUND = Sparse(r"\(([^()\n]{1,80})\)")
_BOX_DRAWN = Sparse(r"^\s*+[\u2500-\u257f][\u2500-\u257f\s]*+(?=.*[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff）”》])\s*+[\u2500-\u257f][\u2500-\u257f\s]*+$")
_STOP = Sparse(r"(?<=\d{7})\.(?=\s*$)|(?<=[\u3400-\u9fff”）%])\.(?=\s*$|[\u3400-\u9fff“])(?<!\d\.)")
_STARS = Sparse(r"(?:(?<![*A-Za-z0-9])\*{1,4}|(?<![-\d])-{2,})(?=[年月日村镇乡市县区][^\n]|社区|街道|单位|公司|学校|同志|司法所|派出所)")
_FRAMED = Sparse(r"^(?:[*=~#＊＝～—_-]{2,}\s{0,8}([^*=~#＊＝～，！。]{3,50}?)\s{0,8}[*=~#＊＝～—_-]{2,}|[《【〖「『〔\[]([^《》【】〖〗「」『』〔〕\[\]]{3,40}(?:计划|规划|方案|预案|总结|汇报|报告|通知|制度|办法|规定|细则|守则|公约|章程|纪要|倡议书|请示|安排|要点|菜单|意见|公告|启事|通告|公开信|流程|须知|职责|规则|报告|决定|章程|小结|承诺书|责任书))[》】〗」』〕\]])$")
_SITE_FRAMED = re.compile(rf"[-—–=*~#_]{{2,}}\s*[\u4e00-\u9fff]{{2,8}}{SITE}\s*[-—–=*~#_]{{2,}}")
"""A site's name between rules parts texts as a rule does: the furniture of later on."""
_PARTICLE = re.compile("著(?![名作称者述录])(?<![显卓原名专论编译合巨土昭遗新].)")
_TRADITIONAL = 0.05
"""Share of Hanzi that differ in Simplified script from which a file is taken for Traditional."""


def clean(lines: Lines, lookalikes: Mapping[str, str]) -> tuple[Lines, Notes]:
    """Return the lines with every character an ordinary one, and what was done to each."""
    notes: list[Note] = []
    traditional = _is_traditional(lines)
    if traditional:
        notes.append(Note("clean", lines[0].number, "繁体转成简体", "范本用简体；转换由程序完成，核对异体字和专名"))
    kept = []
    for line in _stopped(lines, notes):
        text = line.text if RULE.fullmatch(line.text) else _characters(line.text, line.number, lookalikes, notes)
        rows = tuple(tuple(_characters(cell, line.number, lookalikes, notes) for cell in row) for row in line.rows)
        if traditional:
            text, rows = simple(text), tuple(tuple(simple(cell) for cell in row) for row in rows)
        if text or rows:
            kept.append(Line(text, line.number, line.level, line.strong, line.whole, line.gap, rows))
    return tuple(kept), tuple(notes)


def _stopped(lines: Lines, notes: list[Note]) -> Lines:
    """Put 、 behind numbers with a space only, where headings count on with them: 1  工作目标, 第一 岗位设置."""
    found = list(lines)
    open_runs: dict[tuple[bool, bool], list[int]] = {}
    runs: list[list[int]] = []
    for at, line in enumerate(lines):
        match = None if line.rows else _SPACED_NUMBER.match(line.text.strip())
        if not match:
            continue
        form, found_value = (match["o"] == "第", match["n"].isdigit()), value(match["n"])
        run = open_runs.get(form, [])
        if found_value == 1:
            runs.append([at])
            open_runs[form] = runs[-1]
        elif run and found_value == len(run) + 1:
            run.append(at)
    for at in (at for run in runs if len(run) > 1 for at in run):
        notes.append(Note("clean", lines[at].number, "补上序号后的顿号", "序号后只有空格", quote(lines[at].text)))
        found[at] = lines[at].with_text(_SPACED_NUMBER.sub(r"\g<n>、", lines[at].text.strip()))
    return tuple(found)


def simple(text: str) -> str:
    """Return a text in Simplified script; 著 as a particle is 着 (跟着), in 著名 and the like it stays."""
    return _PARTICLE.sub("着", simplify(text))


def _is_traditional(lines: Lines) -> bool:
    sample = "".join(line.text for line in lines)[:20_000]
    simple = simplify(sample)
    if simple == sample or len(simple) != len(sample):
        return False
    return sum(map(ne, sample, simple)) > _TRADITIONAL * max(hanzi(sample), 1)


def _characters(text: str, number: int, lookalikes: Mapping[str, str], notes: list[Note]) -> str:
    def note(what: str, why: str, quoted: str = "") -> None:
        notes.append(Note("clean", number, what, why, quote(quoted)))

    def strip(pattern: Sparse, to: str, what: str, why: str, text: str) -> str:
        found = pattern.findall(text)
        if found:
            note(f"{what} {len(found)} 处", why, pattern.search(text).group() if pattern is not _INVISIBLE else "")  # type: ignore[union-attr]
        return pattern.sub(to, text)

    if not text.isprintable() or not text.isascii():
        text = strip(_INVISIBLE, "", "删去看不见的字符", "控制字符、零宽字符会破坏检索和排版", text)
        text = _SPACES.sub(" ", text)
        for char in dict.fromkeys(_PRIVATE.findall(text)):
            note("删去专用区字符", f"U+{ord(char):04X} 只在原来的字体里有意义，核对是不是丢了字")
        text = _PRIVATE.sub("", text)
        text = _RADICAL.sub(lambda m: ordinary(m.group(), lookalikes) or m.group(), strip(_RADICAL, r"\g<0>", "改正形似汉字", "部首、兼容字形检索不到", text))
        text = text.replace("\ufffd", MISSING)
        text = strip(_BOX_DRAWN, "", "删去框线", "网页、编辑器画的边框", text)
        text = strip(_BULLET, "", "删去项目符号", "公文用序号", text)
        text = strip(_NUMBERED, r"\1、", "补上序号后的顿号", "序号后只有空格", text)
        text = text if _ROW.search(text) else strip(_BLOT, "", "删去夹在字中间的色块", "网页复制、转码留下的", text)
        text = strip(_STRAY, "", "删去夹在字中间的撇号", "网页复制留下的", text)
        text = _joined(text if _SITE_FRAMED.fullmatch(text) else _FRAMED.sub(lambda m: m.group(1) or m.group(2), text), note)
        text = _boxes(text, note)
        text = half_width(_STARS.sub("××", text))
    return text.strip(" \t\u3000")


def _joined(text: str, note) -> str:  # type: ignore[no-untyped-def]
    for match in _CUT.finditer(text):
        note("接回拆开的词", "为避开过滤而拆开的", match.group())
    text = _CUT.sub(lambda m: m.group().replace(m.group(1), ""), text)
    for match in _SPLIT.finditer(text):
        note("接回拆开的词", "为避开过滤而拆开的", match.group())
    text = _SPLIT.sub(lambda m: m.group().replace(m.group(1), ""), text)
    if _SPACED.match(text.strip()) and len(text) < 24:
        text = re.sub(r"[ \u3000]+", "", text)
    return text


def _boxes(text: str, note) -> str:  # type: ignore[no-untyped-def]
    if "□" not in text or _TICK.search(text):
        return text
    if _BOX_NUMBER.search(text):
        note("方框改成顿号", "序号后的标点丢了", text[:12])
        text = _BOX_NUMBER.sub(lambda m: m.group(1) + ("" if m.group(1)[-1] in "）)" else "、"), text)
    for match in _BOX.finditer(text):
        note("删去方框", "像是转码时丢的标点或者字，核对原件", text[max(0, match.start() - 8) : match.end() + 8])
    return _BOX.sub("", text)


def half_width(text: str) -> str:
    """Return a text with the half-width marks between Hanzi full: , ; : ? ! ( ) and a full stop at the end."""
    if text.isascii():
        return text

    def mark(match: re.Match[str]) -> str:
        char = match.group(1) or match.group(2)
        before, after = text[: match.start()], text[match.end() :]
        clock = char in ",:" and before[-1:].isdigit() and after[:1].isdigit()
        latin = before[-1:].isascii() and before[-1:].isalpha() and after.lstrip()[:1].isascii() and after.lstrip()[:1].isalpha()
        return char if clock or latin or after.startswith("//") else _FULL[char]

    text = _HALF.sub(mark, text)
    text = _ROUND.sub(lambda m: f"（{m.group(1)}）" if not m.group(1).isascii() or _beside(text, m) or m.group(1).isdigit() else m.group(), text)
    return _STOP.sub("。", text)


def _beside(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return any("\u3400" <= char <= "\u9fff" for char in around)
