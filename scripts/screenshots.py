"""Draw the pictures of README and of a link's card: python -m scripts.screenshots [SITE].

README's two into images/ as WebP, the card into overrides/. Window, day and scheme are fixed; the letters are those of
this machine's fonts, whose names are printed.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from scripts import browser as installed
from scripts.build import ROOT, mkdocs
from scripts.command import Parser

WINDOW = {"width": 1280, "height": 760}
DAY = "2026-11-20T09:00:00"
TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
IMAGES = ROOT / "images"
CARD = ROOT / "overrides" / "card.png"
"""Not among the assets: those get another address with every release, and messages remember a card for long."""
QUALITY = 0.86
LIMITS = {".webp": 150_000, ".png": 100_000}
"""Most bytes of a picture, by the end of its name."""

CARD_SIZE = {"width": 1200, "height": 630}
CARD_PAGE = """<!doctype html><html lang="zh-Hans"><style>
body { align-items: center; background: #17465f; color: #f7f4ec; display: flex; flex-direction: column; height: 630px;
  justify-content: center; margin: 0; }
b { background: #f7f4ec; border-radius: 18px; color: #17465f; font-size: 150px; line-height: 1; padding: 30px; }
b, h1 { font-family: "Songti SC", STZhongsong, "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif; font-weight: 700; }
h1 { font-size: 92px; letter-spacing: 8px; line-height: 1; margin: 44px 0 30px 8px; }
p { font: 36px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; margin: 0; }
</style><b>基</b><h1>基层文库</h1><p>社区、村、街道工作文书范本</p></html>"""
"""Messages cut the card to its middle square of 630 px: nothing stands outside it."""

TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def main(argv: list[str] | None = None) -> int:
    """Draw all pictures; return the exit code."""
    parser = Parser(prog="python -m scripts.screenshots", description="绘制 README 的两张截图和分享链接的卡片图。")
    parser.add_argument("site", metavar="网站", nargs="?", type=Path, help="已经生成的网站；不写就先生成一份")
    args = parser.parse_args(argv)
    path = installed.find()
    if path is None:
        print("没有找到 Chrome、Chromium 或 Edge：先运行 make test，它会安装一个。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = args.site or Path(folder) / "site"
        if not args.site and mkdocs("build", "--site-dir", str(site), lang="all"):
            return 1
        if not (site / TEXT).is_file():
            print(f"{site} 不是生成好的网站：里面没有 {TEXT}。先运行 make build。", file=sys.stderr)
            return 2
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox", "--disable-gpu"])
                return save(draw(browser, site.resolve()))
        except Error as error:
            print(f"浏览器没有画成：{str(error).splitlines()[0]}", file=sys.stderr)
            return 2


def draw(browser: Browser, site: Path) -> dict[Path, bytes]:
    """Return the pictures by the file that each belongs into. `site`: a built site's folder, absolute."""
    return {
        IMAGES / "front.webp": _page(browser, site / "index.html"),
        IMAGES / "text.webp": _page(browser, site / TEXT),
        CARD: _card(browser),
    }


def _page(browser: Browser, file: Path) -> bytes:
    page = browser.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce", locale="zh-CN")
    page.clock.set_fixed_time(DAY)
    page.goto(file.as_uri())
    print(f"{file.name}：正文字体 {_font(page, 'p')}，标题字体 {_font(page, 'h1')}")
    png = base64.b64encode(page.screenshot(animations="disabled")).decode()
    return base64.b64decode(page.evaluate(TO_WEBP, [png, QUALITY]))


def _card(browser: Browser) -> bytes:
    page = browser.new_page(viewport=CARD_SIZE)
    page.set_content(CARD_PAGE)
    return page.screenshot()


def _font(page: Page, selector: str) -> str:
    """Return the name of the font that an element is really drawn in."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": f"#content {selector}"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return max(fonts, key=lambda font: font["glyphCount"])["familyName"] if fonts else "不明"


def save(pictures: dict[Path, bytes]) -> int:
    """Write the pictures, or none of them when one is too large."""
    large = [path for path, content in pictures.items() if len(content) > LIMITS[path.suffix]]
    for path in large:
        print(f"{path.relative_to(ROOT)}：{len(pictures[path])} 字节，超过 {LIMITS[path.suffix]}，都没有保存。", file=sys.stderr)
    if large:
        return 1
    for path, content in pictures.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(f"已保存 {path.relative_to(ROOT)}，{len(content) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
