"""Who gives and who gets: candidates with the features that speak for each, and the best pair.

The weights stand in data/reading/roles.csv and are the same for all languages: features name
relations, not words. A weight is log-odds against the other candidates for the same role, fitted
on annotated passages around what a careful reader would have guessed (see docs/accuracy.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger.parse.context import Context, Named
from ledger.parse.cues import Facts, of_thing
from ledger.parse.model import Span
from ledger.parse.relations import Relations, does
from ledger.parse.scene import Scene, Thing
from ledger.parse.weights import Weights, total, weights

ROLES = ("donor", "recipient")


class Candidate(NamedTuple):
    """Parties that may fill a role; `span` is None when they are not named in the sentence."""

    codes: tuple[str, ...]
    span: Span | None
    features: frozenset[str]


class Ranked(NamedTuple):
    """A candidate with its score; `cue` is the feature that weighs most."""

    candidate: Candidate
    score: float
    cue: str


class Choice(NamedTuple):
    """The parties of a thing, all candidates of both roles with their scores, and how sure it is.

    `sure` holds for each role the probability of what was chosen among the candidates.
    """

    donors: Named
    recipients: Named
    ranked: tuple[tuple[Ranked, ...], tuple[Ranked, ...]]
    sure: tuple[float, float]


def candidates(
    scene: Scene, rel: Relations, facts: Facts, thing: Thing, index: int,
    bounds: tuple[int, int], context: Context,
) -> list[Candidate]:  # fmt: skip
    """Everyone who may give or get a thing under verb group `index` (-1: no verb)."""
    own = of_thing(scene, rel, thing, index, bounds)
    found: dict[tuple[str, ...], tuple[Span | None, set[str]]] = {}
    for mention, always, here in zip(rel.mentions, facts, own, strict=True):
        span, features = found.get(mention.codes, (None, set()))
        features |= always | here
        found[mention.codes] = (span or mention.span, features)
    told = set[str]().union(*(features for _, features in found.values()))
    absent = {"absent"}
    absent |= {"absent, giver told"} if told & _TELLS_GIVER else set()
    absent |= {"absent, getter told"} if told & _TELLS_GETTER else set()
    made = [
        Candidate(codes, span, frozenset(features | _known(codes, context)))
        for codes, (span, features) in found.items()
    ]
    made += [
        Candidate(codes, None, frozenset(absent | {f"{f} absent" for f in _known(codes, context)}))
        for codes in dict.fromkeys(_absent(context))
        if not any(set(codes) <= set(named) for named in found)
    ]
    return made


# Features by which the sentence itself tells who gives or gets: others are then less likely.
_TELLS_GIVER = frozenset(
    [
        *("subject gives direct", "subject gives noun", "chain gives direct", "from near"),
        *("by near", "agent own", "agent beside", "gapped", "thanked", "gift of", "label"),
        *("owns thing", "subject installs direct"),
    ]
)
_TELLS_GETTER = frozenset(
    [
        *("to near", "for near", "object given own", "subject gets direct", "reached"),
        *("subject gets noun", "in near", "subject gives passively direct"),
    ]
)


def _absent(context: Context) -> Iterable[tuple[str, ...]]:
    """Parties that this sentence need not name: of what was said before, of title and theme."""
    for codes in (
        context.donors.codes, context.recipients.codes, context.title_donors,
        context.title_recipients, (context.publisher,), *((c,) for c in context.crisis),
        context.theme_gives, context.theme_gets,
    ):  # fmt: skip
        if codes and codes[0]:
            yield codes


def _known(codes: tuple[str, ...], context: Context) -> set[str]:
    """What title, publisher and earlier sentences say of a party."""
    found = set()
    near = "just now" if context.block - context.heard <= 1 else "before"
    for name, group in (
        (f"gave {near}", context.donors.codes), (f"got {near}", context.recipients.codes),
        ("title donor", context.title_donors), ("title recipient", context.title_recipients),
        ("title state", context.crisis), ("theme gives", context.theme_gives),
        ("theme gets", context.theme_gets), ("got once", context.past_recipients),
        ("gave beside", context.beside[0]), ("got beside", context.beside[1]),
    ):  # fmt: skip
        if not set(codes).isdisjoint(group):
            found.add(name)
    if context.publisher in codes:
        listed = context.publisher.isupper() or context.publisher.islower()
        kind = (
            "gives" if context.may_give and listed else "may give" if context.may_give else "tells"
        )
        found.add(f"publisher {kind}")
    return found


def choose(
    scene: Scene, rel: Relations, facts: Facts, thing: Thing, index: int,
    bounds: tuple[int, int], context: Context,
) -> Choice:  # fmt: skip
    """The best donor and recipient of a thing; nobody is on both sides."""
    found = candidates(scene, rel, facts, thing, index, bounds, context)
    role = does(scene.groups[index]) if index >= 0 else "nothing"
    nobody = Candidate((), None, frozenset({"nobody", f"nobody {role}"}))
    ranked = tuple(
        tuple(_ranked([*found, nobody], values))
        for values in (weights("roles", role) for role in ROLES)
    )
    best = _best_pair(*ranked)
    sure = tuple(_share(pick, options) for pick, options in zip(best, ranked, strict=True))
    giver, getter = (Named(p.candidate.codes, p.candidate.span, p.cue) for p in best)
    return Choice(giver, getter, ranked, sure)  # type: ignore[arg-type]


def _ranked(found: Sequence[Candidate], values: Weights) -> list[Ranked]:
    """The candidates for one role, best first."""
    ranked = []
    for candidate in found:
        heaviest = max(sorted(candidate.features), key=lambda name: values.get(name, 0.0))
        ranked.append(Ranked(candidate, total(candidate.features, values), heaviest))
    ranked.sort(key=lambda r: -r.score)
    return ranked


def _best_pair(givers: Sequence[Ranked], getters: Sequence[Ranked]) -> tuple[Ranked, Ranked]:
    """The pair with the highest sum in which no party stands on both sides."""
    pairs = (
        (giver, getter)
        for giver in givers[:6]
        for getter in getters[:6]
        if set(giver.candidate.codes).isdisjoint(getter.candidate.codes)
    )
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score)


def _share(pick: Ranked, options: Sequence[Ranked]) -> float:
    """The probability of a candidate by the softmax of the scores."""
    top = options[0].score
    return math.exp(pick.score - top) / sum(math.exp(o.score - top) for o in options)
