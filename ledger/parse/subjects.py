"""Clauses and subjects: who does what a verb says, and which words belong to it."""

from __future__ import annotations

from bisect import bisect_left

from ledger.parse.actors import Actor, cluster
from ledger.parse.context import Context, Named
from ledger.parse.model import Span
from ledger.parse.scene import Scene, Thing, is_wall
from ledger.parse.verbs import Group

AIMS = frozenset({"to", "for", "into"})


PLACES = frozenset({"in"})


AGENTS = frozenset({"by"})


NO_SUBJECT = (
    AIMS
    | PLACES
    | AGENTS
    | frozenset({"from", "with", "against", "through", "between", "on", "under", "via", "maker"})
)


def span_of(scene: Scene, i: int, j: int) -> Span:
    """The text span of tokens [i, j)."""
    return Span(scene.tokens[i].start, scene.tokens[j - 1].end)


def named(scene: Scene, found: tuple[Actor, ...], cue: str) -> Named:
    """Actors as codes with the span that holds them all."""
    codes = tuple(dict.fromkeys(a.counts for a in found if a.counts))
    if not codes:
        return Named()
    return Named(codes, span_of(scene, found[0].i, found[-1].j), cue)


def cluster_of(scene: Scene, actor: Actor) -> tuple[Actor, ...]:
    """The actors listed together with this one."""
    return cluster(scene.actors, scene.actor_index[actor.i], scene.tokens, scene.hits)


def clause(scene: Scene, group: Group | None, thing: Thing) -> tuple[int, int]:
    """The tokens around a thing and its verb that no clause boundary cuts off."""
    left = min(thing.i, group.i if group else thing.i)
    right = max(thing.j, group.j if group else thing.j)
    walls = scene.walls
    before = bisect_left(walls, left) - 1
    while before >= 0 and _is_own(scene, walls[before], group):
        before -= 1
    after = bisect_left(walls, right)
    while after < len(walls) and _is_own(scene, walls[after], group):
        after += 1
    left = walls[before] + 1 if before >= 0 else 0
    return left, max(right, walls[after] if after < len(walls) else len(scene.tokens))


def _is_own(scene: Scene, k: int, group: Group | None) -> bool:
    """Whether the wall at token k is only the verb itself."""
    own = group is not None and scene.group_at(k) is group
    return own and not is_wall(scene.tokens[k], scene.hits[k])


def subject(scene: Scene, index: int, context: Context, depth: int = 0) -> Named:
    """Who does what verb group `index` says; follows pronouns to the governing verb."""
    group = scene.groups[index]
    start = _subject_start(scene, index)
    told, country = scene.holds("we"), scene.holds("country_of")
    for k in range(group.i - 1, start - 1, -1):
        actor = scene.actor_at(k)
        if actor is not None and actor.prep not in NO_SUBJECT and not _object(scene, actor):
            return named(scene, cluster_of(scene, _owner(scene, actor, start)), "subject")
        us = scene.has(k, "we") if told else None
        if us and us.value != "owner":
            return Named((context.speaker,) if context.speaker else (), None, "speaker")
        if us and scene.has(k + 1, "country_word") and context.speaker:
            return Named((context.speaker,), None, "our country")
        if country and scene.has(k, "country_of") and (context.country or context.publisher):
            return Named((context.country or context.publisher,), None, "the country")
    if index > 0 and depth < 4 and not (scene.groups[index - 1].passive and start == group.i):
        return subject(scene, index - 1, context, depth + 1)
    return Named()


def _owner(scene: Scene, actor: Actor, start: int) -> Actor:
    """As in "The government of Brazil" and "Ukraine's road agency Ukravtodor".

    The first of a chain.
    """
    index = scene.actor_index[actor.i]
    while index > 0:
        before = scene.actors[index - 1]
        if before.i < start or not before.possessive or not scene.one_phrase(before.j, actor.i):
            break
        index, actor = index - 1, before
    return actor


def _object(scene: Scene, actor: Actor) -> bool:
    """Whether an actor stands right after a verb, as its object."""
    if any(g.i in (actor.j, actor.j + 1) and g.tense != "participle" for g in scene.groups):
        return False
    return any(
        (g.j == actor.i or (g.j + 1 == actor.i and scene.has(g.j, "det") is not None))
        and g.tense != "participle"
        for g in scene.groups
    )


_FAR = 80  # tokens


def _subject_start(scene: Scene, index: int) -> int:
    group = scene.groups[index]
    start = max(0, group.i - _FAR)
    for before in range(index - 1, -1, -1):
        other = scene.groups[before]
        if other.tense != "participle":
            start = max(start, other.j)
            break
    for k in range(start, group.i):
        if scene.tokens[k].text in ";:" or ("sub" in scene.hits[k] and k > 0):
            start = k + 1
    return start


def inverted_speaker(scene: Scene, group: Group) -> Named:
    """As in "Said the ministry": the speaker behind the verb, up to a comma or full stop."""
    for k in range(group.j, min(group.j + 9, len(scene.tokens))):
        if scene.tokens[k].text in ",.;:" or scene.has(k, "rel"):
            break
        actor = scene.actor_at(k)
        if actor is not None and actor.kind != "place":
            return named(scene, (actor,), "speech")
    return Named()


def speaker_of(scene: Scene) -> Named:
    """Who speaks in this sentence, from its verbs of saying."""
    for index, group in enumerate(scene.groups):
        if group.klass == "speech" and not group.passive:
            teller = subject(scene, index, Context(), depth=9)
            teller = teller if teller.codes else inverted_speaker(scene, group)
            if teller.codes:
                return teller
    return Named()


def as_written(scene: Scene, k: int, cue: str) -> Named:
    """A party that no vocabulary knows: its capitalised words, article left out."""
    while scene.has(k, "det") and not scene.tokens[k].upper:
        k += 1
    end = k
    while end < len(scene.tokens) and (
        scene.tokens[end].upper
        or (scene.has(end, "place_word") and end > k)
        or (scene.low(end) in ("of", "'s") and end > k and _capital(scene, end + 1))
    ):
        end += 1
    if end == k or scene.has(k, "date.month", "date.weekday") or end - k > 8:
        return Named()
    words = " ".join(t.text for t in scene.tokens[k:end])
    return Named((words,), span_of(scene, k, end), cue)


def _capital(scene: Scene, k: int) -> bool:
    return k < len(scene.tokens) and scene.tokens[k].upper
