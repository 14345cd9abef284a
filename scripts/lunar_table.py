"""Write wenku/workdays/lunartable.py: lunar months and solar terms, frozen. For maintainers only, nothing else runs it.

lunar-python and borax (both MIT) compute every day of the range; the table is written only when they agree on each.
Neither is a dependency, so this does not run in .venv but, as a file, in an environment of its own:
pip install lunar-python==1.4.8 borax==4.1.3; python scripts/lunar_table.py (--check: compare with the file, write nothing).
"""

from __future__ import annotations

import datetime
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2023, 2050
"""Lunar years. 2023's last months fall into 2024; solar terms are kept from FIRST_YEAR + 1 on."""
START, END = datetime.date(2023, 1, 22), datetime.date(2051, 2, 10)
"""First day of lunar 2023, last day of lunar 2050."""
TABLE = Path(__file__).resolve().parent.parent / "wenku" / "workdays" / "lunartable.py"
HEADER = '''"""Lunar months and solar terms as seen at Beijing, frozen. Made by python scripts/lunar_table.py; do not edit.

Sources: lunar-python {ours} and borax {theirs} (both MIT), equal on each of the {days} days from {start} to {end}.
"""

# fmt: off
# ruff: noqa: E501
'''


class DayFacts(NamedTuple):
    """A civil day in the lunar calendar, and the solar term that begins on it ("" for none)."""

    year: int
    month: int
    day: int
    leap: bool
    term: str


class Disagreement(Exception):
    """The two libraries differ on a day."""


def by_lunar_python(day: datetime.date) -> DayFacts:
    """Ask lunar-python."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month = lunar.getMonth()
    return DayFacts(lunar.getYear(), abs(month), lunar.getDay(), month < 0, lunar.getJieQi())


def by_borax(day: datetime.date) -> DayFacts:
    """Ask borax."""
    from borax.calendars.lunardate import LunarDate

    lunar = LunarDate.from_solar(day)
    return DayFacts(lunar.year, lunar.month, lunar.day, bool(lunar.leap), lunar.term or "")


def all_days() -> Iterator[datetime.date]:
    """Every civil day of the lunar years."""
    return (START + datetime.timedelta(n) for n in range((END - START).days + 1))


def agreed(
    one: Callable[[datetime.date], DayFacts] = by_lunar_python, other: Callable[[datetime.date], DayFacts] = by_borax
) -> dict[datetime.date, DayFacts]:
    """Return the facts of every day on which both sources agree; raise Disagreement at the first other day."""
    facts = {}
    for day in all_days():
        ours, theirs = one(day), other(day)
        if ours != theirs:
            raise Disagreement(f"{day}: lunar-python {ours}, borax {theirs}")
        facts[day] = ours
    return facts


def render(facts: dict[datetime.date, DayFacts], versions: tuple[str, str]) -> str:
    """Return the table as Python source."""
    ours, theirs = versions
    lines = [HEADER.format(ours=ours, theirs=theirs, days=len(facts), start=START, end=END)]
    lines.append("# lunar year: (civil date of its first day, its leap month or 0, days of its months in order)")
    lines.append("LUNAR_YEARS: dict[int, tuple[str, int, tuple[int, ...]]] = {")
    for year, days in itertools.groupby(facts.items(), key=lambda item: item[1].year):
        rows = list(days)
        months = [
            (key, len(list(group))) for key, group in itertools.groupby(rows, key=lambda r: (r[1].month, r[1].leap))
        ]
        leap = next((month for (month, is_leap), _ in months if is_leap), 0)
        lengths = ", ".join(str(length) for _, length in months)
        lines.append(f'    {year}: ("{rows[0][0]}", {leap}, ({lengths})),')
    lines += ["}", "", "# civil year: month and day of its 24 solar terms, from 小寒 to 冬至"]
    lines.append("SOLAR_TERMS: dict[int, str] = {")
    for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
        terms = [f"{day:%m%d}" for day, fact in facts.items() if day.year == year and fact.term]
        lines.append(f'    {year}: "{" ".join(terms)}",')
    return "\n".join([*lines, "}"]) + "\n"


def main(argv: list[str]) -> int:
    """Write the table, or compare it."""
    sys.path.insert(0, str(TABLE.parents[2]))  # it runs as a file
    from scripts.command import Parser

    parser = Parser(prog="python scripts/lunar_table.py", description="生成冻结的农历和节气表。")
    parser.add_argument("--check", action="store_true", help="只与现有的表核对，不写文件")
    options = parser.parse_args(argv)
    try:
        from importlib.metadata import version

        text = render(agreed(), (version("lunar-python"), version("borax")))
    except ImportError:
        print(
            "需要 lunar-python 和 borax：请在另一个环境里 pip install lunar-python==1.4.8 borax==4.1.3", file=sys.stderr
        )
        return 2
    except Disagreement as difference:
        print(f"两个库的结果不一致，没有写文件。{difference}", file=sys.stderr)
        return 1
    if options.check:
        same = TABLE.read_text(encoding="utf-8") == text
        print("与现有的表一致。" if same else "与现有的表不一致。")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    print(f"已写入 {TABLE.name}。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
