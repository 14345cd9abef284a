"""What tests of rules and of the core share: small vocabularies, a smallest valid text, a docs folder with any files in it."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from wenku.check import check
from wenku.data import Data, read_data
from wenku.library import Library, read_library
from wenku.model import Finding

ROOT = Path(__file__).resolve().parent.parent
SMALL_DATA = ROOT / "tests" / "fixtures" / "_data"
PLACE = "plans/minzheng/yangwen.md"
TEXT = (ROOT / "tests" / "fixtures" / "text.md").read_text("utf-8")


def make_docs(docs: Path, files: Mapping[str, str | bytes]) -> Path:
    """Fill a docs folder: schemas, table of keys and strings of the library, small vocabularies, then the files given."""
    shutil.copytree(ROOT / "docs" / "_data", docs / "_data")
    shutil.copytree(SMALL_DATA, docs / "_data", dirs_exist_ok=True)
    return put(docs, files)


def put(docs: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files, named by their paths relative to docs."""
    for name, content in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return docs


def findings(docs: Path, data: Data | None = None, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """Check a docs folder, against its own vocabularies or against those given; on a day, if reviews shall count."""
    return check(read_library(docs, data, today))


def findings_in(docs: Path, files: Mapping[str, str | bytes], today: datetime.date | None = None) -> tuple[Finding, ...]:
    """Put files into a new docs folder and check it; the vocabularies are read only where the files change them."""
    if any(name.startswith("_data/") for name in files):
        return findings(make_docs(docs, files), today=today)
    return findings(put(docs, files), small_data(), today)


def edited(*pairs: tuple[str, str], more: str = "", text: str = TEXT) -> str:
    """Return the smallest valid text with some passages replaced, each of which must stand in it once, and more behind."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
        text = text.replace(old, new)
    return text + (f"\n{more}\n" if more else "")


@cache
def real_library() -> Library:
    """The library as it is in docs/, read once for all tests."""
    return read_library(ROOT / "docs")


@cache
def small_data() -> Data:
    """The small vocabularies, read once."""
    with tempfile.TemporaryDirectory() as folder:
        data = read_data(make_docs(Path(folder) / "docs", {}) / "_data")
    assert not data.problems, data.problems
    return data
