"""How sure the reader is: named features with weights, joined by a logistic curve."""

from __future__ import annotations

import math
from collections.abc import Mapping

# Hand-set until a fitted table replaces them; each weight is a log-odds.
_WEIGHTS: Mapping[str, float] = {
    "base": 0.4,
    "item known": 1.1,
    "item unknown": -1.2,
    "no item": -1.5,
    "money": 0.3,
    "clear link": 0.8,
    "doubtful link": -0.7,
    "no verb": -0.6,
    "donor named": 0.9,
    "donor inferred": -0.1,
    "no donor": -0.9,
    "recipient named": 0.7,
    "recipient inferred": 0.0,
    "no recipient": -0.4,
    "no number": -0.8,
    "aid word": 0.6,
}


_CAPS: Mapping[str, float] = {"item unknown": 0.55, "no verb": 0.55, "donor inferred": 0.85}


def confidence(features: frozenset[str]) -> float:
    """A probability from 0 to 1, two decimals."""
    total = sum(_WEIGHTS.get(name, 0.0) for name in features) + _WEIGHTS["base"]
    value = 1 / (1 + math.exp(-total))
    for name in features & _CAPS.keys():
        value = min(value, _CAPS[name])
    return round(value, 2)
