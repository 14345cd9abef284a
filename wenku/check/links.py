"""LINK: links stay inside the library, lead somewhere, and do not stand in the official text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.document import Bullets, Guidance, Heading, anchor, pieces, walk
from wenku.library import Entry, Library
from wenku.model import Problem

declare("LINK-1", "链接指向不存在的文件", "点了打不开。")
declare("LINK-2", "链接指向不存在的标题", "点了停在页首，读者要自己找。")
declare("LINK-3", "正文里有链接", "公文印在纸上，链接点不开；出处写全称。写作提示里可以有链接。")
declare("LINK-4", "链接写法不对", "库里的文件用相对路径 .md，生成的页面用以 / 开头的 .html，外部网址写全 https://。")

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_GENERATED = re.compile(
    r"/(?:domains|kinds|levels|horizons|topics|laws|months)/[a-z0-9-]+\.html|/(?:all|404|feed\.xml|library\.json)(?:\.html)?"
)


@entry_check
def in_text(entry: Entry, library: Library) -> Iterable[Problem]:
    """LINK-3: no link outside guidance in a text."""
    inside = {b.line + i for g in walk(entry.document.blocks) if isinstance(g, Guidance) for b in g.blocks
              for i in range(len(b.items) if isinstance(b, Bullets) else 1)}  # fmt: skip
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            match = _LINK.search(text)
            if match and line not in inside:
                yield Problem(line, "LINK-3", f"正文里有链接“{match.group()[:30]}”", "只留文字；需要时写进写作提示")


@entry_check
def targets(entry: Entry, library: Library) -> Iterable[Problem]:
    """LINK-1, LINK-2 and LINK-4 for every link of texts and pages."""
    fenced = False
    for number, line in enumerate(entry.front.body.split("\n"), entry.front.body_line):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        for match in _LINK.finditer("" if fenced else re.sub(r"`[^`]*`", "", line)):
            yield from _target(match.group(1), number, entry, library)


def _target(target: str, line: int, entry: Entry, library: Library) -> Iterable[Problem]:
    if re.match(r"https://[^\s/]+|mailto:", target) or _script(target):
        return
    path, _, fragment = target.partition("#")
    if path.startswith("/"):
        if not _GENERATED.fullmatch(path):
            yield Problem(line, "LINK-4", f"链接“{target}”不是库里的页面", "库里的文件用相对路径，如 ../guide/search.md")
        return
    if path and not path.endswith(".md"):
        yield Problem(line, "LINK-4", f"链接“{target}”写法不对", "库里的文件用相对路径并带 .md，外部网址写全 https://")
        return
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path)) if path else entry.path
    found = library.entry_by_path.get(goal)
    if found is None:
        yield Problem(line, "LINK-1", f"链接“{target}”指向不存在的 docs/{goal}", "改成存在的文件的相对路径")
    elif fragment and fragment not in _anchors(found):
        yield Problem(line, "LINK-2", f"{goal} 里没有标题“#{fragment}”", f"可用的有 {'、'.join(sorted(_anchors(found))[:6])}")


def _script(target: str) -> bool:
    return bool(re.match(r"(?i)(?:javascript|vbscript|data)\s*:", target))


def _anchors(entry: Entry) -> set[str]:
    if entry.is_text:
        return {block.anchor for block in walk(entry.document.blocks) if isinstance(block, Heading)}
    return {anchor(line.lstrip("#").strip()) for line in entry.front.body.split("\n") if line.startswith("#")}
