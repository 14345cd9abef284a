"""After the last language is built: Word files, search index, Traditional copies and sitemap, written into the site's folder.

One at a time: as files of MkDocs all of them would stand in memory at once.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from hooks.build import Build, site_address
from wenku import export, hant
from wenku.render import sayings
from wenku.render.languages import NAMES
from wenku.render.pages import EN, HANT, ZH
from wenku.search.build import search_files, traditional_files
from wenku.word.build import word_file
from wenku.word.package import blank
from wenku.word.scripts import PARTS_PATH, document_script, parts_script
from wenku.word.traditional import traditional, traditional_blanks


def finish(build: Build, config: MkDocsConfig, languages: tuple[str, ...]) -> None:
    """Write Word files, the search index, zh-Hant/ when it is among the languages, sitemap.xml when the site's address is known."""
    site_dir = Path(config.site_dir)
    _write_word_files(build, site_dir, HANT in languages)
    found = search_files(build.site.library)
    for path, content in found.items():
        _write(site_dir / path, content)
    _write(site_dir / sayings.PATH, sayings.sayings_script(build.site.library.data["ui"]))
    if EN in languages:
        _write(site_dir / EN / sayings.PATH, sayings.sayings_script(build.site.library.data["ui"], lang=EN))
    pages = frozenset(build.addresses[ZH])
    mirrored = pages.union(*(export.word_paths(text).values() for text in build.site.library.texts))
    if HANT in languages:
        _write(site_dir / hant.PREFIX / sayings.PATH, sayings.sayings_script(build.site.library.data["ui"], hant.convert))
        for path, content in traditional_files(build.site.library, found, hant.convert).items():
            _write(site_dir / hant.PREFIX / path, content)
        for address in sorted(pages):
            html = (site_dir / address).read_text("utf-8")
            _write(site_dir / hant.PREFIX / address, hant.convert_page(html, address, mirrored))
    if site_address():
        _write(site_dir / "sitemap.xml", export.sitemap(_entries(build, languages), site_address()))


def _write_word_files(build: Build, site_dir: Path, with_traditional: bool) -> None:
    """Of each text and variant the blank file, and the script for the page's filler; the same in Traditional script."""
    _write(site_dir / PARTS_PATH, parts_script())
    for text in build.site.library.texts:
        blanks = traditional_blanks(field.key for field in text.fields)
        for variant, path in export.word_paths(text).items():
            stored, address = word_file(text, variant, build.release), path.removesuffix(".docx")
            _write(site_dir / path, blank(stored))
            _write(site_dir / f"{path}.js", document_script(address, stored))
            if with_traditional:
                _write(site_dir / hant.PREFIX / path, traditional(blank(stored)))
                _write(site_dir / hant.PREFIX / f"{path}.js", document_script(address, traditional(stored), blanks))


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


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
