"""Decide what state `.venv` is in: pure functions over stamps, locks and command lines. Standard library only."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

# Settings that would make pip install anywhere but into the environment.
STRAY = frozenset({"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"})


def started_module(argv: list[str], orig_argv: list[str]) -> str:
    """Name the module that `python -m` is about to run; empty when Python was not started that way."""
    if argv[:1] != ["-m"]:
        return ""
    return orig_argv[len(orig_argv) - len(argv)].removeprefix("-m")


def stamp(lock: bytes, version: str) -> dict[str, str]:
    """Describe an environment: the lock it was made from (whatever its line ends) and its Python."""
    return {"lock": hashlib.sha256(lock.replace(b"\r\n", b"\n")).hexdigest(), "python": version}


def parse_stamp(text: str) -> dict[str, str] | None:
    """Read a stamp; None for a missing or damaged one."""
    try:
        found = json.loads(text)
        return {key: str(found[key]) for key in ("lock", "python")}
    except (ValueError, KeyError, TypeError):
        return None


def decide(found: dict[str, str] | None, lock: bytes, version: str | None) -> str:
    """Say what to do: ready, update or create.

    Version is that of the environment's own Python, known only to a process inside it. The Python that a
    command was started with does not count: switching between two of them must not rebuild anything.
    """
    if found is None or (version and version.split(".")[:2] != found["python"].split(".")[:2]):
        return "create"
    return "ready" if found == stamp(lock, version or found["python"]) else "update"


def canonical(name: str) -> str:
    """Spell a distribution's name as package indexes do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_names(lock: str) -> set[str]:
    """List the distributions a lock pins."""
    return {canonical(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}


def surplus(installed: Iterable[str], lock: str) -> list[str]:
    """List what an environment holds beyond its lock and the installer itself."""
    return sorted({canonical(name) for name in installed} - locked_names(lock) - {"pip", "setuptools"})


def venv_python(venv: Path, windows: bool = os.name == "nt") -> Path:
    """Say where an environment keeps its interpreter."""
    return venv / ("Scripts/python.exe" if windows else "bin/python")


def pip_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Keep the user's settings for pip (mirror, certificates) but none that lead it astray."""
    return {key: value for key, value in environ.items() if key not in STRAY} | {"PIP_USER": "0", "PYTHONUTF8": "1"}
