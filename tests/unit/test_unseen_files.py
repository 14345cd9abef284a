"""The files that the importer's writers did not make are what their labels say, the halves are apart, and the reporting half stays unseen."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from itertools import chain, combinations
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from docx import Document

from bench.importing.measures import Score, Unwanted, add
from bench.importing.unseen import mess, shelf
from bench.importing.unseen.corpus import HALVES, HERE, by_hand, labels_of, sources
from bench.importing.unseen.gold import Gold, Label, read
from bench.importing.unseen.word import word
from scripts import bench_import
from tests.samples import real_library
from wenku.hant import simplify

SHARED = 12
FEWEST = 20
SOURCES = [source for half in HALVES for source in sources(half)]
PAGE_MARKS = re.compile(r"第 \d+ 页 共 9 页|—\d+—|^\d+、(?=[\u4e00-\u9fff])", re.M)


def visible(source: Path) -> str:
    """What a reader sees of a raw file, tags and codes of its format taken away, in Simplified script."""
    text = source.read_bytes().decode("utf-8")
    if source.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<!--.*?-->", "", text, flags=re.S)))
    if source.suffix == ".src":
        text = re.sub(r"\[\+(.*?)\+\]", r"\1", re.sub(r"\[-.*?-\]|\[\^.*?\^\]", "", text))
    return simplify(unicodedata.normalize("NFKC", text))


def hanzi(text: str) -> str:
    """The Hanzi of a text in one script: 著 of a Taiwanese text is 着, which no table of single Hanzi can say."""
    return "".join(re.findall("[\u3400-\u9fff]", simplify(unicodedata.normalize("NFKC", text)).replace("著", "着")))


def grams(text: str, size: int = SHARED) -> set[str]:
    solid = hanzi(text)
    return {solid[i : i + size] for i in range(len(solid) - size + 1)}


@pytest.fixture(scope="module")
def library():
    return real_library()


@pytest.fixture(scope="module")
def shelves(library) -> dict[str, list[tuple[str, bytes, Gold]]]:
    return {half: list(shelf.files(half, library.texts)) for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_each_file_has_labels_and_all_domains_occur(half: str, shelves, library) -> None:
    own = sources(half)
    assert {labels_of(source) for source in own} == set((HERE / half / "gold").iterdir())
    assert len(own) >= 14 and len(own) + len(shelves.get(half, ())) >= FEWEST
    labels = [label for source in own for label in read(labels_of(source)).texts]
    assert {domain for label in labels for domain in label.domain} == {domain.id for domain in library.data.domains()}
    assert {kind for label in labels for kind in label.kind} <= {kind.name for kind in library.data.ordered("kinds")}
    assert any(not read(labels_of(source)).texts for source in own), "no file without a model text"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.parents[1].name}-{source.name}")
def test_labels_are_in_the_raw_file_in_order(source: Path) -> None:
    gold = read(labels_of(source))
    text = hanzi(PAGE_MARKS.sub("", visible(source)))
    for passage in (*gold.gone, *gold.left_out, *gold.private):
        assert hanzi(passage) in text, passage
    assert all(re.sub(r"\W", "", number) in visible(source) for number in gold.private if number.isdigit())
    for passage in gold.gone:
        text = text.replace(hanzi(passage), "")
    at = 0
    for label in gold.texts:
        assert not re.match("篇|范|第.篇|精选|【", label.title) and (not label.title or hanzi(label.title)), label.title
        for _, words in (line for line in label.lines if line[0] >= 0):
            for run in words.split("|"):
                found = text.find(hanzi(run), at)
                assert found >= 0, run
                at = found + len(hanzi(run))


def test_the_halves_share_no_passage() -> None:
    passages = [set().union(*(grams(visible(source)) for source in sources(half))) for half in HALVES]
    assert all(len(half) > 5000 for half in passages)
    assert [first & second for first, second in combinations(passages, 2)] == [set()]


def test_the_library_is_once_in_each_half_and_laid_out_otherwise(shelves, library) -> None:
    plans = sorted(text.title for text in library.texts if text.domain and text.published)
    for half in HALVES:
        assert sorted(label.title for _, _, gold in shelves[half] for label in gold.texts) == plans
    groups = [{frozenset(label.title for label in gold.texts) for _, _, gold in shelves[half] if len(gold.texts) > 1} for half in HALVES]
    assert groups[0] & groups[1] == set()
    layouts = [{layout for layout, _, _ in mess.LAYOUTS[half]} for half in HALVES]
    assert layouts[0] & layouts[1] == set()
    furniture = [set(chain.from_iterable(grams("".join(gold.gone)) for _, _, gold in shelves[half])) for half in HALVES]
    assert furniture[0] and furniture[1] and furniture[0] & furniture[1] == set()


def test_mess_loses_nothing_and_is_the_same_each_time(shelves, library) -> None:
    for half in HALVES:
        assert list(shelf.files(half, library.texts)) == shelves[half]
        codecs = [codec for _, _, codec in mess.LAYOUTS[half]]
        for number, (_, raw, gold) in enumerate(shelves[half]):
            text = hanzi(re.sub(r"(?m)^第 \d+ 页$|^- \d+ -$", "", raw.decode(codecs[number % len(codecs)])))
            for _, words in (line for label in gold.texts for line in label.lines):
                assert all(hanzi(run) in text for run in words.split("|")), words


def test_a_word_file_has_what_its_source_says() -> None:
    raw = word("[header] 页眉\n[h1] 题名\n[n1] 一段[-旧-][+新+][^注^]\n[tr] 甲 | 乙\n[box] 框里\n[toc] 目录\t1\n[page][c] 末段")
    assert [p.text for p in Document(io.BytesIO(raw)).paragraphs][:2] == ["题名", "一段"]
    with ZipFile(io.BytesIO(raw)) as package:
        main = package.read("word/document.xml").decode()
        assert "注" in package.read("word/footnotes.xml").decode() and "页眉" in package.read("word/header1.xml").decode()
        assert "chineseCounting" in package.read("word/numbering.xml").decode()
    assert all(part in main for part in ("<w:delText", "<w:ins", "<w:tbl>", "txbxContent", "TOC", "numPr", "pageBreakBefore"))
    with pytest.raises(KeyError):
        word("[unknown1] x")
    for half in HALVES:
        assert any(name.endswith(".docx") and raw[:2] == b"PK" for name, raw, _ in by_hand(half))


def test_labels_are_read_with_their_values_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("gone: [广告]\ntexts:\n- {title: [甲, 乙], domain: kepu, kind: 计划, head: [篇一 甲], lines: [来了⟨四十⟩人　很好]}\n", "utf-8")
    gold = read(path)
    assert (gold.gone, gold.private, gold.codec) == (("广告",), (), "")
    assert gold.texts == (Label(("甲", "乙"), ("kepu",), ("计划",), ((-1, "篇一 甲"), (0, "来了|人　很好"), (-1, "来了四十人很好"))),)


def test_lists_are_accepted_and_what_is_left_is_counted() -> None:
    label = Label(("纳凉安排", "社区纳凉计划"), ("minzheng", "wenjiao"), ("计划",), ((0, "把会议室的风扇打开请邻居来坐"), (0, "|晚上九点关门"), (-1, "打13900000000登记病情")))
    draft = SimpleNamespace(
        title="20xx年社区纳凉计划", source="---\n---\n把会议室的风扇打开请邻居来坐\n{{日期}}晚上九点关门\n加群领料\n登记病情\n",
        profile=SimpleNamespace(domain=SimpleNamespace(value="wenjiao"), kind=SimpleNamespace(value="方案")),
    )  # fmt: skip
    score = Score()
    unwanted = Unwanted(["加群，领料", "点此下载", "把会议室的风扇打开请看广告"], ["13900000000", "李某某"], ["登记病情。"])
    add(score, "甲.txt", [label], SimpleNamespace(drafts=(draft,)), "139 0000 0000", unwanted)
    assert (score.found, score.titles, score.domains, score.kinds, score.lost) == (1, 1, 1, 0, 0)
    assert (score.junk, score.private, score.sensitive) == (1, 1, 1)


@pytest.mark.parametrize(("arguments", "shown"), [([], set()), (["--wrong"], {"tuning"}), (["--wrong", "--reveal"], set(HALVES))])
def test_the_reporting_half_is_listed_only_when_revealed(arguments, shown, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench_import, "read_library", lambda _: SimpleNamespace(data=None, texts=()))
    monkeypatch.setattr(bench_import, "context", lambda *_: None)
    monkeypatch.setattr(bench_import, "raws", lambda name, half, _: [half])
    monkeypatch.setattr(bench_import, "_short", lambda *_: None)
    monkeypatch.setattr(bench_import, "scored", lambda files, _: Score(golds=1, wrong=[f"不符-{files[0]}"]))
    assert bench_import.main(["--many", "0", *arguments]) == 1
    printed = capsys.readouterr().out
    assert set(re.findall(r"不符-(\w+)", printed)) == shown and printed.count("  拆分 F1") == len(bench_import.GROUPS)
    assert {name for name, _, _ in bench_import.GROUPS if f"（{name}）" in printed.splitlines()[-1]} == {name for name, _, half in bench_import.GROUPS if half != "tuning"}
