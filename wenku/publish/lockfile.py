"""Part of a lock file: the pins of some distributions, with their hashes."""

from __future__ import annotations

import re
from collections.abc import Set

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==")


def subset(lock: str, names: Set[str]) -> str:
    """Return the blocks of a lock (a pin and its indented lines) whose distribution is among names, spelled canonically."""
    kept, keep = [], False
    for line in lock.splitlines():
        pin = _PIN.match(line)
        if pin:
            keep = re.sub(r"[-_.]+", "-", pin[1]).lower() in names
        elif not line.startswith(" "):
            keep = False
        if keep and not line.lstrip().startswith("#"):
            kept.append(line)
    return "\n".join([*kept, ""])
