"""After the last language is built: the Traditional copies and the sitemap, written into the site's folder."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from hooks.build import Build, site_address
from wenku import export, hant
from wenku.render.languages import NAMES
from wenku.render.pages import EN, HANT, ZH


def finish(build: Build, config: MkDocsConfig, languages: tuple[str, ...]) -> None:
    """Write zh-Hant/ when it is among the languages, and sitemap.xml when the site's address is known."""
    site_dir = Path(config.site_dir)
    pages = frozenset(build.addresses[ZH])
    if HANT in languages:
        for address in sorted(pages):
            html = (site_dir / address).read_text("utf-8")
            _write(site_dir / hant.PREFIX / address, hant.convert_page(html, address, pages))
    if site_address():
        _write(site_dir / "sitemap.xml", export.sitemap(_entries(build, languages), site_address()))


def _entries(build: Build, languages: tuple[str, ...]) -> list[export.SitemapEntry]:
    english = frozenset(build.addresses.get(EN, ()))
    dates = {text.url: text.updated for text in build.site.library.texts}
    entries = []
    for address in build.addresses[ZH]:
        pairs = [(NAMES[ZH][0], address)]
        if HANT in languages:
            pairs.append((NAMES[HANT][0], hant.PREFIX + address))
        if f"en/{address}" in english:
            pairs.append((NAMES[EN][0], f"en/{address}"))
        entries.append(export.SitemapEntry(tuple(pairs), dates.get(address, "")))
    return entries


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
