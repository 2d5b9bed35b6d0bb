"""What the sentences around a thing speak of: aid, trade, need, losses, one state or several.

One sentence may sound like a gift ("released 2,600 tents") where its neighbours tell that a state
helps itself, buys, sells or asks. Each of these is a sign for or against all things near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.parse.relations import does
from ledger.parse.scene import Scene

REACH = 2  # sentences on either side that still belong to the same matter

# Kinds of words that colour everything around them.
_KINDS = (
    *("aid", "thanks", "need", "request", "domestic", "trade", "sale", "purchase", "crime"),
    *("opinion", "rate", "no_aid", "untrue", "criminal", "if", "crisis", "we"),
)
_BODIES = frozenset({"multilateral", "ngo", "fund", "agency"})


def spoken_of(scene: Scene) -> frozenset[str]:
    """The signs of one sentence; "state XYZ" names a state, to be counted with its neighbours."""
    return frozenset(_of_scene(scene))


def _of_scene(scene: Scene) -> Iterator[str]:
    for kind in _KINDS:
        if scene.holds(kind):
            yield f"near {kind}"
    vocabulary = scene.lexicon.vocabulary
    for actor in scene.actors:
        if actor.counts in vocabulary.countries:
            yield f"state {actor.counts}"
        elif actor.counts in vocabulary.parties:
            kind = vocabulary.parties[actor.counts].kind
            yield "near body" if kind in _BODIES else f"near {kind}"
    for group in scene.groups:
        if group.klass in ("block", "buy", "deny", "speech"):
            yield f"near {group.klass} {group.flag}".rstrip()
        elif (role := does(group)) != "nothing":
            yield f"near verb {role.partition(' ')[0]}"


def around(told: Sequence[frozenset[str]], at: int, states: Sequence[str]) -> frozenset[str]:
    """The signs of the sentences around number `at`; `states` are those of the heading."""
    near = frozenset[str]().union(*told[max(0, at - REACH) : at + REACH + 1])
    named = {sign[6:] for sign in near if sign.startswith("state ")} | {s for s in states if s}
    count = "no state" if not named else "one state" if len(named) == 1 else "several states"
    return frozenset([sign for sign in near if not sign.startswith("state ")] + [f"near {count}"])
