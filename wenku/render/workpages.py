"""Pages around dates: what to start on in a month, the work calendar with its years, the agenda of reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wenku.data import Data
from wenku.model import Text
from wenku.render.calendar import YEARS, CalendarFile, MonthFacts, calendar_files, year
from wenku.render.listing import MONTH_SIZE, Group, group, listings, titled
from wenku.render.page import Page
from wenku.review import agenda, due_from, review_by

MONTHS_CRUMB = ("按月份查找", "months/index.html")
CALENDAR_CRUMB = ("工作日历", "calendar/index.html")


@dataclass(frozen=True)
class CalendarIndex:
    """The years that have a page, and the calendar files."""

    years: tuple[int, ...]
    files: tuple[CalendarFile, ...]


@dataclass(frozen=True)
class ReviewRow:
    """A text on the agenda of reviews, with the ISO dates from which it is due and after which it is overdue."""

    text: Text
    due_from: str
    review_by: str


def start_pages(months: Iterable[MonthFacts]) -> Iterable[Page]:
    """Return the pages months/NN-start.html of the months that have more texts to start on than their own page shows."""
    for month in months:
        if not month.starts_url:
            continue
        name = f"{month.number}月要着手的文本"
        stem = month.starts_url.removesuffix(".html")
        crumbs = (MONTHS_CRUMB, (f"{month.number}月", f"months/{month.number:02d}.html"))
        for part in listings(stem, name, "", [group("", "all", month.starts)], MONTH_SIZE, month):
            yield Page(part.parts[part.part - 1], "starts.html", titled(name, part), part, crumbs, f"{name}，按着手日期排列")


def calendar_pages(data: Data) -> Iterable[Page]:
    """Return the entrance of the calendar and a page for each year."""
    index = CalendarIndex(tuple(YEARS), calendar_files(data))
    about = "节日、纪念日、宣传周和宣传月：按年打印，或者导入手机和电脑的日历"
    yield Page(CALENDAR_CRUMB[1], "calendar.html", CALENDAR_CRUMB[0], index, (MONTHS_CRUMB,), about)
    for number in YEARS:
        title = f"{number}年工作日历"
        view = year(data["days"].values(), number)
        crumbs = (MONTHS_CRUMB, CALENDAR_CRUMB)
        yield Page(f"calendar/{number}.html", "year.html", title, view, crumbs, f"{title}：全年的节日、纪念日、宣传周和宣传月，一页打印")


def review_pages(texts: Iterable[Text]) -> Iterable[Page]:
    """Return the agenda of reviews: the text to be checked first at the head, grouped by month."""
    rows: dict[str, list[ReviewRow]] = {}
    for text in agenda(texts):
        by = review_by(text)
        rows.setdefault(by[:7], []).append(ReviewRow(text, due_from(text), by))
    groups: list[Group] = [group(f"{int(m[:4])}年{int(m[5:])}月", f"m{m}", items) for m, items in rows.items()]
    for part in listings("review", "核对日程", "", groups):
        about = "每个文本上次核对和下次核对的日期，先到期的在前"
        yield Page(part.parts[part.part - 1], "review.html", titled(part.title, part), part, (), about)
