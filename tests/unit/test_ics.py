"""The calendar as iCalendar: read back by two independent readers and held against RFC 5545's own grammar."""

import datetime
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from wenku import yamlread
from wenku.workdays import ics
from wenku.workdays.dates import Occurrence, occurrences

ROOT = Path(__file__).resolve().parents[2]
NODE = yamlread.parse((ROOT / "docs/_data/days.yml").read_text(encoding="utf-8"), "DATA-1", "DATA-2").node
DAYS = {row["id"]: SimpleNamespace(**row) for row in yamlread.plain(NODE)}
STAMP = datetime.date(2026, 11, 20)
FESTIVE = re.compile("节日|庆祝|祝贺|快乐|欢庆|喜迎|热烈")
ALL = [occurrence for year in (2026, 2027) for occurrence in occurrences(DAYS.values(), year)]

TEXT = r"(?:\\[\\;,nN]|[^\x00-\x08\x0a-\x1f\x7f\\;,])*"
LINE = {
    "BEGIN": "VCALENDAR|VEVENT",
    "END": "VCALENDAR|VEVENT",
    "VERSION": r"2\.0",
    "PRODID": TEXT,
    "CALSCALE": "GREGORIAN",
    "X-WR-CALNAME": TEXT,
    "UID": r"[a-z0-9-]+@jiceng-wenku",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "DTSTART;VALUE=DATE": r"\d{8}",
    "DTEND;VALUE=DATE": r"\d{8}",
    "SUMMARY": TEXT,
    "DESCRIPTION": TEXT,
    "CATEGORIES": f"{TEXT}(?:,{TEXT})*",
    "TRANSP": "TRANSPARENT",
}
ONCE = ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "CATEGORIES", "TRANSP")


def made(found=ALL, **more):
    return ics.icalendar("基层工作日历", found, STAMP, **more)


def occurrence(**more):
    record = {"id": "d", "name": "某日", "domains": ["minzheng"], "basis": None, "verified": True, "tone": "normal"}
    first = datetime.date(2026, 3, 5)
    return Occurrence(SimpleNamespace(**{**record, **more}), first, first, 2026)


def unfolded(text):
    """Content lines after RFC 5545 §3.1: CRLF ends each physical line of at most 75 octets, each valid UTF-8."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    physical = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, physical)) <= 75
    assert [line.decode("utf-8") for line in physical]
    return raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def strict(text):
    """Read by the grammar alone; return each event as {name: value}."""
    events, event = [], {}
    lines = unfolded(text)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert Counter(line.split(":")[0] for line in lines[1:5]) == Counter(
        ["VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME"]
    )
    for line in lines[5:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(LINE[name], value), line
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            assert set(ONCE) <= set(event) <= {*ONCE, "DESCRIPTION"}
            events.append(event)
        else:
            assert name not in event
            event[name] = value
    assert len({event["UID"] for event in events}) == len(events)
    return events


def test_grammar():
    assert len(strict(made())) == len(ALL) == 226


def test_icalendar_reads_back_everything():
    read = icalendar.Calendar.from_ical(made(domains={"minzheng": "民政"}).encode("utf-8"))
    assert (read["version"], read["calscale"], str(read["x-wr-calname"])) == ("2.0", "GREGORIAN", "基层工作日历")
    assert str(read["prodid"]) == ics.PRODID and read.errors == []
    events = read.walk("VEVENT")
    assert len(events) == len(ALL)
    for event, o in zip(events, ALL, strict=True):
        assert event.errors == []
        assert str(event["uid"]) == f"{o.day.id}-{o.year}@jiceng-wenku"
        assert event.decoded("dtstart") == o.first and event["dtstart"].params == {"VALUE": "DATE"}
        assert event.decoded("dtend") == o.last + datetime.timedelta(days=1)
        assert event.decoded("dtstamp") == datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
        assert str(event["summary"]) == o.day.name
        assert str(event.get("description", "")) == ics.description(o.day)
        names = ["民政" if d == "minzheng" else d for d in o.day.domains]
        assert list(map(str, event["categories"].cats)) == names
        assert str(event["transp"]) == "TRANSPARENT"


def test_vobject_reads_back_everything():
    read = vobject.readOne(made())
    assert read.behavior.validate(read, raiseException=True)
    assert len(read.vevent_list) == len(ALL)
    for event, o in zip(read.vevent_list, ALL, strict=True):
        assert event.behavior.validate(event, raiseException=True)
        assert (event.dtstart.value, event.dtend.value) == (o.first, o.last + datetime.timedelta(days=1))
        assert event.summary.value == o.day.name and event.categories.value == o.day.domains
        assert event.uid.value == ics.uid(o)
        assert (event.description.value if hasattr(event, "description") else "") == ics.description(o.day)


def test_dates_and_identity_of_one_event():
    (event,) = strict(made([o for o in ALL if o.day.id == "cyber-week" and o.year == 2026]))
    assert event["DTSTART;VALUE=DATE"] == "20260914" and event["DTEND;VALUE=DATE"] == "20260921"
    assert event["UID"] == "cyber-week-2026@jiceng-wenku" and event["DTSTAMP"] == "20261120T000000Z"


def test_identity_stays_when_a_date_is_corrected():
    o = occurrence()
    moved = Occurrence(o.day, datetime.date(2025, 12, 29), datetime.date(2026, 1, 4), 2026)
    assert ics.uid(o) == ics.uid(moved) == "d-2026@jiceng-wenku"


def test_same_bytes_each_time():
    assert made() == made()


def test_an_empty_calendar_is_one():
    assert strict(made([])) == []
    assert icalendar.Calendar.from_ical(made([])).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"basis": "森林法第十条"}, "设立依据：森林法第十条"),
        ({"basis": "森林法第十条", "verified": False}, None),
        ({"basis": None}, None),
        ({"basis": "决定", "tone": "solemn"}, "设立依据：决定\\n缅怀纪念，基调庄重。"),
        ({"basis": "决定", "tone": "solemn", "verified": False}, "缅怀纪念，基调庄重。"),
    ],
)
def test_description(more, expected):
    (event,) = strict(made([occurrence(**more)]))
    assert event.get("DESCRIPTION") == expected


def test_notes_are_added():
    (event,) = strict(made([occurrence(basis="决定")], notes={"d": "范本：https://example.org/a.html", "e": "x"}))
    assert event["DESCRIPTION"] == "设立依据：决定\\n范本：https://example.org/a.html"


def test_solemn_days_have_no_festive_wording_and_unverified_no_basis():
    for event, o in zip(strict(made()), ALL, strict=True):
        said = event.get("DESCRIPTION", "")
        if o.day.tone == "solemn":
            assert not FESTIVE.search(event["SUMMARY"] + said.replace(ics.escape(o.day.basis or ""), ""))
            assert ics.SOLEMN in said
        if not o.day.verified:
            assert o.day.basis is None or ics.escape(o.day.basis) not in said


def test_escaping():
    assert ics.escape("a,b;c\\d\r\ne\rf\x00\x1b") == "a\\,b\\;c\\\\d\\ne\\nf"


@pytest.mark.parametrize(("length", "lines"), [(75, 1), (76, 2), (149, 2), (150, 3)])
def test_folding_in_octets(length, lines):
    folded = ics.fold("x" * length)
    assert folded.count("\r\n") == lines
    assert folded.replace("\r\n ", "") == "x" * length + "\r\n"


@pytest.mark.parametrize("shift", range(4))
def test_folding_cuts_no_character(shift):
    line = "x" * shift + "汉😀é" * 40
    physical = ics.fold(line).encode("utf-8").split(b"\r\n")[:-1]
    assert max(map(len, physical)) <= 75 and min(map(len, physical[:-1])) >= 72
    assert physical[0].decode("utf-8") + "".join(p.decode("utf-8")[1:] for p in physical[1:]) == line


plain = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200)


@given(plain, st.lists(plain.filter(str.strip), min_size=1, max_size=3))
def test_any_text_survives_a_strict_reader(name, domains):
    text = made([occurrence(name=name, basis=name + "\n" + name, domains=domains)])
    strict(text)
    (event,) = icalendar.Calendar.from_ical(text.encode("utf-8")).walk("VEVENT")
    assert str(event["summary"]) == name
    assert str(event["description"]) == f"设立依据：{name}\n{name}"
    assert list(map(str, event["categories"].cats)) == domains
