"""Mechanical repairs: what they mend, what they leave alone, and that nothing ever gets lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import PLACE, TEXT, edited, findings, make_docs, small_data
from wenku.fix import fix_docs, fix_text, write_whole

DATA = small_data()
KEYS = tuple(DATA["frontmatter"])


def fix(source: str) -> str:
    return fix_text(source, KEYS, DATA["lookalikes"])


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


@pytest.mark.parametrize(
    "bad, good",
    [
        (TEXT, TEXT),
        ("\ufeff" + TEXT.replace("\n", "\r\n"), TEXT),
        (edited(("code: M01\ntitle: 样文\n", "title: 样文\ncode: M01\n")), TEXT),
        (front("title: 二", "code: 一"), front("code: 一", "title: 二")),
        (front("title: 二", "mine: x", "code: 一"), front("code: 一", "title: 二", "mine: x")),
        (front("mine: x", "title: 二", "code: 一"), front("mine: x", "code: 一", "title: 二")),
        (front("fields:", "  - 甲", "- 乙", "code: 一"), front("fields:", "  - 甲", "- 乙", "code: 一")),
        (front("level:", "- 村", "code: 一"), front("code: 一", "level:", "- 村")),
        (front("# 题名", "title: 二", "# 编号", "code: 一"), front("# 编号", "code: 一", "# 题名", "title: 二")),
        (front("title: 二", "", "code: 一"), front("", "code: 一", "title: 二")),
        (front("title: 二", "# 末尾"), front("title: 二", "# 末尾")),
        (front("title: 二", "code: 一", "code: 三"), front("title: 二", "code: 一", "code: 三")),
        (front("title: [", "code: 一"), front("title: [", "code: 一")),
        (front("summary: |", "  甲", "  code: 乙", "code: 一"), front("code: 一", "summary: |", "  甲", "  code: 乙")),
        (front('title: "甲', 'code: 乙"'), front('title: "甲', 'code: 乙"')),
        ("--- \na: 1\n---  \n", "---\na: 1\n---  \n"),
        ("没有文本信息\n/// guidance\n", "没有文本信息\n/// guidance\n"),
        (front() + "甲\n/// guidance\n乙\n///\n丙", front() + "甲\n\n/// guidance\n\n乙\n\n///\n\n丙"),
        (front() + "///\n///", front().rstrip() + "\n\n///\n\n///"),
        ("", ""),
        ("---", "---"),
    ],
)
def test_fix(bad: str, good: str) -> None:
    assert fix(bad) == good
    assert fix(good) == good


NAMES = st.sampled_from([*KEYS, "mine", "别的"])
VALUES = st.sampled_from(["甲", "[乙, 丙]", '"丁"', "", "|\n  戊\n  title: 己", "[庚,\n辛]", '"壬\nkind: 癸"', "{{x}}", "# 注", ":"])
ENTRIES = st.lists(st.tuples(st.sampled_from(["", "# 子\n", "\n"]), NAMES, VALUES).map(lambda e: f"{e[0]}{e[1]}: {e[2]}"))
BODIES = st.lists(st.sampled_from(["", "丑", "/// guidance", "///", " ///", "//// variant | 村", "⽼\r", "---", "\ufeff"]))
SOURCES = st.builds(lambda head, body: "\n".join(["---", *head, "---", *body]), ENTRIES, BODIES)


@settings(max_examples=300, deadline=None)
@given(st.one_of(SOURCES, st.text()))
def test_fix_twice_changes_nothing(source: str) -> None:
    once = fix(source)
    assert fix(once) == once


@settings(max_examples=300, deadline=None)
@given(st.one_of(SOURCES, st.text()))
def test_fix_drops_no_key_and_no_hanzi(source: str) -> None:
    def keys(text: str) -> list[str]:
        return sorted(re.findall(r"(?m)^[a-z_别的]+:", text.replace("\r", "\n")))

    def hanzi(text: str) -> list[str]:
        return sorted(re.findall(r"[\u3400-\u9fff]", text.replace("⽼", "老")))

    fixed = fix(source)
    assert keys(fixed) == keys(source)
    assert [h for h in hanzi(source) if h not in fixed] == [] and len(hanzi(fixed)) >= len(hanzi(source))


def test_a_file_is_written_whole_and_only_when_it_changes(tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: TEXT, "plans/kepu/b.md": TEXT.replace("\n", "\r\n")})
    stamp = (docs / PLACE).stat().st_mtime_ns
    assert fix_docs(docs, []) == ["docs/plans/kepu/b.md"]
    assert (docs / PLACE).stat().st_mtime_ns == stamp
    assert [path.name for path in (docs / "plans").rglob("*.tmp")] == []
    write_whole(docs / PLACE, b"x")
    assert (docs / PLACE).read_bytes() == b"x"


def test_pages_that_are_no_texts_get_their_encoding_mended_only(tmp_path: Path) -> None:
    page = "---\r\ntitle: 指南\r\n---\r\n/// guidance\r\n"
    docs = make_docs(tmp_path / "docs", {"guide/a.md": page})
    assert fix_docs(docs, []) == ["docs/guide/a.md"]
    assert (docs / "guide/a.md").read_text("utf-8") == page.replace("\r\n", "\n")


def test_what_is_called_fixable_is_gone_after_the_fix(tmp_path: Path) -> None:
    bad = "\ufeff" + edited(("code: M01\ntitle: 样文\n", "title: 样文\ncode: M01\n"), more="/// guidance\n⽼人\n///").replace("\n", "\r\n")
    docs = make_docs(tmp_path / "docs", {PLACE: bad})
    assert {finding.code for finding in findings(docs)} == {"ENC-2", "ENC-4", "ENC-5", "META-17", "BLOCK-7"}
    assert all(finding.fixable for finding in findings(docs))
    fix_docs(docs, [])
    assert findings(docs) == ()
