"""The published relations as classes: what users write SQL against, made anew by each posting.

Bounds are in the row's `unit` (for money: the currency); a high of None is open, both None is "not
stated". Conventions and the words are those of `ledger.model`.
"""

from datetime import date
from decimal import Decimal

from sqlmodel import SQLModel


class Report(SQLModel):
    """Which claim carries which record.

    Attributes:
        stage: as this claim says it; the record counts at its own stage.
        on_date: when it says it happened, or for a promise when it was published.
        joined_by: what makes it a report of this record: first, same stage, retelling, wider item,
            register or ruling.
    """

    claim_id: str
    record_id: str
    line_id: str
    announcement_id: str
    origin_hash: str
    stage: str
    is_planned: bool
    on_date: date
    published_on: date
    joined_by: str


class Record(SQLModel):
    """What pledges and deliveries share: one event in the world and who reports it.

    Attributes:
        line_id: of donor x recipient x item x unit.
        donor, recipient: codes, joined by "+" where several act jointly; "" = nobody says.
        item_code: "unlisted:<words>" where the item stands in no vocabulary.
        is_about: some report says "about"; is_unstated: none states a number.
        has_rival_stages, has_rival_qualifiers: its reports disagree.
        origin_count: reports of different words; eight copies of one release are one origin.
    """

    record_id: str
    line_id: str
    donor: str
    recipient: str
    item_code: str
    unit: str
    is_money: bool
    reporting: str
    quantity_low: Decimal | None
    quantity_high: Decimal | None
    is_about: bool
    is_unstated: bool
    date_text: str | None
    amount_low: Decimal | None
    amount_high: Decimal | None
    currency: str
    places: list[str]
    has_rival_stages: bool
    has_rival_qualifiers: bool
    report_count: int
    origin_count: int
    claim_ids: list[str]


class Pledge(Record):
    """A promise.

    Attributes:
        additional: on top of what was promised or delivered before: yes, no, unknown.
        due_from_on, due_on: the window in which it is to arrive.
        outstanding_low, outstanding_high: not yet fulfilled on the posted day, oldest promise
            first; None where a later total stands in for this record.
    """

    additional: str
    announced_on: date
    due_from_on: date | None
    due_on: date | None
    outstanding_low: Decimal | None
    outstanding_high: Decimal | None


class Delivery(Record):
    """Things moving: shipped, delivered, installed; and the exits cancelled, lost, returned.

    Attributes:
        is_planned: an expected installation.
        happened_on: the last day on which it can have happened.
    """

    stage: str
    is_planned: bool
    happened_on: date
    start_on: date | None
    end_on: date | None


class Position(SQLModel):
    """A line's quantities on a day, in exclusive states.

    promised = outstanding + cancelled + written_off + transit + delivered, and delivered =
    installed + awaiting + exited where the item can be installed.

    Attributes:
        pledged: promises on file; promised: those and what came without one (unpledged).
        awaiting: delivered and not yet installed. planned: installations announced.
        overdue: outstanding of promises whose window has ended.
        written_off: promises that the tracker no longer expects; exited: lost or returned.
        unstated_count: records that state no number.
        pledge_count ... installed_count: records behind a level; 0 = nobody has said, not nought.
    """

    line_id: str
    donor: str
    recipient: str
    item_code: str
    item_label: str
    sector: str
    unit: str
    is_money: bool
    is_installable: bool
    promised_low: Decimal | None
    promised_high: Decimal | None
    pledged_low: Decimal | None
    pledged_high: Decimal | None
    outstanding_low: Decimal | None
    outstanding_high: Decimal | None
    transit_low: Decimal | None
    transit_high: Decimal | None
    delivered_low: Decimal | None
    delivered_high: Decimal | None
    installed_low: Decimal | None
    installed_high: Decimal | None
    awaiting_low: Decimal | None
    awaiting_high: Decimal | None
    planned_low: Decimal | None
    planned_high: Decimal | None
    cancelled_low: Decimal | None
    cancelled_high: Decimal | None
    written_off_low: Decimal | None
    written_off_high: Decimal | None
    exited_low: Decimal | None
    exited_high: Decimal | None
    unpledged_low: Decimal | None
    unpledged_high: Decimal | None
    overdue_low: Decimal | None
    overdue_high: Decimal | None
    next_due_on: date | None
    is_about: bool
    unstated_count: int
    pledge_count: int
    shipped_count: int
    delivered_count: int
    installed_count: int
    report_count: int
    first_on: date
    last_on: date


class Finding(SQLModel):
    """What the ledger cannot reconcile.

    Attributes:
        code: the file name of the check that found it.
        line_id, record_id: "" where it concerns none.
        expected, found, difference: in the user's words; may be "".
        claim_ids: the claims to read.
    """

    finding_id: str
    code: str
    severity: str
    line_id: str
    record_id: str
    message: str
    expected: str
    found: str
    difference: str
    claim_ids: list[str]


PUBLISHED: dict[str, type[SQLModel]] = {
    "delivery": Delivery,
    "finding": Finding,
    "pledge": Pledge,
    "position": Position,
    "report": Report,
}
