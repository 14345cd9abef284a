"""The only thing that a key of the shared SSH account may do: push to and fetch from our repository, under its holder's name."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from wenku.publish.refusal import MIB

_ALLOWED = ("git-receive-pack", "git-upload-pack")
_BLOCK = 65536


def serve(repository: Path, name: str, most: int) -> int:
    """Run the git command that the client asked for; return its exit code. The path it gives does not count: there is one repository."""
    try:
        wanted = shlex.split(os.environ.get("SSH_ORIGINAL_COMMAND", ""))[:1]
    except ValueError:
        wanted = []
    if not wanted or wanted[0] not in _ALLOWED:
        print("这个账号只能用来 git push 和 git pull。", file=sys.stderr)
        return 1
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key == "GIT_PROTOCOL"}
    command = ["git", wanted[0].removeprefix("git-"), str(repository)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, env={**environment, "JICENG_PUSHER": name})
    if _copy(child, most):
        return child.wait()
    child.kill()
    child.wait()
    print(f"推送的内容超过 {most // MIB} MB，没有收下 → 分几次推送；大的原始材料不放进文库", file=sys.stderr)
    return 1


def _copy(child: subprocess.Popen[bytes], most: int) -> bool:
    """Pass on what the client sends; False once it is more than `most` bytes (with some room for what git says beside the pack)."""
    assert child.stdin
    total = 0
    try:
        while block := os.read(0, _BLOCK):
            total += len(block)
            if total > most + MIB:
                return False
            child.stdin.write(block)
            child.stdin.flush()
        child.stdin.close()
    except BrokenPipeError:
        return True
    return True
