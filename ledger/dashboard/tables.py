"""Tables and lists of rows as HTML, each figure a link to where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledger.dashboard import html, words
from ledger.dashboard.frame import View
from ledger.dashboard.html import Markup
from ledger.lens import NOBODY
from ledger.numbers import (
    NO_PLEDGE,
    NO_REPORT,
    NONE,
    NOT_APPLICABLE,
    NOT_STATED,
    amount,
    shown,
    shown_level,
)
from ledger.report_rows import Finding, Latest, Levels, Line, PlaceTotal, Step, Total
from ledger.report_rows.lines import spoken_for
from validation.wording import counted

_SILENT = (NO_REPORT, NOT_STATED, NOT_APPLICABLE, NO_PLEDGE, NONE)
_LEVELS = ("promised", "delivered", "installed", "outstanding", "overdue")


def level_cell(levels: Levels, name: str, href: str = "") -> Markup:
    """One level with the mark of its precision; silence in words."""
    said = levels.shown(name)
    if said in _SILENT:
        return html.tag("span", said, class_="al-silent")
    return html.link(href, said)


def badges(states: Iterable[str]) -> Markup:
    """The states of a line as words in frames."""
    return html.join(
        html.tag("span", words.STATE[state], class_=f"al-badge al-badge-{state}")
        for state in states
    )


def line_name(line: Line) -> str:
    """Who gives what to whom."""
    return f"{line.item_label}, {line.donor_label} → {line.recipient_label}"


def line_table(view: View, lines: Sequence[Line], caption: str) -> Markup:
    """Lines with their levels; each row leads to its line."""
    rows = []
    for line in lines:
        href = view.href("line", id=line.line_id)
        unit = html.tag("small", f"in {words.unit(line.unit_label, line.level('promised'))}")
        name = html.join([html.link(href, line.item_label), Markup("<br>"), unit])
        parties = f"{line.donor_label} → {line.recipient_label}"
        cells = [level_cell(line, level, href) for level in _LEVELS]
        rows.append([name, parties, badges(line.states), *cells])
    headers = ["Item", "From and to", "Status"]
    return html.table(caption, headers + [_title(name) for name in _LEVELS], rows, numeric=5)


def total_table(view: View, totals: Sequence[Total], by: str, caption: str) -> Markup:
    """Sums per group and unit; each row leads to the lines that make it."""
    rows = []
    for total in totals:
        href = _narrowed(view, by, total.code or NOBODY) if by in words.FILTER else ""
        name = [html.link(href, total.label)] if total.label else []
        cells = [level_cell(total, level, href or view.href("ledger")) for level in _LEVELS]
        rows.append([*name, words.unit(total.unit_label), f"{total.line_count:,}", *cells])
    first = [by.capitalize()] if totals and totals[0].label else []
    headers = [*first, "Unit", "Lines", *(_title(name) for name in _LEVELS)]
    return html.table(caption, headers, rows, numeric=6)


def _narrowed(view: View, by: str, code: str) -> str:
    return view._replace(lens=view.lens.without(by)).href("ledger", **{by: code})


def _title(level: str) -> str:
    return level.capitalize()


def place_table(view: View, places: Sequence[PlaceTotal]) -> Markup:
    """What is reported per oblast, minimum to maximum."""
    rows = []
    for place in places:
        href = view.href("ledger", place=place.place_code) if place.place_code else ""
        quantity = shown(amount(place.quantity_low, place.quantity_high))
        rows.append([
            html.link(href, place.label), words.STAGE[place.stage],
            words.unit(place.unit_label), quantity, place.record_count,
        ])  # fmt: skip
    caption = (
        "Places, no finer than the oblast. A record that names several oblasts is not split: each "
        "of them has from none of it to all of it, so rows do not add up."
    )
    return html.table(caption, ["Place", "Stage", "Unit", "Quantity", "Records"], rows, numeric=2)


def step_table(line: Line, steps: Sequence[Step]) -> Markup:
    """The burn-up in figures."""
    rows = [
        [step.day, *(_step_cell(step, name) for name in ("promised", "delivered", "installed"))]
        for step in steps
    ]
    caption = f"{line_name(line)}, in {words.unit(line.unit_label, line.level('promised'))}"
    return html.table(caption, ["From", "Promised", "Delivered", "Installed"], rows, numeric=3)


def _step_cell(step: Step, name: str) -> str:
    low, high = getattr(step, f"{name}_low"), getattr(step, f"{name}_high")
    return shown_level(name, low, high, spoken_for(step, name))


def latest_list(view: View, latest: Sequence[Latest]) -> Markup:
    """The newest events, each leading to its line."""
    items = []
    for one in latest:
        label = html.link(view.href("line", id=one.line_id), _told(one))
        where = f" {one.item_label}, {one.donor_label} → {one.recipient_label}"
        more = f", {counted(one.report_count, 'report')}" if one.report_count > 1 else ""
        source = html.tag("small", f"{one.first_published} · {one.publisher or ''}{more}")
        items.append(html.tag("li", label, where, Markup("<br>"), source))
    return html.tag("ul", *items, class_="al-list")


def _told(one: Latest) -> str:
    stage = words.STAGE[one.stage] + (" in all" if one.reporting == "total" else "")
    if one.is_unstated:
        return f"{stage}, quantity not stated"
    unit = words.unit(one.unit_label, amount(one.quantity_low, one.quantity_high))
    return f"{stage}: {words.event_quantity(one)} {unit}"


def gap_list(view: View, lines: Sequence[Line]) -> Markup:
    """The lines with most outstanding."""
    items = []
    for line in lines:
        missing = line.level("outstanding")
        unit = words.unit(line.unit_label, missing)
        told = f"{shown(missing)} {unit} outstanding"
        if missing.qualifier == "unspecified":
            told = "Outstanding, quantity not stated"
        href = view.href("line", id=line.line_id)
        due = f"due by {line.next_due_on}" if line.next_due_on else "no due date stated"
        late = badges(["overdue"]) if "overdue" in line.states else Markup("")
        items.append(html.tag(
            "li", html.link(href, told), f" {line_name(line)}",
            Markup("<br>"), late, html.tag("small", due),
        ))  # fmt: skip
    return html.tag("ul", *items, class_="al-list")


def finding_list(view: View, findings: Sequence[Finding], here: str = "") -> Markup:
    """What cannot be reconciled, in words, each leading to its line unless that is `here`."""
    items = []
    for one in findings:
        href = view.href("line", id=one.line_id)
        kind = "overdue" if one.code == "overdue" else "disputed"
        kind = "note" if one.severity == "info" else kind
        code = html.tag("span", one.code, class_=f"al-badge al-badge-{kind}")
        line = html.link(href, "open the line") if one.line_id not in ("", here) else ""
        items.append(html.tag("li", code, one.message, " ", html.tag("small", line)))
    return html.tag("ul", *items, class_="al-list")
