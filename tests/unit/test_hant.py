"""Traditional copies: words that stay, exceptions, links, and what is no text."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from tests.samples import real_library
from wenku.document import pieces, walk
from wenku.hant import convert, convert_page

PAGES = frozenset({"index.html", "plans/minzheng/a.html", "domains/minzheng.html"})


@pytest.mark.parametrize(
    ("simple", "traditional"),
    [("社区居民委员会", "社區居民委員會"), ("请回复", "請回復"), ("志愿者队伍", "志願者隊伍"), ("信息公开", "信息公開"), ("网格员", "網格員")],
)
def test_words_are_converted_and_never_exchanged(simple: str, traditional: str) -> None:
    assert convert(simple) == traditional


def test_the_whole_library_comes_back() -> None:
    """Simplified → Traditional → Simplified gives every text again: no character was turned into a wrong one."""
    texts = real_library().texts
    for text in texts:
        whole = "\n".join(piece for block in walk(text.document.blocks) for _, piece in pieces(block))
        assert OpenCC("tw2s").convert(convert(whole)) == whole, text.path


def converted(html: str, address: str = "plans/minzheng/a.html") -> str:
    return convert_page(html, address, PAGES)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../index.html", "../../index.html"),
        ("../../domains/minzheng.html#fangan", "../../domains/minzheng.html#fangan"),
        ("a.json", "../../../plans/minzheng/a.json"),
        ("../../assets/site.css", "../../../assets/site.css"),
        ("#一目的", "#一目的"),
        ("https://example.org/x", "https://example.org/x"),
        ("../../en/all.html#M04", "../../../en/all.html#M04"),
    ],
)
def test_links_lead_to_copies_of_pages_and_to_the_one_file_of_all_else(link: str, expected: str) -> None:
    assert re.search(r'href="([^"]*)"', converted(f'<a href="{link}">x</a>')).group(1) == expected  # type: ignore[union-attr]


def test_the_language_switch_says_where_one_is() -> None:
    switch = '<a href="a.html" hreflang="zh-Hans" aria-current="true">简</a><a href="../../zh-Hant/plans/minzheng/a.html" hreflang="zh-Hant">繁</a>'
    html = converted(switch)
    assert 'href="../../../plans/minzheng/a.html" hreflang="zh-Hans">' in html
    assert 'href="a.html" hreflang="zh-Hant" aria-current="true"' in html


def test_text_and_readable_attributes_only() -> None:
    html = converted(
        '<html lang="zh-Hans"><p title="养老" data-field="社区名称" class="国">国家</p>'
        '<script>var 国 = "国";</script><code>{{社区名称}}</code><style>.国{}</style>'
    )
    assert '<html lang="zh-Hant">' in html and 'title="養老"' in html and ">國家<" in html
    assert 'data-field="社区名称"' in html and 'class="国"' in html
    assert '<script>var 国 = "国";</script><code>{{社区名称}}</code><style>.国{}</style>' in html
