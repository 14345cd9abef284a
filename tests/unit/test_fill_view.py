"""The fill-in form of a text's page: order of the fields, what is remembered, JSON for the scripts; Traditional attributes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.samples import real_library
from wenku.document import FIELD
from wenku.export import plain_text, word_paths
from wenku.fill.values import FAULTS
from wenku.hant import convert_page
from wenku.library import Library
from wenku.render.fill import fill_view
from wenku.word.filled import STAMP


@pytest.fixture(scope="module")
def library() -> Library:
    return real_library()


def test_fields_stand_in_the_order_of_the_text(library: Library) -> None:
    for text in library.texts:
        met = dict.fromkeys(key for line in plain_text(text.document.blocks) for key in FIELD.findall(line))
        keys = [field.key for field in fill_view(text).fields]
        assert keys[: len(met)] == list(met), text.path
        assert sorted(keys) == sorted(field.key for field in text.fields)


def test_the_order_is_not_that_of_the_front_matter(library: Library) -> None:
    text = library.by_path["plans/minzheng/jujia-yanglao-fuwu-fangan"]
    turned = replace(text, fields=text.fields[::-1])
    assert fill_view(turned).fields == fill_view(text).fields != turned.fields


def test_a_field_of_guidance_alone_comes_last(library: Library) -> None:
    text = library.by_path["plans/minzheng/jujia-yanglao-fuwu-fangan"]
    extra = replace(text.fields[0], key="别处", label="别处")
    assert fill_view(replace(text, fields=(extra, *text.fields))).fields[-1] == extra


def test_only_names_of_the_place_and_the_year_are_remembered(library: Library) -> None:
    remembered = {field.key for text in library.texts for field in text.fields if field.remember}
    assert remembered <= {"单位名称", "社区名称", "上级单位", "年份"} and {"单位名称", "年份"} <= remembered
    view = fill_view(library.by_path["plans/minzheng/jujia-yanglao-fuwu-fangan"])
    assert view.remembered == ("单位名称", "年份")


def test_what_the_scripts_are_told(library: Library) -> None:
    for text in library.texts:
        view = fill_view(text)
        assert json.loads(view.faults) == FAULTS and view.stamp == STAMP
        files = {file["name"] or None: file["address"] + ".docx" for file in json.loads(view.word)}
        assert files == word_paths(text)


def test_traditional_copies_convert_what_is_read_and_leave_what_is_matched() -> None:
    html = (
        '<form data-title="养老" data-stamp="示例·数据" data-faults="{&quot;year&quot;:&quot;写四位年份，“{label}”&quot;}" data-word="[{&quot;name&quot;:&quot;村务&quot;}]">'
        '<div data-field="单位名称" data-unit="个" data-example="云村务"><option value="选项">选项</option></div></form>'
    )
    made = convert_page(html, "plans/a.html", frozenset())
    assert 'data-title="養老"' in made and 'data-stamp="示例·數據"' in made and "&quot;year&quot;:&quot;寫四位年份" in made
    assert 'data-unit="個"' in made and 'data-example="雲村務"' in made
    assert 'data-field="单位名称"' in made and "&quot;name&quot;:&quot;村务&quot;" in made and 'value="选项">選項<' in made
