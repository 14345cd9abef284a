"""Old addresses that lead to other pages: docs/_redirects.txt and what follows from it, and addresses that would vanish.

A line of the file is `旧地址 新地址`, both relative to the site's root and of the Chinese pages; `#` begins a comment.
The same holds for the other languages' copies and for the downloads of a page that has gone, which lead to the new page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from wenku.model import Problem

FILE = "_redirects.txt"
MAX_LINES = 5000
LANGUAGES = ("zh-Hant/", "en/")
_ADDRESS = re.compile(r"[a-z0-9]+(?:[-_./][a-z0-9]+)*")
_PART = re.compile(r"-p[0-9]+(?=\.html$)")


@dataclass(frozen=True)
class Redirect:
    """An entry of the file, with its line number."""

    old: str
    new: str
    line: int


def parse(text: str) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Read docs/_redirects.txt: entries, and all that is wrong with its lines (code REDIRECT; there is no rule of that name)."""
    entries: dict[str, Redirect] = {}
    problems = []
    lines = text.removeprefix("\ufeff").splitlines()
    if len(lines) > MAX_LINES:
        problems.append(_problem(MAX_LINES + 1, f"文件有 {len(lines)} 行", f"最多 {MAX_LINES} 行"))
    for number, line in enumerate(lines[:MAX_LINES], 1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        wrong = _wrong(words, entries)
        if wrong:
            problems.append(_problem(number, *wrong))
        else:
            old, new = (word.removeprefix("/") for word in words)
            entries[old] = Redirect(old, new, number)
    return tuple(entries.values()), tuple(problems)


def _wrong(words: list[str], entries: Mapping[str, Redirect]) -> tuple[str, str] | None:
    if len(words) != 2:
        return f"这一行有 {len(words)} 段", "一行写两段，中间空一格：旧地址 新地址"
    for word in words:
        if word.removeprefix("/").startswith(LANGUAGES):
            return f"“{word[:60]}”是另一种语言的地址", "只写简体页面的地址，其他语言会一起转过去"
        if not _ADDRESS.fullmatch(word.removeprefix("/")) or len(word) > 200:
            return f"“{word[:60]}”不是本站的地址", "从网站根目录写起，如 plans/minzheng/jiu-de.html；不写网址和 #"
        if not word.endswith(".html"):
            return f"“{word[:60]}”不是网页", "只写 .html 网页的地址，它的下载文件会一起转过去"
    if words[0].removeprefix("/") in entries:
        return f"“{words[0]}”前面已经写过（第 {entries[words[0].removeprefix('/')].line} 行）", "只留一行"
    return None


def check(entries: Iterable[Redirect], pages: Set[str]) -> tuple[Problem, ...]:
    """Check entries against the pages there are: the old address is free, the way ends at a page and runs in no circle."""
    table = {entry.old: entry for entry in entries}
    problems = []
    for entry in table.values():
        if entry.old in pages:
            problems.append(_problem(entry.line, f"“{entry.old}”还是一个网页", "网页还在就不要转走：删去这一行，或者撤下那个文本"))
        elif entry.new not in pages:
            problems.append(_problem(entry.line, *_lost(entry, table, pages)))
    return tuple(problems)


def _lost(entry: Redirect, table: Mapping[str, Redirect], pages: Set[str]) -> tuple[str, str]:
    seen, at = {entry.old}, entry.new
    while at in table and at not in seen:
        seen.add(at)
        at = table[at].new
    if at in seen:
        return f"“{entry.old}”转来转去又回到自己", "写一个现在有的网页"
    if at in pages:
        return f"“{entry.new}”自己又转到“{at}”", f"直接写 {entry.old} {at}"
    return f"没有“{entry.new}”这个网页", "写一个现在有的网页；地址在浏览器的地址栏里看"


def table(entries: Iterable[Redirect], previous: Set[str], now: Set[str]) -> dict[str, str]:
    """Return old address → page for all previous addresses that are gone and have somewhere to go.

    Beside the file's entries in every language: a further part of a list leads to its first part, and a download leads to
    the page it belonged to, or to where that page has gone.
    """
    own = {entry.old: entry.new for entry in entries}
    for prefix in LANGUAGES:
        own |= {prefix + old: prefix + new if prefix + new in now else new for old, new in list(own.items()) if not old.startswith(LANGUAGES)}
    found = {old: new for old, new in own.items() if old not in now and (old in previous or not old.startswith(LANGUAGES))}
    for address in previous - now - own.keys():
        page = _PART.sub("", address) if address.endswith(".html") else _page_of(address)
        to = page if page in now else own.get(page, "")
        if to and page != address:
            found[address] = to
    return found


def _page_of(address: str) -> str:
    folder, _, name = address.rpartition("/")
    return f"{folder}{'/' if folder else ''}{name.split('.', 1)[0]}.html"


def vanished(previous: Set[str], now: Set[str], redirects: Mapping[str, str]) -> list[str]:
    """Return the addresses that were published and would lead nowhere, in order."""
    return sorted(previous - now - redirects.keys())


def vanished_problems(addresses: Iterable[str]) -> tuple[Problem, ...]:
    """Say of each address what to do. A page speaks for its copies and downloads."""
    gone = set(addresses)
    spoken = [a for a in sorted(gone) if not _spoken_for(a, gone)]
    right = "在 docs/_redirects.txt 里加一行 {} 〈新地址〉；或者恢复这个文本，写 status: archived"
    return tuple(_problem(1, f"公布过的地址“{a}”不见了", right.format(a)) for a in spoken)


def _spoken_for(address: str, gone: Set[str]) -> bool:
    bare = next((address.removeprefix(p) for p in LANGUAGES if address.startswith(p)), address)
    return (bare != address and bare in gone) or (not address.endswith(".html") and (_page_of(address) in gone or _page_of(bare) in gone))


def page(old: str, new: str) -> str:
    """Return the page that stands at an old address: no script, a refresh and a plain link, relative so that it works from a disk."""
    to = html.escape("../" * old.count("/") + new)
    return (
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n<link rel="canonical" href="{to}">\n<title>页面已移动</title>\n</head>\n'
        f'<body>\n<p>这一页已经移动：<a href="{to}">{html.escape(new)}</a></p>\n</body>\n</html>\n'
    )


def _problem(line: int, message: str, right: str) -> Problem:
    return Problem(line, "REDIRECT", message, right)
