"""Charts from rows: bullet rows, burn-up and places. Altair only; no page, no question.

Floats begin here and end here. Every chart comes with its alternative text, and every value in it
stands in a label or in the table beside it, so nothing hangs on colour or on hovering.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import altair as alt

from ledger.dashboard import words
from ledger.numbers import NO_REPORT, amount, shown, spoken
from ledger.report_rows import Line, PlaceTotal, Step, Total
from ledger.report_rows.lines import spoken_for
from validation.datafiles import data_folder
from validation.wording import counted

PROMISED, DELIVERED, INSTALLED = "#767676", "#3182BD", "#08306B"
INK, GRID = "#1B1F24", "#DFE3E8"
ROWS_MOST = 12
_LABEL_GAP = 0.09  # of the chart's height: two labels nearer than this are moved apart
_SHORT_DAYS = 200
_BURN_STAGES = (
    ("promised", "Promised", PROMISED),
    ("delivered", "Delivered", DELIVERED),
    ("installed", "Installed", INSTALLED),
)


class Picture(NamedTuple):
    """A chart with the words for those who do not see it."""

    chart: Any
    alt: str


def bullet_rows(totals: Sequence[Total]) -> Picture:
    """Promised (outline), delivered (bar) and installed (thin bar), each row as shares of promised.

    The items with most reports, the widest gap on top; money is not among things. Items of which
    no number is stated have a label and no bar.
    """
    things = [total for total in totals if not total.is_money] or totals
    most = sorted(things, key=lambda total: (-total.report_count, total.label))[:ROWS_MOST]
    rows = sorted((_bullet(total) for total in most), key=lambda row: (-row["gap"], row["label"]))
    y = _item_axis([row["label"] for row in rows])
    base = alt.Chart(_values(rows))

    def bar(end: str, **look: Any) -> Any:
        x = alt.X(f"{end}:Q", title="% of promised",
                  axis=alt.Axis(tickCount=5), scale=alt.Scale(domainMin=0, nice=False))  # fmt: skip
        return base.transform_filter(f"datum.{end} != null").encode(x=x, y=y).mark_bar(**look)

    whisker = base.transform_filter("datum.delivered_high > datum.delivered").encode(
        x="delivered:Q", x2="delivered_high:Q", y=y
    )
    arrow = base.transform_filter("datum.is_open").encode(x="promised:Q", y=y)
    chart = alt.layer(
        bar("promised", height=26, fill="white", stroke=PROMISED, strokeWidth=1.5),
        bar("delivered", height=16, color=DELIVERED),
        bar("installed", height=6, color=INSTALLED),
        whisker.mark_rule(color=INK, strokeDash=[3, 2], strokeWidth=1.5),
        arrow.mark_point(shape="triangle-right", color=PROMISED, filled=True, size=90, xOffset=7),
    ).properties(height=alt.Step(50))
    told = "; ".join(row["alt"] for row in rows[:5])
    return Picture(
        _styled(chart),
        f"Bullet rows of {counted(len(rows), 'item')}: outline promised, bar delivered, thin bar "
        f"installed. {told}. All values are in the table.",
    )


def _item_axis(labels: list[str]) -> Any:
    """Rows in the order given, each label in two lines: the item, and its figures."""
    return alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '\\n')",
            labelLimit=230,
            labelLineHeight=15,
            labelBaseline="middle",
            labelOffset=-6,
            labelPadding=8,
            ticks=False,
            domain=False,
        ),
    )


def _bullet(total: Total) -> dict[str, Any]:
    promised = total.level("promised")
    base = promised.high or promised.low or total.delivered_high or Decimal(0)
    unit = words.unit(total.unit_label, promised)

    def share(bound: Decimal | None, is_said: int) -> float | None:
        return share_of(bound, base) if base and bound is not None and is_said else None

    delivered = share(total.delivered_low, total.spoken_for("delivered"))
    came, asked = total.shown("delivered"), total.shown("promised")
    told = f"{asked} {unit} promised, {came}{'' if came == NO_REPORT else ' delivered'}"
    return {
        "label": f"{total.label}\n{asked} {unit}; {came}" + ("" if came == NO_REPORT else " came"),
        "promised": 100.0 if base and promised.qualifier != "unspecified" else None,
        "is_open": bool(promised.low) and promised.high is None,
        "delivered": delivered,
        "delivered_high": share(total.delivered_high, total.spoken_for("delivered")),
        "installed": share(total.installed_low, total.installed_count)
        if total.is_installable
        else None,
        "gap": 100.0 - (delivered or 0.0) if base else 101.0,
        "alt": f"{total.label}: {told}",
    }


def share_of(bound: Decimal, base: Decimal) -> float:
    """A bound in per cent of what was promised; more than 100 is legal.

    >>> share_of(Decimal(50), Decimal(20))
    250.0
    """
    return float(bound * 100 / base)


def burn_up(line: Line, steps: Sequence[Step], as_of: date) -> Picture:
    """A line's levels over time as steps, with the band between the bounds of what was promised."""
    rows = [row for step in steps for row in _levels(step)]
    # A month that names several ticks would say nothing: short spans get days.
    form = "%b %Y" if (as_of - steps[0].day).days > _SHORT_DAYS else "%-d %b %Y"
    x = alt.X("day:T", title=None, axis=alt.Axis(format=form, tickCount=5, labelOverlap=True))
    title = words.unit(line.unit_label, line.level("promised"))
    y = alt.Y("low:Q", title=title, axis=alt.Axis(tickCount=5), scale=alt.Scale(domainMin=0))
    base = alt.Chart(_values(rows))
    band = base.transform_filter("datum.high > datum.low").encode(x=x, y="low:Q", y2="high:Q")
    rule = alt.Chart(_values([{"day": as_of.isoformat()}])).encode(x="day:T")
    chart = alt.layer(
        band.mark_area(interpolate="step-after", opacity=0.25, color=PROMISED),
        *_stage_lines(base.encode(x=x, y=y)),
        rule.mark_rule(color=INK, strokeDash=[2, 3]),
        *_end_labels([row for row in rows if row["day"] == steps[-1].day.isoformat()]),
    ).properties(height=260)
    told = ", ".join(
        f"{name.lower()} {spoken(line.level(key))}" if spoken_for(steps[-1], key) else
        f"{name.lower()}: {NO_REPORT}"
        for key, name, _ in _BURN_STAGES
    )  # fmt: skip
    return Picture(
        _styled(chart),
        f"Step lines from {steps[0].day} to {as_of} for {line.item_label}, {line.donor_label} to "
        f"{line.recipient_label}: {told}. All values are in the table.",
    )


def _stage_lines(base: Any) -> tuple[Any, Any]:
    """A line and its points for each stage, told apart by colour and by dashes."""
    names = [name for _, name, _ in _BURN_STAGES]
    tints = [tint for _, _, tint in _BURN_STAGES]
    dashes = [[6, 3], [1, 0], [1, 0]]
    colour = alt.Color("stage:N", legend=None, scale=alt.Scale(domain=names, range=tints))
    dash = alt.StrokeDash("stage:N", legend=None, scale=alt.Scale(domain=names, range=dashes))
    return (
        base.encode(color=colour, strokeDash=dash).mark_line(
            interpolate="step-after", strokeWidth=2.5
        ),
        base.encode(color=colour).mark_point(filled=True, size=45),
    )


def _end_labels(ends: list[dict[str, Any]]) -> tuple[Any, Any]:
    """The last level of each stage in words, over a light shadow.

    Inside the plot and above its line, so that a narrow screen keeps its width for the lines.
    """
    over: dict[str, Any] = {"align": "right", "dx": -8, "dy": -9, "fontSize": 12}
    over["fontWeight"] = "bold"
    tags = alt.Chart(_values(apart(ends))).encode(x="day:T", y=alt.Y("at:Q"), text="text:N")
    return (
        tags.mark_text(**over, stroke="white", strokeWidth=4, strokeOpacity=0.85),
        tags.mark_text(**over, color=INK),
    )


def _levels(step: Step) -> list[dict[str, Any]]:
    found = []
    for key, name, _ in _BURN_STAGES:
        low, high = getattr(step, f"{key}_low"), getattr(step, f"{key}_high")
        if not spoken_for(step, key) or (not low and high is None):
            continue
        quantity = amount(low, high)
        # What is known only from above is drawn at its upper bound, with the mark in the label.
        drawn = quantity.low if quantity.low is not None else quantity.high
        found.append({
            "day": step.day.isoformat(),
            "stage": name,
            "low": float(drawn or 0),
            "high": float(high if high is not None else low or 0),
            "text": f"{name} {shown(quantity)}",
        })  # fmt: skip
    return found


def apart(ends: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Label places with room between them, in the order of their values."""
    top = max((row["high"] for row in ends), default=1.0) or 1.0
    floor = float("-inf")
    placed = []
    for row in sorted(ends, key=lambda row: row["low"]):
        floor = max(row["low"], floor + top * _LABEL_GAP)
        placed.append({**row, "at": floor})
    return placed


def place_dots(places: Sequence[PlaceTotal], outlines: Sequence[dict[str, Any]]) -> Picture:
    """A dot per oblast, as large as the number of records there; needs the centroids."""
    counts: dict[str, dict[str, Any]] = {}
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        row = counts.setdefault(place.place_code, {
            "label": place.label, "lat": float(place.latitude), "lon": float(place.longitude),
            "records": 0,
        })  # fmt: skip
        row["records"] += place.record_count
    dots = alt.Chart(_values(list(counts.values()))).encode(longitude="lon:Q", latitude="lat:Q")
    size = alt.Size("records:Q", legend=None, scale=alt.Scale(domainMin=0, range=[60, 700]))
    layers = [
        alt.Chart(_values(list(outlines))).mark_geoshape(
            fill="#F3F5F8", stroke="#8A929B", strokeWidth=1
        )
    ] if outlines else []  # fmt: skip
    layers += [
        dots.encode(size=size).mark_circle(color=DELIVERED, opacity=0.75, stroke=INSTALLED),
        dots.encode(text="records:Q").mark_text(fontWeight="bold", color=INK),
        dots.encode(text="label:N").mark_text(dy=22, fontSize=11, color=INK),
    ]
    told = ", ".join(f"{row['label']} {row['records']}" for row in counts.values())
    return Picture(
        _styled(alt.layer(*layers).project("mercator").properties(height=420)),
        f"Map with a dot for each oblast that a record names, by number of records: {told}. "
        "The same figures are in the table of places.",
    )


@cache
def outlines() -> tuple[dict[str, Any], ...]:
    """The outlines of data/shapes as GeoJSON features; none where the folder has no file."""
    found = sorted((data_folder() / "shapes").glob("*.geojson"))
    return tuple(
        feature
        for path in found
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
    )


def _values(rows: Sequence[dict[str, Any]]) -> Any:
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def _styled(chart: Any) -> Any:
    # The alternative text speaks for the whole; marks that each announce themselves without words
    # are noise to a screen reader, and a fault to axe.
    plain = chart.configure_mark(aria=False).configure_view(strokeWidth=0)
    return plain.configure_axis(
        labelColor=INK, titleColor=INK, gridColor=GRID, labelFontSize=12, titleFontSize=12,
        aria=False,
    )  # fmt: skip
