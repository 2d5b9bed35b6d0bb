"""A reading as text for people: mentions, rules that fired, what was turned down and why."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.model import Source
from ledger.parse.reader import Trace, trace


def explained(source: Source) -> str:
    """One paragraph a sentence that passed the gate."""
    return "\n\n".join("\n".join(_lines(source.text, step)) for step in trace(source))


def _lines(text: str, step: Trace) -> Iterator[str]:
    sentence, scene = step.sentence, step.scene
    yield f"[{sentence.start}:{sentence.end}] {text[sentence.start : sentence.end].strip()}"

    def cut(i: int, j: int) -> str:
        return text[scene.tokens[i].start : scene.tokens[j - 1].end]

    for actor in scene.actors:
        yield f"  actor     {cut(actor.i, actor.j)!r} {actor.kind} {actor.counts} {actor.prep}"
    for quantity in scene.quantities:
        yield (
            f"  quantity  {cut(quantity.i, quantity.j)!r} {quantity.low}..{quantity.high} "
            f"{quantity.qualifier} {quantity.currency}"
        )
    for when in scene.dates:
        yield f"  date      {cut(when.i, when.j)!r} {when.start}..{when.end} {when.cue}"
    for group in scene.groups:
        voice = "passive" if group.passive else "active"
        yield f"  verb      {cut(group.i, group.j)!r} {group.row} {group.tense} {voice}"
    for claim in step.outcome.claims:
        words = text[claim.evidence.start : claim.evidence.end]
        yield f"  CLAIM     {claim.stage} {words!r} {claim.rule} {claim.confidence}"
    for rejected in step.outcome.rejected:
        yield f"  rejected  {text[rejected.span.start : rejected.span.end]!r} by {rejected.rule}"
    for unread in step.outcome.unread:
        yield f"  unread    {unread.reason}"
