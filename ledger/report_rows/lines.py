"""Rows about lines: positions, sums, counts, places and what is new.

Bounds are in the row's unit; a bound of None is open or not stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from ledger.numbers import NOT_APPLICABLE, Amount, amount, shown_level

Bound = Decimal | None

STATE_WORDS = {
    "overdue": "overdue",
    "waiting": "no movement counted yet",
    "transit": "in transit",
    "partly": "partly delivered",
    "fulfilled": "fulfilled",
    "ended": "ended before all came",
    "unpledged": "without a pledge",
    "unstated": "quantity not stated",
    "disputed": "disputed",
}
_SELDOM = ("planned", "cancelled")  # nought of these is what nobody has spoken of


class Counted(Protocol):
    """What has records of each stage."""

    @property
    def pledge_count(self) -> int:
        """Records that are pledges."""

    @property
    def shipped_count(self) -> int:
        """Records that are shipped."""

    @property
    def delivered_count(self) -> int:
        """Records that are delivered."""

    @property
    def installed_count(self) -> int:
        """Records that are installed."""


def spoken_for(row: Counted, name: str) -> int:
    """How many records say something about a level; 0 means that nobody has."""
    came = row.delivered_count + row.installed_count
    counts = {
        "delivered": came,
        "awaiting": came,
        "installed": row.installed_count,
        "transit": row.shipped_count,
        "outstanding": row.pledge_count,
        "overdue": row.pledge_count,
        "unpledged": came + row.shipped_count,
    }
    return counts.get(name, row.pledge_count + row.shipped_count + came)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What is promised and what came of it, for one line or a sum of lines of one unit."""

    unit: str
    unit_label: str
    is_money: bool
    is_installable: bool
    is_about: bool
    promised_low: Bound
    promised_high: Bound
    outstanding_low: Bound
    outstanding_high: Bound
    transit_low: Bound
    transit_high: Bound
    delivered_low: Bound
    delivered_high: Bound
    installed_low: Bound
    installed_high: Bound
    unpledged_low: Bound
    unpledged_high: Bound
    overdue_low: Bound
    overdue_high: Bound
    pledge_count: int
    shipped_count: int
    delivered_count: int
    installed_count: int
    unstated_count: int
    report_count: int
    last_on: date

    def level(self, name: str) -> Amount:
        """The interval of one level, such as `promised`."""
        low, high = getattr(self, f"{name}_low"), getattr(self, f"{name}_high")
        return amount(low, high, self.is_about)

    def shown(self, name: str) -> str:
        """One level as a table cell shows it, with silence told apart from nought."""
        if name in ("installed", "awaiting") and not self.is_installable:
            return NOT_APPLICABLE
        low, high = self.level(name)[:2]
        return shown_level(name.replace("_", " "), low, high, self.spoken_for(name), self.is_about)

    def spoken_for(self, name: str) -> int:
        """How many records say something about a level; 0 means that nobody has."""
        if name in _SELDOM and getattr(self, f"{name}_high") == 0:
            return 0
        return spoken_for(self, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Levels):
    """One line with its position at the moment.

    Attributes:
        states: of STATE_WORDS; several can hold.
        stages: stages of which there is a record.
        next_due_on: latest day of the first open promise's window; None where none is stated.
    """

    line_id: str
    donor: str
    donor_label: str
    recipient: str
    recipient_label: str
    item_code: str
    item_label: str
    sector: str
    awaiting_low: Bound
    awaiting_high: Bound
    planned_low: Bound
    planned_high: Bound
    cancelled_low: Bound
    cancelled_high: Bound
    written_off_low: Bound
    written_off_high: Bound
    next_due_on: date | None
    first_on: date
    record_count: int
    unstated_pledge_count: int
    places: list[str]
    stages: list[str]
    states: list[str]

    def told_states(self) -> str:
        """The states in words."""
        return ", ".join(STATE_WORDS[state] for state in self.states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Levels):
    """Sums over the lines of one group and unit.

    Attributes:
        code: '' for the sum over everything.
        item_count: kinds of item in the sum; only_item: its name where it is one, else ''.
    """

    code: str
    label: str
    line_count: int
    item_count: int
    only_item: str
    overdue_line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The counts of the opening sentence."""

    line_count: int
    donor_count: int
    recipient_count: int
    report_count: int
    pledge_count: int
    unstated_pledge_count: int
    unstated_line_count: int
    overdue_line_count: int
    unpledged_line_count: int
    disputed_line_count: int
    moved_line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value of a filter, with how many lines have it."""

    filter_name: str
    code: str
    label: str
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxable:
    """A filter that alone keeps lines away."""

    filter_name: str
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTotal:
    """A stage's quantity in one oblast, minimum to maximum. Latitude and longitude in degrees."""

    place_code: str
    label: str
    latitude: Bound
    longitude: Bound
    stage: str
    unit: str
    unit_label: str
    quantity_low: Bound
    quantity_high: Bound
    record_count: int
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """A newly reported event."""

    record_id: str
    line_id: str
    stage: str
    reporting: str
    on_date: date
    first_published: date
    quantity_low: Bound
    quantity_high: Bound
    is_about: bool
    is_unstated: bool
    item_label: str
    donor_label: str
    recipient_label: str
    unit_label: str
    report_count: int
    origin_count: int
    publisher: str | None
