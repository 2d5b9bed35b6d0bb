"""Who is spoken of in a sentence: named parties, pronouns that stand for one, names unknown.

Joins the actors of a sentence with the words that stand for a party of the context ("we", "the
country"), so that the rules for roles need not tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.parse.actors import Actor, cluster
from ledger.parse.context import Context
from ledger.parse.model import Span
from ledger.parse.scene import Scene
from ledger.parse.subjects import span_of
from ledger.parse.unlisted import Run, runs


class Mention(NamedTuple):
    """A party, or a word for one, at tokens [i, j).

    `codes` holds all parties that are listed together with it. `kind` is that of the actor, or
    we, it or country for words that stand for a party; their `span` is None, for nothing is named.
    `prep` is the role of the word before ("from"), `owns` whether it is an owner ("Japan's").
    """

    i: int
    j: int
    codes: tuple[str, ...]
    kind: str
    prep: str
    owns: bool
    span: Span | None


def mentions(scene: Scene, context: Context) -> tuple[Mention, ...]:
    """All mentions of a sentence, left to right."""
    unlisted = [_of_run(scene, run) for run in runs(scene)]
    found = [
        _of_actor(scene, index)
        for index, actor in enumerate(scene.actors)
        if not any(one.i <= actor.i and actor.j <= one.j for one in unlisted)
    ]
    found.extend(unlisted)
    found.extend(_stand_ins(scene, context))
    return tuple(sorted((m for m in found if m.codes), key=lambda m: m.i))


def _of_actor(scene: Scene, index: int) -> Mention:
    actor = scene.actors[index]
    listed = cluster(scene.actors, index, scene.tokens, scene.hits)
    codes = tuple(dict.fromkeys(a.counts for a in listed if a.counts))
    prep = actor.prep or listed[0].prep
    span = span_of(scene, listed[0].i, listed[-1].j)
    return Mention(actor.i, actor.j, codes, actor.kind, prep, actor.possessive, span)


def _of_run(scene: Scene, run: Run) -> Mention:
    """A name that no vocabulary knows, in the words of the text."""
    i, j = run.i, run.j
    words = " ".join(token.text for token in scene.tokens[i:j])
    kind = "unlisted body" if run.body else "unlisted name"
    owns = scene.low(j) in scene.lexicon.ends["possessives"]
    k = i - 1
    while k > 0 and scene.has(k, "det") and not scene.has(k, "prep"):
        k -= 1
    return Mention(i, j, (words,), kind, _prep(scene, k + 1), owns, span_of(scene, i, j))


def _stand_ins(scene: Scene, context: Context) -> Iterator[Mention]:
    """Pronouns and the like, with the party that the context knows for them."""
    speaker = (context.speaker,) if context.speaker else ()
    here = context.country or context.publisher
    for k in scene.places.get("we", ()):
        owns = scene.hits[k]["we"].value == "owner"
        yield Mention(k, k + 1, speaker, "we", _prep(scene, k), owns, None)
    for k in scene.places.get("country_of", ()):
        hit = scene.hits[k]["country_of"]
        yield Mention(k, hit.j, (here,) if here else (), "country", _prep(scene, k), False, None)
    for k in scene.places.get("it", ()):
        if scene.actor_at(k) is None:
            yield Mention(k, k + 1, context.subject, "it", _prep(scene, k), False, None)


def _prep(scene: Scene, k: int) -> str:
    hit = scene.has(k - 1, "prep", "to", "via")
    return (hit.value or hit.kind) if hit is not None and hit.j == k else ""


def owner(scene: Scene, actor: Actor, start: int) -> Actor:
    """The first of a chain of owners: "Ukraine's road agency Ukravtodor" acts for Ukraine."""
    index = scene.actor_index[actor.i]
    while index > 0:
        before = scene.actors[index - 1]
        if actor.i - before.j > 4 or before.i < start or not before.possessive:
            break
        index, actor = index - 1, before
    return actor
