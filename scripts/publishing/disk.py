"""Files that survive a loss of power: written, synced, then renamed; a lock that ends with its process."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wenku.publish.manifest import FileRecord


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file whole; after a loss of power it holds the old content or the new."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def sync_tree(top: Path) -> None:
    """Bring all files and folders below `top`, and `top` itself, to the disk."""
    for folder, _, names in os.walk(top, topdown=False):
        for name in names:
            handle = os.open(os.path.join(folder, name), os.O_RDONLY | os.O_NOFOLLOW)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(folder))


def point(link: Path, target: str) -> None:
    """Let a symbolic link lead to a target by one rename: a reader finds the old one or the new one, never none."""
    temporary = link.with_name(f".{link.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    os.replace(temporary, link)
    sync_folder(link.parent)


def records(top: Path) -> dict[str, FileRecord]:
    """Return hash and size of each file below a folder; a symbolic link or device raises OSError: a release holds plain files only."""
    found = {}
    for folder, folders, names in os.walk(top):
        for name in [*names, *(n for n in folders if os.path.islink(os.path.join(folder, n)))]:
            path = os.path.join(folder, name)
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            with open(handle, "rb") as file:
                found[os.path.relpath(path, top)] = FileRecord(hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(handle).st_size)
    return found


def usage(top: Path) -> int:
    """Return the bytes of all files below a folder; what disappears meanwhile does not count."""
    total = 0
    for folder, _, names in os.walk(top):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(folder, name)).st_size
    return total


def remove(folder: Path) -> None:
    """Delete a folder, as far as it goes: what stays is tried again by the next one who cleans up."""
    shutil.rmtree(folder, ignore_errors=True)


class Busy(Exception):
    """The lock was not to be had in time."""


@contextlib.contextmanager
def locked(path: Path, seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a lock; call `waiting` once when somebody else has it. Raises Busy. The system frees it however the process ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        _take(handle, time.monotonic() + seconds, waiting)
        yield
    finally:
        os.close(handle)


def _take(handle: int, end: float, waiting: Callable[[], None]) -> None:
    told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise Busy from None
            if not told:
                told = True
                waiting()
            time.sleep(0.1)
