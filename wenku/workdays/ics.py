"""The calendar as iCalendar (RFC 5545): all-day events, the same bytes for the same data whenever it is made."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from wenku.workdays.dates import CalendarDay, Occurrence

PRODID = "-//jiceng-wenku//work calendar//ZH-CN"
UID_DOMAIN = "jiceng-wenku"
MAX_OCTETS = 75
SOLEMN = "缅怀纪念，基调庄重。"
_NONE: Mapping[str, str] = MappingProxyType({})
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def icalendar(
    name: str,
    occurrences: Iterable[Occurrence],
    stamp: datetime.date,
    domains: Mapping[str, str] = _NONE,
    notes: Mapping[str, str] = _NONE,
) -> str:
    """Return the calendar, lines ended by CRLF: write it with newline="" or as UTF-8 bytes.

    `stamp` is the date of the data, never of the build. `domains` names domain ids; `notes` adds text to a day's id.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escape(name)}"]
    for occurrence in occurrences:
        lines += _event(occurrence, stamp, domains, notes.get(occurrence.day.id, ""))
    return "".join(fold(line) for line in [*lines, "END:VCALENDAR"])


def uid(occurrence: Occurrence) -> str:
    """Return the permanent identity of a day in a year: it stays when the date is corrected."""
    return f"{occurrence.day.id}-{occurrence.year}@{UID_DOMAIN}"


def description(day: CalendarDay, note: str = "") -> str:
    """Return what the event says: the basis when it is verified, the tone when it is solemn, the note."""
    basis = f"设立依据：{day.basis}" if day.verified and day.basis else ""
    return "\n".join(part for part in (basis, SOLEMN if day.tone == "solemn" else "", note) if part)


def escape(text: str) -> str:
    """Return a TEXT value (§3.3.11): backslash, semicolon, comma and line breaks escaped, other controls dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or not (c < " " or c == "\x7f"))
    return kept.translate(_ESCAPES)


def fold(line: str) -> str:
    """Return a content line folded at 75 octets (§3.1), no character cut, with its CRLF."""
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > MAX_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += octets
    return "\r\n".join([*parts, part]) + "\r\n"


def _event(occurrence: Occurrence, stamp: datetime.date, domains: Mapping[str, str], note: str) -> Iterator[str]:
    day = occurrence.day
    text = description(day, note)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(occurrence)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{occurrence.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{occurrence.last + datetime.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(day.name)}"
    if text:
        yield f"DESCRIPTION:{escape(text)}"
    if day.domains:
        yield "CATEGORIES:" + ",".join(escape(domains.get(domain, domain)) for domain in day.domains)
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
