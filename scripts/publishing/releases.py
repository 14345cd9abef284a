"""Make a release of a commit: complete and synced in its own folder before anything points to it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.publishing import git, sandbox
from scripts.publishing.disk import records, remove, sync_folder, sync_tree
from scripts.publishing.pack import REDIRECTS_FILE, published, write_manifest
from scripts.publishing.place import META, Place, Settings
from wenku.publish.assets import carried, hashed
from wenku.publish.confine import Jail
from wenku.publish.manifest import NAME, differences
from wenku.publish.plan import ASSETS_KEEP, ASSETS_SECONDS, Release, next_sequence, of_commit, recent
from wenku.publish.refusal import Refusal

FOUND = 10
MOST_LINES = 200
_FULL = 16 * 1024 * 1024
"""With less room than this a build that failed most likely failed for it."""
Say = Callable[[str], None]


class NotMade(Exception):
    """No release came of it; the message is for the pusher, in Chinese, with all findings."""


def make(place: Place, settings: Settings, commit: str, say: Say) -> Release:
    """Return the complete release of a commit, made now or found. The caller holds the build lock. Raises NotMade."""
    remove(place.incoming)  # nobody else is building: whatever lies there was cut off
    known = of_commit(place.all_releases(), commit)
    if known and _as_good_as_new(place, known):
        return known
    release = _numbered(place, commit)
    room = place.incoming / release.name
    try:
        (room / "site").mkdir(parents=True)
        _fill(place, settings, release, room, say)
        _complete(place, release, room)
    except OSError as error:
        raise NotMade(_why(error)) from error
    except git.GitError as error:
        raise NotMade(f"仓库里的提交读不出来（{error}）→ 请把这一行告诉管理员；重新推送一次") from error
    finally:
        remove(place.incoming)
    return release


def _numbered(place: Place, commit: str) -> Release:
    return Release(next_sequence(place.all_releases()), commit[:12], commit, time.time(), False)


def _as_good_as_new(place: Place, release: Release) -> bool:
    """Tell whether a release found was made by the server's present code and is unharmed."""
    try:
        meta = json.loads((place.releases / release.name / META).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return meta.get("server") == place.server.name and not damage(place, release.name)


def damage(place: Place, name: str) -> list[str]:
    """Return what differs between a release's manifest and its files, in Chinese."""
    manifest = place.manifest(name)
    if manifest is None:
        return [f"{NAME}: 缺少或者残缺"]
    try:
        return differences(manifest, records(place.releases / name / "site"))
    except OSError as error:
        return [f"{error.filename}: 不是普通文件，或者读不出来"]


def _fill(place: Place, settings: Settings, release: Release, room: Path, say: Say) -> None:
    checkout = room / "checkout"
    entries = git.tree(place.repository, release.commit, settings.limits.files)
    git.write_files(place.repository, [e for e in entries if e.path.startswith(b"docs/")], checkout)
    before = [m for m in (place.manifest(name) for name in _predecessors(place, settings)) if m]
    addresses = frozenset().union(*(published(manifest) for manifest in before))
    (room / "previous.txt").write_text("\n".join(sorted(addresses)), "utf-8")
    outcome = sandbox.run(_jail(place, settings, release, room), settings.limits, place.isolation)
    _judge(place, outcome, settings, say)
    shutil.rmtree(checkout)
    (room / "previous.txt").unlink()
    kept = _carry(place, room / "site")
    moved = dict(line.split(" ") for line in (room / REDIRECTS_FILE).read_text("utf-8").splitlines())
    write_manifest(room / "site", release.commit[:10], release.commit, moved, kept)


def _predecessors(place: Place, settings: Settings) -> list[str]:
    """Name the releases whose addresses must live on: the live one, and the one that the branch's head will make live."""
    waiting = of_commit(place.all_releases(), git.head(place.repository, settings.branch))
    return [name for name in {place.live(), waiting.name if waiting else ""} if name]


def _jail(place: Place, settings: Settings, release: Release, room: Path) -> Jail:
    server = str(place.server)
    environment = {
        "PATH": os.defpath, "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": server,
        "JICENG_VENV": "off", "DOCS_DIR": str(room / "checkout" / "docs"), "RELEASE": release.commit[:10], "LANGS": "all", "NO_COLOR": "1",
        **settings.site,
    }  # fmt: skip
    command = (sys.executable, "-m", "scripts.publishing.worker", str(room / "checkout" / "docs"), str(room))
    interpreter = {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, os.path.dirname(os.path.realpath(sys.executable)))}
    readable = {server, *interpreter, str(room / "checkout")}
    outside = {path for path in readable if not path.startswith(("/usr/", "/bin/", "/lib/"))}
    return Jail(command, server, tuple(sorted(outside)), (str(room),), environment)


def _judge(place: Place, outcome: sandbox.Outcome, settings: Settings, say: Say) -> None:
    """Pass on what the build says to the pusher. Raises NotMade when there is no site."""
    lines = [line for line in outcome.said.splitlines() if line.strip()]
    told = lines[:MOST_LINES] + ([f"……还有 {len(lines) - MOST_LINES} 行"] if len(lines) > MOST_LINES else [])
    if outcome.stopped == "time":
        raise NotMade(_joined(told, f"生成超过 {settings.limits.seconds} 秒，已经停下 → 把这次的改动分成几次推送；还是这样，请管理员查看 logs/build.txt"))
    if outcome.stopped == "disk":
        raise NotMade(_joined(told, "生成的网站超过了管理员定的大小，已经停下 → 减少这次加进来的内容，或者请管理员调高 conf/publish.json 里的 site_bytes"))
    if outcome.code == FOUND:
        raise NotMade(_joined(told, "照上面每一行箭头后面的话改正，提交，再推送一次；本机先看：python -m scripts.check"))
    if outcome.code:
        _log(place, outcome.errors)
        if shutil.disk_usage(place.top).free < _FULL:
            raise NotMade(_why(OSError(errno.ENOSPC, "")))
        told = [line for line in told if line.startswith("docs/")]  # the rest is the program's own, in English
        raise NotMade(_joined(told, "生成程序自己没有做完，不是您的文本有错 → 请管理员查看服务器上的 logs/build.txt；网站没有变，改动还在您的电脑里"))
    for line in told:
        say(line)


def _joined(lines: Sequence[str], last: str) -> str:
    return "\n".join([*lines, last])


def _log(place: Place, text: str) -> None:
    """Keep what the build itself said for the administrator; no room for it is no reason to say less."""
    try:
        (place.top / "logs" / "build.txt").write_text(text, "utf-8")
    except OSError:
        return


def _carry(place: Place, site: Path) -> dict[str, str]:
    """Link hashed files of the live release that its pages, still open somewhere, may ask for; return them."""
    live = place.live()
    manifest = place.manifest(live) if live else None
    if manifest is None:
        return {}
    releases = [r for r in place.all_releases() if r.published]
    kept = recent(releases, time.time(), ASSETS_KEEP, ASSETS_SECONDS) | {live}
    before = {path: manifest.carried.get(path, live) for path in manifest.files if hashed(path)}
    now = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    stay = carried(before, now, kept)
    for path in stay:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(place.releases / live / "site" / path, site / path)
    return stay


def _complete(place: Place, release: Release, room: Path) -> None:
    """Sync everything, then give the folder its name: a release that has its name is whole."""
    meta = {"commit": release.commit, "made": release.made, "server": place.server.name}
    (room / META).write_text(json.dumps(meta) + "\n", "utf-8")
    sync_tree(room)
    os.rename(room, place.releases / release.name)
    sync_folder(place.releases)


def _why(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return str(Refusal("", "服务器的磁盘满了，网站没有变", "请管理员运行 prune 或者腾出空间；改动还在您的电脑里，之后再推送一次"))
    return str(Refusal("", f"服务器写不了发布的文件（系统报告错误 {error.errno}），网站没有变", "请把这一行告诉管理员；改动还在您的电脑里"))
