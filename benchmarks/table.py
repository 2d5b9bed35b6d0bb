"""Figures laid out as a plain table, and the same as Markdown."""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.measure import Timing, ratio

HEADER = ("what", "figure", "unit", "best", "worst", "against", "ratio")


class Figure(NamedTuple):
    """One measured figure.

    Attributes:
        what: in plain words.
        value: the median where there were several runs; None where it could not be measured.
        unit: of value, best and worst.
        best, worst: of the runs; None where there was one.
        against: the peer or floor of the same run.
        ratio: how many times better than the peer, or how many times the floor.
        note: why there is no value.
        is_share: the ratio is a part of a whole, shown in percent.
    """

    what: str
    value: float | None
    unit: str
    best: float | None = None
    worst: float | None = None
    against: str = ""
    ratio: float | None = None
    note: str = ""
    is_share: bool = False


class Table(NamedTuple):
    """One subject: figures and the sentences without which they mislead."""

    title: str
    figures: Sequence[Figure]
    notes: Sequence[str] = ()


def spent(
    what: str, timing: Timing, *, unit: str = "s", floor: tuple[str, float] | None = None
) -> Figure:
    """A duration, in s or ms; with a floor, how many times the floor's median it takes."""
    scale = 1000 if unit == "ms" else 1
    several = len(timing.seconds) > 1
    return Figure(
        what,
        timing.median * scale,
        unit,
        timing.best * scale if several else None,
        timing.worst * scale if several else None,
        floor[0] if floor else "",
        ratio(timing.median, floor[1]) if floor else None,
    )


def rate(what: str, amount: float, unit: str, timing: Timing) -> Figure:
    """An amount a second; the best run is the one with the most."""
    several = len(timing.seconds) > 1
    return Figure(
        what,
        amount / timing.median,
        unit,
        amount / timing.best if several else None,
        amount / timing.worst if several else None,
    )


def plain(table: Table) -> str:
    """For a terminal: numbers to the right, words to the left."""
    rows = [HEADER, *(_cells(figure) for figure in table.figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    lines = [table.title, *(_line(row, widths) for row in rows), *table.notes]
    return "\n".join(line.rstrip() for line in lines)


def markdown(table: Table) -> str:
    """For a page."""
    rule = ["---" if i in _WORDS else "---:" for i in range(len(HEADER))]
    rows = [HEADER, rule, *(_cells(figure) for figure in table.figures)]
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*body, "", *(f"- {note}" for note in table.notes)]).rstrip() + "\n"


_WORDS = (0, 2, 5)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.ljust(width) if i in _WORDS else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells)


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        number(figure.value) if figure.value is not None else "-",
        figure.unit if figure.value is not None else figure.note,
        *(number(one) if one is not None else "" for one in (figure.best, figure.worst)),
        figure.against,
        _ratio(figure),
    )


def _ratio(figure: Figure) -> str:
    if figure.ratio is None:
        return ""
    return f"{figure.ratio:.1%}" if figure.is_share else f"{number(figure.ratio)} x"


def number(value: float) -> str:
    """Three figures that count, and no fewer than all before the point.

    >>> number(12345.6), number(41.26), number(0.0648), number(0)
    ('12,346', '41.3', '0.0648', '0')
    """
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".")
