"""Rows about what waits for a person: claims in doubt, and pairs that may be one event."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.report_rows.lines import Bound

_LARGE = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingClaim:
    """A claim below the confidence that counts.

    Attributes:
        threshold: of the policy.
        share: of its line, 0 to 1, that the claim would be.
        is_new_source: nothing of this publisher counts yet.
        spans: JSON, field to [start, end], or null where inferred.
    """

    claim_id: str
    line_id: str
    stage: str
    is_planned: bool
    reporting: str
    donor: str
    recipient: str
    item: str
    low: Bound
    high: Bound
    is_about: bool
    unit: str
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
