"""A pytest plugin: a file of browser tests that skips itself while it is collected fails where every test is asked for.

Loaded by name (-p), so that it is there in each of the processes that share the tests. It asserts nothing: PYTEST_DONT_REWRITE
"""

import os
from collections.abc import Generator

import pytest

FOLDER = "tests/browser"
REQUIRED = "JICENG_REQUIRE_BROWSER"


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip into a failure before it is told to anybody."""
    report = yield
    if report.skipped and collector.nodeid.startswith(FOLDER) and os.environ.get(REQUIRED):
        report.outcome, report.longrepr = "failed", f"{collector.nodeid}：CI 里不允许跳过浏览器测试"
    return report
