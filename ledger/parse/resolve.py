"""What "such structures", "four of them" and "two more" stand for."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.context import Context, Remembered
from ledger.parse.model import Span
from ledger.parse.scene import Scene, Thing
from ledger.parse.subjects import span_of


class Resolved(NamedTuple):
    """The item of a thing; `span` is None when it was read elsewhere.

    `known` as in the vocabulary.
    """

    code: str
    text: str
    span: Span | None
    unit: str
    known: bool


def resolve(
    scene: Scene, thing: Thing, before: tuple[Remembered, ...], context: Context
) -> Resolved:
    """The item, with the antecedent from this sentence (`before`) or from the context."""
    own = _own(scene, thing)
    memory = (*context.items, *(() if thing.quantity and thing.more and own.code else before))
    if not memory or thing.money:
        return own
    last = memory[-1]
    if thing.elliptic and not own.code:
        return Resolved(last.item, last.text, None, thing.unit or last.unit, bool(last.item))
    if thing.such and not own.code:
        return Resolved(last.item, last.text, None, thing.unit or last.unit, bool(last.item))
    if _narrower(scene, own, last, thing):
        return Resolved(last.item, last.text, own.span, last.unit, True)
    if (thing.such or thing.more) and own.code == last.item and last.text.endswith(own.text):
        return own._replace(text=last.text)
    return own


def _own(scene: Scene, thing: Thing) -> Resolved:
    start, end = thing.name
    if start >= end:
        return Resolved("", "", None, thing.unit, False)
    text = item_text(scene, start, end)
    if thing.money and not thing.item and scene.has(end - 1, "noun.money"):
        label = scene.lexicon.vocabulary.items.get("financial-aid")
        return Resolved("financial-aid", label.label if label else text, None, "", True)
    unit = scene.has(start, "unit")
    if unit is not None and unit.j == end and thing.item:
        text = f"{scene.lexicon.vocabulary.items[thing.item].label} {text}"
    return Resolved(thing.item, text, span_of(scene, start, end), thing.unit, bool(thing.item))


def item_text(scene: Scene, start: int, end: int) -> str:
    """The words of an item in lower case, the last one in the singular."""
    words = [scene.tokens[k].low for k in range(start, end) if scene.tokens[k].text[0].isalnum()]
    if words:
        words[-1] = singular(scene, words[-1])
    return " ".join(words)


def singular(scene: Scene, word: str) -> str:
    """The singular by the language's ending rules: the first rule that fits."""
    for plural, stem in scene.lexicon.endings:
        if word.endswith(plural) and len(word) - len(plural) + len(stem) > 1:
            return word[: len(word) - len(plural)] + stem
    return word


def _narrower(scene: Scene, own: Resolved, last: Remembered, thing: Thing) -> bool:
    """Whether the thing named before is a kind of this one, which refers back to it."""
    refers = thing.such or thing.more
    if not refers or not own.code or not last.item or own.code == last.item:
        return False
    return scene.lexicon.vocabulary.is_a(last.item, own.code)
