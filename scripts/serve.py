"""Preview with live reload on 127.0.0.1:8000: python -m scripts.serve [--port N] [--lang all]."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from scripts.command import Parser, languages, whole

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
_CODE = ("hooks", "wenku")


def main(argv: list[str] | None = None) -> int:
    """Serve until Ctrl+C; return the exit code."""
    parser = Parser(prog="python -m scripts.serve", description="本机预览，改动即时刷新。")
    parser.add_argument("--port", metavar="N", type=whole(1, 65535), default=8000, help="端口，1 到 65535，默认 8000")
    parser.add_argument("--lang", metavar="语言", type=languages, default=os.environ.get("LANGS") or "zh", help="zh（默认），或者 all")
    args = parser.parse_args(argv)
    if not _port_is_free(args.port):
        print(f"端口 {args.port} 已被别的程序占用：先关掉它，或者换一个：python -m scripts.serve --port 8001", file=sys.stderr)
        return 1
    os.environ.update({"LANGS": args.lang, "NO_MKDOCS_2_WARNING": "1"})
    print("正在检查文本并生成预览……", flush=True)
    return _serve(args.port)


def _serve(port: int) -> int:
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import BuildError, ConfigurationError

    made = _remember_temporary_folders()
    signal.signal(signal.SIGTERM, _stop)
    _speak_chinese(port)
    _restart_on_code_change(made)
    os.chdir(ROOT)
    try:
        serve(config_file="mkdocs.yml", dev_addr=f"{HOST}:{port}", strict=False)
    except KeyboardInterrupt:
        pass
    except (BuildError, ConfigurationError) as error:
        print(error, file=sys.stderr)
        return 1
    print("预览已停止。", flush=True)
    return 0


def _port_is_free(port: int) -> bool:
    # MkDocs would find out only after the whole first build.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _speak_chinese(port: int) -> None:
    class Line(logging.Filter):
        def filter(self, record: logging.LogRecord) -> bool:
            text = record.getMessage()
            if "Serving on" in text:
                print(f"预览已打开：http://{HOST}:{port}/ （按 Ctrl+C 停止；改动文件后页面自动刷新）", flush=True)
            elif "Detected file changes" in text:
                print("文件有改动，正在重新生成……", flush=True)
            return record.levelno >= logging.WARNING

    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.addFilter(Line())
    logger.addHandler(handler)


def _remember_temporary_folders() -> list[str]:
    made: list[str] = []
    real = tempfile.mkdtemp

    def remembered(*args: Any, **kwargs: Any) -> str:
        made.append(real(*args, **kwargs))
        return made[-1]

    tempfile.mkdtemp = remembered  # type: ignore[assignment]
    return made


def _restart_on_code_change(temporary: list[str]) -> None:
    """MkDocs keeps imported modules: changed code needs a new process. Code with a syntax error keeps the old one."""

    def stamps() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for folder in _CODE for path in (ROOT / folder).rglob("*.py")}

    def watch() -> None:
        known = stamps()
        while True:
            time.sleep(0.7)
            try:
                now = stamps()
                if now == known:
                    continue
                known = now
                for path in now:
                    compile(path.read_text("utf-8"), str(path), "exec")
            except (OSError, SyntaxError) as error:
                print(f"代码有错，仍用改动前的：{error}", file=sys.stderr, flush=True)
                continue
            print("代码有改动，重新启动预览……", flush=True)
            for folder in temporary:
                shutil.rmtree(folder, ignore_errors=True)
            os.execv(sys.executable, [sys.executable, "-m", "scripts.serve", *sys.argv[1:]])

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
