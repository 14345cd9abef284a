"""What every command has: a way to stop with a sentence, usage in Chinese, reasons of the system in Chinese. Light to import."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘满了",
    errno.ENAMETOOLONG: "名称太长", errno.EISDIR: "这是文件夹", errno.ENOTDIR: "路径中间有一段不是文件夹", errno.EROFS: "磁盘是只读的",
    errno.EEXIST: "已经有同名的文件", errno.EBUSY: "文件正被别的程序打开",
}  # fmt: skip


class Stop(Exception):
    """Nothing can be done; the message says why and what to do, in Chinese."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese how a command is used; argparse would answer in English."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"看不懂“{' '.join(sys.argv[1:])[:200]}”。写法：{self.usage}\n")


def obey(run: Callable[[], int], stopped: str, *told: type[Exception]) -> int:
    """Run a command to its exit code; 2, and one sentence instead of a traceback, where nothing can be done or it is stopped.

    `told` are further exceptions whose message says all.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # whatever names files have
    try:
        return run()
    except (Stop, *told) as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print(stopped, file=sys.stderr)
    except BrokenPipeError:  # nobody reads what we print any more (… | head): say nothing about it when Python closes down
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (open to the end)
    return 2


def why(error: OSError) -> str:
    """Return in Chinese why a file could not be read or written."""
    return _REASONS.get(error.errno or 0, f"系统报告错误 {error.errno}")
