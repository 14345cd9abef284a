"""The browser finder, on a made-up machine."""

from pathlib import Path

import pytest

from scripts import browser
from scripts.bootstrap import SetupError


def nothing(command):
    return None


def test_path_decides():
    machine = {"google-chrome": "/opt/chrome", "msedge": "/opt/edge"}
    assert browser.find({}, machine.get, platform="linux") == Path("/opt/chrome")


def test_the_variable_goes_first():
    machine = {"chromium": "/usr/bin/chromium", "/my/chrome": "/my/chrome"}
    assert browser.find({browser.VARIABLE: "/my/chrome"}, machine.get) == Path("/my/chrome")


def test_a_wrong_variable_is_not_passed_over():
    assert browser.find({browser.VARIABLE: "/gone"}, {"chromium": "/usr/bin/chromium"}.get) is None


@pytest.mark.parametrize(
    ("platform", "environ", "place"),
    [
        ("win32", {"PROGRAMFILES": "C:/P"}, "C:/P/Microsoft/Edge/Application/msedge.exe"),
        ("win32", {"LOCALAPPDATA": "C:/L"}, "C:/L/Google/Chrome/Application/chrome.exe"),
        ("darwin", {}, "/Applications/Chromium.app/Contents/MacOS/Chromium"),
    ],
)
def test_usual_places(platform, environ, place):
    assert browser.find(environ, nothing, lambda path: path == Path(place), platform) == Path(place)


def test_nothing_found():
    assert browser.find({}, nothing, lambda path: False, "linux") is None


def test_which_is_real(tmp_path, monkeypatch):
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find({}, platform="linux") == fake


def test_root_installs_debians_package(monkeypatch):
    ran = []
    answers = iter([None, Path("/usr/bin/chromium")])
    monkeypatch.setattr(browser, "find", lambda: next(answers))
    monkeypatch.setattr(browser, "find_playwrights", lambda: None)
    monkeypatch.setattr(browser, "may_use_apt", lambda: True)
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    assert browser.ensure(lambda command: ran.append(command) or (0, "")) == Path("/usr/bin/chromium")
    assert [command[-1] for command in ran] == ["-q", browser.FONT]
    assert "chromium" in ran[1]


def test_others_get_playwrights_and_a_sentence_when_it_fails(monkeypatch):
    ran = []
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "find_playwrights", lambda: None)
    monkeypatch.setattr(browser, "may_use_apt", lambda: False)
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    with pytest.raises(SetupError, match="没有找到 Chrome.*\n断网了\n"):
        browser.ensure(lambda command: ran.append(command) or (1, "断网了"))
    assert [command[1:] for command in ran] == [["-m", "playwright", "install", "chromium"]]


def test_a_wrong_variable_is_explained(monkeypatch):
    monkeypatch.setenv(browser.VARIABLE, "/gone/chrome")
    with pytest.raises(SetupError, match="JICENG_BROWSER 指向的浏览器不存在：/gone/chrome"):
        browser.ensure()


@pytest.mark.parametrize(
    ("listing", "platform", "expected"),
    [("Noto Sans CJK SC", "linux", True), ("", "linux", False), ("", "win32", True)],
)
def test_chinese_font(listing, platform, expected):
    assert browser.has_chinese_font(lambda name: name, lambda command: (0, listing), platform) is expected


def test_no_fc_list_means_no_font():
    assert browser.has_chinese_font(nothing, platform="linux") is False
