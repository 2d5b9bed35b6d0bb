"""What it costs to walk over the tokens of a sentence: sums made once, asked for every pair."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from ledger.parse.scan import longest
from ledger.parse.scene import Scene
from ledger.parse.verbs import Group


class Ground(NamedTuple):
    """What it costs to walk over a sentence, for every verb and thing alike.

    `after`, `before` and `turns` are sums from the first token on; the others are the tokens of
    commas, of numbers, and of the verbs that cut off what stands behind them.
    """

    after: tuple[float, ...]
    before: tuple[float, ...]
    turns: tuple[int, ...]
    commas: tuple[int, ...]
    numbers: tuple[int, ...]
    heads: tuple[int, ...]


def ground_of(scene: Scene) -> Ground:
    """The sums of one sentence."""
    size = range(len(scene.tokens))
    steps = [_step(scene, k) for k in size]
    return Ground(
        tuple(accumulate((step[0] for step in steps), initial=0.0)),
        tuple(accumulate((step[1] for step in steps), initial=0.0)),
        tuple(accumulate((_turns(scene, k) for k in size), initial=0)),
        tuple(k for k in size if scene.tokens[k].text == ","),
        tuple(sorted(q.i for q in scene.quantities if q.low)),
        tuple(sorted(g.head for g in scene.groups if cuts_off(g))),
    )


def within(places: tuple[int, ...], left: int, right: int) -> int:
    """How many of some places, in order, lie in [left, right)."""
    return bisect_left(places, right) - bisect_left(places, left) if places else 0


_FREE, _CLAUSE, _SIGN, _DASH = (0.0, 0.0), (3.0, 3.0), (2.5, 2.5), (2.0, 2.0)


_RELATIVE = (2.0, 0.5)


def _step(scene: Scene, k: int) -> tuple[float, float]:
    """What it costs to pass token k behind a verb and before it: nothing for most."""
    here, text = scene.hits[k], scene.tokens[k].text
    if here:
        if "sub" in here and "prep" not in here:
            return _CLAUSE
        if "rel" in here:
            return _RELATIVE
    if text == ";":
        return _SIGN
    spaced = text in "\u2013\u2014" and k > 0 and (scene.tokens[k - 1].end < scene.tokens[k].start)
    return _DASH if spaced else _FREE


def _turns(scene: Scene, k: int) -> bool:
    """A preposition after which a noun is hardly the verb's object any more."""
    here = scene.hits[k]
    hit = longest(here, "prep", "via") if "prep" in here or "via" in here else None
    return hit is not None and hit.value not in _OPEN and scene.actor_at(k + 1) is None


_OPEN = frozenset({"with", "of", "over", "about", "under", "like"})


def cuts_off(other: Group) -> bool:
    """Whether a verb in between cuts others off; helpers do not, nor does what governs them."""
    return other.klass not in ("help", "aspect", "intend") and other.tense != "participle"
