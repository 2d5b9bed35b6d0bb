"""The words of the ledger as classes: what is stored, and what is published.

This module is the glossary. The truth (append-only): `Batch`, `Announcement`, `Claim`,
`ClaimEntry`, `Decision`, `Problem`. The published relations, derived from it and rebuilt at will:
`Pledge`, `Delivery`, `Report`, `Position`, `Finding`. The SQL files in `ledger/sql/schema` are what
is applied; a drift test holds these classes, the tables and the contracts equal.

Conventions: text offsets are code points, half-open, into the stored text. Times are UTC without
zone. Dates of an interval are both included. `_code` comes from a vocabulary, `_text` is as
written, `_id` refers, `is_` is a boolean. Quantities and money are decimals, never floats.
A `table=True` class does not validate: check rows by contract before they are written.
"""

from datetime import date
from decimal import Decimal

from pydantic import NaiveDatetime
from sqlalchemy import ARRAY, Column, Numeric, String
from sqlmodel import Field, SQLModel

_TRUTH = {"schema": "truth"}


def _texts() -> Column[list[str]]:
    return Column(ARRAY(String), nullable=False)


def _number(scale: int, precision: int = 18) -> Column[Decimal]:
    return Column(Numeric(precision, scale), nullable=True)


class Batch(SQLModel, table=True):
    """One act of import; can be undone.

    Attributes:
        batch_id: B-0001, in order of recording.
        kind: add, import, init, undo, reread.
        input_name: file name as given, "-" for standard input.
        input_hash: sha256 of the bytes received; the same input again is a no-op.
        announcement_count: new with this batch, not merely seen.
        claim_count: that begin to stand with it, new ones and those that it brings back.
        part_of: the batch that had set aside what this one brings corrected; "" for any other.
    """

    __tablename__ = "batch"
    __table_args__ = _TRUTH
    batch_id: str = Field(primary_key=True)
    kind: str
    input_name: str
    input_hash: str
    recorded_utc: NaiveDatetime
    announcement_count: int
    claim_count: int
    problem_count: int
    note: str
    part_of: str


class Announcement(SQLModel, table=True):
    """One published text. A changed text under the same source is a further version.

    Attributes:
        source_key: URL, or publisher, date and title where there is none.
        published_on: None where it is not stated.
        language: ISO 639-1.
        text: as received.
        origin_hash: of the words alone; equal for one press release on eight pages.
    """

    __tablename__ = "announcement"
    __table_args__ = _TRUTH
    announcement_id: str = Field(primary_key=True)
    source_key: str
    publisher: str
    title: str
    url: str
    published_on: date | None
    language: str
    text: str
    text_hash: str
    origin_hash: str
    recorded_utc: NaiveDatetime
    batch_id: str


class Claim(SQLModel, table=True):
    """What one place in an announcement says. Never changed once written.

    Attributes:
        stage: pledged, committed, shipped, delivered, installed; cancelled, lost, returned.
        is_planned: an expected installation.
        reporting: a *flow* adds ("six more"); a *total* states a running total ("since July,
            six"), is checked and sets the level at its date, and is never added.
        additional: on top of what was promised before: yes, no, unknown.
        donors, recipients: alpha-3 or party codes, sorted; several act jointly.
        speaker_side: donor, recipient, third, or "" (unknown).
        handover_point: left_origin ... distributed; "" = unknown.
        item_code: "" = stands in no vocabulary; `item_text` keeps its words.
        quantity_low, quantity_high: bounds in `unit`; None = open, both None = not stated.
        unit: UN/CEFACT code; for money alone the currency.
        is_per_unit: the amount is a price per piece.
        is_aggregate: restates or sums other claims of its announcement; not counted.
        start_on, end_on: for promises the window, else when it happened; None = not stated.
        places: ISO 3166-2 codes as a set that is never split.
        spans: JSON, field to [start, end], or null where inferred from context.
    """

    __tablename__ = "claim"
    __table_args__ = _TRUTH
    claim_id: str = Field(primary_key=True)
    announcement_id: str
    stage: str
    is_planned: bool
    reporting: str
    additional: str
    donors: list[str] = Field(sa_column=_texts())
    recipients: list[str] = Field(sa_column=_texts())
    speaker: str
    speaker_side: str
    handover_point: str
    item_text: str
    item_code: str
    variant: str
    quantity_low: Decimal | None = Field(sa_column=_number(3))
    quantity_high: Decimal | None = Field(sa_column=_number(3))
    qualifier: str
    quantity_text: str
    unit: str
    amount_low: Decimal | None = Field(sa_column=_number(2))
    amount_high: Decimal | None = Field(sa_column=_number(2))
    currency: str
    amount_basis: str
    is_per_unit: bool
    is_aggregate: bool
    start_on: date | None
    end_on: date | None
    date_text: str
    places: list[str] = Field(sa_column=_texts())
    place_precision: str
    confidence: Decimal = Field(sa_column=Column(Numeric(4, 3), nullable=False))
    rule: str
    origin: str
    evidence_start: int
    evidence_end: int
    evidence_text: str
    sentence_start: int
    sentence_end: int
    spans: str


class ClaimEntry(SQLModel, table=True):
    """The log of which readings stand: hold or drop, with time, batch and reason."""

    __tablename__ = "claim_entry"
    __table_args__ = _TRUTH
    entry_no: int = Field(primary_key=True)
    claim_id: str
    action: str
    recorded_utc: NaiveDatetime
    batch_id: str
    reason: str


class Decision(SQLModel, table=True):
    """A person's ruling, with who, when and why; append-only.

    Attributes:
        kind: accept, reject, edit, same, different, pad, write_off.
        subject_id: the claim or record ruled on; `other_id` the second one, or "".
        value: JSON of the ruling's own fields.
    """

    __tablename__ = "decision"
    __table_args__ = _TRUTH
    decision_id: str = Field(primary_key=True)
    kind: str
    subject_id: str
    other_id: str
    value: str
    who: str
    why: str
    recorded_utc: NaiveDatetime
    batch_id: str


class Problem(SQLModel, table=True):
    """What is wrong with an input: code, severity, place, found, expected, what to do.

    Attributes:
        row_number: record in the file, header = 1; None for a single text.
        span_start, span_end: into the announcement's text; None for a row.
        raw: JSON of the row as read, so that it can be mended and given again.
    """

    __tablename__ = "problem"
    __table_args__ = _TRUTH
    problem_id: str = Field(primary_key=True)
    batch_id: str
    announcement_id: str
    code: str
    severity: str
    row_number: int | None
    column_name: str
    span_start: int | None
    span_end: int | None
    found: str
    expected: str
    fix: str
    raw: str
    recorded_utc: NaiveDatetime


TRUTH: tuple[type[SQLModel], ...] = (Batch, Announcement, Claim, ClaimEntry, Decision, Problem)
