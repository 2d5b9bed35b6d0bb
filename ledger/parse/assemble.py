"""Links to claims: stage, roles, item, window and confidence of each thing of a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ledger.parse.aspect import aspect, brings_total
from ledger.parse.assign import Link
from ledger.parse.claims import Part, claims_of, lower_amount
from ledger.parse.context import Context, Named, Remembered
from ledger.parse.donors import donors, go_between
from ledger.parse.evidence import shared_currency
from ledger.parse.model import Claim, Rejected, Span, Unread
from ledger.parse.recipients import recipients
from ledger.parse.resolve import resolve
from ledger.parse.scene import Scene, Thing
from ledger.parse.screen import screen
from ledger.parse.segment import Sentence
from ledger.parse.stages import INHERITS
from ledger.parse.subjects import span_of
from ledger.parse.verdicts import is_near, stage_of

_LEAST = 0.3


class Outcome(NamedTuple):
    """What one sentence gave."""

    claims: tuple[Claim, ...] = ()
    value: tuple[Decimal | None, str] | None = None
    unread: tuple[Unread, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def assemble(
    scene: Scene, sentence: Sentence, found: tuple[Thing, ...], links: tuple[Link, ...],
    context: Context,
) -> tuple[Outcome, Context]:  # fmt: skip
    """Claims of a sentence in text order, and the context with its parties and things."""
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    previous: Part | None = None
    value: tuple[Decimal | None, str] | None = None
    before: tuple[Remembered, ...] = ()
    for thing, link in sorted(zip(found, links, strict=True), key=lambda p: p[0].i):
        part = _part(scene, thing, link, previous, before, context)
        before = _earlier(scene, part, before)
        rule = _rejecting_rule(scene, part, previous, context)
        if rule == "value" and thing.quantity:
            currency = shared_currency(scene, thing.quantity, context, part.donors.codes)
            value = (lower_amount(thing.quantity), currency)
        if rule:
            rejected.append(_rejection(scene, thing, rule))
        else:
            made = claims_of(scene, sentence, part, context)
            claims.extend(c for c in made if c.confidence >= _LEAST)
            rejected.extend(
                Rejected(c.evidence, "confidence", "") for c in made if c.confidence < _LEAST
            )
            previous = part
            context = _carry(context, part)
            context = _note(scene, context, part)
    return Outcome(
        tuple(claims), value, _unread(scene, sentence, claims, rejected), tuple(rejected)
    ), context


def _rejecting_rule(scene: Scene, part: Part, previous: Part | None, context: Context) -> str:
    listed = previous is not None and is_near(scene, previous, part.thing)
    return screen(
        scene, part.thing, part.link, part.verdict, part.item, part.donors, part.recipients,
        context, listed,
    )  # fmt: skip


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
    scene: Scene, thing: Thing, link: Link, previous: Part | None,
    before: tuple[Remembered, ...], context: Context,
) -> Part:  # fmt: skip
    found = stage_of(scene, thing, link, previous, context)
    item = resolve(scene, thing, before, context)
    group = scene.groups[link.group] if link.group >= 0 else None
    givers = donors(scene, thing, link.group, context)
    getters = recipients(scene, thing, link.group, context, givers)
    inherits = group is not None and group.klass in INHERITS
    if previous is not None and (inherits or brings_total(scene, thing)):
        givers = previous.donors if previous.donors.codes else givers
        own = getters.cue == "to" and getters.span is not None
        getters = previous.recipients if previous.recipients.codes and not own else getters
    if previous is not None and not givers.codes:
        givers = previous.donors
    if previous is not None and not getters.codes:
        getters = previous.recipients
    told = (*givers.codes, *context.donors.codes)
    if getters.cue in ("mentioned", "in") and set(getters.codes) <= set(told):
        getters = Named()
    givers, getters = _from_context(givers, getters, context)
    if not givers.codes and not (context.may_give and context.publisher not in getters.codes):
        givers = go_between(scene)
    at_home = group is not None and group.klass in ("install", "arrive", "receive", "depart")
    if (
        at_home
        and not getters.codes
        and context.publisher
        and (givers.codes and context.publisher not in givers.codes)
    ):
        getters = Named((context.publisher,), None, "publisher")
    seen = aspect(scene, thing, group, found.stage, found.planned, context)
    if previous is not None and group is not None and group.klass in INHERITS:
        seen = previous.aspect._replace(additional=seen.additional)
    return Part(thing, link, found, item, givers, getters, seen)


def _from_context(givers: Named, getters: Named, context: Context) -> tuple[Named, Named]:
    """Parties carried over from earlier sentences, then from title; never one on both sides."""
    if (
        context.may_give
        and context.recipients.codes == (context.publisher,)
        and not context.publisher.isupper()
    ):  # who was paid and publishes now tells of its own work
        context = context._replace(donors=Named(), recipients=Named())
    if not givers.codes:
        for codes, cue in ((context.donors.codes, "context"), (context.title_donors, "title")):
            fitting = tuple(c for c in codes if c not in getters.codes)
            if fitting:
                givers = Named(fitting, None, cue)
                break
    if not getters.codes:
        for codes, cue in (
            (context.recipients.codes, "context"), (context.title_recipients, "title"),
        ):  # fmt: skip
            fitting = tuple(c for c in codes if c not in givers.codes)
            if fitting:
                getters = Named(fitting, None, cue)
                break
    return givers, getters


def _carry(context: Context, part: Part) -> Context:
    context = context.hear(part.donors, part.recipients)
    paid = part.thing.quantity
    if paid is not None and paid.money:
        seen = (str(paid.low), paid.currency)
        context = context._replace(amounts=(*context.amounts, seen)[-8:])
    return context._replace(
        last_stage=part.verdict.stage, last_total=part.aspect.reporting == "total"
    )


def _note(scene: Scene, context: Context, part: Part) -> Context:
    """Things that can be referred to later: known ones, and counted ones."""
    if part.thing.money or not part.item.text or part.thing.ignored:
        return context
    if not (part.item.code or (part.thing.quantity and part.verdict.stage)):
        return context
    span = part.item.span or span_of(scene, part.thing.i, part.thing.j)
    return context.remember(Remembered(part.item.code, part.item.text, span, part.item.unit))
