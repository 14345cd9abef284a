"""What every command has: a way to stop with a sentence, usage in Chinese, reasons of the system in Chinese. Light to import."""

from __future__ import annotations

import argparse
import difflib
import errno
import os
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘满了",
    errno.ENAMETOOLONG: "名称太长", errno.EISDIR: "这是文件夹", errno.ENOTDIR: "路径中间有一段不是文件夹", errno.EROFS: "磁盘是只读的",
    errno.EEXIST: "已经有同名的文件", errno.EBUSY: "文件正被别的程序打开",
}  # fmt: skip


LANGUAGES = ("zh", "en", "zh-Hant")
"""Languages of the site, as hooks.build has them."""


class Stop(Exception):
    """Nothing can be done; the message says why and what to do, in Chinese."""


class Parser(argparse.ArgumentParser):
    """Options said and read in Chinese: headings, help, and which part of a command line is wrong (argparse would answer in English).

    `usage` is what is shown as 写法; long options are not abbreviated, so that a new one never makes an old line ambiguous.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, "formatter_class": _Help, **options, "add_help": False})
        self._positionals.title, self._optionals.title = "要写的", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add an argument as argparse does; what stands behind an option and has no name of its own is called 值."""
        action = super().add_argument(*names, **options)
        if action.nargs != 0 and action.metavar is None and not action.choices and action.option_strings:
            action.metavar = "值"
        return action

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is written, then end with 2."""
        said = self._said(message)
        self.exit(2, f"{said}{'' if said.endswith('？') else '。'}{' '.join(self.format_usage().split())}\n")

    def _said(self, message: str) -> str:
        """Return in Chinese what argparse says in English; what is Chinese already stays."""
        named = re.fullmatch(r"argument (.+?): (.*)", message, re.S)
        name, what = (named[1].split("/")[-1], named[2]) if named else ("", message)
        for pattern, say in _SAID:
            found = re.fullmatch(pattern, what, re.S)
            if found:
                return say(self, name, *found.groups())[:400]
        return f"{name} {what}".strip()[:400]

    def _noun(self, name: str) -> str:
        """Return what stands behind an option: its metavar."""
        action = self._option_string_actions.get(name)
        noun = action.metavar if action and isinstance(action.metavar, str) else "值"
        return "数字" if noun == "N" else noun

    def _unknown(self, _: str, words: str) -> str:
        first = words.split(" ")[0]
        if not first.startswith("-"):
            return f"多写了 {words[:100]}"
        near = difflib.get_close_matches(first.split("=")[0], self._option_string_actions, n=1, cutoff=0.7)
        return f"不认识 {words[:100]}" + (f"：是不是 {near[0]}？" if near else "")

    def _choice(self, name: str, given: str, known: str) -> str:
        listed = "、".join(word.strip().strip("'") for word in known.split(","))
        return f"{name} 只能是 {listed}，写的是“{given[:60]}”" if name.startswith("-") else f"没有“{given[:60]}”这个{name}：只有 {listed}"


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "写法：" if prefix is None else prefix)


_SAID: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"unrecognized arguments: (.+)", Parser._unknown),
    (r"the following arguments are required: (.+)", lambda _, name, which: f"还没有写{' ' * which.startswith('-')}{which.replace(', ', '、')}"),
    (r"expected .*arguments?", lambda parser, name: f"{name} 后面没有写{parser._noun(name)}"),
    (r"invalid choice: '?(.*?)'?(?:, maybe you meant .*)? \(choose from (.+)\)", Parser._choice),
    (r"invalid int value: '(.*)'", lambda _, name, given: f"{name} 只能是整数，写的是“{given[:60]}”"),
    (r"invalid \w+ value: '(.*)'", lambda _, name, given: f"{name} 看不懂“{given[:60]}”"),
    (r"not allowed with argument (.+)", lambda _, name, other: f"{name} 不能和 {other} 一起写"),
    (r"one of the arguments (.+) is required", lambda _, name, which: f"还要写 {which.replace(' ', ' 或者 ')}"),
    (r"ignored explicit argument '(.*)'", lambda _, name, given: f"{name} 后面不写值，写的是“{given[:60]}”"),
)  # fmt: skip
"""What argparse (3.11 to 3.14) says, and how we say it: f(parser, the argument's name, groups of the pattern…)."""


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return the `type` of an option that takes an integer of a range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"只能是 {least} 到 {most} 的整数，写的是“{text[:60]}”")
        return int(text)

    return read


def languages(text: str) -> str:
    """Read a list of languages, as the variable LANGS takes it: all, or zh and en with commas between."""
    wanted = text.replace(" ", "")
    wrong = [name for name in wanted.split(",") if name not in LANGUAGES]
    if wrong and wanted != "all":
        known = "、".join(("all", *LANGUAGES))
        raise argparse.ArgumentTypeError(f"（环境变量 LANGS 也一样）只能是 {known}，几种用逗号隔开，写的是“{text[:60]}”")
    return wanted


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
