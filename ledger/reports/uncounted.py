"""A claim that counts in no figure: what it says, why not, and what accepting would do."""

from __future__ import annotations

from datetime import datetime

from ledger.lens import Lens
from ledger.posting.scope import lay_scope
from ledger.report_rows import Choice, Stamp
from ledger.report_rows.changed import FigureChange
from ledger.report_rows.explained import Explanation, Point, RulingRow, Section
from ledger.report_rows.waiting import WaitingClaim
from ledger.reports import telling
from ledger.reports.asking import Reader, ask
from ledger.reports.laying import Moment
from ledger.sql import statement

__all__ = ["explain_uncounted"]


def explain_uncounted(con: Reader, lens: Lens, now: Moment, claim_id: str) -> Explanation | None:
    """The explanation of a claim that stands and does not count; None where there is none.

    The lens is laid. The connection answers as before afterwards.
    """
    asked = {"claim": claim_id, "known": now.known_utc}
    found = ask(con, "review_claims", WaitingClaim, asked)
    if not found:
        return None
    (one,) = found
    sections = (
        Section("What it says", (_said(one), *_dates(one))),
        Section(*_why_not(con, one, now.known_utc)),
        Section("What accepting would do", tuple(_accepting(con, one, now))),
        _policy(con),
    )
    stamp = ask(con, "stamp", Stamp, {"as_of": lens.as_of, "known": lens.known})[0]
    kept = tuple(section for section in sections if section.points)
    return Explanation(claim_id, one.line_id, _title(one), kept, stamp)


def _title(one: WaitingClaim) -> str:
    donor, recipient = one.donor_label or "donor not stated", one.recipient_label
    return f"{donor} → {recipient or 'recipient not stated'} · {one.item_label or 'money'}"


def _said(one: WaitingClaim) -> Point:
    source = f"{one.published_on} · {one.publisher} · {one.title}"
    return Point(one.said(), one.evidence_text, source, one.url, one.claim_id)


def _dates(one: WaitingClaim) -> list[Point]:
    days = dict.fromkeys(str(day) for day in (one.start_on, one.end_on) if day)
    return [Point(f"dated {' to '.join(days)}")] if days else []


def _why_not(con: Reader, one: WaitingClaim, known: datetime) -> tuple[str, tuple[Point, ...]]:
    if one.status == "review":
        return "Why it waits", tuple(Point(reason) for reason in one.reasons())
    rulings = ask(con, "line_rulings", RulingRow, {"line": one.line_id, "known": known})
    own = [telling.ruling(said) for said in rulings if said.subject_id == one.claim_id]
    return "Why it does not count", (Point(f"It {telling.WHY_NOT[one.status]}."), *own)


def _accepting(con: Reader, one: WaitingClaim, now: Moment) -> list[Point]:
    """The figures with the claim counted, and how to rule on it."""
    if one.status != "review":
        return []
    changes = _changes(con, one.claim_id, now)
    told = [Point(_change(change, one.line_id)) for change in changes]
    ruling = f"aid-ledger decide accept {one.claim_id}  (or reject, or edit --set ...)"
    return [*(told or [Point("No figure would change.")]), Point(ruling)]


def _changes(con: Reader, claim_id: str, now: Moment) -> list[FigureChange]:
    """Only the accounts of the claim are told anew, before and after."""
    known = {"known": now.known_utc}
    asked = {"day": now.day, **known}
    lay_scope(con, [claim_id], now.day, now.day)
    try:
        con.execute(statement("reports/accepting/record"), known)
        con.execute(statement("reports/accepting/told"))
        con.execute(statement("reports/diff/position_before"), asked)
        con.execute(statement("reports/accepting/claim"), {"claim": claim_id})
        con.execute(statement("reports/accepting/record"), known)
        con.execute(statement("reports/diff/position_after"), asked)
        return ask(con, "changed_figures", FigureChange, {})
    finally:
        con.execute(statement("statements/forget_standing"))
        con.execute(statement("reports/accepting/forget"))


def _change(one: FigureChange, line_id: str) -> str:
    where = "" if one.line_id == line_id else f" (line {one.line_id})"
    return f"{one.level}: {one.shown_before()} → {one.shown_after()}{where}"


def _policy(con: Reader) -> Section:
    choices = {row.key: row for row in ask(con, "policy", Choice, {})}
    name = choices["name"].value if "name" in choices else ""
    return Section(f"Policy: {name}", tuple(
        telling.choice(row) for key, row in choices.items() if key == "accept_threshold"
    ))  # fmt: skip
