"""Run the build shut in, with limits on time, memory, disk and on what it may say."""

from __future__ import annotations

import contextlib
import os
import resource
import selectors
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from scripts.publishing.disk import usage
from wenku.publish.confine import BUBBLEWRAP, PLAIN, Jail, bubblewrap
from wenku.publish.refusal import Limits

MOST_SAID = 256 * 1024
_LOOK = 0.5


@dataclass(frozen=True)
class Outcome:
    """How the process ended: its code; `stopped` is "time" or "disk" when we ended it; what it said on both streams."""

    code: int
    stopped: str
    said: str
    errors: str


def kind() -> str:
    """Try how builds can be shut in on this machine: bubblewrap when it is there and allowed to work, else limits only. `init` asks once."""
    program = shutil.which("bwrap")
    if not program:
        return PLAIN
    jail = Jail(("/usr/bin/true",), "/", (), (), {})
    done = subprocess.run(bubblewrap(jail, program), capture_output=True, timeout=120)
    return BUBBLEWRAP if done.returncode == 0 else PLAIN


def run(jail: Jail, limits: Limits, how: str) -> Outcome:
    """Run a jail's command to its end, or until it has used up its time or disk. Raises OSError when it can't be started."""
    arguments = bubblewrap(jail) if how == BUBBLEWRAP else list(jail.command)
    environment = {"PATH": os.defpath} if how == BUBBLEWRAP else dict(jail.environment)
    process = subprocess.Popen(
        arguments, cwd=jail.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=lambda: _limit(limits),
    )  # fmt: skip
    try:
        return _watch(process, limits, [Path(path) for path in jail.writable])
    finally:
        _end(process)


def _limit(limits: Limits) -> None:
    """In the child: bounds that every process of the build inherits."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_FSIZE, limits.site_bytes), (resource.RLIMIT_CPU, 2 * limits.seconds),
        (resource.RLIMIT_NOFILE, 1024), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _watch(process: subprocess.Popen[bytes], limits: Limits, folders: list[Path]) -> Outcome:
    said: dict[str, bytearray] = {"out": bytearray(), "err": bytearray()}
    end, stopped, look = time.monotonic() + limits.seconds, "", time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, "out")  # type: ignore[arg-type]
        selector.register(process.stderr, selectors.EVENT_READ, "err")  # type: ignore[arg-type]
        while selector.get_map() and not stopped:
            for key, _ in selector.select(_LOOK):
                block = os.read(key.fd, 65536)
                if block:
                    said[key.data] += block[: MOST_SAID - len(said[key.data])]
                else:
                    selector.unregister(key.fileobj)
            now = time.monotonic()
            if now > end:
                stopped = "time"
            elif now > look:
                look = now + _LOOK
                stopped = "disk" if sum(map(usage, folders)) > limits.site_bytes else ""
    if stopped:
        _end(process)
    texts = [bytes(said[name]).decode("utf-8", "replace") for name in ("out", "err")]
    return Outcome(process.wait(), stopped, *texts)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started (in its session; bubblewrap's take their whole namespace with them)."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
