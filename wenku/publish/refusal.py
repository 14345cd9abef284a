"""Why a push is refused and what to do about it; the limits that a push and its build are held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

MIB = 1024 * 1024


@dataclass(frozen=True)
class Refusal:
    """One reason why a push is refused: what is wrong (`where` names file or branch), and what to do, in Chinese."""

    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} → {self.todo}" if self.where else f"{self.what} → {self.todo}"


@dataclass(frozen=True)
class Limits:
    """What one push may bring and its build may use. The administrator changes them in conf/publish.json."""

    changed: int = 2000
    """Files that one push adds, changes or deletes."""
    files: int = 30_000
    """Files in the whole tree: three for each of 10,000 texts."""
    objects: int = 60_000
    """New commits, folders and files, those of commits in between included."""
    file_bytes: int = 2 * MIB
    push_bytes: int = 64 * MIB
    """What git takes over the wire at most (receive.maxInputSize), and all new files together."""
    seconds: int = 600
    """Wall time of check and build."""
    memory_bytes: int = 3072 * MIB
    """Address space of each process of the build."""
    site_bytes: int = 4096 * MIB
    """What the build may write in all."""
    wait_seconds: int = 900
    """How long a push waits for another one that is being published."""


def limits_from(row: dict[str, object]) -> Limits:
    """Return limits with the known keys of a row in place of the defaults. Raises ValueError, in Chinese, for anything else."""
    known = {field.name for field in fields(Limits)}
    for key, value in row.items():
        if key not in known:
            raise ValueError(f"limits 里没有“{key}”这一项：可以写 {'、'.join(sorted(known))}")
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise ValueError(f"limits 里“{key}”应当是正整数")
    return Limits(**row)  # type: ignore[arg-type]


def shown(refusals: Sequence[Refusal], most: int = 50) -> list[str]:
    """Return refusals as lines, never more than `most` and a line that counts the others."""
    lines = [str(refusal) for refusal in refusals[:most]]
    return lines + ([f"……还有 {len(refusals) - most} 处"] if len(refusals) > most else [])


def visible(path: bytes) -> str:
    """Return a path for showing on one line: control characters and invalid UTF-8 escaped, never longer than 120 characters."""
    text = path.decode("utf-8", "backslashreplace")
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= 120 else text[:117] + "…"
