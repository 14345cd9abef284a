"""What we ask of git, with bounds on what it may answer. In a pre-receive hook its own environment leads it to the objects not yet accepted."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wenku.publish.paths import Entry

_BLOCK = 65536
_GONE = "000000"
"""Mode of a file that a commit takes away."""
_LONGEST = 65536
"""Bytes of one name or line; git itself allows no longer path."""


class GitError(Exception):
    """git could not answer; the message is its own last line."""


class TooMuch(Exception):
    """There is more than was asked for."""


@contextmanager
def _running(repository: Path, arguments: Sequence[str], stdin: IO[bytes] | int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
    command = ["git", f"--git-dir={repository}", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    environment.pop("GIT_DIR", None)
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _finished(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate()
    if process.returncode:
        raise GitError((said.decode("utf-8", "replace").strip().splitlines() or ["git"])[-1][:300])


def _parts(stream: IO[bytes], end: bytes, most: int) -> Iterator[bytes]:
    """Cut a stream at `end`. Raises TooMuch after `most` parts."""
    rest, count = b"", 0
    while block := stream.read(_BLOCK):
        *whole, rest = (rest + block).split(end)
        count += len(whole)
        if count > most or len(rest) > _LONGEST:
            raise TooMuch
        yield from whole
    if rest:
        yield rest


def head(repository: Path, branch: str) -> str:
    """Return the commit of a branch, or ""."""
    with _running(repository, ["rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}"]) as process:
        said, _ = process.communicate()
        return said.decode().strip() if process.returncode == 0 else ""


def is_ancestor(repository: Path, old: str, new: str) -> bool:
    """Tell whether `new` contains all that `old` holds."""
    with _running(repository, ["merge-base", "--is-ancestor", old, new]) as process:
        process.communicate()
        return process.returncode == 0


def is_commit(repository: Path, oid: str) -> bool:
    """Tell whether an object is a commit."""
    with _running(repository, ["cat-file", "-t", oid]) as process:
        said, _ = process.communicate()
        return said == b"commit\n"


def tree(repository: Path, commit: str, most: int) -> list[Entry]:
    """Return all files of a commit. Raises TooMuch, GitError."""
    with _running(repository, ["ls-tree", "-r", "-z", "-l", "--full-tree", commit]) as process:
        assert process.stdout
        entries = []
        for part in _parts(process.stdout, b"\0", most):
            head_, _, path = part.partition(b"\t")
            mode, _, oid, size = head_.decode("ascii").split()
            entries.append(Entry(mode, oid, int(size) if size.isdigit() else 0, path))
        _finished(process)
        return entries


def changed(repository: Path, old: str, new: str, most: int) -> list[bytes]:
    """Return the paths that differ between two commits, at most one more than `most`. Raises GitError."""
    with _running(repository, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", old, new]) as process:
        assert process.stdout
        found: list[bytes] = []
        try:
            for path in _parts(process.stdout, b"\0", most):
                found.append(path)
        except TooMuch:
            return found + [b""] * (most + 1 - len(found))
        _finished(process)
        return found


def introduced(repository: Path, new: str, most: int) -> list[Entry]:
    """Return every file that any new commit brings, those between included (sizes 0). Raises TooMuch, GitError.

    Of a merge only what differs from all its parents: the rest somebody else has brought.
    """
    commits = _lines(repository, ["rev-list", new, "--not", "--all"], most)
    arguments = ["diff-tree", "--stdin", "--root", "-r", "-c", "-z", "--raw", "--no-renames", "--no-commit-id"]
    with tempfile.TemporaryFile() as names:  # not a pipe: git answers while it reads, and nobody would be listening
        names.write("".join(f"{commit}\n" for commit in commits).encode())
        names.seek(0)
        with _running(repository, arguments, names) as process:
            return _raw_entries(process, most)


def _raw_entries(process: subprocess.Popen[bytes], most: int) -> list[Entry]:
    assert process.stdout
    entries = []
    parts = _parts(process.stdout, b"\0", 2 * most)
    for part in parts:
        if part.startswith(b":"):
            row = part.decode("ascii").lstrip(":").split()
            half = (len(row) - 1) // 2  # modes of all parents and of the commit, then as many ids, then letters
            mode, oid, path = row[half - 1], row[2 * half - 1], next(parts, b"")
            entries += [Entry(mode, oid, 0, path)] if mode != _GONE else []
    _finished(process)
    return entries


def sizes(repository: Path, new: str, most: int) -> tuple[int, int, str]:
    """Return of all new objects: total bytes, bytes of the largest, its name in the tree. Raises TooMuch, GitError."""
    names = dict(line.partition(" ")[::2] for line in _lines(repository, ["rev-list", "--objects", new, "--not", "--all"], most))
    with _running(repository, ["cat-file", "--batch-check=%(objectsize) %(objectname)", "--buffer"], subprocess.PIPE) as process:
        said, _ = process.communicate("".join(f"{name}\n" for name in names).encode())
        rows = [line.split() for line in said.decode("ascii", "replace").splitlines()]
        found = [(int(row[0]), row[1]) for row in rows if len(row) == 2 and row[0].isdigit()]
        largest = max(found, default=(0, ""))
        return sum(size for size, _ in found), largest[0], names.get(largest[1], "")


def _lines(repository: Path, arguments: Sequence[str], most: int) -> list[str]:
    with _running(repository, arguments) as process:
        assert process.stdout
        lines = [line.decode("utf-8", "backslashreplace") for line in _parts(process.stdout, b"\n", most)]
        _finished(process)
        return lines


def write_files(repository: Path, entries: Sequence[Entry], folder: Path) -> None:
    """Write the given files, whose paths are checked, below a folder. Raises GitError, OSError."""
    with _running(repository, ["cat-file", "--batch"], subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for entry in entries:
            process.stdin.write(f"{entry.oid}\n".encode())
            process.stdin.flush()
            answer = process.stdout.readline().split()
            if len(answer) != 3 or answer[1] != b"blob" or int(answer[2]) != entry.size:
                raise GitError(f"{entry.oid} 不是原来的文件")
            content = process.stdout.read(entry.size)
            process.stdout.read(1)
            path = folder / entry.path.decode("utf-8")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
