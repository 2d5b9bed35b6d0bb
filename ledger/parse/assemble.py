"""Links to claims: stage, roles, item, window and confidence of each thing of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.parse.aspect import Aspect, aspect, brings_total
from ledger.parse.assign import Link
from ledger.parse.context import Context, Named, Remembered
from ledger.parse.evidence import claim_places, countable, evidence_span, handover, shared_currency
from ledger.parse.model import Claim, Rejected, Span, Unread
from ledger.parse.quantities import Quantity
from ledger.parse.resolve import Resolved, resolve
from ledger.parse.roles import donors, go_between, recipients, span_of
from ledger.parse.score import confidence
from ledger.parse.screen import screen
from ledger.parse.segment import Sentence
from ledger.parse.stages import INHERITS, Verdict, verdict
from ledger.parse.things import Scene, Thing

_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one sentence gave."""

    claims: tuple[Claim, ...] = ()
    value: tuple[Decimal | None, str] | None = None
    unread: tuple[Unread, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A thing with everything found out about it, before it becomes a claim."""

    thing: Thing
    link: Link
    verdict: Verdict
    item: Resolved
    donors: Named
    recipients: Named
    aspect: Aspect


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
        rule = screen(
            scene,
            part.thing,
            part.link,
            part.verdict,
            part.item,
            part.donors,
            part.recipients,
            context,
            listed=previous is not None and _near(scene, previous, part.thing),
        )
        if rule == "value" and thing.quantity:
            currency = shared_currency(scene, thing.quantity, context, part.donors.codes)
            value = (_amount(thing.quantity), currency)
        if rule:
            rejected.append(_rejection(scene, thing, rule))
        else:
            made = _claims(scene, sentence, part, context)
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
    found = _verdict(scene, thing, link, previous, context)
    item = resolve(scene, thing, before, context)
    group = scene.groups[link.group] if link.group >= 0 else None
    givers = donors(scene, thing, link.group, context)
    getters = recipients(scene, thing, link.group, context, givers)
    inherits = group is not None and group.klass in INHERITS
    if previous is not None and (inherits or brings_total(scene, thing)):
        givers = previous.donors if previous.donors.codes else givers
        getters = previous.recipients if previous.recipients.codes else getters
    if previous is not None and not givers.codes:
        givers = previous.donors
    if previous is not None and not getters.codes:
        getters = previous.recipients
    givers, getters = _from_context(givers, getters, context)
    if not givers.codes:
        givers = go_between(scene)
    seen = aspect(scene, thing, group, found.stage, found.planned, context)
    if previous is not None and group is not None and group.klass in INHERITS:
        seen = previous.aspect._replace(additional=seen.additional)
    return Part(thing, link, found, item, givers, getters, seen)


def _from_context(givers: Named, getters: Named, context: Context) -> tuple[Named, Named]:
    """Parties carried over from earlier sentences, then from title; never one on both sides."""
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


def _verdict(
    scene: Scene, thing: Thing, link: Link, previous: Part | None, context: Context
) -> Verdict:
    if link.group >= 0:
        level = _reached(scene, thing, link)
        if level.stage:
            return level
        inside = _inside(scene, thing)
        if inside and not verdict(scene, link.group, thing.money).stage:
            return Verdict("delivered", False, inside)
        found = verdict(scene, link.group, thing.money)
        noun = scene.has(link.noun, "noun.money") if link.noun >= 0 else None
        if noun and not found.stage and scene.groups[link.group].base == "have":
            return Verdict(noun.value, False, noun.row)
        if found.rule != "inherit":
            return found
        return _inherited(scene, link, previous, context)
    if thing.quantity is not None and brings_total(scene, thing):
        said = previous.verdict.stage if previous else context.last_stage
        return Verdict(said or "delivered", False, "total")
    if link.noun >= 0:
        hit = scene.has(link.noun, "noun.")
        return Verdict(hit.value, False, hit.row) if hit else Verdict("", False, "no-trigger")
    if previous is not None and _near(scene, previous, thing):
        return previous.verdict
    if not any(g.tense != "participle" for g in scene.groups):
        return Verdict("pledged", False, "fragment")
    return Verdict("", False, "no-trigger")


def _reached(scene: Scene, thing: Thing, link: Link) -> Verdict:
    """ "The number of tents sent to Syria has reached 4,200": the other verb says what was done."""
    group = scene.groups[link.group]
    if group.base != "reach" or not thing.elliptic or thing.i < group.j:
        return Verdict("", False, "")
    for index in range(link.group - 1, -1, -1):
        found = verdict(scene, index)
        if found.stage:
            return found
    return Verdict("delivered", False, group.row)


def _inside(scene: Scene, thing: Thing) -> str:
    """ "Trucks delivering aid": a verb inside the name of the thing says what it did."""
    for k in range(*thing.name):
        for hit in scene.hits[k].values():
            if hit.kind == "verb.gerund" and scene.lexicon.verbs[hit.value].klass == "deliver":
                return hit.row
    return ""


def _near(scene: Scene, previous: Part, thing: Thing) -> bool:
    return thing.i - previous.thing.j < 12


def _inherited(scene: Scene, link: Link, previous: Part | None, context: Context) -> Verdict:
    """Include, carry: the stage of what includes, else of what was said before."""
    group = scene.groups[link.group]
    row = group.row
    for k in range(group.i - 1, -1, -1):
        hit = scene.has(k, "noun.")
        if hit is not None:
            if previous is not None and previous.thing.i <= k < previous.thing.j:
                break
            return Verdict(hit.value, False, row)
    if previous is not None:
        return Verdict(previous.verdict.stage, previous.verdict.planned, row)
    others = [k for k, g in enumerate(scene.groups) if g.klass not in INHERITS]
    for k in others:
        found = verdict(scene, k)
        if found.stage:
            return Verdict(found.stage, found.planned, row)
    return Verdict(context.last_stage or "pledged", False, row)


def _carry(context: Context, part: Part) -> Context:
    context = context.hear(part.donors, part.recipients)
    paid = part.thing.quantity
    if paid is not None and paid.money:
        seen = (str(paid.low), paid.currency)
        context = replace(context, amounts=(*context.amounts, seen)[-8:])
    return replace(context, last_stage=part.verdict.stage)


def _note(scene: Scene, context: Context, part: Part) -> Context:
    """Things that can be referred to later: known ones, and counted ones."""
    if part.thing.money or not part.item.text or part.thing.ignored:
        return context
    if not (part.item.code or (part.thing.quantity and part.verdict.stage)):
        return context
    span = part.item.span or span_of(scene, part.thing.i, part.thing.j)
    return context.remember(Remembered(part.item.code, part.item.text, span, part.item.unit))


def _claims(scene: Scene, sentence: Sentence, part: Part, context: Context) -> list[Claim]:
    """One claim; one a donor when several give things that nobody counted together."""
    if part.thing.quantity is None and len(part.donors.codes) > 1:
        return [
            _claim(
                scene, sentence, replace(part, donors=replace(part.donors, codes=(code,))), context
            )
            for code in part.donors.codes
        ]
    return [_claim(scene, sentence, part, context)]


def _claim(scene: Scene, sentence: Sentence, part: Part, context: Context) -> Claim:
    thing, quantity = part.thing, part.thing.quantity
    money = thing.money
    places, precision, texts, place_span = claim_places(scene, thing, part.link.group)
    unit = part.item.unit or _item_unit(scene, part.item.code)
    paid = quantity if money else thing.worth
    currency = shared_currency(scene, paid, context, part.donors.codes) if paid else ""
    counted = quantity if quantity is not None and not money else None
    one = quantity is None and thing.article and countable(scene, part.item.code)
    low = counted.low if counted else Decimal(1) if one else None
    high = counted.high if counted else Decimal(1) if one else None
    qualifier = quantity.qualifier if quantity else "exact" if one else "unspecified"
    span = span_of(scene, thing.i, max(thing.j, thing.i + 1))
    when = part.aspect.when
    number = span_of(scene, quantity.i, quantity.j) if quantity else None
    return Claim(
        stage=part.verdict.stage, planned=part.verdict.planned,
        reporting=part.aspect.reporting, additional=part.aspect.additional,
        donors=part.donors.codes, recipients=part.recipients.codes,
        speaker=context.speaker, speaker_side=_side(context.speaker, part),
        handover_point=handover(scene, part.link.group, part.verdict),
        item_text=part.item.text, item_code=part.item.code, variant=_variant(scene, thing),
        quantity_low=low, quantity_high=high, qualifier=qualifier,
        quantity_text=_words(scene, quantity.i, quantity.j) if quantity else "",
        unit=currency if money else unit,
        amount=_amount(paid), amount_high=_amount_high(paid),
        currency=currency, amount_basis="worth" if thing.worth else "stated" if money else "", per_unit=False, aggregate=False,
        start=part.aspect.start, end=part.aspect.end,
        date_text=_words(scene, when.i, when.j) if when else "",
        places=places, place_precision=precision, place_texts=texts,
        confidence=confidence(_features(scene, part)), rule=_rule(part),
        evidence=evidence_span(scene, thing, part.link.group, sentence),
        sentence=Span(sentence.start, sentence.end),
        spans=(
            ("donors", part.donors.span), ("recipients", part.recipients.span),
            ("item", part.item.span), ("quantity", None if money else number),
            ("amount", number if money else None), ("places", place_span),
            ("dates", span_of(scene, when.i, when.j) if when else None), ("thing", span),
        ),
    )  # fmt: skip


def _variant(scene: Scene, thing: Thing) -> str:
    """Make or model: capitalised words before the item's own name."""
    words = []
    for k in range(*thing.name):
        if scene.has(k, "item"):
            break
        if scene.tokens[k].upper and not scene.actor_at(k):
            words.append(scene.tokens[k].text)
    return " ".join(words)


def _amount(paid: Quantity | None) -> Decimal | None:
    """The lower bound of an amount; of "up to" the upper one, for nothing else is stated."""
    if paid is None:
        return None
    return paid.low if paid.low else paid.high


def _amount_high(paid: Quantity | None) -> Decimal | None:
    return paid.high if paid and paid.qualifier == "range" else None


def _side(speaker: str, part: Part) -> str:
    if not speaker:
        return ""
    if speaker in part.donors.codes:
        return "donor"
    return "recipient" if speaker in part.recipients.codes else "third"


def _item_unit(scene: Scene, code: str) -> str:
    items = scene.lexicon.vocabulary.items
    return items[code].unit if code in items else ""


def _words(scene: Scene, i: int, j: int) -> str:
    return " ".join(t.text for t in scene.tokens[i:j])


def _rule(part: Part) -> str:
    cues = (part.verdict.rule, f"donor:{part.donors.cue}", f"recipient:{part.recipients.cue}")
    return " ".join(c for c in cues if not c.endswith(":"))


def _features(scene: Scene, part: Part) -> frozenset[str]:
    found = {
        "money" if part.thing.money else "item known" if part.item.known
        else "item unknown" if part.item.text else "no item",
        "no verb" if part.link.group < 0 else "clear link" if part.link.gap > 1 else "doubtful link",
        _role("donor", part.donors), _role("recipient", part.recipients),
    }  # fmt: skip
    if part.thing.quantity is None:
        found.add("no number")
    if any("aid" in here for here in scene.hits):
        found.add("aid word")
    return frozenset(found)


def _role(name: str, found: Named) -> str:
    if not found.codes:
        return f"no {name}"
    return f"{name} named" if found.span else f"{name} inferred"
