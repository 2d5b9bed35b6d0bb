"""A ruling as a person gives it, what it writes, and what came of it: values, without a ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Cells = Mapping[str, object]

KINDS = (
    "accept", "reject", "edit", "same", "different", "revise", "end", "write-off", "pad", "policy",
    "withdraw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decides.

    Attributes:
        kind: of KINDS.
        subject: a claim, a record (its first claim is meant), for withdraw a decision, for policy
            a name.
        other: the second claim or record of same, different and revise; else "".
        on: the day of an end or a write-off; None is the day of recording.
        quantity: as written, of end, write_off and pad; "" where none is given.
        fields: what an edit changes, field name to text as written.
    """

    kind: str
    subject: str
    other: str = ""
    on: date | None = None
    quantity: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    why: str = ""


class Decision(NamedTuple):
    """A row of truth.decision, before it has its number. `value` are the ruling's own fields."""

    kind: str
    subject: str
    other: str
    value: Mapping[str, object]
    who: str = ""
    why: str = ""


class Entry(NamedTuple):
    """A claim that begins or ceases to stand."""

    claim_id: str
    action: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a ruling writes.

    Attributes:
        decisions: the ruling first, then what goes with it.
        entries: claims whose standing changes; claims: new readings, columns of truth.claim.
        touched: claims whose accounts must be posted anew.
        notes: what a person should know besides, in sentences.
        said_by: the standing ruling that says so already; then nothing is written.
        target: of an undoing, the batch that it takes back; else "".
    """

    decisions: Sequence[Decision] = ()
    entries: Sequence[Entry] = ()
    claims: Sequence[Cells] = ()
    touched: Sequence[str] = ()
    notes: Sequence[str] = ()
    said_by: str = ""
    target: str = ""


class Change(NamedTuple):
    """One figure of a line before and after. A high of None is open.

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
    low_before: Decimal | None
    high_before: Decimal | None
    low_after: Decimal | None
    high_after: Decimal | None
    said_before: int
    said_after: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What a ruling did, or would do.

    Attributes:
        batch_id: "" for a preview and for a no-op.
        decision_ids: of the rulings written; for a no-op the one that says so already.
        notes: see Plan.
        changes: figures that it changes.
    """

    batch_id: str
    decision_ids: tuple[str, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    is_noop: bool
