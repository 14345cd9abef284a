"""Front matter: split off, checked key by key, built into a Text. The bad files of tests/rules have one case per code."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import PLACE, TEXT, edited, small_data
from wenku import parser
from wenku.frontmatter import build, split, validate
from wenku.nearest import closest, nearest
from wenku.values import is_date
from wenku.yamlread import Map

DATA = small_data()


def faults(source: str, is_form: bool = False) -> list[tuple[int, str]]:
    front = split(source)
    return [(p.line, p.code) for p in front.problems + validate(front, DATA, is_form)]


@pytest.mark.parametrize(
    "source, body_line, body, code",
    [
        ("---\na: 1\n---\n正文", 4, "正文", None),
        ("---  \na: 1\n--- \n正文\n", 4, "正文\n", None),
        ("---\na: 1\n---", 4, "", None),
        ("", 1, "", "META-1"),
        (" \n", 1, "", "META-1"),
        ("正文", 1, "正文", "META-1"),
        ("---\na: 1\n", 1, "", "META-1"),
        ("---\n---\n正文", 3, "正文", "META-2"),
        ("---\n只有字\n---\n正文", 4, "正文", "META-2"),
        ("---\n- a\n---\n", 4, "", "META-2"),
        ("---\na: [\n---\n正文", 4, "正文", "META-2"),
    ],
)
def test_split(source: str, body_line: int, body: str, code: str | None) -> None:
    front = split(source)
    assert (front.body_line, front.body) == (body_line, body)
    assert [problem.code for problem in front.problems] == ([code] if code else [])
    assert isinstance(front.node, Map) == (code is None)


def test_raw_line_and_spoilt() -> None:
    front = split('---\ncode: 010\nlevel: [a]\ntitle: {{x}}\ntopics:\n  - a\n  - {{x}}\nkind: "b"\n---\n')
    assert [front.raw(key) for key in ("code", "level", "kind", "none")] == ["010", "", "b", ""]
    assert [front.line(key) for key in ("code", "topics", "kind", "none")] == [2, 5, 8, 2]
    assert [key for key in ("code", "level", "title", "topics", "kind") if front.spoilt(key)] == ["title", "topics"]


@pytest.mark.parametrize(
    "old, new, line, code",
    [
        ("code: M01", "code: m1", 2, "META-8"),
        ("code: M01", "code: []", 2, "META-6"),
        ("title: 样文", "title: 样文。", 3, "META-8"),
        ("title: 样文", 'title: ""', 3, "META-6"),
        ("title: 样文", "title:", 3, "META-6"),
        ("title: 样文", "title: " + "长" * 31, 3, "META-8"),
        ("kind: 方案", "kind: 办法", 5, "META-7"),
        ("level: [社区]", "level: 社区", 6, "META-6"),
        ("level: [社区]", "level: []", 6, "META-8"),
        ("level: [社区]", "level: [社区, 社区]", 6, "META-7"),
        ("level: [社区]", "level: [社区, 2]", 6, "META-6"),
        ("topics: [居家养老, 老年助餐, 志愿服务]", "topics: [居家养老]", 8, "META-8"),
        ("aliases: [样例]", 'aliases: ["{{年份}}样例"]', 9, "META-10"),
        ("laws: []", "laws: []\nmonths: [13]", 11, "META-8"),
        ("laws: []", "laws: []\nmonths: [三]", 11, "META-6"),
        ("laws: []", "laws: []\ndays: [meiyou]", 11, "META-7"),
        ("laws: []", "laws: []\nlead_days: 0", 11, "META-8"),
        ("added: ", "local_rules: 是\nadded: ", 14, "META-6"),
        ('added: "2026-11-22"', 'added: "2026-11-31"', 14, "META-8"),
        ("review_in: 12", "review_in: 一年", 16, "META-6"),
        ("status: published", "status: 发布", 17, "META-7"),
        ("status: published", 'status: published\narchived: {date: "2026-11-23", reason: 旧了}', 18, "META-14"),
        ("status: published", 'status: archived\narchived: {date: "2026-11-23"}', 18, "META-6"),
        ("status: published", "status: archived\narchived: 旧了", 18, "META-6"),
        ('[{date: "2026-11-22", what: 首次发布}]', "[]", 18, "META-6"),
        ("what: 首次发布}", "why: 首次发布}", 18, "META-6"),
        ('{date: "2026-11-22", what: 首次发布}', "{date: 2026-11-22, what: 首次发布}", 18, "META-6"),
        ("首次发布}]", '首次发布}, {date: "2026-11-21", what: 改}]', 18, "META-15"),
    ],
)
def test_wrong_value_gives_one_problem(old: str, new: str, line: int, code: str) -> None:
    source = edited((old, new)) if TEXT.count(old) == 1 else TEXT.replace(old, new, 1)
    assert faults(source) == [(line, code)]


def test_valid_text_and_valid_form() -> None:
    assert faults(TEXT) == []
    assert faults(edited(("topics: [居家养老, 老年助餐, 志愿服务]\n", ""), ("laws: []\n", "")), is_form=True) == []


def test_to_fill_only_in_drafts() -> None:
    filled = edited(("suits: 想知道这条规则查什么的人。", "suits: 待填"), ("fields: [", "fields: 待填 # ["))
    assert faults(filled) == [(11, "META-11"), (12, "META-11")]
    assert faults(filled.replace("published", "draft")) == []


def test_build() -> None:
    rich = edited(
        ("laws: []\n", "laws: [xin-tiaoli]\ndays: [elder-day]\nmonths: [3]\nlead_days: 30\nvariants: [社区, 村]\n"),
        ("suits: 想", "template: fangan/x\nsuits: 想"),
        ("added: ", "local_rules: true\nadded: "),
        ("status: published", 'status: archived\narchived: {date: "2026-11-23", reason: 旧了, instead: plans/kepu/x}'),
    )
    front = split(rich)
    assert front.problems + validate(front, DATA, False) == ()
    text = build(PLACE, front, parser.parse(front.body, front.body_line), DATA)
    assert (text.code, text.title, text.slug, text.url) == ("M01", "样文", "yangwen", "plans/minzheng/yangwen.html")
    assert text.domain is DATA["domains"]["minzheng"] and text.kind is DATA["kinds"]["fangan"]
    assert [law.id for law in text.laws] == ["xin-tiaoli"] and [v.name for v in text.variants] == ["社区", "村"]
    assert text.months == (3, 10) and text.lead_days == 30 and text.local_rules and text.template == "fangan/x"
    assert text.archived and text.archived.instead == "plans/kepu/x" and text.published and not text.is_form
    assert [field.key for field in text.fields][:2] == ["单位名称", "社区名称"] and text.updated == "2026-11-22"


@pytest.mark.parametrize(
    "text, good",
    [("2026-11-20", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-1-1", False), ("20261120", False), ("", False)],
)
def test_is_date(text: str, good: bool) -> None:
    assert is_date(text) is good


def test_nearest() -> None:
    assert closest("titel", ["code", "title"]) == "title" and closest("x", ["code"]) == ""
    assert nearest("方安", ["方案", "通知"]) == "是不是“方案”？" and nearest("x", []) == ""


HEADS = st.lists(
    st.tuples(
        st.sampled_from([*DATA["frontmatter"], "mine"]),
        st.sampled_from(["甲", "[]", "[社区]", "{}", "12", "010", "no", "2026-11-20", '"2026-13-01"', "待填", "", "{{x}}",
                         "[{{x}}]", "[{a: b}]", "{date: x}", "[{date: 1, what: []}]", "archived", "[[a]]", "=", "~",
                         "[年份, {key: 年份}, {key: 甲}, {key: [a]}, {key: 乙, kind: choice, label: b, example: c}]"]),
    )
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(HEADS, st.booleans())
def test_validate_never_raises_and_lines_lie_within_the_front_matter(head: list[tuple[str, str]], is_form: bool) -> None:
    source = "\n".join(["---", *(f"{key}: {value}" for key, value in head), "---", ""])
    front = split(source)
    found = front.problems + validate(front, DATA, is_form)
    assert all(1 <= problem.line <= len(head) + 2 for problem in found)
