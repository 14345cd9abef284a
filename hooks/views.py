"""What MkDocs's templates get: the view of each page, interface strings, addresses by language."""

from __future__ import annotations

from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from hooks import build
from wenku.check import RULES
from wenku.model import Text
from wenku.render import body
from wenku.render.front import front
from wenku.render.handbook import handbook
from wenku.render.languages import switch_links
from wenku.render.pages import ZH
from wenku.render.strings import translate
from wenku.render.text import text_view

_WRITTEN = ("front.html", "handbook.html")
"""Templates that pages in docs/ name themselves; those of generated pages are ours."""


def text_of(page: Page | None) -> Text | None:
    """Return the text that a page shows, or None for other pages."""
    if page is None:
        return None
    return build.current().site.library.by_path.get(page.file.src_uri.removesuffix(".md"))


def prepare(env: Any, config: MkDocsConfig) -> None:
    """Register `t` (interface strings in the language being built)."""
    data = build.current().site.library.data
    env.globals["t"] = partial(translate, data["ui"], build.language(config))
    env.trim_blocks = env.lstrip_blocks = True


def source(page: Page) -> str | None:
    """Return the body of a text without its front matter, None for other pages."""
    return build.current().site.library.entry_by_path[page.file.src_uri].front.body if text_of(page) else None


def describe(page: Page) -> None:
    """Set title, description and template of a text's page."""
    text = text_of(page)
    if text:
        meta = {"title": text.title, "description": text.summary, "template": "text.html", "hide": ["navigation", "toc"]}
        page.meta = meta
        page.title = text.title
    elif page.meta.get("template"):
        _own_template(page)
        page.meta.setdefault("hide", ["navigation", "toc"])


def _own_template(page: Page) -> None:
    """Written pages may name two templates; any other would run without what it expects. Raises PluginError."""
    if page.file.generated_by is None and page.meta["template"] not in _WRITTEN:
        raise PluginError(f"docs/{page.file.src_uri}:1: template 写的是“{str(page.meta['template'])[:40]}” → 删去这一行；它只用于首页和规则手册")


def present(html: str, page: Page) -> str:
    """Return a text's HTML as the page shows it; other pages' as it is."""
    text = text_of(page)
    try:
        return body.present(html, text) if text else html
    except body.BodyError as error:
        raise PluginError(str(error)) from None


def add(context: Any, page: Page | None, config: MkDocsConfig) -> Any:
    """Add view, crumbs, language links and release to a page's template context."""
    running, lang = build.current(), build.language(config)
    site, text = running.site, text_of(page)
    generated = running.pages.get(lang, {}).get(page.file.dest_uri) if page else None
    if text:
        context["view"] = text_view(text, site.index, site.library.by_path)
        context["crumbs"] = context["view"].crumbs
    elif generated:
        context["view"], context["crumbs"] = generated.view, generated.crumbs
        page.meta["description"] = generated.description  # type: ignore[union-attr]
    elif page and page.meta.get("template") == "front.html":
        context["view"] = front(site, lang)
    elif page and page.meta.get("template") == "handbook.html":
        context["view"] = handbook(RULES, site.library.data)
    address = page.file.dest_uri if page else ""
    context["languages"] = switch_links(address, text, site, build.languages()) if page else ()
    context["lang_tag"] = "zh-Hans" if lang == ZH else lang
    context["prefix"] = "" if lang == ZH else f"{lang}/"
    context["english"] = lang != ZH
    context["release"] = running.release
    context["findings"] = running.findings
    return context
