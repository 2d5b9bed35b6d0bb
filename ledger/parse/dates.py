"""Dates as intervals, both days included, relative ones against the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ledger.parse.calendar_days import (
    bare_span,
    day_word,
    days_ago,
    relative_span,
    season_span,
    weekday_before,
)
from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hits, longest
from ledger.parse.tokens import Token
from ledger.parse.written_days import (
    DateScene,
    When,
    day_and_month,
    month_and_day,
    month_or_year,
    named_event,
    nearest_year,
    numeric_day,
    quarter_year,
    whole_month,
    year_at,
)

Rule = Callable[[DateScene, int], When | None]


def dates(
    tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon, published: date | None
) -> tuple[When, ...]:
    """All times of a sentence, left to right; a relative one without publication day is left out.

    A year stands only after a date word ("in 2023") or inside a longer date.
    """
    scene = DateScene(tokens, hits, lexicon, published)
    found: list[When] = []
    reach = 0
    for i, here in enumerate(hits):
        if i < reach or not ("*date" in here or _may_start(scene, i)):
            continue
        when = _cued(scene, i)
        if when is not None:
            found.append(when)
            reach = max(when.j, i + 1)
    return tuple(found)


_CUES = (
    ("date.as_of", "day"), ("date.since", "since"), ("date.until", "until"), ("date.on", "on"),
)  # fmt: skip


def _may_start(scene: DateScene, i: int) -> bool:
    """Whether a time can begin at token i without a date word: most tokens are passed over."""
    here, text = scene.hits[i], scene.tokens[i].text
    if text[0].isdecimal() or "*number" in here or "det" in here:
        near = scene.hits[i + 1 : i + 4]
        return any("*date" in h for h in near) or _glued_digits(scene, i)
    return "-" in text and len(text) > 3


def _glued_digits(scene: DateScene, i: int) -> bool:
    """Numbers joined by signs, as in 31/03/2023."""
    tokens = scene.tokens
    glued = i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start
    return glued or "." in tokens[i].text


def _cued(scene: DateScene, i: int) -> When | None:
    """A time with the word before it: since, by, in."""
    here = scene.hits[i]
    for kind, cue in _CUES if "*date" in here else ():
        hit = here.get(kind)
        if hit is None:
            continue
        j = hit.j
        while j < len(scene.tokens) and scene.tokens[j].low in _articles(scene, j):
            j += 1
        when = _plain(scene, j, after_cue=True)
        if when is not None and hit.value == "between":
            when = _second(scene, when)
        if when is not None:
            return _bounded(scene, when._replace(i=i, cue=cue, rows=(hit.row, *when.rows)))
    return _plain(scene, i, after_cue=False)


def _second(scene: DateScene, first: When) -> When:
    """As in "Between now and mid-January": both ends of a stretch."""
    if first.j + 1 < len(scene.tokens) and longest(scene.hits[first.j], "and"):
        last = _plain(scene, first.j + 1, after_cue=True)
        if last is not None and first.start and last.end and last.end >= first.start:
            return first._replace(j=last.j, end=last.end, future=last.future)
    return first


def _articles(scene: DateScene, j: int) -> tuple[str, ...]:
    hit = longest(scene.hits[j], "det", "prep")
    return (scene.tokens[j].low,) if hit and hit.j == j + 1 and _is_small(scene, j) else ()


def _is_small(scene: DateScene, j: int) -> bool:
    return longest(scene.hits[j], "date.relation", "date.day") is None


def _bounded(scene: DateScene, when: When) -> When:
    """Since opens the end, until opens the start; publication closes what reaches back to it."""
    published = scene.published
    if when.cue == "since":
        end = published if published and when.start and when.start <= published else None
        return when._replace(end=end)
    if when.cue == "until" and when.end:
        start = published if published and when.end >= published else None
        return when._replace(start=start)
    return when


def _plain(scene: DateScene, i: int, after_cue: bool) -> When | None:
    if i >= len(scene.tokens):
        return None
    text = scene.tokens[i].text
    signs = {*scene.hits[i], "0" if text[0].isdecimal() else "", "-" if "-" in text else ""}
    for rule, opens in _RULES if scene.published else _ABSOLUTE:
        when = None if signs.isdisjoint(opens) else rule(scene, i)
        if when is not None:
            return when
    return month_or_year(scene, i, after_cue)


def _part(scene: DateScene, i: int) -> When | None:
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
    inner = _plain(scene, j, after_cue=True) or bare_span(scene, j)
    if inner is None or inner.start is None or inner.end is None:
        return None
    start, end = _slice(part, inner.start, inner.end)
    return inner._replace(i=i, start=start, end=end)


def _mid_month(scene: DateScene, i: int, part: str, name: str) -> When | None:
    """Mid-January, written as one word."""
    found = {e.kind: e.value for e in scene.lexicon.table.get((name,), ())}
    parts = {e.kind: e.value for e in scene.lexicon.table.get((part,), ())}
    if "date.month" not in found or "date.part" not in parts:
        return None
    month = int(found["date.month"])
    year, j = year_at(scene, i + 1)
    year = year or nearest_year(scene, month)
    if year is None:
        return None
    whole = whole_month(i, j, year, month)
    if whole.start is None or whole.end is None:
        return None
    start, end = _slice(parts["date.part"], whole.start, whole.end)
    return whole._replace(start=start, end=end)


# Each rule with what its first token must be; "0" stands for digits, "-" for a hyphen inside.
_ABSOLUTE: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (numeric_day, ("0",)), (_part, ("date.part", "-")), (day_and_month, ("0",)),
    (month_and_day, ("date.month",)), (quarter_year, ("date.quarter",)), (day_word, ("date.day",)),
    (named_event, ("date.event",)),
)  # fmt: skip


_RULES = (
    *_ABSOLUTE, (relative_span, ("det", "date.relation")), (days_ago, ("0", "*number", "-")),
    (weekday_before, ("date.weekday",)), (season_span, ("date.relation", "date.season")),
)  # fmt: skip


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
