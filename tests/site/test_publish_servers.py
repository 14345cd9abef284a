"""What init writes for web servers works in them: real nginx and Caddy, where they are installed. And storage that speaks S3, by moto's server."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import boto3
import pytest

from scripts.publishing import s3
from scripts.publishing.load import await_port, found, serving
from scripts.publishing.pack import pack, write_manifest
from scripts.publishing.trial import Server
from wenku.publish import servers
from wenku.publish.headers import CHARSET

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a publishing server runs on Linux")


def release(top: Path, number: int, pages: dict[str, str], previous: frozenset[str] = frozenset(), moved: str = "") -> Path:
    """Make a packed release by hand and let `current` lead to it; return its site."""
    from wenku.publish.redirects import parse

    folder = top / "releases" / str(number)
    for name, text in pages.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'{CHARSET}\n<link href="{"../" * name.count("/")}assets/site.css">\n' if name.endswith(".html") else ""
        path.write_text(head + text, "utf-8")
    assert pack(folder / "site", parse(moved)[0], previous, folder) == ()
    table = dict(line.split() for line in (folder / "redirects.txt").read_text().splitlines())
    write_manifest(folder / "site", f"m{number}", "c" * 40, table)
    (top / "current").unlink(missing_ok=True)
    (top / "current").symlink_to(f"releases/{number}")
    return folder / "site"


PAGES = {"index.html": "首页" * 200, "a/new.html": "新" * 300, "a/new.docx": "w", "a/new.md": "# 新" * 200, "404.html": "没有这一页", "assets/site.css": "b{}" * 200, "search/manifest.js": "m" * 300, "search/x/1.js": "x" * 300}


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@contextmanager
def caddy(server: Server) -> Iterator[int]:
    """Serve with the sample Caddyfile."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = server.top.parent / "Caddyfile"
    path.write_text("{\n\tadmin off\n}\n" + servers.caddy(str(server.top / "current")).replace("http://:80", f"http://127.0.0.1:{port}"), "utf-8")
    home = {**os.environ, "HOME": str(server.top.parent), "XDG_DATA_HOME": str(server.top.parent), "XDG_CONFIG_HOME": str(server.top.parent)}
    process = subprocess.Popen(["caddy", "run", "--adapter", "caddyfile", "--config", str(path)], env=home, stderr=subprocess.PIPE)
    try:
        await_port(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize(("program", "package", "serve"), [("nginx", "nginx-light", serving), ("caddy", "caddy", caddy)])
def test_servers_serve_as_they_should(tmp_path: Path, program: str, package: str, serve: Callable[[Server], AbstractContextManager[int]]) -> None:
    if not found(program):
        pytest.skip(f"没有 {program}：apt-get install {package}")
    top = tmp_path / "server"
    site = release(top, 1, PAGES, frozenset({"a/old.html", "a/old.docx"}), "a/old.html a/new.html")
    asset = "/" + next(site.glob("assets/*/site.css")).relative_to(site).as_posix()
    with serve(Server(top)) as port:
        status, headers, body = get(port, "/")
        assert status == 200 and "首页" in body.decode() and headers["cache-control"] == "no-cache" and "charset=utf-8" in headers["content-type"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff" and "etag" in headers
        status, headers, body = get(port, asset, Accept_Encoding="gzip")
        assert headers["content-encoding"] == "gzip" and "immutable" in headers["cache-control"] and "content-security-policy" in headers
        assert get(port, "/search/manifest.js")[1]["cache-control"] == "no-cache" and "immutable" in get(port, "/search/x/1.js")[1]["cache-control"]
        for old in ("/a/old.html", "/a/old.docx"):
            status, headers, _ = get(port, old)
            assert status == 301 and headers["location"].endswith("/a/new.html")
        status, headers, body = get(port, "/nowhere.html")
        assert status == 404 and "没有这一页" in body.decode() and headers["x-content-type-options"] == "nosniff"
        assert get(port, "/_headers")[0] == 404 and get(port, "/../made.json")[0] in (400, 404)
        assert get(port, "/a/new.md")[1]["content-type"] == "text/markdown; charset=utf-8"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """moto's server, which speaks S3, on a free port."""
    from moto.server import ThreadedMotoServer

    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
        server.stop()


class _CutOff(Exception):
    pass


def test_an_upload_shows_no_half_site_goes_on_and_deletes_last(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    client = boto3.client("s3", endpoint_url=store)
    client.create_bucket(Bucket="wenku")
    client.put_object(Bucket="wenku", Key="other/keep.txt", Body=b"foreign")
    asked: list[tuple[str, str]] = []
    put, delete = s3._Store.put, s3._Store.delete
    stop_after = [10**9]

    def watched_put(self: s3._Store, path: str, content: bytes, sha256: str) -> None:
        if len(asked) >= stop_after[0]:
            raise _CutOff
        asked.append(("put", path))
        put(self, path, content, sha256)

    def watched_delete(self: s3._Store, paths: list[str]) -> None:
        asked.extend(("delete", path) for path in paths)
        delete(self, paths)

    monkeypatch.setattr(s3._Store, "put", watched_put)
    monkeypatch.setattr(s3._Store, "delete", watched_delete)
    one = release(tmp_path, 1, PAGES | {"a/old.html": "旧", "a/old.docx": "w"})
    assert s3.synchronise(one, "wenku", store, "site") == 0
    keys = {o["Key"] for o in client.list_objects_v2(Bucket="wenku")["Contents"]}
    assert "site/a/new.html" in keys and "other/keep.txt" in keys and not any(key.endswith((".gz", ".br")) for key in keys)
    head = client.head_object(Bucket="wenku", Key="site/index.html")
    assert head["ContentType"] == "text/html; charset=utf-8" and head["CacheControl"] == "no-cache"
    client.put_object(Bucket="wenku", Key="site/mine.txt", Body=b"not ours")
    asked.clear()
    two = release(tmp_path, 2, PAGES | {"index.html": "第二版" * 99, "a/new.html": "改" * 300, "assets/site.css": "i{}" * 200}, frozenset({"a/old.html", "a/old.docx"}), "a/old.html a/new.html")
    stop_after[0] = 2
    with pytest.raises(_CutOff):
        s3.synchronise(two, "wenku", store, "site")
    first = [path for _, path in asked]
    stop_after[0] = 10**9
    assert s3.synchronise(two, "wenku", store, "site") == 0
    order = [path for _, path in asked]
    assert len(first) == 2 and all(order.count(path) == 1 for path in order), "nothing goes up twice"
    place = {path: at for at, path in enumerate(order)}
    asset = next(path for path in order if path.startswith("assets/"))
    assert place[asset] < place["a/new.html"] < place["index.html"] < place["release.json"]
    assert {path for what, path in asked if what == "delete"} == {"a/old.docx", next(p for p in place if p.startswith("assets/") and ("delete", p) in asked)}
    assert all(place[path] > place["release.json"] for what, path in asked if what == "delete")
    keys = {o["Key"] for o in client.list_objects_v2(Bucket="wenku")["Contents"]}
    assert {"site/mine.txt", "other/keep.txt", "site/a/old.html"} <= keys
    asked.clear()
    assert s3.synchronise(two, "wenku", store, "site") == 0 and [path for _, path in asked] == ["release.json"]
    assert "已经上传 0 个文件" in capsys.readouterr().out


def test_a_store_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    site = release(tmp_path, 1, PAGES)
    environment = {**os.environ, "JICENG_VENV": "off", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "x", "AWS_MAX_ATTEMPTS": "1"}
    command = [sys.executable, "-m", "scripts.publish", "sync", str(site), "--bucket", "wenku", "--endpoint", "http://127.0.0.1:9"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "上传没有做完" in done.stderr and "Traceback" not in done.stderr
    done = subprocess.run([*command[:4], str(tmp_path / "releases"), *command[5:]], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "pack" in done.stderr
