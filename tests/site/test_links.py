"""Follow every link, anchor, asset, language switch and sitemap entry of a built site, in every language."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html
from tests.conftest import SITE_URL

LANGUAGES = ("", "zh-Hant/", "en/")
TAGS = {"": "zh-Hans", "zh-Hant/": "zh-Hant", "en/": "en"}


@pytest.fixture(params=["small_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


@lru_cache(maxsize=4000)
def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text("utf-8"))


@lru_cache(maxsize=4000)
def ids(path: Path) -> frozenset[str]:
    return frozenset(tree(path).xpath("//@id"))


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def goal(site: Path, page: Path, link: str) -> tuple[Path, str]:
    split = urlsplit(link)
    if link.startswith(SITE_URL):
        return site / unquote(split.path).lstrip("/"), unquote(split.fragment)
    base = posixpath.dirname(page.relative_to(site).as_posix())
    path = posixpath.normpath(posixpath.join(base, unquote(split.path))) if split.path else page.relative_to(site).as_posix()
    assert not path.startswith(".."), f"{page}: {link} leaves the site"
    return site / path, unquote(split.fragment)


def test_every_link_leads_somewhere(site: Path) -> None:
    dead = []
    for page in pages(site):
        for link in tree(page).xpath("//@href | //@src"):
            if urlsplit(link).scheme in ("mailto", "data") or (urlsplit(link).scheme and not link.startswith(SITE_URL)):
                assert link.startswith(("https://creativecommons.org/", "mailto:", "data:")), f"{page}: {link}"
                continue
            target, fragment = goal(site, page, link)
            if not target.is_file():
                dead.append(f"{page.relative_to(site)} → {link}")
            elif fragment and target.suffix == ".html" and fragment not in ids(target):
                dead.append(f"{page.relative_to(site)} → {link}: no such id")
    assert dead == []


def test_each_language_has_its_tag_and_its_switch(site: Path) -> None:
    for page in pages(site):
        address = page.relative_to(site).as_posix()
        prefix = next((p for p in LANGUAGES[1:] if address.startswith(p)), "")
        assert tree(page).get("lang") == TAGS[prefix], address
        links = tree(page).xpath("//details[contains(@class,'languages')]//a")
        assert [a.get("hreflang") for a in links] == ["zh-Hans", "en", "zh-Hant"], address
        here = [a for a in links if a.get("aria-current")]
        assert [a.get("hreflang") for a in here] == [TAGS[prefix]], address
        assert goal(site, page, here[0].get("href"))[0] == page, address


def test_a_text_leads_to_its_entry_in_the_english_list(small_site: Path) -> None:
    page = small_site / "plans/minzheng/alpha.html"
    link = tree(page).xpath("//details[contains(@class,'languages')]//a[@hreflang='en']/@href")[0]
    target, fragment = goal(small_site, page, link)
    assert target == small_site / "en/all.html" and fragment == "M01"


def test_no_alternate_links_in_heads(site: Path) -> None:
    """Material's script would fetch a sitemap for each of them."""
    for page in pages(site):
        assert tree(page).xpath("//head/link[@rel='alternate' or @rel='prev' or @rel='next']") == [], page


def test_sitemap_names_every_page_and_nothing_else(site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    named = {e.text.removeprefix(SITE_URL) for e in root.findall("s:url/s:loc", space) if e.text}
    here = {page.relative_to(site).as_posix() for page in pages(site)}
    zh = {a for a in here if not a.startswith(("en/", "zh-Hant/"))}
    assert {a for a in named if not a.startswith("en/")} == zh | {f"zh-Hant/{a}" for a in zh}
    assert named <= here
    for link in root.findall("s:url/x:link", space):
        assert (site / link.get("href", "").removeprefix(SITE_URL)).is_file()


def test_no_marks_came_through(site: Path) -> None:
    """`///` or a brace in a page means a block or a field that was not read."""
    for page in pages(site):
        if "/plans/" in page.as_posix() or "/templates/" in page.as_posix():
            text = tree(page).find_class("doc")[0].text_content()
            assert "///" not in text and "{{" not in text and "}}" not in text, page


def test_drafts_never_reach_the_site(small_site: Path) -> None:
    everything = "".join(p.read_text("utf-8") for p in small_site.rglob("*") if p.suffix in (".html", ".json", ".xml", ".md"))
    assert "草稿的题名" not in everything
    assert not list(small_site.rglob("draft-text*"))


def test_archived_text_stays_and_says_why(small_site: Path) -> None:
    page = tree(small_site / "plans/chengguan/old-text.html")
    assert "依据已经废止" in page.text_content()
    listed = tree(small_site / "domains/chengguan.html").text_content()
    assert "旧的题名" not in listed


def test_traditional_pages_link_within_themselves(small_site: Path) -> None:
    page = small_site / "zh-Hant/plans/minzheng/alpha.html"
    crumbs = tree(page).xpath("//nav[@class='crumbs']//a/@href")
    assert crumbs and all("zh-Hant" in goal(small_site, page, link)[0].as_posix() for link in crumbs)
    downloads = tree(page).xpath("//a[@download]/@href")
    converted = {link.rsplit(".", 1)[1]: "zh-Hant" in goal(small_site, page, link)[0].as_posix() for link in downloads}
    assert converted == {"docx": True, "md": False}  # Word files are converted too, Markdown is the one original


def test_assets_are_only_what_is_used(small_site: Path) -> None:
    left = [p.relative_to(small_site).as_posix() for p in (small_site / "assets").rglob("*") if p.is_file()]
    assert not [p for p in left if p.endswith(".map") or "lunr" in p or "workers" in p]


def card(site: Path, address: str) -> dict[str, str]:
    head = tree(site / address)
    return {name.removeprefix("og:"): value for name, value in zip(head.xpath("//meta[@property]/@property"), head.xpath("//meta[@property]/@content"), strict=True)}


def test_what_a_message_shows_of_a_link(small_site: Path) -> None:
    text = "plans/minzheng/alpha.html"
    shown = card(small_site, text)
    picture = small_site / shown["image"].removeprefix(SITE_URL)
    head = picture.read_bytes()
    assert head[:8] == b"\x89PNG\r\n\x1a\n" and len(head) <= 100_000
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1200, 630)
    assert shown["url"] == SITE_URL + text and shown["type"] == "article" and shown["locale"] == "zh_CN"
    assert shown["title"] == tree(small_site / text).xpath("string(//h1)").strip()
    assert shown["description"] == tree(small_site / text).xpath("string(//p[@class='lead'])").strip()
    assert card(small_site, "index.html")["type"] == "website" and card(small_site, "en/index.html")["locale"] == "en_US"
    assert "locale" not in card(small_site, f"zh-Hant/{text}")


def test_every_page_describes_itself(small_site: Path) -> None:
    for page in pages(small_site):
        assert len(tree(page).xpath("//meta[@name='description' and string-length(@content) > 5]")) == 1, page
