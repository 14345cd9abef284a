"""What a browser may do on our pages (CSP) and how long it may keep files: computed from the built pages, as meta tag and response headers."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_RUN = frozenset(("", "module", "text/javascript", "application/javascript"))
"""Types that a browser runs; others are data, which no policy asks about."""
CHARSET = '<meta charset="utf-8">'
HASHED_CACHE = "public, max-age=31536000, immutable"
PAGE_CACHE = "no-cache"
HASHED_PATHS = r"^/(?:(?:(?:zh-Hant|en)/)?assets/[a-z2-7]{10}/.+|search/(?:[a-z]+/|[a-z]+-)[^./]+\.js)$"
"""The same as wenku.publish.assets.hashed, as servers match an address; without lookahead, which Caddy does not know (a test holds them together)."""


def script_hashes(html: str) -> frozenset[str]:
    """Return the CSP sources ('sha256-…') of a page's inline scripts."""
    found = set()
    for attributes, content in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not re.search(r"\bsrc\s*=", attributes, re.IGNORECASE) and (kind[1].lower() if kind else "") in _RUN:
            found.add("'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'")
    return frozenset(found)


def policy(hashes: Iterable[str], framing: bool = False) -> str:
    """Return the content security policy. `framing`: with frame-ancestors, which a meta tag may not say."""
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *sorted(hashes)]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }
    if framing:
        parts["frame-ancestors"] = "'none'"
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def with_policy(html: str) -> str:
    """Return a page with its own policy as a meta tag behind the charset, before anything that loads; the hashes are this page's."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(script_hashes(html))}">'
    return html if CHARSET not in html else html.replace(CHARSET, f"{CHARSET}\n{tag}", 1)


def fixed_headers(hashes: Iterable[str]) -> dict[str, str]:
    """Return the headers that every answer has; `hashes` of all pages of the site together."""
    return {
        "Content-Security-Policy": policy(hashes, framing=True),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
