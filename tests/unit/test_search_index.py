"""The index: fields and weights, the best postings, files with the same bytes every time, never an example."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from tests.samples import ROOT, TEXT, edited, make_docs, real_library
from wenku.hant import convert
from wenku.library import Library, read_library
from wenku.search import fold, index, shards, terms
from wenku.search.build import MANIFEST, search_files, traditional_files
from wenku.search.postings import Posting, Postings, best, cut, pair_of, pairs, singles
from wenku.search.records import Record, records
from wenku.search.synonyms import synonyms

NAME = re.compile(r"search/(?:manifest|(?:spoken|fold|rare|facets)-[a-z2-7]{8}|[tc]/[0-9a-z]+-[a-z2-7]{4}|x/[a-z2-7]{10})\.js")
DIGEST = """
import hashlib
from pathlib import Path
from wenku.library import read_library
from wenku.search.build import search_files
print(hashlib.sha256(repr(sorted(search_files(read_library(Path("docs"))).items())).encode()).hexdigest())
"""


@cache
def real() -> Library:
    return real_library()


@cache
def files() -> dict[str, str]:
    return search_files(real())


def data_of(path: str, content: str) -> object:
    """What a file hands to the client."""
    name = path.removeprefix("search/").removesuffix(".js")
    head, tail = f'jicengSearch("{name}",', ");\n"
    assert content.startswith(head) and content.endswith(tail)
    return json.loads(content[len(head) : -len(tail)])


def unpacked(payload: str) -> Posting:
    """Read a payload as the client does."""
    digits = iter(shards.SYMBOLS.index(char) for char in payload)

    def number() -> int:
        value = 0
        for digit in digits:
            if digit < shards.LAST:
                return value * shards.LAST + digit
            value = value * (len(shards.SYMBOLS) - shards.LAST) + digit - shards.LAST
        raise AssertionError("a number has no end")

    found, count, text, texts = number(), number(), -1, []
    for _ in range(count):
        text += number() + 1
        texts.append(text << 7 | next(digits))
    assert next(digits, None) is None
    return Posting(found, tuple(texts))


def postings() -> Postings:
    return index.build(records(real().texts), synonyms(real().data))


def small(tmp_path, **texts: str) -> tuple[Record, ...]:
    """Records of texts, given by slug."""
    docs = make_docs(tmp_path / "docs", {f"plans/minzheng/{slug}.md": text for slug, text in texts.items()})
    found = records(read_library(docs).texts)
    assert len(found) == len(texts)
    return found


def impacts(tmp_path, term: str, **texts: str) -> list[int]:
    """Impact of a term in each text, in order of the slugs."""
    found = small(tmp_path, **texts)
    built = index.build(found, synonyms(real().data))[term]
    own = {found[value >> 7].text.slug: value & 127 for value in built.texts}
    return [own.get(slug, -1) for slug in sorted(texts)]


# Files


def test_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(repr(sorted(files().items())).encode()).hexdigest()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", DIGEST], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here


def test_every_file_is_a_script_with_a_name_that_tells_its_content() -> None:
    for path, content in files().items():
        assert NAME.fullmatch(path), path
        data = data_of(path, content)
        if path != "search/manifest.js":
            name = path.removeprefix("search/").removesuffix(".js")
            own = re.split("[-/]", name)[-1]
            if name[1] != "/" or name[0] == "x":  # those of a numbered file: below
                assert own == shards.digest(json.dumps(data, ensure_ascii=False), len(own))


def test_the_manifest_names_every_file() -> None:
    head = data_of("search/manifest.js", files()["search/manifest.js"])
    assert isinstance(head, dict) and head["format"] == shards.FORMAT and head["texts"] == len(records(real().texts))
    named = {f"search/{head[kind]}.js" for kind in ("spoken", "fold", "rare", "facets")} | {"search/manifest.js"}
    for kind, (count, hashes) in (("t", head["terms"]), ("c", head["cards"])):
        named |= {f"search/{kind}/{shards._base36(at)}-{hashes[4 * at : 4 * at + 4]}.js" for at in range(count)}
    cards = [card for path, content in files().items() if path.startswith("search/c/") for card in data_of(path, content)]  # type: ignore[attr-defined]
    named |= {f"search/x/{card[4]}.js" for card in cards}
    assert named == set(files())
    assert {f"{card[0]}.html" for card in cards} == {record.text.url for record in records(real().texts)}


def test_a_new_text_leaves_the_files_of_the_others_alone(tmp_path) -> None:
    """A publication sends what changed. The new text is the newest, so that it takes the last number."""
    one = search_files(read_library(make_docs(tmp_path / "a", {"plans/minzheng/b.md": TEXT})))
    more = edited(("title: 样文", "title: 另一篇"), ("code: M01", "code: M02"))
    two = search_files(read_library(make_docs(tmp_path / "b", {"plans/minzheng/b.md": TEXT, "plans/minzheng/c.md": more})))
    bodies = {path for path in one if path.startswith("search/x/")}
    assert len(bodies) == 1 and bodies <= set(two) and all(one[path] == two[path] for path in bodies)


def test_terms_lie_in_their_buckets() -> None:
    head = data_of("search/manifest.js", files()["search/manifest.js"])
    assert isinstance(head, dict)
    buckets, seen = head["terms"][0], set()
    for path, content in files().items():
        if path.startswith("search/t/"):
            rows = str(data_of(path, content)).replace("\n", " ").split()
            number = int(path.split("/")[2].split("-")[0], 36)
            for term in rows[::2] if rows != [""] else []:
                assert shards.places([term], buckets) == [number]
                seen.add(term)
    assert {term for term in seen if term[0] != "="} == {term for term in postings() if term[0] != "="}
    assert {term for term in seen if term[0] == "="} == {f"={start}" for start in synonyms(real().data).starts}


def test_the_manifest_does_not_grow_with_the_library() -> None:
    """Files share hashes in groups of 1, 2, 4 …; a change in one file renames its group, and no other."""
    def names(contents: list[str]) -> tuple[list[str], list[object]]:
        files, said = shards._numbered("t", contents)
        return list(files), said

    few, said = names([str(at) for at in range(300)])
    assert said[0] == 300 and len(str(said[1])) == 4 * 150 <= 4 * shards.GROUPS
    many, said = names([str(at) for at in range(40_000)])
    assert said[0] == 40_000 and len(str(said[1])) <= 4 * shards.GROUPS and len(set(many)) == 40_000
    changed, _ = names([str(at) if at != 77 else "another" for at in range(300)])
    assert [at for at in range(300) if few[at] != changed[at]] == [76, 77]


def test_fnv() -> None:
    """The published value for "foobar" holds for its bytes; ours is over UTF-16 units, which for ASCII is the same."""
    assert shards.places(["foobar"], 1 << 32) == [0xBF9CF968]
    assert len(set(shards.places(["养老", "老养"], 1 << 32))) == 2


def test_payloads_come_back_as_they_were() -> None:
    assert all(unpacked(shards.payload(posting)) == posting for posting in postings().values())
    every = postings()
    assert dict(shards.payloads(every)) == {term: shards.payload(posting) for term, posting in every.items()}
    far = Posting(70_000, tuple(number << 7 | number % 92 for number in (0, 1, 64, 65, 129, 1_858, 3_651, 60_000)))
    assert unpacked(shards.payload(far)) == far


def test_no_example_stands_in_any_file() -> None:
    """An example that some text also says by itself (社区, 12) proves nothing, and is left out."""
    everything = "\n".join(files().values())
    said = "\n".join(
        "\n".join((r.text.title, r.text.summary, r.text.suits, *r.text.aliases, *r.topics, *r.related, *r.headings, *r.body))
        for r in records(real().texts)
    ) + "".join(word for group in synonyms(real().data).groups for word in group.words)
    examples = {field.example for text in real().texts for field in text.fields if len(field.example) >= 4}
    own = {example for example in examples if example not in said}
    assert len(own) > 0.7 * len(examples) > 20
    assert {example for example in own if example in everything} == set()


def test_an_example_is_not_indexed_and_the_name_of_its_field_is(tmp_path) -> None:
    [record] = small(tmp_path, a=TEXT)
    built = index.build((record,), synonyms(real().data))
    field = next(f for f in record.text.fields if len(f.key) >= 4)
    assert all(field.key[at : at + 2] in built for at in range(len(field.key) - 1) if not field.key[at : at + 2].isascii())
    content = "".join(search_files(read_library(tmp_path / "docs")).values())
    assert f"【{field.key}】" in content
    for one in record.text.fields:
        assert len(one.example) < 4 or one.example not in content, one.key


# Ranking


def test_a_term_counts_most_in_the_title_and_least_in_the_body(tmp_path) -> None:
    word = "秧歌"
    texts = {
        "a": edited(("title: 样文", f"title: {word}")),
        "b": edited(("title: 样文", "title: 乙"), ("code: M01", "code: M02"), ("[样例]", f"[{word}]")),
        "c": edited(("title: 样文", "title: 丙"), ("code: M01", "code: M03"), more=f"\n## 一、{word}\n\n照办。"),
        "d": edited(("title: 样文", "title: 丁"), ("code: M01", "code: M04"), more=f"\n{word}队照办。"),
        "e": edited(("title: 样文", "title: 戊"), ("code: M01", "code: M05")),
    }
    title, alias, heading, body, none = impacts(tmp_path, word, **texts)
    assert title > alias > heading > body > none == -1
    assert title > index.level(index.IN_TITLE * index.WEIGHTS["title"]) > alias


def test_more_of_a_term_counts_more_and_a_longer_body_less(tmp_path) -> None:
    texts = {
        "a": edited(more="\n秧歌队照办。秧歌队登记。秧歌队回访。"),
        "b": edited(("title: 样文", "title: 乙"), ("code: M01", "code: M02"), more="\n秧歌队照办。"),
        "c": edited(("title: 样文", "title: 丙"), ("code: M01", "code: M03"), more="\n秧歌队照办。" + "别的事情另外安排。" * 300),
    }
    often, once, long = impacts(tmp_path, "秧歌", **texts)
    assert often > once > long


def test_terms_of_a_name(tmp_path) -> None:
    [record] = small(tmp_path, a=edited(("title: 样文", "title: 村（社区）重阳节AED方案")))
    built = index.build((record,), synonyms(real().data))
    assert {"村社", "社区", "重阳", "节", "aed", "ae*", "'chong'yang", "^cyj", "^cy", "~重节", "m01", "=aed"} <= set(built)
    assert "方aed" not in built and not {term for term in built if " " in term}


def test_archived_texts_are_not_found(tmp_path) -> None:
    gone = edited(("status: published", "status: archived\narchived: {date: \"2026-11-22\", reason: 并入另一篇, instead: plans/minzheng/b}"))
    kept = edited(("title: 样文", "title: 乙"), ("code: M01", "code: M02"))
    docs = make_docs(tmp_path / "docs", {"plans/minzheng/a.md": gone, "plans/minzheng/b.md": kept})
    library = read_library(docs)
    assert len(library.texts) == 2 and [record.text.slug for record in records(library.texts)] == ["b"]


def test_guidance_is_indexed_of_blank_forms_only() -> None:
    forms = [record for record in records(real().texts) if record.text.is_form]
    plans = [record for record in records(real().texts) if not record.text.is_form]
    from wenku.document import Guidance, walk

    def guided(record: Record) -> set[str]:
        titles = {block.title for block in walk(record.text.document.blocks) if isinstance(block, Guidance)}
        lines = {line for section in record.sections for line in section.lines}
        return titles & lines

    assert any(map(guided, forms)) and not any(map(guided, plans))


def test_fields_weigh_in_order() -> None:
    weights = list(index.WEIGHTS.values())
    assert weights == sorted(weights, reverse=True) and list(index.WEIGHTS)[0] == "title" and list(index.WEIGHTS)[-1] == "body"


def test_impact_rises_with_strength_and_fits_one_symbol() -> None:
    levels = [index.level(strength / 4) for strength in range(8000)]
    assert levels == sorted(levels) and levels[0] == 0 and levels[-1] == index.LEVELS - 1 == len(shards.SYMBOLS) - 1


def test_only_the_best_of_a_frequent_term_are_kept() -> None:
    def kept(levels: list[int], limit: int = index.BEST) -> dict[int, int]:
        texts = np.array([number << 7 | level for number, level in enumerate(levels)])
        left = best(texts, limit).tolist()
        assert left == sorted(left)
        return {value >> 7: value & 127 for value in left}

    levels = [number % 50 for number in range(3 * index.BEST)]
    some = kept(levels)
    assert len(some) == index.BEST and min(some.values()) >= max(level for number, level in enumerate(levels) if number not in some)
    assert len(kept(levels, index.BEST_HANZI)) == index.BEST_HANZI
    assert kept(levels[:10]) == dict(enumerate(levels[:10]))


def test_a_cut_list_says_how_many_there_were() -> None:
    packed = np.array([term << 27 | text << 7 | 50 for term in (7, 3) for text in range(5 if term == 7 else 2)][::-1])
    done = cut(packed, 4, 60)
    assert done.terms.tolist() == [3, 7] and done.found.tolist() == [2, 5] and done.starts.tolist() == [0, 2, 6]
    assert (done.texts >> 7).tolist() == [0, 1, 0, 1, 2, 3] and done.titled == {}


def test_all_that_have_a_frequent_term_in_the_title_are_kept() -> None:
    packed = np.array([7 << 27 | text << 7 | (80 if text % 3 else 50) for text in range(30)])
    done = cut(packed, 4, 60)
    best = (done.texts >> 7).tolist()
    assert {at: texts.tolist() for at, texts in done.titled.items()} == {0: [text for text in range(30) if text % 3 and text not in best]}
    assert cut(packed, 20, 60).titled == {}, "the best are all of them"


def test_a_payload_alone_is_written_like_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BEST", 3)
    built = index.build(records(real().texts), synonyms(real().data))
    assert built.titled
    assert dict(shards.payloads(built)) == {term: shards.payload(built[term]) for term in built}


def test_numpy_finds_the_single_hanzi_of_each_string() -> None:
    strings = ["养老a，养", "", "老〇", "1一"]
    found = {(chr(key >> 20), key & (1 << 20) - 1) for key in singles(strings).tolist()}
    assert found == {("养", 0), ("老", 0), ("老", 2), ("〇", 2), ("一", 3)}
    assert singles([]).tolist() == []


def test_numpy_counts_pairs_as_the_terms_module_does() -> None:
    strings = [fold.fold("\n".join(record.body)) for record in records(real().texts)] + ["", "养", "𠮷野家〇一", "a养b老"]
    keys, counts = pairs(strings)
    found: dict[int, dict[str, int]] = {number: {} for number in range(len(strings))}
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        found[key & (1 << 20) - 1][pair_of(key >> 20)] = count
    for number, string in enumerate(strings):
        assert found[number] == {pair: count for pair, count in terms.pairs(string).items() if terms.GAP not in pair}


def test_many_texts_fold_as_one_does() -> None:
    texts = ["繁體", "", "ＡＢＣ 臺灣", "𠮷\ud800養", "".join(map(chr, range(1, 0x3000)))]
    assert fold.fold_all(texts) == [fold.fold(text) for text in texts] and fold.fold_all([]) == []


def test_traditional_files_share_the_postings() -> None:
    other = traditional_files(real(), files(), convert)
    head, own = (data_of(MANIFEST, both[MANIFEST]) for both in (files(), other))
    assert isinstance(head, dict) and isinstance(own, dict)
    differ = {name for name in head if head[name] != own[name]}
    assert differ == {"build", "cards", "facets", "names"} and set(head) == set(own)
    assert {path.split("/")[1][:6] for path in other} == {"manife", "facets", "c", "x"}
    cards = "".join(content for path, content in other.items() if path.startswith("search/c/"))
    assert "服務實施方案" in cards and "服务实施方案" not in cards and "plans/minzheng/jujia-yanglao-fuwu-fangan" in cards
