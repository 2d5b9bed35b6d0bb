"""One sentence with its typed spans: what the later rules read."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.parse.actors import Actor
from ledger.parse.lexicon import Lexicon
from ledger.parse.quantities import Quantity
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token
from ledger.parse.verbs import Group
from ledger.parse.written_days import When


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase at tokens [i, j), quantity included.

    `first` is the first token after the quantity, `name` the token range of the item's own words.
    `elliptic` has a number but no noun: "six of them". `unit` is a stated unit code or "".
    """

    i: int
    j: int
    name: tuple[int, int]
    quantity: Quantity | None
    item: str
    unit: str
    elliptic: bool
    known: bool
    ignored: bool
    article: bool
    such: bool
    rows: tuple[str, ...] = ()
    more: bool = False
    worth: Quantity | None = None

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.quantity is not None and self.quantity.money


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its typed spans: what the later rules read."""

    tokens: tuple[Token, ...]
    hits: Hits
    lexicon: Lexicon
    actors: tuple[Actor, ...]
    dates: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    groups: tuple[Group, ...]

    def has(self, i: int, *kinds: str) -> Hit | None:
        """The longest hit of some kinds at token i, None beyond the ends."""
        if not 0 <= i < len(self.hits):
            return None
        here = self.hits[i]
        return longest(here, *kinds) if here else None

    def actor_at(self, i: int) -> Actor | None:
        """The actor whose span holds token i."""
        return next((a for a in self.actors if a.i <= i < a.j), None)

    def low(self, i: int) -> str:
        """The lower-case token at i, "" beyond the ends."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""
