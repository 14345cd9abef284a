"""Command lines are read, and refused, in Chinese: the part that is wrong is named."""

from __future__ import annotations

import re

import pytest

from hooks.build import ALL_LANGUAGES
from scripts import adopt, build, clean, import_texts, publish, serve
from scripts.command import LANGUAGES
from tests.samples import ROOT

SCRIPTS = sorted(path.stem for path in (ROOT / "scripts").glob("*.py") if "parse_args(" in path.read_text("utf-8"))


def said(main, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints that ends without being run."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "arguments", "what"),
    [
        (import_texts, ["a.txt", "--jobs", "0"], "--jobs 只能是 1 到 16 的整数，写的是“0”。"),
        (import_texts, ["a.txt", "--jobs", "x"], "--jobs 只能是 1 到 16 的整数，写的是“x”。"),
        (import_texts, ["a.txt", "--bogus"], "不认识 --bogus。"),
        (import_texts, ["a.txt", "--forse"], "不认识 --forse：是不是 --force？写法"),
        (import_texts, ["a.txt", "--force=1"], "--force 后面不写值，写的是“1”。"),
        (import_texts, [], "还没有写要导入的文件。"),
        (import_texts, ["a.txt", "--out"], "--out 后面没有写文件夹。"),
        (adopt, ["a.md", "--raw", "x", "--own-text"], "--own-text 不能和 --raw 一起写。"),
        (publish, ["x"], "没有“x”这个命令：只有 init、"),
        (clean, ["x"], "多写了 x。"),
        (build, ["--lang", "xx"], "--lang （环境变量 LANGS 也一样）只能是 all、zh、en、"),
        (serve, ["--lang", "zh,xx"], "--lang （环境变量 LANGS 也一样）只能是 all、zh、en、"),
        (serve, ["--port", "99999"], "--port 只能是 1 到 65535 的整数，写的是“99999”。"),
    ],
)
def test_the_part_that_is_wrong_is_named(command, arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(command.main, arguments, capsys).startswith(what)


def test_an_unknown_language_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LANGS", "de")
    assert "写的是“de”" in said(build.main, [], capsys)
    assert set(LANGUAGES) == set(ALL_LANGUAGES)


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        import_texts.main(["--help"])
    told = capsys.readouterr().out
    assert told.startswith("写法：python -m scripts.import_texts") and "要写的:" in told and "选项:" in told
    assert re.search("usage|options|positional|show this", told) is None


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_reads_its_arguments_so(name: str) -> None:
    """A parser of argparse itself would answer in English."""
    source = (ROOT / "scripts" / f"{name}.py").read_text("utf-8")
    assert re.search(r"(?<![.\w])Parser\(", source) and "ArgumentParser(" not in source
