"""Whether a thing is aid at all: the sum of the weights of its signs, as a probability."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from validation.datafiles import data_folder


class Judged(NamedTuple):
    """How likely a thing is aid; `against` is the sign that speaks most against it."""

    probability: float
    against: str
    signs: frozenset[str]


KINDS = ("counted", "money", "named")


@lru_cache(maxsize=1)
def aid_weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each sign for each kind of thing: log-odds that a thing with it is aid.

    Kinds are things with a number, amounts of money, and things that are only named.
    """
    path = data_folder() / "reading" / "aid.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {kind: {row["sign"]: float(row[kind] or 0) for row in rows} for kind in KINDS}


def kind_of(signs: frozenset[str]) -> str:
    """Which of the kinds a thing with some signs is."""
    return "money" if "money" in signs else "named" if "uncounted" in signs else "counted"


def judge(signs: frozenset[str]) -> Judged:
    """The probability that a thing with some signs is aid."""
    weights = aid_weights()[kind_of(signs)]
    values = sorted((weights.get(sign, 0.0), sign) for sign in signs)
    total = sum(value for value, _ in values) + weights.get("always", 0.0)
    against = values[0][1] if values and values[0][0] < 0 else "nothing"
    return Judged(1 / (1 + math.exp(-total)), against, signs)
