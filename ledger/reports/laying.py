"""The moment and the lens, laid on a connection as temporary tables that every report reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from ledger.lens import LISTS, Lens
from ledger.reports.asking import Reader
from ledger.sql import statement


class Moment(NamedTuple):
    """When is looked at.

    Attributes:
        is_posted: the lens names no time, so the stored positions answer.
    """

    day: date
    known_utc: datetime
    is_posted: bool


def moment(con: Reader, lens: Lens) -> Moment:
    """The day and the time of knowledge that the lens means."""
    asked = {"as_of": lens.as_of, "known": lens.known}
    row = con.execute(statement("reports/moment"), asked).fetchone()
    assert row is not None  # the statement has no FROM: it always gives one row
    return Moment(*row)


def lay(con: Reader, lens: Lens) -> Moment:
    """Make the temporary tables of the lens on this connection, unless they are there already."""
    now = moment(con, lens)
    if _mark(con, "moment_mark") != str(now):
        _lay_moment(con, now, is_stored=lens.known is None)
        _set_mark(con, "moment_mark", str(now))
        _set_mark(con, "lens_mark", "")
    filters = {name: list(getattr(lens, name)) for name in LISTS} | {"q": lens.q}
    if _mark(con, "lens_mark") != str(filters):
        con.execute(statement("reports/frame/lens_line"), filters)
        _set_mark(con, "lens_mark", str(filters))
    return now


def _lay_moment(con: Reader, now: Moment, *, is_stored: bool) -> None:
    lay_policy(con, None if is_stored else now.known_utc)
    records = "stored" if is_stored else "derived"
    positions = "stored" if now.is_posted else "derived"
    asked = {"day": now.day, "known": now.known_utc}
    for name in (
        f"{records}/at_record",
        f"{records}/at_report",
        f"{positions}/at_position",
        "at_line",
    ):
        text = statement(f"reports/frame/{name}")
        con.execute(text, {key: value for key, value in asked.items() if f"${key}" in text})


def lay_policy(con: Reader, known_utc: datetime | None) -> None:
    """Answer by the policy that stood at a time of knowledge; None is the posted one."""
    con.execute(statement("reports/frame/forget_policy"))
    if known_utc is not None:
        con.execute(statement("reports/frame/policy"), {"known": known_utc})


def _mark(con: Reader, name: str) -> str:
    row = con.execute("select getvariable($name)", {"name": name}).fetchone()
    return str(row[0]) if row and row[0] is not None else ""


def _set_mark(con: Reader, name: str, value: str) -> None:
    con.execute(f"set variable {name} = $value", {"value": value})
