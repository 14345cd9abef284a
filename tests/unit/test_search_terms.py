"""Folding, terms, pinyin, synonyms: what is indexed of a string."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from bench.search.engines import as_bigrams
from bench.search.measures import score
from scripts import fold_table
from tests.samples import ROOT, real_library
from wenku.data import Data, read_data
from wenku.hant import convert
from wenku.library import Library
from wenku.search import fold, pinyin, terms
from wenku.search.synonyms import Group, Synonyms, synonyms


@cache
def library() -> Library:
    return real_library()


@cache
def data() -> Data:
    return read_data(ROOT / "docs" / "_data")


# Folding


@pytest.mark.parametrize(
    "typed, folded",
    [
        ("獨居老人巡訪", "独居老人巡访"), ("ＡＥＤ", "aed"), ("１１９", "119"), ("Ａed", "aed"), ("dī bǎo", "di bao"), ("lǜ", "lv"),
        ("（社區）", "(社区)"), ("著", "着"), ("於", "于"), ("\u3000", " "), ("⽼", "老"), ("裡", "里"), ("裏", "里"), ("乾", "干"),
        ("😀", "😀"), ("\ud800", "\ud800"), ("", ""), ("老人", "老人"), ("é", "e"), ("Ω", "ω"), ("Я", "я"),
    ],
)  # fmt: skip
def test_fold(typed: str, folded: str) -> None:
    assert fold.fold(typed) == folded


def test_every_character_folds_to_one_that_folds_no_further() -> None:
    for char, to in fold.table().items():
        assert len(to) == 1 and ord(to) < 0x10000 and char != to
        assert to not in fold.table(), (char, to)


def test_the_frozen_table_is_what_its_script_makes() -> None:
    assert fold_table.render(fold_table.made()) == fold_table.TABLE.read_text("utf-8")


def test_folding_is_that_of_opencc() -> None:
    """Every Hanzi that OpenCC simplifies by itself to a BMP character folds like what it is simplified to."""
    simple = OpenCC("t2s")
    different = []
    for code in range(0x4E00, 0xA000):
        one = simple.convert(chr(code))
        if len(one) == 1 and one < "\U00010000" and fold.fold(chr(code)) != fold.fold(one):
            different.append(chr(code))
    assert different == []


def test_the_traditional_copy_of_every_text_folds_like_the_text() -> None:
    for entry in library().entries:
        if entry.is_text:
            assert fold.fold(convert(entry.source)) == fold.fold(entry.source), entry.path


@given(st.text())
def test_folding_keeps_length_and_folds_once(text: str) -> None:
    once = fold.fold(text)
    assert len(once) == len(text) and fold.fold(once) == once


def test_a_table_comes_back_from_its_runs_and_pairs() -> None:
    runs, pairs = fold.runs(fold.table())
    back = {chr(code): chr(code + shift) for first, last, shift in runs for code in range(first, last + 1)}
    back |= dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert back == dict(fold.table()) and len(runs) > 3


def test_the_small_table_folds_simplified_text_and_the_library() -> None:
    small = fold.small_table(["臺"])
    assert small["Ａ"] == "a" and small["於"] == "于" and small["臺"] == "台" and "獨" not in small
    assert len(fold.gb2312()) == 6763 and all(small.get(char, char) == fold.fold(char) for char in fold.gb2312())


# Terms


def test_pairs_stop_at_marks_and_letters() -> None:
    found = {pair for pair in terms.pairs("养老，服务A站点。一") if terms.GAP not in pair}
    assert found == {"养老", "服务", "站点"}


def test_words_joined_and_skips() -> None:
    assert terms.words("119消防 aed-2") == ["119", "aed", "2"]
    assert terms.joined("村(社区)妇联\n甲") == "村社区妇联\n甲"
    assert terms.skips("养老服务") == {"~养服", "~老务"} and terms.skips("养老") == set() and terms.skips("养,老") == set()
    assert list(terms.beginnings("aed")) == ["ae*"]


def test_pinyin() -> None:
    assert list(pinyin.spoken("重阳节")) == ["chong", "yang", "jie"] and list(pinyin.spoken("绿化")) == ["lv", "hua"]
    assert pinyin.syllables("村（社区）") == (("cun",), ("she", "qu"))
    assert set(pinyin.terms("居家养老")) == {"'ju'jia", "'jia'yang", "'yang'lao", "^jj", "^jy", "^yl", "^jjy", "^jyl"}
    assert list(pinyin.terms("AED")) == [] and list(pinyin.terms("村")) == []


def test_every_syllable_of_the_vocabularies_is_plain_letters() -> None:
    names = [name for topic in data()["topics"].values() for name in (topic.name, *topic.aliases)]
    syllables = {one for name in names for run in pinyin.syllables(fold.fold(name)) for one in run}
    assert len(syllables) > 150 and all(re.fullmatch("[a-z]{1,6}", one) for one in syllables)


# Synonyms


def test_the_table_of_synonyms() -> None:
    groups = synonyms(data()).groups
    assert len(groups) >= 120 and data().problems == ()
    words = [word for group in groups for word in group.words]
    assert len(words) == len(set(words)), "a word stands in two groups"
    assert all(len(group.words) >= 2 for group in groups)
    named = {word: group.id for group in groups for word in group.words}
    for short in ("关工委", "低保", "双拥", "三会一课", "两癌", "网格员"):
        assert short in named
    assert named["关工委"] == named["关心下一代工作委员会"]


def test_words_of_groups_are_counted() -> None:
    found = Synonyms((Group("guangongwei", ("关工委", "关心下一代")), Group("dibao", ("低保", "最低生活保障"))))
    text = "关工委办公室，关工委；关心群众，低保"
    counts = sorted(found.counted(text, terms.pairs(text)))
    assert counts == [("=dibao", 1), ("=guangongwei", 2)]


def test_without_the_table_there_are_no_groups() -> None:
    assert synonyms(Data({})).groups == ()


# Measuring


def test_scores() -> None:
    found = score([(["a", "b"], {"b"}), ([], {"a"}), (["x"], {"a", "x"})])
    assert (found.queries, found.recall, found.reciprocal, round(found.empty, 3)) == (3, 0.5, 0.5, 0.333)
    many = {str(number) for number in range(30)}
    assert score([([str(number) for number in range(20)], many)]).recall == 1.0
    assert score([([*"abcdefghij", "z"], {"z"})]).recall == 0.0


def test_bigrams_for_pagefind() -> None:
    assert as_bigrams("獨居老人 AED养").split() == ["独居", "居老", "老人", "aed", "养"]
