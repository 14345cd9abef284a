"""Review dates: when a text is due for its next check. Whether it is due today is decided where a clock is: in the browser."""

from __future__ import annotations

import calendar
import datetime

from wenku.model import Text


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def review_by(text: Text) -> str:
    """Return the ISO date by which a text must be checked again."""
    return add_months(datetime.date.fromisoformat(text.reviewed), text.review_in).isoformat()
