"""Pushes that want too much, for scripts.proof_publish: each must be refused in bounded time and memory."""

from __future__ import annotations

import os
import tempfile
import time

from scripts.publishing.trial import Copy

MIB = 1024 * 1024
Result = tuple[bool, str]


def many_files(made: Copy) -> Result:
    """Add ten thousand texts at once."""
    for number in range(10_000):
        made.write(f"docs/guide/n{number}.md", f"# {number}\n")
    made.commit()
    return _measured(made, "2000 个文件")


def odd_names(made: Copy) -> Result:
    """Names with a newline and with bytes that are no UTF-8."""
    made.write("docs/guide/a\nb.md", "x")
    made.write("docs/guide/" + os.fsdecode(b"\xff\xfe.md"), "x")
    made.commit()
    return _measured(made, "换行", "UTF-8")


def half_a_gigabyte(made: Copy, noise: bool) -> Result:
    """Commit half a gigabyte, which packs to nothing or not at all."""
    with (made.folder / "docs/guide/big.md").open("wb") as file:
        for _ in range(500):
            file.write(os.urandom(MIB) if noise else b"\0" * MIB)
    made.git("config", "core.compression", "0" if noise else "1")
    made.commit()
    return _measured(made, *(() if noise else ("500 MB", "上限 2 MB")))


def _measured(made: Copy, *words: str) -> Result:
    """Push, with the server's side under GNU time."""
    before = made.server.head(), made.server.live
    with tempfile.NamedTemporaryFile("r") as report:
        begun = time.monotonic()
        code, said = made.push(f"--receive-pack=/usr/bin/time -f %M -o {report.name} git-receive-pack", "HEAD:main", pusher="li")
        took = time.monotonic() - begun
        peak = int((report.read().split() or ["0"])[-1]) / 1024
    held = code != 0 and all(word in said for word in words) and before == (made.server.head(), made.server.live) and 0 < peak < 1024
    reason = next((line.removeprefix("remote: ").strip() for line in said.splitlines() if words and words[0] in line or "exceeds" in line), said[-200:])
    return held, f"{took:.1f} 秒内拒绝，服务器一侧最多用 {peak:.0f} MB 内存；说的是：{reason[:90]}"
