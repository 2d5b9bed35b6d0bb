"""The fold over sentences: text in, claims out, with everything that was turned down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ledger.parse.actors import actors
from ledger.parse.assemble import Outcome, assemble, event_of
from ledger.parse.assign import assign
from ledger.parse.context import Context, Named, marks, opening_context
from ledger.parse.dates import dates
from ledger.parse.gate import goes_on, words_of, worth_reading
from ledger.parse.lexicon import Lexicon, load_lexicon
from ledger.parse.model import Claim, Reading, Rejected, Source, Unread
from ledger.parse.quantities import quantities
from ledger.parse.scan import scan
from ledger.parse.scene import Scene, make_scene
from ledger.parse.segment import Sentence, sentences
from ledger.parse.settle import settled
from ledger.parse.splits import rejoined
from ledger.parse.subjects import named, speaker_of
from ledger.parse.surroundings import around, silent, spoken_of
from ledger.parse.things import things
from ledger.parse.tokens import Token, normalise, tokenise
from ledger.parse.verbs import verb_groups


def read_announcement(source: Source) -> Reading:
    """Every claim of one announcement, in text order.

    Raises:
        UnknownLanguageError: the source's language has no folder under data/lang.
    """
    lexicon = load_lexicon(source.language)
    claims: list[Claim] = []
    unread: list[Unread] = []
    rejected: list[Rejected] = []
    for step in trace(source):
        outcome = step.outcome
        if outcome.value and claims and claims[-1].sentence.end == step.sentence.start:
            claims[-1] = _valued(claims[-1], *outcome.value)
        claims.extend(outcome.claims)
        unread.extend(outcome.unread)
        rejected.extend(outcome.rejected)
    return Reading(tuple(settled(claims, lexicon)), tuple(unread), tuple(rejected))


class Heard(NamedTuple):
    """A sentence with its typed spans; `read` is False when it only tells who speaks of whom."""

    sentence: Sentence
    scene: Scene
    read: bool


class Passed(NamedTuple):
    """A sentence not worth reading: only the states that it names count."""

    states: tuple[str, ...]


_AHEAD = 200  # sentences whose theme is known before the first of them is read


def trace(source: Source) -> Iterator[Trace]:
    """The reading sentence by sentence, with all mentions kept."""
    lexicon = load_lexicon(source.language)
    text = normalise(source.text)
    context = opening_context(source.title, source.publisher, source.published, lexicon)
    heard = listen(text, context.published, lexicon)
    context = headed(source.title, context, lexicon)
    states = _of_heading(context, lexicon)
    while part := tuple(islice(heard, _AHEAD)):
        told = [
            spoken_of(one.scene) if isinstance(one, Heard) else silent(one.states) for one in part
        ]
        for at, one in enumerate(part):
            if isinstance(one, Heard) and one.read:
                near = around(told, at, states)
                context = context._replace(
                    near=near.signs, theme_gets=near.gets, theme_gives=near.gives,
                    aid_told=near.aid,
                )  # fmt: skip
                outcome, context = read_scene(one.scene, one.sentence, context)
                yield Trace(one.sentence, one.scene, outcome)
            elif isinstance(one, Heard):
                context = leave(one.scene, one.sentence, entered(one.scene, one.sentence, context))


def _of_heading(context: Context, lexicon: Lexicon) -> tuple[str, ...]:
    """The states that title and publisher name."""
    named = (
        context.publisher, *context.title_donors, *context.title_recipients, *context.crisis
    )  # fmt: skip
    return tuple(code for code in named if code in lexicon.vocabulary.countries)


def headed(title: str, context: Context, lexicon: Lexicon) -> Context:
    """The context with what the title tells to be given: "Egypt sends medical aid to Tunisia"."""
    tokens, hits, found = marks(title, lexicon)
    if not tokens:
        return context
    hits = rejoined(tokens, hits, lexicon)
    scene = make_scene(tokens, hits, lexicon, found, groups=verb_groups(tokens, hits, lexicon))
    event = event_of(scene)
    if event is None:
        return context
    context = context._replace(headline=event.stage)
    return context if event.stage == "pledged" else context._replace(event=event)


def listen(text: str, published: date | None, lexicon: Lexicon) -> Iterator[Heard | Passed]:
    """The sentences worth reading, and the one before each, in order; `text` is normalised."""
    pending: list[Sentence] = []
    end = -1
    for sentence in sentences(text, lexicon):
        written = text[sentence.start : sentence.end]
        words = words_of(written)
        if worth_reading(written, words, lexicon) or (
            end == sentence.start and goes_on(written, words, lexicon)
        ):
            for earlier in pending:
                yield Heard(earlier, _light(text, earlier, lexicon), False)
            pending = []
            end = sentence.end
            yield Heard(sentence, scene_of(text, sentence, published, lexicon), True)
        elif end == sentence.start:
            yield Heard(sentence, _light(text, sentence, lexicon), False)
        else:
            named = words & lexicon.state_words.keys()
            if named:
                yield Passed(tuple(lexicon.state_words[word] for word in named))
            if pending and not text[pending[-1].start : pending[-1].end].rstrip().endswith(":"):
                pending.pop()  # only who introduces speech, and the sentence right before, count
            pending = [*pending[-1:], sentence]


def _valued(claim: Claim, amount: Decimal | None, currency: str) -> Claim:
    """The claim with the value that the next sentence puts on it, when it had none."""
    if claim.amount is not None or amount is None:
        return claim
    return replace(claim, amount=amount, currency=currency, amount_basis="worth")


def scene_of(text: str, sentence: Sentence, published: date | None, lexicon: Lexicon) -> Scene:
    """All typed spans of one sentence; `text` is normalised."""
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    hits = rejoined(tokens, scan(tokens, lexicon), lexicon)
    groups = verb_groups(tokens, hits, lexicon)
    blocked = frozenset(k for g in groups for k in range(g.head, g.j))
    return make_scene(
        tokens, hits, lexicon, actors(tokens, hits, lexicon),
        dates(tokens, hits, lexicon, published),
        quantities(tokens, hits, lexicon, blocked), groups,
        _lines(text, tokens, sentence),
    )  # fmt: skip


def _lines(text: str, tokens: tuple[Token, ...], sentence: Sentence) -> tuple[int, ...]:
    """The tokens that begin a further line of a list, also of one that runs on in one line."""
    found = []
    for k in range(1, len(tokens) - 1):
        before, token = tokens[k - 1], tokens[k]
        if (
            sentence.listed
            and "\n" in text[before.end : token.start]
            or token.text in _BULLETS
            and before.text in _CLOSES
            and token.end < tokens[k + 1].start
        ):
            found.append(k)
    return tuple(found)


_BULLETS = frozenset("-\u2013\u2014\u2022\u00b7")
_CLOSES = frozenset(".;:!?")


def read_scene(scene: Scene, sentence: Sentence, context: Context) -> tuple[Outcome, Context]:
    """The claims of one sentence, and the context for the next."""
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
    return outcome, leave(scene, sentence, context)


def _light(text: str, sentence: Sentence, lexicon: Lexicon) -> Scene:
    """What a sentence without aid still tells: who speaks, which country is meant."""
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    hits = scan(tokens, lexicon)
    return make_scene(tokens, hits, lexicon, actors(tokens, hits, lexicon))


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


def leave(scene: Scene, sentence: Sentence, context: Context) -> Context:
    """The context after a sentence: its speaker when it introduces speech, its last country."""
    countries = [a for a in scene.actors if a.counts]
    if countries:
        context = context._replace(country=countries[-1].counts)
    first = next((a for a in countries if not a.prep and a.kind != "place"), None)
    if first is not None:
        context = context._replace(subject=(first.counts,))
    if not scene.tokens or scene.tokens[-1].text != ":":
        return context
    speaker = _speaker(scene)
    if not speaker.codes:
        return context._replace(opener=True)
    return context._replace(opener=True, speaker=speaker.codes[0], speaker_span=speaker.span)


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
