"""Rows about where figures come from: events, reports, announcements, findings, the snapshot.

Bounds are in the row's unit; a bound of None is open or not stated. Offsets are code points,
half-open, into the announcement's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ledger.report_rows.lines import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One record of a line. `counts`: it is part of the levels on the day."""

    record_id: str
    stage: str
    reporting: str
    on_date: date
    start_on: date | None
    end_on: date | None
    date_text: str
    quantity_low: Bound
    quantity_high: Bound
    is_about: bool
    is_unstated: bool
    has_rival_qualifiers: bool
    has_rival_stages: bool
    additional: str
    places: list[str]
    amount_low: Bound
    amount_high: Bound
    currency: str
    report_count: int
    origin_count: int
    first_published: date
    last_published: date
    counts: bool
    due_on: date | None
    outstanding_low: Bound
    outstanding_high: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A claim as the evidence of a record, cut out of its announcement.

    Offsets are code points, half-open, into the announcement's text.
    """

    record_id: str
    claim_id: str
    announcement_id: str
    stage: str
    low: Bound
    high: Bound
    qualifier: str
    quantity_text: str
    date_text: str
    published_on: date
    publisher: str
    title: str
    url: str
    language: str
    origin_hash: str
    confidence: Decimal
    rule: str
    origin: str
    speaker: str
    speaker_side: str
    evidence_start: int
    evidence_end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    evidence_text: str
    joined_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line's levels from one day on, for the burn-up."""

    day: date
    promised_low: Bound
    promised_high: Bound
    delivered_low: Bound
    delivered_high: Bound
    installed_low: Bound
    installed_high: Bound
    pledge_count: int
    shipped_count: int
    delivered_count: int
    installed_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementRow:
    """An announcement in the list. `match_count`: how many match in all, whatever the page."""

    announcement_id: str
    publisher: str
    title: str
    url: str
    published_on: date | None
    language: str
    recorded_utc: datetime
    batch_id: str
    text_length: int
    claim_count: int
    counted_count: int
    review_count: int
    problem_count: int
    is_latest: bool
    match_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementText:
    """One announcement as received."""

    announcement_id: str
    source_key: str
    publisher: str
    title: str
    url: str
    published_on: date | None
    language: str
    text: str
    recorded_utc: datetime
    batch_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaim:
    """A claim of one announcement. `line_id` is '' where the claim does not count."""

    claim_id: str
    status: str
    stage: str
    is_planned: bool
    reporting: str
    additional: str
    donor: str
    recipient: str
    donor_label: str | None
    recipient_label: str | None
    item_text: str
    item_code: str
    variant: str
    item_label: str
    low: Bound
    high: Bound
    qualifier: str
    quantity_text: str
    unit: str
    unit_label: str
    start_on: date | None
    end_on: date | None
    date_text: str
    places: list[str]
    confidence: Decimal
    rule: str
    origin: str
    evidence_start: int
    evidence_end: int
    evidence_text: str
    spans: str
    line_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadRow:
    """What could not be read in one announcement; a span of None is the whole text."""

    code: str
    severity: str
    span_start: int | None
    span_end: int | None
    found: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the ledger cannot reconcile. `line_id` is '' where it concerns no line."""

    code: str
    severity: str
    line_id: str
    record_id: str
    message: str
    expected: str
    found: str
    difference: str
    claim_ids: list[str]
    item_label: str
    donor_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a snapshot is. `as_of` and `posted_utc` are None in an empty ledger."""

    revision: str
    policy: str
    as_of: date | None
    posted_utc: datetime | None
    announcement_count: int
    claim_count: int
    line_count: int
    finding_count: int
    last_published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every export says of itself: by which choices, as of when, and known up to when.

    Attributes:
        policy: name of the choices behind the figures.
        as_of, known: None in an empty ledger.
        revision: of everything that was recorded.
    """

    policy: str
    as_of: date | None
    known: datetime | None
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a policy."""

    key: str
    value: str
    meaning: str
