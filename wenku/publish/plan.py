"""Which release is live, which shall be, which stay and which may go. Order is by sequence number, never by the clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NAME = re.compile(r"([0-9]{6,9})-([0-9a-f]{12})")
KEEP = 5
KEEP_SECONDS = 24 * 3600
STRANDED_SECONDS = 3600
ASSETS_KEEP = 20
ASSETS_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Release:
    """A complete release: its folder is named 〈sequence〉-〈first twelve digits of the commit〉. `made` in seconds of the epoch.

    `published`: it has been live; one whose push was cut off never was.
    """

    sequence: int
    short: str
    commit: str = ""
    made: float = 0.0
    published: bool = True

    @property
    def name(self) -> str:
        """Name of the folder."""
        return f"{self.sequence:06d}-{self.short}"


@dataclass(frozen=True)
class Hold:
    """A rollback: `release` stays live as long as the branch's head is `head`; the next push ends it."""

    release: str
    head: str


def parse_name(name: str) -> Release | None:
    """Read a folder's name; None for whatever is no release."""
    match = _NAME.fullmatch(name)
    return Release(int(match[1]), match[2]) if match else None


def next_sequence(releases: Sequence[Release]) -> int:
    """Return the number of the release that is made now."""
    return max((release.sequence for release in releases), default=0) + 1


def of_commit(releases: Sequence[Release], commit: str) -> Release | None:
    """Return the newest release made from a commit."""
    found = [release for release in releases if release.commit == commit]
    return max(found, key=lambda release: release.sequence, default=None)


def wanted(releases: Sequence[Release], head: str, hold: Hold | None) -> Release | None:
    """Return the release that shall be live: the one held by a rollback from this head, else the head's; None when it must be built."""
    if hold and hold.head == head:
        held = next((release for release in releases if release.name == hold.release), None)
        if held:
            return held
    return of_commit(releases, head)


def back(releases: Sequence[Release], live: str, steps: int) -> Release | None:
    """Return the release `steps` published commits before the live one; None when there are not so many."""
    current = next((release for release in releases if release.name == live), None)
    if current is None:
        return None
    newest: dict[str, Release] = {}
    for release in sorted(releases, key=lambda release: release.sequence):
        if release.published:
            newest[release.commit] = release
    older = [r for r in newest.values() if r.sequence < current.sequence and r.commit != current.commit]
    older.sort(key=lambda release: release.sequence)
    return older[-steps] if 0 < steps <= len(older) else None


def recent(releases: Sequence[Release], now: float, count: int, seconds: float) -> frozenset[str]:
    """Return the names of the newest `count` and of all younger than `seconds`. A clock set back makes releases younger, never older."""
    ordered = sorted(releases, key=lambda release: release.sequence)
    newest = ordered[-count:] if count else []
    return frozenset(r.name for r in [*newest, *(r for r in ordered if now - r.made < seconds)])


def surplus(releases: Sequence[Release], now: float, protected: frozenset[str], keep: int = KEEP) -> list[Release]:
    """Return the releases that may be deleted, oldest first: not among the newest, not of the last day, not protected (live, held, the head's).

    One that never went live goes as soon as no push can still be waiting for it.
    """
    stay = recent([r for r in releases if r.published], now, keep, KEEP_SECONDS) | protected
    waiting = recent([r for r in releases if not r.published], now, 1, STRANDED_SECONDS)
    return sorted((r for r in releases if r.name not in stay | waiting), key=lambda release: release.sequence)
