"""Whom an announcement is about: who is helped and who helps, summed over its sentences.

One sentence seldom names everybody. What the others say of who gets and who gives is known before
any of them is read: "The support will help Ukraine" may follow what it explains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ledger.parse.scene import Scene

_GETS = {"to": 2.0, "for": 2.0, "into": 1.5, "in": 1.0}
_GIVES = {"from": 2.0, "by": 1.5, "funder": 2.0}
_GIVING = frozenset({"give", "send", "airlift", "deliver", "distribute", "pledge"})
_GETTING = frozenset({"receive", "await"})


class Tally(NamedTuple):
    """How much speaks for each party as getter and as giver."""

    gets: Counter[str]
    gives: Counter[str]

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.gets + other.gets, self.gives + other.gives)

    def top(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(who is helped most, who helps most), each empty when nobody stands out."""
        return _top(self.gets, self.gives), _top(self.gives, self.gets)


def tally(scenes: Iterable[Scene], states: frozenset[str]) -> Tally:
    """The tally of some sentences; only states count, for a body seldom is the theme."""
    gets: Counter[str] = Counter()
    gives: Counter[str] = Counter()
    for scene in scenes:
        for actor in scene.actors:
            if actor.counts not in states:
                continue
            gets[actor.counts] += _GETS.get(actor.prep, 0.0 if actor.prep else 0.3)
            gives[actor.counts] += _GIVES.get(actor.prep, 0.0 if actor.prep else 0.3)
        _acting(scene, states, gets, gives)
    return Tally(gets, gives)


def _acting(
    scene: Scene, states: frozenset[str], gets: Counter[str], gives: Counter[str]
) -> None:
    """Subjects of verbs of giving and getting."""
    for group in scene.groups:
        if group.klass not in _GIVING | _GETTING or group.passive:
            continue
        for k in range(group.i - 1, max(-1, group.i - 12), -1):
            actor = scene.actor_at(k)
            if actor is not None and not actor.prep:
                if actor.counts in states:
                    (gives if group.klass in _GIVING else gets)[actor.counts] += 2.0
                break


def _top(side: Counter[str], other: Counter[str]) -> tuple[str, ...]:
    """Who leads on one side by more than the other side speaks against."""
    lead = sorted(((v - other[code], code) for code, v in side.items()), reverse=True)
    return (lead[0][1],) if lead and lead[0][0] >= 1.0 else ()
