"""The preview: it says its address in Chinese, serves pages and exports, shows findings, survives them, stops cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT, small_docs


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, OSError):
        return ""


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.3)
    return False


def test_preview(tmp_path: Path) -> None:
    docs, port = small_docs(tmp_path / "docs"), free_port()
    env = {**os.environ, "DOCS_DIR": str(docs), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "scripts.serve", "--port", str(port)]
    with (tmp_path / "said").open("w+", encoding="utf-8") as said:
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said)
        try:
            home = f"http://127.0.0.1:{port}/"
            assert wait_until(lambda: "基层文库" in fetch(home + "index.html"))
            assert fetch(home + "plans/minzheng/alpha.json").startswith("{")
            text = docs / "plans" / "minzheng" / "beta.md"
            good = text.read_text("utf-8")
            text.write_text(good.replace("kind: 通知", "kind: 通之"), "utf-8")
            assert wait_until(lambda: "META-7" in fetch(home + "index.html")), "the findings are not on the page"
            assert "甲方案" in fetch(home + "plans/minzheng/alpha.html")
            text.write_text(good, "utf-8")
            assert wait_until(lambda: "乙通知" in fetch(home + "plans/minzheng/beta.html"))
            assert "META-7" not in fetch(home + "index.html")
        finally:
            running.send_signal(signal.SIGTERM)
            code = running.wait(30)
        said.seek(0)
        printed = said.read()
    assert code == 0 and f"http://127.0.0.1:{port}/" in printed and "预览已停止" in printed
    assert "Traceback" not in printed


def test_an_occupied_port_is_said_before_anything_is_built() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "scripts.serve", "--port", str(port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "已被别的程序占用" in done.stderr


@pytest.mark.parametrize("arguments", [["--port", "很大"], ["--port", "99999"]])
def test_a_wrong_port_gives_no_traceback(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "scripts.serve", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr
