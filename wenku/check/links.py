"""LINK: links stay inside the library, lead somewhere, and do not stand in the official text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from wenku.check.body import SCRIPT
from wenku.check.rules import FAMILIES, RULES, declare, entry_check
from wenku.document import Guidance, Heading, anchor, pieces, walk
from wenku.library import Entry, Library
from wenku.model import Problem

declare("LINK-1", "链接指向不存在的文件", "点了打不开。")
declare("LINK-2", "链接指向不存在的标题", "点了停在页首，读者要自己找。")
declare("LINK-3", "正文里有链接", "公文印在纸上，链接点不开；出处写全称。写作提示里可以有链接。")
declare("LINK-4", "链接写法不对", "库里的页面（也包括生成的，如 ../domains/minzheng.md）用相对路径并带 .md，外部网址写全 https://。")

_SECTIONS = ("domains", "kinds", "levels", "horizons", "topics", "laws", "months")
_ENGLISH = ("domains", "kinds")
_REFERENCE = re.compile(r"\s{0,3}\[[^\]^\n][^\]\n]*\]:\s*\S")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]*)>?[^)]*\)")


@entry_check
def in_text(entry: Entry, library: Library) -> Iterable[Problem]:
    """LINK-3: no link outside guidance in a text."""
    advice = _advice(entry)
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            match = _LINK.search(text)
            if match and line not in advice and not _script(match.group(1)):
                yield Problem(line, "LINK-3", f"正文里有链接“{match.group()[:30]}”", "只留文字；需要时写进写作提示")


def _advice(entry: Entry) -> set[int]:
    """Return the lines of a text that belong to guidance: only there may a link stand."""
    found = (block for block in walk(entry.document.blocks) if isinstance(block, Guidance))
    return {line for guidance in found for block in walk(guidance.blocks) for line, _ in pieces(block)}


@entry_check
def targets(entry: Entry, library: Library) -> Iterable[Problem]:
    """LINK-1, LINK-2 and LINK-4 for every link of texts and pages."""
    fenced, advice = False, _advice(entry)
    for number, line in enumerate(entry.front.body.split("\n"), entry.front.body_line):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        bare = "" if fenced else re.sub(r"`[^`]*`", "", line)
        if _REFERENCE.match(bare):
            yield Problem(number, "LINK-4", "链接的地址写在了别处", "写成 [文字](地址)，放在同一行里")
        for match in _LINK.finditer(bare):
            if not entry.is_text or number in advice:
                yield from _target(match.group(1), number, entry, library)


def _target(target: str, line: int, entry: Entry, library: Library) -> Iterable[Problem]:
    if re.match(r"https://[^\s/]+|mailto:", target) or _script(target):
        return
    path, _, fragment = target.partition("#")
    if path.startswith("/") or "://" in path or (path and not path.endswith(".md")):
        yield Problem(line, "LINK-4", f"链接“{target}”写法不对", "库里的页面用相对路径并带 .md，外部网址写全 https://")
        return
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path)) if path else entry.path
    english = entry.path.endswith(".en.md")
    found = library.entry_by_path.get(goal.replace(".md", ".en.md") if english else goal)
    if found is None and _is_generated(goal, library, english):
        return
    if found is None and english:
        yield Problem(line, "LINK-1", f"英文页里的链接“{target}”没有英文的 docs/{goal}", "链到有英文的页面，或者删去链接")
    elif found is None:
        yield Problem(line, "LINK-1", f"链接“{target}”指向不存在的 docs/{goal}", "改成存在的文件的相对路径")
    elif found.is_text and found.front.raw("status") == "draft":
        yield Problem(line, "LINK-1", f"链接“{target}”指向还没有发布的草稿", "等它发布以后再链，或者删去链接")
    elif fragment and fragment not in _anchors(found):
        right = f"可用的有 {'、'.join(sorted(_anchors(found))[:6])}" if _anchors(found) else "删去 # 和后面的字"
        yield Problem(line, "LINK-2", f"docs/{goal} 里没有标题“#{fragment}”", right)


def _is_generated(path: str, library: Library, english: bool) -> bool:
    """True for the source name of a page that the build makes: all.md, topics/index.md, topics/<id>.md …"""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    if folder not in (_ENGLISH if english else _SECTIONS):
        return path == "all.md" or (not english and path in ("review.md", "calendar/index.md"))
    known = {f"{month:02d}" for month in range(1, 13)} if folder == "months" else library.data[folder]
    return name == "index" or name in known


def _script(target: str) -> bool:
    return bool(SCRIPT.match(target))


def _anchors(entry: Entry) -> set[str]:
    if entry.is_text:
        return {block.anchor for block in walk(entry.document.blocks) if isinstance(block, Heading)}
    bare = re.sub(r"(?ms)^(```|~~~).*?^\1", "", entry.front.body)
    ids = {anchor(line.lstrip("#").strip()) for line in bare.split("\n") if line.startswith("#")}
    if entry.front.raw("template") == "handbook.html":
        ids |= {"keys", *(name.lower() for name in (*RULES, *FAMILIES))}
    return ids
