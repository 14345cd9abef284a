"""The one reader of docs/: every text parsed and validated, every other page, and what was wrong on the way."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wenku import frontmatter, parser
from wenku.data import FOLDER, Data, read_data
from wenku.decode import MAX_BYTES, character_problems, source_text, visible
from wenku.document import Document
from wenku.frontmatter import Front
from wenku.model import TO_FILL, Problem, Text
from wenku.scanners import Scanners
from wenku.yamlread import Scalar

TEXT_FOLDERS = ("plans", "templates")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_RIGHT = "文件名只用小写字母、数字和连字符，如 niandu-jihua.md"


@dataclass(frozen=True)
class Entry:
    """A Markdown file of docs/. `text` is set for a text whose own front matter is right; pages (guide …) have none."""

    path: str
    source: str
    front: Front
    document: Document
    problems: tuple[Problem, ...]
    text: Text | None = None

    @property
    def is_text(self) -> bool:
        """True for a file under plans/ or templates/."""
        return self.path.split("/")[0] in TEXT_FOLDERS


@dataclass(frozen=True)
class Library:
    """All that docs/ holds."""

    data: Data
    entries: tuple[Entry, ...]
    today: datetime.date | None = None
    """The day that review dates and formulas are judged by; None: no reviews, formulas as of the newest review."""

    @cached_property
    def scanners(self) -> Scanners:
        """The scanners of running text over this library's data."""
        newest = max((text.reviewed for text in self.texts), default="2026-01-01")
        return Scanners(self.data, self.today or datetime.date.fromisoformat(newest))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles of all texts: a text may name another in 《》."""
        return frozenset(entry.front.raw("title") for entry in self.entries if entry.is_text)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Texts that have a page (published and archived), sorted by path."""
        return tuple(e.text for e in self.entries if e.text and e.text.published)

    @cached_property
    def entry_by_path(self) -> Mapping[str, Entry]:
        """Every file by its path relative to docs."""
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def by_path(self) -> Mapping[str, Text]:
        """Texts that have a page, by path without .md."""
        return {text.path.removesuffix(".md"): text for text in self.texts}


def read_library(docs: Path, data: Data | None = None, today: datetime.date | None = None) -> Library:
    """Read docs/ with all vocabularies (unless given). Nothing makes it raise: every fault is a problem of its entry."""
    data = data or read_data(docs / FOLDER)
    return Library(data, tuple(_read(path, docs, data) for path in _files(docs)), today)


def read_entry(path: str, raw: bytes, data: Data) -> Entry:
    """Parse and validate one file, given its path relative to docs and its bytes."""
    is_text = path.split("/")[0] in TEXT_FOLDERS
    placed = tuple(_place(path, data)) if is_text else ()
    if not path.endswith(".md"):
        return _unreadable(path, placed)
    source, problems = source_text(raw)
    if source is None:
        return _unreadable(path, placed + problems)
    problems = placed + problems + tuple(character_problems(source, data["lookalikes"]))
    source = visible(source)
    if not is_text:
        front = _page_front(source)
        return Entry(path, source, front, Document(()), problems + front.problems)
    front = frontmatter.split(source)
    checked = frontmatter.validate(front, data, path.startswith("templates/"))
    body = parser.parse(front.body, front.body_line) if front.body.strip() else Document(())
    own = front.problems + checked
    text = frontmatter.build(path, front, body, data) if _complete(front, own, placed, data) else None
    return Entry(path, source, front, body, problems + own + body.problems, text)


def _complete(front: Front, problems: tuple[Problem, ...], placed: tuple[Problem, ...], data: Data) -> bool:
    """True when a Text can be built: nothing wrong but the order of keys, nothing left to fill in, vocabularies readable."""
    if front.node is None or placed or data.broken:
        return False
    to_fill = any(isinstance(node, Scalar) and node.raw == TO_FILL for _, _, node in front.node.items)
    return not to_fill and all(problem.code == "META-17" for problem in problems)


def _files(docs: Path) -> Iterable[Path]:
    """Every .md file, and whatever else lies among the texts; hidden files (.DS_Store …) are nobody's text."""
    parts = {p: p.relative_to(docs).parts for p in docs.rglob("*") if p.is_symlink() or p.is_file()}
    shown = [p for p in parts if parts[p][0] != FOLDER and not any(part.startswith(".") for part in parts[p])]
    kept = (p for p in shown if p.suffix == ".md" or parts[p][0] in TEXT_FOLDERS)
    return sorted(kept, key=lambda p: p.relative_to(docs).as_posix())


def _read(path: Path, docs: Path, data: Data) -> Entry:
    name = path.relative_to(docs).as_posix()
    if path.is_symlink():
        return _unreadable(name, (Problem(1, "META-13", "这是一个符号链接", "放真正的文件"),))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES and path.suffix == ".md":
            right = f"一个文本不超过 {MAX_BYTES // 1024} kB；拆开，或者删去贴进来的内容"
            return _unreadable(name, (Problem(1, "ENC-6", f"文件有 {size // 1024} kB，太大", right),))
        return read_entry(name, path.read_bytes() if path.suffix == ".md" else b"", data)
    except OSError:
        return _unreadable(name, (Problem(1, "ENC-1", "文件读不出来", "检查文件的权限，或者从版本库恢复它"),))


def _unreadable(path: str, problems: tuple[Problem, ...]) -> Entry:
    return Entry(path, "", Front(None, "", 1), Document(()), problems)


def _page_front(source: str) -> Front:
    return frontmatter.split(source) if source.startswith("---\n") else Front(None, source, 1)


def _place(path: str, data: Data) -> Iterable[Problem]:
    """A text lies in plans/<domain>/<slug>.md or templates/<kind id>/<slug>.md."""
    parts = path.split("/")
    vocabulary = "domains" if parts[0] == "plans" else "kinds"
    if len(parts) != 3:
        right = f"放在 docs/{parts[0]}/〈{'领域' if parts[0] == 'plans' else '种类'}〉/〈文件名〉.md"
        yield Problem(1, "META-13", "文件放错了地方", right)
        return
    if parts[1] not in data[vocabulary] and vocabulary not in data.broken:
        right = f"文件夹只能是 {'、'.join(sorted(data[vocabulary]))}"
        what = "领域" if vocabulary == "domains" else "种类"
        yield Problem(1, "META-13", f"没有“{parts[1]}”这个{what}", right)
    if not parts[2].endswith(".md"):
        right = "docs/plans 和 docs/templates 里只放文本；原始文件放到库外"
        yield Problem(1, "META-13", f"“{parts[2]}”不是 .md 文件", right)
    elif not _SLUG.fullmatch(parts[2].removesuffix(".md")):
        yield Problem(1, "META-13", f"文件名“{parts[2]}”不合规", _SLUG_RIGHT)
