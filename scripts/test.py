"""Run the tests: `python -m scripts.test [--no-browser] [pytest's own arguments]`."""

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from scripts import browser, browserskips
from scripts.bootstrap import SetupError, say
from scripts.browserskips import FOLDER
from scripts.command import Parser

SHARED = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""The whole suite is shared among processes, a file to each: one for a core, four at most (each builds the site for itself)."""
NOT_IN_CI = "CI 里必须运行浏览器测试，不能使用 --no-browser。"
NONE_RUN = "没有运行任何测试：请检查给出的路径或筛选条件。"
SKIPPED = "CI 里不允许跳过浏览器测试，这次跳过了 {count} 项：\n{names}"


@dataclass(frozen=True)
class Tally:
    """What became of the tests."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


class Recorder:
    """A pytest plugin that counts outcomes and remembers which browser tests were skipped."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.browser_skips: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and (report.nodeid.startswith(FOLDER) or "browser" in report.keywords):
            self.browser_skips.append(report.nodeid)

    def pytest_terminal_summary(self, terminalreporter) -> None:
        count = {name: len(reports) for name, reports in terminalreporter.stats.items()}
        self.tally = Tally(
            count.get("passed", 0) + count.get("xfailed", 0),
            count.get("failed", 0) + count.get("error", 0),
            count.get("skipped", 0),
        )


def in_ci(environ: Mapping[str, str]) -> bool:
    """Tell whether a CI run asks for every test."""
    return environ.get("CI", "").lower() in ("true", "1")


def closing_line(tally: Tally, code: int, seconds: float) -> str:
    """Sum a run up in one sentence."""
    if tally == Tally():
        return NONE_RUN
    parts = [f"失败 {tally.failed} 项"] if tally.failed else []
    parts += [f"通过 {tally.passed} 项"] if code else [f"{tally.passed} 项"]
    parts += [f"跳过 {tally.skipped} 项"] if tally.skipped else []
    return f"{'测试未通过' if code else '测试通过'}：{'，'.join(parts)}，用时 {seconds:.0f} 秒"


def set_up_browser() -> None:
    """Install what browser tests need and tell them where it is."""
    os.environ[browser.VARIABLE] = str(browser.ensure())
    browser.ensure_font()
    if in_ci(os.environ):
        os.environ[browserskips.REQUIRED] = "1"


def parse(argv: list[str]) -> tuple[bool, list[str]]:
    """Split our one option from pytest's arguments."""
    parser = Parser(
        prog="python -m scripts.test", description="运行测试；其余参数原样交给 pytest。", allow_abbrev=False
    )
    parser.add_argument("--no-browser", action="store_true", help="不安装浏览器，不运行 tests/browser")
    options, rest = parser.parse_known_args(argv)
    return options.no_browser, rest


def main(argv: list[str]) -> int:
    """Run pytest, then say the result in one Chinese line under its own."""
    begun = time.monotonic()
    no_browser, rest = parse(argv)
    if no_browser and in_ci(os.environ):
        say(NOT_IN_CI)
        return 2
    try:
        if not no_browser:
            set_up_browser()
    except SetupError as error:
        say(str(error))
        return 2
    recorder = Recorder()
    left_out = [f"--ignore={FOLDER}"] if no_browser else []
    arguments = ["-q", "-rs", "-p", browserskips.__name__, *left_out, *(rest or SHARED)]
    code = int(pytest.main(arguments, plugins=[recorder]))
    if code == 0 and in_ci(os.environ) and recorder.browser_skips:
        print(SKIPPED.format(count=len(recorder.browser_skips), names="\n".join(recorder.browser_skips)))
        code = 1
    print(closing_line(recorder.tally, code, time.monotonic() - begun))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
