"""Dates as intervals, both days included, relative ones against the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from ledger.parse.lexicon import Lexicon
from ledger.parse.numbers import bare_number
from ledger.parse.scan import Hits, longest
from ledger.parse.tokens import Token

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class When:
    """A time at tokens [i, j); None on a side is open. `cue` is since, until, on or ""."""

    i: int
    j: int
    start: date | None
    end: date | None
    cue: str
    future: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    tokens: tuple[Token, ...]
    hits: Hits
    lexicon: Lexicon
    published: date | None

    def kind(self, i: int, *kinds: str) -> str | None:
        hit = longest(self.hits[i], *kinds) if 0 <= i < len(self.hits) else None
        return hit.value if hit else None

    def after(self, i: int, *kinds: str) -> int:
        hit = longest(self.hits[i], *kinds) if 0 <= i < len(self.hits) else None
        return hit.j if hit else i

    def number(self, i: int) -> int | None:
        text = self.tokens[i].text if 0 <= i < len(self.tokens) else ""
        return int(text) if text.isdigit() and len(text) <= 4 else None


def dates(
    tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon, published: date | None
) -> tuple[When, ...]:
    """All times of a sentence, left to right; a relative one without publication day is left out.

    A year stands only after a date word ("in 2023") or inside a longer date.
    """
    scene = _Scene(tokens, hits, lexicon, published)
    found: list[When] = []
    i = 0
    while i < len(tokens):
        when = _cued(scene, i) if _may_start(scene, i) else None
        if when is None:
            i += 1
            continue
        found.append(when)
        i = max(when.j, i + 1)
    return tuple(found)


_CUES = (
    ("date.as_of", "day"), ("date.since", "since"), ("date.until", "until"), ("date.on", "on"),
)  # fmt: skip


def _may_start(scene: _Scene, i: int) -> bool:
    """Whether a time can begin at token i: most tokens are passed over here."""
    here, text = scene.hits[i], scene.tokens[i].text
    return (
        "*date" in here
        or text[0].isdigit()
        or "*number" in here
        or "det" in here
        or ("-" in text and len(text) > 3)
    )


def _cued(scene: _Scene, i: int) -> When | None:
    """A time with the word before it: since, by, in."""
    for kind, cue in _CUES:
        hit = longest(scene.hits[i], kind)
        if hit is None:
            continue
        j = hit.j
        while j < len(scene.tokens) and scene.tokens[j].low in _articles(scene, j):
            j += 1
        when = _plain(scene, j, after_cue=True)
        if when is not None and hit.row == "date.on.between":
            when = _second(scene, when)
        if when is not None:
            return _bounded(scene, replace(when, i=i, cue=cue, rows=(hit.row, *when.rows)))
    return _plain(scene, i, after_cue=False)


def _second(scene: _Scene, first: When) -> When:
    """ "Between now and mid-January": both ends of a stretch."""
    if first.j + 1 < len(scene.tokens) and longest(scene.hits[first.j], "and"):
        last = _plain(scene, first.j + 1, after_cue=True)
        if last is not None and first.start and last.end and last.end >= first.start:
            return replace(first, j=last.j, end=last.end, future=last.future)
    return first


def _articles(scene: _Scene, j: int) -> tuple[str, ...]:
    hit = longest(scene.hits[j], "det", "prep")
    return (scene.tokens[j].low,) if hit and hit.j == j + 1 and _is_small(scene, j) else ()


def _is_small(scene: _Scene, j: int) -> bool:
    return longest(scene.hits[j], "date.relation", "date.day") is None


def _bounded(scene: _Scene, when: When) -> When:
    """Since opens the end, until opens the start; publication closes what reaches back to it."""
    published = scene.published
    if when.cue == "since":
        end = published if published and when.start and when.start <= published else None
        return replace(when, end=end)
    if when.cue == "until" and when.end:
        start = published if published and when.end >= published else None
        return replace(when, start=start)
    return when


def _plain(scene: _Scene, i: int, after_cue: bool) -> When | None:
    if i >= len(scene.tokens):
        return None
    for rule in (_numeric, _part, _day_month, _month_day, _quarter, _relative_day):
        when = rule(scene, i)
        if when is not None:
            return when
    for rule in (_relative_span, _ago, _weekday, _season):
        when = rule(scene, i) if scene.published else None
        if when is not None:
            return when
    return _month_or_year(scene, i, after_cue)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(scene: _Scene, i: int) -> When | None:
    """2023-03-31, 31.03.2023, 31/03/2023: tokens are joined again, for separators split them."""
    start = scene.tokens[i].start
    if not scene.tokens[i].text[0].isdigit():
        return None
    j, text = i, ""
    while j < len(scene.tokens) and j < i + 6 and scene.tokens[j].start == start + len(text):
        text += scene.tokens[j].text
        j += 1
        day = _numeric_day(scene, text)
        if day:
            return When(i, j, day, day, "")
    return None


def _numeric_day(scene: _Scene, text: str) -> date | None:
    iso, dotted = _ISO.fullmatch(text), _DOTTED.fullmatch(text)
    if iso:
        return _safe(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted:
        first, second = int(dotted[1]), int(dotted[3])
        if scene.lexicon.settings["date_order"] == "mdy" and dotted[2] == "/":
            first, second = second, first
        return _safe(int(dotted[4]), second, first)
    return None


def _month(scene: _Scene, i: int) -> int | None:
    value = scene.kind(i, "date.month")
    return int(value) if value and scene.tokens[i].upper else None


def _after_month(scene: _Scene, i: int) -> int:
    j = i + 1
    if j < len(scene.tokens) and scene.tokens[j].text == "." and len(scene.tokens[i].text) <= 4:
        j += 1
    return j


def _year_at(scene: _Scene, j: int) -> tuple[int | None, int]:
    """A year at token j, over a comma or "of"."""
    for skip in (0, 1):
        sign = skip == 0 or (j < len(scene.tokens) and _joins_year(scene, j))
        year = scene.number(j + skip) if sign else None
        if year is not None and 1900 <= year <= 2100:
            return year, j + skip + 1
    return None, j


def _joins_year(scene: _Scene, j: int) -> bool:
    return scene.tokens[j].text == "," or bool(scene.kind(j, "date.on") == "of")


def _nearest_year(scene: _Scene, month: int, day: int = 15) -> int | None:
    """The year that brings a month nearest to publication, the past one on a tie."""
    if scene.published is None:
        return None
    base = scene.published
    options = [d for y in (-1, 0, 1) if (d := _safe(base.year + y, month, min(day, 28)))]
    return min(options, key=lambda d: abs((d - base).days)).year


def _day_month(scene: _Scene, i: int) -> When | None:
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


def _dated(scene: _Scene, i: int, j: int, month: int, first: int, last: int) -> When | None:
    year, end = _year_at(scene, j)
    year = year or _nearest_year(scene, month, first)
    if year is None:
        return None
    start, stop = _safe(year, month, first), _safe(year, month, last)
    return When(i, end, start, stop, "") if start and stop else None


def _month_day(scene: _Scene, i: int) -> When | None:
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


def _month_or_year(scene: _Scene, i: int, after_cue: bool) -> When | None:
    month = _month(scene, i)
    if month is not None:
        year, j = _year_at(scene, _after_month(scene, i))
        if year is None and not after_cue:
            return None
        year = year or _nearest_year(scene, month)
        return _whole_month(i, j, year, month) if year else None
    year = scene.number(i)
    if year is None or not after_cue or not 1900 <= year <= 2100 or len(scene.tokens[i].text) != 4:
        return None
    return _years(scene, i, year)


def _years(scene: _Scene, i: int, year: int) -> When:
    """In 2021, in 2021 and 2022, in 2021-2022."""
    j, last = i + 1, year
    if j + 1 < len(scene.tokens) and (
        scene.kind(j, "qualifier") == "range" or longest(scene.hits[j], "and")
    ):
        second = scene.number(j + 1)
        if second and year < second <= 2100:
            last, j = second, j + 2
    return When(i, j, date(year, 1, 1), date(last, 12, 31), "")


def _whole_month(i: int, j: int, year: int, month: int) -> When:
    return When(i, j, date(year, month, 1), date(year, month, monthrange(year, month)[1]), "")


def _part(scene: _Scene, i: int) -> When | None:
    """Early, mid or late in a month or year; the end of something."""
    part = scene.kind(i, "date.part")
    compound = scene.tokens[i].low.partition("-")
    if part is None and compound[2]:
        return _mid_month(scene, i, compound[0], compound[2])
    if part is None:
        return None
    j = scene.after(i, "date.part")
    while j < len(scene.tokens) and (
        scene.tokens[j].text == "-" or scene.kind(j, "date.on") == "of" or _articles(scene, j)
    ):
        j += 1
    inner = _plain(scene, j, after_cue=True) or _bare_span(scene, j)
    if inner is None or inner.start is None or inner.end is None:
        return None
    start, end = _slice(part, inner.start, inner.end)
    return replace(inner, i=i, start=start, end=end)


def _bare_span(scene: _Scene, j: int) -> When | None:
    """ "The end of the year", "the end of summer": the current one."""
    span = scene.kind(j, "date.span")
    if span is None or scene.published is None:
        return None
    return _calendar(j, scene.after(j, "date.span"), scene.published, "this", span)


def _mid_month(scene: _Scene, i: int, part: str, name: str) -> When | None:
    """Mid-January, written as one word."""
    found = {e.kind: e.value for e in scene.lexicon.table.get((name,), ())}
    parts = {e.kind: e.value for e in scene.lexicon.table.get((part,), ())}
    if "date.month" not in found or "date.part" not in parts:
        return None
    month = int(found["date.month"])
    year, j = _year_at(scene, i + 1)
    year = year or _nearest_year(scene, month)
    if year is None:
        return None
    whole = _whole_month(i, j, year, month)
    if whole.start is None or whole.end is None:
        return None
    start, end = _slice(parts["date.part"], whole.start, whole.end)
    return replace(whole, start=start, end=end)


def _slice(part: str, start: date, end: date) -> tuple[date, date]:
    """A third for early, mid, late; the last day for end; halves."""
    days = (end - start).days + 1
    third = timedelta(days=days // 3)
    if part == "early":
        return start, start + third - timedelta(days=1)
    if part == "mid":
        return start + third, min(start + third + third, start + timedelta(days=14 + days // 40))
    if part == "late":
        return start + third + third, end
    if part == "end":
        return end, end
    if part == "whole":
        return start, end
    half = start + timedelta(days=days // 2 - 1)
    return (start, half) if part == "half1" else (half + timedelta(days=1), end)


def _quarter(scene: _Scene, i: int) -> When | None:
    value = scene.kind(i, "date.quarter")
    if value is None:
        return None
    j = scene.after(i, "date.quarter")
    year, end = _year_at(scene, j)
    year = year or (scene.published.year if scene.published else None)
    if year is None:
        return None
    last = int(value) * 3
    return When(i, end, date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), "")


def _relative_day(scene: _Scene, i: int) -> When | None:
    value = scene.kind(i, "date.day")
    if value is None or scene.published is None:
        return None
    day = scene.published + timedelta(days=int(value))
    return When(i, scene.after(i, "date.day"), day, day, "day", int(value) > 0)


def _weekday(scene: _Scene, i: int) -> When | None:
    value = scene.kind(i, "date.weekday")
    if value is None or scene.published is None or not scene.tokens[i].upper:
        return None
    back = (scene.published.weekday() - int(value)) % 7
    day = scene.published - timedelta(days=back)
    return When(i, scene.after(i, "date.weekday"), day, day, "day")


def _season(scene: _Scene, i: int) -> When | None:
    """This summer, last winter; a winter runs over the turn of the year."""
    relation = scene.kind(i, "date.relation")
    j = scene.after(i, "date.relation")
    first = scene.kind(j, "date.season") if j > i else None
    if j == i:
        first = scene.kind(i, "date.season")
    stated, stop = _year_at(scene, scene.after(j, "date.season"))
    if first is not None and stated is not None:
        start = date(stated, int(first), 1)
        return When(i, stop, start, _add_months(start, 3) - timedelta(days=1), "")
    if first is None or j == i or scene.published is None:
        return None
    year = scene.published.year
    start = date(year, int(first), 1)
    if relation == "last" and start >= scene.published:
        start = date(year - 1, int(first), 1)
    if relation == "next" and start <= scene.published:
        start = date(year + 1, int(first), 1)
    last = _add_months(start, 3) - timedelta(days=1)
    return When(i, scene.after(j, "date.season"), start, last, "", start > scene.published)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shift(day: date, count: int, span: str) -> date:
    size, unit = int(span[:-1]), span[-1]
    if unit == "d":
        return day + timedelta(days=max(1, count * size) if count > 0 else min(-1, count * size))
    return _add_months(day, count * size * (12 if unit == "y" else 1))


def _relative_span(scene: _Scene, i: int) -> When | None:
    """Next year, the past two weeks, the coming days."""
    article = longest(scene.hits[i], "det") is not None and not scene.kind(i, "date.relation")
    k = i + 1 if article else i
    before = i > 0 and longest(scene.hits[i - 1], "det") is not None
    relation = scene.kind(k, "date.relation")
    if relation is None or scene.published is None:
        return None
    j = scene.after(k, "date.relation")
    number = (
        bare_number(scene.tokens, scene.hits, j, scene.lexicon) if j < len(scene.tokens) else (None)
    )
    j = number.j if number else j
    span = scene.kind(j, "date.span")
    if span is None or (number and number.value > Decimal(500)):
        return None
    end = scene.after(j, "date.span")
    plural = end - j >= 1 and scene.tokens[end - 1].low != scene.kind(j, "date.span")
    return _spanned(scene, (i, end), relation, span, number.value if number else None,
                    article or before, plural)  # fmt: skip


def _spanned(
    scene: _Scene, at: tuple[int, int], relation: str, span: str,
    count: Decimal | None, article: bool, plural: bool,
) -> When | None:  # fmt: skip
    base = scene.published
    if base is None:
        return None
    i, j = at
    many = scene.tokens[j - 1].low in _plurals(scene, j - 1)
    if count is None and many:
        return When(i, j, base, None, "", True) if relation == "next" else None
    size = int(count or 1)
    if count is None and not article or relation == "this":
        return _calendar(i, j, base, relation, span)
    if relation == "next":
        return When(i, j, base, _shift(base, size, span), "", True)
    return When(i, j, _shift(base, -size, span), base, "past")


def _plurals(scene: _Scene, j: int) -> tuple[str, ...]:
    """The token itself when it is the longer spelling of a span word that also exists without s."""
    word = scene.tokens[j].low
    for plural, singular in scene.lexicon.endings:
        if plural != singular and word.endswith(plural):
            stem = word[: len(word) - len(plural)] + singular
            entries = scene.lexicon.table.get((stem,), ())
            return (word,) if any(e.kind == "date.span" for e in entries) else ()
    return ()


def _calendar(i: int, j: int, base: date, relation: str, span: str) -> When | None:
    """Whole weeks, months, quarters and years of the calendar."""
    step = {"next": 1, "last": -1, "this": 0}[relation]
    if span == "1y":
        year = base.year + step
        return When(i, j, date(year, 1, 1), date(year, 12, 31), "", step > 0)
    if span == "1m":
        first = _add_months(base.replace(day=1), step)
        return When(i, j, first, _add_months(first, 1) - timedelta(days=1), "", step > 0)
    if span == "3m":
        first = _add_months(date(base.year, (base.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return When(i, j, first, _add_months(first, 3) - timedelta(days=1), "", step > 0)
    if span == "7d":
        monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * step)
        return When(i, j, monday, monday + timedelta(days=6), "", step > 0)
    return When(i, j, base, _shift(base, 1, span), "", True) if step > 0 else None


def _ago(scene: _Scene, i: int) -> When | None:
    """Two weeks ago."""
    number = bare_number(scene.tokens, scene.hits, i, scene.lexicon)
    if number is None or scene.published is None or number.value > Decimal(500):
        return None
    span = scene.kind(number.j, "date.span")
    end = scene.after(number.j, "date.span")
    if span is None or scene.kind(end, "date.ago") is None or span == "0d":
        return None
    day = _shift(scene.published, -int(number.value), span)
    return When(i, scene.after(end, "date.ago"), day, day, "day")
