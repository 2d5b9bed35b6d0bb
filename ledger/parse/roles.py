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
    """A candidate with the sum of its weights."""

    candidate: Candidate
    score: float


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
    told = set[str]().union(*[features for _, features in found.values()])
    absent = ["absent"]
    if not told.isdisjoint(_TELLS_GIVER):
        absent.append("absent, giver told")
    if not told.isdisjoint(_TELLS_GETTER):
        absent.append("absent, getter told")
    groups = _groups(context)
    made = []
    givers = [codes for codes, (_, seen) in found.items() if not seen.isdisjoint(_TELLS_GIVER)]
    getters = [codes for codes, (_, seen) in found.items() if not seen.isdisjoint(_TELLS_GETTER)]
    for codes, (span, features) in found.items():
        features.update(_known(codes, groups))
        if any(other != codes for other in givers):
            features.add("rival giver" if codes in givers else "giver told")
        if any(other != codes for other in getters):
            features.add("rival getter" if codes in getters else "getter told")
        made.append(Candidate(codes, span, frozenset(features)))
    for codes in dict.fromkeys(_absent(context)):
        if not any(set(codes) <= set(named) for named in found):
            known = [f"{name} absent" for name in _known(codes, groups)]
            made.append(Candidate(codes, None, frozenset([*absent, *known])))
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


def _groups(context: Context) -> list[tuple[str, tuple[str, ...]]]:
    """What title, publisher and earlier sentences say, each with the parties it is said of."""
    near = "just now" if context.block - context.heard <= 1 else "before"
    publisher = context.publisher
    listed = publisher.isupper() or publisher.islower()
    role = "tells" if not context.may_give else "gives" if listed else "may give"
    groups = (
        (f"gave {near}", context.donors.codes), (f"got {near}", context.recipients.codes),
        ("title donor", context.title_donors), ("title recipient", context.title_recipients),
        ("title state", context.crisis), ("theme gives", context.theme_gives),
        ("theme gets", context.theme_gets), ("got once", context.past_recipients),
        ("gave beside", context.beside[0]), ("got beside", context.beside[1]),
        (f"publisher {role}", (publisher,) if publisher else ()),
    )  # fmt: skip
    return [(name, codes) for name, codes in groups if codes]


def _known(codes: tuple[str, ...], groups: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """What is said of a party."""
    if len(codes) == 1:
        code = codes[0]
        return [name for name, group in groups if code in group]
    return [name for name, group in groups if not set(codes).isdisjoint(group)]


def choose(
    scene: Scene, rel: Relations, facts: Facts, thing: Thing, index: int,
    bounds: tuple[int, int], context: Context,
) -> Choice:  # fmt: skip
    """The best donor and recipient of a thing; nobody is on both sides, and no attacker gives."""
    found = candidates(scene, rel, facts, thing, index, bounds, context)
    role = does(scene.groups[index]) if index >= 0 else "nothing"
    nobody = Candidate((), None, frozenset({"nobody", f"nobody {role}"}))
    givers = [one for one in found if "attacks" not in one.features]
    ranked = tuple(
        tuple(_ranked([*may, nobody], weights("roles", role)))
        for role, may in zip(ROLES, (givers, found), strict=True)
    )
    best = _best_pair(*ranked)
    sure = tuple(_share(pick, options) for pick, options in zip(best, ranked, strict=True))
    giver, getter = (
        Named(p.candidate.codes, p.candidate.span, heaviest(p.candidate, role))
        for p, role in zip(best, ROLES, strict=True)
    )
    return Choice(giver, getter, ranked, sure)  # type: ignore[arg-type]


def _ranked(found: Sequence[Candidate], values: Weights) -> list[Ranked]:
    """The candidates for one role, best first."""
    ranked = [Ranked(candidate, total(candidate.features, values)) for candidate in found]
    ranked.sort(key=_by_score)
    return ranked


def _by_score(ranked: Ranked) -> float:
    return -ranked.score


def _best_pair(givers: Sequence[Ranked], getters: Sequence[Ranked]) -> tuple[Ranked, Ranked]:
    """The pair with the highest sum in which no party stands on both sides."""
    best = givers[0], getters[0]
    if set(best[0].candidate.codes).isdisjoint(best[1].candidate.codes):
        return best
    pairs = [
        (giver, getter)
        for giver in givers[:6]
        for getter in getters[:6]
        if set(giver.candidate.codes).isdisjoint(getter.candidate.codes)
    ]
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score)


def heaviest(candidate: Candidate, role: str) -> str:
    """The feature that speaks most for a candidate in a role: its reason in one phrase."""
    values = weights("roles", role)
    return max(sorted(candidate.features), key=lambda name: values.get(name, 0.0))


def _share(pick: Ranked, options: Sequence[Ranked]) -> float:
    """The probability of a candidate by the softmax of the scores."""
    top = options[0].score
    return math.exp(pick.score - top) / sum([math.exp(o.score - top) for o in options])
