"""A site made ready for publishing, in a real Chromium under its own headers and meta tags: nothing it does is against its policy."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.publishing import pack as packing
from tests.browser.test_download import ask, download, filled
from tests.browser.test_journey import TEXT, TYPES
from tests.conftest import _Quiet
from wenku.publish.headers import fixed_headers

HEARD = "window.heard = []; document.addEventListener('securitypolicyviolation', e => window.heard.push(e.violatedDirective + ' ' + e.blockedURI));"
MORE = ("search.html", "basket.html", f"zh-Hant/{TEXT}")


class _WithHeaders(_Quiet):
    def end_headers(self) -> None:
        for name, value in fixed_headers(()).items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def ready(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, made ready but for the compressed copies, which no browser opens by name."""
    site = tmp_path_factory.mktemp("ready") / "site"
    shutil.copytree(real_site, site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "compress", lambda site: None)
        assert packing.pack(site, (), frozenset()) == ()
    return site


@pytest.fixture(scope="module", params=["http", "file"])
def place(request: pytest.FixtureRequest, ready: Path) -> Iterator[str]:
    """The site's address: over http with the headers, and from a disk with the meta tags alone."""
    if request.param == "file":
        yield ready.as_uri() + "/"
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_WithHeaders, directory=str(ready)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page whose errors and violations of the policy fail the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 800}, reduced_motion="reduce")
    context.add_init_script(HEARD)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    heard: list[Any] = page.evaluate("window.heard")
    context.close()
    assert (heard, errors) == ([], [])


def test_every_type_of_page(watched: Page, place: str) -> None:
    seen = 0
    for address in (*TYPES.values(), *MORE):
        if address == "404.html" and place.startswith("file:"):
            continue  # it names its files from the server's root
        watched.goto(place + address)
        assert watched.evaluate("document.documentElement.classList.contains('js')"), f"{address}: boot.js did not run"
        assert watched.evaluate("getComputedStyle(document.querySelector('.site-header')).display") != "none"
        assert watched.evaluate("window.heard") == [], address
        seen += 1
    assert seen > 20


def test_search_fill_download_print_basket(watched: Page, place: str) -> None:
    watched.goto(place + "index.html")
    watched.locator("[data-action=search]").click()
    watched.locator(".searchbox input[type=search]").fill("居家养老")
    expect(watched.locator(".hit").first).to_be_visible()
    filled(watched, place + TEXT)
    ask(watched)
    name, file = download(watched, "filled")
    assert name.endswith(".docx") and file[:2] == b"PK"
    watched.keyboard.press("Escape")
    watched.goto(place + "search.html?q=助餐")
    expect(watched.locator(".hit").first).to_be_visible()
    watched.goto(place + f"zh-Hant/{TEXT}")
    watched.locator(".text-actions [data-action=fill]").click()
    expect(watched.locator("#fill")).to_be_visible()


def test_the_policy_holds(browser: Browser, place: str) -> None:
    """A script and a style that an intruder put into a page do nothing; the listeners of these tests do hear."""
    context = browser.new_context()
    context.add_init_script(HEARD)
    page = context.new_page()
    page.goto(place + "index.html")
    page.evaluate(
        """() => {
        const script = document.createElement("script"); script.textContent = "window.broken = 1"; document.body.append(script);
        const far = document.createElement("script"); far.src = "http://127.0.0.1:9/x.js"; document.body.append(far);
        const box = document.createElement("div"); box.innerHTML = '<img src="data:image/gif;base64,x" onerror="window.broken = 2">'; document.body.append(box);
        }"""
    )
    page.wait_for_function("window.heard.length >= 3")
    assert page.evaluate("window.broken") is None
    context.close()
