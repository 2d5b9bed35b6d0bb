"""Who gets: the cues of one sentence in order of trust."""

from __future__ import annotations

from ledger.parse.actors import Actor
from ledger.parse.context import Context, Named
from ledger.parse.donors import is_receiver
from ledger.parse.quantities import longest_prep_of
from ledger.parse.scene import Scene, Thing
from ledger.parse.subjects import (
    AGENTS,
    AIMS,
    PLACES,
    as_written,
    clause,
    cluster_of,
    named,
    speaker_of,
    subject,
)
from ledger.parse.verbs import Group


def _who_gets(scene: Scene, index: int, context: Context, givers: Named) -> Named:
    """The getter by the verb itself: who receives, refuses, awaits, or lets things be set up."""
    group = scene.groups[index]
    if group.klass == "receive" and group.passive:
        for actor in scene.actors:
            if 0 <= actor.i - group.j <= 4 and actor.prep in AGENTS:
                return named(scene, cluster_of(scene, actor), "by")
    doer = Named() if group.passive else subject(scene, index, context)
    if doer.codes and (group.klass == "receive" or group.flag == "refuse"):
        return doer
    if doer.codes and group.klass in ("install", "intend", "await"):
        waits = group.klass == "await" and doer.codes != givers.codes
        if waits or is_receiver(scene, index, doer, context):
            return doer
    waiting = _awaiting(scene, index, context)
    return waiting if waiting.codes != givers.codes else Named()


def recipients(scene: Scene, thing: Thing, index: int, context: Context, givers: Named) -> Named:
    """Who gets a thing under verb group `index` (-1: no verb)."""
    group = scene.groups[index] if index >= 0 else None
    if group is not None:
        getter = _who_gets(scene, index, context, givers)
        if getter.codes:
            return getter
    left, right = clause(scene, group, thing)
    for found in (
        _indirect(scene, group, thing, context),
        _aimed(scene, thing, group, left, right, context, givers),
        _located(scene, thing, left, right, givers),
        _aimed_anywhere(scene, thing, index, givers),
    ):
        if found.codes:
            return found
    if group is not None and group.klass in ("arrive", "receive"):
        teller = speaker_of(scene)
        states = all(code.isupper() for code in teller.codes)
        if teller.codes and states and teller.codes != givers.codes:
            return Named(teller.codes, teller.span, "announcer")
    return _mentioned(scene, givers, context)


def _mentioned(scene: Scene, givers: Named, context: Context) -> Named:
    """The only other state of the sentence, when nothing says that it gives or stands aside."""
    if context.recipients.codes and context.heard == context.block:
        known = set(context.past_recipients)
    else:
        known = set()
    others = {
        a.counts: a for a in scene.actors
        if a.kind in ("name", "capital", "place", "people") and a.counts not in givers.codes
        and a.prep not in _ASIDE and a.counts != context.publisher and not _of_teller(scene, a)
        and (not a.possessive or any(scene.has(k, "aid", "need") for k in range(a.j, a.j + 5)))
        and (not context.recipients.codes or context.heard != context.block or a.counts in known)
    }  # fmt: skip
    if len(others) != 1:
        return Named()
    return named(scene, (next(iter(others.values())),), "mentioned")


_ASIDE = AGENTS | frozenset({"from", "with", "against", "between", "through"})


def _awaiting(scene: Scene, index: int, context: Context) -> Named:
    """As in "Ukraine expects 12 bridges to be delivered": who waits is who gets."""
    if index < 0 or scene.groups[index].governor < 0 or not scene.groups[index].passive:
        return Named()
    over = scene.groups[index].governor
    return subject(scene, over, context) if scene.groups[over].klass == "await" else Named()


def _indirect(scene: Scene, group: Group | None, thing: Thing, context: Context) -> Named:
    """As in "Provide Ukraine with", "gave Moldova 20 tents", "Ukraine was given"."""
    if group is None or group.klass not in ("give", "send", "deliver", "pledge", "help"):
        return Named()
    for actor in scene.actors:
        if group.j <= actor.i <= group.j + 1 and not actor.prep and actor.j <= thing.i:
            return named(scene, cluster_of(scene, actor), "object")
    if scene.has(group.j, "we") and context.speaker:
        return Named((context.speaker,), None, "speaker")
    if group.passive and thing.i >= group.j:
        return subject(scene, scene.groups.index(group), context)
    return Named()


def _aimed(
    scene: Scene, thing: Thing, group: Group | None, left: int, right: int, context: Context,
    givers: Named,
) -> Named:  # fmt: skip
    """As in "To Ukraine", "for the people of Moldova", "handed over to us"."""
    begin = min(thing.j, group.j) if group else thing.i
    following = next((q.i for q in scene.quantities if q.i >= thing.j and q.low is not None), right)
    if thing.money and following < right and _of_it(scene, following):
        right = following
    for start, stop in ((thing.j, following), (begin, right)):
        for actor in scene.actors:
            aimed = start <= actor.i < stop and actor.prep in AIMS
            if aimed and actor.counts not in givers.codes and not scene.has(actor.j, "waypoint"):
                return named(scene, cluster_of(scene, actor), "to")
        people = _people_of(scene, start, stop, givers) if start == thing.j else Named()
        if people.codes:
            return people
        unknown = _unknown_aim(scene, start, stop)
        if unknown.codes:
            return unknown
    deictic = scene.holds("we") or scene.holds("country_of")
    for k in range(begin, right if deictic else begin):
        us = scene.has(k, "we")
        if us and us.value != "owner" and scene.has(k - 1, "prep", "to") and context.speaker:
            return Named((context.speaker,), None, "speaker")
        if scene.has(k, "country_of") and scene.has(k - 1, "prep", "to") and context.country:
            return Named((context.country,), None, "the country")
    return _people_of(scene, begin, right, givers)


def _of_it(scene: Scene, start: int) -> bool:
    """As in "45 million, 5 million of it for the Red Cross": the aim is that of the part."""
    part = next((q for q in scene.quantities if q.i == start), None)
    return (
        part is not None
        and longest_prep_of(scene.hits, part.j)
        and scene.has(part.j + 1, "pronoun", "it", "rel") is not None
    )


def _aimed_anywhere(scene: Scene, thing: Thing, index: int, givers: Named) -> Named:
    """A target later in the sentence, beyond its clause; else who asked for help."""
    for actor in scene.actors:
        if actor.i < thing.j or actor.prep not in AIMS or actor.counts in givers.codes:
            continue
        if scene.has(actor.j, "waypoint"):
            continue
        if any(
            g.klass in ("give", "send", "deliver") and not g.passive and thing.j <= g.head < actor.i
            for g in scene.groups[index + 1 :]
        ):
            break  # another gift begins before this one and all that follow
        return named(scene, cluster_of(scene, actor), "to")
    if not scene.holds("request"):
        return Named()
    for actor in scene.actors:
        asked = any(scene.has(k, "request") for k in range(max(0, actor.i - 5), actor.i))
        if asked and actor.counts not in givers.codes:
            return named(scene, cluster_of(scene, actor), "request")
    return Named()


def _unknown_aim(scene: Scene, start: int, stop: int) -> Named:
    """As in "To Southeast Asia".

    A name outside the vocabulary right after the word for a target.
    """
    if not scene.holds("ignored") and not scene.holds("org_word"):
        return Named()
    for k in range(start, min(stop, len(scene.tokens) - 1)):
        if _row(scene, k) in AIMS and not scene.has(k, "date.until"):
            after = k + 2 if scene.has(k + 1, "det") and not scene.tokens[k + 1].upper else k + 1
            if scene.has(after, "ignored") and not scene.actor_at(after):
                return as_written(scene, after, "to")
            body = _unlisted_body(scene, after)
            if body.codes:
                return body
    return Named()


def _unlisted_body(scene: Scene, k: int) -> Named:
    """As in "to the High Plains Foundation": capital words that end in a word for a body."""
    end = k
    while end < len(scene.tokens) and scene.tokens[end].upper and end - k < 6:
        if end > k and scene.has(end, "org_word") and scene.actor_at(k) is None:
            return as_written(scene, k, "to")
        end += 1
    return Named()


def _people_of(scene: Scene, begin: int, right: int, givers: Named) -> Named:
    """As in "To the people of Moldova", "help Ukraine": a state that follows at a distance."""
    for actor in scene.actors:
        if not begin <= actor.i < right or actor.counts in givers.codes:
            continue
        opener = any(scene.has(k, "to", "prep") and _row(scene, k) in AIMS
                     for k in range(max(begin, actor.i - 6), actor.i))  # fmt: skip
        aside = _waypoint(scene, actor) or _of_teller(scene, actor)
        if actor.prep in ("of", "in") and opener and not aside:
            return named(scene, cluster_of(scene, actor), "people of")
    return Named()


def _waypoint(scene: Scene, actor: Actor) -> bool:
    """As in "The hub in Egypt": where things pass through, not who gets them."""
    return any(scene.has(k, "waypoint") for k in range(max(0, actor.i - 3), actor.i))


def _of_teller(scene: Scene, actor: Actor) -> bool:
    """As in "according to officials in London": where the teller sits is not where things go."""
    k = actor.i - 1
    while k >= 0 and scene.tokens[k].text not in (",", ";", ":"):
        if scene.has(k, "told_by"):
            return True
        k -= 1
    return False


def _row(scene: Scene, k: int) -> str:
    hit = scene.has(k, "prep", "to")
    return hit.value if hit else ""


def _located(scene: Scene, thing: Thing, left: int, right: int, givers: Named) -> Named:
    """As in "In Moldova", "reached Gaza": the place where the thing now is."""
    for actor in scene.actors:
        if not left <= actor.i < right or actor.counts in givers.codes or not actor.counts:
            continue
        if _of_teller(scene, actor):
            continue
        town = actor.kind == "demonym" and scene.has(actor.j, "place_word")
        if town or actor.prep in PLACES and actor.i >= thing.i and not _waypoint(scene, actor):
            return named(scene, cluster_of(scene, actor), "in")
        if any(g.klass == "arrive" and g.j <= actor.i <= g.j + 1 for g in scene.groups):
            return named(scene, cluster_of(scene, actor), "reached")
    return Named()
