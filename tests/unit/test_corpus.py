"""The corpus generator: same seed same bytes, valid, varied, distinct up to the largest library."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench import corpus, words
from wenku.check import check
from wenku.document import Attachment, Guidance, Paragraph, Signature, Table, Variant, walk
from wenku.library import Library, read_library
from wenku.model import Text

COUNT = 300
HANZI = re.compile(r"[\u4e00-\u9fff]")
DIGEST = """
import hashlib, sys
from pathlib import Path
from bench import corpus
print(hashlib.sha256(repr(list(corpus.texts(1, 40, corpus.sources(Path("docs"))))).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def sources() -> corpus.Sources:
    return corpus.sources(corpus.ROOT / "docs")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    docs = tmp_path_factory.mktemp("corpus") / "docs"
    corpus.write(docs, COUNT)
    return read_library(docs)


def plans(library: Library) -> list[Text]:
    """The generated texts, without the repository's blank forms."""
    return [text for text in library.texts if not text.is_form]


def test_same_seed_same_bytes_in_any_process(sources: corpus.Sources) -> None:
    here = hashlib.sha256(repr(list(corpus.texts(1, 40, sources))).encode()).hexdigest()
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", DIGEST], cwd=corpus.ROOT, env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here


def test_another_seed_gives_other_texts(sources: corpus.Sources) -> None:
    one, two = (dict(corpus.texts(seed, 60, sources)) for seed in (1, 2))
    assert len(set(one) & set(two)) < 10


def test_a_smaller_library_is_the_beginning_of_a_larger_one(sources: corpus.Sources) -> None:
    assert list(corpus.texts(1, 30, sources)) == list(corpus.texts(1, 60, sources))[:30]


def test_generated_texts_pass_all_checks(library: Library) -> None:
    """All but SAME-1, a warning: generated texts are made of the same sentences."""
    assert [str(finding) for finding in check(library) if finding.code != "SAME-1"] == []
    assert len(plans(library)) == COUNT


def test_the_largest_library_has_no_title_code_or_address_twice(sources: corpus.Sources) -> None:
    rows = [corpus.plan(1, number, sources.data) for number in range(corpus.LARGEST)]
    for values in ([r.title for r in rows], [r.path for r in rows], [r.code for r in rows]):
        assert len(set(values)) == corpus.LARGEST
    assert max(len(row.title) for row in rows) <= 30
    assert Counter(row.matter.domain for row in rows).keys() == sources.data["domains"].keys()


def test_texts_are_spread_over_all_vocabularies(library: Library) -> None:
    texts = plans(library)
    data = library.data
    assert {t.domain.id for t in texts if t.domain} == set(data["domains"])
    assert {t.kind.id for t in texts} == set(data["kinds"])
    assert {level.id for t in texts for level in t.levels} == set(data["levels"])
    assert {t.horizon.id for t in texts} == set(data["horizons"])
    assert {month for t in texts for month in t.months} == set(range(1, 13))
    assert len({topic.id for t in texts for topic in t.topics}) > 80
    assert len({law.id for t in texts for law in t.laws}) > 60
    assert any(t.status == "archived" for t in texts)
    assert any(t.template for t in texts)
    assert any(t.title_en for t in texts) and not all(t.title_en for t in texts)


def test_texts_use_every_part_of_the_format(library: Library) -> None:
    def having(*kinds: type) -> int:
        return sum(any(isinstance(block, kinds) for block in walk(t.document.blocks)) for t in plans(library))

    for kind in (Table, Guidance, Variant, Signature, Attachment):
        assert COUNT * 0.15 < having(kind) < COUNT, kind
    nested = [v for t in plans(library) for v in walk(t.document.blocks) if isinstance(v, Variant)]
    assert any(isinstance(block, Guidance) for variant in nested for block in variant.blocks)


def test_bodies_are_of_a_realistic_length(library: Library) -> None:
    lengths = [len(HANZI.findall(e.front.body)) for e in library.entries if e.path.startswith("plans/")]
    assert min(lengths) > 850 and max(lengths) < 2000
    assert 1000 < sum(lengths) / len(lengths) < 1500


def test_paragraphs_are_distinct(library: Library) -> None:
    """Search and comparison need texts that differ: next to no paragraph of the official text stands twice."""
    texts = [block for t in plans(library) for block in t.document.blocks if isinstance(block, Paragraph)]
    found = Counter(paragraph.text for paragraph in texts)
    assert sum(count for count in found.values() if count > 1) < 0.01 * len(texts)


def test_actions_and_topics_are_complete(sources: corpus.Sources) -> None:
    names = {topic.name for topic in sources.data["topics"].values()}
    for matter in words.matters():
        assert len(set(matter.actions)) == 5, matter.name
        assert set(matter.topics) <= names, matter.name


@pytest.mark.parametrize("arguments", [["--texts", "0"], ["--texts", "10001"]])
def test_impossible_sizes_are_refused(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main([*arguments, "--out", str(tmp_path / "new")]) == 2
    assert "10000" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.md").write_text("x", "utf-8")
    assert corpus.main(["--texts", "5", "--out", str(tmp_path)]) == 2
    assert "不是空文件夹" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.md"]


def test_the_command_writes_a_docs_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["--texts", "5", "--out", str(tmp_path / "docs"), "--seed", "3"]) == 0
    assert "已生成 5 个文本" in capsys.readouterr().out
    assert (tmp_path / "docs" / "_data" / "laws.yml").is_file()
    assert (tmp_path / "docs" / "index.md").is_file()
    assert len(list((tmp_path / "docs" / "plans").glob("*/*.md"))) == 5
