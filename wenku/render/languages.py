"""Which address a page has in each language, and the links of the language switch."""

from __future__ import annotations

from dataclasses import dataclass

from wenku.model import Text
from wenku.render.pages import EN, HANT, ZH, Site

NAMES = {ZH: ("zh-Hans", "简体中文"), HANT: ("zh-Hant", "繁體中文（機器轉換）"), EN: ("en", "English")}
"""Language → (tag of BCP 47, what the switch shows). No region names, no flags (DESIGN §3)."""


@dataclass(frozen=True)
class LanguageLink:
    """A link of the language switch. `url` is from the site's root; `exact` when it is the same page."""

    tag: str
    name: str
    url: str
    exact: bool
    here: bool = False


def bare(address: str) -> tuple[str, str]:
    """Split an address into (language, address without language)."""
    for lang in (EN, HANT):
        if address.startswith(f"{lang}/"):
            return lang, address[len(lang) + 1 :]
    return ZH, address


def switch_links(address: str, text: Text | None, site: Site, languages: tuple[str, ...]) -> tuple[LanguageLink, ...]:
    """Return a link for each language built, for the page at `address` (with its language's prefix)."""
    here, plain = bare(address)
    links = []
    for lang in languages:
        url, exact = _target(lang, here, plain, text, site)
        links.append(LanguageLink(*NAMES[lang], url, exact, lang == here))
    return tuple(links) if len(links) > 1 else ()


def _target(lang: str, here: str, plain: str, text: Text | None, site: Site) -> tuple[str, bool]:
    if lang == EN:
        if text:
            return site.english_entries.get(text.path, "en/all.html"), False
        found = plain in site.english_pages
        return (f"en/{plain}", True) if found or here == EN else ("en/index.html", False)
    prefix = "" if lang == ZH else f"{lang}/"
    return prefix + plain, True
