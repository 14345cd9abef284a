"""No push can put a tag or a script into a page: raw HTML is text in every corner of Markdown, and no link runs anything."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from markdown import Markdown
from mkdocs.exceptions import PluginError

from hooks import views
from wenku.render.markdown import EXTENSIONS


def rendered(source: str) -> str:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS).convert(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "    ```\n\n<script>alert(1)</script>\n",  # an indented fence is none, whatever a reader of lines thinks
        "```\n\n<script>alert(1)</script>\n",  # nor is one that nothing closes
        "\\`<b onclick=alert(1)>a</b>\\`",
        "a <img src=x onerror=alert(1)> b",
        "<!-- x --><svg onload=alert(1)>",
        "| a |\n|---|\n| <iframe src=//x> |",
        "/// guidance | <script>\n\nx\n\n///",
        "# <script>alert(1)</script>",
        "<?php x ?>\n\n<![CDATA[ <script> ]]>",
    ],
)
def test_tags_are_text(source: str) -> None:
    done = rendered(source).lower()
    assert not any(f"<{tag}" in done for tag in ("script", "b ", "img", "svg", "iframe", "!--", "?php", "!["))


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:alert(1))", "[x][1]\n\n[1]: javascript:alert(1)", "[x](java&#115;cript:alert(1))", "[x](JaVaScRiPt&colon;alert(1))", "<javascript:alert(1)>", "[x](data:text/html,x)", "![x](javascript:1)", "[x](<java\tscript:alert(1)>)", "[x](vbscript:x)"],
)
def test_no_link_runs_a_script(source: str) -> None:
    done = rendered(source)
    assert "href=" not in done and "src=" not in done


@pytest.mark.parametrize(("template", "generated", "good"), [("front.html", None, True), ("main.html", None, False), ("../x", None, False), ("list.html", "hooks", True)])
def test_a_written_page_names_no_template_of_others(monkeypatch: pytest.MonkeyPatch, template: str, generated: str | None, good: bool) -> None:
    monkeypatch.setattr(views, "text_of", lambda page: None)
    page = SimpleNamespace(meta={"template": template}, file=SimpleNamespace(src_uri="guide/x.md", generated_by=generated))
    if good:
        views.describe(page)
    else:
        with pytest.raises(PluginError, match="docs/guide/x.md:1: .*删去这一行"):
            views.describe(page)


def test_what_is_no_danger_stays() -> None:
    done = rendered("[a](../a.html#x) [b](https://a.example/) [c](mailto:a@b.example) `<i>` &amp; &lt;\n\n```html\n<p>\n```\n")
    for part in ('href="../a.html#x"', 'href="https://a.example/"', 'href="mailto:a@b.example"', "<code>&lt;i&gt;</code>", "&lt;p&gt;"):
        assert part in done
