"""A publishing server in a folder, and somebody's copy from which to push to it: for tests and for the proof (scripts/proof_publish.py).

The machinery around a build is tested with a builder of a few lines in place of MkDocs, a push in half a second; what the
real build gives is tested with the real one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap import ROOT

QUICK = '''"""Builds a page for each text: what the machinery around a build needs to be tried."""
import os, sys, time
from pathlib import Path
from scripts.publishing.pack import pack, read_redirects
docs, out = Path(sys.argv[1]), Path(sys.argv[2])
said = (docs / "index.md").read_text("utf-8")
if "HANG" in said:
    time.sleep(600)
if "FILL" in said:
    with open(out / "site" / "big", "wb") as file:
        while True:
            file.write(os.urandom(1 << 20))
            file.flush()
if "TRACE" in said:
    raise RuntimeError("secret of the server")
if "LOOK" in said:
    import socket
    try:
        socket.create_connection(("127.0.0.1", int(said.split("LOOK")[1].split()[0])), 2)
        net = "reached"
    except OSError:
        net = "none"
    Path("/tmp/outside").write_text("x")
    print("docs/index.md:1: LOOK", net, sorted(k for k in os.environ if k.startswith("GIT")), os.path.exists("/etc/passwd"), (out / "../../../conf/publish.json").exists())
    sys.exit(10)
mark = os.environ["RELEASE"]
for path in docs.rglob("*.md"):
    page = out / "site" / path.relative_to(docs).with_suffix(".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * (len(path.relative_to(docs).parts) - 1)
    page.write_text(f'<meta charset="utf-8">\\n<link href="{up}assets/site.css"><b>{mark}</b>{path.read_text("utf-8")}', "utf-8")
(out / "site" / "assets").mkdir()
(out / "site" / "assets" / "site.css").write_text(f"/* {mark} */" + " " * 500, "utf-8")
entries, problems = read_redirects(docs)
listed = (out / "previous.txt").read_text("utf-8").split()
problems = problems or pack(out / "site", entries, frozenset(listed), out)
for problem in problems:
    print(f"docs/_redirects.txt:{problem.line}: {problem.message} → {problem.right}")
sys.exit(10 if problems else 0)
'''


@dataclass
class Server:
    """A server's folder."""

    top: Path

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a subcommand of scripts.publish on it: name first."""
        command = [sys.executable, "-m", "scripts.publish", arguments[0], str(self.top), *arguments[1:]]
        return subprocess.run(command, cwd=ROOT, env={**clean(), **(env or {})}, capture_output=True, text=True, timeout=300)

    @property
    def repository(self) -> Path:
        return self.top / "repo.git"

    @property
    def live(self) -> str:
        """Name of the live release."""
        link = self.top / "current"
        return os.path.basename(os.readlink(link)) if link.is_symlink() else ""

    @property
    def site(self) -> Path:
        return self.top / "current" / "site"

    def head(self) -> str:
        """The branch's commit as the repository has it."""
        done = subprocess.run(["git", "--git-dir", str(self.repository), "rev-parse", "-q", "--verify", "refs/heads/main"], capture_output=True, text=True)
        return done.stdout.strip()

    def settings(self, **rows: object) -> None:
        """Change conf/publish.json."""
        path = self.top / "conf" / "publish.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **rows}), "utf-8")


@dataclass
class Copy:
    """A clone from which somebody pushes."""

    folder: Path
    server: Server

    def git(self, *arguments: str, ok: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=clean(), capture_output=True, text=True, timeout=300, errors="replace")
        if ok and done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout + done.stderr

    def write(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self) -> str:
        """Commit everything; return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD").strip()

    def push(self, *arguments: str, pusher: str = "root") -> tuple[int, str]:
        """Push; return git's exit code and all that it says."""
        done = self.start(*arguments, pusher=pusher)
        said = done.communicate(timeout=300)[0]
        return done.returncode, said

    def start(self, *arguments: str, pusher: str = "root", more: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Begin a push, with more in its environment if given."""
        command = ["git", "push", str(self.server.repository), *(arguments or ("HEAD:main",))]
        environment = {**clean(), "JICENG_PUSHER": pusher, **(more or {})}
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", start_new_session=True,
        )  # fmt: skip


def clean() -> dict[str, str]:
    """The environment without git's own, with somebody to commit as."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))}
    return {**kept, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8", "JICENG_VENV": "off"}


def install(top: Path, quick: bool = True) -> Server:
    """Set a server up with the environment of the tests; `quick`: with the few lines in place of MkDocs."""
    server = Server(top)
    done = server.run("init", "--shared-venv")
    if done.returncode:
        raise RuntimeError(done.stderr)
    if quick:
        (top / "server" / "current" / "scripts" / "publishing" / "worker.py").write_text(QUICK, "utf-8")
    server.settings(admins=["root"])
    return server


def copy(folder: Path, server: Server, docs: Path | None = None) -> Copy:
    """Make the first copy: a few texts, or a given docs folder, and a file of code."""
    made = Copy(folder, server)
    folder.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.git("config", "gc.auto", "0")
    if docs:
        shutil.copytree(docs, folder / "docs")
    else:
        for name in ("index", "guide/index", "plans/minzheng/alpha", "plans/minzheng/beta"):
            made.write(f"docs/{name}.md", f"# {name}\n")
    made.write("hooks/code.py", "x = 1\n")
    made.commit()
    return made
