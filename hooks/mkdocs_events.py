"""MkDocs adapter: each event is one call into hooks.build or hooks.views. Runs once per language under mkdocs-static-i18n."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402  (the path must be known first)
from mkdocs.plugins import CombinedEvent, event_priority  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from hooks import build, views  # noqa: E402

_AFTER_I18N = -200


def _before_i18n(config: MkDocsConfig) -> MkDocsConfig:
    build.choose_languages(config)
    return config


@event_priority(_AFTER_I18N)
def _after_i18n(config: MkDocsConfig) -> MkDocsConfig:
    build.drop_static_templates(config)
    return config


on_config = CombinedEvent(_before_i18n, _after_i18n)


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview: there, findings must not stop the server."""
    build.set_preview(command == "serve")


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check the library, once for all languages; findings of severity error stop the build."""
    build.read(config)


@event_priority(_AFTER_I18N)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add generated pages and exports, take drafts out; after static-i18n, which crashes on pages made before it."""
    return build.add_files(files, config)


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Material binds the keys p and n to rel=prev and rel=next: a trap for whoever types (WCAG 2.1.4)."""
    for page in nav.pages:
        page.previous_page = page.next_page = None
    return nav


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Give the templates their functions."""
    views.prepare(env, config)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Hand over a text's body as it was read: MkDocs need not read the file and its front matter again."""
    return views.source(page)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replace the front matter of a text, whose keys mean other things to MkDocs, by what the page needs."""
    views.describe(page)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Show a text's examples in its fields, and its headings one level down."""
    return views.present(html, page)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give the template the page's view."""
    return views.add(context, page, config)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """The 404 page is a template, not a page."""
    return views.add(context, None, config)


@event_priority(_AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: sitemap and Traditional pages."""
    build.finish(config)
