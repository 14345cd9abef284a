"""Where texts begin when no marks say so: evidence over the whole file, weighed by fitted weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.importing import composing, fitting
from bench.importing.blocks import Block, page
from wenku.importing import evidence, numbered, split, starts
from wenku.importing.model import Line, Lines
from wenku.importing.titles import tidy
from wenku.library import read_library

DATA = read_library(Path(__file__).parents[2] / "docs").data

ONE = (
    "再过半个月要放水，各组把门前的一段清出来，枯枝运到堆肥场，薄膜交给收购点，不许推到下一组去。",
    "老弱户的那一段由青壮年帮着做，工具到村部领，用完洗净放回原处，坏了的说一声，由管水员来修。",
    "清完请管水员走一遍，走到哪里水不通，就在哪里再挖，挖到通了才算完，谁也不许先走。",
)
TWO = (
    "孩子们从学校出来没有地方去，二楼的空屋收拾出来，摆上桌子和书，退休的老师轮着来看作业。",
    "家长下班来接，接走的时候在本子上签字，换了人来接的先打电话，没有签字的不放孩子下楼。",
    "屋里不许跑跳，灯坏了电工来换，窗子由大人开关，书看完放回架上，撕坏的自己粘好。",
)
THREE = (
    "早市的摊位按画好的格子摆，秤每月校一回，校不准的换掉，菜叶子自己扫进桶里，水不往路上泼。",
    "八点半收摊，收完用水冲一遍，推车的靠边走，喇叭不开，吵了起来请管理员来说，不动手。",
)


def lines(*texts: str, **shape: object) -> Lines:
    return tuple(Line(text, number, **(shape if text in shape.get("at", ()) else {})) for number, text in enumerate(texts, 1))  # type: ignore[arg-type]


def titles(found: Lines) -> list[str]:
    return [tidy(piece.title) for piece in split.split(found)[0]]


@pytest.mark.parametrize("sign", ["{}★", "★{}★", "■{}", "【{}】", "=== {} ===", "◆{}◆"])
def test_one_sign_before_or_behind_bare_titles_parts_the_texts(sign: str) -> None:
    names = ("渠水与淤泥", "四点半的空屋", "早市的规矩")
    assert titles(lines(sign.format(names[0]), *ONE, sign.format(names[1]), *TWO, sign.format(names[2]), *THREE)) == list(names)


def test_short_lines_that_alone_have_space_above_are_titles() -> None:
    names = ("渠水与淤泥", "四点半的空屋", "早市的规矩")
    spaced = tuple(Line(text, n, gap=int(text in names)) for n, text in enumerate((names[0], *ONE, names[1], *TWO, names[2], *THREE), 1))
    assert titles(spaced) == list(names)


def test_headings_of_one_text_are_no_titles() -> None:
    assert len(titles(lines("清渠工作方案", "一、时间", ONE[0], "二、人手", ONE[1], "三、验收", ONE[2]))) == 1
    assert len(titles(lines("清渠工作方案", "清渠的时间", ONE[0], "清渠的人手", ONE[1], "清渠怎样验收", ONE[2]))) == 1


def test_titles_without_space_or_sign_part_texts_that_speak_of_something_else() -> None:
    assert titles(lines("清理水渠的办法", *ONE, "空屋看护班的安排", *TWO, "早市摊位管理制度", *THREE)) == ["清理水渠的办法", "空屋看护班的安排", "早市摊位管理制度"]


def test_the_row_of_starts_with_most_evidence_is_chosen_over_the_whole_file() -> None:
    found = starts.best(evidence.Page(lines("清理水渠的办法", *ONE, "空屋看护班管理制度", *TWO)))
    assert list(found) == [4]
    assert starts.best(evidence.Page(lines("清理水渠的办法", *ONE, "空屋看护班管理制度", *TWO)), bias=-50) == {}


def test_a_reason_is_told_in_chinese_for_every_start() -> None:
    pieces, notes = split.split(lines("清理水渠的办法", *ONE, "空屋看护班管理制度", *TWO))
    assert [note.why for note in notes] == [piece.how for piece in pieces] and pieces[1].how and set(pieces[1].how.split("、")) <= set(starts.TOLD.values())
    assert not any(letter.isascii() and letter.isalpha() for letter in pieces[1].how)
    assert {"sure title", "alone", "named behind"} <= set(starts.TOLD)


def test_no_text_is_shorter_than_the_least() -> None:
    assert len(titles(lines("清理水渠的办法", *ONE, "空屋看护班管理制度", "见另纸。", "早市摊位管理制度", *THREE))) == 2


def test_texts_named_by_the_contents_part_at_the_space_that_stands_as_often() -> None:
    spaced = tuple(Line(text, n, gap=int(text in (ONE[0], TWO[0], THREE[0]))) for n, text in enumerate((*ONE, *TWO, *THREE), 1))
    assert [piece.title for piece in split.split(spaced, ("渠水", "空屋", "早市"))[0]] == ["渠水", "空屋", "早市"]


def test_files_put_together_by_chance_know_their_starts() -> None:
    pool = [Block("清理水渠的办法", lines(*ONE), "甲"), Block("空屋看护班管理制度", lines(*TWO), "乙"), Block("早市摊位公约", lines(*THREE), "丙")]
    pool += [Block(block.title + "（二）", block.lines, block.source) for block in pool]
    files = list(composing.made(pool, 40, 1))
    bodies = (ONE[0], TWO[0], THREE[0])  # a title may be glued to one
    for one in files:
        assert all(any(line.text.endswith(bodies) for line in one.lines[at : at + 3]) for at in one.starts)
        assert sum(line.text.endswith(bodies) for line in one.lines) == len(one.starts)
    assert all(list(one.starts) == sorted(set(one.starts)) for one in files)
    assert files == list(composing.made(pool, 40, 1)) != list(composing.made(pool, 40, 2))


def test_the_fit_finds_what_parts_and_leaves_out_what_came_out_the_wrong_way() -> None:
    learned = [({"sure title": 1.0, "crowd": 1.0}, True), ({"sure title": 1.0}, True), ({"crowd": 1.0, "sure title": 1.0}, True), ({"short": 1.0, "crowd": 1.0}, False), ({}, False), ({}, False)] * 9
    bias, weights = fitting.fit(learned, [1.0] * len(learned))
    assert bias < 0 < weights["sure title"] and "crowd" not in weights and weights["short"] < 0


def test_a_labelled_file_knows_where_its_texts_begin() -> None:
    class Gold:
        def __init__(self, title: str, *own: str) -> None:
            self.title, self.lines = title, tuple((0, words) for words in own)

    raw = "\n".join(("清渠的办法", *ONE, "空屋的公约", *TWO)).encode()
    found = page("合编.txt", raw, (Gold("清渠的办法", *ONE), Gold("空屋的公约", *TWO)), {"lookalikes": DATA["lookalikes"]})  # type: ignore[arg-type]
    assert found and found.starts == (0, 4) and found.as_well >= {0, 4}


def test_numbered_titles_part_the_texts_also_where_they_begin_anew_in_each_part() -> None:
    found = lines("村里常用文稿", "甲编　水利", "（一）清理水渠工作方案", *ONE, "（二）空屋看护班管理制度", *TWO, "乙编　市场", "（一）早市摊位管理制度", *THREE, "（二）水渠看护工作安排", *ONE[::-1])
    assert titles(found) == ["清理水渠工作方案", "空屋看护班管理制度", "早市摊位管理制度", "水渠看护工作安排"]


def test_headings_that_end_like_titles_stay_in_their_text() -> None:
    found = lines("水渠清理工作总结", ONE[0], "一、摸清底数，建立机制", ONE[1], "二、落实责任，完善制度", ONE[2], "三、下一步打算", THREE[0])
    assert titles(found) == ["水渠清理工作总结"]
    assert not numbered.titles(lines("一、建立机制", *ONE, "二、完善制度", *TWO))
    assert numbered.titles(lines("一、清理水渠工作方案", *ONE, "二、空屋看护管理制度", *TWO)) == {0: "清理水渠工作方案", 4: "空屋看护管理制度"}
    assert not numbered.titles(lines("一、清理水渠工作方案", *ONE, "二、人手", *TWO, "三、空屋看护管理制度", *THREE))


def test_an_example_with_its_number_marks_a_text_without_a_space_too() -> None:
    found = lines("例一清理水渠倡议书", *ONE, "例二空屋看护管理制度", *TWO)
    assert titles(found) == ["清理水渠倡议书", "空屋看护管理制度"]
