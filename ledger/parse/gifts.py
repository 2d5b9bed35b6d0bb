"""What the parties of a thing and what was told before say of it: a gift, or use at home?"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.context import Context
from ledger.parse.roles import Choice
from ledger.parse.scene import Scene

# What a verb says of things that come without anybody giving them.
_UNPROVED = frozenset(
    {"moves", "gets", "moves passively", "gets passively", "installs", "", "acts"}
)

_RELIEF = frozenset({"ngo", "multilateral", "agency", "fund"})

# Features of a party as getter that make it a giver at home when it also gives.
_AT_HOME = frozenset({"to near", "in near", "for near", "into near", "reached", "object given own"})

_DOUBTFUL = 0.6  # probability of a choice below which it is called doubtful


def of_parties(scene: Scene, choice: Choice, context: Context, role: str) -> Iterator[str]:
    """The signs of who gives and who gets, and whether anything speaks of aid.

    `role` is what the subject of the thing's verb does, as `relations.does` says it.
    """
    yield from _named(choice, role)
    yield from _sorts(scene, choice)
    if choice.sure[0] < _DOUBTFUL:
        yield "giver doubtful"
    if choice.sure[1] < _DOUBTFUL:
        yield "getter doubtful"
    proved = scene.holds("aid") or context.title_aid or choice.donors.span is not None
    if role in _UNPROVED and not proved:
        yield "unproved"
    if _gives_at_home(choice):
        yield "giver gets"
    if any(scene.has(k + 1, "no_aid", "need") for k in scene.places.get("we", ())):
        yield "our own"
    yield from _of_context(scene, choice, context, role)


def _named(choice: Choice, role: str) -> Iterator[str]:
    """Whether both sides are known, and whether they are named here."""
    givers, getters = choice.donors, choice.recipients
    yield "giver named" if givers.span else "giver meant" if givers.codes else "no giver"
    yield "getter named" if getters.span else "getter meant" if getters.codes else "no getter"
    if givers.span and getters.span:
        yield "whole gift" if role.startswith("gives") else "both named"
    if not givers.codes and not getters.codes:
        yield "nobody"


def _sorts(scene: Scene, choice: Choice) -> Iterator[str]:
    """What sort of parties they are: states, companies."""
    givers, getters = choice.donors.codes, choice.recipients.codes
    known = scene.lexicon.vocabulary.parties
    states = scene.lexicon.vocabulary.countries
    if givers and getters:
        abroad = givers[0] in states and getters[0] in states
        yield "state to state" if abroad else "both known"
    if givers and all(c in known and known[c].kind == "company" for c in givers):
        yield "company gives"
    if givers and all(c in states for c in givers):
        yield "state gives"


def _gives_at_home(choice: Choice) -> bool:
    """Whether who gives is also where things go: a state that helps itself."""
    givers = choice.donors.codes
    return any(
        not set(one.candidate.codes).isdisjoint(givers)
        and not _AT_HOME.isdisjoint(one.candidate.features)
        for one in choice.ranked[1][:3]
    )


def _of_context(scene: Scene, choice: Choice, context: Context, role: str) -> Iterator[str]:
    """What heading, text and earlier sentences say of aid."""
    if scene.holds("aid"):
        yield "aid word"
    if context.title_aid:
        yield "aid in heading"
    if context.crisis or context.title_recipients:
        yield "place in heading"
    known = scene.lexicon.vocabulary.parties
    relief = any(c in known and known[c].kind in _RELIEF for c in choice.donors.codes)
    if relief:
        yield "relief body gives"
    if not (context.aid_told or context.title_aid or relief or role.startswith("gives")):
        yield "no aid in text"
