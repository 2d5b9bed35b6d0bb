"""Rows to fit weights on: every thing seen in a passage, beside the record it should be."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.accuracy.passages import as_case, source_of
from benchmarks.accuracy.scoring import Pair, pairs
from ledger.parse.claims import Part, claims_of
from ledger.parse.context import Context
from ledger.parse.reader import trace

Passage = Mapping[str, Any]


class Row(NamedTuple):
    """One thing; `pair` holds the record it matches, None when it is no aid."""

    passage: Passage
    part: Part
    claim: Mapping[str, Any]
    pair: Pair | None


def rows(passages: Sequence[Passage]) -> Iterator[Row]:
    """All things of some passages, claims or not."""
    for passage in passages:
        seen = list(_seen(passage))
        claims = [claim for _, claim in seen]
        matched = {
            id(pair.claim): pair for pair in pairs(passage, claims) if pair.record and pair.claim
        }
        for part, claim in seen:
            yield Row(passage, part, claim, matched.get(id(claim)))


def _seen(passage: Passage) -> Iterator[tuple[Part, Mapping[str, Any]]]:
    for step in trace(source_of(passage)):
        for part in step.outcome.parts:
            for claim in claims_of(step.scene, step.sentence, part, Context())[:1]:
                yield part, as_case(claim, passage)
