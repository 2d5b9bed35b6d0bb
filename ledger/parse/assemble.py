"""Links to claims: stage, roles, item, window and confidence of each thing of a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledger.parse.accept import Judged, judge
from ledger.parse.aspect import UNSEEN, Held, aspect
from ledger.parse.assign import Link
from ledger.parse.claims import Part, claims_of, lower_amount
from ledger.parse.confidence import confidence_signs
from ledger.parse.context import Context, Event, Named, Remembered
from ledger.parse.cues import Facts, standing
from ledger.parse.evidence import shared_currency
from ledger.parse.mentions import mentions, short_forms
from ledger.parse.model import Claim, Rejected, Span, Unread
from ledger.parse.relations import Relations, relations
from ledger.parse.resolve import Resolved, resolve
from ledger.parse.roles import Choice, choose
from ledger.parse.scene import Scene, Thing
from ledger.parse.screen import signs
from ledger.parse.segment import Sentence
from ledger.parse.stages import INHERITS, REFUSED, Verdict, verdict
from ledger.parse.subjects import clause, span_of
from ledger.parse.verbs import Group
from ledger.parse.verdicts import is_near, stage_of

LEAST = 0.45  # probability of being aid below which a thing becomes no claim: the best F1 by folds

# Signs of what was not given at all: later sentences do not speak of it.
_UNTOLD = frozenset(
    {"never aid", "question", "condition", "compared", "denied", "bought", "traded", REFUSED}
)


class Told(NamedTuple):
    """Who is spoken of in a sentence, and what holds of each whatever the thing is."""

    relations: Relations
    facts: Facts


class Outcome(NamedTuple):
    """What one sentence gave; `parts` are all its things, claims or not."""

    claims: tuple[Claim, ...] = ()
    value: tuple[Decimal | None, str] | None = None
    unread: tuple[Unread, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    parts: tuple[Part, ...] = ()


def assemble(
    scene: Scene, sentence: Sentence, found: tuple[Thing, ...], links: tuple[Link, ...],
    context: Context,
) -> tuple[Outcome, Context]:  # fmt: skip
    """Claims of a sentence in text order, and the context with its parties and things."""
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    told, context = _who(scene, context)
    previous: Part | None = None
    value: tuple[Decimal | None, str] | None = None
    before: tuple[Remembered, ...] = ()
    parts: list[Part] = []
    for thing, link in sorted(zip(found, links, strict=True), key=lambda p: p[0].i):
        part = _part(scene, told, thing, link, previous, before, context)
        before = _earlier(scene, part, before)
        parts.append(part)
        if "value" in part.judged.signs and thing.quantity:
            currency = shared_currency(scene, thing.quantity, context, part.donors.codes)
            value = (lower_amount(thing.quantity), currency)
        if part.judged.probability < LEAST:
            rejected.append(_rejection(scene, thing, part.judged.against))
            if previous is None and link.group >= 0 and _tells(scene, part):
                context = _tell(context, part)
        else:
            claims.extend(claims_of(scene, sentence, part, context))
            previous = part
            context = _note(scene, _carry(context, part), part)
    if not claims:
        context = overheard(scene, told, parts, context)
    unread = _unread(scene, sentence, claims, rejected)
    return Outcome(tuple(claims), value, unread, tuple(rejected), tuple(parts)), context


def _who(scene: Scene, context: Context) -> tuple[Told, Context]:
    """Who is spoken of, and the context with the short forms that the sentence introduces."""
    spoken = mentions(scene, context)
    short = short_forms(scene, spoken)
    if short:
        context = context._replace(aliases={**context.aliases, **short})
    related = relations(scene, spoken)
    return Told(related, standing(scene, related)), context._replace(beside=((), ()))


def _tells(scene: Scene, part: Part) -> bool:
    """Whether a thing that became no claim was given all the same: its verb says so."""
    own = scene.groups[part.link.group].klass not in INHERITS
    return own and bool(part.verdict.stage) and not _UNTOLD & part.judged.signs


def overheard(scene: Scene, told: Told, parts: list[Part], context: Context) -> Context:
    """A sentence without a claim still tells who gives, who gets and how far it has come."""
    if scene.holds("purchase") or _UNTOLD & {sign for part in parts for sign in part.judged.signs}:
        return context
    for index, group in enumerate(scene.groups):
        if group.klass not in _OVERHEARD:
            continue
        thing = _NOTHING._replace(i=group.j, j=group.j)
        bounds = clause(scene, group, thing)
        choice = choose(scene, told.relations, told.facts, thing, index, bounds, context)
        givers = choice.donors if choice.donors.span else Named()
        getters = choice.recipients if choice.recipients.span else Named()
        if givers.codes or getters.codes:
            context = context.hear(givers, getters)
    event = event_of(scene)
    return context._replace(event=event) if event is not None else context


def event_of(scene: Scene) -> Event | None:
    """How far the aid has come that a sentence speaks of without counting it."""
    if not any(scene.holds(kind) for kind in ("aid", "*noun")):
        return None
    told = [
        found
        for index, group in enumerate(scene.groups)
        if group.klass in _OVERHEARD | _MOVES and (found := verdict(scene, index)).stage
    ]
    # "It was announced that the ministry received": what was done says more than who told it.
    told.sort(key=lambda found: found.stage == "pledged")
    return Event(told[0].stage, told[0].planned, None, None, False) if told else None


_OVERHEARD = frozenset({"give", "send", "deliver", "distribute", "pledge", "receive", "help"})
_MOVES = frozenset({"arrive", "depart", "airlift", "install"})
_NOTHING = Thing(0, 0, (0, 0), None, "", "", False, False, False, False, False)


def _judged(
    scene: Scene, thing: Thing, link: Link, found: Verdict, item: Resolved, choice: Choice,
    previous: Part | None, context: Context,
) -> Judged:  # fmt: skip
    listed = previous is not None and is_near(scene, previous, thing)
    judged = judge(signs(scene, thing, link, found, item, choice, context, listed))
    if REFUSED in judged.signs:  # no weight makes a gift of what somebody would not give
        return judged._replace(probability=0.0, against=REFUSED)
    return judged


def _staged(scene: Scene, found: Verdict, previous: Part | None, context: Context) -> Verdict:
    """The stage of a thing whose verb tells none: that of what stands beside or before it."""
    if found.stage:
        return found
    if previous is not None:
        return previous.verdict._replace(rule=found.rule)
    for index, group in enumerate(scene.groups):
        told = verdict(scene, index) if group.klass in _OVERHEARD | _MOVES else found
        if told.stage:
            return told._replace(rule=found.rule)
    event = context.event
    return Verdict(event.stage if event else "pledged", bool(event and event.planned), found.rule)


def _rejection(scene: Scene, thing: Thing, rule: str) -> Rejected:
    words = " ".join(t.text for t in scene.tokens[thing.i : thing.j])
    return Rejected(span_of(scene, thing.i, max(thing.j, thing.i + 1)), rule, words)


def _unread(
    scene: Scene, sentence: Sentence, claims: list[Claim], rejected: list[Rejected]
) -> tuple[Unread, ...]:
    """A sentence with a number and a stage word, yet no claim: it must not vanish."""
    stage = [g for g in scene.groups if g.klass not in ("speech", "block", "buy", "help")]
    if claims or not scene.quantities or not stage:
        return ()
    reason = rejected[-1].rule if rejected else "no-thing"
    words = " ".join(t.text for t in scene.tokens)
    return (Unread(Span(sentence.start, sentence.end), reason, words),)


def _earlier(scene: Scene, part: Part, before: tuple[Remembered, ...]) -> tuple[Remembered, ...]:
    """Things of the same sentence that a number without a noun may mean."""
    if part.thing.money or part.thing.ignored or not part.item.code or part.thing.elliptic:
        return before
    span = part.item.span or span_of(scene, part.thing.i, part.thing.j)
    return (*before, Remembered(part.item.code, part.item.text, span, part.item.unit))


def _part(
    scene: Scene, told: Told, thing: Thing, link: Link, previous: Part | None,
    before: tuple[Remembered, ...], context: Context,
) -> Part:  # fmt: skip
    found = stage_of(scene, thing, link, previous, context)
    item = resolve(scene, thing, before, context)
    group = scene.groups[link.group] if link.group >= 0 else None
    bounds = clause(scene, group, thing)
    choice = choose(scene, told.relations, told.facts, thing, link.group, bounds, context)
    judged = _judged(scene, thing, link, found, item, choice, previous, context)
    givers, getters = choice.donors, choice.recipients
    sure: frozenset[str] = frozenset()
    seen = UNSEEN
    if judged.probability >= LEAST:
        sure = confidence_signs(scene, thing, link, found, item, choice, judged, context)
    found = _staged(scene, found, previous, context)
    if sure or group is not None:  # what has no verb and is no claim is asked for no time
        held, whole = _held(group, previous, context)
        seen = aspect(scene, thing, group, found.stage, found.planned, bounds, held, whole, context)
    return Part(thing, link, found, item, givers, getters, seen, choice, judged, sure)


def _held(group: Group | None, previous: Part | None, context: Context) -> tuple[Held | None, bool]:
    """When what holds a thing was given, and whether that was a total; None when nothing does."""
    if group is None or group.klass not in INHERITS:
        return None, False
    if previous is not None:
        seen = previous.aspect
        return (seen.start, seen.end), seen.reporting == "total"
    event = context.event
    return ((event.start, event.end), event.total) if event is not None else (None, False)


def _carry(context: Context, part: Part) -> Context:
    context = context.hear(part.donors, part.recipients)
    context = context._replace(beside=(part.donors.codes, part.recipients.codes), told=True)
    paid = part.thing.quantity
    if paid is not None and paid.money:
        seen = (str(paid.low), paid.currency)
        context = context._replace(amounts=(*context.amounts, seen)[-8:])
    return _tell(context, part)._replace(last_total=part.aspect.reporting == "total")


def _tell(context: Context, part: Part) -> Context:
    """The context with the part as what was last told to be given."""
    seen = part.aspect
    total = seen.reporting == "total"
    event = context.event
    if (
        total
        and event is not None
        and context.beside != ((), ())
        and event.stage == part.verdict.stage
    ):
        return context  # "announced $8 million, bringing the total to": the gift is what is meant
    told = Event(part.verdict.stage, part.verdict.planned, seen.start, seen.end, total)
    return context._replace(event=told)


def _note(scene: Scene, context: Context, part: Part) -> Context:
    """Things that can be referred to later: known ones, and counted ones."""
    if part.thing.money or not part.item.text or part.thing.ignored:
        return context
    if not (part.item.code or (part.thing.quantity and part.verdict.stage)):
        return context
    span = part.item.span or span_of(scene, part.thing.i, part.thing.j)
    return context.remember(Remembered(part.item.code, part.item.text, span, part.item.unit))
