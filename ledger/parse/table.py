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
    """Collects phrases while loading; thrown away afterwards.

    There are 40,000 of them at every start of the command line: what is asked later is noted when
    a phrase comes in, so that the table is not searched again.
    """

    def __init__(self, pattern: re.Pattern[str], endings: tuple[tuple[str, str], ...]) -> None:
        self.pattern = pattern
        self.endings = _by_last_letter(endings)
        self.entries: dict[tuple[str, ...], tuple[Entry, ...]] = {}
        self.lasts: defaultdict[str, set[str]] = defaultdict(set)
        self._alone: dict[int, tuple[Entry, ...]] = {}

    def add(self, phrase: str, entry: Entry, plural: bool = False) -> None:
        """One phrase; with `plural` also the forms that the ending rules allow."""
        low = phrase.lower()
        # Letters and spaces alone, as nearly all names are, need no pattern to be cut.
        plain = low.isalpha() or low.replace(" ", "").isalpha()
        key = tuple(low.split() if plain else self.pattern.findall(low.replace("\u2019", "'")))
        if not key:
            return
        lasts = self.lasts[entry.kind]
        self._put(key, entry, lasts)
        if plural:
            start, last = key[:-1], key[-1]
            for many, one in (*self.endings.get(last[-1], ()), *self.endings.get("", ())):
                if last.endswith(one):
                    self._put((*start, last[: len(last) - len(one)] + many), entry, lasts)

    def _put(self, key: tuple[str, ...], entry: Entry, lasts: set[str]) -> None:
        lasts.add(key[-1])
        there = self.entries.get(key)
        if there is None:
            # One tuple for all names of a thing: most phrases have one meaning.
            self.entries[key] = self._alone.setdefault(id(entry), (entry,))
        elif entry not in there:
            self.entries[key] = (*there, entry)

    def longest(self) -> dict[tuple[str, ...], int]:
        """For each two words that begin a phrase the number of words of the longest one."""
        longest: dict[tuple[str, ...], int] = {}
        for key in self.entries:
            if len(key) > 1 and len(key) > longest.get(pair := key[:2], 0):
                longest[pair] = len(key)
        return longest

    def families(self) -> dict[str, tuple[str, ...]]:
        """For each kind of phrase the families under which the rules also ask for it."""
        return {kind: tuple(_families_of(kind)) for kind in self.lasts}

    def last_words(self, *kinds: str) -> frozenset[str]:
        """The last words of all phrases of some kinds; "number." stands for all that begin so."""
        begins = tuple(kind for kind in kinds if kind.endswith("."))
        found = (
            words for kind, words in self.lasts.items() if kind in kinds or kind.startswith(begins)
        )
        return frozenset(word for word in set().union(*found) if len(word) > 1)

    def heads(self, codes: frozenset[str]) -> frozenset[str]:
        """Last words of the names of some items: alone a name, or the head of several names."""
        count: defaultdict[str, int] = defaultdict(int)
        for key, entries in self.entries.items():
            for entry in entries:
                if entry.kind == "item" and entry.value in codes:
                    count[key[-1]] += 3 if len(key) == 1 else 1
                    break
        return frozenset(word for word, times in count.items() if times >= 3)

    def closed_words(self) -> frozenset[str]:
        """Articles, prepositions and the like, and names of states: they open no gate."""
        return frozenset(
            word
            for kind, words in self.lasts.items()
            if kind in _CLOSED or kind.startswith("geo.")
            for word in words
            if any(entry.kind == kind for entry in self.entries.get((word,), ()))
        )


def _by_last_letter(endings: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[str, str]]]:
    """The rules (plural, singular) by the last letter of the singular, "" for those without."""
    found: dict[str, list[tuple[str, str]]] = {}
    for many, one in endings:
        if many != one:
            found.setdefault(one[-1:], []).append((many, one))
    return found


_CLOSED = frozenset(["det", "prep", "and", "rel", "sub", "we", "it", "be", "have", "to", "via"])


# Questions that the rules put to nearly every token, answered while scanning.
_ENDS = """prep via and rel sub we it including instead worth way if have be do future future_not
not to per_unit det maker total weighing quality"""


_HELPERS = "have be do future future_not maybe duty not adverb to able"


_MOTION = frozenset({"way", "part_of", "due"})


# What can open an actor or a quantity: all other tokens are passed over by one look-up.
_ACTORS = frozenset({"geo.", "party", "place.", "ignored", "body.country_after"})


_COUNTS = frozenset({"number.", "qualifier", "additional", "total", "currency", "currency."})


_FAMILIES = {
    "*actor": _ACTORS,
    "*count": _COUNTS,
    "*break": frozenset({"sub", "including", "rel"}),
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
