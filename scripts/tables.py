"""What the commands fill and collect share: the library, the text that is meant, files read and written, a progress bar."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from scripts import command
from scripts.command import Parser, Stop, why
from wenku.fill.find import find_text
from wenku.fill.foreign import Unreadable
from wenku.fix import write_whole
from wenku.library import Library, read_library
from wenku.model import Text

ROOT = Path(__file__).resolve().parent.parent
Item = TypeVar("Item")
__all__ = ["ROOT", "Parser", "Stop", "library_in", "obey", "progress", "read_file", "release", "replace", "text_named", "why", "write_file"]


def obey(run: Callable[[], int], stopped: str) -> int:
    """Run a command to its exit code, as scripts.command does; a file that can't be read is one more thing that ends it."""
    return command.obey(run, stopped, Unreadable)


def library_in(docs: Path) -> Library:
    """Read the library. Raises Stop."""
    if not (docs / "_data").is_dir():
        raise Stop(f"找不到数据文件夹 {docs / '_data'}：--docs 应当指向含有 _data 的 docs 文件夹。")
    library = read_library(docs.resolve())
    if library.data.broken:
        raise Stop("docs/_data 里的数据文件有错，先运行 python -m scripts.check 改正。")
    return library


def text_named(library: Library, wanted: str) -> Text:
    """Return the text with a code, path, address or title. Raises Stop that names the nearest ones."""
    text, near = find_text(library.texts, wanted)
    if text:
        return text
    names = "".join(f"\n  {t.code} {t.title}" for t in near)
    raise Stop(f"没有“{wanted[:60]}”这个文本：写编号（如 M04）、题名、网址或者文件路径。" + (f"是不是下面的一个？{names}" if near else ""))


def read_file(path: Path, limit: int) -> bytes:
    """Return a file's bytes, never more than one beyond the limit. Raises Stop."""
    try:
        if path.exists() and not path.is_file():
            raise Stop(f"“{path}”不是文件。")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Stop(f"“{path}”读不出来：{why(error) if isinstance(error, OSError) else '名称不对'}。") from error


def write_file(path: Path, content: bytes, force: bool) -> None:
    """Write a file whole, or not at all. Raises Stop; one that is there already is kept unless forced."""
    try:
        if not force and path.exists():
            raise Stop(f"“{path}”已经有了：加 --force 覆盖，或者换一个名称。")
        replace(path, content)
    except (OSError, ValueError) as error:
        raise Stop(f"“{path}”写不了：{why(error) if isinstance(error, OSError) else '名称不对'}。") from error


def replace(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one, which goes if that fails. Raises OSError."""
    try:
        write_whole(path, content)
    except OSError:
        with contextlib.suppress(OSError):
            path.with_name(f".{path.name}.tmp").unlink()
        raise


def progress(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """Go through items, with a bar for somebody who watches a terminal."""
    console = Console(stderr=True)
    yield from track(items, what, total, console=console, transient=True, disable=not console.is_terminal)


def release() -> str:
    """Return the release's mark as the site's build finds it: RELEASE from the environment, else git's name of the commit, else nothing."""
    if os.environ.get("RELEASE"):
        return os.environ["RELEASE"]
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
