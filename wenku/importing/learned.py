"""Logistic models over the Hanzi of a text and their pairs, hashed, as bench/importing learns them: reading one, asking it."""

from __future__ import annotations

import base64
import math
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

BITS = 13
"""Buckets of a model: two to the power of this, a byte each."""
LONGEST = 120
"""Characters of a line that are looked at."""


@dataclass(frozen=True)
class Model:
    """What each bucket weighs, in steps, and what a text without any weighs."""

    weights: bytes
    step: float
    bias: float

    def score(self, text: str) -> float:
        """Return the logarithm of the odds that a text is what the model was taught to tell."""
        found = buckets(text)
        total = sum(self.weights[bucket] for bucket in found) - 128 * len(found)
        return self.bias + self.step * total / math.sqrt(len(found))


def model(lines: Iterable[str], step: float, bias: float) -> Model:
    """Return a model from lines of base64."""
    return Model(base64.b64decode("".join(lines)), step, bias)


def buckets(text: str) -> frozenset[int]:
    """Return the buckets of the characters of a text and of their pairs, its ends included; all numbers are one."""
    plain = f"^{re.sub(r'[0-9]+', '0', ' '.join(text.split()))[:LONGEST]}$"
    return frozenset(zlib.crc32(plain[at : at + size].encode()) % (1 << BITS) for size in (1, 2) for at in range(len(plain) - size + 1))
