"""What the subcommands of scripts.publish do, each a function from its arguments to an exit code."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from scripts.bootstrap import ROOT
from scripts.command import Stop
from scripts.publishing import git
from scripts.publishing import receive as hooks
from scripts.publishing.disk import Busy, locked, usage
from scripts.publishing.pack import REDIRECTS_FILE, pack, published, read_redirects, write_manifest
from scripts.publishing.place import Place
from scripts.publishing.releases import NotMade, damage
from scripts.publishing.shell import serve
from wenku.publish.confine import BUBBLEWRAP
from wenku.publish.manifest import Damaged, from_json
from wenku.publish.plan import Hold, back, of_commit, wanted
from wenku.publish.redirects import FILE
from wenku.publish.refusal import MIB

__all__ = ["ROOT", "init", "live", "pack_site", "prune", "receive", "reconcile", "rollback", "shell", "status", "sync", "verify", "wheels"]
_SHOWN = 30


def init(args: argparse.Namespace) -> int:
    """Make or update a server's folder and say what comes next."""
    from scripts.publishing import install  # the hooks, which come through here too, need none of it

    if args.wheels and not args.wheels.is_dir():
        raise Stop(f"没有“{args.wheels}”这个文件夹：先在能上网的机器上运行 python -m scripts.publish wheels 〈文件夹〉，再带过来。")
    print("正在安装……", file=sys.stderr, flush=True)
    place = install.install(args.folder, args.wheels, args.shared_venv)
    settings = place.settings()
    code = f"{place.top}/server/current"
    print(f"""发布用的文件夹：{place.top}
生成时的隔离：{_isolation(place.isolation)}
可以改程序的推送人：{"、".join(settings.admins) or "没有"}（conf/publish.json 里的 admins）

下一步：
1. 网页服务器：{place.top}/conf/nginx.conf 或者 Caddyfile，改好地址后启用；网站在 {place.current}/site。
2. 管理员第一次推送：git push {place.repository} HEAD:{settings.branch}
3. 每分钟运行一次，补上中断的发布：
   * * * * * cd {code} && JICENG_VENV=off .venv/bin/python -m scripts.publish reconcile {place.top}
4. 谁能推送、退回、备份：docs/guide/publish.md。""")
    return 0


def _isolation(kind: str) -> str:
    if kind == BUBBLEWRAP:
        return "bubblewrap（没有网络，只读程序，只写自己的文件夹；限时、限内存、限磁盘）"
    return "只有限时、限内存、限磁盘；没有可用的 bubblewrap，不能断网、不能限制读文件（Debian：apt-get install bubblewrap）"


def wheels(args: argparse.Namespace) -> int:
    """Fill a folder for a machine without internet."""
    from scripts.publishing import install

    count = install.fill_wheels(args.folder)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    print(f"{args.folder}：{count} 个组件，适用于 Python {version} 和同样的系统。连同仓库一起带到服务器，运行 python -m scripts.publish init 〈文件夹〉 --wheels {args.folder.name}")
    return 0


def status(args: argparse.Namespace) -> int:
    """Say what is live, and whether that is what the branch says. Exit 1 when it is not."""
    place = Place(args.folder.resolve())
    settings = place.settings()
    releases, live, hold = place.all_releases(), place.live(), place.hold()
    head = git.head(place.repository, settings.branch)
    target = wanted(releases, head, hold)
    held = bool(hold and hold.head == head)
    agrees = target is not None and target.name == live
    print(f"网站：{live or '还没有发布'}{'（退回中，下一次推送后回到最新）' if held else ''}")
    print(f"分支 {settings.branch}：{head[:12] or '还没有推送'}")
    print("网站与分支一致。" if agrees or not head else "网站与分支不一致：运行 reconcile。")
    print(f"隔离：{_isolation(place.isolation)}")
    print(f"留着的版本（{len(releases)} 个，{usage(place.releases) / MIB:.0f} MB）：")
    for item in reversed(releases[-_SHOWN:]):
        notes = "，".join(note for note, on in (("现在的网站", item.name == live), ("没有上过线", not item.published)) if on)
        print(f"  {item.name}  {age(item.made)}{'  ' + notes if notes else ''}")
    return 0 if agrees or not head else 1


def age(seconds: float) -> str:
    """Return a time of the epoch as local date and time, for a person."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def rollback(args: argparse.Namespace) -> int:
    """Make an earlier release live and keep it so until the next push; 0 goes back to the branch's own."""
    place = Place(args.folder.resolve())
    settings = place.settings()
    with _switching(place):
        releases, head = place.all_releases(), git.head(place.repository, settings.branch)
        target = of_commit(releases, head) if args.steps == 0 else back(releases, place.live(), args.steps)
        if args.steps < 0 or target is None:
            older = sum(r.published for r in releases) - 1
            raise Stop(f"退不了 {args.steps} 次：留着的版本里，比现在早的没有这么多（一共 {max(older, 0)} 个别的版本，见 status）。网站没有变。")
        if faults := damage(place, target.name):
            raise Stop(f"{target.name} 已经损坏，不能用：{faults[0]}。网站没有变。")
        place.set_hold(Hold(target.name, head) if args.steps else None)
        place.switch(target.name)
    print(f"网站现在是 {target.name}。" + ("下一次推送后回到最新；要取消退回：rollback 〈文件夹〉 0。" if args.steps else ""))
    return 0


def _switching(place: Place):
    return locked(place.top / hooks.SWITCH_LOCK, 60, lambda: print("正在等另一次切换……", file=sys.stderr))


def reconcile(args: argparse.Namespace) -> int:
    """Bring site and branch together; quiet when they are."""
    place = Place(args.folder.resolve())
    try:
        if args.rebuild:
            hooks.rebuild(place, print)
            return 0
        if not hooks.reconcile(place, print):
            print("网站还没有与分支一致：再运行一次。", file=sys.stderr)
            return 1
    except (NotMade, Busy) as problem:
        print(problem if isinstance(problem, NotMade) else hooks.BUSY, file=sys.stderr)
        return 1
    return 0


def prune(args: argparse.Namespace) -> int:
    """Delete the releases that may go."""
    place = Place(args.folder.resolve())
    settings = place.settings()
    with _switching(place):
        gone = hooks.clean(place, settings)
    print(f"删去 {len(gone)} 个旧版本，留下 {len(place.all_releases())} 个。")
    return 0


def verify(args: argparse.Namespace) -> int:
    """Compare the live release, or all, with their manifests. Exit 1 when something differs."""
    place = Place(args.folder.resolve())
    place.settings()
    names = [r.name for r in place.all_releases()] if args.all else [place.live()]
    if not any(names):
        print("还没有发布。")
        return 1
    bad = 0
    for name in names:
        faults = damage(place, name)
        bad += bool(faults)
        manifest = place.manifest(name)
        print(f"{name}：" + (f"{len(faults)} 处不对" if faults else f"{len(manifest.files) if manifest else 0} 个文件都与发布时相同"))
        for line in faults[:_SHOWN]:
            print(f"  {line}")
    if bad:
        print("损坏的版本：rollback 退回一个完好的，再推送一次；并检查磁盘。")
    return 1 if bad else 0


def live(args: argparse.Namespace) -> int:
    """Fetch the published site's manifest, for pack."""
    from scripts.publishing.live import fetch

    if not args.url:
        print("没有 SITE_URL：不与现在的网站比较，公布过的地址不受保护。在仓库的变量里写上 SITE_URL。", file=sys.stderr)
    elif not fetch(args.url, args.folder):
        print("网站上还没有 release.json：按第一次发布办理。", file=sys.stderr)
    return 0


def pack_site(args: argparse.Namespace) -> int:
    """Make a built site ready for any static host."""
    site: Path = args.folder
    if not (site / "index.html").is_file():
        raise Stop(f"“{site}”里没有网站：先运行 make build。")
    if (site / "release.json").exists():
        raise Stop(f"“{site}”已经处理过：先运行 make build 重新生成。")
    try:
        before = from_json(args.live.read_text("utf-8", "replace")) if args.live and args.live.exists() else None
    except Damaged as error:
        raise Stop(f"{args.live}：{error}。重新下载网站上的 release.json。") from error
    entries, problems = read_redirects(args.docs)
    parts = site.parent / f"{site.name}-conf"
    problems = problems or pack(site, entries, published(before), parts)
    for problem in problems:
        print(f"docs/{FILE}:{problem.line}: {problem.code} {problem.message} → {problem.right}")
    if problems:
        return 1
    table = dict(line.split(" ") for line in (parts / REDIRECTS_FILE).read_text("utf-8").splitlines())
    manifest = write_manifest(site, args.commit[:10], args.commit, table)
    print(f"{site} 可以发布了：{len(manifest.files)} 个文件。服务器配置的片段在 {parts}。")
    return 0


def sync(args: argparse.Namespace) -> int:
    """Upload a release to an object store."""
    from scripts.publishing.s3 import synchronise

    site = args.folder / "current" / "site"
    site = site if site.is_dir() else args.folder
    return synchronise(site.resolve(), args.bucket, args.endpoint, args.prefix)


def receive(args: argparse.Namespace) -> int:
    """Be the repository's hook."""
    place = Place(args.folder.resolve())
    if args.hook == "post-receive":
        sys.stdin.buffer.read(1 << 20)
        return hooks.post_receive(place)
    return hooks.pre_receive(place, sys.stdin)


def shell(args: argparse.Namespace) -> int:
    """Be the login of a shared SSH account."""
    place = Place(args.folder.resolve())
    return serve(place.repository, args.name, place.settings().limits.push_bytes)
