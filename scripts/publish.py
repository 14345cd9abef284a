"""Publish by git push: python -m scripts.publish init|wheels|status|rollback|reconcile|prune|verify|live|pack|sync. Exit 0, 1 (not as it should be), 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.command import Parser, Stop, obey, why
from scripts.publishing import commands

USAGE = "python -m scripts.publish 命令 文件夹；命令有 init、wheels、status、rollback、reconcile、prune、verify、live、pack、sync，各有 --help"


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    return obey(lambda: _run(_parser().parse_args(argv)), "中途停止；再运行一次就会接着做。")


def _run(args: argparse.Namespace) -> int:
    try:
        return args.run(args)
    except OSError as error:
        raise Stop(f"没有做成：{error.filename or ''} {why(error)}。") from error


def _parser() -> argparse.ArgumentParser:
    parser = Parser(usage=USAGE, description="一次 git push 就发布；架设和管理发布用的服务器。")
    commands_ = parser.add_subparsers(required=True, metavar="命令", parser_class=Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], what: str, folder: str = "服务器上发布用的文件夹") -> argparse.ArgumentParser:
        child = commands_.add_parser(name, help=what, description=what, usage=f"python -m scripts.publish {name} 文件夹 [选项]")
        child.add_argument("folder", metavar="文件夹", type=Path, help=folder)
        child.set_defaults(run=run)
        return child

    init = add("init", commands.init, "建立发布用的文件夹，或者更新里面装好的程序")
    init.add_argument("--wheels", metavar="文件夹", type=Path, help="没有网络的机器从这个文件夹安装组件，见 wheels")
    init.add_argument("--shared-venv", action="store_true", help="不另建运行环境，用现在的这个（试用和测试）")
    add("wheels", commands.wheels, "在能上网的机器上备齐组件，带去没有网络的服务器", "放组件的文件夹")
    add("status", commands.status, "现在的版本、各次发布、隔离方式，网站与分支是否一致")
    rollback = add("rollback", commands.rollback, "退回前 N 次发布（默认 1）；0 取消退回；下一次推送自动回到最新")
    rollback.add_argument("steps", nargs="?", type=int, default=1, metavar="N")
    reconcile = add("reconcile", commands.reconcile, "让网站与分支一致：补上中断的发布；放进定时任务")
    reconcile.add_argument("--rebuild", action="store_true", help="用装好的程序重新生成现在的内容（更新程序之后）")
    add("prune", commands.prune, "删去不再需要的旧版本：最近 5 次和一天以内的总是留着")
    verify = add("verify", commands.verify, "核对现在的网站：每个文件的校验值")
    verify.add_argument("--all", action="store_true", help="核对所有留着的版本")
    live = add("live", commands.live, "取得现在网站的清单，交给 pack；还没有网站就不写", "写到哪个文件")
    live.add_argument("--url", metavar="网址", default="", help="网站的正式地址")
    pack = add("pack", commands.pack_site, "把 make build 的结果变成可以发布的：资源改名、CSP、转址、压缩", "make build 生成的网站")
    pack.add_argument("--docs", metavar="文件夹", type=Path, default=commands.ROOT / "docs", help="docs 文件夹，读其中的 _redirects.txt")
    pack.add_argument("--live", metavar="清单", type=Path, help="现在网站的清单（见 live）：公布过的地址不能消失；没有这个文件就是第一次发布")
    pack.add_argument("--commit", metavar="提交", default="", help="提交编号")
    sync = add("sync", commands.sync, "把现在的版本上传到 S3 兼容的对象存储", "发布用的文件夹，或者 pack 过的网站")
    sync.add_argument("--bucket", metavar="存储桶", required=True, help="存储桶")
    sync.add_argument("--endpoint", metavar="网址", help="服务地址，如 http://127.0.0.1:9000；不写用云服务的默认地址")
    sync.add_argument("--prefix", metavar="文件夹", default="", help="放在桶里的哪个文件夹下")
    receive = commands_.add_parser("receive", usage="由仓库的钩子运行")
    receive.add_argument("hook", metavar="钩子", choices=("pre-receive", "post-receive"))
    receive.add_argument("folder", metavar="文件夹", type=Path)
    receive.set_defaults(run=commands.receive)
    shell = add("shell", commands.shell, "SSH 公用账号的入口：写在 authorized_keys 的 command= 里，后面写推送人的名字")
    shell.add_argument("name", metavar="推送人")
    return parser


if __name__ == "__main__":
    sys.exit(main())
