"""Times written out: days, months, years, quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container
from datetime import date
from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hits, longest
from ledger.parse.tokens import Token

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


_DOTTED = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")


class When(NamedTuple):
    """A time at tokens [i, j); None on a side is open. `cue` is since, until, on or "".

    `event` holds the days of what is dated by name ("Russia's invasion"), see `day_of_event`.
    `yearless` is a day or month without its year: the nearest one was taken.
    """

    i: int
    j: int
    start: date | None
    end: date | None
    cue: str
    future: bool = False
    rows: tuple[str, ...] = ()
    event: str = ""
    yearless: bool = False


class DateScene(NamedTuple):
    """The tokens of a sentence with what dates need to know."""

    tokens: tuple[Token, ...]
    hits: Hits
    lexicon: Lexicon
    published: date | None

    def kind(self, i: int, *kinds: str) -> str | None:
        """The value of the longest hit of some kinds at token i."""
        hit = longest(self.hits[i], *kinds) if 0 <= i < len(self.hits) else None
        return hit.value if hit else None

    def after(self, i: int, *kinds: str) -> int:
        """The token after the longest hit of some kinds at token i, else i."""
        hit = longest(self.hits[i], *kinds) if 0 <= i < len(self.hits) else None
        return hit.j if hit else i

    def number(self, i: int) -> int | None:
        """The whole number of up to four digits at token i."""
        text = self.tokens[i].text if 0 <= i < len(self.tokens) else ""
        return int(text) if text.isdecimal() and len(text) <= 4 else None


def named_event(scene: DateScene, i: int) -> When | None:
    """As in "since the full-scale invasion": which day that was is known by whom it is about."""
    hit = longest(scene.hits[i], "date.event")
    return When(i, hit.j, None, None, "", event=hit.value) if hit else None


def day_of_event(event: str, states: Container[str]) -> date | None:
    """The day of an event by the state that it struck: "2022-02-24 UKR; 2023-04-15 SDN"."""
    for day in event.split(";"):
        when, _, state = day.strip().partition(" ")
        if not state or state in states:
            return date.fromisoformat(when)
    return None


def a_year_on(day: date) -> date:
    """The same day of the next year; of a leap day the last of February."""
    return _safe(day.year + 1, day.month, day.day) or date(day.year + 1, 2, 28)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def numeric_day(scene: DateScene, i: int) -> When | None:
    """2023-03-31, 31.03.2023, 31/03/2023: tokens are joined again, for separators split them."""
    start = scene.tokens[i].start
    if not scene.tokens[i].text[0].isdecimal():
        return None
    j, text = i, ""
    while j < len(scene.tokens) and j < i + 6 and scene.tokens[j].start == start + len(text):
        text += scene.tokens[j].text
        j += 1
        day = _numeric_day(scene, text)
        if day:
            return When(i, j, day, day, "")
    return None


def _numeric_day(scene: DateScene, text: str) -> date | None:
    iso, dotted = _ISO.fullmatch(text), _DOTTED.fullmatch(text)
    if iso:
        return _safe(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted:
        first, second = int(dotted[1]), int(dotted[3])
        if scene.lexicon.settings["date_order"] == "mdy" and dotted[2] == "/":
            first, second = second, first
        return _safe(int(dotted[4]), second, first)
    return None


def _month(scene: DateScene, i: int) -> int | None:
    value = scene.kind(i, "date.month")
    return int(value) if value else None


def _after_month(scene: DateScene, i: int) -> int:
    j = i + 1
    short = scene.tokens[i].low in scene.lexicon.abbreviations
    if short and j < len(scene.tokens) and scene.tokens[j].text == ".":
        j += 1
    return j


def year_at(scene: DateScene, j: int) -> tuple[int | None, int]:
    """A year at token j, over a comma or "of"."""
    for skip in (0, 1):
        sign = skip == 0 or (j < len(scene.tokens) and _joins_year(scene, j))
        year = scene.number(j + skip) if sign else None
        if year is not None and 1900 <= year <= 2100:
            return year, j + skip + 1
    return None, j


def _joins_year(scene: DateScene, j: int) -> bool:
    return scene.tokens[j].text == "," or bool(scene.kind(j, "date.on") == "of")


def nearest_year(scene: DateScene, month: int, day: int = 15) -> int | None:
    """The year that brings a month nearest to publication, the past one on a tie."""
    if scene.published is None:
        return None
    base = scene.published
    options = [d for y in (-1, 0, 1) if (d := _safe(base.year + y, month, min(day, 28)))]
    return min(options, key=lambda d: abs((d - base).days)).year


def day_and_month(scene: DateScene, i: int) -> When | None:
    """3 May 2023, 3rd of May, 3-5 May."""
    first = scene.number(i)
    if first is None or not 1 <= first <= 31:
        return None
    j = scene.after(i + 1, "number.ordinal_suffix")
    last = first
    if j + 1 < len(scene.tokens) and scene.kind(j, "qualifier") == "range":
        second = scene.number(j + 1)
        if second and first < second <= 31:
            last, j = second, scene.after(j + 2, "number.ordinal_suffix")
    if j < len(scene.tokens) and scene.kind(j, "date.on") == "of":
        j += 1
    month = _month(scene, j) if j < len(scene.tokens) else None
    if month is None:
        return None
    return _dated(scene, i, _after_month(scene, j), month, first, last)


def _dated(scene: DateScene, i: int, j: int, month: int, first: int, last: int) -> When | None:
    stated, end = year_at(scene, j)
    year = stated or nearest_year(scene, month, first)
    if year is None:
        return None
    start, stop = _safe(year, month, first), _safe(year, month, last)
    return When(i, end, start, stop, "", yearless=stated is None) if start and stop else None


def month_and_day(scene: DateScene, i: int) -> When | None:
    """May 3, 2023 and May 3-5."""
    month = _month(scene, i)
    if month is None:
        return None
    j = _after_month(scene, i)
    first = scene.number(j)
    if first is None or not 1 <= first <= 31:
        return None
    j = scene.after(j + 1, "number.ordinal_suffix")
    last = first
    if j + 1 < len(scene.tokens) and scene.kind(j, "qualifier") == "range":
        second = scene.number(j + 1)
        if second and first < second <= 31:
            last, j = second, j + 2
    return _dated(scene, i, j, month, first, last)


def month_or_year(scene: DateScene, i: int, after_cue: bool) -> When | None:
    """A month or a year alone: only after a word for time, unless a year follows the month."""
    month = _month(scene, i)
    if month is not None:
        year, j = year_at(scene, _after_month(scene, i))
        if year is None and not after_cue:
            return None
        near = year or nearest_year(scene, month)
        if near is None:
            return None
        return whole_month(i, j, near, month)._replace(yearless=year is None)
    year = scene.number(i)
    if year is None or not after_cue or not 1900 <= year <= 2100 or len(scene.tokens[i].text) != 4:
        return None
    return _years(scene, i, year)


def _years(scene: DateScene, i: int, year: int) -> When:
    """In 2021, in 2021 and 2022, in 2021-2022."""
    j, last = i + 1, year
    if j + 1 < len(scene.tokens) and (
        scene.kind(j, "qualifier") == "range" or longest(scene.hits[j], "and")
    ):
        second = scene.number(j + 1)
        if second and year < second <= 2100:
            last, j = second, j + 2
    return When(i, j, date(year, 1, 1), date(last, 12, 31), "")


def whole_month(i: int, j: int, year: int, month: int) -> When:
    """All days of a month, at tokens [i, j)."""
    return When(i, j, date(year, month, 1), date(year, month, monthrange(year, month)[1]), "")


def quarter_year(scene: DateScene, i: int) -> When | None:
    """The first quarter of 2024, Q3."""
    value = scene.kind(i, "date.quarter")
    if value is None:
        return None
    j = scene.after(i, "date.quarter")
    year, end = year_at(scene, j)
    year = year or (scene.published.year if scene.published else None)
    if year is None:
        return None
    last = int(value) * 3
    return When(i, end, date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), "")
