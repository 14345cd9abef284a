"""A real Chromium: every page it opens fails the test on a console error or a request beyond the site's own files."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import browser as installed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed browser; where there is none the tests are skipped, or fail when CI asks for one."""
    path = installed.find()
    if path is None:
        reason = "没有找到 Chrome、Chromium 或 Edge：先运行 make test，它会安装一个"
        (pytest.fail if os.environ.get("JICENG_REQUIRE_BROWSER") else pytest.skip)(reason)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(path), args=[*arguments, "--disable-sync", "--no-first-run"])
        yield running
        running.close()


@pytest.fixture(params=[1440])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page, 1440 px wide unless parametrised; watched for errors and foreign requests."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda r: foreign.append(r.url) if not r.url.startswith((address, "data:", "file:")) else None)
    yield page
    context.close()
    assert not errors, errors
    assert not foreign, foreign
