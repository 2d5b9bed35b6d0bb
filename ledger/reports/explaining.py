"""How each figure of a line or a record came about: the one explanation for screen and terminal.

In order: what stands; each event with its claims, what joined them and what it replaces; how the
levels add up; the promises one by one; rulings; what is not counted; what cannot be reconciled; the
policy. The words of single steps are in `ledger.reports.telling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.lens import Lens
from ledger.report_rows import Choice, Event, Finding, Line, Report, Stamp
from ledger.report_rows.explained import Explanation, Point, RulingRow, Section, Uncounted
from ledger.reports import telling
from ledger.reports.asking import Reader, ask
from ledger.reports.laying import Moment, lay
from ledger.reports.one_line import events, line, reports
from ledger.reports.uncounted import explain_uncounted
from ledger.sql import statement

__all__ = ["explain"]


class _Facts(NamedTuple):
    line: Line
    events: list[Event]
    reports: list[Report]
    rulings: list[RulingRow]
    uncounted: list[Uncounted]
    findings: list[Finding]
    policy: dict[str, Choice]


def explain(con: Reader, lens: Lens, subject: str) -> Explanation | None:
    """The explanation of a line (L-...), a record (R-...) or the record of a claim (C-...).

    A claim that does not count is told by itself. Only the lens's moment counts, not its filters.
    None where there is no such thing then.
    """
    now = lay(con, lens.times())
    line_id, record_id = _line_of(con, subject)
    if not line_id and subject.startswith("C-"):
        return explain_uncounted(con, lens, now, subject)
    found = line(con, lens, line_id) if line_id else None
    if found is None:
        return None
    facts = _facts(con, lens.times(), now, found)
    asked = {"as_of": lens.as_of, "known": lens.known}
    stamp = ask(con, "stamp", Stamp, asked)[0]
    sections = _of_record(facts, record_id) if record_id else _of_line(facts)
    title = f"{found.donor_label} → {found.recipient_label} · {found.item_label}"
    kept = tuple(section for section in sections if section.points)
    return Explanation(subject, found.line_id, title, kept, stamp)


def _line_of(con: Reader, subject: str) -> tuple[str, str]:
    if subject.startswith("L-"):
        return subject, ""
    row = con.execute(statement("reports/line_of"), {"subject": subject}).fetchone()
    return (row[0], row[1]) if row else ("", "")


def _facts(con: Reader, times: Lens, now: Moment, found: Line) -> _Facts:
    known = {"line": found.line_id, "known": now.known_utc}
    one = {"line": found.line_id, "limit": None}
    return _Facts(
        line=found,
        rulings=ask(con, "line_rulings", RulingRow, known),
        uncounted=ask(con, "line_uncounted", Uncounted, known),
        findings=ask(con, "findings", Finding, one) if now.is_posted else [],
        policy={row.key: row for row in ask(con, "policy", Choice, {})},
        reports=reports(con, times, found.line_id),
        events=events(con, times, found.line_id),
    )


def _of_line(facts: _Facts) -> list[Section]:
    oldest_first = sorted(facts.events, key=lambda e: (e.on_date, e.first_published, e.record_id))
    return [
        Section("What stands", tuple(telling.level(facts.line, n) for n in telling.LEVELS)),
        *(_event(facts, event) for event in oldest_first),
        Section("How the levels add up", tuple(_sums(facts))),
        Section("Promises, oldest first", tuple(_promises(facts, oldest_first))),
        Section("Rulings", tuple(telling.ruling(one) for one in facts.rulings)),
        Section("Not counted", tuple(telling.uncounted(one) for one in facts.uncounted)),
        Section("What cannot be reconciled", tuple(telling.finding(f) for f in facts.findings)),
        _policy(facts),
    ]


def _of_record(facts: _Facts, record_id: str) -> list[Section]:
    ours = [event for event in facts.events if event.record_id == record_id]
    claims = {one.claim_id for one in facts.reports if one.record_id == record_id}
    rulings = [one for one in facts.rulings if {one.subject_id, one.other_id} & claims]
    findings = [one for one in facts.findings if claims & set(one.claim_ids)]
    return [
        *(_event(facts, event) for event in ours),
        Section("The promise", tuple(_promises(facts, ours))),
        Section("Rulings", tuple(telling.ruling(one) for one in rulings)),
        Section("What cannot be reconciled", tuple(telling.finding(one) for one in findings)),
        _policy(facts),
    ]


def _event(facts: _Facts, event: Event) -> Section:
    ours = [one for one in facts.reports if one.record_id == event.record_id]
    joins = _joins(facts.rulings, {one.claim_id for one in ours})
    points = [
        telling.occurrence(event),
        *(telling.report(one, facts.policy, joins.get(one.claim_id, [])) for one in ours),
        *telling.disagreement(event, facts.policy),
        *_standing(facts, event),
    ]
    return Section(telling.event_title(event, facts.line), tuple(points), event.record_id)


def _joins(rulings: Sequence[RulingRow], claims: set[str]) -> dict[str, list[str]]:
    """The rulings that join a claim to another one of these, by claim."""
    found: dict[str, list[str]] = {}
    for one in rulings:
        if one.kind == "same" and {one.subject_id, one.other_id} <= claims:
            for end in (one.subject_id, one.other_id):
                found.setdefault(end, []).append(one.decision_id)
    return found


def _standing(facts: _Facts, event: Event) -> list[Point]:
    """Whether a record counts, and what stands in for it, or it for what."""
    if event.counts:
        if event.reporting != "total":
            return []
        replaced = [one for one in facts.events if _stand_in(facts, one) is event]
        return [telling.total(event, replaced, facts.policy)]
    revised = next(
        (one for one in facts.rulings if one.kind == "revise"
         and one.subject_id in _claims(facts, event)), None,
    )  # fmt: skip
    return [telling.replaced(_stand_in(facts, event), revised)]


def _claims(facts: _Facts, event: Event) -> set[str]:
    return {one.claim_id for one in facts.reports if one.record_id == event.record_id}


def _stand_in(facts: _Facts, event: Event) -> Event | None:
    """The total that counts in the place of a record: the first stated since."""
    if event.counts:
        return None
    later = [
        one for one in facts.events
        if one.counts and one.reporting == "total" and one.stage == event.stage
        and one.on_date >= event.on_date
    ]  # fmt: skip
    return min(later, key=lambda one: one.on_date, default=None)


def _sums(facts: _Facts) -> list[Point]:
    points = []
    for stage in telling.STAGES:
        counted = [one for one in facts.events if one.stage == stage and one.counts]
        left = sum(one.stage == stage and not one.counts for one in facts.events)
        if counted or left:
            points.append(telling.level_sum(stage, counted, left))
    return [*points, *telling.derived(facts.line)]


def _promises(facts: _Facts, ordered: Sequence[Event]) -> list[Point]:
    """What became of each promise; the walk takes them oldest first."""
    taken = any(one.kind in ("end", "write_off") for one in facts.rulings)
    told = [
        telling.promise(event, facts.policy)
        for event in ordered
        if event.stage == "pledged" and event.counts and event.outstanding_low is not None
    ]
    if told and taken:
        told.append(Point("What was ended or written off is taken from what is outstanding."))
    return told


def _policy(facts: _Facts) -> Section:
    name = facts.policy["name"].value if "name" in facts.policy else ""
    choices = [one for key, one in sorted(facts.policy.items()) if key != "name"]
    return Section(f"Policy: {name}", tuple(telling.choice(one) for one in choices))
