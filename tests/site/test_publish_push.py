"""A push to a server: what is refused and why, what goes live and when, what a crash leaves. Real git, real hooks, a quick builder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.publishing.trial import Copy, Server, clean, copy, install

from scripts.publishing import sandbox
from wenku.publish.confine import BUBBLEWRAP

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a publishing server runs on Linux")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A server with one release, and the copy it came from."""
    top = tmp_path_factory.mktemp("publish")
    made = copy(top / "work", install(top / "server"))
    code, said = made.push()
    assert code == 0, said
    return made


@pytest.fixture
def mine(first: Copy, tmp_path: Path) -> Iterator[Copy]:
    """A server and copy of one's own: both folders moved as a whole, which must not matter."""
    shutil.copytree(first.server.top, tmp_path / "server", symlinks=True)
    shutil.copytree(first.folder, tmp_path / "work", symlinks=True)
    yield Copy(tmp_path / "work", Server(tmp_path / "server"))


def refused(made: Copy, *words: str, pusher: str = "li", arguments: tuple[str, ...] = ()) -> str:
    """Push, and see it refused with these words, the branch and the site unchanged."""
    before = made.server.head(), made.server.live
    code, said = made.push(*arguments, pusher=pusher)
    assert code != 0, said
    assert all(word in said for word in words), said
    assert "Traceback" not in said and (made.server.head(), made.server.live) == before
    assert len(said) < 20_000
    return said


def test_a_push_goes_live_whole(mine: Copy) -> None:
    before = mine.server.live
    mine.write("docs/plans/minzheng/alpha.md", "新的内容\n")
    commit = mine.commit()
    code, said = mine.push(pusher="li")
    assert code == 0, said
    assert mine.server.live == f"000002-{commit[:12]}" != before
    page = (mine.server.site / "plans/minzheng/alpha.html").read_text("utf-8")
    assert "新的内容" in page and commit[:10] in page and "Content-Security-Policy" in page
    status = mine.server.run("status")
    assert status.returncode == 0 and "一致" in status.stdout
    verified = mine.server.run("verify", "--all")
    assert verified.returncode == 0 and verified.stdout.count("相同") == 2
    assert not any((mine.server.top / "releases" / ".incoming").glob("*"))
    old = next((mine.server.top / "releases" / before / "site" / "assets").iterdir()).name
    assert (mine.server.site / "assets" / old / "site.css").is_file()  # for pages that are still open


def test_damage_is_found(mine: Copy) -> None:
    page = mine.server.site / "plans/minzheng/alpha.html"
    page.unlink()
    (mine.server.site / "index.html").write_text("x", "utf-8")
    (mine.server.site / "foreign.html").symlink_to("/etc/passwd")
    done = mine.server.run("verify")
    assert done.returncode == 1 and "foreign.html" in done.stdout
    (mine.server.site / "foreign.html").unlink()
    done = mine.server.run("verify")
    assert done.returncode == 1 and "alpha.html: 缺少" in done.stdout and "index.html: 内容" in done.stdout


def test_code_is_not_for_everybody(mine: Copy) -> None:
    mine.write("hooks/code.py", "import os\n")
    mine.write("docs/_data/schemas/laws.json", "{}")
    mine.commit()
    refused(mine, "hooks/code.py", "docs/_data/schemas/laws.json", "程序或者配置", "撤销")
    code, said = mine.push(pusher="root")
    assert code == 0, said


def test_code_changed_and_changed_back_in_between_is_found(mine: Copy) -> None:
    mine.write("hooks/code.py", "import os\n")
    mine.commit()
    mine.write("hooks/code.py", "x = 1\n")
    mine.commit()
    refused(mine, "hooks/code.py")


def test_merging_the_administrators_change_is_no_change_of_code(mine: Copy) -> None:
    base = mine.server.head()
    mine.write("hooks/code.py", "x = 2\n")
    mine.commit()
    assert mine.push(pusher="root")[0] == 0
    mine.git("checkout", "-q", "-b", "own", base)
    mine.write("docs/index.md", "own\n")
    mine.commit()
    mine.git("merge", "-q", "-m", "merge", "main")
    code, said = mine.push(pusher="li")
    assert code == 0, said
    mine.git("checkout", "-q", "-b", "evil", "HEAD~1")
    mine.write("docs/index.md", "evil\n")
    mine.commit()
    mine.git("merge", "-q", "--no-commit", "own", ok=False)
    mine.write("hooks/code.py", "import os\n")
    mine.git("commit", "-qam", "merge")
    mine.write("hooks/code.py", "x = 2\n")
    mine.commit()
    refused(mine, "hooks/code.py")


def test_links_modules_and_odd_names(mine: Copy) -> None:
    (mine.folder / "docs/guide/link.md").symlink_to("/etc/passwd")
    mine.write("docs/guide/a\nb.md", "x")
    (mine.folder / "docs/guide" / os.fsdecode(b"\xff\xfe.md")).write_text("x")
    mine.write("docs/evil.html", "<script>")
    mine.git("add", "-A")
    mine.git("update-index", "--add", "--cacheinfo", f"160000,{mine.server.head()},docs/guide/module")
    mine.git("commit", "-qm", "x")
    said = refused(mine, "符号链接", "子模块", "换行", "UTF-8", "evil.html: docs 里不放")
    assert "a\\nb.md" in said and "\\xff\\xfe.md" in said


def test_sizes(mine: Copy) -> None:
    mine.write("docs/guide/big.md", os.urandom(3 * 1024 * 1024))
    mine.commit()
    mine.git("rm", "-q", "docs/guide/big.md")
    mine.commit()
    refused(mine, "docs/guide/big.md", "3 MB", "上限 2 MB", "历史")


def test_too_many_files(mine: Copy) -> None:
    mine.server.settings(limits={"changed": 50})
    for number in range(60):
        mine.write(f"docs/guide/n{number}.md", "x")
    mine.commit()
    refused(mine, "超过 50 个文件", "分几次")
    mine.server.settings(limits={"objects": 20})
    refused(mine, "太多", "分几次")


def test_branches(mine: Copy) -> None:
    refused(mine, "不能删除", "rollback", pusher="root", arguments=(":main",))
    refused(mine, "只收 main", arguments=("HEAD:other",))
    refused(mine, "只收 main", arguments=("HEAD:refs/tags/v1",))
    mine.git("commit", "-q", "--amend", "-m", "rewritten")
    refused(mine, "丢掉", "git pull --rebase", arguments=("--force", "HEAD:main"))
    code, said = mine.push("--force", "HEAD:main", pusher="root")
    assert code == 0, said
    assert mine.server.live.endswith(mine.server.head()[:12])


def test_the_first_push_is_the_administrators(first: Copy, tmp_path: Path) -> None:
    shutil.copytree(first.server.top, tmp_path / "s", symlinks=True)
    server = Server(tmp_path / "s")
    subprocess.run(["git", "--git-dir", server.repository, "update-ref", "-d", "refs/heads/main"], check=True)
    refused(Copy(first.folder, server), "第一次推送", "管理员")


def test_a_removed_page_needs_a_place_to_go(mine: Copy) -> None:
    mine.git("rm", "-q", "docs/plans/minzheng/beta.md")
    mine.commit()
    refused(mine, "plans/minzheng/beta.html", "_redirects.txt", "archived")
    mine.write("docs/_redirects.txt", "plans/minzheng/beta.html plans/minzheng/gamma.html\n")
    mine.commit()
    refused(mine, "docs/_redirects.txt:1:", "没有“plans/minzheng/gamma.html”")
    mine.write("docs/_redirects.txt", "plans/minzheng/beta.html plans/minzheng/alpha.html\n")
    mine.commit()
    code, said = mine.push(pusher="li")
    assert code == 0 and "nginx -s reload" in said, said
    assert "url=../../plans/minzheng/alpha.html" in (mine.server.site / "plans/minzheng/beta.html").read_text("utf-8")
    mine.git("rm", "-q", "docs/_redirects.txt")
    mine.commit()
    refused(mine, "plans/minzheng/beta.html")


def test_rollback_holds_until_the_next_push(mine: Copy) -> None:
    one = mine.server.live
    for number in range(2):
        mine.write("docs/index.md", f"{number}\n")
        mine.commit()
        assert mine.push(pusher="li")[0] == 0
    three = mine.server.live
    assert mine.server.run("rollback", "2").returncode == 0 and mine.server.live == one
    assert mine.server.run("reconcile").returncode == 0 and mine.server.live == one
    assert "退回中" in mine.server.run("status").stdout
    done = mine.server.run("rollback", "9")
    assert done.returncode == 2 and "没有变" in done.stderr and mine.server.live == one
    assert mine.server.run("rollback", "0").returncode == 0 and mine.server.live == three
    assert mine.server.run("rollback").returncode == 0
    mine.write("docs/index.md", "last\n")
    mine.commit()
    assert mine.push(pusher="li")[0] == 0 and mine.server.live.startswith("000004") and mine.server.run("status").returncode == 0


def test_an_accepted_push_whose_switch_was_cut_off_is_made_up(mine: Copy) -> None:
    hook = mine.server.repository / "hooks" / "post-receive"
    kept = hook.read_text("utf-8")
    hook.write_text("#!/bin/sh\nkill -9 $$\n", "utf-8")
    before = mine.server.live
    mine.write("docs/index.md", "accepted\n")
    commit = mine.commit()
    assert mine.push(pusher="li")[0] == 0 and mine.server.live == before and mine.server.run("status").returncode == 1
    hook.write_text(kept, "utf-8")
    assert mine.server.run("reconcile").returncode == 0
    assert mine.server.live.endswith(commit[:12]) and mine.server.run("status").returncode == 0
    shutil.rmtree(mine.server.top / "releases" / mine.server.live)
    assert mine.server.run("verify").returncode == 1
    assert mine.server.run("reconcile").returncode == 0, "built anew from the branch"
    assert mine.server.run("verify").returncode == 0 and mine.server.live.endswith(commit[:12])


def test_killed_at_any_moment(mine: Copy) -> None:
    """A few moments of the 200 in make proof-publish."""
    begun = time.monotonic()
    mine.write("docs/index.md", "0\n")
    mine.commit()
    assert mine.push(pusher="li")[0] == 0
    whole = time.monotonic() - begun
    accepted = mine.server.head()
    for number, part in enumerate((0.15, 0.4, 0.7, 0.95), 1):
        mine.write("docs/index.md", f"{number}\n")
        commit = mine.commit()
        running = mine.start(pusher="li")
        time.sleep(whole * part)
        os.killpg(running.pid, signal.SIGKILL)
        said = running.communicate()[0]
        accepted = commit if running.returncode == 0 else accepted
        assert mine.server.run("verify").returncode == 0, said
        until = time.monotonic() + 60
        while mine.server.run("reconcile").returncode or mine.server.run("status").returncode:
            assert time.monotonic() < until
        assert mine.server.head() in (accepted, commit) and mine.server.live.endswith(mine.server.head()[:12])
        mine.git("reset", "-q", "--hard", mine.server.head())


def test_two_pushes_at_once(mine: Copy, tmp_path: Path) -> None:
    shutil.copytree(mine.folder, tmp_path / "other", symlinks=True)
    other = Copy(tmp_path / "other", mine.server)
    for number, made in enumerate((mine, other)):
        made.write("docs/index.md", f"{number}\n")
        made.commit()
    running = [made.start(pusher="li") for made in (mine, other)]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert sorted(process.returncode for process in running) == [0, 1], said
    winner = (mine, other)[0 if running[0].returncode == 0 else 1]
    assert mine.server.head() == winner.git("rev-parse", "HEAD").strip() and mine.server.live.endswith(mine.server.head()[:12])


def test_a_hanging_build_and_one_that_fails(mine: Copy) -> None:
    mine.server.settings(limits={"seconds": 2})
    mine.write("docs/index.md", "HANG\n")
    mine.commit()
    refused(mine, "超过 2 秒", "管理员")
    mine.server.settings(limits={"site_bytes": 30 * 1024 * 1024})
    mine.write("docs/index.md", "FILL\n")
    mine.commit()
    assert "超过了管理员定的大小" in (said := refused(mine)) or "没有做完" in said
    mine.write("docs/index.md", "TRACE\n")
    mine.commit()
    assert "secret" not in refused(mine, "logs/build.txt")
    assert "secret of the server" in (mine.server.top / "logs/build.txt").read_text("utf-8")


def test_a_build_is_shut_in(mine: Copy) -> None:
    if sandbox.kind() != BUBBLEWRAP:
        pytest.skip("bubblewrap 不能用：apt-get install bubblewrap")
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listening:
        mine.write("docs/index.md", f"LOOK{listening.getsockname()[1]} \n")
        mine.commit()
        said = refused(mine, "LOOK none [] False False")
    assert "reached" not in said and not Path("/tmp/outside").exists()


def test_a_full_disk(mine: Copy) -> None:
    """No file may grow beyond 1 kB for the hook, as on a full disk: refused, nothing half-written stays."""
    mine.write("docs/index.md", "x" * 4000)
    commit = mine.commit()
    # git itself takes the push; only the hook's files are bounded
    hook = mine.server.repository / "hooks" / "pre-receive"
    hook.write_text(hook.read_text("utf-8").replace("umask 022", "umask 022\nulimit -f 2\ntrap '' XFSZ"), "utf-8")
    refused(mine, "磁盘满了", "prune")
    assert not list((mine.server.top / "releases").glob(f"*{commit[:12]}")) and mine.server.run("verify").returncode == 0


def test_a_clock_set_back(mine: Copy) -> None:
    """Every release so far was made in a far future: the next one still is the newest, and nothing is lost."""
    meta = mine.server.top / "releases" / mine.server.live / "made.json"
    meta.write_text(meta.read_text("utf-8").replace('"made": 1', '"made": 9'), "utf-8")
    mine.write("docs/index.md", "later\n")
    commit = mine.commit()
    assert mine.push(pusher="li")[0] == 0
    assert mine.server.live == f"000002-{commit[:12]}" and mine.server.run("rollback").returncode == 0 and mine.server.live.startswith("000001")
    assert "2" in mine.server.run("prune").stdout


def test_a_copy_taken_while_publishing(mine: Copy, tmp_path: Path) -> None:
    mine.write("docs/index.md", "copied\n")
    mine.commit()
    running = mine.start(pusher="li")
    copies = []
    for number in range(4):
        subprocess.run(["cp", "-a", mine.server.top, tmp_path / f"copy{number}"], check=False, capture_output=True)
        copies.append(Server(tmp_path / f"copy{number}"))
    assert running.wait(120) == 0
    for taken in copies:  # one may hold the link and not yet what it leads to: what counts is that reconcile mends it
        assert taken.run("reconcile").returncode == 0 and taken.run("verify").returncode == 0 and taken.run("status").returncode == 0, taken.run("status").stdout


def test_readers_never_miss_a_page(mine: Copy) -> None:
    """Read without a pause while three versions go live: each page names a mark whose assets are there."""
    wrong: list[str] = []
    reads = [0]
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                text = (mine.server.site / "index.html").read_text("utf-8")
                asset = text.split('href="')[1].split('"')[0]
                css = (mine.server.site / asset).read_text("utf-8")
                if text.split("<b>")[1].split("</b>")[0] not in css:
                    wrong.append(f"{asset} {css}")
            except (OSError, IndexError) as error:
                wrong.append(repr(error))
            reads[0] += 1

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(3):
            mine.write("docs/index.md", f"{number}\n")
            mine.commit()
            assert mine.push(pusher="li")[0] == 0
    finally:
        done.set()
        reader.join()
    assert wrong == [] and reads[0] > 50


MEASURED = """import resource, subprocess, sys
code = subprocess.run(["git-receive-pack", sys.argv[2]]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Receives a push and writes the memory of the largest process in it, in kB: all children of the tests would count else."""


def test_a_push_of_half_a_gigabyte_costs_little(mine: Copy, tmp_path: Path) -> None:
    """Zeros pack to nothing, so git takes them; the refusal still costs bounded memory. The full 500 MB: make proof-publish."""
    with (mine.folder / "docs/guide/zeros.md").open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    mine.commit()
    measured, report = tmp_path / "measured.py", tmp_path / "kilobytes"
    measured.write_text(MEASURED, "utf-8")
    refused(mine, "60 MB", "上限 2 MB", arguments=(f"--receive-pack={sys.executable} {measured} {report}", "HEAD:main"))
    assert 0 < int(report.read_text()) < 400 * 1024


def test_the_shared_account_may_only_push_and_pull(mine: Copy) -> None:
    def shell(wanted: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "scripts.publish", "shell", str(mine.server.top), "li"]
        return subprocess.run(command, env={**clean(), "SSH_ORIGINAL_COMMAND": wanted}, input=stdin, capture_output=True, timeout=60)

    for wanted in ("", "sh -c id", "git-receive-pack; id", "scp -t /", "git-shell", "'"):
        done = shell(wanted)
        if wanted.startswith("git-receive-pack"):
            assert done.returncode != 0 and b"uid=" not in done.stdout
        else:
            assert done.returncode == 1 and "git push" in done.stderr.decode()
    assert b"refs/heads/main" in shell("git-upload-pack '/etc'", b"0000").stdout


@pytest.mark.parametrize("settings", ["{", "[]", '{"admin": []}', '{"limits": {"seconds": "x"}}', '{"site": {"PATH": "/"}}'])
def test_settings_that_are_wrong_stop_with_a_sentence(mine: Copy, settings: str) -> None:
    (mine.server.top / "conf" / "publish.json").write_text(settings, "utf-8")
    done = mine.server.run("status")
    assert done.returncode == 2 and "publish.json" in done.stderr and "Traceback" not in done.stderr
    if settings == "{":
        mine.commit()
        refused(mine, "publish.json")


def test_commands_that_cannot_be_obeyed(tmp_path: Path) -> None:
    server = Server(tmp_path / "none")
    for name in ("status", "reconcile", "prune", "verify", "rollback"):
        done = server.run(name)
        assert done.returncode == 2 and "init" in done.stderr and "Traceback" not in done.stderr, name
    done = server.run("init", "--wheels", str(tmp_path / "nowhere"))
    assert done.returncode == 2 and "wheels" in done.stderr
    done = server.run("nonsense")
    assert done.returncode == 2 and "没有“nonsense”这个命令：只有 init、" in done.stderr
