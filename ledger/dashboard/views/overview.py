"""The home page: what was promised, what came, what works, in one look."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ledger.dashboard import charts, export, frame, html, tables, words
from ledger.dashboard.frame import View
from ledger.numbers import spoken
from ledger.report_rows import Finding, Headline, Line, Step, Total
from validation.wording import counted

_ROWS = 10
_FINDINGS = 10
_LINES_IN_CHART = 30


def page() -> None:
    """Sentence, figures, charts with tables, newest, largest gaps, definitions."""
    view = frame.begin("")
    head: Headline = view.ask("headline")
    frame.heading("Pledged, delivered, installed")
    if not head.line_count:
        export.relax(view)
        frame.end()
        return
    units: list[Total] = view.ask("totals", by="unit")
    st.html(_sentence(view, head, units[0]))
    st.html(_figures(view, head, units[0]))
    export.menu(view, "/", head.line_count)
    _by_item(view)
    burn = st.empty()
    with burn.container():
        frame.heading("Over time", 2)
        st.skeleton(height=430)
    left, right = st.columns(2, gap="large")
    with left:
        frame.heading("Latest changes", 2)
        st.html(tables.latest_list(view, view.ask("latest", limit=_ROWS)))
    with right:
        frame.heading("Largest gaps", 2)
        gaps = view.ask("positions", sort="gap", limit=_ROWS)
        st.html(tables.gap_list(view, [line for line in gaps if line.outstanding_high != 0]))
    _about(view, units)
    frame.end()
    with (
        burn.container()
    ):  # last to be asked, as it is the slowest; the text above is there by then
        _burn_up(view)


def _counted_in(total: Total) -> str:
    """The unit of a sum and what it is of, since a number of unlike things is no more than that."""
    unit = words.unit(total.unit_label, total.level("promised"))
    if total.is_money:
        return unit
    kinds = f"({total.only_item})" if total.only_item else f"of {counted(total.item_count, 'kind')}"
    return f"{unit} {kinds}"


def _sentence(view: View, head: Headline, total: Total) -> html.Markup:
    day = view.lens.as_of or view.facts.as_of
    came = (
        f"{spoken(total.level('delivered'))} are reported delivered"
        if total.spoken_for("delivered")
        else "no delivery is reported yet"
    )
    stands = (
        f", {spoken(total.level('installed'))} reported installed" if total.installed_count else ""
    )
    late = (
        f" {counted(head.overdue_line_count, 'line is', 'lines are')} past the due date."
        if head.overdue_line_count
        else ""
    )
    silent = (
        f" No quantity is given by {head.unstated_pledge_count:,} of "
        f"{counted(head.pledge_count, 'pledge')}."
        if head.unstated_pledge_count
        else ""
    )
    rest = head.line_count - total.line_count
    others = (
        f" {counted(rest, 'line is', 'lines are')} in other units, which are never added to these."
        if rest
        else ""
    )
    sentence = (
        f"As of {day:%-d %B %Y} the ledger holds promises of {spoken(total.level('promised'))} "
        f"{_counted_in(total)}; {came}{stands}.{others}{late}{silent}"
    )
    return html.tag("p", sentence, class_="al-lead", id="sentence")


def _figures(view: View, head: Headline, total: Total) -> html.Markup:
    unit = _counted_in(total)
    figures = (
        # key, figure, what it counts, the filter that gives its lines
        ("promised", total.shown("promised"), f"{unit} promised", "", ""),
        ("delivered", total.shown("delivered"), f"{unit} delivered", "stage", "delivered"),
        ("installed", total.shown("installed"), f"{unit} installed", "stage", "installed"),
        ("overdue", head.overdue_line_count, "lines overdue", "status", "overdue"),
        ("unstated", head.unstated_line_count, "lines without a quantity", "status", "unstated"),
        ("disputed", head.disputed_line_count, "lines disputed", "status", "disputed"),
    )
    items = []
    for key, figure, label, name, value in figures:
        href = _with(view, name, value) if name else view.href("ledger")
        inside = html.join([html.tag("b", figure), html.tag("span", label)])
        look = {"class_": f"al-figure al-{key}", "id": f"figure-{key}"}
        items.append(html.tag("li", html.link(href, inside, **look)))
    return html.tag("ul", *items, class_="al-figures")


def _with(view: View, name: str, value: str) -> str:
    return view._replace(lens=view.lens.without(name)).href("ledger", **{name: value})


def _by_item(view: View) -> None:
    frame.heading("By item, donor and place", 2)
    totals: list[Total] = view.ask("totals", by="item")
    chart, table, donors, places = st.tabs(["Chart", "Table", "Donors", "Places"])
    with chart:
        picture = charts.bullet_rows(totals)
        st.altair_chart(picture.chart, alt=picture.alt, key="by-item")
        st.html(html.tag("p", _chart_note(view, totals), class_="al-note"))
    with table:
        st.html(tables.total_table(view, totals, "item", "Sums per item and unit"))
    with donors:
        st.html(tables.total_table(
            view, view.ask("totals", by="donor"), "donor",
            "Sums per donor and unit, over items of every kind"))  # fmt: skip
    with places:
        _places(view)


def _chart_note(view: View, totals: Sequence[Total]) -> str:
    hidden = max(len(totals) - charts.ROWS_MOST, 0)
    more = " The table has every item, and money." if hidden else ""
    return (
        "Outline: promised. Bar: delivered. Thin bar: installed. Arrow: at least. Dashed: range of "
        f"what came.{more} Source: announcements in this ledger, revision {view.facts.revision}, "
        f"to {view.facts.last_published}."
    )


def _places(view: View) -> None:
    found = view.ask("places")
    picture = charts.place_dots(found, charts.outlines())
    if any(place.latitude is not None for place in found):
        st.altair_chart(picture.chart, alt=picture.alt, key="places")
    st.html(tables.place_table(view, found))


def _burn_up(view: View) -> None:
    frame.heading("Over time", 2)
    lines: list[Line] = view.ask("positions", sort="busy", limit=_LINES_IN_CHART)
    by_id = {line.line_id: line for line in lines}
    chosen = st.selectbox(
        "Line", list(by_id), format_func=lambda one: tables.line_name(by_id[one]), key="burn_line"
    )
    draw_burn_up(view, by_id[chosen])


def draw_burn_up(view: View, line: Line) -> None:
    """The burn-up of a line as chart and table."""
    steps: list[Step] = view.ask("burn_up", line_id=line.line_id)
    if not steps:
        return
    chart, table = st.tabs(["Chart", "Table"], key="burn-tabs")
    with chart:
        as_of = view.lens.as_of or view.facts.as_of or steps[-1].day
        picture = charts.burn_up(line, steps, as_of)
        st.altair_chart(picture.chart, alt=picture.alt, key="burn-up")
        st.html(html.tag("p", "Dashed: promised, with a band from its lower to its upper bound. "
                         "Dotted upright line: as of.", class_="al-note"))  # fmt: skip
    with table:
        st.html(tables.step_table(line, steps))


def _about(view: View, units: Sequence[Total]) -> None:
    frame.heading("About these numbers", 2)
    st.html(tables.total_table(
        view, units, "unit",
        "Everything in view, one row a unit, over items of every kind: units are never added"
    ))  # fmt: skip
    terms = [
        html.join([html.tag("dt", term), html.tag("dd", meaning)])
        for term, meaning in words.DEFINITIONS
    ]
    st.html(html.tag("dl", *terms, class_="al-def"))
    _findings(view)


def _findings(view: View) -> None:
    found: list[Finding] = view.ask("findings")
    serious = [one for one in found if one.severity != "info"]
    if not found:
        return
    frame.heading("What the ledger cannot reconcile", 2, id="findings")
    if serious:
        st.html(tables.finding_list(view, serious[:_FINDINGS]))
    told = html.link(view.href("findings"), f"All findings ({len(found):,})")
    st.html(html.tag("p", told, ", notes such as deliveries without a pledge among them."))
