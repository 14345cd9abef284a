"""Which example stands in which variant, and that the common fields' examples are what their kinds ask for."""

from __future__ import annotations

import dataclasses

import pytest

from tests.samples import real_library
from wenku.document import FIELD
from wenku.examples import Shown, example_in, examples_of
from wenku.fields import fits
from wenku.model import Field, Term, Text
from wenku.render import body
from wenku.word.filled import with_examples

UNIT = Field("单位名称", "单位名称", "text", "甲居委会", examples=(("村", "乙村委会"), ("街道", "丙办事处")))


def text(variants: str, levels: str = "社区 村") -> Text:
    """A text of the library with this one field, and with these variants and levels."""
    terms = {name: Term(f"id{i}", name) for i, name in enumerate(("社区", "村", "街道", "单位"))}
    found = next(iter(real_library().texts))
    return dataclasses.replace(
        found, fields=(UNIT,), variants=tuple(terms[n] for n in variants.split()), levels=tuple(terms[n] for n in levels.split())
    )


@pytest.mark.parametrize(
    ("variants", "levels", "shown"),
    [
        ("社区 村", "社区 村", (("甲居委会", ("社区",)), ("乙村委会", ("村",)))),
        ("村 社区 单位", "社区 村", (("乙村委会", ("村",)), ("甲居委会", ("社区", "单位")))),
        ("社区 单位", "社区", (("甲居委会", ()),)),
        ("", "村", (("乙村委会", ()),)),
        ("", "社区 村", (("甲居委会", ()),)),
    ],
)
def test_examples_by_variant(variants: str, levels: str, shown: tuple[Shown, ...]) -> None:
    assert examples_of(UNIT, text(variants, levels)) == shown
    assert with_examples(text(variants, levels), {}, None) == {"单位名称": shown[0][0]}


def test_a_file_takes_the_examples_of_its_variant() -> None:
    both = text("社区 村")
    assert [example_in(UNIT, both, name) for name in ("社区", "村", None)] == ["甲居委会", "乙村委会", "甲居委会"]
    assert with_examples(both, {}, "村") == {"单位名称": "乙村委会"} and with_examples(both, {"单位名称": "丁"}, "村") == {"单位名称": "丁"}


def test_the_page_shows_the_default_until_the_variant_is_switched() -> None:
    html = body.present('<p><span class="field" data-field="单位名称">{{单位名称}}</span></p>', text("社区 村"))
    assert '<span class="example" data-levels="社区">甲居委会</span><span class="example" data-levels="村" hidden>乙村委会</span>' in html
    assert "data-levels" not in body.present('<p><span class="field" data-field="单位名称">{{单位名称}}</span></p>', text("社区 单位"))


def test_a_text_s_own_example_holds_for_all_its_variants() -> None:
    own = [(t, f) for t in real_library().texts for f in t.fields if f.common and f.example != real_library().data["fields"][f.key].example]
    assert own and all(f.examples == () for _, f in own)


def test_common_examples_are_what_their_kinds_ask_for() -> None:
    fields = real_library().data["fields"].values()
    assert any(field.examples for field in fields)
    levels = {level.name for level in real_library().data["levels"].values()}
    for field in fields:
        for example in (field.example, *(example for _, example in field.examples)):
            assert fits(field.kind, example) and not FIELD.search(example), (field.key, example)
        assert {level for level, _ in field.examples} <= levels and field.example not in dict(field.examples).values()
