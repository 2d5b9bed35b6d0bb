"""How sure the reader is: named features with weights, joined by a logistic curve.

The weights are data of the language, fitted on annotated passages; a cap holds a claim down
whatever else speaks for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple


class Weight(NamedTuple):
    """What one feature adds to the log-odds; `cap` is the most that a claim with it may get."""

    weight: float
    cap: float


def confidence(features: frozenset[str], weights: Mapping[str, Weight]) -> float:
    """A probability from 0 to 1, two decimals."""
    known = [weights[name] for name in (*sorted(features), "base") if name in weights]
    value = 1 / (1 + math.exp(-sum(w.weight for w in known)))
    return round(min([value, *(w.cap for w in known)]), 2)
