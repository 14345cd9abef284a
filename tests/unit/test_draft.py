"""New drafts: `python -m scripts.new` and the pure half behind it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts import new
from tests.conftest import ROOT
from tests.samples import real_library
from wenku.check import check
from wenku.draft import Wish, problems
from wenku.library import read_library

LIBRARY = real_library()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


@pytest.mark.parametrize(("kind", "form"), [(k.name, i % 2 == 1) for i, k in enumerate(LIBRARY.data.ordered("kinds"))])
def test_a_draft_of_every_kind_passes_the_checks(docs: Path, kind: str, form: bool, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--form"] if form else ["--domain", "民政"]
    assert new.main([*place, "--kind", kind, "--slug", "xin-wenben", "--title", "一个新的题名", "--docs", str(docs)]) == 0
    assert "草稿已写好" in capsys.readouterr().out
    found = [f for f in check(read_library(docs)) if "xin-wenben" in f.path and f.severity == "error"]
    assert [str(f) for f in found] == []


def test_a_draft_published_as_it_is_says_what_is_missing(docs: Path) -> None:
    new.main(["--domain", "minzheng", "--kind", "方案", "--slug", "x", "--title", "一个新的题名", "--docs", str(docs)])
    path = docs / "plans" / "minzheng" / "x.md"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    codes = {f.code for f in check(read_library(docs)) if f.path.endswith("minzheng/x.md")}
    assert "META-11" in codes
    assert path.relative_to(docs).as_posix().removesuffix(".md") not in read_library(docs).by_path


def test_codes_go_on_behind_those_used_and_planned(docs: Path) -> None:
    for number in (18, 19):
        new.main(["--domain", "民政", "--kind", "方案", "--slug", f"x{number}", "--title", f"题名{number}", "--docs", str(docs)])
        assert f"code: M{number}\n" in (docs / "plans" / "minzheng" / f"x{number}.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish("民正", "方案", "x", "题名"), "是不是“民政”"),
        (Wish("民政", "方安", "x", "题名"), "是不是“方案”"),
        (Wish("民政", "方案", "大写X", "题名"), "文件名"),
        (Wish("民政", "方案", "../x", "题名"), "文件名"),
        (Wish("民政", "方案", "x", "很长" * 16), "30"),
        (Wish("民政", "方案", "x", '有"引号'), "引号"),
        (Wish("民政", "方案", "x", "社区居家养老服务实施方案"), "已经有了"),
        (Wish("民政", "方案", "x", "题名", "M04"), "已经用过"),
        (Wish("民政", "方案", "jujia-yanglao-fuwu-fangan", "题名"), "已经有了"),
    ],
)
def test_what_stands_against_a_wish_is_said(wish: Wish, says: str) -> None:
    found = problems(wish, LIBRARY)
    assert len(found) == 1 and says in found[0]


def test_nothing_is_written_for_a_bad_wish_or_no_answer(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(docs.rglob("*"))
    assert new.main(["--domain", "没有", "--kind", "方案", "--slug", "x", "--title", "题名", "--docs", str(docs)]) == 2
    monkeypatch.setattr("builtins.input", lambda _: (_ for _ in ()).throw(EOFError))
    assert new.main(["--docs", str(docs)]) == 2
    assert sorted(docs.rglob("*")) == before


def test_what_is_not_given_is_asked(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["科普", "通知", "关于开放日的通知", "kaifangri-tongzhi"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert new.main(["--docs", str(docs)]) == 0
    assert (docs / "plans" / "kepu" / "kaifangri-tongzhi.md").is_file()
