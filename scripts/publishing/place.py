"""The folder of a publishing server: where things are, its settings, its releases."""

from __future__ import annotations

import json
import os
import pwd
from dataclasses import dataclass, field
from pathlib import Path

from scripts.command import Stop
from scripts.publishing.disk import point, sync_folder, write_durably
from wenku.publish.confine import BUBBLEWRAP
from wenku.publish.manifest import NAME, Damaged, Manifest, from_json
from wenku.publish.plan import Hold, Release, parse_name
from wenku.publish.refusal import Limits, limits_from

SETTINGS, META, PUBLISHED = "publish.json", "made.json", "published"


@dataclass(frozen=True)
class Settings:
    """What the administrator decides: conf/publish.json."""

    branch: str = "main"
    admins: tuple[str, ...] = ()
    site: dict[str, str] = field(default_factory=dict)
    """SITE_URL, CONTACT, LANGS: see README."""
    limits: Limits = Limits()
    after: tuple[str, ...] = ()
    """A command to run when the servers' own configuration of a new live release differs, such as reloading nginx."""


@dataclass(frozen=True)
class Place:
    """A server's folder."""

    top: Path

    @property
    def repository(self) -> Path:
        """The bare repository."""
        return self.top / "repo.git"

    @property
    def releases(self) -> Path:
        """Complete releases."""
        return self.top / "releases"

    @property
    def incoming(self) -> Path:
        """Releases being made; on the same file system, so that a rename completes them."""
        return self.releases / ".incoming"

    @property
    def current(self) -> Path:
        """The link that web servers follow."""
        return self.top / "current"

    @property
    def server(self) -> Path:
        """The installed code, past the link: an update never changes what a running build uses."""
        return (self.top / "server" / "current").resolve()

    def settings(self) -> Settings:
        """Read conf/publish.json. Raises Stop."""
        path = self.top / "conf" / SETTINGS
        try:
            return _settings(json.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            raise Stop(f"“{self.top}”不是发布用的文件夹：先运行 python -m scripts.publish init {self.top}") from None
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise Stop(f"{path} 读不懂：{error}。照 docs/guide/publish.md 的样子改正。") from error

    @property
    def isolation(self) -> str:
        """How builds are shut in, as `init` found it: never less than that because a trial fails on a busy day."""
        try:
            return (self.top / "conf" / "isolation").read_text("utf-8").strip()
        except OSError:
            return BUBBLEWRAP

    def live(self) -> str:
        """Return the name of the live release, or ""."""
        try:
            return os.path.basename(os.readlink(self.current))
        except OSError:
            return ""

    def all_releases(self) -> list[Release]:
        """Return the complete releases in their order."""
        found = []
        for folder in self.releases.iterdir() if self.releases.is_dir() else ():
            release = parse_name(folder.name)
            if release:
                try:
                    meta = json.loads((folder / META).read_text("utf-8"))
                    published = (folder / PUBLISHED).exists()
                    found.append(Release(release.sequence, release.short, str(meta["commit"]), float(meta["made"]), published))
                except (OSError, ValueError, KeyError, TypeError):
                    continue
        return sorted(found, key=lambda release: release.sequence)

    def manifest(self, name: str) -> Manifest | None:
        """Return a release's manifest; None when there is none or it is damaged."""
        try:
            return from_json((self.releases / name / "site" / NAME).read_text("utf-8"))
        except (OSError, Damaged, UnicodeDecodeError):
            return None

    def hold(self) -> Hold | None:
        """Return the rollback in force, if any."""
        try:
            row = json.loads((self.top / "conf" / "hold.json").read_text("utf-8"))
            return Hold(str(row["release"]), str(row["head"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def set_hold(self, hold: Hold | None) -> None:
        """Write or end a rollback."""
        path = self.top / "conf" / "hold.json"
        if hold:
            write_durably(path, json.dumps({"release": hold.release, "head": hold.head}).encode())
        elif path.exists():
            path.unlink()
            sync_folder(path.parent)

    def switch(self, name: str) -> None:
        """Make a release live: marked as published first, then one rename."""
        marker = self.releases / name / PUBLISHED
        if not marker.exists():
            write_durably(marker, b"")
        point(self.current, f"releases/{name}")


def _settings(row: dict) -> Settings:
    if unknown := row.keys() - {"branch", "admins", "site", "limits", "after"}:
        raise ValueError(f"没有“{sorted(unknown)[0]}”这一项")
    site = {str(key): str(value) for key, value in row.get("site", {}).items()}
    if wrong := site.keys() - {"SITE_URL", "CONTACT", "LANGS"}:
        raise ValueError(f"site 里没有“{sorted(wrong)[0]}”这一项")
    lists = [tuple(str(name) for name in row.get(key, ())) for key in ("admins", "after")]
    return Settings(str(row.get("branch", "main")), lists[0], site, limits_from(row.get("limits", {})), lists[1])


def pusher_name() -> str:
    """Return who pushes: as the forced SSH command or the web server names them, else the system's account."""
    named = os.environ.get("JICENG_PUSHER") or os.environ.get("REMOTE_USER")
    try:
        return named or pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""
