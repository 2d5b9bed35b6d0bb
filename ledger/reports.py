"""Named questions about the ledger, each one .sql file, answered as frozen rows.

The one door for the dashboard, the command line and exports. Every question takes a connection on
the published copy (`ledger.store.read`) and a lens. The lens is laid first: four temporary tables
hold the records, reports and lines at its moment, so that all answers to one lens agree. A
connection serves one question at a time. Knows nothing of pages, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ledger.lens import Lens
from ledger.report_rows import (
    AnnouncementRow,
    AnnouncementText,
    Event,
    Facet,
    Facts,
    Finding,
    Headline,
    Latest,
    Line,
    PlaceTotal,
    ReadClaim,
    Relaxable,
    Report,
    Step,
    Total,
    UnreadRow,
)
from ledger.sql import statement, statements

if TYPE_CHECKING:  # only the store may depend on the engine when the program runs
    from duckdb import DuckDBPyConnection as Reader

Row = TypeVar("Row")
_STEPS_MOST = 24
_FOREVER = datetime.max  # noqa: DTZ901  (the ledger keeps UTC without zone)


class Moment(NamedTuple):
    """When is looked at. `is_posted`: the lens names no time, so stored positions answer."""

    day: date
    known_utc: datetime
    is_posted: bool


def facts(con: Reader) -> Facts:
    """What this snapshot is, whatever the lens."""
    return _ask(con, "facts", Facts, {})[0]


def labels(con: Reader, lens: Lens) -> dict[tuple[str, str], str]:
    """(kind, code) -> name, for items, parties, places and units, whatever the lens."""
    return {(kind, code): name for kind, code, name in _fetch(con, "labels")}


def moment(con: Reader, lens: Lens) -> Moment:
    """The day and the time of knowledge that the lens means."""
    asked = {"as_of": lens.as_of, "known": lens.known}
    row = con.execute(statement("reports/moment"), asked).fetchone()
    assert row is not None  # the statement has no FROM: it always gives one row
    return Moment(*row)


def positions(
    con: Reader, lens: Lens, *, sort: str = "name", limit: int | None = None, offset: int = 0
) -> list[Line]:
    """The lines in the lens. `sort`: name, gap, late or busy; a limit of None is no limit."""
    lay(con, lens)
    return _ask(con, "lines", Line, {"sort": sort, "line": "", "limit": limit, "offset": offset})


def line(con: Reader, lens: Lens, line_id: str) -> Line | None:
    """One line at the lens's moment, whatever its filters; None where there is none."""
    lay(con, lens.times())
    found = _ask(con, "lines", Line, {"sort": "name", "line": line_id, "limit": 1, "offset": 0})
    return found[0] if found else None


def totals(con: Reader, lens: Lens, by: str) -> list[Total]:
    """Sums per unit over the lens, in groups: item, sector, donor, recipient or unit (no group)."""
    lay(con, lens)
    return _ask(con, "totals", Total, {"by": by})


def headline(con: Reader, lens: Lens) -> Headline:
    """The counts of the opening sentence."""
    lay(con, lens)
    return _ask(con, "headline", Headline, {})[0]


def relaxable(con: Reader, lens: Lens) -> list[Relaxable]:
    """Which one filter to leave out to see lines, and how many, the most first."""
    lay(con, lens)
    return _ask(con, "relaxable", Relaxable, {})


def facets(con: Reader, lens: Lens) -> list[Facet]:
    """The values each filter can take at the lens's moment, whatever its filters."""
    lay(con, lens)
    return _ask(con, "facets", Facet, {})


def places(con: Reader, lens: Lens) -> list[PlaceTotal]:
    """Delivered, installed and planned per oblast, minimum to maximum."""
    now = lay(con, lens)
    return _ask(con, "places", PlaceTotal, {"day": now.day, "known": now.known_utc})


def latest(con: Reader, lens: Lens, limit: int = 10) -> list[Latest]:
    """The newest records in the lens."""
    lay(con, lens)
    return _ask(con, "latest", Latest, {"limit": limit})


def findings(
    con: Reader, lens: Lens, *, line_id: str = "", limit: int | None = None
) -> list[Finding]:
    """What cannot be reconciled, errors first; `line_id` narrows to one line of the lens."""
    lay(con, lens)
    return _ask(con, "findings", Finding, {"line": line_id, "limit": limit})


def events(con: Reader, lens: Lens, line_id: str) -> list[Event]:
    """The records of one line, newest first."""
    now = lay(con, lens)
    asked = {"line": line_id, "day": now.day, "known": now.known_utc}
    return _ask(con, "line_records", Event, asked)


def reports(con: Reader, lens: Lens, line_id: str) -> list[Report]:
    """The claims behind the records of one line, with quotes and sources, oldest first."""
    lay(con, lens)
    return _ask(con, "line_reports", Report, {"line": line_id})


def burn_up(con: Reader, lens: Lens, line_id: str) -> list[Step]:
    """A line's levels on each day that a record of it names, up to the lens's day, in order.

    The levels are asked of `position_as_of` day by day, so that the curve ends where the position
    stands; of a line with more days than a chart can show, the newest are given.
    """
    now = lay(con, lens)
    days = sorted({one.on_date for one in events(con, lens, line_id)} | {now.day})
    steps = []
    for day in days[-_STEPS_MOST:]:
        asked = {"line": line_id, "day": day, "known": now.known_utc}
        row = con.execute(statement("reports/line_level"), asked).fetchone()
        if row is not None:
            steps.append(Step(day=day, **dict(zip(_columns(Step)[1:], row, strict=True))))
    return steps


def announcements(
    con: Reader, lens: Lens, *, q: str = "", limit: int = 50, offset: int = 0
) -> list[AnnouncementRow]:
    """The announcements with the words `q`, newest first, as known at the lens's time."""
    asked = {"q": q, "known": lens.known or _FOREVER, "limit": limit, "offset": offset}
    return _ask(con, "announcements", AnnouncementRow, asked)


def announcement(con: Reader, lens: Lens, announcement_id: str) -> AnnouncementText | None:
    """One announcement as received; None where there is none, or none was known then."""
    asked = {"announcement": announcement_id, "known": lens.known or _FOREVER}
    found = _ask(con, "announcement", AnnouncementText, asked)
    return found[0] if found else None


def announcement_claims(con: Reader, lens: Lens, announcement_id: str) -> list[ReadClaim]:
    """What stands read from one announcement, in the order of its text."""
    asked = {"announcement": announcement_id, "known": lens.known or _FOREVER}
    return _ask(con, "announcement_claims", ReadClaim, asked)


def announcement_problems(con: Reader, lens: Lens, announcement_id: str) -> list[UnreadRow]:
    """What could not be read in one announcement."""
    asked = {"announcement": announcement_id, "known": lens.known or _FOREVER}
    return _ask(con, "announcement_problems", UnreadRow, asked)


def lay(con: Reader, lens: Lens) -> Moment:
    """Make the temporary tables of the lens on this connection, unless they are there already."""
    now = moment(con, lens)
    times = {"day": now.day, "known": now.known_utc}
    mark = f"{now}"
    if _mark(con, "moment_mark") != mark:
        for name, text in statements("reports/frame"):
            if name != _LENS_STEP:
                posted = {"posted": now.is_posted} if "$posted" in text else {}
                asked = {**times, **posted}
                con.execute(text, {k: v for k, v in asked.items() if f"${k}" in text})
        _set_mark(con, "moment_mark", mark)
        _set_mark(con, "lens_mark", "")
    filters = {name: list(getattr(lens, name)) for name in _LENS_LISTS} | {"q": lens.q}
    if _mark(con, "lens_mark") != f"{filters}":
        con.execute(statement(f"reports/frame/{_LENS_STEP}"), filters)
        _set_mark(con, "lens_mark", f"{filters}")
    return now


_LENS_STEP = "40_lens_line"
_LENS_LISTS = ("donor", "item", "recipient", "place", "stage", "status")


def _mark(con: Reader, name: str) -> str:
    row = con.execute("select getvariable($name)", {"name": name}).fetchone()
    return str(row[0]) if row and row[0] is not None else ""


def _set_mark(con: Reader, name: str, value: str) -> None:
    con.execute(f"set variable {name} = $value", {"value": value})


def _fetch(con: Reader, name: str) -> list[tuple[str, ...]]:
    return con.execute(statement(f"reports/{name}")).fetchall()


@cache
def _columns(row_type: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_type))


def _ask(con: Reader, name: str, row_type: Callable[..., Row], asked: dict[str, Any]) -> list[Row]:
    """The rows of one report; columns that the row type does not name are left aside."""
    result = con.execute(statement(f"reports/{name}"), asked)
    at = {column[0]: place for place, column in enumerate(result.description or ())}
    picks = [(column, at[column]) for column in _columns(row_type)]
    return [row_type(**{c: row[i] for c, i in picks}) for row in result.fetchall()]
