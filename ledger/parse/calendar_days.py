"""Times that need the day of publication: next year, two weeks ago, on Monday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from ledger.parse.numbers import bare_number
from ledger.parse.scan import longest
from ledger.parse.written_days import DateScene, When, year_at


def bare_span(scene: DateScene, j: int) -> When | None:
    """As in "The end of the year", "the end of summer": the current one."""
    span = scene.kind(j, "date.span")
    if span is None or scene.published is None:
        return None
    return _calendar(j, scene.after(j, "date.span"), scene.published, "this", span)


def day_word(scene: DateScene, i: int) -> When | None:
    """Today, yesterday, tomorrow."""
    value = scene.kind(i, "date.day")
    if value is None or scene.published is None:
        return None
    day = scene.published + timedelta(days=int(value))
    return When(i, scene.after(i, "date.day"), day, day, "day", int(value) > 0)


def weekday_before(scene: DateScene, i: int) -> When | None:
    """A weekday: the last one up to publication."""
    value = scene.kind(i, "date.weekday")
    if value is None or scene.published is None:
        return None
    back = (scene.published.weekday() - int(value)) % 7
    day = scene.published - timedelta(days=back)
    return When(i, scene.after(i, "date.weekday"), day, day, "day")


def season_span(scene: DateScene, i: int) -> When | None:
    """This summer, last winter; a winter runs over the turn of the year."""
    relation = scene.kind(i, "date.relation")
    j = scene.after(i, "date.relation")
    first = scene.kind(j, "date.season") if j > i else None
    if j == i:
        first = scene.kind(i, "date.season")
    stated, stop = year_at(scene, scene.after(j, "date.season"))
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


def relative_span(scene: DateScene, i: int) -> When | None:
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
    scene: DateScene, at: tuple[int, int], relation: str, span: str,
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


def _plurals(scene: DateScene, j: int) -> tuple[str, ...]:
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


def days_ago(scene: DateScene, i: int) -> When | None:
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
