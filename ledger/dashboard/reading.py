"""A text with its claims marked and numbered, and the claims as a table beside it.

The same for what stands in the ledger and for what is only proposed, so that nobody records
anything that looked different before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ledger.dashboard import html, words
from ledger.dashboard.html import Mark, Markup
from ledger.numbers import amount
from ledger.report_rows import Bound


class Shown(NamedTuple):
    """A claim as a row under its text.

    Attributes:
        claim_id: its id; the row's anchor.
        start, end: code points of its evidence in the text, half-open.
        status: counted, review, rejected, restating or price; "" for a proposal.
        href: link to its line; "" where it has none.
    """

    claim_id: str
    start: int
    end: int
    stage: str
    is_planned: bool
    reporting: str
    low: Bound
    high: Bound
    qualifier: str
    unit_label: str
    item_label: str
    donors: str
    recipients: str
    start_on: date | None
    end_on: date | None
    date_text: str
    places: str
    confidence: float
    status: str
    href: str


class Gap(NamedTuple):
    """A piece of the text that could not be read, with the reason and what to do about it."""

    start: int | None
    end: int | None
    message: str
    fix: str


def marked_text(source: str, language: str, claims: Sequence[Shown], gaps: Iterable[Gap]) -> Markup:
    """The whole text, claims marked and numbered in order, unread pieces marked otherwise."""
    marks = [
        Mark(claim.start, claim.end, str(number), f"#{claim.claim_id}")
        for number, claim in enumerate(claims, 1)
    ]
    marks += [
        Mark(gap.start, gap.end, "", kind="unread")
        for gap in gaps
        if gap.start is not None and gap.end is not None
    ]
    return html.tag("div", html.marked(source, marks), class_="al-text", lang=language)


def claim_table(claims: Sequence[Shown], caption: str) -> Markup:
    """The claims, numbered as in the text."""
    rows = [_row(number, claim) for number, claim in enumerate(claims, 1)]
    headers = [
        "No.", "Stage", "Quantity", "Item", "Donor", "Recipient", "Date", "Places",
        "Confidence", "Status",
    ]  # fmt: skip
    return html.table(caption, headers, rows)


def stage_words(claim: Shown) -> str:
    """The stage, whether it is expected, and whether it is a running total."""
    stage = "To be installed" if claim.is_planned else words.STAGE.get(claim.stage, claim.stage)
    return f"{stage} in all" if claim.reporting == "total" else stage


def quantity_words(claim: Shown) -> str:
    """The quantity with its mark and unit."""
    said = words.bounds(claim.low, claim.high, claim.qualifier == "about")
    if claim.low is None and claim.high is None:
        return said
    return f"{said} {words.unit(claim.unit_label, amount(claim.low, claim.high))}"


def summary(number: int, claim: Shown) -> str:
    """One claim in one line, for a tick box."""
    who = f"{claim.donors or 'donor not stated'} → {claim.recipients or 'recipient not stated'}"
    said = f"{number}. {stage_words(claim)}: {quantity_words(claim)}, {claim.item_label} · {who}"
    return said if claim.confidence >= 0.5 else f"{said} · doubtful"


def _row(number: int, claim: Shown) -> list[object]:
    status = words.CLAIM_STATUS.get(claim.status, claim.status)
    return [
        html.tag("b", number, id=claim.claim_id),
        stage_words(claim),
        quantity_words(claim),
        claim.item_label,
        claim.donors,
        claim.recipients,
        _dates(claim),
        claim.places,
        f"{claim.confidence:.2f}",
        html.link(claim.href, status or "not recorded yet"),
    ]


def _dates(claim: Shown) -> str:
    days = [str(day) for day in (claim.start_on, claim.end_on) if day]
    said = " to ".join(dict.fromkeys(days))
    return f"{said} (“{claim.date_text}”)" if claim.date_text else said


def gap_list(gaps: Sequence[Gap]) -> Markup:
    """What could not be read and what to do about it."""
    items = [
        html.tag("li", gap.message, Markup("<br>"), html.tag("small", gap.fix)) for gap in gaps
    ]
    return html.tag("ul", *items, class_="al-list")
