"""Constant reading of a server's site through nginx: wrk for numbers, a careful reader who compares each page with its assets."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from scripts.publishing.trial import Server
from wenku.publish.servers import nginx

PAGES = ("/index.html", "/all.html", "/guide/index.html", "/search.html")
_ASSET = re.compile(r'(?:src|href)="([^":?#]*assets/([a-z2-7]{10})/[^":?#]+)"')


@dataclass
class Watch:
    """What the readers saw."""

    requests: int = 0
    failed: int = 0
    checked: int = 0
    marks: set[str] = field(default_factory=set)
    mixed: list[str] = field(default_factory=list)


@contextmanager
def serving(server: Server) -> Iterator[int]:
    """Serve with the sample configuration of `init`, on a free port of this machine only."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = server.top.parent / "nginx"
    folder.mkdir(exist_ok=True)
    site = nginx(str(server.top / "current")).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(site, "utf-8")
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"user root;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log warn;\nworker_processes 1;\nevents {{ worker_connections 512; }}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}include {folder}/site.conf;\n}}\n", "utf-8",
    )  # fmt: skip
    process = subprocess.Popen([found("nginx") or "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    try:
        await_port(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def found(program: str) -> str | None:
    """Return where a program lies; Debian keeps servers where only root's PATH leads."""
    return shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


def await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers on its port. Raises RuntimeError with what it said when it ended instead."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(process.stderr.read().decode() if process.stderr else "nginx") from None
            time.sleep(0.1)


@contextmanager
def reading(server: Server) -> Iterator[Watch]:
    """Read until the block ends; the counts are complete after it."""
    watch, done = Watch(), threading.Event()
    pages = [page for page in PAGES if (server.site / page[1:]).is_file()]
    with serving(server) as port:
        reader = threading.Thread(target=_read, args=(port, pages, watch, done))
        counter = threading.Thread(target=_wrk, args=(port, pages, watch, done))
        for thread in (reader, counter):
            thread.start()
        try:
            yield watch
        finally:
            done.set()
            for thread in (reader, counter):
                thread.join()
    watch.mixed += _mixed(server, watch)


def _wrk(port: int, pages: list[str], watch: Watch, done: threading.Event) -> None:
    """Run wrk in short turns, half of the time: it counts answers that are no success, and broken connections. The careful reader never rests."""
    for page in itertools.cycle(pages):
        if done.is_set():
            return
        command = ["wrk", "-t1", "-c1", "-d1s", f"http://127.0.0.1:{port}{page}"]
        said = subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
        watch.requests += int((re.search(r"(\d+) requests in", said) or ["", "0"])[1])
        watch.failed += int((re.search(r"Non-2xx or 3xx responses: (\d+)", said) or ["", "0"])[1])
        watch.failed += sum(map(int, re.findall(r"(?:connect|read|write) (\d+)", said)))
        done.wait(1)


def _read(port: int, pages: list[str], watch: Watch, done: threading.Event) -> None:
    """Fetch a page, then each asset that it names; note which release's mark went with which assets."""
    while not done.is_set():
        for page in pages:
            try:
                html = _get(port, page)
                marks = set(re.findall(r"\b[0-9a-f]{10}\b", html))
                assets = dict(_ASSET.findall(html))
                for asset in assets:
                    _get(port, "/" + asset.replace("../", "").lstrip("/"))
                if len(set(assets.values())) != 1:
                    watch.mixed.append(f"；{page} 的资源来自 {len(set(assets.values()))} 个版本")
                watch.marks |= {f"{mark} {folder}" for mark in marks for folder in assets.values()}
                watch.checked += 1
            except (OSError, http.client.HTTPException, ValueError) as error:
                watch.failed += 1
                watch.mixed.append(f"；{page}: {error!r}")
        time.sleep(0.02)


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise ValueError(f"{path} {answer.status}")
        return content.decode("utf-8", "replace")
    finally:
        connection.close()


def _mixed(server: Server, watch: Watch) -> list[str]:
    """Compare mark and asset folder of each page seen with the release of that mark: its own assets are those it does not carry."""
    own: dict[str, set[str]] = {}
    for path in (server.top / "releases").glob("0*/site/release.json"):
        row = json.loads(path.read_text("utf-8"))
        folders = {name.split("/")[1] for name in row["files"] if name.startswith("assets/") and name not in row["carried"]}
        own[row["release"]] = folders
    pairs = [pair.split() for pair in watch.marks]
    known = [(mark, folder) for mark, folder in pairs if mark in own]
    watch.marks = {mark for mark, _ in known}
    return [f"；{mark} 的页面用了 {folder}" for mark, folder in known if folder not in own[mark]]

