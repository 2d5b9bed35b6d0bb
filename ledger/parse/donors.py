"""Who gives: the cues of one sentence in order of trust."""

from __future__ import annotations

from ledger.parse.assign import object_relative
from ledger.parse.context import Context, Named
from ledger.parse.scene import Scene, Thing
from ledger.parse.subjects import (
    AGENTS,
    NO_SUBJECT,
    as_written,
    clause,
    cluster_of,
    inverted_speaker,
    named,
    span_of,
    subject,
)
from ledger.parse.verbs import Group

_GIVES = frozenset(
    [
        "give",
        "send",
        "airlift",
        "deliver",
        "distribute",
        "pledge",
        "install",
        "cancel",
        "delay",
        "contain",
        "carry",
        "aspect",
        "intend",
        "help",
        "buy",
    ]
)


_NEAR = 60  # tokens: what stands further off speaks of something else


def donors(scene: Scene, thing: Thing, index: int, context: Context) -> Named:
    """The givers of a thing under verb group `index` (-1: no verb)."""
    group = scene.groups[index] if index >= 0 else None
    for found in (_gapped(scene, thing), _by_phrase(scene, thing, group)):
        if found.codes:
            return found
    left, right = clause(scene, group, thing)
    active = (
        group is not None and group.klass in _GIVES and not group.passive and group.flag != "refuse"
    )
    doer = subject(scene, index, context) if active and group else Named()
    if doer.codes and not is_receiver(scene, index, doer, context):
        funder = _funder(scene, doer)
        return funder if funder.codes else doer
    for found in (
        _with_prep(scene, thing.i, right, frozenset({"from"})),
        _with_prep(scene, left, thing.i if _comes(group) else left, frozenset({"from"})),
        _owner_in_phrase(scene, thing, left),
        _donation_of(scene, thing),
        _label(scene),
        _thanked(scene),
        _announcer(scene, group, context),
        _opening_subject(scene, index, context),
        _relative_giver(scene, thing, index, context),
        _leveller(scene, thing, context),
        _any_agent(scene, group),
        _with_prep(scene, 0, thing.i if _comes(group) else 0, frozenset({"from"})),
        _donor_group(scene),
    ):
        if found.codes:
            return found
    return Named()


def _comes(group: Group | None) -> bool:
    return group is not None and group.klass in ("arrive", "depart", "await", "receive")


def _gapped(scene: Scene, thing: Thing) -> Named:
    """As in "Poland sent 60 generators, Lithuania 25": a bare number right after its giver."""
    actor = scene.actor_at(thing.i - 1) if thing.i else None
    if actor is None or thing.quantity is None or actor.prep or actor.j != thing.i:
        return Named()
    joined = actor.i > 0 and (
        scene.tokens[actor.i - 1].text in ",;" or scene.has(actor.i - 1, "and") is not None
    )
    if not joined or not any(q.j <= actor.i for q in scene.quantities):
        return Named()
    return named(scene, (actor,), "gapping")


def _funder(scene: Scene, doer: Named) -> Named:
    """As in "With funding from Sweden, UNDP installed": a go-between is not the giver then."""
    parties = scene.lexicon.vocabulary.parties
    if not all(code in parties for code in doer.codes):
        return Named()
    for actor in scene.actors:
        paid = any(scene.has(k, "aid_money", "aid") for k in range(max(0, actor.i - 4), actor.i))
        if actor.prep == "from" and paid and actor.counts not in doer.codes:
            return named(scene, cluster_of(scene, actor), "funding")
    return Named()


def _relative_giver(scene: Scene, thing: Thing, index: int, context: Context) -> Named:
    """As in "The 55 buses that Lithuania pledged": the subject of the clause about the thing."""
    for other, group in enumerate(scene.groups):
        if other == index or group.passive or not thing.j <= group.i <= thing.j + 8:
            continue
        gives = group.klass in ("give", "send", "deliver", "pledge", "airlift")
        if gives and object_relative(scene, group, thing):
            return subject(scene, other, context, depth=9)
    return Named()


def _thanked(scene: Scene) -> Named:
    """As in "thanked Italy for 60 tonnes", "grateful to Italy": who is thanked has given."""
    if scene.holds("thanks"):
        for actor in scene.actors:
            if any((hit := scene.has(k, "thanks")) and actor.i - hit.j in (0, 1)
                   for k in range(max(0, actor.i - 4), actor.i)):  # fmt: skip
                return named(scene, cluster_of(scene, actor), "thanked")
    for group in scene.groups:
        if group.flag == "thanks":
            for actor in scene.actors:
                if 0 <= actor.i - group.j <= 2:
                    return named(scene, cluster_of(scene, actor), "thanked")
    return Named()


def _donation_of(scene: Scene, thing: Thing) -> Named:
    """As in "20 tents, a gift of Norway": the noun names who gave."""
    start = max(thing.i - 4, 0)
    for actor in scene.actors if scene.holds("noun.donation") else ():
        if actor.prep == "of" and actor.i >= start and actor.counts:
            near = range(max(start, actor.i - 4), actor.i)
            if any((hit := scene.has(k, "noun.donation")) and hit.j >= actor.i - 2 for k in near):
                return named(scene, cluster_of(scene, actor), "gift of")
    return Named()


def _leveller(scene: Scene, thing: Thing, context: Context) -> Named:
    """As in "we crossed 250 million doses delivered": who reaches the level has given."""
    for index, group in enumerate(scene.groups):
        if group.flag == "level" and group.j == thing.i:
            return subject(scene, index, context, depth=9)
    return Named()


_ALONE = Context()  # the sentence by itself, without what was said before


def _any_agent(scene: Scene, group: Group | None) -> Named:
    """The agent of another giving verb of the sentence: "donated by Switzerland: three were …"."""
    agents = [actor for actor in scene.actors if actor.prep in AGENTS]
    for index, other in enumerate(scene.groups):
        far = group is not None and abs(other.i - group.i) > _NEAR
        if far or other is group or other.klass not in ("give", "send", "deliver"):
            continue
        if not other.passive and group is not None and other.j <= group.i:
            giver = subject(scene, index, _ALONE, depth=3)
            if giver.codes and not other.negated:
                return giver
        for actor in agents:
            if 0 <= actor.i - other.j <= 6:
                return named(scene, cluster_of(scene, actor), "agent")
    return Named()


def _donor_group(scene: Scene) -> Named:
    """As in "From 36 countries", "by international partners": givers that are not named."""
    if not scene.holds("donor_group"):
        return Named()
    for hit in scene.hits_in(1, len(scene.tokens), "donor_group"):
        start = hit.i
        while start > 0 and (
            scene.tokens[start - 1].text[0].isdecimal()
            or (scene.has(start - 1, "*number", "qualifier") and not scene.has(start - 1, "prep"))
        ):
            start -= 1
        if start and (link := scene.has(start - 1, "prep")) and link.value in ("from", "by"):
            words = " ".join(t.low for t in scene.tokens[start : hit.j])
            return Named((words,), span_of(scene, start, hit.j), "group")
    return Named()


def _opening_subject(scene: Scene, index: int, context: Context) -> Named:
    """As in "X reaches a deal on 20 tents to be sent": who opens the sentence makes the promise."""
    group = scene.groups[index] if index >= 0 else None
    if group is None or not group.passive or group.tense not in ("infinitive", "future"):
        return Named()
    if group.klass not in ("give", "send", "deliver") or index == 0:
        return Named()
    if any(g.klass in ("await", "receive") for g in scene.groups):
        return Named()
    return subject(scene, 0, context)


def go_between(scene: Scene) -> Named:
    """Who passes things on counts as the giver only when nobody else is named."""
    for actor in scene.actors:
        if actor.prep == "via" and actor.kind == "party":
            return named(scene, (actor,), "via")
    return Named()


def _announcer(scene: Scene, group: Group | None, context: Context) -> Named:
    """As in "…, the ministry confirmed": who announces what is included or sent, gives it."""
    if group is not None and group.klass in ("receive", "await", "install", "arrive"):
        return Named()
    for index, other in enumerate(scene.groups):
        if other.klass != "speech" or other.passive:
            continue
        teller = subject(scene, index, Context(), depth=9)
        if not teller.codes:
            teller = inverted_speaker(scene, other)
        if teller.codes and not set(teller.codes) <= set(context.recipients.codes):
            return Named(teller.codes, teller.span, "announcer")
    return Named()


def is_receiver(scene: Scene, index: int, doer: Named, context: Context) -> bool:
    """Whether the doer is known to receive: who expects or installs is not the giver then."""
    group = scene.groups[index]
    known = set(doer.codes) <= set(context.recipients.codes) or any(
        a.kind == "place" and a.counts in doer.codes for a in scene.actors
    )
    source = any(a.prep == "from" and a.counts not in doer.codes for a in scene.actors)
    awaits = group.klass == "intend" or any(g.klass == "receive" for g in scene.groups)
    return known and group.klass in ("install", "intend", "aspect", "help") or (source and awaits)


def _by_phrase(scene: Scene, thing: Thing, group: Group | None) -> Named:
    """As in "Donated by Denmark": the agent of a passive next to the thing."""
    agents = [actor for actor in scene.actors if actor.prep in AGENTS]
    for other in scene.groups:
        if not other.passive or other.klass not in _GIVES:
            continue
        near = 0 <= other.i - thing.j <= 12 or other is group
        if not near or (other is not group and _blocked(scene, thing.j, other.i)):
            continue
        for actor in agents:
            if 0 <= actor.i - other.j <= 6:
                return named(scene, cluster_of(scene, actor), "by")
        if scene.has(other.j, "by_cue") and not scene.has(other.head, "maker"):
            return as_written(scene, other.j + 1, "by")
    return Named()


def _blocked(scene: Scene, left: int, right: int) -> bool:
    return any(scene.tokens[k].text in ";:" for k in range(left, right)) or any(
        q.low is not None and left <= q.i < right for q in scene.quantities
    )


def _with_prep(scene: Scene, left: int, right: int, rows: frozenset[str]) -> Named:
    for actor in scene.actors:
        if left <= actor.i < right and actor.prep in rows and actor.counts:
            return named(scene, cluster_of(scene, actor), min(rows))
    return Named()


def _owner_in_phrase(scene: Scene, thing: Thing, left: int) -> Named:
    """As in "U.S.

    Security assistance", "Japan's contribution", "the Norwegian package includes".
    """
    for actor in reversed(scene.actors):
        owns = actor.possessive or actor.kind in ("demonym", "body")
        if left <= actor.i < thing.j and owns and actor.prep not in NO_SUBJECT:
            follows = range(actor.j, min(actor.j + 5, len(scene.tokens)))
            if any(scene.has(k, "*noun", "aid") for k in follows):
                return named(scene, (actor,), "owner")
    return Named()


def _label(scene: Scene) -> Named:
    """As in "Spain: will provide": a name and a colon open the line."""
    if scene.actors and scene.actors[0].i <= 1:
        first = cluster_of(scene, scene.actors[0])
        if scene.low(first[-1].j) == ":":
            return named(scene, first, "label")
    return Named()
