"""The pure side of publishing: manifest, redirects, hashed assets, CSP, order of releases, command lines, order of uploads."""

from __future__ import annotations

import re

import pytest

from wenku.publish import assets, confine, headers, lockfile, manifest, plan, redirects, servers, sync
from wenku.publish.manifest import FileRecord, Manifest
from wenku.publish.plan import Hold, Release
from wenku.publish.refusal import Limits

ONE, TWO = FileRecord("1" * 64, 1), FileRecord("2" * 64, 2)


def test_a_manifest_reads_back_and_damage_is_named() -> None:
    made = Manifest("m", "c", {"b.html": TWO, "a/一.md": ONE}, {"old.html": "b.html"}, {"assets/x": "000001-aaaaaaaaaaaa"})
    text = manifest.to_json(made)
    assert manifest.from_json(text) == made and text == manifest.to_json(manifest.from_json(text))
    assert manifest.differences(made, {"b.html": ONE, "c": ONE, "release.json": ONE}) == ["a/一.md: 缺少", "b.html: 内容与发布时不同", "c: 不是这次发布的文件"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 9}', "[" * 100_000]
    + [f'{{"format":1,"release":"","commit":"","redirects":{{}},"carried":{{}},"files":{files}}}' for files in ('{"../x":["%s",1]}' % ("1" * 64), '{"/x":["%s",1]}' % ("1" * 64), '{"x":["z",1]}', '{"x":["%s",-1]}' % ("1" * 64), '{"x":1}')],
)
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(manifest.Damaged, match="release.json"):
        manifest.from_json(text)


def test_addresses_are_pages_and_downloads() -> None:
    paths = ["index.html", "plans/a/b.docx", "plans/a/b.docx.js", "assets/x.css", "zh-Hant/assets/say.js", "search/manifest.js", "index.html.gz", "release.json", "search.html", "_headers", "zh-Hant/a.html"]
    assert manifest.addresses(paths) == {"index.html", "plans/a/b.docx", "search.html", "zh-Hant/a.html"}


PAGES = frozenset({"index.html", "a/new.html", "a/other.html", "zh-Hant/a/new.html"})


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a/old.html", 1, "1 段"),
        ("# x\n\na/b.html c.html d.html", 3, "3 段"),
        ("https://evil.example/x.html a/new.html", 1, "不是本站的地址"),
        ("a/../x.html a/new.html", 1, "不是本站的地址"),
        ("a/old.html //evil.example/a.html", 1, "不是本站的地址"),
        ('a/old.html "><script>.html', 1, "不是本站的地址"),
        ("a/old.docx a/new.html", 1, "不是网页"),
        ("zh-Hant/a.html a/new.html", 1, "另一种语言"),
        ("a/old.html a/new.html\na/old.html a/other.html", 2, "第 1 行"),
        ("a/new.html a/other.html", 1, "还是一个网页"),
        ("a/old.html a/gone.html", 1, "没有“a/gone.html”"),
        ("a/1.html a/2.html\na/2.html a/1.html", 1, "回到自己"),
        ("a/1.html a/2.html\na/2.html a/new.html", 1, "直接写 a/1.html a/new.html"),
    ],
)
def test_faults_of_the_redirects_have_their_line(text: str, line: int, word: str) -> None:
    entries, problems = redirects.parse(text)
    found = [*problems, *redirects.check(entries, PAGES)]
    assert (found[0].line, word in found[0].message + found[0].right) == (line, True), found


def test_a_huge_file_of_redirects_is_bounded() -> None:
    entries, problems = redirects.parse("".join(f"a{n}.html index.html\n" for n in range(redirects.MAX_LINES + 9)))
    assert len(entries) == redirects.MAX_LINES and len(problems) == 1


def test_no_address_vanishes() -> None:
    previous = frozenset({"a/old.html", "a/old.docx", "zh-Hant/a/old.html", "a/new.cun.docx", "topics/x-p2.html", "topics/x.html", "b/gone.html", "b/gone.json", "zh-Hant/b/gone.html"})
    now = PAGES | {"topics/x.html"}
    entries, _ = redirects.parse("/a/old.html /a/new.html  # 合并")
    table = redirects.table(entries, previous, now)
    assert table == {
        "a/old.html": "a/new.html", "a/old.docx": "a/new.html", "zh-Hant/a/old.html": "zh-Hant/a/new.html",
        "a/new.cun.docx": "a/new.html", "topics/x-p2.html": "topics/x.html",
    }  # fmt: skip
    gone = redirects.vanished(previous, now, table)
    assert gone == ["b/gone.html", "b/gone.json", "zh-Hant/b/gone.html"]
    (problem,) = redirects.vanished_problems(gone)
    assert "b/gone.html" in problem.message and "_redirects.txt" in problem.right and "archived" in problem.right


def test_a_redirect_page_has_no_script_and_works_from_a_disk() -> None:
    page = redirects.page("zh-Hant/a/old.html", "zh-Hant/a/new.html")
    assert 'url=../../zh-Hant/a/new.html"' in page and "<script" not in page and "http:" not in page


def test_assets_are_renamed_in_pages() -> None:
    table = assets.renamed(["assets/a.css", "zh-Hant/assets/say.js", "index.html"], "abcdefghij")
    assert table == {"assets/a.css": "assets/abcdefghij/a.css", "zh-Hant/assets/say.js": "zh-Hant/assets/abcdefghij/say.js"}
    page = '<link href="../assets/a.css"><script src="assets/say.js"></script><a href="../assets/none.css"> <p>assets/a.css'
    done = assets.rewritten("zh-Hant/x.html", page, frozenset(table), "abcdefghij")
    assert done == page.replace("../assets/a.css", "../assets/abcdefghij/a.css").replace("assets/say.js", "assets/abcdefghij/say.js")
    assert assets.rewritten("404.html", '<link href="/base/assets/a.css">', frozenset(table), "abcdefghij") == '<link href="/base/assets/abcdefghij/a.css">'
    assert len({assets.digest(files) for files in ([("a", b"x")], [("a", b"y")], [("b", b"x")], [("a", b""), ("x", b"")])}) == 4


def test_what_may_be_cached_for_ever_is_the_same_everywhere() -> None:
    paths = ["assets/abcdefghij/site.css", "zh-Hant/assets/abcdefghij/say.js", "search/x/abc.js", "search/facets-abc.js", "search/manifest.js", "assets/site.css", "index.html", "search.html", "plans/search/x.js"]
    assert [assets.hashed(p) for p in paths] == [True, True, True, True, *[False] * 5]
    assert [bool(re.search(headers.HASHED_PATHS, "/" + p)) for p in paths] == [assets.hashed(p) for p in paths]
    assert assets.hashed("search/x/abc.js.gz") and not assets.hashed("search/manifest.js.gz")


def test_policy_names_the_scripts_there_are_and_no_other() -> None:
    page = f'<head>{headers.CHARSET}<script>a()</script><script type="application/json">{{}}</script><script src="x.js"></script></head>'
    (one,) = headers.script_hashes(page)
    assert one in headers.policy({one}) and "unsafe" not in headers.policy({one}) and "'none'" in headers.policy(())
    done = headers.with_policy(page)
    assert done.index("Content-Security-Policy") < done.index("<script>") and one in done
    assert "frame-ancestors" not in done and "frame-ancestors 'none'" in headers.fixed_headers(())["Content-Security-Policy"]


def test_servers_files_hold_headers_and_redirects() -> None:
    fixed, moved = headers.fixed_headers(()), {"a/old.html": "a/new.html"}
    parts = servers.release_files(fixed, moved)
    assert parts[servers.NGINX_REDIRECTS] == "/a/old.html /a/new.html;\n" and "redir /a/old.html /a/new.html 301" in parts[servers.CADDY]
    text = servers.underscore_headers(fixed)
    assert "nosniff" in text and text.count("Cache-Control") == 7 and "  Cache-Control" not in text.split("/assets")[0]


def releases(*rows: tuple[int, str, float, bool]) -> list[Release]:
    return [Release(n, c * 12, c * 40, made, published) for n, c, made, published in rows]


def test_order_is_by_number_whatever_the_clock_says() -> None:
    found = releases((1, "a", 9000, True), (2, "b", 10, True), (3, "c", 5, True))
    assert plan.next_sequence(found) == 4 and plan.next_sequence([]) == 1
    assert plan.of_commit([*found, *releases((4, "a", 1, True))], "a" * 40).sequence == 4
    assert plan.back(found, found[2].name, 1) == found[1] and plan.back(found, found[2].name, 2) == found[0]
    assert plan.back(found, found[2].name, 3) is None and plan.back(found, "x", 1) is None and plan.back(found, found[2].name, 0) is None
    assert [r.sequence for r in plan.surplus(found, 10**9, frozenset(), keep=1)] == [1, 2]
    assert plan.surplus(found, 0, frozenset(), keep=1) == []  # the clock set back: nothing is old


def test_a_release_that_never_went_live_is_never_gone_back_to() -> None:
    found = releases((1, "a", 0, True), (2, "b", 0, False), (3, "c", 0, True))
    assert plan.back(found, found[2].name, 1) == found[0]
    assert plan.surplus(found, 10**9, frozenset(), keep=2) == []  # the newest of them may be a push in progress
    more = [*found, *releases((4, "d", 10**9, False))]
    assert [r.sequence for r in plan.surplus(more, 10**9, frozenset(), keep=2)] == [2]


def test_prune_keeps_what_is_protected_and_of_the_last_day() -> None:
    found = releases(*((n, chr(96 + n), float(n), True) for n in range(1, 10)))
    kept = {r.sequence for r in found} - {r.sequence for r in plan.surplus(found, plan.KEEP_SECONDS + 3.5, frozenset({found[0].name}), keep=2)}
    assert kept == {1, 4, 5, 6, 7, 8, 9}


def test_a_rollback_holds_until_the_next_push() -> None:
    found = releases((1, "a", 0, True), (2, "b", 0, True))
    hold = Hold(found[0].name, "b" * 40)
    assert plan.wanted(found, "b" * 40, hold) == found[0] and plan.wanted(found, "b" * 40, None) == found[1]
    assert plan.wanted([*found, *releases((3, "c", 0, True))], "c" * 40, hold).sequence == 3
    assert plan.wanted(found, "d" * 40, hold) is None and plan.wanted(found[1:], "b" * 40, hold) == found[1]


def test_assets_of_releases_that_may_be_open_are_carried() -> None:
    before = {"assets/aaaaaaaaaa/x.js": "000002-b", "assets/cccccccccc/x.js": "000001-a", "search/x/1.js": "000002-b"}
    assert assets.carried(before, frozenset({"search/x/1.js"}), frozenset({"000002-b"})) == {"assets/aaaaaaaaaa/x.js": "000002-b"}


JAIL = confine.Jail(("/py", "-m", "x"), "/srv", ("/srv/a/b", "/srv/a"), ("/out",), {"A": "1"})


def test_bubblewrap_gives_no_more_than_is_needed() -> None:
    arguments = confine.bubblewrap(JAIL)
    said = " ".join(arguments)
    assert {"--unshare-all", "--die-with-parent", "--clearenv", "--new-session"} <= set(arguments) and "--share-net" not in arguments
    assert said.index("--ro-bind /srv/a /srv/a") < said.index("--ro-bind /srv/a/b") and "--bind /out /out" in said
    assert said.endswith("--setenv A 1 --chdir /srv -- /py -m x") and said.count("--bind ") == 1


def test_systemd_run_bounds_the_same() -> None:
    said = " ".join(confine.systemd_run(JAIL, Limits(seconds=7, memory_bytes=9)))
    for part in ("PrivateNetwork=yes", "MemoryMax=9", "RuntimeMaxSec=7", "ProtectSystem=strict", "BindPaths=/out", "BindReadOnlyPaths=/srv/a", "-E A=1"):
        assert part in said, part
    assert said.endswith("-- /py -m x")


def test_part_of_a_lock() -> None:
    lock = "# head\nab==1 \\\n    --hash=sha256:1\n    # via x\nC_d==2 ; x \\\n    --hash=sha256:2\ne==3\n"
    assert lockfile.subset(lock, {"c-d", "e"}) == "C_d==2 ; x \\\n    --hash=sha256:2\ne==3\n"


def test_uploads_are_in_an_order_that_never_shows_half_a_site() -> None:
    paths = ["index.html", "a.html", "a.docx", "a.docx.js", "assets/abcdefghij/x.js", "search/manifest.js", "search/x/1.js", "zh-Hant/index.html", "a.html.gz", "_headers"]
    todo = sync.plan(Manifest("", "", dict.fromkeys(paths, ONE)), {"a.docx": ONE, "old.html": TWO, "assets/zzzzzzzzzz/y.js": TWO, "release.json": TWO})
    assert todo.upload == ("a.docx.js", "assets/abcdefghij/x.js", "search/x/1.js", "a.html", "index.html", "search/manifest.js", "zh-Hant/index.html")
    assert todo.delete == ("old.html", "assets/zzzzzzzzzz/y.js")
    assert sync.content_type("a.md").startswith("text/markdown") and sync.cache_control("a.html") == "no-cache" and "immutable" in sync.cache_control(paths[4])
