"""Rows about what waits for a person: claims in doubt, and pairs that may be one event."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.numbers import NOT_STATED, amount, shown
from ledger.report_rows.lines import Bound
from validation.wording import plural

_LARGE = Decimal("0.5")
_PIECES = ("", "C62")  # a thing is counted in itself


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingClaim:
    """A claim that does not count; mostly one below the confidence that counts.

    Attributes:
        status: of claim_as_of.
        item: its code, or the words where no vocabulary has them.
        donor_label, recipient_label, item_label, unit_label: the names of the codes.
        threshold: of the policy.
        share: of its line, 0 to 1, that the claim would be.
        is_new_source: nothing of this publisher counts yet.
        spans: JSON, field to [start, end], or null where inferred.
    """

    claim_id: str
    line_id: str
    status: str
    stage: str
    is_planned: bool
    reporting: str
    donor: str
    donor_label: str
    recipient: str
    recipient_label: str
    item: str
    item_label: str
    low: Bound
    high: Bound
    is_about: bool
    unit: str
    unit_label: str
    confidence: Decimal
    threshold: Decimal
    rule: str
    spans: str
    share: Decimal
    is_new_source: bool
    start_on: date | None
    end_on: date | None
    published_on: date
    publisher: str
    title: str
    url: str
    evidence_text: str

    def said(self) -> str:
        """The reading in words, each name with its code."""
        donor = _named(self.donor_label, self.donor) or "nobody named"
        recipient = _named(self.recipient_label, self.recipient) or "nobody named"
        stage = "to be installed" if self.is_planned else self.stage
        total = " in all" if self.reporting == "total" else ""
        return f"{donor} to {recipient}: {stage} {self._what()}{total}"

    def _what(self) -> str:
        item = _named(self.item_label, self.item)
        quantity = shown(amount(self.low, self.high, self.is_about))
        if quantity == NOT_STATED:
            return f"{item or 'something'}, quantity not stated"
        if self.unit in _PIECES:
            return f"{quantity} × {item or 'something'}"
        one = self.low == self.high == 1 or self.unit_label[:1].isupper()
        unit = _named(self.unit_label if one else plural(self.unit_label), self.unit)
        return f"{quantity} {unit} of {item}" if item else f"{quantity} {unit}"

    def reasons(self) -> list[str]:
        """Why it waits, and why where it does in the list."""
        told = [f"confidence {self.confidence:.2f} is below {self.threshold:.2f} ({self.rule})"]
        if inferred := self._inferred():
            told.append(f"not in the words: {', '.join(inferred)}")
        if not (self.donor and self.recipient):
            told.append("no donor named" if not self.donor else "no recipient named")
        if self.share >= _LARGE:
            told.append(f"it would be {self.share:.0%} of its line")
        if self.is_new_source:
            told.append("a new source")
        return told

    def _inferred(self) -> list[str]:
        """What the reading has and its words have not."""
        has = {
            "donors": self.donor,
            "recipients": self.recipient,
            "dates": self.start_on or self.end_on,
            "item": self.item,
        }
        spans = json.loads(self.spans)
        return [name for name, value in has.items() if value and spans.get(name, "") is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPair:
    """Two records that may tell one event; `subject_id` and `other_id` are their first claims."""

    code: str
    line_id: str
    message: str
    record_id: str
    other_record_id: str
    subject_id: str
    other_id: str


def _named(label: str, code: str) -> str:
    """A name with its code, where it has one that is not the name itself.

    >>> _named("Norway", "NOR"), _named("un", "un")
    ('Norway (NOR)', 'un')
    """
    return f"{label} ({code})" if code and code != label else label
