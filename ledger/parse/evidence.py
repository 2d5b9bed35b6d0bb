"""The words that prove a claim, its places, and where the thing changed hands."""

from __future__ import annotations

from ledger.parse.context import Context
from ledger.parse.model import Span
from ledger.parse.quantities import Quantity
from ledger.parse.scene import Scene, Thing
from ledger.parse.segment import Sentence
from ledger.parse.stages import Verdict
from ledger.parse.subjects import clause, span_of

_HANDOVER = {
    "send": "left_origin", "depart": "left_origin", "receive": "recipient_confirmed",
    "distribute": "distributed", "deliver": "handed_over",
}  # fmt: skip


def evidence_span(scene: Scene, thing: Thing, index: int, sentence: Sentence) -> Span:
    """From the first to the last token of quantity, item and verb; lists keep to their own line."""
    start, end = thing.i, max(thing.j, thing.i + 1)
    if index >= 0 and not sentence.listed:
        group = scene.groups[index]
        if abs(group.head - thing.i) < 40:
            start, end = min(start, group.i), max(end, group.j)
            end += scene.has(end, "particle") is not None
    return span_of(scene, start, end)


def countable(scene: Scene, code: str) -> bool:
    """Whether "a" before the item counts one piece: things counted one by one, not "aid"."""
    item = scene.lexicon.vocabulary.items.get(code)
    return (
        item is not None
        and item.unit == "C62"
        and item.parent not in ("", "aid", "humanitarian-aid")
    )


def handover(scene: Scene, index: int, found: Verdict) -> str:
    """The point of the way at which things stood; "" when the words do not tell."""
    if index < 0 or found.stage not in ("shipped", "delivered"):
        return ""
    group = scene.groups[index]
    if group.flag == "border":
        return "crossed_border"
    return _HANDOVER.get(group.klass, "")


def claim_places(
    scene: Scene, thing: Thing, index: int
) -> tuple[tuple[str, ...], str, tuple[str, ...], Span | None]:
    """(codes, precision, texts, span) of the places in the clause of a thing."""
    group = scene.groups[index] if index >= 0 else None
    left, right = clause(scene, group, thing)
    following = next((q.i for q in scene.quantities if q.i >= thing.j and q.low is not None), right)
    for begin, end in ((thing.i, following), (left, right)):
        found = [a for a in scene.actors if begin <= a.i < end and a.kind == "place" and a.place]
        if found:
            break
    if not found:
        return (), "", (), None
    codes = tuple(dict.fromkeys(a.place for a in found))
    admin = all(a.precision == "admin1" or scene.has(a.j, "place_word") for a in found)
    texts = tuple(" ".join(t.text for t in scene.tokens[a.i : a.j]) for a in found)
    precision = "admin1" if admin or len(found) > 1 else found[0].precision
    return codes, precision, texts, span_of(scene, found[0].i, found[-1].j)


def shared_currency(
    scene: Scene, quantity: Quantity, context: Context, givers: tuple[str, ...]
) -> str:
    """The currency code; a shared sign means the speaker's own currency when it is one of his."""
    if not quantity.shared:
        return quantity.currency
    symbols = scene.lexicon.vocabulary.currency_symbols
    row = symbols.get(quantity.currency.lower()) or symbols.get(quantity.currency)
    if row is None:
        return ""
    home = scene.lexicon.vocabulary.currencies
    speakers = (context.publisher, context.speaker, *(() if row.default_code else givers))
    for code in row.home_codes:
        if home[code].country and home[code].country in speakers:
            return code
    return row.default_code
