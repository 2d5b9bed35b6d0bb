"""Whether a thing is aid at all: the sum of the weights of its signs, as a probability."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.weights import probability, weights

KINDS = ("counted", "money", "named")
"""Things with a number, amounts of money, things that are only named: each weighed by itself."""


class Judged(NamedTuple):
    """How likely a thing is aid; `against` is the sign that speaks most against it."""

    probability: float
    against: str
    signs: frozenset[str]


def kind_of(signs: frozenset[str]) -> str:
    """Which of the kinds a thing with some signs is."""
    return "money" if "money" in signs else "named" if "uncounted" in signs else "counted"


def judge(signs: frozenset[str]) -> Judged:
    """The probability that a thing with some signs is aid."""
    values = weights("aid", kind_of(signs))
    against = min(sorted(signs), key=lambda sign: values.get(sign, 0.0), default="nothing")
    return Judged(probability(signs, values), against, signs)
