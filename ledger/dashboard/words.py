"""The words on the screens for codes and states: one meaning each, told in one place."""

from __future__ import annotations

from ledger.lens import Lens
from ledger.numbers import Amount, amount, shown
from ledger.report_rows import Bound, Event, Latest, Stamp
from ledger.report_rows.lines import STATE_WORDS
from validation.wording import plural

STAGE = {
    "pledged": "Pledged",
    "committed": "Committed",
    "shipped": "Shipped",
    "delivered": "Delivered",
    "installed": "Installed",
    "planned": "To be installed",
    "cancelled": "Cancelled",
    "lost": "Lost",
    "returned": "Returned",
}
STATE = STATE_WORDS
FILTER = {
    "donor": "Donor",
    "item": "Item",
    "recipient": "Recipient",
    "place": "Place",
    "stage": "Stage",
    "status": "Status",
    "q": "Words",
    "asof": "As of",
    "known": "Known at",
}
CLAIM_STATUS = {
    "counted": "counted",
    "review": "waits for review",
    "rejected": "rejected",
    "restating": "repeats others",
    "price": "price per piece",
}
BATCH = {
    "add": "text added",
    "import": "file imported",
    "init": "samples",
    "decide": "ruling",
    "undo": "undo",
    "reread": "read again",
}
EMPTY_LEDGER = (
    "The ledger is empty. Load the sample data to look around, or import your first file."
)
NO_DELIVERY = (
    "No delivery has been reported in the sources this ledger reads. "
    "That is not the same as 'not delivered'."
)
TOLD_AS_DELIVERED = (
    "Some reports of this say that it was shipped or delivered, others that it is promised. "
    "It counts as promised until the recipient or a later report confirms more."
)
FOOTER = (
    "Places are shown no finer than the oblast. A bound that no source states stays open; "
    "conflicting sources stand side by side; units are never added to each other."
)
DEFINITIONS = (
    (
        "Promised",
        "what was announced before it came, plus what came without an announcement on file.",
    ),
    ("Delivered", "the recipient has it. Shipped things count only once they have arrived."),
    ("Installed", "it stands where it is used. Items that are not installed say 'not applicable'."),
    ("Outstanding", "promised and neither shipped nor delivered, oldest promise first."),
    ("Overdue", "outstanding after the latest day that the promise named, never earlier."),
    ("≥ ≤ ~ 8–12", "at least, up to, about, and a range, as the source says it."),
    ("no report yet", "no source read here says anything; that is not nought."),
)


# What UN/CEFACT calls "one" is not what a reader calls it.
_UNIT_WORDS = {"one": "item"}
UNIT_NOT_STATED = "unit not stated"  # as the reports say it


def unit(label: str, quantity: Amount | None = None) -> str:
    """A unit's label to go with a quantity, in the plural unless it is exactly one.

    Without a quantity: the label by itself.

    >>> from decimal import Decimal
    >>> one, two = amount(Decimal(1), Decimal(1)), amount(Decimal(2), Decimal(2))
    >>> unit("one", one), unit("one", two), unit("box", two), unit("Pound Sterling", two)
    ('item', 'items', 'boxes', 'Pound Sterling')
    """
    label = _UNIT_WORDS.get(label, label)
    if quantity is None:
        return label
    if (
        label in ("", UNIT_NOT_STATED)
        or label[:1].isupper()
        or label.endswith("s")
        or quantity.low == quantity.high == 1
    ):
        return label
    return plural(label)


def event_quantity(event: Event | Latest) -> str:
    """The quantity of a record as shown, such as '≥ 1,000'."""
    if event.is_unstated:
        return shown(amount(None, None))
    return bounds(event.quantity_low, event.quantity_high, event.is_about)


def bounds(low: Bound, high: Bound, is_about: bool = False) -> str:
    """Two bounds as shown."""
    return shown(amount(low, high, is_about))


def when(event: Event) -> str:
    """The dates of a record with their precision, and the words they come from."""
    if event.stage == "pledged":
        day = f"announced {event.on_date}"
        day += (
            f", due {event.start_on} to {event.end_on}"
            if event.start_on and event.end_on
            else (f", due by {event.end_on}" if event.end_on else "")
        )
    elif event.start_on and event.end_on and event.start_on != event.end_on:
        day = f"between {event.start_on} and {event.end_on}"
    else:
        day = f"by {event.on_date}" if event.end_on is None else f"on {event.on_date}"
    return f"{day} (source says “{event.date_text}”)" if event.date_text else day


def citation(lens: Lens, query: str, stamp: Stamp) -> str:
    """A reference to the present view that stays true: revision, day, policy and the link."""
    known = f", as known on {lens.known:%Y-%m-%d}" if lens.known else ""
    return (
        f"Aid Ledger, revision {stamp.revision}, as of {stamp.as_of}{known}, "
        f"policy {stamp.policy}. View: {query or 'all lines'}."
    )
