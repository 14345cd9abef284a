"""One build of the site: which languages, what was read, which pages and exports MkDocs shall write."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from wenku import export, review
from wenku.check import check
from wenku.frontschema import frontmatter_schema
from wenku.library import TEXT_FOLDERS, Library, read_library
from wenku.model import ERROR, Finding
from wenku.render import scripts
from wenku.render.calendar import calendars
from wenku.render.page import Page
from wenku.render.pages import EN, HANT, ZH, Site
from wenku.render.printcss import print_css
from wenku.sheet import sheet_file

ALL_LANGUAGES = (ZH, EN, HANT)
_SEARCH_PARTS = re.compile(r"assets/javascripts/(?:lunr|workers)/")
"""Parts of Material's own search, which is off: half of the theme's bytes."""


@dataclass
class Build:
    """State of the running build; MkDocs passes none between its events, and static-i18n runs it once per language."""

    site: Site
    release: str
    pages: dict[str, dict[str, Page]]
    addresses: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...] = ()


_builds: list[Build] = []
_preview: list[bool] = [False]


def set_preview(on: bool) -> None:
    """Say whether MkDocs serves a preview instead of building."""
    _preview[0] = on


def current() -> Build:
    """Return the running build."""
    return _builds[-1]


def languages() -> tuple[str, ...]:
    """Return the languages to build from the environment variable LANGS: all (the default), or a list such as zh,en."""
    wanted = os.environ.get("LANGS", "all").replace(" ", "")
    return ALL_LANGUAGES if wanted == "all" else tuple(lang for lang in ALL_LANGUAGES if lang in (ZH, *wanted.split(",")))


def language(config: MkDocsConfig) -> str:
    """Return the language that is being built (zh or en)."""
    return config.plugins["i18n"].current_language or ZH


def choose_languages(config: MkDocsConfig) -> None:
    """Tell static-i18n which of its languages to build."""
    for entry in config.plugins["i18n"].config.languages:
        entry.build = entry.locale in languages()


def drop_static_templates(config: MkDocsConfig) -> None:
    """We write our own sitemap, and one 404 page is enough for a site."""
    config.theme.static_templates.discard("sitemap.xml")
    if language(config) != ZH:
        config.theme.static_templates.discard("404.html")


def read(config: MkDocsConfig) -> None:
    """Read the library for the first language. Raises PluginError after listing all findings when one is an error.

    In a preview a raise would leave every request hanging until the next good build: texts with errors are left out
    instead, and each page shows the findings.
    """
    if language(config) != ZH:
        return
    library = read_library(Path(config.docs_dir))
    findings = check(library)
    for finding in findings:
        print(finding, file=sys.stderr)
    errors = tuple(finding for finding in findings if finding.severity == ERROR)
    if errors and not (_preview[0] and (_builds or not library.data.broken)):
        raise PluginError(f"有 {len(errors)} 处错误，网站没有生成。改正后再试；单独检查用 python -m scripts.check")
    site = _builds[-1].site if library.data.broken else Site(_without(library, errors))
    _builds[:] = [Build(site, _release(config), {}, {}, errors)]


def _without(library: Library, errors: tuple[Finding, ...]) -> Library:
    bad = {finding.path.split("/", 1)[1] for finding in errors}
    return replace(library, entries=tuple(entry for entry in library.entries if entry.path not in bad)) if bad else library


def add_files(files: Files, config: MkDocsConfig) -> Files:
    """Take drafts out, add the generated pages of this language and, with the first, the exports."""
    build, lang = current(), language(config)
    published = {text.path for text in build.site.library.texts}
    for file in list(files):
        if file.src_uri == "sitemap.xml" or file.src_uri.endswith(".map") or _SEARCH_PARTS.search(file.src_uri) or file.src_uri.split("/")[0] in TEXT_FOLDERS and file.src_uri not in published:
            files.remove(file)
    pages = build.site.pages(lang)
    build.pages[lang] = {_address(lang, page.url): page for page in pages}
    for page in pages:
        files.append(_page_file(page, lang, config))
    if lang == ZH:
        for path, content in _exports(build, config).items():
            files.append(_plain_file(path, content, config))
    _join_scripts(files, lang, config)
    build.addresses[lang] = tuple(sorted(f.dest_uri for f in files.documentation_pages()))
    return files


def _join_scripts(files: Files, lang: str, config: MkDocsConfig) -> None:
    """Serve the modules of each bundle as one script."""
    for bundle in scripts.BUNDLES:
        modules = [file for file in files if file.src_uri.startswith(bundle.folder)]
        for file in modules:
            files.remove(file)
        if lang == ZH:
            sources = {PurePosixPath(file.src_uri).stem: file.content_string for file in modules}
            files.append(_plain_file(bundle.path, scripts.joined(bundle, sources), config))


def finish(config: MkDocsConfig) -> None:
    """Once, after the last language: Traditional pages, sitemap."""
    if config.plugins["i18n"].building:
        return
    from hooks import post

    post.finish(current(), config, languages())


def site_address() -> str:
    """Return the published site's address with a slash at its end, or "". MkDocs's own setting is its preview's address."""
    address = os.environ.get("SITE_URL", "")
    return address if not address or address.endswith("/") else address + "/"


def _address(lang: str, url: str) -> str:
    return url if lang == ZH else f"{lang}/{url}"


def _page_file(page: Page, lang: str, config: MkDocsConfig) -> File:
    """Make the file of a generated page with all that static-i18n looks for (found by trying: EXAMPLES §2)."""
    path = page.url.removesuffix(".html")
    head = json.dumps({"title": page.title, "template": page.template}, ensure_ascii=False)
    suffix = "" if lang == ZH else f".{lang}"
    file = File.generated(config, f"{path}{suffix}.md", content=f"---\n{head}\n---\n")
    file.dest_uri = _address(lang, page.url)  # before anything reads .url, which is cached
    file.name = path.rsplit("/", 1)[-1]
    file.locale, file.locale_alternate_of = lang, lang
    file.localization = None if lang == ZH else lang
    file.norm_src_uri = f"{path}.md"
    file.alternates = dict.fromkeys(config.plugins["i18n"].build_languages, file)
    if f"{path}.md" not in str(config.nav):
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _plain_file(path: str, content: str | bytes, config: MkDocsConfig) -> File:
    """A file that MkDocs copies as it is, whatever its name ends in: .md would otherwise become a page."""
    file = File.generated(config, f"{path}.export", content=content)
    file.dest_uri = path
    return file


def _exports(build: Build, config: MkDocsConfig) -> dict[str, str | bytes]:
    site_url = site_address()
    texts = build.site.library.texts
    schemas = Path(config.docs_dir) / "_data" / "schemas"
    exports: dict[str, str | bytes] = {
        "library.json": export.library_json(texts, build.release),
        "feed.xml": export.atom(build.site.index.texts, config.site_name, site_url),
        "review.json": review.agenda_json(texts),
        "library.schema.json": (schemas / "library.json").read_text("utf-8"),
        "text.schema.json": (schemas / "text.json").read_text("utf-8"),
        "frontmatter.schema.json": frontmatter_schema(build.site.library.data),
        "assets/print.css": print_css(),
    }
    for path, calendar in calendars(build.site.library.data, config.site_name).items():
        exports[path] = calendar.encode("utf-8")  # as bytes: its lines end in CRLF everywhere
    for text in texts:
        exports[text.url.removesuffix(".html") + ".json"] = export.text_json(text, build.release)
        for variant, path in export.markdown_paths(text).items():
            exports[path] = export.markdown(text, variant)
        for variant, path in export.sheet_paths(text).items():
            exports[path] = sheet_file(text, variant, build.release)
    return exports


def _release(config: MkDocsConfig) -> str:
    """Return the release's mark: RELEASE from the environment, else git's name of the commit, else nothing."""
    if os.environ.get("RELEASE"):
        return os.environ["RELEASE"]
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
