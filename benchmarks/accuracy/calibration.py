"""Whether a confidence of 0.8 means eight in ten: reliability, by cross-validation and on new text.

Right means what the confidence promises: the claim is a record, and its stage, item, donor and
recipient are the record's.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.accuracy.fitting import calibrated, claims_for_confidence, is_right
from benchmarks.accuracy.training import Row
from ledger.parse.weights import probability

FOLDS = 10
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Judged(NamedTuple):
    """A claim's confidence and whether it was right."""

    confidence: float
    right: bool


def cross_validated(data: Sequence[Row], texts: frozenset[str]) -> list[Judged]:
    """The claims of some texts, each with a confidence fitted without its own passage.

    `data` are things as `held_out` reads them.
    """
    rows = claims_for_confidence(data)
    order = sorted({row.passage["text"] for row in rows})
    fold = {text: number % FOLDS for number, text in enumerate(order)}
    found = []
    for number in range(FOLDS):
        asked = [
            r for r in rows if fold[r.passage["text"]] == number and r.passage["text"] in texts
        ]
        if asked:
            values = calibrated([r for r in rows if fold[r.passage["text"]] != number], {})
            found += [Judged(probability(r.part.sureness, values), is_right(r)) for r in asked]
    return found


def as_read(data: Sequence[Row]) -> list[Judged]:
    """The claims of passages that no weight has seen, with the confidence that the reader gives."""
    return [Judged(float(r.claim["confidence"]), is_right(r)) for r in claims_for_confidence(data)]


def thresholds(found: Sequence[Judged]) -> Iterator[tuple[float, float, float]]:
    """(threshold, share of the claims at or above it, share of those that are right)."""
    for least in THRESHOLDS:
        above = [one for one in found if one.confidence >= least]
        if above:
            yield least, len(above) / len(found), sum(one.right for one in above) / len(above)


def bands(found: Sequence[Judged]) -> Iterator[tuple[str, int, float, float]]:
    """(band, claims, mean confidence, share right) of each band that holds claims."""
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        inside = [one for one in found if low <= one.confidence < high]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            right = sum(one.right for one in inside) / len(inside)
            yield f"{low:.1f} to {min(high, 1.0):.1f}", len(inside), mean, right
