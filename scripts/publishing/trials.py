"""The single proofs of scripts.proof_publish: each tries a promise on a server of its own and returns whether it held, and the counts."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import time
from pathlib import Path

from scripts.publishing import load
from scripts.publishing.place import Place
from scripts.publishing.receive import reconcile
from scripts.publishing.releases import NotMade, damage
from scripts.publishing.trial import Copy, Server

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
Result = tuple[bool, str]
_SENTENCE = re.compile(r"^(batch_failed: \{zh: )(?:第[0-9]+次。)?", re.MULTILINE)


def own(first: Copy, room: Path) -> Copy:
    """Give a proof its own server and copy."""
    shutil.copytree(first.server.top, room / "server", symlinks=True)
    shutil.copytree(first.folder, room / "work", symlinks=True)
    return Copy(room / "work", Server(room / "server"))


def change(made: Copy, number: int) -> str:
    """Commit a change that pages and assets show: a text's page, and a sentence that a script says; return the commit."""
    made.write("docs/guide/trial.md", f"---\ntitle: 试验\n---\n\n# 试验\n\n第 {number} 次。\n")
    path = made.folder / "docs/_data/ui.yml"
    path.write_text(_SENTENCE.sub(rf"\g<1>第{number}次。", path.read_text("utf-8"), count=1), "utf-8")
    return made.commit()


def good(server: Server) -> bool:
    """Tell whether the live site is whole and is what the branch says."""
    place = Place(server.top)
    return bool(server.live) and not damage(place, server.live) and server.live.endswith(server.head()[:12])


def publications(made: Copy, count: int) -> Result:
    """Publish again and again while wrk and a careful reader ask nginx without a pause."""
    seconds = []
    with load.reading(made.server) as watch:
        for number in range(count):
            change(made, number)
            begun = time.monotonic()
            code, said = made.push(pusher="li")
            seconds.append(time.monotonic() - begun)
            if code:
                return False, said
        time.sleep(1)
    held = watch.failed == 0 and not watch.mixed and good(made.server) and len(watch.marks) > count // 2
    return held, (
        f"发布 {count} 次，每次中位数 {statistics.median(seconds):.1f} 秒；wrk 请求 {watch.requests} 次，失败 {watch.failed} 次；"
        f"逐页核对 {watch.checked} 次，看到 {len(watch.marks)} 个版本，页面与资源不符 {len(watch.mixed)} 次{''.join(watch.mixed[:2])}"
    )


def kills(made: Copy, count: int, chance: random.Random) -> Result:
    """Kill the whole push, or one of its processes, at random moments; then bring branch and site together."""
    change(made, 0)
    begun = time.monotonic()
    made.push(pusher="li")
    whole = time.monotonic() - begun
    tally = {"accepted": 0, "harmed": 0, "lost": 0, "apart": 0, "moved": 0}
    for number in range(1, count + 1):
        before, commit = made.server.head(), change(made, number)
        running = made.start(pusher="li")
        time.sleep(chance.random() * whole * 1.1)
        _kill(running.pid, chance)
        running.communicate()
        _settle(running.pid)
        head = made.server.head()
        tally["accepted"] += running.returncode == 0
        tally["moved"] += head == commit
        tally["lost"] += (running.returncode == 0 and head != commit) or head not in (before, commit)
        tally["harmed"] += bool(damage(Place(made.server.top), made.server.live))
        with contextlib.suppress(NotMade):
            reconcile(Place(made.server.top), lambda line: None)
        tally["apart"] += not good(made.server)
        made.git("reset", "-q", "--hard", head)
    held = not (tally["harmed"] or tally["lost"] or tally["apart"])
    return held, (
        f"{count} 次（一次发布 {whole:.1f} 秒），git 报告收下 {tally['accepted']} 次，分支前移 {tally['moved']} 次；"
        f"网站损坏 {tally['harmed']} 次，收下又丢失 {tally['lost']} 次，reconcile 后仍不一致 {tally['apart']} 次"
    )


def _kill(group: int, chance: random.Random) -> None:
    """Kill the push's processes, all or one: client, receive-pack, hook."""
    members = _members(group)
    with contextlib.suppress(ProcessLookupError, IndexError):
        if chance.random() < 0.5:
            os.killpg(group, signal.SIGKILL)
        else:
            os.kill(chance.choice(members), signal.SIGKILL)


def _members(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group and fields[0] != "Z":
                    found.append(int(entry.name))
    return found


def _settle(group: int) -> None:
    """Wait for what the kill left running: a hook whose receive-pack has gone works on to its end."""
    end = time.monotonic() + 60
    while _members(group) and time.monotonic() < end:
        time.sleep(0.05)


def races(made: Copy, rounds: int) -> Result:
    """Push two different commits on the same base at the same time."""
    accepted, wrong = 0, 0
    for number in range(rounds):
        other = Copy(made.folder.parent / f"other{number}", made.server)
        shutil.copytree(made.folder, other.folder, symlinks=True)
        commits = [change(copy, 2 * number + at) for at, copy in enumerate((made, other))]
        running = [copy.start(pusher="li") for copy in (made, other)]
        for process in running:
            process.communicate()
        winners = [commit for commit, process in zip(commits, running, strict=True) if process.returncode == 0]
        accepted += len(winners)
        wrong += len(winners) != 1 or made.server.head() != winners[0] or not good(made.server)
        made.git("fetch", "-q", str(made.server.repository), "main")
        made.git("reset", "-q", "--hard", "FETCH_HEAD")
        shutil.rmtree(other.folder)
    return wrong == 0, f"{rounds} 轮，收下 {accepted} 次（每轮恰好一次），其余说明了怎样做；不一致 {wrong} 次"


def branches(made: Copy) -> Result:
    """A rewritten history and a deletion are refused, and nothing moves."""
    before = made.server.head(), made.server.live
    made.git("commit", "-q", "--amend", "-m", "rewritten")
    codes = [made.push("--force", "HEAD:main", pusher="li")[0], made.push(":main", pusher="li")[0], made.push(":main", pusher="root")[0]]
    held = all(codes) and before == (made.server.head(), made.server.live) and good(made.server)
    return held, f"强制推送 1 次、删除 2 次（其中管理员 1 次）都拒绝，网站{'没有变' if held else '变了'}"


def hang(made: Copy) -> Result:
    """A build that never ends is ended."""
    worker = made.server.top / "server" / "current" / "scripts" / "publishing" / "worker.py"
    kept = worker.read_text("utf-8")
    worker.write_text("import time\nwhile True:\n    time.sleep(9)\n", "utf-8")
    made.server.settings(limits={"seconds": 3})
    change(made, 1)
    begun = time.monotonic()
    code, said = made.push(pusher="li")
    took = time.monotonic() - begun
    worker.write_text(kept, "utf-8")
    made.server.settings(limits={})
    again = made.push(pusher="li")[0]
    return code != 0 and "超过 3 秒" in said and again == 0 and good(made.server), f"上限 3 秒，{took:.1f} 秒后拒绝；随后的推送照常发布"


def copies(made: Copy, rounds: int) -> Result:
    """Copy the whole folder at random moments of publications. A copy may have the link and not yet what it leads to: verify sees it, reconcile mends it."""
    taken = harmed = apart = 0
    for number in range(rounds):
        change(made, number)
        running = made.start(pusher="li")
        while running.poll() is None:
            target = made.server.top.parent / f"copy{taken}"
            subprocess.run(["cp", "-a", str(made.server.top), str(target)], capture_output=True)
            taken += 1
            harmed += bool(damage(Place(target), Server(target).live))
            with contextlib.suppress(NotMade):
                reconcile(Place(target), lambda line: None)
            apart += not good(Server(target))
            shutil.rmtree(target)
            time.sleep(0.3)
        running.communicate()
    return apart == 0, f"复制 {taken} 份，其中 {harmed} 份复制时正在切换、verify 看得出；reconcile 后不完整或者不一致 {apart} 份"


def clock(made: Copy) -> Result:
    """Publish ten years ago, after releases of today."""
    if not Path(FAKETIME).exists():
        return False, "缺少 libfaketime：apt-get install libfaketime"
    names = []
    for number in range(3):
        change(made, number)
        running = made.start(pusher="li", more={"LD_PRELOAD": FAKETIME, "FAKETIME": "-3650d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
        said = running.communicate()[0]
        if running.returncode:
            return False, said
        names.append(made.server.live)
    back = made.server.run("rollback", env={"LD_PRELOAD": FAKETIME, "FAKETIME": "-3650d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    held = names == sorted(names) and len(set(names)) == 3 and back.returncode == 0 and made.server.live == names[1]
    return held, f"发布 3 次，序号 {'、'.join(name[:6] for name in names)}；退回一次到 {made.server.live[:6]}"


def full_disk(made: Copy) -> Result:
    """Let the server's folder stand on a small file system, fill it, push, make room, push again."""
    small = made.server.top.parent / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        return False, "不能挂载 tmpfs（要 root）：这一项没有做"
    try:
        shutil.copytree(made.server.top, small / "server", symlinks=True)
        server = Server(small / "server")
        made.server = server
        refused = harmed = 0
        for number, room in enumerate((0, 200, 600, 1000)):
            commit = change(made, number)
            filler = small / "filler"
            filler.write_bytes(b"\0" * (shutil.disk_usage(small).free - room * 1024))
            code, said = made.push(pusher="li")
            refused += code != 0
            harmed += "Traceback" in said or (code == 0) != (server.head() == commit)
            harmed += bool(damage(Place(server.top), server.live))
            filler.unlink()
        again = made.push(pusher="li")[0]
        held = refused >= 2 and harmed == 0 and again == 0 and good(server)
        return held, f"4 次推送遇到写满的磁盘，拒绝 {refused} 次，网站损坏 {harmed} 次；腾出空间后同一次推送{'发布了' if again == 0 else '没有发布'}"
    finally:
        subprocess.run(["umount", "-l", str(small)], capture_output=True)
