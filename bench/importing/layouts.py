"""Ways in which people leave such texts behind: how texts are marked off, how lines are broken, what is mixed in. Two sets, one for each half."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from bench.importing.texts import Gold

_HAN = "一二三四五六七八九十"
PHONE, CARD, PERSON = "13912345678", "11010519491231002X", "欧阳建国"
"""Personal data put into texts: an impossible but well-formed number, the sample of GB 11643, a name of nobody."""


@dataclass(frozen=True)
class Layout:
    """How a file looks. mark: (number, title, compilation's title) → lines in front of a text. kind: the file's ending."""

    name: str
    mark: Callable[[int, str, str], list[str]]
    kind: str = "txt"
    width: int = 0
    indent: bool = True
    codec: str = "utf-8"
    signed: bool = True
    numbers: tuple[str, str] = ("{h}、", "（{h}）")
    junk: bool = True
    contents: bool = False
    glued: bool = False
    mess: str = ""
    styled: bool = False
    titled: bool = True
    """False where no text's own title stands in the file."""


JUNK_HEAD = ("首页 > 范文大全 > 工作计划", "发布时间：2023-05-06 浏览次数：1024", "下面是小编为大家整理的社区工作范文，欢迎阅读参考。")
JUNK_MIDDLE = ("关注公众号“文秘小助手”免费下载全文", "http://www.example-fanwen.com/article/12345.html", "点击下载更多精品文档", "- 3 -", "本文来源：范文网")
JUNK_TAIL = ("相关推荐：", "以上就是本文的全部内容，希望对大家有所帮助！", "上一篇：小学生作文大全", "下一篇：个人简历模板", "QQ交流群：123456789", "ICP备12345678号-1")


def _plain(n: int, title: str, whole: str) -> list[str]:
    return [title]


TUNING = (
    Layout("titles", _plain),
    Layout("pian-han", lambda n, t, w: [f"{w}篇{_HAN[n - 1]}", t]),
    Layout("pian-colon", lambda n, t, w: [f"篇{n}：{t}"]),
    Layout("pian-bracket", lambda n, t, w: [f"【篇{n}】{t}"], width=34),
    Layout("wrapped-40", _plain, width=40),
    Layout("numbered", lambda n, t, w: [f"{n}、{t}"]),
    Layout("glued", lambda n, t, w: [f"{w}篇{n}"], glued=True, signed=False, titled=False),
    Layout("docx-headings", _plain, kind="docx", styled=True),
    Layout("html", lambda n, t, w: [t], kind="html"),
    Layout("gb18030", lambda n, t, w: [f"第{_HAN[n - 1]}篇 {t}"], codec="gb18030", width=36, indent=False),
    Layout("big5", _plain, codec="big5hkscs", mess="traditional"),
    Layout("stars", _plain, mess="stray"),
    Layout("half-width", lambda n, t, w: [f"篇{_HAN[n - 1]}:{t}"], mess="half", numbers=("{h}、 ", "({h})")),
    Layout("pages", lambda n, t, w: [f"{w}篇{n}"], mess="pages", signed=False, glued=True, junk=False, titled=False),
)
REPORTING = (
    Layout("third", lambda n, t, w: [f"第{n}篇：{t}"], width=28, indent=False),
    Layout("fanwen", lambda n, t, w: [f"范文{_HAN[n - 1]}", t]),
    Layout("jingxuan", lambda n, t, w: [f"{w}精选篇{n}"], glued=True, titled=False),
    Layout("suffix", lambda n, t, w: [f"{w}（{_HAN[n - 1]}）", t], signed=False),
    Layout("contents", lambda n, t, w: [t], contents=True, kind="md"),
    Layout("contents-only", lambda n, t, w: [], contents=True),
    Layout("untitled", lambda n, t, w: [], titled=False),
    Layout("docx-bold", _plain, kind="docx", mess="bold"),
    Layout("docx-numbered", lambda n, t, w: [f"篇{n} {t}"], kind="docx", mess="auto"),
    Layout("html-br", lambda n, t, w: [f"篇{n}：{t}"], kind="html", mess="br"),
    Layout("utf16", _plain, codec="utf-16", width=46),
    Layout("glued-title", lambda n, t, w: [], mess="first-sentence", signed=True),
    Layout("invisible", lambda n, t, w: [f"（篇{_HAN[n - 1]}）{t}"], mess="invisible"),
    Layout("uploaded", _plain, mess="marks", width=38),
    Layout("markdown", lambda n, t, w: [f"# {t}"], kind="md", mess="markdown"),
    Layout("traditional", lambda n, t, w: [f"篇{_HAN[n - 1]}：{t}"], mess="traditional", width=42),
)


def lines_of(gold: Gold, layout: Layout) -> list[tuple[int, str]]:
    """Return a text's lines with the numbers of its headings, (level, words)."""
    found = []
    first = second = 0
    for level, words in gold.lines:
        if level == 1:
            first, second = first + 1, 0
            words = layout.numbers[0].format(h=_HAN[first - 1], n=first) + words
        elif level == 2:
            second += 1
            words = layout.numbers[1].format(h=_HAN[second - 1], n=second) + words
        elif level < 0 and not layout.signed:
            continue
        found.append((level, words))
    return found


def rows(golds: Sequence[Gold], layout: Layout, seed: int) -> list[tuple[int, str]]:
    """Return all lines of a compilation, (level, words): level 3 a title or mark, 5 what does not belong to any text."""
    rng = random.Random(seed)
    whole = f"社区工作{golds[0].kind}"
    found: list[tuple[int, str]] = []
    if layout.junk:
        found += [(5, line) for line in JUNK_HEAD]
    if layout.contents:
        found += [(5, "目录"), *((5, f"{n}、{gold.title}") for n, gold in enumerate(golds, 1))]
    for n, gold in enumerate(golds, 1):
        own = lines_of(gold, layout)
        marks = layout.mark(n, gold.title, whole)
        if layout.mess == "first-sentence":
            own[0] = (0, gold.title + own[0][1])
        if layout.glued:
            own[0] = (0, marks.pop() + own[0][1])
        found += [(3, mark) for mark in marks] + own
        if layout.junk and rng.random() < 0.7:
            at = len(found) - rng.randint(0, 1) * min(4, len(own) - 1)
            found.insert(at, (5, rng.choice(JUNK_MIDDLE)))
        if n == 2:
            found.insert(len(found) - 1 - (2 if layout.signed else 0), (0, f"联系人：{PERSON}，联系电话：{PHONE}，身份证号{CARD}。"))
    if layout.junk:
        found += [(5, line) for line in JUNK_TAIL]
    return [(level, messed(words, level, layout, rng)) for level, words in found]


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2tw")


def messed(words: str, level: int, layout: Layout, rng: random.Random) -> str:
    """Return words as a layout spoils them."""
    if layout.mess == "half":
        return words.translate(str.maketrans("，；：（）", ",;:()"))
    if layout.mess == "traditional":
        return _traditional().convert(words)
    if layout.mess == "stray" and level == 0 and len(words) > 30:
        return re.sub("的(?=[\u4e00-\u9fff])", "的`", words, count=1)
    if layout.mess == "invisible" and level == 0:
        return "\u200b".join((words[:9], words[9:])).replace("生", "⽣", 1)
    if layout.mess == "marks" and level == 0 and rng.random() < 0.4:
        at = words.find("。") + 1
        return words[:at] + "{社区工作计划范文}." + words[at:]
    if layout.mess == "markdown":
        return {1: "## ", 2: "### "}.get(level, "") + words
    return words
