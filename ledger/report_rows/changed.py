"""Rows about what changes: between two times of knowledge, and from policy to policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.numbers import NOT_APPLICABLE, amount, shown, shown_level
from ledger.report_rows.evidence import Stamp
from ledger.report_rows.explained import RulingRow
from ledger.report_rows.lines import Bound, spoken_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that began or ceased to stand, or counts otherwise than before.

    Attributes:
        change: began, ceased or status.
        status_before, status_after: of claim_as_of; "" where it did not stand.
        reason: of the entry that changed it.
    """

    change: str
    claim_id: str
    status_before: str
    status_after: str
    reason: str
    line_id: str
    stage: str
    low: Bound
    high: Bound
    is_about: bool
    evidence_text: str
    publisher: str
    title: str
    url: str
    published_on: date | None

    def quantity(self) -> str:
        """As shown."""
        return shown(amount(self.low, self.high, self.is_about))

    def told(self) -> str:
        """The change in words."""
        if self.change == "status":
            return f"{self.status_before} -> {self.status_after}"
        return f"{self.change} ({self.reason})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingChange(RulingRow):
    """A ruling that came or was withdrawn."""

    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One level of a line before and after. A high of None is open.

    Attributes:
        said_before, said_after: how many records speak of it; 0 = nobody has.
    """

    line_id: str
    donor: str
    recipient: str
    item_label: str
    unit: str
    was_there: bool
    is_there: bool
    level: str
    low_before: Bound
    high_before: Bound
    low_after: Bound
    high_after: Bound
    said_before: int
    said_after: int

    def shown_before(self) -> str:
        """As shown; a line that was not there has no figure."""
        bounds = (self.low_before, self.high_before)
        return shown_level(self.level, *bounds, self.said_before) if self.was_there else "no line"

    def shown_after(self) -> str:
        """As shown; a line that is gone has no figure."""
        bounds = (self.low_after, self.high_after)
        return shown_level(self.level, *bounds, self.said_after) if self.is_there else "no line"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the ledger learnt between two times of knowledge, as of one day in the world."""

    before: Stamp
    after: Stamp
    claims: tuple[ClaimChange, ...]
    rulings: tuple[RulingChange, ...]
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderPolicy:
    """A disputed line as one policy tells it."""

    line_id: str
    donor: str
    recipient: str
    item_label: str
    unit: str
    policy: str
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
    is_installable: bool
    pledge_count: int
    shipped_count: int
    delivered_count: int
    installed_count: int

    def shown(self, name: str) -> str:
        """One level, with silence told apart from nought."""
        if name == "installed" and not self.is_installable:
            return NOT_APPLICABLE
        low, high = getattr(self, f"{name}_low"), getattr(self, f"{name}_high")
        return shown_level(name, low, high, spoken_for(self, name))
