"""The cross-index: order, related texts with reasons, neighbours, lists in parts, addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples import real_library
from wenku.collation import chinese_key
from wenku.crossindex import RELATED, build, newest, shared_words
from wenku.library import Library
from wenku.model import Text
from wenku.render.listing import Group, address_of, by_kind, group, listings, split

LIBRARY = real_library()
ONE = LIBRARY.by_path["plans/minzheng/jujia-yanglao-fuwu-fangan"]


def library_of(texts: list[Text]) -> Library:
    made = replace(LIBRARY)
    made.__dict__["texts"] = tuple(texts)  # the cached property: the index looks at nothing else
    return made


def copies(number: int) -> list[Text]:
    return [replace(ONE, path=f"plans/minzheng/t{i}.md", code=f"M{i:04d}", title=f"第{i}号方案") for i in range(number)]


def test_chinese_order() -> None:
    names = ["重阳节", "安全月", "民政", "3月", "12月", "爱国"]
    assert sorted(names, key=chinese_key) == ["3月", "12月", "爱国", "安全月", "重阳节", "民政"]
    assert sorted(["第10号", "第2号", "第1号"], key=chinese_key) == ["第1号", "第2号", "第10号"]


def test_related_texts_share_something_and_never_are_the_text_itself() -> None:
    index = build(LIBRARY)
    for text in index.texts:
        for item in index.related(text):
            assert item.text is not text
            assert item.topics or item.laws or item.words
            assert set(item.topics) <= set(text.topics) & set(item.text.topics)
            assert set(item.laws) <= set(text.laws) & set(item.text.laws)
            assert item.words in text.title and item.words in item.text.title


def test_the_nearest_comes_first() -> None:
    far = replace(ONE, path="plans/minzheng/far.md", title="无关", topics=ONE.topics[:1], laws=(), aliases=("无",))
    near = replace(ONE, path="plans/minzheng/near.md", title="社区居家养老服务总结")
    other = replace(ONE, path="plans/minzheng/other.md", title="别的", topics=(), laws=(), aliases=("别",))
    index = build(library_of([ONE, far, near, other]))
    assert [item.text.title for item in index.related(ONE)] == ["社区居家养老服务总结", "无关"]


def test_related_is_bounded_however_many_texts_share_a_topic() -> None:
    index = build(library_of(copies(500)))
    assert len(index.related(index.texts[250])) == RELATED


def test_archived_texts_are_in_no_list() -> None:
    from wenku.model import Archived

    gone = replace(ONE, path="plans/minzheng/gone.md", archived=Archived("2026-01-01", "停用"))
    assert build(library_of([gone])).texts == ()


def test_neighbours_are_the_ones_beside_in_the_list() -> None:
    index = build(library_of(copies(3)))
    first, second, third = index.texts
    assert index.neighbours(second) == (first, third)
    assert index.neighbours(first)[0] is None and index.neighbours(third)[1] is None


def test_newest_first() -> None:
    texts = [replace(ONE, path=f"plans/x/{d}.md", added=d, changes=()) for d in ("2026-01-02", "2026-03-01", "2025-12-31")]
    assert [t.added for t in newest(texts, 2)] == ["2026-03-01", "2026-01-02"]


@pytest.mark.parametrize(("one", "other", "run"), [("养老服务方案", "居家养老总结", "养老"), ("甲", "甲", ""), ("普法", "消防", "")])
def test_shared_words(one: str, other: str, run: str) -> None:
    assert shared_words(one, other) == run


def test_lists_are_cut_into_parts_and_groups_go_on() -> None:
    parts = split([group("甲", "a", range(5)), group("乙", "b", range(4))], 3)
    assert [[(g.title, len(g.items), g.total, g.continued) for g in part] for part in parts] == [
        [("甲", 3, 5, False)], [("甲", 2, 5, True), ("乙", 1, 4, False)], [("乙", 3, 4, True)],
    ]  # fmt: skip
    assert split([], 3) == ((),)


def test_a_count_leads_to_the_part_where_its_group_begins() -> None:
    parts = listings("domains/x", "民政", "", [group("甲", "a", range(5)), group("乙", "b", range(4))], 3)
    assert [part.parts[part.part - 1] for part in parts] == ["domains/x.html", "domains/x-p2.html", "domains/x-p3.html"]
    assert address_of(parts, "a") == "domains/x.html#a"
    assert address_of(parts, "b") == "domains/x-p2.html#b"
    assert {part.total for part in parts} == {9}


def test_groups_by_kind_stand_in_the_order_of_kinds() -> None:
    groups: tuple[Group, ...] = by_kind(build(LIBRARY).texts)
    orders = [g.items[0].kind.order for g in groups]
    assert orders == sorted(orders) and sum(g.total for g in groups) == len(build(LIBRARY).texts)
