"""Weighed signs: small linear models whose weights are data, the same for all languages.

Each model is a file in data/reading: a row for each sign with its prior (what a careful reader
would guess, in log-odds), its weight fitted on annotated passages around that prior, and what it
means. Signs name relations and kinds of words, never words.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping

from validation.datafiles import data_folder

Weights = Mapping[str, float]

BASE = "always"
"""The sign that everything has."""


KNOWN: dict[tuple[str, str], Weights] = {}
"""What was read already, by model and column. Fitting puts other weights here to try them."""


def weights(model: str, column: str = "weight") -> Weights:
    """One column of a model's file: the weight of each sign; unknown signs weigh nothing."""
    found = KNOWN.get((model, column))
    if found is None:
        path = data_folder() / "reading" / f"{model}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            found = {row["sign"]: float(row[column] or 0) for row in csv.DictReader(file)}
        KNOWN[model, column] = found
    return found


def total(signs: Iterable[str], values: Weights) -> float:
    """The sum of the weights of some signs, without the base."""
    # fsum: the order in which a set gives its signs must not decide between equal candidates.
    return math.fsum([values[sign] for sign in signs if sign in values])


def probability(signs: Iterable[str], values: Weights) -> float:
    """How likely something with some signs is true."""
    return 1 / (1 + math.exp(-total(signs, values) - values.get(BASE, 0.0)))
