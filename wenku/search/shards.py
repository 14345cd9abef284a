"""Files of the index: postings packed into text, buckets by term, names with hashes, scripts. The same input, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from wenku.search.postings import LEVEL, Posting, Postings
from wenku.search.synonyms import GROUP, Synonyms

FORMAT = 3
"""Raised when a client of before could not read the files any more."""
SYMBOLS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""What a payload is written in: 92 characters that need no escape in a script."""
LAST = 64
"""A number is written in digits to the base 64; all but its last digit are among the 28 symbols above: 1,792 in two."""
BUCKET = 1300
"""Aim for the bytes of one file of postings: a query fetches about one a term, so that all of it stays small."""
CARDS = 4
"""Cards in one file: the ten hits of a query lie in nearly as many files, whatever their size."""
SHORT = 4
"""Characters of hash of a group of numbered files: 20 bits tell its content from the one it had before, not from all others."""
GROUPS = 256
"""Files of one kind share hashes so that there are at most so many: the manifest stays as small in a large library as in a small one."""
OTHERS, LIST = "：", "、"
"""Between a synonym with its others and their posting; between words."""
_HASH = "abcdefghijklmnopqrstuvwxyz234567"


NOTHING = Posting(0, ())


def script(name: str, data: Any) -> str:
    """Return a file's content: a call that hands its data to the client."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'jicengSearch("{name}",{packed});\n'


def digest(content: str, size: int) -> str:
    """Return `size` characters (5 bits each) of the SHA-256 of a content; lower case, for disks that ignore it."""
    number = int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")
    return "".join(_HASH[number >> 5 * at & 31] for at in range(size))


def named(kind: str, data: Any, size: int = 8) -> tuple[str, str]:
    """Return (name, content) of a file whose name tells its content: the kind (a folder ends in "/"), and a hash of its data."""
    name = kind + ("" if kind.endswith("/") else "-") + digest(json.dumps(data, ensure_ascii=False), size)
    return name, script(name, data)


@cache
def number(value: int) -> str:
    """Return a number from 0 as digits."""
    digits = [SYMBOLS[value % LAST]]
    high = len(SYMBOLS) - LAST
    value //= LAST
    while value:
        digits.append(SYMBOLS[LAST + value % high])
        value //= high
    return "".join(reversed(digits))


def payload(posting: Posting) -> str:
    """Return how many texts were found and how many of them follow; then of each text its number less the one before, and its
    impact; then how many others have the term in the title and their numbers alike, where there are any."""
    parts, last = [number(posting.found), number(len(posting.texts))], -1
    for value in posting.texts:
        text = value >> 7
        parts.append(number(text - last - 1))
        parts.append(SYMBOLS[value & 127])
        last = text
    return "".join(parts) + others(posting.titled)


def others(texts: Sequence[int]) -> str:
    """Return how many texts, and of each its number less the one before; "" for none."""
    steps = [number(text - last - 1) for last, text in zip((-1, *texts), texts, strict=False)]
    return number(len(texts)) + "".join(steps) if texts else ""


def payloads(postings: Postings) -> Iterator[tuple[str, str]]:
    """Yield each term with its payload, all numbers written at once."""
    texts, starts = postings.texts >> LEVEL, postings.starts.tolist()
    rest = np.diff(texts, prepend=-1) - 1
    rest[postings.starts[:-1]] = texts[postings.starts[:-1]]
    columns = [postings.texts & (1 << LEVEL) - 1, rest % LAST]
    rest //= LAST
    high = len(SYMBOLS) - LAST
    while rest.any():
        columns.append(np.where(rest, rest % high + LAST, -1))
        rest //= high
    digits = np.stack(columns[::-1], axis=1)
    used = digits >= 0
    written = np.frombuffer(SYMBOLS.encode(), np.uint8)[digits[used]].tobytes().decode()
    ends = np.append(0, np.cumsum(used.sum(axis=1)))[postings.starts].tolist()
    for at, (term, found) in enumerate(zip(postings.terms, postings.found.tolist(), strict=True)):
        more = others(postings.titled[at].tolist()) if at in postings.titled else ""
        yield term, number(found) + number(starts[at + 1] - starts[at]) + written[ends[at] : ends[at + 1]] + more


def places(terms: Sequence[str], buckets: int) -> list[int]:
    """Return the terms' buckets: FNV-1a, 32 bits, over the UTF-16 units.

    A leading `~` or `=` does not count: what a query asks of two Hanzi lies in one file.
    """
    units = [term.lstrip("~=").encode("utf-16-le") for term in terms]
    longest = max(map(len, units), default=0)
    codes = np.frombuffer(b"".join(own.ljust(longest, b"\0") for own in units), "<u2").reshape(len(units), longest // 2)
    values = np.full(len(units), 0x811C9DC5, np.uint32)
    for column in codes.T:
        values = np.where(column, (values ^ column) * np.uint32(0x01000193), values)
    return (values.astype(np.int64) % buckets).tolist()


def posting_files(postings: Postings, synonyms: Synonyms) -> tuple[dict[str, str], list[Any]]:
    """Return the files of postings by name, and [their number, their hashes]. The number is a power of two, for stable names."""
    rows = [(term, own) for term, own in payloads(postings) if not term.startswith(GROUP)]
    rows += _synonym_rows(postings, synonyms)
    size, buckets = sum(len(term.encode()) + len(own.encode()) + 2 for term, own in rows), 1
    while size / buckets > BUCKET * 1.41:
        buckets *= 2
    entries: list[list[str]] = [[] for _ in range(buckets)]
    for at, (term, own) in zip(places([term for term, _ in rows], buckets), rows, strict=True):
        entries[at].append(f"\n{term} {own}")
    return _numbered("t", ["".join(own) for own in entries])


def _synonym_rows(postings: Mapping[str, Posting], synonyms: Synonyms) -> Iterable[tuple[str, str]]:
    """Yield, for what each word of a group is recognised by, `=` and that, and all such words with their others and their posting."""
    for start, words in sorted(synonyms.starts.items()):
        rows = []
        for word, group in words:
            others = LIST.join((word, *(other for other in group.words if other != word)))
            rows.append(f"{others}{OTHERS}{payload(postings.get(group.term, NOTHING))}")
        yield f"{GROUP}{start}", OTHERS.join(rows)


def card_files(cards: Sequence[Sequence[Any]]) -> tuple[dict[str, str], list[Any]]:
    """Return the files of cards by name, and [their number, their hashes]."""
    return _numbered("c", [cards[at : at + CARDS] for at in range(0, len(cards), CARDS)])


def _numbered(kind: str, contents: Sequence[Any]) -> tuple[dict[str, str], list[Any]]:
    """Name the files of one kind `kind/number-hash`, the number in base 36 as a browser writes it; groups of 1, 2, 4 … share a hash."""
    files, hashes, group = {}, [], 1
    while len(contents) > group * GROUPS:
        group *= 2
    for start in range(0, len(contents), group):
        own = contents[start : start + group]
        hashes.append(digest(json.dumps(own, ensure_ascii=False), SHORT))
        for at, data in enumerate(own, start):
            name = f"{kind}/{_base36(at)}-{hashes[-1]}"
            files[name] = script(name, data)
    return files, [len(contents), "".join(hashes)]


def _base36(value: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(value // 36) if value >= 36 else "") + digits[value % 36]
