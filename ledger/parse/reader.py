"""The fold over sentences: text in, claims out, with everything that was turned down."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ledger.parse.actors import actors
from ledger.parse.assemble import Outcome, assemble
from ledger.parse.assign import assign
from ledger.parse.context import Context, Named, opening_context
from ledger.parse.dates import dates
from ledger.parse.donors import donors
from ledger.parse.gate import worth_reading
from ledger.parse.lexicon import Lexicon, load_lexicon
from ledger.parse.model import Claim, Reading, Rejected, Source, Unread
from ledger.parse.quantities import quantities
from ledger.parse.recipients import recipients
from ledger.parse.scan import scan
from ledger.parse.scene import Scene, Thing, make_scene
from ledger.parse.segment import Sentence, sentences
from ledger.parse.settle import settled
from ledger.parse.subjects import named, speaker_of
from ledger.parse.things import things
from ledger.parse.tokens import normalise, tokenise
from ledger.parse.verbs import verb_groups


def read_announcement(source: Source) -> Reading:
    """Every claim of one announcement, in text order.

    Raises:
        FileNotFoundError: the source's language has no folder under data/lang.
    """
    lexicon = load_lexicon(source.language)
    text = normalise(source.text)
    context = opening_context(source.title, source.publisher, source.published, lexicon)
    claims: list[Claim] = []
    unread: list[Unread] = []
    rejected: list[Rejected] = []
    pending: list[Sentence] = []
    for sentence in sentences(text, lexicon):
        if not _open_end(claims, sentence) and not worth_reading(
            text[sentence.start : sentence.end], lexicon
        ):
            if pending and not text[pending[-1].start : pending[-1].end].rstrip().endswith(":"):
                pending.pop()  # only who introduces speech, and the sentence right before, count
            pending = [*pending[-1:], sentence]
            continue
        for earlier in pending:
            context = glance(text, earlier, context, lexicon)
        pending = []
        outcome, context = read_sentence(text, sentence, context, lexicon)
        claims = _told_later(claims, sentence, context)
        if outcome.value and claims and claims[-1].sentence.end == sentence.start:
            claims[-1] = _valued(claims[-1], *outcome.value)
        claims.extend(outcome.claims)
        unread.extend(outcome.unread)
        rejected.extend(outcome.rejected)
    return Reading(tuple(settled(claims, context, lexicon)), tuple(unread), tuple(rejected))


def _open_end(claims: list[Claim], sentence: Sentence) -> bool:
    """Whether the sentence before left open who gets, so that this one may tell."""
    return bool(claims) and claims[-1].sentence.end == sentence.start and not claims[-1].recipients


def _told_later(claims: list[Claim], sentence: Sentence, context: Context) -> list[Claim]:
    """Fills an open recipient from the next sentence: "The support will help Ukraine"."""
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if claim.sentence.end != sentence.start:
            break
        codes = tuple(c for c in context.recipients.codes if c not in claim.donors and c.isupper())
        if not claim.recipients and codes:
            claims[index] = replace(claim, recipients=codes)
    return claims


def _valued(claim: Claim, amount: Decimal | None, currency: str) -> Claim:
    """The claim with the value that the next sentence puts on it, when it had none."""
    if claim.amount is not None or amount is None:
        return claim
    return replace(claim, amount=amount, currency=currency, amount_basis="worth")


def scene_of(text: str, sentence: Sentence, context: Context, lexicon: Lexicon) -> Scene:
    """All typed spans of one sentence; `text` is normalised."""
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    hits = scan(tokens, lexicon)
    groups = verb_groups(tokens, hits, lexicon)
    blocked = frozenset(k for g in groups for k in range(g.head, g.j))
    return make_scene(
        tokens, hits, lexicon, actors(tokens, hits, lexicon),
        dates(tokens, hits, lexicon, context.published),
        quantities(tokens, hits, lexicon, blocked), groups,
    )  # fmt: skip


def read_sentence(
    text: str, sentence: Sentence, context: Context, lexicon: Lexicon
) -> tuple[Outcome, Context]:
    """The claims of one sentence, and the context for the next."""
    scene = scene_of(text, sentence, context, lexicon)
    context = entered(scene, sentence, context)
    found = things(scene)
    teller = speaker_of(scene)
    told = (
        context._replace(speaker=teller.codes[0], speaker_span=teller.span)
        if (teller.codes and not context.opener and sentence.block != context.quoted)
        else context
    )
    outcome, after = assemble(scene, sentence, found, assign(scene, found), told)
    context = after._replace(speaker=context.speaker, speaker_span=context.speaker_span)
    if not outcome.claims:
        context = overheard(scene, context)
    return outcome, leave(scene, text, sentence, context)


def glance(text: str, sentence: Sentence, context: Context, lexicon: Lexicon) -> Context:
    """What a sentence without aid still tells: who speaks, which country is meant."""
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    hits = scan(tokens, lexicon)
    found = actors(tokens, hits, lexicon)
    scene = make_scene(tokens, hits, lexicon, found)
    return leave(scene, text, sentence, entered(scene, sentence, context))


def entered(scene: Scene, sentence: Sentence, context: Context) -> Context:
    """The context on entering a sentence: a new paragraph forgets who gave and received."""
    if sentence.block == context.block:
        return context
    quoted = context.opener and sentence.block == context.block + 1
    if quoted:
        return context._replace(block=sentence.block, opener=False, quoted=sentence.block)
    context = context._replace(
        block=sentence.block, opener=False, speaker=context.publisher, speaker_span=None
    )
    if sentence.block - context.heard <= 1:
        return context
    return context._replace(donors=Named(), recipients=Named())


def leave(scene: Scene, text: str, sentence: Sentence, context: Context) -> Context:
    """The context after a sentence: its speaker when it introduces speech, its last country."""
    opener = text[sentence.start : sentence.end].rstrip().endswith(":")
    countries = [a for a in scene.actors if a.counts]
    if countries:
        named_here = tuple(a.counts for a in countries if a.kind != "demonym")
        context = context._replace(country=countries[-1].counts,
            seen=tuple(dict.fromkeys((*context.seen, *named_here))),
        )  # fmt: skip
    if scene.holds("we"):
        context = context._replace(ours=True)
    if not opener:
        return context
    speaker = _speaker(scene)
    if not speaker.codes:
        return context._replace(opener=True)
    return context._replace(opener=True, speaker=speaker.codes[0], speaker_span=speaker.span)


def overheard(scene: Scene, context: Context) -> Context:
    """A sentence that promises or gives something not counted still says who and to whom."""
    if any("purchase" in here for here in scene.hits):
        return context
    nothing = Thing(0, 0, (0, 0), None, "", "", False, False, False, False, False)
    for index, group in enumerate(scene.groups):
        if group.klass not in ("give", "send", "deliver", "pledge", "receive", "help"):
            continue
        thing = nothing._replace(i=group.j, j=group.j)
        givers = donors(scene, thing, index, context) if group.klass != "help" else Named()
        getters = recipients(scene, thing, index, context, givers)
        if getters.codes == (givers.codes or context.donors.codes):
            getters = Named()
        if givers.codes or getters.codes:
            context = context.hear(givers, getters)
    return context


def _speaker(scene: Scene) -> Named:
    """Whose words follow the colon: the first state or body of the last sentence part."""
    for actor in scene.actors:
        if actor.counts and actor.kind != "place" and actor.prep != "via":
            return named(scene, (actor,), "speech")
    return Named()


class Trace(NamedTuple):
    """One sentence with its typed spans and what came of it, for explaining."""

    sentence: Sentence
    scene: Scene
    outcome: Outcome


def trace(source: Source) -> tuple[Trace, ...]:
    """The same reading, sentence by sentence, with all mentions kept."""
    lexicon = load_lexicon(source.language)
    text = normalise(source.text)
    context = opening_context(source.title, source.publisher, source.published, lexicon)
    found: list[Trace] = []
    for sentence in sentences(text, lexicon):
        if not worth_reading(text[sentence.start : sentence.end], lexicon):
            context = glance(text, sentence, context, lexicon)
            continue
        scene = scene_of(text, sentence, context, lexicon)
        outcome, context = read_sentence(text, sentence, context, lexicon)
        found.append(Trace(sentence, scene, outcome))
    return tuple(found)
