"""What the sentences around a thing speak of: aid, trade, need, losses, one state or several.

One sentence may sound like a gift ("released 2,600 tents") where its neighbours tell that a state
helps itself, buys, sells or asks. Each of these is a sign for or against all things near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.parse.relations import does
from ledger.parse.scene import Scene
from ledger.parse.themes import Tally, mentioned, summed, tally_of

REACH = 2  # sentences on either side whose words colour a sentence
MATTER = 8  # sentences on either side that may tell who helps whom
_DECAY = (1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25)  # what each counts, by its distance

# Kinds of words that colour everything around them.
_KINDS = (
    *("aid", "thanks", "need", "request", "domestic", "trade", "sale", "purchase", "crime"),
    *("opinion", "strike", "rate", "no_aid", "untrue", "criminal", "if", "crisis", "we"),
)
_BODIES = frozenset({"multilateral", "ngo", "fund", "agency"})


class Spoken(NamedTuple):
    """One sentence: its signs ("state XYZ" names a state), whom it is about, whether of aid."""

    signs: frozenset[str]
    tally: Tally
    aid: bool


class Around(NamedTuple):
    """What the sentences around one say: signs, who is helped most, who helps most, of aid at all.

    A page may hold many matters: what stands far off says nothing.
    """

    signs: frozenset[str]
    gets: tuple[str, ...]
    gives: tuple[str, ...]
    aid: bool


def spoken_of(scene: Scene) -> Spoken:
    """What one sentence says for its neighbours."""
    aid = any(scene.holds(kind) for kind in ("aid", "noun.donation", "noun.money", "thanks"))
    return Spoken(frozenset(_of_scene(scene)), tally_of(scene), aid)


def silent(states: Iterable[str]) -> Spoken:
    """A sentence of which only the states are known that it names."""
    return Spoken(frozenset(), mentioned(states), False)


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


def around(told: Sequence[Spoken], at: int, states: Sequence[str]) -> Around:
    """What the sentences around number `at` say; `states` are those of the heading."""
    near = frozenset[str]().union(*[one.signs for one in _within(told, at, REACH)])
    named = {sign[6:] for sign in near if sign.startswith("state ")} | {s for s in states if s}
    count = "no state" if not named else "one state" if len(named) == 1 else "several states"
    signs = [sign for sign in near if not sign.startswith("state ")] + [f"near {count}"]
    left = max(0, at - MATTER)
    matter = told[left : at + MATTER + 1]
    gets, gives = summed(
        (_DECAY[abs(left + k - at)], one.tally) for k, one in enumerate(matter)
    ).top()
    return Around(frozenset(signs), gets, gives, any(one.aid for one in matter))


def _within(told: Sequence[Spoken], at: int, reach: int) -> Sequence[Spoken]:
    return told[max(0, at - reach) : at + reach + 1]
