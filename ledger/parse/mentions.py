"""Who is spoken of in a sentence: named parties, pronouns that stand for one, names unknown.

Joins the actors of a sentence with the words that stand for a party of the context ("we", "the
country"), so that the rules for roles need not tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.parse.actors import cluster
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
    unlisted = [_of_run(scene, run, context) for run in runs(scene)]
    taken = [(one.i, one.j) for one in unlisted] + [(q.i, q.j) for q in scene.quantities if q.money]
    found = [
        _of_actor(scene, index)
        for index, actor in enumerate(scene.actors)
        if not any(i <= actor.i and actor.j <= j for i, j in taken)  # "US dollars" is nobody
    ]
    found.extend(unlisted)
    found.extend(_regions(scene, found))
    found.extend(_stand_ins(scene, context))
    return tuple(sorted((m for m in found if m.codes), key=lambda m: m.i))


def _of_actor(scene: Scene, index: int) -> Mention:
    actor = scene.actors[index]
    listed = cluster(scene.actors, index, scene.tokens, scene.hits)
    codes = tuple(dict.fromkeys(a.counts for a in listed if a.counts))
    prep = actor.prep or listed[0].prep
    span = span_of(scene, listed[0].i, listed[-1].j)
    return Mention(actor.i, actor.j, codes, actor.kind, prep, actor.possessive, span)


def _of_run(scene: Scene, run: Run, context: Context) -> Mention:
    """A name that no vocabulary knows: an official, a short form, else the words of the text."""
    i, j = run.i, run.j
    words = " ".join(token.text for token in scene.tokens[i:j])
    codes: tuple[str, ...] = (words,)
    kind = "unlisted body" if run.body else "unlisted word" if j - i == 1 else "unlisted name"
    if any(scene.has(k, "rank") for k in range(max(0, i - 1), j)):
        kind, codes = "official", _served(scene, run, context)
    elif words in context.aliases:
        kind, codes = "alias", context.aliases[words]
    owns = scene.low(j) in scene.lexicon.ends["possessives"]
    return Mention(i, j, codes, kind, _prep_over(scene, i), owns, span_of(scene, i, j))


def _regions(scene: Scene, others: list[Mention]) -> Iterator[Mention]:
    """Parts of the world that are no party of their own, as written: "the Caribbean"."""
    for k in scene.places.get("ignored", ()):
        hit = scene.hits[k]["ignored"]
        if hit.value == "region" and not any(m.i <= k < m.j for m in others):
            words = " ".join(token.text for token in scene.tokens[k : hit.j])
            yield Mention(
                k, hit.j, (words,), "region", _prep_over(scene, k), False, span_of(scene, k, hit.j)
            )


def _prep_over(scene: Scene, k: int) -> str:
    """The preposition before token k, over an article."""
    before = k - 1
    while before > 0 and scene.has(before, "det") and not scene.has(before, "prep"):
        before -= 1
    return _prep(scene, before + 1)


def _served(scene: Scene, run: Run, context: Context) -> tuple[str, ...]:
    """The state that an official serves: named with the office, else that of the publisher."""
    inside = (scene.actor_at(k) for k in range(run.i, run.j))
    named = next((actor.counts for actor in inside if actor is not None), "")
    served = named or context.publisher or context.country
    return (served,) if served else ()


def short_forms(scene: Scene, found: tuple[Mention, ...]) -> dict[str, tuple[str, ...]]:
    """As in "the Singapore Red Cross (SRC)": what stands in brackets right behind a party."""
    forms = {}
    for mention in found:
        k = mention.j
        closed = k + 2 < len(scene.tokens) and scene.tokens[k + 2].text == ")"
        if closed and scene.tokens[k].text == "(" and scene.tokens[k + 1].text.isupper():
            forms[scene.tokens[k + 1].text] = mention.codes
    return forms


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
