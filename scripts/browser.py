"""Find a browser and a Chinese font for the browser tests, and install them where there are none."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scripts.bootstrap import SetupError, run, say

VARIABLE = "JICENG_BROWSER"
COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
MAC_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FONT = "fonts-noto-cjk"
BAD_VARIABLE = "环境变量 {variable} 指向的浏览器不存在：{value}\n请改正它，或取消它以便自动查找。"
NO_BROWSER = (
    "没有找到 Chrome、Chromium 或 Edge，也未能自动安装。最后的输出是：\n{tail}\n"
    "请手工安装其中任何一个，或用环境变量 {variable} 指明它的位置；\n"
    "暂时不运行浏览器测试：python -m scripts.test --no-browser。"
)
NO_FONT = "提示：没有找到中文字体，截图里的汉字会显示为方框。Debian 或 Ubuntu 请运行：apt-get install {font}。"

Which = Callable[[str], str | None]
Runner = Callable[[list[str]], tuple[int, str]]


def places(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    """List where installers put a browser on systems that do not put it on PATH."""
    if platform == "win32":
        roots = [Path(environ[name]) for name in WINDOWS_ROOTS if environ.get(name)]
        yield from (root / place for place in WINDOWS_PLACES for root in roots)
    elif platform == "darwin":
        yield from map(Path, MAC_PLACES)


def find(
    environ: Mapping[str, str] = os.environ,
    which: Which = shutil.which,
    exists: Callable[[Path], bool] = Path.is_file,
    platform: str = sys.platform,
) -> Path | None:
    """Find an installed browser; JICENG_BROWSER decides alone when it is set."""
    if environ.get(VARIABLE):
        chosen = which(environ[VARIABLE])
        return Path(chosen) if chosen else None
    for command in COMMANDS:
        if path := which(command):
            return Path(path)
    return next((place for place in places(environ, platform) if exists(place)), None)


def find_playwrights() -> Path | None:
    """Find the browser Playwright installed for itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def may_use_apt(which: Which = shutil.which) -> bool:
    """Tell whether packages can be installed without asking: root on a system with apt."""
    return getattr(os, "geteuid", lambda: 1)() == 0 and which("apt-get") is not None


def apt_install(packages: list[str], runner: Runner = run) -> tuple[int, str]:
    """Install system packages; return the exit code and the last lines of output."""
    code, tail = runner(["apt-get", "update", "-q"])
    if code:
        return code, tail
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    return runner([*quiet, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])


def install(runner: Runner = run) -> tuple[Path | None, str]:
    """Install a browser the best way this machine has; return it, or None and the last lines of output."""
    tail = ""
    if may_use_apt():
        say(f"没有找到浏览器，正在用 apt-get 安装 chromium 和中文字体 {FONT}（约 1 到 3 分钟）……")
        _, tail = apt_install(["chromium", FONT], runner)
        if path := find():
            return path, tail
    say("没有找到浏览器，正在用 Playwright 下载 Chromium（约 1 到 3 分钟）……")
    code, output = runner([sys.executable, "-m", "playwright", "install", "chromium"])
    return (find_playwrights() if code == 0 else None), "\n".join(filter(None, [tail, output]))


def ensure(runner: Runner = run) -> Path:
    """Return a browser, installing one where there is none; a SetupError says in Chinese what to do."""
    if path := find():
        return path
    if os.environ.get(VARIABLE):
        raise SetupError(BAD_VARIABLE.format(variable=VARIABLE, value=os.environ[VARIABLE]))
    if path := find_playwrights():
        return path
    path, tail = install(runner)
    if path is None:
        raise SetupError(NO_BROWSER.format(variable=VARIABLE, tail=tail))
    say(f"浏览器已就绪：{path}")
    return path


def has_chinese_font(which: Which = shutil.which, runner: Runner = run, platform: str = sys.platform) -> bool:
    """Tell whether a page's Hanzi can be drawn; Windows and macOS bring their own fonts."""
    if platform in ("win32", "darwin"):
        return True
    if which("fc-list") is None:
        return False
    code, output = runner(["fc-list", ":lang=zh", "family"])
    return code == 0 and bool(output.strip())


def ensure_font(runner: Runner = run) -> bool:
    """Install a Chinese font where there is none; without one, say so and go on."""
    if has_chinese_font(runner=runner):
        return True
    if may_use_apt():
        say(f"没有找到中文字体，正在用 apt-get 安装 {FONT}……")
        apt_install(["fontconfig", FONT], runner)
        if has_chinese_font(runner=runner):
            return True
    say(NO_FONT.format(font=FONT))
    return False
