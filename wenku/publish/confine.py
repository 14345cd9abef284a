"""How a build is shut in: the command lines of bubblewrap and systemd-run, for a process that reads two folders and writes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenku.publish.refusal import Limits

BUBBLEWRAP, PLAIN = "bubblewrap", "plain"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/alternatives")
"""What an interpreter and its libraries need of the system."""


@dataclass(frozen=True)
class Jail:
    """A command to be run with no more than it needs. All paths are absolute; `environment` is the whole of it."""

    command: tuple[str, ...]
    folder: str
    readable: tuple[str, ...]
    writable: tuple[str, ...]
    environment: Mapping[str, str]


def bubblewrap(jail: Jail, program: str = "bwrap") -> list[str]:
    """Return the arguments for bubblewrap: no network, no other process, nothing to write but the given folders, gone with its parent."""
    arguments = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    for path in SYSTEM:
        arguments += ["--ro-bind-try", path, path]
    arguments += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for path in _outer_first(jail.readable):
        arguments += ["--ro-bind", path, path]
    for path in _outer_first(jail.writable):
        arguments += ["--bind", path, path]
    for name, value in sorted(jail.environment.items()):
        arguments += ["--setenv", name, value]
    return [*arguments, "--chdir", jail.folder, "--", *jail.command]


def systemd_run(jail: Jail, limits: Limits) -> list[str]:
    """Return the same as a transient unit of systemd, which also bounds the memory and tasks of all processes together."""
    properties = [
        "PrivateNetwork=yes", "PrivateTmp=yes", "PrivateDevices=yes", "ProtectSystem=strict", "ProtectHome=tmpfs", "NoNewPrivileges=yes",
        "CapabilityBoundingSet=", "RestrictAddressFamilies=AF_UNIX", "TasksMax=64", f"MemoryMax={limits.memory_bytes}", "MemorySwapMax=0",
        f"RuntimeMaxSec={limits.seconds}", f"LimitFSIZE={limits.site_bytes}", f"WorkingDirectory={jail.folder}",
        *(f"BindReadOnlyPaths={path}" for path in jail.readable), *(f"BindPaths={path}" for path in jail.writable),
    ]  # fmt: skip
    arguments = ["systemd-run", "--wait", "--pipe", "--quiet", "--collect", "--service-type=exec"]
    for item in properties:
        arguments += ["-p", item]
    for name, value in sorted(jail.environment.items()):
        arguments += ["-E", f"{name}={value}"]
    return [*arguments, "--", *jail.command]


def _outer_first(paths: Sequence[str]) -> list[str]:
    """Order folders so that one mounted later never hides one inside it."""
    return sorted(set(paths), key=lambda path: (path.count("/"), path))
