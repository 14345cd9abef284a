"""LibreOffice for .doc, .wps and .rtf: converted to .docx in batches with a profile of its own and a time limit, then one by one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

BATCH = 20
TIMEOUT = 120
"""Seconds for a batch; a file alone gets half of it."""
OLD = frozenset((".doc", ".wps", ".rtf", ".dot", ".odt"))
MISSING = "要用 LibreOffice 打开：装上它（apt-get install --no-install-recommends libreoffice-writer），或者用 Word、WPS 另存为 .docx"
FAILED = "LibreOffice 打不开：文件坏了、加了密码，或者不是 Word 文件；用 Word 或 WPS 另存为 .docx 再试"
LATE = f"LibreOffice 超过 {TIMEOUT // 2} 秒没有打开，跳过"
LARGEST = 20 * 1024 * 1024


def found() -> str:
    """Return the path of soffice, "" when LibreOffice is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def convert(files: Sequence[tuple[str, bytes]]) -> Iterator[bytes | str]:
    """Yield for each (name, content) in order the .docx, or in Chinese why there is none."""
    program = found()
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        yield from _batch(program, batch) if program else [MISSING] * len(batch)


def _batch(program: str, batch: Sequence[tuple[str, bytes]]) -> list[bytes | str]:
    """Convert some files with one start of LibreOffice; those that it left out again, each alone."""
    with tempfile.TemporaryDirectory(prefix="wenku-office-") as folder:
        home = Path(folder)
        paths = [home / f"{n}{Path(name).suffix.lower()}" for n, (name, _) in enumerate(batch)]
        for path, (_, raw) in zip(paths, batch, strict=True):
            path.write_bytes(raw)
        _run(program, home, paths, TIMEOUT)
        return [_result(program, home, path) for path in paths]


def _result(program: str, home: Path, path: Path) -> bytes | str:
    made = home / "out" / f"{path.stem}.docx"
    if not made.exists() and not _run(program, home, [path], TIMEOUT // 2):
        return LATE
    if not made.exists():
        return FAILED
    return made.read_bytes() if made.stat().st_size <= LARGEST else FAILED


def _run(program: str, home: Path, paths: Sequence[Path], timeout: float) -> bool:
    """Run LibreOffice; False when its time ran out. The whole process group ends with it: soffice is a script that starts another."""
    command = [
        program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), *map(str, paths),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return True
