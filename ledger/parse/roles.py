"""Who gives and who receives: the cues of one sentence first, what is carried over last."""

from __future__ import annotations

from ledger.parse.actors import Actor, cluster
from ledger.parse.assign import object_relative
from ledger.parse.context import Context, Named
from ledger.parse.model import Span
from ledger.parse.things import Scene, Thing
from ledger.parse.verbs import Group

_GIVES = frozenset(
    "give send airlift deliver distribute pledge install cancel delay contain carry aspect intend"
    " help".split()
)
_TO = frozenset("to.to prep.to prep.for prep.toward prep.towards prep.into prep.onto".split())
_IN = frozenset("prep.in prep.across prep.near prep.throughout prep.at prep.within".split())
_BY = frozenset({"prep.by", "by_cue.by"})
_NO_SUBJECT = (
    _TO
    | _IN
    | _BY
    | frozenset(
        "prep.from prep.with prep.against prep.through prep.between prep.on prep.under".split()
    )
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


def _cluster_of(scene: Scene, actor: Actor) -> tuple[Actor, ...]:
    return cluster(scene.actors, scene.actors.index(actor), scene.tokens, scene.hits)


def clause(scene: Scene, group: Group | None, thing: Thing) -> tuple[int, int]:
    """The tokens around a thing and its verb that no clause boundary cuts off."""
    left = min(thing.i, group.i if group else thing.i)
    right = max(thing.j, group.j if group else thing.j)
    while left > 0 and not _cuts(scene, left - 1, group):
        left -= 1
    while right < len(scene.tokens) and not _cuts(scene, right, group):
        right += 1
    return left, right


def _cuts(scene: Scene, k: int, group: Group | None) -> bool:
    if scene.tokens[k].text in ";:" or (scene.has(k, "sub") and not scene.has(k, "prep", "date.")):
        return True
    other = next((g for g in scene.groups if g.i <= k < g.j), None)
    return other is not None and other is not group and other.tense not in (
        "participle", "infinitive", "gerund")  # fmt: skip


def subject(scene: Scene, index: int, context: Context, depth: int = 0) -> Named:
    """Who does what verb group `index` says; follows pronouns to the governing verb."""
    group = scene.groups[index]
    start = _subject_start(scene, index)
    for k in range(group.i - 1, start - 1, -1):
        actor = scene.actor_at(k)
        if actor is not None and actor.prep not in _NO_SUBJECT and not _object(scene, actor):
            return named(scene, _cluster_of(scene, _owner(scene, actor, start)), "subject")
        us = scene.has(k, "we")
        if us and us.value != "owner":
            return Named((context.speaker,) if context.speaker else (), None, "speaker")
        if us and scene.has(k + 1, "country_word") and context.speaker:
            return Named((context.speaker,), None, "our country")
        if scene.has(k, "country_of") and context.country:
            return Named((context.country,), None, "the country")
    if index > 0 and depth < 4 and not (scene.groups[index - 1].passive and start == group.i):
        return subject(scene, index - 1, context, depth + 1)
    return Named()


def _owner(scene: Scene, actor: Actor, start: int) -> Actor:
    """ "The government of Brazil" and "Ukraine's road agency Ukravtodor": the first of a chain."""
    index = scene.actors.index(actor)
    while index > 0:
        before = scene.actors[index - 1]
        close = actor.i - before.j <= 4 and before.i >= start and before.possessive
        if not close:
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


def _subject_start(scene: Scene, index: int) -> int:
    group = scene.groups[index]
    start = 0
    for other in scene.groups[:index]:
        if other.tense != "participle":
            start = other.j
    for k in range(start, group.i):
        if scene.tokens[k].text in ";:" or (scene.has(k, "sub") and k > 0):
            start = k + 1
    return start


def donors(scene: Scene, thing: Thing, index: int, context: Context) -> Named:
    """The givers of a thing under verb group `index` (-1: no verb)."""
    group = scene.groups[index] if index >= 0 else None
    for found in (_gapped(scene, thing), _by_phrase(scene, thing, group)):
        if found.codes:
            return found
    left, right = clause(scene, group, thing)
    active = group is not None and group.klass in _GIVES and not group.passive
    doer = subject(scene, index, context) if active and group else Named()
    if doer.codes and not _gets(scene, index, doer, context):
        funder = _funder(scene, doer)
        return funder if funder.codes else doer
    for found in (
        _with_prep(scene, thing.i, right, frozenset({"prep.from"})),
        _owner_in_phrase(scene, thing, left),
        _label(scene),
        _announcer(scene, group),
        _opening_subject(scene, index, context),
        _relative_giver(scene, thing, index, context),
        _any_agent(scene, group),
        _donor_group(scene),
    ):
        if found.codes:
            return found
    return Named()


def _gapped(scene: Scene, thing: Thing) -> Named:
    """ "Poland sent 60 generators, Lithuania 25": a bare number right after its giver."""
    actor = scene.actor_at(thing.i - 1) if thing.i else None
    if actor is None or not thing.elliptic or actor.prep or actor.j != thing.i:
        return Named()
    return named(scene, (actor,), "gapping")


def _funder(scene: Scene, doer: Named) -> Named:
    """ "With funding from Sweden, UNDP installed": a go-between is not the giver then."""
    parties = scene.lexicon.vocabulary.parties
    if not all(code in parties for code in doer.codes):
        return Named()
    for actor in scene.actors:
        paid = any(scene.has(k, "aid_money", "aid") for k in range(max(0, actor.i - 4), actor.i))
        if actor.prep in ("prep.from", "prep.by") and paid and actor.counts not in doer.codes:
            return named(scene, _cluster_of(scene, actor), "funding")
    return Named()


def _relative_giver(scene: Scene, thing: Thing, index: int, context: Context) -> Named:
    """ "The 55 buses that Lithuania pledged": the subject of the clause about the thing."""
    for other, group in enumerate(scene.groups):
        if other == index or group.passive or not thing.j <= group.i <= thing.j + 8:
            continue
        gives = group.klass in ("give", "send", "deliver", "pledge", "airlift")
        if gives and object_relative(scene, group, thing):
            return subject(scene, other, context, depth=9)
    return Named()


def _any_agent(scene: Scene, group: Group | None) -> Named:
    """The agent of another giving verb of the sentence: "donated by Switzerland: three were …"."""
    for other in scene.groups:
        if other is group or not other.passive or other.klass not in ("give", "send", "deliver"):
            continue
        for actor in scene.actors:
            if 0 <= actor.i - other.j <= 6 and actor.prep in _BY:
                return named(scene, _cluster_of(scene, actor), "agent")
    return Named()


def _donor_group(scene: Scene) -> Named:
    """ "From 36 countries", "by international partners": givers that are not named."""
    for k in range(1, len(scene.tokens)):
        hit = scene.has(k, "donor_group")
        if hit is None:
            continue
        start = k
        while start > 0 and (
            scene.tokens[start - 1].text[0].isdigit()
            or (scene.has(start - 1, "number.", "qualifier") and not scene.has(start - 1, "prep"))
        ):
            start -= 1
        if start and any(h.row in ("prep.from", "prep.by") for h in scene.hits[start - 1].values()):
            words = " ".join(t.low for t in scene.tokens[start : hit.j])
            return Named((words,), span_of(scene, start, hit.j), "group")
    return Named()


def _opening_subject(scene: Scene, index: int, context: Context) -> Named:
    """ "X reaches a deal on 20 tents to be sent": who opens the sentence makes the promise."""
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
        if actor.prep.startswith("via.") and actor.kind == "party":
            return named(scene, (actor,), "via")
    return Named()


def _announcer(scene: Scene, group: Group | None) -> Named:
    """ "…, the ministry confirmed": who announces what is included or sent, gives it."""
    if group is not None and group.klass in ("receive", "await", "install", "arrive"):
        return Named()
    for index, other in enumerate(scene.groups):
        if other.klass != "speech" or other.passive:
            continue
        teller = subject(scene, index, Context(), depth=9)
        if not teller.codes:
            teller = _inverted(scene, other)
        if teller.codes:
            return Named(teller.codes, teller.span, "announcer")
    return Named()


def _inverted(scene: Scene, group: Group) -> Named:
    """ "Said the ministry": the speaker behind the verb, up to a comma or full stop."""
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
            teller = teller if teller.codes else _inverted(scene, group)
            if teller.codes:
                return teller
    return Named()


def _gets(scene: Scene, index: int, doer: Named, context: Context) -> bool:
    """Whether the doer is known to receive: who expects or installs is not the giver then."""
    group = scene.groups[index]
    known = set(doer.codes) <= set(context.recipients.codes) or any(
        a.kind == "place" and a.counts in doer.codes for a in scene.actors
    )
    source = any(a.prep == "prep.from" and a.counts not in doer.codes for a in scene.actors)
    awaits = group.klass == "intend" or any(g.klass == "receive" for g in scene.groups)
    return known and group.klass in ("install", "intend", "aspect", "help") or (source and awaits)


def _by_phrase(scene: Scene, thing: Thing, group: Group | None) -> Named:
    """ "Donated by Denmark": the agent of a passive next to the thing."""
    for other in scene.groups:
        if not other.passive or other.klass not in _GIVES:
            continue
        near = 0 <= other.i - thing.j <= 12 or other is group
        if not near or (other is not group and _blocked(scene, thing.j, other.i)):
            continue
        for actor in scene.actors:
            if 0 <= actor.i - other.j <= 6 and actor.prep in _BY:
                return named(scene, _cluster_of(scene, actor), "by")
        if scene.has(other.j, "by_cue"):
            return as_written(scene, other.j + 1, "by")
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


def _blocked(scene: Scene, left: int, right: int) -> bool:
    return any(scene.tokens[k].text in ";:" for k in range(left, right)) or any(
        q.low is not None and left <= q.i < right for q in scene.quantities
    )


def _with_prep(scene: Scene, left: int, right: int, rows: frozenset[str]) -> Named:
    for actor in scene.actors:
        if left <= actor.i < right and actor.prep in rows and actor.counts:
            return named(scene, _cluster_of(scene, actor), min(rows).partition(".")[2])
    return Named()


def _owner_in_phrase(scene: Scene, thing: Thing, left: int) -> Named:
    """ "U.S. security assistance", "Japan's contribution", "the Norwegian package includes"."""
    for actor in reversed(scene.actors):
        owns = actor.possessive or actor.kind in ("demonym", "body")
        if left <= actor.i < thing.j and owns and not actor.prep in _NO_SUBJECT:
            follows = range(actor.j, min(actor.j + 5, len(scene.tokens)))
            if any(scene.has(k, "noun.", "aid") for k in follows):
                return named(scene, (actor,), "owner")
    return Named()


def _label(scene: Scene) -> Named:
    """ "Spain: will provide": a name and a colon open the line."""
    if scene.actors and scene.actors[0].i <= 1:
        first = _cluster_of(scene, scene.actors[0])
        if scene.low(first[-1].j) == ":":
            return named(scene, first, "label")
    return Named()


def recipients(scene: Scene, thing: Thing, index: int, context: Context, givers: Named) -> Named:
    """Who gets a thing under verb group `index` (-1: no verb)."""
    group = scene.groups[index] if index >= 0 else None
    if group is not None and group.klass == "receive" and not group.passive:
        getter = subject(scene, index, context)
        if getter.codes:
            return getter
    if group is not None and not group.passive and group.klass in ("install", "intend", "await"):
        doer = subject(scene, index, context)
        waits = group.klass == "await" and doer.codes != givers.codes
        if doer.codes and (waits or _gets(scene, index, doer, context)):
            return doer
    waiting = _awaiting(scene, index, context)
    if waiting.codes and waiting.codes != givers.codes:
        return waiting
    left, right = clause(scene, group, thing)
    for found in (
        _indirect(scene, group, thing, context),
        _aimed(scene, thing, group, left, right, context, givers),
        _located(scene, thing, left, right, givers),
        _aimed_anywhere(scene, thing, givers),
    ):
        if found.codes:
            return found
    if group is not None and group.klass in ("arrive", "receive"):
        teller = speaker_of(scene)
        if teller.codes and teller.codes != givers.codes:
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
        and a.prep not in _ASIDE and a.counts != context.publisher
        and (not a.possessive or any(scene.has(k, "aid", "need") for k in range(a.j, a.j + 5)))
        and (not context.recipients.codes or context.heard != context.block or a.counts in known)
    }  # fmt: skip
    if len(others) != 1:
        return Named()
    return named(scene, (next(iter(others.values())),), "mentioned")


_ASIDE = _BY | frozenset("prep.from prep.with prep.against prep.between prep.through".split())


def _awaiting(scene: Scene, index: int, context: Context) -> Named:
    """ "Ukraine expects 12 bridges to be delivered": who waits is who gets."""
    if index < 0 or scene.groups[index].governor < 0 or not scene.groups[index].passive:
        return Named()
    over = scene.groups[index].governor
    return subject(scene, over, context) if scene.groups[over].klass == "await" else Named()


def _indirect(scene: Scene, group: Group | None, thing: Thing, context: Context) -> Named:
    """ "Provide Ukraine with", "gave Moldova 20 tents", "Ukraine was given"."""
    if group is None or group.klass not in ("give", "send", "deliver", "pledge", "help"):
        return Named()
    for actor in scene.actors:
        if group.j <= actor.i <= group.j + 1 and not actor.prep and actor.j <= thing.i:
            return named(scene, _cluster_of(scene, actor), "object")
    if scene.has(group.j, "we") and context.speaker:
        return Named((context.speaker,), None, "speaker")
    if group.passive and thing.i >= group.j:
        return subject(scene, scene.groups.index(group), context)
    return Named()


def _aimed(
    scene: Scene, thing: Thing, group: Group | None, left: int, right: int, context: Context,
    givers: Named,
) -> Named:  # fmt: skip
    """ "To Ukraine", "for the people of Moldova", "handed over to us"."""
    begin = min(thing.j, group.j) if group else thing.i
    following = next((q.i for q in scene.quantities if q.i >= thing.j and q.low is not None), right)
    for start, stop in ((thing.j, following), (begin, right)):
        for actor in scene.actors:
            if start <= actor.i < stop and actor.prep in _TO and actor.counts not in givers.codes:
                return named(scene, _cluster_of(scene, actor), "to")
        unknown = _unknown_aim(scene, start, stop)
        if unknown.codes:
            return unknown
    for k in range(begin, right):
        us = scene.has(k, "we")
        if us and us.value != "owner" and scene.has(k - 1, "prep", "to") and context.speaker:
            return Named((context.speaker,), None, "speaker")
        if scene.has(k, "country_of") and scene.has(k - 1, "prep", "to") and context.country:
            return Named((context.country,), None, "the country")
    return _people_of(scene, begin, right, givers)


def _aimed_anywhere(scene: Scene, thing: Thing, givers: Named) -> Named:
    """A target later in the sentence, beyond its clause; else who asked for help."""
    for actor in scene.actors:
        if actor.i >= thing.j and actor.prep in _TO and actor.counts not in givers.codes:
            return named(scene, _cluster_of(scene, actor), "to")
    for actor in scene.actors:
        asked = any(scene.has(k, "request") for k in range(max(0, actor.i - 5), actor.i))
        if asked and actor.counts not in givers.codes:
            return named(scene, _cluster_of(scene, actor), "request")
    return Named()


def _unknown_aim(scene: Scene, start: int, stop: int) -> Named:
    """ "To Southeast Asia": a name outside the vocabulary right after the word for a target."""
    for k in range(start, min(stop, len(scene.tokens) - 1)):
        if _row(scene, k) in _TO and not scene.has(k, "date.until"):
            after = k + 2 if scene.has(k + 1, "det") and not scene.tokens[k + 1].upper else k + 1
            if scene.has(after, "ignored") and not scene.actor_at(after):
                return as_written(scene, after, "to")
    return Named()


def _people_of(scene: Scene, begin: int, right: int, givers: Named) -> Named:
    """ "To the people of Moldova", "help Ukraine": a state that follows at a distance."""
    for actor in scene.actors:
        if not begin <= actor.i < right or actor.counts in givers.codes:
            continue
        opener = any(scene.has(k, "to", "prep") and _row(scene, k) in _TO
                     for k in range(max(begin, actor.i - 6), actor.i))  # fmt: skip
        if actor.prep in ("prep.of", "prep.in") and opener and not _waypoint(scene, actor):
            return named(scene, _cluster_of(scene, actor), "people of")
    return Named()


def _waypoint(scene: Scene, actor: Actor) -> bool:
    """ "The hub in Egypt": where things pass through, not who gets them."""
    return any(scene.has(k, "waypoint") for k in range(max(0, actor.i - 3), actor.i))


def _row(scene: Scene, k: int) -> str:
    hit = scene.has(k, "prep", "to")
    return hit.row if hit else ""


def _located(scene: Scene, thing: Thing, left: int, right: int, givers: Named) -> Named:
    """ "In Moldova", "reached Gaza": the place where the thing now is."""
    for actor in scene.actors:
        if not left <= actor.i < right or actor.counts in givers.codes or not actor.counts:
            continue
        town = actor.kind == "demonym" and scene.has(actor.j, "place_word")
        if town or actor.prep in _IN and actor.i >= thing.i and not _waypoint(scene, actor):
            return named(scene, _cluster_of(scene, actor), "in")
        if any(g.klass == "arrive" and g.j <= actor.i <= g.j + 1 for g in scene.groups):
            return named(scene, _cluster_of(scene, actor), "reached")
    return Named()
