"""Claims as plain JSON values: the stable keys that scripts and the scorer read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledger.parse.model import Claim, Source, Span
from validation.vocabulary import Vocabulary


def claim_to_json(claim: Claim, text: str) -> dict[str, Any]:
    """One claim with JSON numbers and ISO dates; `text` is the source that its spans cut."""
    return {
        "stage": claim.stage,
        "planned": claim.planned,
        "reporting": claim.reporting,
        "additional": claim.additional,
        "donors": list(claim.donors),
        "recipients": list(claim.recipients),
        "speaker": claim.speaker,
        "speaker_side": claim.speaker_side,
        "handover_point": claim.handover_point,
        "item": claim.item_text,
        "item_code": claim.item_code,
        "variant": claim.variant,
        "quantity_low": _number(claim.quantity_low),
        "quantity_high": _number(claim.quantity_high),
        "qualifier": claim.qualifier,
        "quantity_text": claim.quantity_text,
        "unit": claim.unit,
        "amount": _number(claim.amount),
        "amount_high": _number(claim.amount_high),
        "currency": claim.currency or None,
        "amount_basis": claim.amount_basis,
        "per_unit": claim.per_unit,
        "aggregate": claim.aggregate,
        "start": claim.start.isoformat() if claim.start else None,
        "end": claim.end.isoformat() if claim.end else None,
        "date_text": claim.date_text,
        "places": list(claim.places),
        "place_precision": claim.place_precision,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": _span(claim.evidence, text),
        "spans": {name: list(span) if span else None for name, span in claim.spans},
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def claim_as_case(claim: Claim, source: Source, vocabulary: Vocabulary) -> dict[str, Any]:
    """The same, with bodies other than states named as the announcement names them.

    Annotated passages name parties so; codes of bodies are ours.
    """
    found = claim_to_json(claim, source.text)
    words = f"{source.text}\n{source.title}\n{source.publisher}"
    for role in ("donors", "recipients"):
        found[role] = [party_as_named(code, words, vocabulary) for code in found[role]]
    return found


def party_as_named(code: str, words: str, vocabulary: Vocabulary) -> str:
    """The label of a body with the other names of it that stand in some words; states keep theirs.

    "World Food Programme (WFP)" is found by whoever knows it by either name.
    """
    party = vocabulary.parties.get(code)
    if party is None:
        return code
    names = (row.name for row in vocabulary.party_name_rows if row.code == code)
    used = [name for name in names if name in words and name != party.label]
    return f"{party.label} ({', '.join(used)})" if used else party.label
