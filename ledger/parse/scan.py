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


Hits = tuple[dict[str, Hit], ...]


def scan(tokens: tuple[Token, ...], lexicon: Lexicon) -> Hits:
    """For each token the longest hit of every kind that starts there."""
    lows = [token.low for token in tokens]
    count = len(lows)
    found = []
    for i, low in enumerate(lows):
        here: dict[str, Hit] = {}
        for size in range(min(lexicon.longest.get(low, 0), count - i), 0, -1):
            for entry in lexicon.table.get(tuple(lows[i : i + size]), ()):
                if entry.kind not in here and _spelt(entry.form, tokens[i].text, size):
                    here[entry.kind] = Hit(entry.kind, entry.value, entry.row, i, i + size)
        found.append(here)
    return tuple(found)


def _spelt(form: str, text: str, size: int) -> bool:
    if not form:
        return True
    if form == "^" or size > 1:
        return text[:1].isupper()
    return text == form


def longest(here: dict[str, Hit], *kinds: str) -> Hit | None:
    """The longest hit of some kinds at one token; a kind ending in "." stands for its family."""
    best: Hit | None = None
    for kind, hit in here.items():
        wanted = any(kind == k or (k[-1] == "." and kind.startswith(k)) for k in kinds)
        if wanted and (best is None or hit.j > best.j):
            best = hit
    return best
