"""Simplified → Traditional for finished pages: str → str by OpenCC `s2tw` with our exceptions, links kept right.

Never `s2twp`: it changes words (社区 → 社群), and these are mainland texts that must keep theirs.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Set
from functools import lru_cache

from opencc import OpenCC

PREFIX = "zh-Hant/"
EXCEPTIONS = {"回覆": "回復", "於某": "于某", "羣": "群", "喫": "吃", "裏": "裡", "週計劃": "周計劃"}
"""What s2tw gets wrong on this library's words → what it should be. Grown by the test over the whole library."""

_TOKEN = re.compile(r"(<script\b.*?</script>|<style\b.*?</style>|<pre\b.*?</pre>|<code\b.*?</code>|<!--.*?-->|<[^>]+>)", re.S)
_ATTRIBUTE = re.compile(r'(\s(?:title|aria-label|alt|placeholder|content|label|data-blank|data-words|data-labels|data-shown|data-none|data-copied|data-failed|data-faults|data-unit|data-example|data-title|data-stamp)=")([^"]*)(")')
_ADDRESS = re.compile(r'(\s(?:href|src|action)=")([^"]*)(")')
_HERE = ' aria-current="true"'
_LOCALE = '<meta property="og:locale" content="zh_CN">\n'
"""Open Graph names a script only by a region; the Traditional copy names none."""
_BASE = re.compile(r'("base": ")([^"]*)(")')
_PATH = re.compile(r"[^?#]*")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/")


@lru_cache(maxsize=2)
def _converter(config: str = "s2tw") -> OpenCC:
    return OpenCC(config)


def simplify(text: str) -> str:
    """Return text in Simplified script, for comparing with the tables."""
    return _converter("t2s").convert(text)


def convert(text: str) -> str:
    """Return text in Traditional script."""
    converted = _converter().convert(text)
    for wrong, right in EXCEPTIONS.items():
        converted = converted.replace(wrong, right)
    return converted


def convert_page(html: str, address: str, mirrored: Set[str], text: Callable[[str], str] = convert) -> str:
    """Return the Traditional copy, for PREFIX + address, of the page at `address`.

    Text and readable attributes are converted; names of fields and scripts stay. Links to pages in `mirrored` lead to
    their Traditional copies, all others (assets, exports, other languages) to the one original.
    """

    def token(part: str) -> str:
        if part.startswith("<script"):
            return _BASE.sub(lambda m: m.group(1) + _outward(m.group(2), address) + m.group(3), _links(part, address, mirrored))
        if part.startswith(("<style", "<pre", "<code", "<!--")):
            return part
        if part.startswith("<"):
            return _ATTRIBUTE.sub(lambda m: m.group(1) + text(m.group(2)) + m.group(3), _links(part, address, mirrored))
        return text(part) if part.strip() else part

    converted = "".join(token(part) for part in _TOKEN.split(html) if part)
    converted = converted.replace(_LOCALE, "", 1)
    return converted.replace('<html lang="zh-Hans"', '<html lang="zh-Hant"', 1)


def _links(tag: str, address: str, mirrored: Set[str]) -> str:
    literal = " hreflang=" in tag  # the language switch leads to where it says
    if literal:
        tag = tag.replace(_HERE, "")
        tag = tag.replace(' hreflang="zh-Hant"', ' hreflang="zh-Hant"' + _HERE)

    def rewrite(match: re.Match[str]) -> str:
        return match.group(1) + _link(match.group(2), address, mirrored if not literal else frozenset()) + match.group(3)

    return _ADDRESS.sub(rewrite, tag)


def _link(link: str, address: str, mirrored: Set[str]) -> str:
    if not link or _EXTERNAL.match(link):
        return link
    path = _PATH.match(link).group()  # type: ignore[union-attr]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return link if target in mirrored else _outward(path, address) + link[len(path) :]


def _outward(path: str, address: str) -> str:
    """Return the relative path, seen from PREFIX + address, of what `path` means seen from `address`."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return posixpath.relpath(target, posixpath.dirname(PREFIX + address))
