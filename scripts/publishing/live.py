"""Fetch the manifest of a published site: what was published must not vanish."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

from scripts.command import Stop
from wenku.publish.manifest import NAME, Damaged, from_json

_MOST = 64 * 1024 * 1024
_SECONDS = 60


def fetch(url: str, out: Path) -> bool:
    """Write the live site's release.json; False, and nothing is written, when the site has none yet. Raises Stop when that can't be known."""
    if not url.startswith(("http://", "https://")):
        raise Stop(f"“{url[:80]}”不是网址：SITE_URL 写成 https://example.org/ 的样子。")
    try:
        with urllib.request.urlopen(url.rstrip("/") + "/" + NAME, timeout=_SECONDS) as answer:  # noqa: S310 (the scheme is checked)
            content = answer.read(_MOST + 1)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise Stop(f"网站没有给出 {NAME}（{error.code}）：过一会儿再试。不知道公布过哪些地址，就不能发布。") from error
    except (OSError, ValueError) as error:
        raise Stop(f"连不上 {url}（{error}）：检查网址和网络。不知道公布过哪些地址，就不能发布。") from error
    try:
        if len(content) > _MOST:
            raise Damaged(f"{NAME} 太大")
        from_json(content.decode("utf-8"))
    except (Damaged, UnicodeDecodeError) as error:
        raise Stop(f"{url} 的清单读不懂：{error}") from error
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    return True
