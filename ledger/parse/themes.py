"""Whom an announcement is about: who is helped and who helps, summed over its sentences.

One sentence seldom names everybody. What the others say of who gets and who gives is known before
any of them is read: "The support will help Ukraine" may follow what it explains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ledger.parse.scene import Scene

_GETS = {"to": 2.0, "for": 2.0, "into": 1.5, "in": 1.0}
_GIVES = {"from": 2.0, "by": 1.5, "funder": 2.0}
_GIVING = frozenset({"give", "send", "airlift", "deliver", "distribute", "pledge"})
_GETTING = frozenset({"receive", "await"})
_SUBJECT = ("", "other")  # "after the UK announced": a clause opens with a word like a preposition

Tallied = dict[str, float]


class Tally(NamedTuple):
    """How much speaks for each party as getter and as giver, and how often it is named at all."""

    gets: Tallied
    gives: Tallied
    named: Tallied

    def top(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(who is helped most, who helps most), each empty when nobody stands out."""
        return _top(self.gets, self.gives, self.named), _top(self.gives, self.gets, self.named)


def empty() -> Tally:
    """Before anything was read."""
    return Tally(defaultdict(float), defaultdict(float), defaultdict(float))


def tally_of(scene: Scene) -> Tally:
    """What one sentence says; only states count, for a body seldom is the theme."""
    total, states = empty(), scene.lexicon.vocabulary.countries
    for actor in scene.actors:
        if actor.counts in states and is_thanked(scene, actor.i):
            total.gives[actor.counts] += 2.0
            total.named[actor.counts] += 1
        elif actor.counts in states:
            total.gets[actor.counts] += _GETS.get(actor.prep, 0.0)
            total.gives[actor.counts] += _GIVES.get(actor.prep, 0.0)
            total.named[actor.counts] += 1
    for group in scene.groups:
        if group.klass not in _GIVING | _GETTING or group.passive:
            continue
        for k in range(group.i - 1, max(-1, group.i - 12), -1):
            before = scene.actor_at(k)
            if before is not None and before.prep in _SUBJECT:
                if before.counts in states:
                    side = total.gives if group.klass in _GIVING else total.gets
                    side[before.counts] += 2.0
                break
        behind = scene.actor_at(group.j) if group.j < len(scene.tokens) else None
        if behind is not None and not behind.prep and group.klass in _GIVING:
            total.gets[behind.counts] += 2.0  # "provides Ukraine with tents"
    return total


def is_thanked(scene: Scene, i: int) -> bool:
    """As in "thanks to Norway", "thanked Norway"."""
    told = any(hit.j in (i, i - 1) for hit in scene.hits_in(max(0, i - 4), i, "thanks"))
    return told or any(g.flag == "thanks" and 0 <= i - g.j <= 2 for g in scene.groups)


def mentioned(codes: Iterable[str]) -> Tally:
    """Parties that a sentence names without anything that speaks for a side."""
    return Tally({}, {}, dict.fromkeys(codes, 1.0))


def summed(told: Iterable[tuple[float, Tally]]) -> Tally:
    """All sentences together, each with its weight."""
    total = empty()
    for weight, one in told:
        for side, more in zip(total, one, strict=True):
            for code, amount in more.items():
                side[code] += weight * amount
    return total


_NAMED = 0.2  # what a bare mention is worth


def _top(side: Tallied, other: Tallied, named: Tallied) -> tuple[str, ...]:
    """Who leads on one side by more than the other side speaks against."""
    lead = sorted(
        (
            (side.get(code, 0.0) - other.get(code, 0.0) + _NAMED * times, code)
            for code, times in named.items()
        ),
        reverse=True,
    )
    return (lead[0][1],) if lead and lead[0][0] > 0 else ()
