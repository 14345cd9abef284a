"""CPU time of a scanner, for ratios between sizes: never for a limit in seconds."""

from __future__ import annotations

import gc
import time

from wenku.prose import Scanner


def cpu_seconds(scan: Scanner, text: str) -> float:
    """Return the best of three runs over a text, in seconds of CPU. Garbage is not collected meanwhile: that takes the longer, the more tests ran before."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            for _hit in scan(text):
                pass
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best
