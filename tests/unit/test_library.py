"""The one reader of docs/: every file becomes an entry, a right one a Text, and no bytes make reading or checking raise."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.samples import PLACE, TEXT, edited, findings, make_docs, put, small_data
from wenku.check import check
from wenku.check.headings import chinese_number
from wenku.library import Library, read_entry, read_library

DATA = small_data()


def checked(path: str, raw: bytes) -> list[tuple[int, str]]:
    """Check one file given as bytes, without a disk."""
    library = Library(DATA, (read_entry(path, raw, DATA),))
    return [(finding.line, finding.code) for finding in check(library)]


@pytest.mark.parametrize(
    "path, codes",
    [
        ("plans/minzheng/yangwen.md", []),
        ("plans/minzheng/yang-wen-2.md", []),
        ("plans/minzheng/Yangwen.md", ["META-13"]),
        ("plans/minzheng/yang--wen.md", ["META-13"]),
        ("plans/minzheng/样文.md", ["META-13"]),
        ("plans/minzheng/yang wen.md", ["META-13"]),
        ("plans/minzheng/er/yangwen.md", ["META-13"]),
        ("plans/yangwen.md", ["META-13"]),
        ("plans/meiyou/yangwen.md", ["META-13"]),
        ("plans/minzheng/yangwen.docx", ["META-13"]),
        ("templates/fangan/yangwen.md", ["META-16", "META-16"]),
        ("templates/minzheng/yangwen.md", ["META-13", "META-16", "META-16"]),
    ],
)
def test_place(path: str, codes: list[str]) -> None:
    assert [code for _, code in checked(path, TEXT.encode())] == codes


def test_entry_of_a_right_text() -> None:
    entry = read_entry(PLACE, TEXT.encode(), DATA)
    assert entry.problems == () and entry.is_text and entry.text and entry.text.domain
    assert entry.text.domain.id == "minzheng" and entry.front.body_line == 20


@pytest.mark.parametrize(
    "source, built",
    [
        (TEXT, True),
        (edited(("code: M01\ntitle: 样文\n", "title: 样文\ncode: M01\n")), True),
        (edited(("review_in: 12", "review_in: 0")), False),
        (edited(("suits: 想知道这条规则查什么的人。", "suits: 待填"), ("published", "draft")), False),
    ],
)
def test_a_text_is_built_when_nothing_but_the_order_of_keys_is_wrong(source: str, built: bool) -> None:
    assert (read_entry(PLACE, source.encode(), DATA).text is not None) is built


@pytest.mark.parametrize(
    "page, codes",
    [
        ("# 指南\n\n**粗体**，- 列表。\n", []),
        ("---\ntitle: 指南\n---\n# 指南\n", []),
        ("---\ntitle: [\n---\n# 指南\n", ["META-2"]),
        ("---\ntitle: 指南\n# 指南\n", ["META-1"]),
        ("<div>\n", ["HTML-1"]),
        ("`<div>` 和\n\n```\n<div>\n```\n", []),
        ("[甲](javascript:x)\n", ["HTML-2"]),
        ("[甲](meiyou.md)\n", ["LINK-1"]),
        ("# 甲\n\n[乙](#乙)\n", ["LINK-2"]),
        ("[甲](http://example.org/a.md)\n", ["LINK-4"]),
        ("[甲]: https://example.org\n", ["LINK-4"]),
        ("[甲](../plans/minzheng/yangwen.html)\n", ["LINK-4"]),
        ("[甲](../domains/minzheng.md)，[乙](../all.md)，[丙](https://example.org)\n", []),
        ("⽼人\u200b\n", ["ENC-3", "ENC-4"]),
    ],
)
def test_page_that_is_no_text(page: str, codes: list[str]) -> None:
    assert [code for _, code in checked("guide/a.md", page.encode())] == codes


def test_read_library_finds_what_is_there(tmp_path: Path) -> None:
    files = {
        PLACE: TEXT,
        "plans/kepu/caogao.md": edited(("M01", "K01"), ("title: 样文", "title: 草稿"), ("published", "draft")),
        "plans/kepu/tupian.png": b"\x89PNG",
        "index.md": "# 首页\n",
        "guide/a.md": "# 指南\n",
        "guide/tupian.png": b"\x89PNG",
        "plans/.DS_Store": b"\x00",
        ".git/x.md": "x",
    }
    library = read_library(make_docs(tmp_path / "docs", files))
    paths = [entry.path for entry in library.entries]
    assert paths == ["guide/a.md", "index.md", "plans/kepu/caogao.md", "plans/kepu/tupian.png", PLACE]
    assert [text.path for text in library.texts] == [PLACE]
    assert library.by_path["plans/minzheng/yangwen"] is library.entry_by_path[PLACE].text
    assert [finding.code for finding in check(library)] == ["META-13"]


def test_order_of_files_on_the_disk_does_not_matter(tmp_path: Path) -> None:
    names = [f"plans/minzheng/t{i}.md" for i in range(6)]
    results = set()
    for seed in range(3):
        random.Random(seed).shuffle(names)
        results.add(tuple(map(str, findings(put(tmp_path / str(seed) / "docs", dict.fromkeys(names, TEXT)), DATA))))
    assert len(results) == 1 and len(results.pop()) == 10


def test_a_template_found_and_three_in_a_circle(tmp_path: Path) -> None:
    form = edited(("topics: [居家养老, 老年助餐, 志愿服务]\n", ""), ("laws: []\n", ""))
    rows = {"jia": "yi", "yi": "bing", "bing": "jia", "ding": "jia"}
    files = {
        f"templates/fangan/{name}.md": edited(
            ("code: M01", f"code: Z0{i}"), ("title: 样文", f"title: 空白样文{i}"), ("suits: 想", f"template: fangan/{to}\nsuits: 想"), text=form
        )
        for i, (name, to) in enumerate(rows.items())
    }
    found = findings(put(tmp_path / "docs", files), DATA)
    assert [(f.path, f.code) for f in found] == [("docs/templates/fangan/bing.md", "META-12")]


@pytest.mark.parametrize("n, chinese", [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")])
def test_chinese_number(n: int, chinese: str) -> None:
    assert chinese_number(n) == chinese


def test_a_hundred_headings() -> None:
    more = "\n\n".join(f"## {chinese_number(n)}、第{n}件事" for n in range(1, 101))
    assert checked(PLACE, edited(more=more).encode()) == []


PIECES = [
    "{{社区名称}}", "{{社区 名称}}", "{{", "}}", "{x}", "<b>", "**", "&nbsp;", "\\", "![a](b)", "[a](b.md)", "[a](javascript:b)", "[a](#b)", "[^1]",
    "# ", "## 一、甲", "### （一）乙", "#### 1.丙", "###### x", "/// guidance\n", "/// variant | 村\n", "/// variant\n", "//// variant | 社区 火星\n",
    "/// signature\n", "/// attachment | 表\n", "/// attachment\n", "/// nix\n", "///\n", "////\n", "| a | b |\n|---|---|\n| c |\n", "|", "- a\n", "1. b\n",
    "> c\n", "```\n", "---\n", "\n", "\n\n", "待填", "⽼", "\u200b", "\r", "\x00", "甲",
]  # fmt: skip  # noqa: E501
BODY = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
LINES = st.lists(st.sampled_from(TEXT.split("\n")[:20] + ["title: {{x}}", "fields: [{{x}}, 年份]", "variants: [社区, 火星]", "archived: {}", "---", "a: ["]), max_size=24)  # fmt: skip  # noqa: E501


@settings(max_examples=300, deadline=None)
@given(raw=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), path=st.sampled_from([PLACE, "guide/a.md", "templates/fangan/a.md", "plans/x.md", "plans/minzheng/a.docx"]))  # fmt: skip  # noqa: E501
@example(raw=b"---\n---\n", path=PLACE)
@example(raw=b"---\n\xef\xbb\xbf---", path=PLACE)
def test_check_never_raises_on_any_bytes(raw: bytes, path: str) -> None:
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    assert all(1 <= line <= last for line, _ in checked(path, raw))


@settings(max_examples=300, deadline=None)
@given(body=BODY)
def test_check_never_raises_on_any_body(body: str) -> None:
    source = TEXT + "\n" + body
    last = source.count("\n") + source.count("\r") + 1
    assert all(1 <= line <= last for line, _ in checked(PLACE, source.encode()))


@settings(max_examples=300, deadline=None)
@given(lines=LINES, body=BODY)
def test_check_never_raises_on_any_mixture_of_lines(lines: list[str], body: str) -> None:
    source = "\n".join(["---", *lines, "---", body])
    last = source.count("\n") + source.count("\r") + 1
    assert all(1 <= line <= last for line, _ in checked(PLACE, source.encode()))
