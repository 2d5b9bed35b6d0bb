"""A reading as text for people: mentions, signs with their weights, what was turned down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from unicodedata import category

from ledger.parse.accept import kind_of
from ledger.parse.assemble import LEAST
from ledger.parse.claims import Part
from ledger.parse.lexicon import load_lexicon
from ledger.parse.model import Source
from ledger.parse.reader import Trace, trace
from ledger.parse.roles import ROLES, Ranked
from ledger.parse.scene import Scene
from ledger.parse.segment import sentences
from ledger.parse.tokens import normalise
from ledger.parse.weights import Weights, weights
from ledger.parse.windows import Window

_SIGNS = 6  # the heaviest signs that are shown
_OTHERS = 3  # candidates that are shown beside the one chosen


def explained(source: Source) -> str:
    """One paragraph a sentence; those that no rule had to read are named in one line."""
    read = {step.sentence.start: step for step in trace(source)}
    text = normalise(source.text)
    parts = []
    for sentence in sentences(text, load_lexicon(source.language)):
        step = read.get(sentence.start)
        words = " ".join(source.text[sentence.start : sentence.end].split())
        head = f"[{sentence.start}:{sentence.end}] {words}"
        if step is None:
            parts.append(f"{head}\n  not read: no word of giving meets a number or a known thing")
        else:
            parts.append("\n".join([head, *_lines(source.text, step)]))
    return _visible("\n\n".join(parts))


# Control and format characters, line and paragraph separators, halves of surrogate pairs.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def _visible(text: str) -> str:
    """The text with each character escaped that could steer a terminal."""
    if text.isprintable():
        return text
    return "".join(
        ascii(char)[1:-1] if char != "\n" and category(char) in _UNSEEN else char for char in text
    )


def _lines(text: str, step: Trace) -> Iterator[str]:
    scene = step.scene
    cut = partial(_cut, text, scene)
    for actor in scene.actors:
        yield f"  party     {cut(actor.i, actor.j)!r} {actor.kind} {actor.counts} {actor.prep}"
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
    for part in step.outcome.parts:
        yield from _of_part(text, scene, part)
    for claim in step.outcome.claims:
        words = text[claim.evidence.start : claim.evidence.end]
        yield f"  CLAIM     {claim.stage} {words!r} {claim.rule} {claim.confidence}"
    for unread in step.outcome.unread:
        yield f"  unread    {unread.reason}"


def _cut(text: str, scene: Scene, i: int, j: int) -> str:
    return text[scene.tokens[i].start : scene.tokens[max(i, j - 1)].end]


def _of_part(text: str, scene: Scene, part: Part) -> Iterator[str]:
    """A thing: its item, its stage, why it is aid or not, who gives and gets, when."""
    thing, judged = part.thing, part.judged
    item = part.item.code or part.item.text or "no item"
    yield f"  thing     {_cut(text, scene, thing.i, thing.j)!r} {item}"
    yield f"    stage     {part.verdict.stage} by {part.verdict.rule}"
    signs = _heaviest(judged.signs, weights("aid", kind_of(judged.signs)))
    yield f"    aid       {judged.probability:.2f}  {signs}"
    if judged.probability < LEAST:
        yield f"    rejected  by {judged.against}"
        return
    for role, ranked in zip(ROLES, part.choice.ranked, strict=True):
        chosen = part.donors if role == "donor" else part.recipients
        yield from _of_role(role, chosen.codes, ranked)
    yield f"    sure      {_heaviest(part.sureness, weights('confidence'))}"
    yield f"    {part.aspect.reporting:9} {_heaviest(part.aspect.signs, weights('totals'))}"
    yield from _of_times(part.aspect.options)


def _of_role(role: str, chosen: tuple[str, ...], ranked: tuple[Ranked, ...]) -> Iterator[str]:
    """The chosen party first, then the best of the others."""
    first = [one for one in ranked if one.candidate.codes == chosen]
    others = [one for one in ranked if one.candidate.codes != chosen][:_OTHERS]
    for mark, one in [("=", one) for one in first[:1]] + [(" ", one) for one in others]:
        who = " ".join(one.candidate.codes) or "nobody"
        signs = _heaviest(one.candidate.features, weights("roles", role))
        yield f"    {role:9} {mark} {who} {one.score:+.1f}  {signs}"


def _of_times(options: tuple[Window, ...]) -> Iterator[str]:
    values = weights("windows")
    for one in sorted(options, key=lambda o: -sum(values.get(s, 0.0) for s in sorted(o.signs))):
        yield f"    window    {one.start}..{one.end}  {_heaviest(one.signs, values)}"


def _heaviest(signs: Iterable[str], values: Weights) -> str:
    """The signs that weigh most, for and against."""
    known = sorted(signs, key=lambda sign: (-abs(values.get(sign, 0.0)), sign))[:_SIGNS]
    return ", ".join(f"{sign} {values[sign]:+.1f}" for sign in known if values.get(sign))
