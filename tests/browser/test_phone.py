"""The QR code of a text's page: read by a real decoder, loaded when it is asked for, honest where no phone can follow."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import ROOT

TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
CAPACITIES = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
"""Bytes that versions 1 to 10 hold with error correction M (ISO/IEC 18004, table 7)."""
PIXELS = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return [image.width, image.height, Array.from(context.getImageData(0, 0, image.width, image.height).data).filter((_, i) => i % 4 === 1)];
}"""


def read(width: int, height: int, pixels: bytes) -> list[tuple[str, str]]:
    """What a decoder reads in a grey image: text and level of error correction."""
    found = zxingcpp.read_barcodes(memoryview(pixels).cast("B", (height, width)), formats=zxingcpp.BarcodeFormat.QRCode)
    return [(code.text, code.ec_level) for code in found]


def drawn(grid: list[list[int]], scale: int = 3) -> tuple[int, int, bytes]:
    """A code as a grey image with its quiet zone."""
    size = len(grid) + 8
    rows = [[255] * size for _ in range(size)]
    for y, row in enumerate(grid):
        rows[y + 4][4:-4] = [0 if dark else 255 for dark in row]
    return size * scale, size * scale, bytes(v for row in rows for _ in range(scale) for v in row for _ in range(scale))


@pytest.fixture(scope="module")
def encoder(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate("window.jiceng = {}")
    page.evaluate((ROOT / "overrides/assets/qr.js").read_text("utf-8"))
    yield page
    page.close()


def encode(page: Page, text: str) -> Any:
    return page.evaluate("(text) => jiceng.qr.code(text)", text)


@pytest.mark.parametrize(("version", "capacity"), list(enumerate(CAPACITIES, 1)))
def test_a_decoder_reads_every_version(encoder: Page, version: int, capacity: int) -> None:
    lengths = {CAPACITIES[version - 2] + 1 if version > 1 else 1, capacity - 1, capacity}
    for length in lengths:
        text = ("https://10.1.2.3:8080/文库/" + "abcdefghij/" * 20).encode()[:length].decode("utf-8", "ignore")
        text += "~" * (length - len(text.encode()))
        grid = encode(encoder, text)
        assert len(grid) == 17 + 4 * version
        assert read(*drawn(grid)) == [(text, "M")]


def test_a_stain_does_not_hurt(encoder: Page) -> None:
    text = "http://192.168.10.20/plans/minzheng/jujia-yanglao-fuwu-fangan.html"
    grid = encode(encoder, text)
    for y in range(18, 23):
        grid[y][18:23] = [1] * 5
    assert read(*drawn(grid)) == [(text, "M")]


def test_what_is_too_long_is_refused(encoder: Page) -> None:
    assert encode(encoder, "x" * 213) and encode(encoder, "x" * 214) is None and encode(encoder, "文" * 72) is None


@pytest.fixture
def intranet(browser: Browser, real_site: Path) -> Iterator[Page]:
    """The site at an address of its own, on a dark screen."""

    def answer(route: Route) -> None:
        path = real_site / route.request.url.split("/", 3)[3].split("?")[0]
        if path.is_file():
            route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0] or "text/plain")
        else:
            route.abort()

    context = browser.new_context(color_scheme="dark")
    context.route("http://10.20.30.40:8080/**", answer)
    yield context.new_page()
    context.close()


def test_the_dialog_shows_the_address_of_the_page(intranet: Page) -> None:
    asked: list[str] = []
    intranet.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    address = f"http://10.20.30.40:8080/{TEXT}"
    intranet.goto(address + "#legal")
    assert not {"qr.js", "phone.js"} & set(asked)
    intranet.locator("button[data-action=phone]").click()
    code = intranet.locator("dialog.qr[open] svg")
    expect(code).to_be_visible()
    assert {"qr.js", "phone.js"} <= set(asked)
    width, height, pixels = intranet.evaluate(PIXELS, base64.b64encode(code.screenshot()).decode())
    assert read(width, height, bytes(pixels)) == [(address, "M")]
    expect(intranet.locator(".qr-address")).to_have_text(address)
    intranet.keyboard.press("Escape")
    expect(code).to_be_hidden()
    intranet.set_viewport_size({"width": 360, "height": 740})
    expect(intranet.locator("button[data-action=phone]")).to_be_hidden()


def test_where_no_phone_can_follow_the_page_says_so(page: Page, address: str, real_site: Path) -> None:
    for start, words in ((address, "只有这台电脑自己能打开"), (real_site.as_uri() + "/", "这台电脑里的文件")):
        page.goto(start + TEXT)
        page.locator("button[data-action=phone]").click()
        expect(page.locator("dialog.qr[open]")).to_contain_text(words)
        assert page.locator("dialog.qr svg").count() == 0
        page.get_by_role("button", name="关闭").click()
        expect(page.locator("dialog.qr")).to_be_hidden()
