"""A page in a Chromium that is told what to do over its debugging pipe, and of which nothing is recorded.

Playwright has every response kept for its network log: tens of megabytes that no reader's browser holds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 180.0
"""Seconds until a page must be ready: the machine may be busy."""
_START = "import fcntl, os, sys; ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 9) for end in sys.argv[1:3]]; os.dup2(ends[0], 3); os.dup2(ends[1], 4); os.execv(sys.argv[3], sys.argv[3:])"
"""Puts the ends of the pipe where Chromium looks for them."""
_STILL = 1_000_000
"""Bytes by which a page that stands still grows in a second at most."""
_READY = "() => Boolean(window.ask)"


@dataclass
class Page:
    """A page: `read` and `write` are the ends of the pipe, `session` is the page's own."""

    read: int
    write: int
    session: str = ""
    sent: int = 0
    came: bytearray = field(default_factory=bytearray)

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function of JavaScript, or its promise, gives for an argument. Raises RuntimeError when it fails."""
        found = self.tell("Runtime.evaluate", expression=f"({function})({json.dumps(argument)})", awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"].get("text", function))
        return found["result"].get("value")

    def slow(self, times: int) -> None:
        """Slow the processor down for the page."""
        self.tell("Emulation.setCPUThrottlingRate", rate=times)

    def memory(self) -> int:
        """Return the bytes that the browser's largest page process has for itself (Linux only, elsewhere 0).

        Without the pages of the program's own file, which all processes share and the system takes back when it needs them.
        """
        rows = self.tell("SystemInfo.getProcessInfo", whole=True)["processInfo"]
        return max((_resident(row["id"]) for row in rows if row["type"] == "renderer"), default=0)

    def settled(self) -> int:
        """Return the same once it grows no more: a page that is ready goes on building itself up for a second."""
        before, now = -1, self.memory()
        while now > before + _STILL:
            time.sleep(1)
            before, now = now, self.memory()
        return now

    def tell(self, method: str, whole: bool = False, **values: object) -> Any:
        """Send a command to the page, or to the whole browser, and return its result."""
        self.sent += 1
        message: dict[str, object] = {"id": self.sent, "method": method, "params": values}
        if self.session and not whole:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.sent:
                if "error" in answer:
                    raise RuntimeError(answer["error"]["message"])
                return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.came:
            more = os.read(self.read, 1 << 16)
            if not more:
                raise RuntimeError("Chromium 退出了")
            self.came += more
        message, _, rest = bytes(self.came).partition(b"\0")
        self.came = bytearray(rest)
        return json.loads(message)  # type: ignore[no-any-return]


@contextmanager
def page(program: Path, arguments: Sequence[str], address: str) -> Iterator[Page]:
    """Yield the page at an address, in a browser of its own with nothing stored, once it can be asked."""
    (theirs, write), (read, their_end) = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        own = ["--headless=new", "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={profile}", *arguments, "about:blank"]
        process = subprocess.Popen([sys.executable, "-c", _START, str(theirs), str(their_end), str(program), *own], pass_fds=(theirs, their_end), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(their_end)
        try:
            found = Page(read, write)
            target = found.tell("Target.createTarget", url=address)["targetId"]
            found.session = found.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            _wait(found)
            yield found
        finally:
            process.kill()
            process.wait()
            os.close(read)
            os.close(write)


def _wait(found: Page) -> None:
    """Wait until the page can be asked; on its way there its context may still change."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if found.evaluate(_READY):
                return
        except RuntimeError:
            if time.monotonic() > end:
                raise
        if time.monotonic() > end:
            raise RuntimeError("页面一直没有准备好")
        time.sleep(0.05)


def _resident(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
