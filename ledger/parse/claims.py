"""A part of a sentence to a claim: numbers, names, spans and confidence in their final form."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledger.parse.accept import Judged
from ledger.parse.aspect import Aspect
from ledger.parse.assign import Link
from ledger.parse.confidence import confidence
from ledger.parse.context import Context, Named
from ledger.parse.evidence import claim_places, countable, evidence_span, handover, shared_currency
from ledger.parse.model import Claim, Span
from ledger.parse.quantities import Quantity
from ledger.parse.resolve import Resolved, singular
from ledger.parse.roles import Choice
from ledger.parse.scene import Scene, Thing
from ledger.parse.segment import Sentence
from ledger.parse.stages import Verdict
from ledger.parse.subjects import span_of
from ledger.parse.totals import brings_total


class Part(NamedTuple):
    """A thing with everything found out about it, before it becomes a claim.

    `sureness` are the signs of its confidence.
    """

    thing: Thing
    link: Link
    verdict: Verdict
    item: Resolved
    donors: Named
    recipients: Named
    aspect: Aspect
    choice: Choice
    judged: Judged
    sureness: frozenset[str] = frozenset()


def claims_of(scene: Scene, sentence: Sentence, part: Part, context: Context) -> list[Claim]:
    """One claim, or one for each giver or getter: "$200,000 each to Guatemala and Honduras"."""
    role = _one_each(scene, part)
    if role == "donors":
        parts = [part._replace(donors=one) for one in _one_by_one(part.donors)]
    elif role == "recipients":
        parts = [part._replace(recipients=one) for one in _one_by_one(part.recipients)]
    else:
        parts = [part]
    priced = not role and _is_price(scene, part.thing)
    return [_claim(scene, sentence, one, priced, context) for one in parts]


def _one_by_one(parties: Named) -> list[Named]:
    return [parties._replace(codes=(code,)) for code in parties.codes]


def _one_each(scene: Scene, part: Part) -> str:
    """Which side's parties each have their own: "donors", "recipients" or "" for neither."""
    givers, getters = len(part.donors.codes) > 1, len(part.recipients.codes) > 1
    if part.thing.quantity is None and givers:
        return "donors"  # nobody counted together what several give
    group = scene.groups[part.link.group] if part.link.group >= 0 else None
    if group is not None and _says_each(scene, group.i - 1, group.j):
        gets = group.klass in ("receive", "await")
        return "recipients" if gets and getters else "donors" if givers and not gets else ""
    if part.thing.worth is not None and _is_price(scene, part.thing):
        return ""  # "20 tents at $500 each": of the price, not of who gets
    if _says_each(scene, part.thing.i, part.thing.j + 2):
        return "recipients" if getters else "donors" if givers else ""
    return ""


def _says_each(scene: Scene, i: int, j: int) -> bool:
    return any(hit.value == "each" for hit in scene.hits_in(i, j, "per_unit"))


def _claim(scene: Scene, sentence: Sentence, part: Part, priced: bool, context: Context) -> Claim:
    thing, quantity = part.thing, part.thing.quantity
    money = thing.money
    places, precision, texts, place_span = claim_places(scene, thing, part.link.group)
    unit = part.item.unit or _item_unit(scene, part.item.code)
    paid = quantity if money else thing.worth
    currency = shared_currency(scene, paid, context, part.donors.codes) if paid else ""
    counted = quantity if quantity is not None and not money else None
    one = quantity is None and thing.article and countable(scene, part.item.code)
    low = counted.low if counted else Decimal(1) if one else None
    high = counted.high if counted else Decimal(1) if one else None
    qualifier = quantity.qualifier if quantity else "exact" if one else "unspecified"
    when = part.aspect.when
    return Claim(
        stage=part.verdict.stage, planned=part.verdict.planned,
        reporting=part.aspect.reporting, additional=part.aspect.additional,
        donors=part.donors.codes, recipients=part.recipients.codes,
        speaker=context.speaker, speaker_side=_side(context.speaker, part),
        handover_point=handover(scene, part.link.group, part.verdict),
        item_text=part.item.text, item_code=part.item.code, variant=_variant(scene, thing),
        quantity_low=low, quantity_high=high, qualifier=qualifier,
        quantity_text=_words(scene, quantity.i, quantity.j) if quantity else "",
        unit=currency if money else unit,
        amount=lower_amount(paid), amount_high=_amount_high(paid),
        currency=currency, amount_basis="worth" if thing.worth else "stated" if money else "",
        per_unit=priced,
        aggregate=quantity is not None and brings_total(scene, thing),
        start=part.aspect.start, end=part.aspect.end,
        date_text=_words(scene, when.i, when.j) if when else "",
        places=places, place_precision=precision, place_texts=texts,
        confidence=confidence(part.sureness), rule=_rule(part),
        evidence=evidence_span(scene, thing, part.link.group, sentence),
        sentence=Span(sentence.start, sentence.end),
        spans=_spans(scene, part, paid, place_span),
    )  # fmt: skip


def _spans(
    scene: Scene, part: Part, paid: Quantity | None, places: Span | None
) -> tuple[tuple[str, Span | None], ...]:
    """Where each field was read; None where it was inferred or is not stated."""
    thing, when = part.thing, part.aspect.when
    counted = thing.quantity if thing.quantity is not None and not thing.money else None
    return (
        ("donors", part.donors.span),
        ("recipients", part.recipients.span),
        ("item", part.item.span),
        ("quantity", span_of(scene, counted.i, counted.j) if counted else None),
        ("amount", span_of(scene, paid.i, paid.j) if paid else None),
        ("places", places),
        ("dates", span_of(scene, when.i, when.j) if when else None),
        ("thing", span_of(scene, thing.i, max(thing.j, thing.i + 1))),
    )


def _is_price(scene: Scene, thing: Thing) -> bool:
    """Whether the amount is a price per piece: "each", "per dose"."""
    paid = thing.worth or (thing.quantity if thing.money else None)
    if paid is None:
        return False
    return any(scene.has(k, "per_unit") for k in range(paid.j, paid.j + 3))


def _variant(scene: Scene, thing: Thing) -> str:
    """Make or model: capitalised words that are not of the item's plain name."""
    item = scene.lexicon.vocabulary.items.get(thing.item)
    plain = set(item.label.lower().split()) if item else set()
    words = []
    for k in range(*thing.name):
        token = scene.tokens[k]
        own = token.low not in plain and scene.actor_at(k) is None
        if token.upper and own and singular(scene, token.low) not in plain:
            words.append(token.text)
    return " ".join(words)


def lower_amount(paid: Quantity | None) -> Decimal | None:
    """The lower bound of an amount; of "up to" the upper one, for nothing else is stated."""
    if paid is None:
        return None
    return paid.low if paid.low else paid.high


def _amount_high(paid: Quantity | None) -> Decimal | None:
    return paid.high if paid and paid.qualifier == "range" else None


def _side(speaker: str, part: Part) -> str:
    if not speaker:
        return ""
    if speaker in part.donors.codes:
        return "donor"
    return "recipient" if speaker in part.recipients.codes else "third"


def _item_unit(scene: Scene, code: str) -> str:
    items = scene.lexicon.vocabulary.items
    return items[code].unit if code in items else ""


def _words(scene: Scene, i: int, j: int) -> str:
    return " ".join(t.text for t in scene.tokens[i:j])


def _rule(part: Part) -> str:
    cues = (part.verdict.rule, f"donor:{part.donors.cue}", f"recipient:{part.recipients.cue}")
    return " ".join(c for c in cues if not c.endswith(":"))
