"""The garbage collector, paused while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Do not look for garbage meanwhile: the collector would walk through a library's millions of objects time and again.

    What is no longer referred to is freed as ever; only cycles wait. Building the search index takes a quarter less time so.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
