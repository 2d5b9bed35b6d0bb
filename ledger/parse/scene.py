"""One sentence with its typed spans: what the later rules read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from ledger.parse.actors import Actor
from ledger.parse.lexicon import Lexicon
from ledger.parse.quantities import Quantity
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token
from ledger.parse.verbs import Group
from ledger.parse.written_days import When


class Thing(NamedTuple):
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
    """One sentence with its typed spans: what the later rules read.

    `places` are the tokens at which hits of a kind start, `breaks` those that part one time from
    another, `walls` those that end a clause, `lines` those that begin a further line of a list; all
    in order.
    """

    tokens: tuple[Token, ...]
    hits: Hits
    lexicon: Lexicon
    actors: tuple[Actor, ...]
    dates: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    groups: tuple[Group, ...]
    group_index: tuple[int, ...]
    actor_index: tuple[int, ...]
    places: Mapping[str, list[int]]
    breaks: tuple[int, ...]
    walls: tuple[int, ...]
    lines: tuple[int, ...] = ()

    def has(self, i: int, *kinds: str) -> Hit | None:
        """The longest hit of some kinds at token i, None beyond the ends."""
        if not 0 <= i < len(self.hits):
            return None
        here = self.hits[i]
        if not here:
            return None
        return here.get(kinds[0]) if len(kinds) == 1 else longest(here, *kinds)

    def holds(self, kind: str) -> bool:
        """Whether any token of the sentence begins a hit of a kind: spares a search."""
        return kind in self.places

    def hits_in(self, i: int, j: int, kind: str) -> Iterator[Hit]:
        """The hits of a kind that start at tokens [i, j), in order."""
        places = self.places.get(kind, ())
        for at in range(bisect_left(places, i), bisect_left(places, j)):
            yield self.hits[places[at]][kind]

    def actor_at(self, i: int) -> Actor | None:
        """The actor whose span holds token i."""
        if not 0 <= i < len(self.actor_index) or self.actor_index[i] < 0:
            return None
        return self.actors[self.actor_index[i]]

    def group_at(self, i: int) -> Group | None:
        """The verb group whose span holds token i."""
        return self.groups[self.group_index[i]] if self.group_index[i] >= 0 else None

    def line(self, i: int) -> int:
        """The number of the line of a list in which token i stands; 0 where there are no lines."""
        return bisect_right(self.lines, i) if self.lines else 0

    def one_phrase(self, i: int, j: int) -> bool:
        """Whether few words, and neither comma nor preposition, stand between an owner and j."""
        return j - i <= 4 and not any(
            self.tokens[k].text in ",;:()" or self.has(k, "prep", "to", "via") for k in range(i, j)
        )

    def low(self, i: int) -> str:
        """The lower-case token at i, "" beyond the ends."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""


def make_scene(
    tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon, actors: tuple[Actor, ...],
    dates: tuple[When, ...] = (), quantities: tuple[Quantity, ...] = (),
    groups: tuple[Group, ...] = (), lines: tuple[int, ...] = (),
) -> Scene:  # fmt: skip
    """A scene with its indexes: for each token the actor and the verb group that hold it."""
    places: dict[str, list[int]] = {}
    for i, here in enumerate(hits):
        for kind in here:
            places.setdefault(kind, []).append(i)
    signs = [k for k, token in enumerate(tokens) if token.text in ";:"]
    clauses = [k for k in places.get("sub", ()) if is_wall(tokens[k], hits[k])]
    finite = [range(g.i, g.j) for g in groups if g.tense not in _UNBOUND]
    return Scene(
        tokens, hits, lexicon, actors, dates, quantities, groups,
        _index(len(tokens), [(g.i, g.j) for g in groups]),
        _index(len(tokens), [(a.i, a.j) for a in actors]),
        places, tuple(sorted({*places.get("*break", ()), *signs, *lines})),
        tuple(sorted({*signs, *clauses, *chain.from_iterable(finite), *lines})), lines,
    )  # fmt: skip


def is_wall(token: Token, here: dict[str, Hit]) -> bool:
    """Whether a token ends a clause by itself, whatever verbs stand around it."""
    if token.text in ";:":
        return True
    return "sub" in here and "prep" not in here and "*date" not in here


_UNBOUND = frozenset({"participle", "infinitive", "gerund"})


def _index(size: int, spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """For each token the first span that holds it, -1 where none does."""
    found = [-1] * size
    for number in range(len(spans) - 1, -1, -1):
        i, j = spans[number]
        found[i:j] = [number] * (j - i)
    return tuple(found)
