"""The search engine in a real Chromium, over http and from file://: it finds, it says what it did, nothing makes it throw."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.search.engines import engine_script
from bench.search.server import Sent, served
from tests.samples import real_library
from wenku.hant import convert
from wenku.library import Library
from wenku.search import index
from wenku.search.build import search_files, traditional_files
from wenku.search.fold import fold
from wenku.search.records import records

PAGE = '<!doctype html><meta charset="utf-8"><title>x</title><script src="search-engine.js"></script>'
ASK = "([text, options]) => window.engine.query(text, options)"
FIRST_BYTES = 100_000
TITLE, ALIAS_OF = "社区居家养老服务实施方案", "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
BAD = [
    "养", "a", "1", "，。！？", "…", "   ", "", "\t\n", "养" * 500, "独居老人巡访" * 84, "a" * 500, "1 " * 250, "😀", "😀老人😀", "👨‍👩‍👧",
    "<img src=x onerror=alert(1)>", "<script>window.hacked = 1</script>老人", "&lt;b&gt;", "{{年份}}", "' OR 1=1 --", "__proto__", "constructor",
    "\x00\x01", "\u200b养老\u200b", "𠮷野家", "%E0%A4%A", "../../etc/passwd", "\\", '"', "~", "^", "=dibao", "'ju'jia", "*", "老*",
]  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return real_library()


@pytest.fixture(scope="module")
def built(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the real library, the engine and an empty page."""
    folder = tmp_path_factory.mktemp("search")
    for path, content in search_files(library).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8", newline="\n")
    (folder / "search-engine.js").write_text(engine_script(), encoding="utf-8", newline="\n")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.fixture(params=["http", "file"])
def place(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Address of the page of the copy."""
    if request.param == "file":
        yield (folder / "index.html").as_uri()
        return
    with served(folder.parent) as (address, _):  # behind a path prefix
        yield f"{address}copy/index.html"


@pytest.fixture
def thrown() -> list[str]:
    """Errors that reached the page."""
    return []


@pytest.fixture
def asked(browser: Browser, place: str, thrown: list[str]) -> Iterator[Page]:
    """A page with the engine open. Only a damaged script may report an error, which no page can prevent."""
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(place)
    page.evaluate("window.engine = jicengSearch.open('./'); window.hacked = 0")
    yield page
    assert page.evaluate("window.hacked") == 0
    context.close()


def ask(page: Page, text: str, **options: Any) -> dict[str, Any]:
    result: dict[str, Any] = page.evaluate(ASK, [text, options])
    assert set(result) == {"text", "hits", "total", "about", "facetCounts", "steps", "nearest", "drop", "problem"}
    return result


def urls(result: dict[str, Any]) -> list[str]:
    return [hit["url"] for hit in result["hits"]]


# What is found


@pytest.mark.parametrize(
    "typed, field",
    [
        (TITLE, "title"), ("居家养老服务", "title"), (convert("居家養老服務"), "title"), ("居家 养老", "title"), ("养老居家", "title"),
        ("ＪＪＹＬ", "pinyin"), ("jujiayanglao", "pinyin"), ("ju jia yang lao", "pinyin"), ("居家養老", "title"), ("居加养老服务", "typo"),
        ("居家老服务实施", "title"),
    ],
)  # fmt: skip
def test_a_text_is_found_first(asked: Page, thrown: list[str], typed: str, field: str) -> None:
    result = ask(asked, typed)
    assert urls(result)[0] == ALIAS_OF and result["problem"] == ""
    assert result["hits"][0]["field"] == field and result["hits"][0]["checked"]
    assert result["steps"] and thrown == []


def test_a_synonym_finds_and_is_said(asked: Page, library: Library) -> None:
    sources = {entry.text.url: entry.source for entry in library.entries if entry.text}
    result = ask(asked, "党员活动日")
    first = sources[urls(result)[0]]
    assert "主题党日" in first and "党员活动日" not in first and result["hits"][0]["field"] == "synonym"
    step = next(step for step in result["steps"] if step["kind"] == "synonym")
    assert step["words"] == [["党员活动日", "主题党日"]]


def test_every_title_and_alias_finds_its_text(asked: Page, library: Library) -> None:
    for text in library.texts:
        assert urls(ask(asked, text.title))[0] == text.url
        for alias in text.aliases:
            assert text.url in urls(ask(asked, alias)), alias


def test_marks_and_passages_show_what_was_typed(asked: Page) -> None:
    hit = ask(asked, "养老")["hits"][0]
    assert [hit["title"][start:end] for start, end in hit["marks"]] == ["养老"]
    hits = ask(asked, "互助养老设施")["hits"]
    assert hits[0]["field"] == "body" and hits[0]["section"]["anchor"]
    assert "互助养老设施" in [part["text"] for part in hits[0]["snippet"] if part["mark"]]
    for hit in hits:
        assert len("".join(part["text"] for part in hit["snippet"])) <= 130


def test_a_hit_has_what_was_typed_or_a_step_says_what_it_lacks(asked: Page, library: Library) -> None:
    bodies = {text.url: text for text in library.texts}
    result = ask(asked, "居家养老的登月火箭")
    assert result["hits"] and all(hit["missing"] for hit in result["hits"])
    assert [step["kind"] for step in result["steps"]][0] == "all" and result["steps"][0]["total"] == 0
    most = next(step for step in result["steps"] if step["kind"] == "most")
    assert "火箭" in "".join(most["words"]) and set(urls(result)) <= set(bodies)


def test_words_that_do_not_stand_side_by_side_are_said_so(asked: Page) -> None:
    def steps(text: str) -> list[str]:
        return [step["kind"] for step in ask(asked, text)["steps"]]

    assert steps("养老居家") == ["all", "order"] and ask(asked, "养老居家")["hits"][0]["missing"] == []
    assert "order" not in steps("居家养老") and "order" not in steps("养老 居家") and "order" not in steps("养老")


def test_small_words_may_be_missing(asked: Page) -> None:
    hit = ask(asked, "把独居老人的巡访要怎么做好")["hits"][0]
    assert not set("".join(hit["missing"])) & set("把的要怎么")
    plain, padded = ask(asked, "居家养老服务"), ask(asked, "居家的养老的服务呢")
    assert urls(padded)[0] == urls(plain)[0] and padded["hits"][0]["missing"] == []
    assert ask(asked, "的")["problem"] == "" and ask(asked, "要把")["problem"] == ""


def test_behind_full_hits_of_a_short_query_nothing_else_is_shown(asked: Page) -> None:
    hits = ask(asked, "关工委", limit=50)["hits"]
    assert hits and not any(hit["missing"] for hit in hits)
    assert any(hit["missing"] for hit in ask(asked, "居家养老服务实施方案", limit=50)["hits"])


def test_traditional_pages_show_traditional_hits(browser: Browser, built: Path, library: Library, tmp_path: Path) -> None:
    site = Path(shutil.copytree(built, tmp_path / "site"))
    files = {path.relative_to(built).as_posix(): path.read_text("utf-8") for path in built.glob("search/manifest.js")}
    for path, content in traditional_files(library, files, convert).items():
        (site / "zh-Hant" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "zh-Hant" / path).write_text(content, encoding="utf-8", newline="\n")
    with served(site) as (address, sent):
        page = browser.new_page()
        page.goto(address)
        page.evaluate("window.engine = jicengSearch.open('./', 'zh-Hant/')")
        for typed in ("居家养老服务", "居家養老服務"):
            hit = ask(page, typed)["hits"][0]
            assert hit["url"] == ALIAS_OF and hit["title"] == convert(TITLE) and hit["field"] == "title"
            assert [hit["title"][start:end] for start, end in hit["marks"]] == ["居家養老服務"]
        hit = ask(page, "互助养老设施")["hits"][0]
        assert "互助養老設施" in [part["text"] for part in hit["snippet"] if part["mark"]]
        assert page.evaluate("engine.names('domain').map(row => row[1]).join()") == convert(",".join(row[1] for row in page.evaluate("engine.names('domain')")))
        assert "黨" in page.evaluate("engine.names('domain').map(row => row[1]).join()")
        assert not [path for path in sent.paths if "/zh-Hant/search/t/" in path]
        page.close()


def test_a_manifest_loaded_beside_the_engine_is_not_fetched_again(browser: Browser, built: Path) -> None:
    (built / "beside.html").write_text(
        "<!doctype html><meta charset=utf-8><title>x</title><script>window.jicengSearch = (name, data) => { jicengSearch.manifest = data; };</script>"
        '<script src="search/manifest.js"></script><script src="search-engine.js"></script>', encoding="utf-8",
    )  # fmt: skip
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(f"{address}beside.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        assert urls(ask(page, TITLE))[0] == ALIAS_OF
        assert sum("manifest" in path for path in sent.paths) == 1
        page.close()


def test_one_engine_after_another_takes_the_manifest(asked: Page) -> None:
    """The end of a script of the first must not pass for that of the second, which waits for a part of the same name."""
    script = "() => jicengSearch.open('./').query('，').then(() => jicengSearch.open('./').query('养老')).then((r) => [r.problem, r.hits.length > 0])"
    assert asked.evaluate(script) == ["", True]


def test_the_answer_is_the_same_whatever_comes_first(browser: Browser, built: Path) -> None:
    """Words of the same meaning are said and summed in the order of the query, not in that of the files of postings."""
    script = "(text) => jicengSearch.open('./').query(text, {limit: 50}).then((r) => JSON.stringify(r))"
    one_by_one = """(last) => {
      const add = Node.prototype.appendChild, queue = [];
      const next = () => {
        const tag = last ? queue.pop() : queue.shift();
        if (!tag) return;
        tag.addEventListener("load", next);
        add.call(document.head, tag);
      };
      document.head.appendChild = (tag) => {
        if (!tag.src.includes("/t/")) return add.call(document.head, tag);
        if (queue.push(tag) === 1) setTimeout(next);
      };
    }"""
    with served(built) as (address, _):
        answers = set()
        for last in (False, True):
            page = browser.new_page()
            page.goto(address)
            page.evaluate(one_by_one, last)
            answers.add(page.evaluate(script, "反家暴妇联"))
            page.close()
    assert len(answers) == 1


def test_what_is_nowhere_gives_no_hit(asked: Page) -> None:
    result = ask(asked, "鼍鼙龠")
    assert result["hits"] == [] and result["total"] == 0 and result["problem"] == ""


def test_facets_narrow_count_and_can_be_dropped(asked: Page, library: Library) -> None:
    every = ask(asked, "计划", limit=50)
    by_kind = every["facetCounts"]["kind"]
    assert sum(by_kind.values()) == every["total"] > 1
    kind = next(iter(by_kind))
    some = ask(asked, "计划", facets={"kind": [kind]}, limit=50)
    assert some["total"] == by_kind[kind] == len(some["hits"]) and some["facetCounts"]["kind"] == by_kind
    assert all(hit["facets"]["kind"] == [kind] for hit in some["hits"])
    nothing = ask(asked, TITLE, facets={"domain": ["dangjian"]})
    assert all(hit["missing"] for hit in nothing["hits"]) and nothing["drop"] == [{"facet": "domain", "total": nothing["drop"][0]["total"]}]
    listed = ask(asked, "", facets={"domain": ["minzheng"]}, limit=50)
    live = {text.url for text in library.texts if text.archived is None and text.domain and text.domain.id == "minzheng"}
    assert set(urls(listed)) == live and listed["total"] == len(live)


def test_pages_of_a_long_list_follow_each_other(asked: Page) -> None:
    whole = urls(ask(asked, "工作", limit=6))
    assert urls(ask(asked, "工作", limit=3)) + urls(ask(asked, "工作", limit=3, offset=3)) == whole and len(set(whole)) == 6


def test_first_hits_come_early_with_the_same_texts(asked: Page) -> None:
    script = """async (text) => { const early = []; const last = await engine.query(text, {early: (result) => early.push(result)});
    return [early.map((r) => r.hits.map((h) => h.url)), last.hits.map((h) => h.url)]; }"""
    early, last = asked.evaluate(script, "居家养老")
    assert len(early) == 1 and sorted(early[0]) == sorted(last)


def test_the_best_hit_comes_alone_first_when_no_other_can_come_before_it(asked: Page) -> None:
    script = """async (text) => { const early = []; const last = await engine.query(text, {first: true, early: (result) => early.push(result)});
    return [early.map((r) => r.hits.map((h) => h.url)), last.hits.map((h) => h.url)]; }"""
    early, last = asked.evaluate(script, "居家养老服务")
    assert [len(one) for one in early] == [1, len(last)] and early[0] == early[1][:1] == last[:1] == [ALIAS_OF]
    assert [len(one) for one in asked.evaluate(script, "养老居家")[0]] == [1, 2], "no text has it side by side"
    assert len(asked.evaluate(script, "居加养老服务")[0]) == 1, "a slip is seen with all cards only"


def test_a_hit_shown_alone_stays_the_first(asked: Page, library: Library) -> None:
    script = """async (texts) => { const rows = []; for (const text of texts) { const early = []; const last = await engine.query(text, {first: true, early: (result) => early.push(result.hits)});
    rows.push([early[0] && early[0].length === 1 ? early[0][0].url : "", last.hits[0] ? last.hits[0].url : ""]); } return rows; }"""
    names = [text.title for text in library.texts if text.domain] + [alias for text in library.texts for alias in text.aliases]
    rows = asked.evaluate(script, sorted({name[at : at + size] for name in names for at, size in ((0, 30), (0, 4), (2, 5), (len(name) - 4, 4))}))
    assert [row for row in rows if row[0] and row[0] != row[1]] == [] and sum(bool(row[0]) for row in rows) > 60


def test_nothing_more_is_asked_for_when_the_best_hit_is_enough(browser: Browser, built: Path) -> None:
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        sent.reset()
        script = "(text) => engine.query(text, {first: true, early: () => false}).then((result) => result.hits.map((hit) => hit.url))"
        assert page.evaluate(script, "居家养老服务") == [ALIAS_OF]
        page.wait_for_timeout(250)  # longer than the head start
        assert sum("/c/" in path for path in sent.paths) == 1 and not any("/x/" in path for path in sent.paths)
        page.close()


def test_a_long_name_is_known_by_every_other_pair(browser: Browser, built: Path, library: Library) -> None:
    title = max((text for text in library.texts if re.fullmatch("[\u4e00-\u9fff]{10,}", text.title)), key=lambda text: (len(text.title), text.url))
    shortened = re.findall("..?", title.title)
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        sent.reset()
        script = "(text) => engine.query(text, {first: true, early: () => false}).then((result) => result.hits.map((hit) => hit.url))"
        assert page.evaluate(script, title.title) == [title.url]
        assert sum("/t/" in path for path in sent.paths) <= len(shortened) < len(title.title) - 1
        assert page.evaluate("(text) => engine.query(text).then((result) => result.hits[0].url)", title.title) == title.url
        page.close()


def test_pages_of_a_long_name_repeat_and_leave_out_nothing(browser: Browser, built: Path, library: Library) -> None:
    """The text that has the query in its name stands in front on the first page: it may not stand on a later one again."""
    with served(built) as (address, _):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        script = "([text, offset, limit]) => engine.query(text, {offset, limit}).then((result) => result.hits.map((hit) => hit.url))"
        for title in sorted(text.title for text in library.texts if re.fullmatch("[\u4e00-\u9fff]{10,}", text.title))[:6]:
            whole = page.evaluate(script, [title[:8], 0, 50])
            pages = [url for offset in range(0, len(whole), 2) for url in page.evaluate(script, [title[:8], offset, 2])]
            assert sorted(pages) == sorted(whole)
        page.close()


def test_only_a_query_that_lacks_a_term_is_looked_at_for_its_script(browser: Browser, built: Path) -> None:
    """To list the Simplified Hanzi (TextDecoder) takes a slow machine longer than all else before the first result."""
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("() => { window.engine = jicengSearch.open('./'); window.listed = 0; const Own = TextDecoder; window.TextDecoder = function (name) { listed++; return new Own(name); }; }")
        for typed, listed in (("社区居家养老服务", 0), ("社區居家養老服務", 1)):
            sent.reset()
            assert page.evaluate("(text) => engine.query(text).then((result) => result.hits[0].title)", typed).startswith("社区居家养老服务")
            folding = [path for path in sent.paths if "/fold-" in path]
            assert page.evaluate("listed") == len(folding) == listed
        assert sum("/t/" in path for path in sent.paths) <= 5  # the others are there already, or have no Traditional Hanzi
        page.close()


def test_a_slip_is_looked_for_where_no_text_has_what_was_typed(browser: Browser, built: Path) -> None:
    """Of twelve characters 居加 and 加养 stand nowhere: eleven pairs, and the five that leave out one character there."""
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        sent.reset()
        assert page.evaluate("engine.query('社区居加养老服务实施方案').then((result) => result.hits[0].title)") == TITLE
        assert 8 < sum("/t/" in path for path in sent.paths) <= 16
        page.close()


def test_another_body_is_no_slip(asked: Page) -> None:
    """残联 and 妇联 differ by one character as a slip would, but whoever types a word of this field means it."""
    result = ask(asked, "残联工作安排")
    assert [step["kind"] for step in result["steps"]] == ["all", "most"]
    assert all(hit["missing"] == ["残联"] for hit in result["hits"])
    assert ask(asked, "居加养老服务")["hits"][0]["field"] == "typo"


def test_a_frequent_term_loses_no_title(browser: Browser, library: Library, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each term the best three texts only; which others have it in the title stands beside them."""
    monkeypatch.setattr(index, "BEST", 3)
    folder = Path(shutil.copytree(built, tmp_path / "few", ignore=shutil.ignore_patterns("search")))
    for path, content in search_files(library).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8", newline="\n")
    with served(folder) as (address, _):
        page = browser.new_page()
        page.goto(address + "index.html")
        page.evaluate("window.engine = jicengSearch.open('./')")
        for word in ("计划", "方案", "制度"):
            titled = {record.text.url for record in records(library.texts) if word in record.text.title}
            result = page.evaluate("(text) => engine.query(text, {limit: 60})", word)
            assert len(titled) > 3 and titled <= set(urls(result)) and result["problem"] == ""
        page.close()


# Folding


def test_python_and_browser_fold_alike(asked: Page, library: Library) -> None:
    every = "".join(map(chr, range(0x10000)))
    whole = "\n".join(entry.source for entry in library.entries)
    texts = [every, whole, convert(whole)]
    asked.evaluate("engine.ready().then(() => engine.foldable('㑳臺\\ufa10鼉'))")
    plain = [re.sub("[\ud800-\udfff]", "?", text) for text in texts]
    for text in plain:
        assert asked.evaluate("(text) => engine.fold(text)", text) == fold(text)
    script = "() => { let same = true; for (let c = 0xd800; c < 0xe000; c++) same = same && engine.fold(String.fromCharCode(c)) === String.fromCharCode(c); return same; }"
    assert asked.evaluate(script) and fold("\ud800") == "\ud800"


def test_simplified_text_needs_no_second_table(browser: Browser, built: Path, library: Library) -> None:
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address)
        page.evaluate("window.engine = jicengSearch.open('./')")
        for text in library.texts:
            ask(page, text.title)
            assert page.evaluate("(text) => engine.fold(text)", text.title + text.summary) == fold(text.title + text.summary)
        assert not [path for path in sent.paths if "fold-" in path]
        ask(page, "養老")
        assert len([path for path in sent.paths if "fold-" in path]) == 1
        page.close()


# Bad input


def test_no_query_makes_it_throw(asked: Page, thrown: list[str]) -> None:
    for text in BAD:
        result = ask(asked, text)
        assert result["problem"] in ("", "no-words"), (text, result["problem"])
        assert result["text"] == text
    script = "async () => { const r = await engine.query('\\ud800养老\\udc00'); return [r.problem, r.hits.length]; }"
    assert asked.evaluate(script) == ["", min(10, asked.evaluate(script)[1])]
    for odd in ("null", "undefined", "5", "{}", "[]", "'养老', null", "'养老', {facets: 5, limit: 3}", "'养老', {facets: {kind: 'x', nothing: ['a']}}"):
        assert isinstance(asked.evaluate(f"engine.query({odd}).then((r) => r.problem)"), str), odd
    assert thrown == []


def test_a_query_without_words_says_so(asked: Page) -> None:
    assert [ask(asked, text)["problem"] for text in ("，。", "😀", "")] == ["no-words"] * 3


def test_a_pasted_passage_is_cut_and_finds_its_text(asked: Page, library: Library) -> None:
    for record in records(library.texts)[:4]:
        passage = "".join(line for section in record.sections for line in section.lines if "【" not in line)[:500]
        result = ask(asked, passage)
        assert len(passage) == 500 and result["steps"][0]["kind"] == "cut" and urls(result)[0] == record.text.url


# A damaged index


def shard_of(folder: Path, term: str) -> Path:
    """The file that has a term."""
    return next(path for path in sorted(folder.glob("search/t/*.js")) if f"\\n{term} " in path.read_text("utf-8"))


DAMAGE = {
    "missing": lambda path: path.unlink(),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "an error page": lambda path: path.write_text("<!doctype html><title>404</title>"),
    "empty": lambda path: path.write_bytes(b""),
    "other data": lambda path: path.write_text(f'jicengSearch("{path.parent.name}/{path.stem}",{{"a":[1]}});'),
    "a payload cut short": lambda path: path.write_text(re.sub(r" (\S{4,})(?=\\n)", lambda m: f" {m.group(1)[:-1]}", path.read_text("utf-8"))),
    "another build's": lambda path: path.write_text(path.read_text("utf-8").replace(path.stem, "0-aaaaa", 1)),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_part_is_said_and_the_rest_works(asked: Page, folder: Path, damage: str) -> None:
    DAMAGE[damage](shard_of(folder, "养老"))
    result = ask(asked, "居家养老服务")
    assert result["problem"] in ("part-missing", "part-damaged")
    assert ALIAS_OF in urls(result)
    assert urls(ask(asked, "反家暴")) or ask(asked, "垃圾分类")["problem"] == ""


@pytest.mark.parametrize("damage", ["missing", "truncated", "an error page", "empty"])
def test_without_the_head_there_is_a_problem(asked: Page, folder: Path, damage: str) -> None:
    path = folder / "search" / "manifest.js"
    content = path.read_bytes()
    DAMAGE[damage](path)
    result = ask(asked, "养老")
    assert result["problem"].startswith("manifest-") and result["hits"] == []
    path.write_bytes(content)  # put right again: the next query works
    assert ask(asked, "养老")["problem"] == ""


@pytest.mark.parametrize("content", ["null", "5", '{"format":3}', '{"format":99}', '{"format":3,"terms":[0,""],"cards":[0,""],"runs":[],"pairs":"","names":{},"fold":"x","spoken":"x","rare":"x","facets":"x","build":"x"}'])
def test_a_manifest_of_another_age(asked: Page, folder: Path, content: str) -> None:
    (folder / "search/manifest.js").write_text(f'jicengSearch("manifest",{content});')
    result = ask(asked, "养老")
    assert result["problem"] in ("format", "manifest-damaged", "part-missing") and result["hits"] == []


@pytest.mark.parametrize("kind", ["c/*", "x/*", "facets-*"])
@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_cards_texts_and_facets_may_be_missing(asked: Page, folder: Path, kind: str, damage: str) -> None:
    for path in (folder / "search").glob(f"{kind}.js"):
        DAMAGE[damage](path)
    result = ask(asked, "互助养老设施")
    assert result["problem"] in ("part-missing", "part-damaged")
    assert bool(result["hits"]) == (kind != "c/*")


def test_a_site_published_anew_is_taken_up(browser: Browser, folder: Path, library: Library) -> None:
    """The page has an older manifest in memory; the parts it names are gone."""
    with served(folder) as (address, _):
        page = browser.new_page()
        page.goto(address)
        page.evaluate("window.engine = jicengSearch.open('./')")
        assert ask(page, "垃圾分类")["problem"] == ""
        shutil.rmtree(folder / "search")
        fewer = Library(library.data, tuple(entry for entry in library.entries if "guanli-zhidu" not in entry.path))
        for path, content in search_files(fewer).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8", newline="\n")
        result = ask(page, "居家养老服务")
        assert result["problem"] == "" and urls(result)[0] == ALIAS_OF
        page.close()


# Cost


def test_first_hit_is_cheap_and_parts_are_fetched_once(browser: Browser, built: Path) -> None:
    with served(built) as (address, sent):
        page = browser.new_page()
        page.goto(address)
        early = "(text) => jicengSearch.open('./').query(text, {early: () => false}).then((result) => result.hits[0].url)"
        assert page.evaluate(early, TITLE) == ALIAS_OF
        assert not [path for path in sent.paths if "/x/" in path or "facets-" in path]
        assert _engine_bytes(sent) <= FIRST_BYTES
        page.evaluate("window.engine = jicengSearch.open('./')")
        for _ in range(3):
            ask(page, TITLE)
        before = len(sent.paths)
        ask(page, TITLE)
        assert len(sent.paths) == before
        page.close()


def _engine_bytes(sent: Sent) -> int:
    assert any("manifest" in path for path in sent.paths)
    return sent.plain
