"""Publication dates of a file: one cell to a day, or the reason why not. No guessing.

Months have their English names, in full or cut short, and those of the languages that are read.
"""

import csv
import re
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from validation.datafiles import data_folder, languages

__all__ = ["Ambiguous", "DateOrder", "month_number", "read_day"]

DateOrder = Literal["", "dmy", "mdy"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(
    r"""(\d{4}) [-/.] (\d{1,2}) [-/.] (\d{1,2})   # year, month, day
        (?: [T\ ] \d{1,2} : \d{2} .* )?          # a time of day is let go
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(r"(\d{1,2}) ([./-]) (\d{1,2}) \2 (\d{4})", re.VERBOSE)
_DAY_FIRST = re.compile(
    r"""(?: [^\W\d_]+ ,? \s+ )?                  # Friday,
        (\d{1,2}) (?: st | nd | rd | th | [.] )? [\s-]+
        ([^\W\d_]{3,12}) [.]? ,? [\s-]+
        (\d{4}) (?: \s+ р [.]? )?               # 12 травня 2023 р.
    """,
    re.VERBOSE,
)
_MONTH_FIRST = re.compile(
    r"""(?: [^\W\d_]+ ,? \s+ )?
        ([^\W\d_]{3,12}) [.]? \s+
        (\d{1,2}) (?: st | nd | rd | th )? ,? \s+
        (\d{4})
    """,
    re.VERBOSE,
)


_YEARS = range(1900, 2200)  # "next year" must stay a date, and 9999 stands for "unknown" in files


class Ambiguous(NamedTuple):
    """A date that two orders read differently."""

    first: date
    second: date


def read_day(text: str, order: DateOrder = "") -> date | Ambiguous | None:
    """The day that a cell names; None if it names none.

    Args:
        text: not empty.
        order: of day and month in 03/04/2025, if the user has stated it. Dots mean day first.

    >>> read_day("2022-12-30")
    datetime.date(2022, 12, 30)
    >>> read_day("30 December 2022") == read_day("Dec. 30, 2022") == read_day("30.12.2022")
    True
    >>> read_day("31 June 2025") is None
    True
    >>> read_day("9999-12-31") is None
    True
    >>> read_day("03/04/2025")
    Ambiguous(first=datetime.date(2025, 4, 3), second=datetime.date(2025, 3, 4))
    >>> read_day("03/04/2025", "mdy")
    datetime.date(2025, 3, 4)
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _ordered(found[1], found[3], found[4], "dmy" if found[2] == "." else order)
    if found := _DAY_FIRST.fullmatch(text):
        return _named(found[1], found[2], found[3])
    if found := _MONTH_FIRST.fullmatch(text):
        return _named(found[2], found[1], found[3])
    return None


def _ordered(one: str, two: str, year: str, order: DateOrder) -> date | Ambiguous | None:
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    if order:
        return day_first if order == "dmy" else month_first
    if day_first and month_first and day_first != month_first:
        return Ambiguous(day_first, month_first)
    return day_first or month_first


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or the beginning of it, or its name in another language.

    0 for anything else, and for what two languages mean otherwise.

    >>> month_number("Sept"), month_number("Ma"), month_number("Mai"), month_number("травня")
    (9, 0, 5, 5)
    """
    low = name.lower()
    matches = [i for i, month in enumerate(_MONTHS, 1) if month.startswith(low)]
    return matches[0] if len(matches) == 1 else _spoken_months().get(low, 0)


@cache
def _spoken_months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in sorted(languages()):
        path = data_folder() / "lang" / language / "dates.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["kind"] == "month":
                    name, month = row["phrase"].lower(), int(row["value"])
                    found[name] = month if found.setdefault(name, month) == month else 0
    return found


def _named(day: str, month: str, year: str) -> date | None:
    return _day(year, str(month_number(month)), day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None
