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
    longest_, table, families = lexicon.longest, lexicon.table, lexicon.families
    found = []
    for i in range(len(lows)):
        size = min(longest_.get(tuple(lows[i : i + 2]), 1), len(lows) - i)
        here: Here = {}
        while size > 0:
            for kind, value, row, form in table.get(tuple(lows[i : i + size]), ()):
                if kind in here or (form and not _spelt(form, tokens[i].text, size)):
                    continue
                hit = _new(Hit, (kind, value, row, i, i + size))
                here[kind] = hit
                for family in families[kind]:
                    if family not in here:
                        here[family] = hit
            size -= 1
        found.append(here or _NOTHING)
    return tuple(found)


_new = tuple.__new__  # Hit(...) takes twice as long, and there are more hits than words


def _spelt(form: str, text: str, size: int) -> bool:
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
