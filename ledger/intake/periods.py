"""Dates in cells of records: one cell to the first and last day that it names. No guessing.

Both days are included; None is open or not stated. A month or a year is all of its days. What day
and month can be exchanged in is `Ambiguous`, and the user is asked.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

from ledger.intake.dates import Ambiguous, DateOrder, month_number, read_day
from ledger.intake.words import words_of

__all__ = ["Period", "read_period"]


class Period(NamedTuple):
    """The days that a cell names, both included; None on either side is open."""

    first: date | None
    last: date | None


_TWO = re.compile(r"(?:between\s+)?(.+?)\s+(?:-|–|—|to|and|&|until)\s+(.+)", re.IGNORECASE)
_YEARS_OF = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_UNTIL = re.compile(r"(?:until|till|up\ to|by|before|no\ later\ than)\s+(.+)", re.I | re.X)
_SINCE = re.compile(r"(?:since|from|after|as\ of|starting)\s+(.+)", re.I | re.X)
_END_OF = re.compile(r"^(?:the\s+)?end\s+of\s+(?:the\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4}|\d{2})")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,12})[.]?,?[\s-]+(\d{4})(?:\s+р[.]?)?")
_QUARTER = re.compile(r"(?:Q([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*Q([1-4]))", re.IGNORECASE)
_SHORT = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2})")  # 3/4/22
_YEARS = range(1900, 2200)


def read_period(text: str, order: DateOrder = "") -> Period | Ambiguous | None:
    """The days that a cell names; None if it cannot be read.

    Args:
        text: not empty.
        order: of day and month in 03/04/2025, if it has been stated.

    >>> read_period("2022-03-01 00:00:00")
    Period(first=datetime.date(2022, 3, 1), last=datetime.date(2022, 3, 1))
    >>> read_period("March 2022") == read_period("2022-03") == read_period("03/2022")
    True
    >>> read_period("until 7/27/2022")
    Period(first=None, last=datetime.date(2022, 7, 27))
    >>> read_period("between 3/4/22 & 3/11/22", "mdy")
    Period(first=datetime.date(2022, 3, 4), last=datetime.date(2022, 3, 11))
    >>> read_period("2022-2023") == read_period("2022; 2023") == read_period("2022 to 2023")
    True
    >>> read_period("undisclosed")
    Period(first=None, last=None)
    >>> read_period("31 June 2025") is None
    True
    """
    text = " ".join(text.split())
    if text.lower() in words_of("unknown"):
        return Period(None, None)
    found = _single(_END_OF.sub("", text), order)
    if found is not None:
        return found
    for pattern, side in ((_UNTIL, "last"), (_SINCE, "first")):
        if match := pattern.fullmatch(text):
            return _one_side(_single(_END_OF.sub("", match[1]), order), side)
    if match := _TWO.fullmatch(text) or _YEARS_OF.fullmatch(text):
        return _joined(_single(match[1], order), _single(match[2], order))
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > 1 and all(parts):  # deliveries of 2022; 2023
        return _joined(_single(parts[0], order), _single(parts[-1], order))
    return None


def _one_side(found: Period | Ambiguous | None, side: str) -> Period | Ambiguous | None:
    if found is None or isinstance(found, Ambiguous):
        return found
    return Period(None, found.last) if side == "last" else Period(found.first, None)


def _joined(
    one: Period | Ambiguous | None, two: Period | Ambiguous | None
) -> Period | Ambiguous | None:
    for found in (one, two):
        if found is None or isinstance(found, Ambiguous):
            return found
    assert isinstance(one, Period) and isinstance(two, Period)
    in_order = one.first is None or two.last is None or one.first <= two.last
    return Period(one.first, two.last) if in_order else None


def _single(text: str, order: DateOrder) -> Period | Ambiguous | None:
    if match := _SHORT.fullmatch(text):
        text = f"{match[1]}{match[2]}{match[3]}{match[2]}20{match[4]}"
    day = read_day(text, order)
    if isinstance(day, Ambiguous):
        return day
    return Period(day, day) if day else _longer(text)


def _longer(text: str) -> Period | None:
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    if match := _YEAR_MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _MONTH_YEAR.fullmatch(text):
        year = int(match[2])
        # 04/22 can only be a month of a year where 22 is no month; 04/05 stays unread.
        year = year if len(match[2]) == 4 else 2000 + year if year > 12 else 0
        return _months(year, int(match[1]), int(match[1]))
    if match := _NAMED_MONTH.fullmatch(text):
        month = month_number(match[1])
        return _months(int(match[2]), month, month)
    if match := _QUARTER.fullmatch(text):
        quarter, year = int(match[1] or match[4]), int(match[2] or match[3])
        return _months(year, quarter * 3 - 2, quarter * 3)
    return None


def _months(year: int, first: int, last: int) -> Period | None:
    if year not in _YEARS or not 1 <= first <= last <= 12:
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
