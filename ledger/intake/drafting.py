"""One announcement to the rows that it would add: pure, and the same for every way in.

A draft is what the dashboard shows before anything is written and what the store gets afterwards.
Nothing is dropped: what was read becomes a claim, what could not be read becomes a problem.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from ledger.identity import announcement_id, claim_id, origin_hash, source_key, text_hash
from ledger.intake.source import text_problems
from ledger.parse import Claim, Source, Unread, read
from validation.datafiles import languages
from validation.problems import Problem, problem

__all__ = ["Draft", "as_text", "draft", "key_of"]

Cells = dict[str, object]

_THOUSANDTH = Decimal("0.001")
_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 14  # DECIMAL(18, 3) holds sums of it; 10^15 stands for "open"


@dataclass(frozen=True, slots=True)
class Draft:
    """What one announcement comes to.

    Attributes:
        announcement: columns of truth.announcement but batch_id; None when an error keeps it out.
        claims: columns of truth.claim, in the order of the text.
        problems: of the text as a whole and of single sentences.
    """

    announcement: Cells | None
    claims: tuple[Cells, ...]
    problems: tuple[Problem, ...]


def draft(source: Source, recorded_utc: datetime) -> Draft:
    """Read an announcement and lay out its rows.

    Args:
        source: as given; `published` None means the day is not known.
        recorded_utc: UTC without zone.
    """
    found = list(text_problems(source))
    if any(one.severity == "error" for one in found):
        return Draft(None, (), tuple(found))
    found += _heading_problems(source, recorded_utc)
    announcement = _announcement(source, recorded_utc)
    if source.language not in languages():
        known = ", ".join(sorted(languages()))
        found.append(problem("language-unread", value=source.language, languages=known))
        return Draft(announcement, (), tuple(found))
    reading = read(source)
    claims, misfits = _claims(reading.claims, source, announcement)
    found += [*misfits, *(_unread(one, source.text) for one in reading.unread)]
    if not reading.claims and not reading.unread:
        found.append(problem("no-claim"))
    return Draft(announcement, claims, tuple(found))


def key_of(source: Source) -> str:
    """The source key: link, or heading with a title, or the fingerprint of the text itself.

    A publisher and a day alone do not name a page: two notes of one ministry on one day would pass
    for versions of each other, and the second would drop the claims of the first.
    """
    if not (source.url.strip() or source.title.strip()):
        return f"text:{text_hash(source.text)[:16]}"
    day = source.published.isoformat() if source.published else ""
    return source_key(source.url, source.publisher, day, source.title)


def _heading_problems(source: Source, recorded_utc: datetime) -> Iterator[Problem]:
    if not (source.url.strip() or (source.publisher.strip() and source.title.strip())):
        yield problem("source-unnamed")
    if source.published and source.published > recorded_utc.date():
        yield problem("date-future", value=source.published)


def _announcement(source: Source, recorded_utc: datetime) -> Cells:
    key = key_of(source)
    return {
        "announcement_id": announcement_id(key, source.text),
        "source_key": key,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published_on": source.published,
        "language": source.language,
        "text": source.text,
        "text_hash": text_hash(source.text),
        "origin_hash": origin_hash(source.text),
        "recorded_utc": recorded_utc,
    }


def _claims(
    claims: Iterable[Claim], source: Source, announcement: Cells
) -> tuple[tuple[Cells, ...], list[Problem]]:
    rows: dict[object, Cells] = {}  # a sentence that stands twice in a text is one claim
    misfits = []
    for claim in claims:
        large = next((n for n in _numbers(claim) if n is not None and abs(n) >= _LARGEST), None)
        if large is None:
            row = _claim(claim, source.text, announcement)
            rows.setdefault(row["claim_id"], row)
        else:
            span = (claim.evidence.start, claim.evidence.end)
            misfits.append(problem("number-too-large", span=span, value=large))
    return tuple(rows.values()), misfits


def _numbers(claim: Claim) -> tuple[Decimal | None, ...]:
    return (claim.quantity_low, claim.quantity_high, claim.amount, claim.amount_high)


def _claim(claim: Claim, text: str, announcement: Cells) -> Cells:
    reading = _reading(claim)
    written = text[claim.sentence.start : claim.sentence.end]
    # Space around a sentence belongs to its place in the text and not to the sentence.
    start = claim.sentence.start + len(written) - len(written.lstrip())
    offset, sentence = claim.evidence.start - start, written.strip()
    # How sure we are is no part of what is said: a ruling on a claim survives new weights.
    values = [as_text(value) for name, value in reading.items() if name != "confidence"]
    spans = {field: list(span) if span else None for field, span in claim.spans}
    return {
        "claim_id": claim_id(str(announcement["source_key"]), sentence, offset, values),
        "announcement_id": announcement["announcement_id"],
        **reading,
        "origin": "parser",
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "evidence_text": text[claim.evidence.start : claim.evidence.end],
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "spans": json.dumps(spans, sort_keys=True),
    }


def _reading(claim: Claim) -> Cells:
    """What was read, without where: the part that the claim's id is made of."""
    amount_low, amount_high = _money(claim)
    return {
        "stage": claim.stage,
        "is_planned": claim.planned,
        "reporting": claim.reporting,
        "additional": claim.additional,
        "donors": sorted(claim.donors),
        "recipients": sorted(claim.recipients),
        "speaker": claim.speaker,
        "speaker_side": claim.speaker_side,
        "handover_point": claim.handover_point,
        "item_text": claim.item_text,
        "item_code": claim.item_code,
        "variant": claim.variant,
        "quantity_low": _rounded(claim.quantity_low, _THOUSANDTH),
        "quantity_high": _rounded(claim.quantity_high, _THOUSANDTH),
        "qualifier": claim.qualifier,
        "quantity_text": claim.quantity_text,
        "unit": claim.unit,
        "amount_low": _rounded(amount_low, _CENT),
        "amount_high": _rounded(amount_high, _CENT),
        "currency": claim.currency,
        "amount_basis": claim.amount_basis,
        "is_per_unit": claim.per_unit,
        "is_aggregate": claim.aggregate,
        "start_on": claim.start,
        "end_on": claim.end,
        "date_text": claim.date_text,
        "places": sorted(claim.places),
        "place_precision": claim.place_precision,
        "confidence": _rounded(Decimal(str(claim.confidence)), _THOUSANDTH),
        "rule": claim.rule,
    }


def _money(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    """Bounds of the amount. Of money beside things the qualifier speaks of the things."""
    if claim.amount is None or claim.amount_high is not None:
        return claim.amount, claim.amount_high
    has_things = claim.quantity_low is not None or claim.quantity_high is not None
    qualifier = "exact" if has_things else claim.qualifier
    low = None if qualifier == "at_most" else claim.amount
    high = None if qualifier == "at_least" else claim.amount
    return low, high


def _rounded(number: Decimal | None, step: Decimal) -> Decimal | None:
    return None if number is None else number.quantize(step, rounding=ROUND_HALF_EVEN)


def as_text(value: object) -> str:
    """A value of a reading as it enters the claim's id."""
    if isinstance(value, list):
        return "+".join(value)
    return "" if value is None else str(value)


def _unread(one: Unread, text: str) -> Problem:
    span = (one.span.start, one.span.end)
    sentence = text[one.span.start : one.span.end].strip()
    return problem("sentence-unread", span=span, value=sentence, reason=one.reason)
