"""The steps of an explanation in words that people understand; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ledger.numbers import amount, shown, spoken
from ledger.report_rows import Bound, Choice, Event, Finding, Line, Report
from ledger.report_rows.explained import Point, RulingRow, Uncounted
from validation.wording import Told, counted

LEVELS = (
    "promised", "outstanding", "overdue", "transit", "delivered", "awaiting", "installed",
    "unpledged", "cancelled", "written_off",
)  # fmt: skip
STAGES = (
    "pledged",
    "shipped",
    "delivered",
    "installed",
    "planned",
    "cancelled",
    "lost",
    "returned",
)
_LEVEL = {
    "transit": "in transit",
    "awaiting": "delivered, not installed",
    "unpledged": "delivered without a pledge",
    "written_off": "written off",
}
_STAGE = {"planned": "to be installed"}
_JOINED = {
    "first": "the report with which the record begins",
    "same stage": "joined: the same stage and number, within {same_event_days:day} of another",
    "retelling": "joined: the same number in a neighbouring stage, published within "
    "{retelling_days:day}: one package told in other words",
    "wider item": "joined: a wider word for the one thing with this number told within "
    "{retelling_days:day}",
    "register": "a row of a register, which says each thing once",
    "ruling": "joined by a ruling",
}
_RULED = {
    "accept": "{subject} was accepted, whatever its confidence",
    "reject": "{subject} was rejected",
    "same": "{subject} and {other} were ruled to tell one event",
    "different": "{other} was set apart from {subject} and from everything else",
    "end": "the donor ended {quantity} of the promise of {subject} on {on}",
    "write_off": "the tracker wrote off {quantity} of the promise of {subject} on {on}",
    "revise": "the promise of {subject} gave way to that of {other}",
    "pad": "{quantity} of the difference between the total of {subject} and what is booked is "
    "explained by a pad; no figure changes",
    "edit": "{subject} was corrected; {other} stands in its place ({fields})",
}
_WORD = {
    "lowest": "the lowest stage that is claimed counts until the recipient confirms more, and the "
    "widest interval",
    "recipient": "the recipient's word counts where it has spoken",
    "donor": "the donor's word counts where it has spoken",
    "latest": "the report published last counts",
}
WHY_NOT = {
    "review": "waits for review, being below the confidence that counts",
    "rejected": "was rejected",
    "restating": "restates or sums other claims of its announcement",
    "price": "is a price per piece",
}


def quantity(low: Bound, high: Bound, is_about: bool = False) -> str:
    """Bounds as shown."""
    return shown(amount(low, high, is_about))


def level(line: Line, name: str) -> Point:
    """One level of the position."""
    word = _LEVEL.get(name, name)
    return Point(f"{word}: {line.shown(name)}")


def event_title(event: Event, line: Line) -> str:
    """What happened, how much of it, and as what it was stated."""
    stage = _STAGE.get(event.stage, event.stage)
    told = event_quantity(event)
    unit = "" if line.unit == "C62" else f" {line.unit_label}"
    kind = ", a running total" if event.reporting == "total" else ""
    return f"{stage[0].upper()}{stage[1:]}: {told}{unit if told != 'not stated' else ''}{kind}"


def event_quantity(event: Event) -> str:
    """The quantity of a record as shown."""
    if event.is_unstated:
        return "not stated"
    return quantity(event.quantity_low, event.quantity_high, event.is_about)


def occurrence(event: Event) -> Point:
    """When and where, and how many tell it."""
    when = f"announced {event.on_date}" if event.stage == "pledged" else f"by {event.on_date}"
    if event.start_on and event.stage != "pledged":
        when = f"from {event.start_on} to {event.end_on or event.on_date}"
    said = f" (the source says “{event.date_text}”)" if event.date_text else ""
    where = f", in {', '.join(event.places)}" if event.places else ""
    origins = counted(event.origin_count, "origin")
    reports = counted(event.report_count, "report")
    return Point(f"{when}{said}{where}; {origins}, {reports}", ref=event.record_id)


def report(one: Report, policy: Mapping[str, Choice], rulings: Sequence[str]) -> Point:
    """A claim with its words, and what made it a report of this record."""
    values = {key: Told(choice.value) for key, choice in policy.items()}
    joined = _JOINED.get(one.joined_by, one.joined_by).format_map(_Kept(values))
    ruled = f" ({', '.join(rulings)})" if rulings else ""
    stage = _STAGE.get(one.stage, one.stage)
    origin = {"parser": f"confidence {one.confidence:.2f}", "editor": "a correction"}
    how = origin.get(one.origin, "a row of a table")
    said = f"{stage} {quantity(one.low, one.high, one.qualifier == 'about')}"
    return Point(
        f"{one.publisher}: {said}; {joined}{ruled}; {how}",
        quote=one.evidence_text,
        source=f"{one.published_on} · {one.publisher} · {one.title}",
        url=one.url,
        ref=one.claim_id,
    )


class _Kept(dict[str, str]):
    """Names without a value stay as they are."""

    def __missing__(self, key: str) -> str:
        return Told(f"{{{key}}}")


def disagreement(event: Event, policy: Mapping[str, Choice]) -> list[Point]:
    """That the reports differ, and which reading counts."""
    what = [
        word
        for word, differs in (
            ("stages", event.has_rival_stages),
            ("numbers", event.has_rival_qualifiers),
        )
        if differs
    ]
    if not what:
        return []
    word = policy["word"].value if "word" in policy else ""
    return [Point(f"The reports differ in their {' and '.join(what)}: {_WORD.get(word, word)}.")]


def total(event: Event, stood_for: Sequence[Event], policy: Mapping[str, Choice]) -> Point:
    """From when a total counts, and what it stands in for."""
    since = "from the beginning"
    if event.start_on:
        days = policy["total_start_days"].value if "total_start_days" in policy else "0"
        since = f"from {event.start_on}, or up to {Told(days):day} before"
    parts = [f"{event_quantity(one)} of {one.on_date} ({one.record_id})" for one in stood_for]
    told = f"; it stands in for {', '.join(parts)}" if parts else "; nothing earlier is in it"
    return Point(f"A total sets the level and is never added. It counts {since}{told}.")


def replaced(by: Event | None, revised: RulingRow | None) -> Point:
    """Why a record is not added."""
    if revised is not None:
        text = f"Not added: {revised.other_id} revises it ({revised.decision_id})."
        return Point(text, ref=revised.decision_id)
    if by is None:
        return Point("Not added: a total stands in its place.")
    text = f"Not added: the total of {event_quantity(by)} of {by.on_date} stands in its place."
    return Point(text, ref=by.record_id)


def level_sum(stage: str, counted: Sequence[Event], left: int) -> Point:
    """Which records make a level."""
    parts = [
        f"{'total ' if one.reporting == 'total' else ''}{event_quantity(one)} ({one.record_id})"
        for one in sorted(counted, key=lambda one: (one.on_date, one.record_id))
    ]
    more = f"; {left} not added, being in a total or revised" if left else ""
    return Point(f"{_STAGE.get(stage, stage)}: {' + '.join(parts) or 'nothing'}{more}")


def derived(line: Line) -> list[Point]:
    """The levels that follow from others."""
    points = []
    if line.unpledged_high is None or line.unpledged_high:
        came = spoken(amount(line.unpledged_low, line.unpledged_high))
        points.append(Point(f"{came} came while no promise was open: part of what is promised"))
    for name, what in (("cancelled", "cancelled or ended"), ("written_off", "written off")):
        low, high = getattr(line, f"{name}_low"), getattr(line, f"{name}_high")
        if high is None or high:
            points.append(Point(f"{spoken(amount(low, high))} {what}: no longer outstanding"))
    return points


def promise(event: Event, policy: Mapping[str, Choice]) -> Point:
    """What of one promise is fulfilled, and when it falls due."""
    days = policy["late_report_days"].value if "late_report_days" in policy else "0"
    opens = f"open to what moved from {Told(days):day} before {event.on_date}"
    if event.additional == "yes":
        opens = f"on top of what was promised before: open after {event.on_date}"
    elif event.start_on:
        opens = f"open from {event.start_on}"
    left = quantity(event.outstanding_low, event.outstanding_high)
    due = f"; due by {event.due_on}" if event.due_on else "; no day named"
    return Point(
        f"{event_quantity(event)} promised on {event.on_date}, {opens}: {_done(event)}"
        f"{left} outstanding{due}",
        ref=event.record_id,
    )


def _done(event: Event) -> str:
    low, left_low, left_high = event.quantity_low, event.outstanding_low, event.outstanding_high
    if None in (low, left_low, left_high) or low != event.quantity_high or left_low != left_high:
        return ""
    assert low is not None and left_low is not None
    return f"{quantity(low - left_low, low - left_low)} fulfilled or taken back, "


def ruling(one: RulingRow) -> Point:
    """What a person ruled, who and why."""
    value = json.loads(one.value)
    fields = ", ".join(f"{name} = {told}" for name, told in value.items())
    named = _Kept(
        {"subject": one.subject_id, "other": one.other_id, "fields": fields}
        | {name: str(told) for name, told in value.items()}
    )
    what = _RULED.get(one.kind, one.kind).format_map(named)
    why = f": {one.why}" if one.why else ""
    text = f"{one.decision_id}, {one.recorded_utc:%Y-%m-%d}, {one.who or 'nobody named'}{why}"
    return Point(f"{what} [{text}]", ref=one.decision_id)


def uncounted(one: Uncounted) -> Point:
    """A claim that counts nowhere, and why."""
    said = f"{_STAGE.get(one.stage, one.stage)} {quantity(one.low, one.high)}"
    return Point(
        f"{one.publisher}: {said}; {WHY_NOT.get(one.status, one.status)}",
        quote=one.evidence_text,
        source=f"{one.published_on} · {one.publisher} · {one.title}",
        url=one.url,
        ref=one.claim_id,
    )


def choice(one: Choice) -> Point:
    """One choice of the policy."""
    return Point(f"{one.key} = {one.value}: {one.meaning}")


def finding(one: Finding) -> Point:
    """What the ledger cannot reconcile."""
    return Point(f"{one.message} [{one.code}]")
