"""Logistic models over the Hanzi of a text and their pairs, hashed, as bench/importing learns them: reading one, asking it."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

SIZE = 8191
"""Buckets of a model, a byte each: a prime, so that characters spread evenly."""
_FIRST, _SECOND = 31, 5003
_NUMBER = re.compile("[0-9]+")
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


def buckets(text: str) -> set[int]:
    """Return the buckets of the characters of a text and of their pairs, its ends included; all numbers are one."""
    codes = [ord(char) for char in f"^{_NUMBER.sub('0', ' '.join(text.split()))[:LONGEST]}$"]
    return {code * _FIRST % SIZE for code in codes} | {(one * _FIRST + other * _SECOND) % SIZE for one, other in pairwise(codes)}
