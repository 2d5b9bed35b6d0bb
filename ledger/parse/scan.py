"""Longest matches of the lexicon over the tokens of a sentence."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.tokens import Token


class Hit(NamedTuple):
    """A phrase found at tokens [i, j)."""

    kind: str
    value: str
    row: str
    i: int
    j: int


Here = dict[str, Hit]


Hits = tuple[Here, ...]


_NOTHING: Here = {}


def scan(tokens: tuple[Token, ...], lexicon: Lexicon) -> Hits:
    """For each token the longest hit of every kind that starts there.

    Under "*geo" stands the longest of the family "*geo": `longest` asks for it as "*geo".
    """
    lows = [token.low for token in tokens]
    count = len(lows)
    longest_, table, families = lexicon.longest, lexicon.table, lexicon.families
    found = []
    for i, low in enumerate(lows):
        reach = longest_.get(low, 0)
        if not reach:
            found.append(_NOTHING)
            continue
        here: Here = {}
        for size in range(min(reach, count - i), 0, -1):
            entries = table.get(tuple(lows[i : i + size]))
            for entry in entries or ():
                if entry.kind not in here and _spelt(entry.form, tokens[i].text, size):
                    hit = Hit(entry.kind, entry.value, entry.row, i, i + size)
                    here[entry.kind] = hit
                    for family in families[entry.kind]:
                        here.setdefault(family, hit)
        found.append(here or _NOTHING)
    return tuple(found)


def _spelt(form: str, text: str, size: int) -> bool:
    if not form:
        return True
    if form == "^" or size > 1:
        return text[:1].isupper()
    return text == form


def longest(here: Here, *kinds: str) -> Hit | None:
    """The longest hit of some kinds at one token; "*geo" stands for the family of "geo." kinds."""
    best: Hit | None = None
    if here:
        for kind in kinds:
            hit = here.get(kind)
            if hit is not None and (best is None or hit.j > best.j):
                best = hit
    return best
