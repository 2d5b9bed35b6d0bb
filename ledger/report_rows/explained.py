"""Rows of an explanation: how the figures of a line or a record came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ledger.report_rows.evidence import Stamp
from ledger.report_rows.lines import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingRow:
    """A ruling that stands. `value`: JSON of its own fields."""

    decision_id: str
    kind: str
    subject_id: str
    other_id: str
    value: str
    who: str
    why: str
    recorded_utc: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """A claim that counts in no figure, and its status."""

    claim_id: str
    status: str
    stage: str
    low: Bound
    high: Bound
    published_on: date
    publisher: str
    title: str
    url: str
    evidence_text: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One step of an explanation.

    Attributes:
        text: a sentence.
        quote: the words that prove it, as written; may be empty.
        source: who published them, when and under which title.
        url: of the source.
        ref: the claim, record or ruling that it speaks of.
    """

    text: str
    quote: str = ""
    source: str = ""
    url: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Steps that belong together, in order. `ref`: the record that they are about, or ""."""

    title: str
    points: tuple[Point, ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How each figure of a line, or of one record of it, came about, in order.

    Attributes:
        subject: the id that was asked for.
        title: what the line is about.
    """

    subject: str
    line_id: str
    title: str
    sections: tuple[Section, ...]
    stamp: Stamp
