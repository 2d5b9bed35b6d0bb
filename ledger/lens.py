"""The lens: which part of the ledger is looked at, as of which day and as known at which time.

One set of keys for every page, the command line and links. Values are stable codes, never labels.
Defaults stay out of the query, so that the shortest link is the home page. Knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, NamedTuple
from urllib.parse import urlencode

NOBODY = "-"  # a donor, recipient or item that no source names, as a value of its filter
LISTS = ("donor", "item", "recipient", "place", "stage", "status")
STAGES = ("pledged", "shipped", "delivered", "installed")
STATUSES = (
    "overdue", "waiting", "transit", "partly", "fulfilled", "ended", "unpledged", "unstated",
    "disputed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lens:
    """What is looked at. An empty list means all.

    Attributes:
        donor: codes of parties, or names that no vocabulary has; a joint line matches if any of its
            donors is named, or all of them as they act jointly, `DEU+NLD`.
        item: item codes, or `unlisted:` and the words; a code stands for its descendants too.
        recipient: codes of parties, as for donor.
        place: ISO 3166-2 codes; a line matches if any record of it names one of them.
        stage: stages of which the line has at least one report (STAGES).
        status: states of a line, any of which matches (STATUSES).
        as_of: the day in the world, included; None is the day for which the ledger was posted.
        known: UTC time of knowledge; None is everything that the ledger knows.
        q: words that occur in the line's item, parties or quotes, without regard to case.
    """

    donor: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    as_of: date | None = None
    known: datetime | None = None
    q: str = ""

    def is_everything(self) -> bool:
        """Whether no filter is set (dates are no filters)."""
        return not self.q and not any(getattr(self, name) for name in LISTS)

    def times(self) -> Lens:
        """The same moment with no filter."""
        return Lens(as_of=self.as_of, known=self.known)

    def without(self, name: str, value: str = "") -> Lens:
        """The same lens with one filter relaxed, or with one value of it taken out."""
        if name in LISTS:
            kept: Any = tuple(one for one in getattr(self, name) if value and one != value)
        else:
            kept = {field.name: field.default for field in fields(self)}[name]
        return replace(self, **{name: kept})


class LensProblem(NamedTuple):
    """A parameter of a link that cannot be followed.

    Attributes:
        name: the key, as in the link.
        value: what the link asks for.
        expected: what would have been understood.
    """

    name: str
    value: str
    expected: str


def known_time(text: str) -> datetime:
    """A time of knowledge: a day means its end, UTC. Raises ValueError.

    >>> known_time("2026-11-20")
    datetime.datetime(2026, 11, 20, 23, 59, 59, 999999)
    >>> known_time("2026-11-20T08:00:00")
    datetime.datetime(2026, 11, 20, 8, 0)
    """
    if len(text) == len("2026-11-20"):
        return datetime.combine(date.fromisoformat(text), time.max)
    return datetime.fromisoformat(text).replace(tzinfo=None)


def from_query(
    query: Mapping[str, Sequence[str]], known_codes: Mapping[str, Iterable[str]]
) -> tuple[Lens, tuple[LensProblem, ...]]:
    """The lens of a link, and what in the link could not be followed.

    Args:
        query: key -> values as they stand in the address.
        known_codes: list filter -> the codes that occur; a filter that is missing is not checked.

    >>> from_query({"donor": ["NOR", "XXX"], "asof": ["2026-06-30"]}, {"donor": ["NOR"]})[1]
    (LensProblem(name='donor', value='XXX', expected='a donor of this snapshot'),)
    """
    values: dict[str, Any] = {"q": next(iter(query.get("q", ())), "").strip()}
    problems: list[LensProblem] = []
    for name in LISTS:
        allowed = set(known_codes[name]) if name in known_codes else None
        asked = tuple(dict.fromkeys(value for value in query.get(name, ()) if value))
        values[name] = tuple(one for one in asked if allowed is None or one in allowed)
        problems += [
            LensProblem(name, one, f"a {name} of this snapshot")
            for one in asked
            if one not in values[name]
        ]
    for key, name, read in (("asof", "as_of", date.fromisoformat), ("known", "known", known_time)):
        text = next(iter(query.get(key, ())), "")
        try:
            values[name] = read(text) if text else None
        except ValueError:
            problems.append(LensProblem(key, text, "a day written 2026-06-30"))
    return Lens(**values), tuple(problems)


def to_pairs(lens: Lens) -> list[tuple[str, str]]:
    """The lens as key and value pairs of a link, defaults left out, in a fixed order.

    >>> to_pairs(Lens(donor=("NOR", "DEU"), as_of=date(2026, 6, 30)))
    [('donor', 'NOR'), ('donor', 'DEU'), ('asof', '2026-06-30')]
    """
    pairs = [(name, value) for name in LISTS for value in getattr(lens, name)]
    if lens.as_of:
        pairs.append(("asof", lens.as_of.isoformat()))
    if lens.known:
        day_end = lens.known.time() == time.max
        pairs.append(
            ("known", lens.known.date().isoformat() if day_end else lens.known.isoformat())
        )
    return [*pairs, ("q", lens.q)] if lens.q else pairs


def to_query(lens: Lens, **more: str) -> str:
    """The query of a link to this lens, with further keys; empty for the default lens.

    >>> to_query(Lens(q="metal detectors"), id="L-1")
    'q=metal+detectors&id=L-1'
    """
    return urlencode([*to_pairs(lens), *((key, value) for key, value in more.items() if value)])
