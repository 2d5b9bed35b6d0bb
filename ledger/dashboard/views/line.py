"""One line: what it stands at, every event that made it, and the sentence behind each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ledger.dashboard import explanation, export, frame, html, tables, words
from ledger.dashboard.frame import View
from ledger.dashboard.html import Mark, Markup
from ledger.dashboard.views.overview import draw_burn_up
from ledger.numbers import amount
from ledger.report_rows import Event, Finding, Line, Report
from ledger.report_rows.explained import Explanation
from validation.wording import counted

_LEVELS = (
    "promised", "outstanding", "transit", "delivered", "awaiting", "installed", "planned",
    "unpledged", "overdue",
)  # fmt: skip
_LEVEL_WORDS = {
    "transit": "in transit",
    "awaiting": "delivered, not installed",
    "planned": "to be installed",
    "unpledged": "delivered without a pledge",
}


def page() -> None:
    """The line named in the address, or how to find one."""
    view = frame.begin("line", with_filters=False)
    line_id = st.query_params.get("id", "")
    line: Line | None = view.ask("line", line_id=line_id) if line_id else None
    if line is None:
        _nothing(view, line_id)
    else:
        _show(view, line)
    frame.end()


def _nothing(view: View, line_id: str) -> None:
    frame.heading("Line")
    told = (
        f"The link asks for line '{line_id}', which is not in this snapshot"
        f"{' as of ' + str(view.lens.as_of) if view.lens.as_of else ''}."
        if line_id
        else "No line is named in the address."
    )
    st.html(html.tag("p", told, class_="al-lead"))
    st.html(html.tag("p", html.link(view.href("ledger"), "Choose one in the ledger")))


def _show(view: View, line: Line) -> None:
    frame.heading(f"{line.donor_label} → {line.recipient_label} · {line.item_label}")
    st.html(html.tag("p", tables.badges(line.states), class_="al-lead"))
    events: list[Event] = view.ask("events", line_id=line.line_id)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.html(_standing(view, line))
        if line.pledge_count and not line.spoken_for("delivered") + line.shipped_count:
            told = any(event.has_rival_stages for event in events)
            note = words.TOLD_AS_DELIVERED if told else words.NO_DELIVERY
            st.html(html.tag("p", note, class_="al-note"))
    over_time = right.container()
    whole = view.lens.times()
    found: list[Finding] = view.ask("findings", whole, line_id=line.line_id)
    if found:
        frame.heading("What cannot be reconciled", 2)
        st.html(tables.finding_list(view, found, line.line_id))
    reports: list[Report] = view.ask("reports", line_id=line.line_id)
    frame.heading("Events, newest first", 2)
    st.html(_timeline(view, line, events, reports))
    frame.heading("How these figures came about", 2)
    _explain(view, line)
    export.line_menu(view, line, reports)
    with over_time:  # last to be asked, as it is the slowest; the sentences are there by then
        draw_burn_up(view, line)


def _explain(view: View, line: Line) -> None:
    """The steps that `aid-ledger explain` prints, those of single events folded away."""
    found: Explanation | None = view.ask("explain", view.lens.times(), subject=line.line_id)
    if found is None:
        return
    st.html(explanation.figures(found))
    with st.expander("Each event: its claims, what joined them, and what stands in for what"):
        st.html(explanation.events(found))


def _standing(view: View, line: Line) -> Markup:
    day = view.lens.as_of or view.facts.as_of
    rows = []
    for name in _LEVELS:
        if name in ("awaiting", "planned") and not line.is_installable:
            continue
        quantity = line.level(name)
        if name in ("transit", "planned", "unpledged") and quantity.low == quantity.high == 0:
            continue
        rows.append([_LEVEL_WORDS.get(name, name).capitalize(), tables.level_cell(line, name)])
    unit = words.unit(line.unit_label, line.level("promised"))
    return html.table(f"As of {day}, in {unit}", ["Level", "Quantity"], rows, numeric=1)


def _timeline(view: View, line: Line, events: Sequence[Event], reports: Sequence[Report]) -> Markup:
    return html.join(
        _event(view, line, event, [one for one in reports if one.record_id == event.record_id])
        for event in events
    )


def _event(view: View, line: Line, event: Event, reports: Sequence[Report]) -> Markup:
    total = " in all" if event.reporting == "total" else ""
    stage = words.STAGE[event.stage] + total
    unit = words.unit(line.unit_label, amount(event.quantity_low, event.quantity_high))
    title = f"{stage}: {words.event_quantity(event)} {unit}"
    if event.is_unstated:
        title = f"{stage}, quantity not stated"
    places = ", ".join(view.labels.get(("place", one), one) for one in event.places)
    facts = [words.when(event), f"in {places}" if places else "", _told(event)]
    if event.stage == "pledged" and event.outstanding_low is not None and event.counts:
        left = words.bounds(event.outstanding_low, event.outstanding_high)
        facts.append(f"{left} of it outstanding")
    if not event.counts:
        facts.append("not added: a later total takes its place")
    return html.tag(
        "article",
        html.tag("h3", title, class_="al-h3"),
        html.tag("small", " · ".join(fact for fact in facts if fact)),
        _conflict(event, reports),
        *(_report(view, one) for one in reports),
        class_=f"al-event al-event-{event.stage}",
        id=event.record_id,
    )


def _told(event: Event) -> str:
    return f"{counted(event.origin_count, 'origin')}, {counted(event.report_count, 'report')}"


def _conflict(event: Event, reports: Sequence[Report]) -> Markup:
    """Sources that disagree, side by side, and which reading counts."""
    if not event.has_rival_qualifiers and not event.has_rival_stages:
        return Markup("")
    said = "; ".join(
        f"{one.publisher}: {words.STAGE[one.stage].lower()} {words.bounds(one.low, one.high)}"
        for one in reports
    )
    why = []
    if event.has_rival_stages:
        why.append(
            f"it counts as {words.STAGE[event.stage].lower()}, the lowest stage that is claimed "
            "until the recipient confirms more"
        )
    if event.has_rival_qualifiers:
        why.append("the widest interval of the reports counts")
    badge = html.tag("span", "disputed", class_="al-badge al-badge-disputed")
    told = f"The reports differ ({said}); {' and '.join(why)}."
    return html.tag("p", badge, told, class_="al-note")


def _report(view: View, report: Report) -> Markup:
    mark = Mark(report.evidence_start, report.evidence_end, "")
    quote = html.marked(report.sentence, [mark], report.sentence_start)
    if "<mark" not in quote:  # the words lie outside the sentence that is kept with them
        quote = html.join([html.tag("mark", report.evidence_text, class_="al-claim")])
    inside = view.href("announcements", id=report.announcement_id) + f"#{report.claim_id}"
    source = html.join([
        f"{report.published_on} · ",
        html.outside_link(report.url, report.publisher),
        f" · {report.title} · ",
        html.link(inside, "see it in the announcement"),
        f" · confidence {report.confidence:.2f}" if report.origin == "parser" else "",
    ])  # fmt: skip
    return html.join([
        html.tag("blockquote", quote, class_="al-quote", lang=report.language),
        html.tag("small", source),
    ])  # fmt: skip
