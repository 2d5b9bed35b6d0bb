"""The table of phrases while it is collected: plurals, families, words that open the gate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Entry(NamedTuple):
    """One meaning of a phrase. `form` is the spelling it needs.

    "" any, "^" a capital, else exact.
    """

    kind: str
    value: str
    row: str
    form: str


class PhraseTable:
    """Collects phrases while loading; thrown away afterwards."""

    def __init__(self, pattern: re.Pattern[str], endings: tuple[tuple[str, str], ...]) -> None:
        self.pattern, self.endings = pattern, endings
        self.entries: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.longest: dict[str, int] = {}

    def add(self, phrase: str, entry: Entry, plural: bool = False) -> None:
        """One phrase; with `plural` also the forms that the ending rules allow."""
        key = tuple(self.pattern.findall(phrase.replace("\u2019", "'").lower()))
        if not key:
            return
        keys = {key} | ({(*key[:-1], last) for last in self._plurals(key[-1])} if plural else set())
        for each in keys:
            if entry not in self.entries[each]:
                self.entries[each].append(entry)
            self.longest[each[0]] = max(len(each), self.longest.get(each[0], 0))

    def _plurals(self, word: str) -> Iterable[str]:
        for plural, singular in self.endings:
            if plural != singular and word.endswith(singular):
                yield word[: len(word) - len(singular)] + plural

    def frozen(self) -> dict[tuple[str, ...], tuple[Entry, ...]]:
        """All phrases with their meanings, as they will stay."""
        return {key: tuple(entries) for key, entries in self.entries.items()}

    def families(self) -> dict[str, tuple[str, ...]]:
        """For each kind of phrase the families under which the rules also ask for it."""
        kinds = {entry.kind for entries in self.entries.values() for entry in entries}
        return {kind: tuple(_families_of(kind)) for kind in kinds}

    def last_words(self, *kinds: str) -> frozenset[str]:
        """The last words of all phrases of some kinds."""
        return frozenset(
            key[-1]
            for key, entries in self.entries.items()
            if len(key[-1]) > 1
            and any(e.kind in kinds or e.kind.startswith(_families(kinds)) for e in entries)
        )

    def heads(self, codes: frozenset[str]) -> frozenset[str]:
        """Last words of the names of some items: alone a name, or the head of several names."""
        count: defaultdict[str, int] = defaultdict(int)
        for key, entries in self.entries.items():
            if any(e.kind == "item" and e.value in codes for e in entries):
                count[key[-1]] += 3 if len(key) == 1 else 1
        return frozenset(word for word, times in count.items() if times >= 3)

    def closed_words(self) -> frozenset[str]:
        """Articles, prepositions and the like, and names of states: they open no gate."""
        kinds = ("det", "prep", "and", "rel", "sub", "we", "it", "be", "have", "to", "geo.", "via")
        return frozenset(
            key[0]
            for key, entries in self.entries.items()
            if len(key) == 1 and any(e.kind in kinds or e.kind.startswith("geo.") for e in entries)
        )


# Questions that the rules put to nearly every token, answered while scanning.
_ENDS = """prep via and rel sub we it including instead worth way if have be do future future_not
not to per_unit det maker total weighing"""


_HELPERS = "have be do future future_not maybe duty not adverb to able"


_MOTION = frozenset({"way", "part_of", "due"})


# What can open an actor or a quantity: all other tokens are passed over by one look-up.
_ACTORS = frozenset({"geo.", "party", "place.", "ignored", "body.country_after"})


_COUNTS = frozenset({"number.", "qualifier", "additional", "total", "currency", "currency."})


_FAMILIES = {
    "*actor": _ACTORS,
    "*count": _COUNTS,
    "*motion": _MOTION,
    "*end": frozenset(_ENDS.split()),
    "*helper": frozenset(_HELPERS.split()),
}


def _families_of(kind: str) -> Iterable[str]:
    family, dot, _ = kind.partition(".")
    if dot:
        yield f"*{family}"
    for name, members in _FAMILIES.items():
        if kind in members or (dot and f"{family}." in members):
            yield name


def _families(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind.endswith("."))
