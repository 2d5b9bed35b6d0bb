"""One line: its position, its events, the words behind them, and its levels over time.

What is derived for one line is derived from the claims of its account alone, in the connection's
own memory: accounts are independent, and deriving all of them for each day of a curve would take
seconds.
"""

from __future__ import annotations

from ledger.lens import Lens
from ledger.report_rows import Event, Line, Report, Step
from ledger.reports.asking import Reader, ask, columns
from ledger.reports.laying import lay
from ledger.sql import statement, statements

_STEPS_MOST = 16


def line(con: Reader, lens: Lens, line_id: str) -> Line | None:
    """One line at the lens's moment, whatever its filters; None where there is none."""
    lay(con, lens.times())
    asked = {"sort": "name", "line": line_id, "limit": 1, "offset": 0}
    found = ask(con, "lines", Line, asked)
    return found[0] if found else None


def events(con: Reader, lens: Lens, line_id: str) -> list[Event]:
    """The records of one line, newest first."""
    now = lay(con, lens)
    own = _own_memory(con, line_id)
    asked = {"line": line_id, "day": now.day, "known": now.known_utc}
    return ask(own, "line_records", Event, asked)


def reports(con: Reader, lens: Lens, line_id: str) -> list[Report]:
    """The claims behind the records of one line, with quotes and sources, oldest first."""
    lay(con, lens)
    return ask(con, "line_reports", Report, {"line": line_id})


def burn_up(con: Reader, lens: Lens, line_id: str) -> list[Step]:
    """A line's levels on each day that a record of it names, up to the lens's day, in order.

    The levels are asked of `position_as_of` day by day, so that the curve ends where the position
    stands; of a line with more days than a chart can show, the newest are given.
    """
    now = lay(con, lens)
    days = sorted({one.on_date for one in events(con, lens, line_id)} | {now.day})
    own = _own_memory(con, line_id)
    steps = []
    for day in days[-_STEPS_MOST:]:
        asked = {"line": line_id, "day": day, "known": now.known_utc}
        row = own.execute(statement("reports/line_level"), asked).fetchone()
        if row is not None:
            steps.append(Step(day=day, **dict(zip(columns(Step)[1:], row, strict=True))))
    return steps


def _own_memory(con: Reader, line_id: str) -> Reader:
    """A cursor on this connection's memory, which then holds the truth of one line only."""
    con.execute(statement("reports/line/10_truth"), {"line": line_id})
    con.execute(statement("reports/line/20_copy"))
    own = con.cursor()
    own.execute("use memory")
    for _, text in statements("views"):
        own.execute(text)
    return own
