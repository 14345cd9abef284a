"""What the commands fill and collect share: the library, the text that is meant, files read and written, a progress bar."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.progress import track

from wenku.fill.find import find_text
from wenku.fill.foreign import Unreadable
from wenku.fix import write_whole
from wenku.library import Library, read_library
from wenku.model import Text

ROOT = Path(__file__).resolve().parent.parent
Item = TypeVar("Item")
_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘满了",
    errno.ENAMETOOLONG: "名称太长", errno.EISDIR: "这是文件夹", errno.ENOTDIR: "路径中间有一段不是文件夹", errno.EROFS: "磁盘是只读的",
    errno.EEXIST: "已经有同名的文件", errno.EBUSY: "文件正被别的程序打开",
}  # fmt: skip


class Stop(Exception):
    """Nothing can be done; the message says why and what to do, in Chinese."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese how a command is used; argparse would answer in English."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"看不懂“{' '.join(sys.argv[1:])[:200]}”。写法：{self.usage}\n")


def obey(run: Callable[[], int], stopped: str) -> int:
    """Run a command to its exit code; 2, and one sentence instead of a traceback, where nothing can be done or it is stopped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # whatever names files have
    try:
        return run()
    except (Stop, Unreadable) as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print(stopped, file=sys.stderr)
    except BrokenPipeError:  # nobody reads what we print any more (… | head): say nothing about it when Python closes down
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (open to the end)
    return 2


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


def why(error: OSError) -> str:
    """Return in Chinese why a file could not be read or written."""
    return _REASONS.get(error.errno or 0, f"系统报告错误 {error.errno}")


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
