"""Files of the index: postings packed into text, buckets by term, names with hashes, scripts. The same input, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from wenku.search.index import Posting

FORMAT = 1
"""Raised when a client of before could not read the files any more."""
SYMBOLS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""What a payload is written in: 92 characters that need no escape in a script."""
LAST = 64
"""A number is written in digits to the base 64; all but its last digit are among the 28 symbols above: 1,792 in two."""
BUCKET = 2600
"""Aim for the bytes of one file of postings: a query fetches about one a term, so that all of it stays small."""
CARDS = 4
"""Cards in one file."""
SHORT = 4
"""Characters of hash of a numbered file: 20 bits tell a bucket's content from the one it had before, not from all others."""
_HASH = "abcdefghijklmnopqrstuvwxyz234567"


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
    """Return how many texts were found and how many of them follow; then of each text its number less the one before, and its impact."""
    parts, last = [number(posting.found), number(len(posting.texts))], -1
    for value in posting.texts:
        text = value >> 7
        parts.append(number(text - last - 1))
        parts.append(SYMBOLS[value & 127])
        last = text
    return "".join(parts)


def bucket(term: str, buckets: int) -> int:
    """Return a term's bucket: FNV-1a, 32 bits, over its UTF-16 units."""
    value = 0x811C9DC5
    units = term.encode("utf-16-le")
    for at in range(0, len(units), 2):
        value = (value ^ (units[at] | units[at + 1] << 8)) * 0x01000193 & 0xFFFFFFFF
    return value % buckets


def posting_files(postings: Mapping[str, Posting]) -> tuple[dict[str, str], str]:
    """Return the files of postings by name, and their hashes in order of buckets. Their number is a power of two, for stable names."""
    entries = {term: f"{term} {payload(posting)}" for term, posting in postings.items()}
    size, buckets = sum(len(entry.encode()) for entry in entries.values()), 1
    while size / buckets > BUCKET * 1.41:
        buckets *= 2
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for term, entry in entries.items():
        rows[bucket(term, buckets)].append(entry)
    return _numbered("t", [" ".join(rows[at]) for at in range(buckets)])


def card_files(cards: Sequence[Sequence[Any]]) -> tuple[dict[str, str], str]:
    """Return the files of cards by name, and their hashes in order."""
    return _numbered("c", [cards[at : at + CARDS] for at in range(0, len(cards), CARDS)])


def _numbered(kind: str, contents: Iterable[Any]) -> tuple[dict[str, str], str]:
    """Name the files of one kind `kind/number-hash`, the number in base 36 as a browser writes it."""
    files, hashes = {}, []
    for at, data in enumerate(contents):
        name, content = named(f"{kind}/{_base36(at)}", data, SHORT)
        files[name] = content
        hashes.append(name[-SHORT:])
    return files, "".join(hashes)


def _base36(value: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(value // 36) if value >= 36 else "") + digits[value % 36]
