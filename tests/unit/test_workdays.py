"""The work calendar: rules, lunar dates and solar terms, the days of days.yml in 2024–2050, months, starts, DAY findings."""

import calendar
import datetime
import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import lunar_table
from wenku import yamlread
from wenku.workdays import lunar
from wenku.workdays.check import CODES, check_days, year_problem
from wenku.workdays.dates import YEARS, Occurrence, YearOutOfRange, dates, occurrences
from wenku.workdays.lunartable import LUNAR_YEARS, SOLAR_TERMS
from wenku.workdays.rules import (
    LAST,
    TERMS,
    WEEKDAYS,
    Fixed,
    Lunar,
    Month,
    NthWeek,
    NthWeekday,
    RuleFault,
    SolarTerm,
    Span,
    WeekOf,
    parse,
)
from wenku.workdays.views import month_view, start_by, starts, year_view

ROOT = Path(__file__).resolve().parents[2]
DAYS_YML = (ROOT / "docs/_data/days.yml").read_text(encoding="utf-8")
NODE = yamlread.parse(DAYS_YML, "DATA-1", "DATA-2").node
DAYS = {row["id"]: SimpleNamespace(**row) for row in yamlread.plain(NODE)}
DAY = datetime.timedelta(days=1)


def iso(text):
    return datetime.date.fromisoformat(text)


def day(rule, id="d", overrides=None):
    return SimpleNamespace(id=id, name=id, rule=rule, overrides=overrides or {}, domains=(), basis=None, verified=False)


def when(day_id, year):
    """Return "first" or "first/last" of a day of days.yml."""
    first, last = dates(DAYS[day_id].rule, year, DAYS[day_id].overrides)
    return f"{first}" if first == last else f"{first}/{last}"


@pytest.mark.parametrize(
    ("rule", "parsed"),
    [
        ("03-05", Fixed(3, 5)),
        ("02-29", Fixed(2, 29)),
        ("11-01..03-31", Span(Fixed(11, 1), Fixed(3, 31))),
        ("05-3-sun", NthWeekday(5, 3, 6)),
        ("03-last-mon", NthWeekday(3, LAST, 0)),
        ("lunar:12-30", Lunar(12, 30)),
        ("month:09", Month(9)),
        ("month:09-week:3", NthWeek(9, 3)),
        ("month:04-week:last", NthWeek(4, LAST)),
        ("week:03-08", WeekOf(3, 8)),
        ("week:05-15-sun", WeekOf(5, 15, True)),
        ("term:qingming", SolarTerm("qingming")),
    ],
)
def test_grammar(rule, parsed):
    assert parse(rule) == parsed


@pytest.mark.parametrize(
    ("rule", "code", "message", "right"),
    [
        ("", "DAY-1", "不认识", "写成 03-05"),
        ("3-5", "DAY-1", "“3-5”", "写成 03-05"),
        ("03-05 ", "DAY-1", "不认识", "写成 03-05"),
        ("０３-０５", "DAY-1", "不认识", "写成 03-05"),
        ("05-3-xyz", "DAY-1", "不认识", "05-3-sun"),
        ("month:9", "DAY-1", "不认识", "month:09"),
        ("month:09-week:33", "DAY-1", "不认识", "month:09-week:3"),
        ("02-30", "DAY-2", "2 月没有 30 日", "01 至 29"),
        ("04-31", "DAY-2", "4 月没有 31 日", "01 至 30"),
        ("13-01", "DAY-2", "没有 13 月", "01 至 12"),
        ("05-00", "DAY-2", "5 月没有 0 日", "01 至 31"),
        ("04-25..04-31", "DAY-2", "4 月没有 31 日", "01 至 30"),
        ("month:13", "DAY-2", "没有 13 月", "01 至 12"),
        ("month:00-week:1", "DAY-2", "没有 0 月", "01 至 12"),
        ("month:05-week:6", "DAY-2", "第 6 周", "1 至 5"),
        ("05-6-mon", "DAY-2", "第 6 个", "1 至 5"),
        ("05-0-mon", "DAY-2", "第 0 个", "1 至 5"),
        ("lunar:13-01", "DAY-2", "农历没有 13 月", "01 至 12"),
        ("lunar:05-31", "DAY-2", "农历的月没有 31 日", "01 至 30"),
        ("week:02-30", "DAY-2", "2 月没有 30 日", "01 至 29"),
        ("term:qinming", "DAY-4", "“qinming”", "term:qingming（清明）"),
        ("term:清明", "DAY-4", "“清明”", "term:qingming（清明）"),
        ("term:x", "DAY-4", "“x”", "例如 term:qingming"),
    ],
)
def test_wrong_rules(rule, code, message, right):
    with pytest.raises(RuleFault) as caught:
        parse(rule)
    assert caught.value.code == code
    assert message in caught.value.message
    assert right in caught.value.right


@given(st.text(max_size=30) | st.from_regex(r"(lunar:|month:|week:|term:)?[0-9]{1,2}-?[0-9a-z:.-]*", fullmatch=True))
def test_any_text_is_a_rule_or_a_fault(text):
    try:
        rule = parse(text)
    except RuleFault as fault:
        assert fault.code in CODES and fault.message and fault.right
    else:
        for year in (2024, 2025, 2050):
            found = dates(rule, year)
            assert found is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("day_id", "expected"),
    [
        ("elder-day", {2025: "2025-10-29", 2026: "2026-10-18", 2027: "2027-10-08"}),
        ("spring-festival", {2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06"}),
        ("dragon-boat", {2024: "2024-06-10", 2025: "2025-05-31", 2026: "2026-06-19"}),
        ("mid-autumn", {2024: "2024-09-17", 2025: "2025-10-06", 2026: "2026-09-25"}),
        ("lantern", {2025: "2025-02-12", 2026: "2026-03-03"}),
        ("disabled-aid-day", {2024: "2024-05-19", 2025: "2025-05-18", 2026: "2026-05-17", 2027: "2027-05-16"}),
        ("school-safety-day", {2024: "2024-03-25", 2025: "2025-03-31", 2026: "2026-03-30"}),
        ("social-work-day", {2025: "2025-03-18", 2026: "2026-03-17"}),
        ("science-month", {2025: "2025-09-01/2025-09-30", 2026: "2026-09-01/2026-09-30"}),
        ("cyber-week", {2024: "2024-09-09/2024-09-15", 2025: "2025-09-15/2025-09-21"}),
        ("reading-week", {2026: "2026-04-20/2026-04-26"}),
        ("waste-sorting-week", {2024: "2024-05-22/2024-05-28", 2026: "2026-05-18/2026-05-24"}),
        ("occupational-disease-week", {2024: "2024-04-25/2024-05-01", 2026: "2026-04-25/2026-05-01"}),
        ("water-saving-week", {2025: "2025-05-11/2025-05-17", 2033: "2033-05-15/2033-05-21"}),
        ("women-rights-week", {2026: "2026-03-02/2026-03-08", 2027: "2027-03-08/2027-03-14"}),
        ("winter-relief", {2026: "2026-11-01/2027-03-31", 2027: "2027-11-01/2028-03-31"}),
        ("harvest", {2024: "2024-09-22", 2025: "2025-09-23", 2026: "2026-09-23"}),
        ("martyrs", {2026: "2026-09-30"}),
        ("memorial-day", {2026: "2026-12-13"}),
    ],
)
def test_known_dates(day_id, expected):
    assert {year: when(day_id, year) for year in expected} == expected


def test_cyber_week_of_2023_follows_the_week_rule():
    """网络安全宣传周 2023 was 09-11 to 09-17; 2023 lies before the range, so by the rule of a year that begins alike."""
    assert calendar.monthrange(2034, 9) == calendar.monthrange(2023, 9)
    assert when("cyber-week", 2034) == "2034-09-11/2034-09-17"


def test_third_sunday_of_may_in_every_year():
    for year in YEARS:
        sundays = [d for d in calendar.Calendar().itermonthdates(year, 5) if d.month == 5 and d.weekday() == 6]
        assert when("disabled-aid-day", year) == str(sundays[2])


def test_qingming_frozen_values():
    """From borax 4.1.3 (TermUtils.nth_term_day), which lunar-python and ephem agree with: the 5th in these years only, else the 4th."""
    fifth = {2026, 2027, 2030, 2031, 2034, 2035, 2038, 2039, 2043, 2047}
    got = {year: lunar.term_date("qingming", year) for year in YEARS}
    assert {year for year, date in got.items() if (date.month, date.day) == (4, 5)} == fifth
    assert {(d.month, d.day) for d in got.values()} == {(4, 4), (4, 5)}


SPRING = (
    "02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08 01-28 02-15 02-04 01-24 02-12 02-01 01-22 "
    "02-10 01-30 02-17 02-06 01-26 02-14 02-02 01-23"
)
"""正月初一 2024–2050 by borax 4.1.3 (LunarDate.to_solar_date)."""


def test_spring_festivals_of_all_years():
    assert [when("spring-festival", year)[5:] for year in YEARS] == SPRING.split()


def test_lunar_table_is_contiguous():
    years = sorted(LUNAR_YEARS)
    assert years == list(range(YEARS[0] - 1, YEARS[-1] + 1))
    for year, after in itertools.pairwise(years):
        start, leap, lengths = LUNAR_YEARS[year]
        assert len(lengths) == (13 if leap else 12) and set(lengths) <= {29, 30}
        assert iso(start) + DAY * sum(lengths) == iso(LUNAR_YEARS[after][0])


def test_solar_terms_table_is_regular():
    assert sorted(SOLAR_TERMS) == list(YEARS)
    for year in YEARS:
        found = [lunar.term_date(name, year) for name in TERMS]
        assert [d.month for d in found] == [month for month in range(1, 13) for _ in "ab"]
        assert all(14 <= (b - a).days <= 16 for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("lunar_year", "month", "day_", "civil"),
    [
        (2025, 6, 1, "2025-06-25"),  # 2025 has a leap sixth month: it is passed over
        (2025, 7, 1, "2025-08-23"),
        (2033, 11, 1, "2033-11-22"),  # the leap month of 2033 is the eleventh
        (2033, 12, 1, "2034-01-20"),
        (2023, 12, 30, "2024-02-09"),
        (2024, 12, 30, None),
    ],
)
def test_lunar_dates(lunar_year, month, day_, civil):
    assert lunar.lunar_date(lunar_year, month, day_) == (civil and iso(civil))


def test_last_lunar_months_belong_to_the_civil_year_they_fall_in():
    assert dates("lunar:12-08", 2024) == (iso("2024-01-18"),) * 2
    assert dates("lunar:12-30", 2024) == (iso("2024-02-09"),) * 2
    assert dates("lunar:12-30", 2025) is None


@pytest.mark.parametrize("year", YEARS)
def test_every_day_happens_in_every_year(year):
    found = occurrences(DAYS.values(), year)
    assert len(found) == len(DAYS) == 113
    for occurrence in found:
        assert occurrence.year == year == occurrence.first.year, occurrence.day.id
        assert occurrence.first.month in occurrence.day.months, occurrence.day.id
        assert occurrence.first <= occurrence.last
    assert [(o.first, o.last, o.day.id) for o in found] == sorted((o.first, o.last, o.day.id) for o in found)


def test_solemn_days():
    assert {day.id for day in DAYS.values() if day.tone == "solemn"} == {
        "anti-japan-war", "martyrs", "memorial-day", "qingming", "sept18",
    }  # fmt: skip


months, years = st.integers(1, 12), st.sampled_from(YEARS)


@given(months, years)
def test_week_1_holds_the_1st(month, year):
    first, last = dates(f"month:{month:02d}-week:1", year)
    assert first <= datetime.date(year, month, 1) <= last
    assert (first.weekday(), last.weekday()) == (0, 6)


@given(months, years)
def test_weeks_of_a_month_follow_each_other_and_stay_in_its_weeks(month, year):
    end = datetime.date(year, month, calendar.monthrange(year, month)[1])
    weeks = [w for n in range(1, 6) if (w := dates(f"month:{month:02d}-week:{n}", year))]
    assert all(b[0] - a[0] == 7 * DAY for a, b in itertools.pairwise(weeks))
    assert all(first <= end and last >= datetime.date(year, month, 1) for first, last in weeks)
    last_week = dates(f"month:{month:02d}-week:last", year)
    assert last_week[0] <= end <= last_week[1]
    assert len(weeks) >= 4 and last_week[0] - weeks[-1][0] in (0 * DAY, 7 * DAY)


@given(months, st.integers(1, 5), st.sampled_from(WEEKDAYS), years)
def test_nth_weekday(month, n, name, year):
    found = dates(f"{month:02d}-{n}-{name}", year)
    last = dates(f"{month:02d}-last-{name}", year)[0]
    if found is None:
        assert n == 5 and last.day + 7 > calendar.monthrange(year, month)[1] and last.day <= 28
    else:
        assert found[0].weekday() == WEEKDAYS.index(name) and (found[0].day - 1) // 7 == n - 1 and found[0] <= last


@given(months, st.integers(1, 28), st.booleans(), years)
def test_week_of_a_day_holds_it(month, number, sunday, year):
    first, last = dates(f"week:{month:02d}-{number:02d}{'-sun' * sunday}", year)
    assert first <= datetime.date(year, month, number) <= last
    assert first.weekday() == (6 if sunday else 0) and last - first == 6 * DAY


@pytest.mark.parametrize(
    ("rule", "override", "expected"),
    [
        ("month:05-week:4", "2024-05-22", ("2024-05-22", "2024-05-28")),
        ("05-12", "2024-05-13", ("2024-05-13", "2024-05-13")),
        ("month:10", "2024-10-08", ("2024-10-08", "2024-10-31")),
        ("11-01..03-31", "2024-11-15", ("2024-11-15", "2025-03-31")),
        ("month:09", "2024-10-08", ("2024-10-08", "2024-10-08")),
        ("05-5-mon", "2024-05-27", ("2024-05-27", "2024-05-27")),
    ],
)
def test_overrides(rule, override, expected):
    assert dates(rule, 2024, {"2024": override}) == tuple(map(iso, expected))
    assert dates(rule, 2025, {"2024": override}) == dates(rule, 2025)


@pytest.mark.parametrize("year", [0, 2023, 2051, 9999])
def test_years_outside_the_range(year):
    with pytest.raises(YearOutOfRange):
        dates("03-05", year)
    with pytest.raises(YearOutOfRange):
        starts((), (), year, 1)
    problem = year_problem(year, 7)
    assert (problem.line, problem.code) == (7, "DAY-6")
    assert str(year) in problem.message and "2024 至 2050" in problem.right


def test_no_finding_in_days_yml():
    assert check_days(NODE) == ()


RECORD = """\
# a comment
- id: a
  name: 甲
  rule: "05-12"
  months: [5]
  overrides: {{}}
- id: b
  name: 乙
  rule: {rule}
  months: {months}
  overrides: {overrides}
"""


def problems(rule, overrides="{}", months="[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"):
    text = RECORD.format(rule=rule, overrides=overrides, months=months)
    parsed = yamlread.parse(text, "", "")
    assert parsed.problems == ()
    return [(p.line, p.code, p.message + "→" + p.right) for p in check_days(parsed.node)]


@pytest.mark.parametrize(
    ("rule", "code", "part"),
    [
        ('"02-30"', "DAY-2", "2 月没有 30 日"),
        ("month:13", "DAY-2", "没有 13 月"),
        ("term:qinming", "DAY-4", "写 term:qingming（清明）"),
        ("someday", "DAY-1", "“someday”不认识"),
        ("05-5-mon", "DAY-3", "2024、2025、2026、2029、2030、2031 等 16 年没有"),
        ('"02-29"', "DAY-3", "等 20 年没有"),
        ("lunar:12-30", "DAY-3", "2025、2026"),
        ("month:02-week:5", "DAY-3", "在 2027、2038、2049 年没有"),
    ],
)
def test_rules_that_do_not_happen(rule, code, part):
    found = problems(rule)
    assert [(line, c) for line, c, _ in found] == [(9, code)]
    assert part in found[0][2]


def test_a_missing_year_may_be_filled_by_an_override():
    filled = '{"2027": "2027-02-22", "2038": "2038-02-22", "2049": "2049-02-22"}'
    assert problems("month:02-week:5", filled) == []


@pytest.mark.parametrize(
    ("overrides", "code", "part"),
    [
        ('{"2024": "2025-05-22"}', "DAY-5", "2024 年的日期写成了 2025-05-22→写 2024 年之内的日期"),
        ('{"2024": "2024-02-30"}', "DAY-5", "“2024-02-30”不存在"),
        ('{"2024": "2024-W21-3"}', "DAY-5", "不存在"),
        ('{"2024": "20240522"}', "DAY-5", "不存在"),
        ('{"2023": "2023-05-22"}', "DAY-6", "没有 2023 年"),
        ('{"2051": "2051-05-22"}', "DAY-6", "写 2024 至 2050"),
    ],
)
def test_wrong_overrides(overrides, code, part):
    found = problems('"05-20"', overrides)
    assert [(line, c) for line, c, _ in found] == [(11, code)]
    assert part in found[0][2]


def test_an_override_is_found_wrong_at_its_own_line():
    found = problems('"05-20"', '\n    "2024": "2024-05-21"\n    "2025": "2024-05-21"')
    assert [(line, code) for line, code, _ in found] == [(13, "DAY-5")]


@pytest.mark.parametrize(
    ("rule", "months", "part"),
    [
        ("lunar:05-05", "[6]", "没有 5 月，2025 年"),
        ('"03-05"', "[4]", "没有 3 月，2024 年"),
    ],
)
def test_months_that_miss_a_date(rule, months, part):
    found = problems(rule, months=months)
    assert [(line, code) for line, code, _ in found] == [(10, "DAY-7")]
    assert part in found[0][2]


@pytest.mark.parametrize("text", ["x: 1", "- 1\n- [2]", "- id: a", "- rule: 5\n  overrides: 3", "- rule: []", "[]"])
def test_what_the_schema_reports_is_passed_over(text):
    assert check_days(yamlread.parse(text, "", "").node) == ()
    assert check_days(None) == ()


def test_month_view_has_a_range_for_each_year():
    view = month_view(DAYS.values(), 4, (2026, 2027))
    rows = {row.day.id: [(year, str(o.first), str(o.last)) for year, o in row.by_year] for row in view}
    assert rows["qingming"] == [(2026, "2026-04-05", "2026-04-05"), (2027, "2027-04-05", "2027-04-05")]
    assert rows["reading-week"][0] == (2026, "2026-04-20", "2026-04-26")
    assert rows["patriotic-health-month"][1] == (2027, "2027-04-01", "2027-04-30")
    assert "spring-festival" not in rows


def test_month_view_holds_what_only_touches_the_month():
    by_month = {n: {row.day.id: row for row in month_view(DAYS.values(), n, (2025, 2026))} for n in range(1, 13)}
    assert [(y, str(o.first)) for y, o in by_month[1]["winter-relief"].by_year] == [
        (2025, "2024-11-01"), (2026, "2025-11-01"),
    ]  # fmt: skip
    assert [y for y, _ in by_month[5]["dragon-boat"].by_year] == [2025]
    assert [y for y, _ in by_month[6]["dragon-boat"].by_year] == [2026]
    assert "occupational-disease-week" in by_month[5]
    assert {i for rows in by_month.values() for i in rows} == set(DAYS)


def test_month_view_order():
    rows = month_view(
        [day("03-05", "b"), day("03-05", "a"), day("month:03", "m"), day("02-20..03-02", "s")], 3, (2026,)
    )
    assert [row.day.id for row in rows] == ["s", "m", "a", "b"]


def test_year_view_holds_each_day_once():
    lists = year_view(DAYS.values(), 2026)
    assert len(lists) == 12 and sum(map(len, lists)) == 113
    assert [o.day.id for o in lists[1]] == ["wetlands-day", "spring-festival"]


def test_a_first_week_of_january_stays_in_its_year():
    found = occurrences([day("month:01-week:1")], 2026)[0]
    assert (str(found.first), found.year) == ("2025-12-29", 2026)
    assert [len(items) for items in year_view([day("month:01-week:1")], 2026)] == [1] + [0] * 11
    assert [y for row in month_view([day("month:01-week:1")], 12, (2025,)) for y, _ in row.by_year] == [2025]


def text(path="plans/a.md", lead=30, days=(), months=()):
    return SimpleNamespace(path=path, lead_days=lead, days=days, own_months=months)


def test_start_by():
    occurrence = Occurrence(DAYS["elder-day"], iso("2026-10-18"), iso("2026-10-18"), 2026)
    assert start_by(text(lead=30), occurrence) == iso("2026-09-18")
    assert start_by(text(lead=0), occurrence) == iso("2026-10-18")
    month = Occurrence(DAYS["science-month"], iso("2026-09-01"), iso("2026-09-30"), 2026)
    assert start_by(text(lead=45), month) == iso("2026-07-18")


def test_texts_to_start_on_in_a_month():
    elder, spring = DAYS["elder-day"], DAYS["spring-festival"]
    texts = [text("b", 30, (elder,)), text("a", 60, (spring,)), text("c", 10, (), (1, 12))]

    def found(year, month):
        return [
            (str(s.on), s.text.path, str(s.use), s.occurrence and s.occurrence.day.id)
            for s in starts(texts, DAYS.values(), year, month)
        ]

    assert found(2026, 9) == [("2026-09-18", "b", "2026-10-18", "elder-day")]
    assert found(2026, 12) == [
        ("2026-12-08", "a", "2027-02-06", "spring-festival"),
        ("2026-12-22", "c", "2027-01-01", None),
    ]
    assert found(2026, 11) == [("2026-11-21", "c", "2026-12-01", None)]
    assert found(2050, 12) == [("2050-12-22", "c", "2051-01-01", None)]


def test_each_code_is_explained():
    assert list(CODES) == [f"DAY-{n}" for n in range(1, 8)]
    assert all(title and why and severity in ("error", "warning", "info") for title, why, severity, _ in CODES.values())


def facts_from_the_table():
    """What the table says of each day, for lunar_table.render."""
    terms = {lunar.term_date(name, year): chinese for year in YEARS for name, chinese in TERMS.items()}
    facts = {}
    for lunar_year, (start, leap, lengths) in LUNAR_YEARS.items():
        date = iso(start)
        for place, length in enumerate(lengths, 1):
            month, is_leap = place - (0 < leap < place), 0 < leap == place - 1
            for number in range(1, length + 1):
                facts[date] = lunar_table.DayFacts(lunar_year, month, number, is_leap, terms.get(date, ""))
                date += DAY
    return facts


def test_the_table_is_what_its_script_writes():
    facts = facts_from_the_table()
    assert (min(facts), max(facts)) == (lunar_table.START, lunar_table.END)
    assert lunar_table.render(facts, ("1.4.8", "4.1.3")) == lunar_table.TABLE.read_text(encoding="utf-8")


def test_the_script_stops_where_the_libraries_differ():
    facts = facts_from_the_table()
    assert lunar_table.agreed(facts.__getitem__, facts.__getitem__) == facts
    odd = {**facts, iso("2030-06-01"): facts[iso("2030-06-02")]}
    with pytest.raises(lunar_table.Disagreement, match="2030-06-01"):
        lunar_table.agreed(facts.__getitem__, odd.__getitem__)
