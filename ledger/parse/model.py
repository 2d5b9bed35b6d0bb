"""What goes into the reader and what comes out: frozen values, no behaviour.

Owns the shapes that the rest of the ledger builds on. All text offsets are code points, half-open,
into `Source.text` as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of `Source.text`: code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One announcement as given to the reader.

    `published` is None when the day is not known: relative dates then stay unread.
    """

    text: str
    published: date | None = None
    publisher: str = ""
    title: str = ""
    url: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of an announcement says about aid.

    Parties are alpha-3 codes for states, a party code for others, else the name as written.
    A quantity of None and None is "not stated", which is not zero. `unit` is a UN/CEFACT code, or
    the currency for pure money. In `spans` a field mapped to None was inferred (speaker, context,
    title), not read in this sentence.
    """

    stage: str
    planned: bool
    reporting: str
    additional: str
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    speaker: str
    speaker_side: str
    handover_point: str
    item_text: str
    item_code: str
    variant: str
    quantity_low: Decimal | None
    quantity_high: Decimal | None
    qualifier: str
    quantity_text: str
    unit: str
    amount: Decimal | None
    amount_high: Decimal | None
    currency: str
    amount_basis: str
    per_unit: bool
    aggregate: bool
    start: date | None
    end: date | None
    date_text: str
    places: tuple[str, ...]
    place_precision: str
    place_texts: tuple[str, ...]
    confidence: float
    rule: str
    evidence: Span
    sentence: Span
    spans: tuple[tuple[str, Span | None], ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with a quantity and a stage word that became no claim."""

    span: Span
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that a rule turned down; `rule` names the rule."""

    span: Span
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader has to say about one announcement."""

    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    rejected: tuple[Rejected, ...]
