"""What a reader carries from sentence to sentence: speaker, parties, places, things named.

Passed in and returned by every reading step, so that one sentence can be replayed alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ledger.parse.actors import Actor, actors
from ledger.parse.lexicon import Lexicon
from ledger.parse.model import Span
from ledger.parse.scan import Hit, Hits, longest, scan
from ledger.parse.tokens import Token, normalise, tokenise

_MEMORY = 8


class Named(NamedTuple):
    """Parties with the place they were read from; `span` is None when inferred."""

    codes: tuple[str, ...] = ()
    span: Span | None = None
    cue: str = ""


class Remembered(NamedTuple):
    """A thing named earlier: its code, words and where they stand."""

    item: str
    text: str
    span: Span
    unit: str


class Event(NamedTuple):
    """What was last told to be given: how far it has come, and when that was."""

    stage: str
    planned: bool
    start: date | None
    end: date | None
    total: bool


class Context(NamedTuple):
    """The state of the reading before a sentence. Empty codes mean not known."""

    published: date | None = None
    publisher: str = ""
    title_donors: tuple[str, ...] = ()
    title_recipients: tuple[str, ...] = ()
    title_aid: bool = False
    crisis: tuple[str, ...] = ()
    may_give: bool = False
    theme_gives: tuple[str, ...] = ()
    theme_gets: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    speaker: str = ""
    speaker_span: Span | None = None
    block: int = -1
    opener: bool = False
    quoted: int = -1
    donors: Named = Named()
    recipients: Named = Named()
    past_recipients: tuple[str, ...] = ()
    heard: int = -9
    country: str = ""
    places: tuple[tuple[str, Span], ...] = ()
    items: tuple[Remembered, ...] = ()
    event: Event | None = None
    headline: str = ""
    told: bool = False
    near: frozenset[str] = frozenset()
    aid_told: bool = False
    last_total: bool = False
    amounts: tuple[tuple[str, str], ...] = ()

    def hear(self, donors: Named, recipients: Named) -> Context:
        """The same context with the parties that a sentence named; empty ones change nothing."""
        return self._replace(heard=self.block,
            donors=donors if donors.codes else self.donors,
            recipients=recipients if recipients.codes else self.recipients,
            past_recipients=(*self.past_recipients, *recipients.codes)[-_MEMORY:],
        )  # fmt: skip

    def remember(self, thing: Remembered) -> Context:
        """The same context with one more thing in memory."""
        return self._replace(items=(*self.items, thing)[-_MEMORY:])


def opening_context(
    title: str, publisher: str, published: date | None, lexicon: Lexicon
) -> Context:
    """What title and publisher alone tell: who speaks, who may give and who may receive."""
    speaker = _publisher_code(publisher, lexicon)
    donors, recipients, aid = _from_title(title, speaker, lexicon)
    aid = aid or _from_title(publisher, speaker, lexicon)[2] or _is_helper(speaker, lexicon)
    crisis = tuple(
        code for text in (title, publisher) for code in _states(text, lexicon)
        if code != speaker and code not in donors
    )  # fmt: skip
    press = _is_press(publisher, lexicon)
    named = _states(publisher, lexicon)
    if not speaker and not press and not named and not publisher[:1].islower():
        speaker = publisher.partition("(")[0].strip(" ,")  # a body that no list holds
    abroad = speaker in lexicon.vocabulary.countries and bool(_states(publisher, lexicon)[1:])
    return Context(
        published=published, publisher=speaker, title_donors=donors, title_recipients=recipients,
        title_aid=aid or abroad, crisis=crisis,
        may_give=bool(speaker) and not press, speaker=speaker,
    )  # fmt: skip


def _states(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The states that a heading names, also by their towns; where "in" stands, that one first."""
    found = [a for a in marks(text, lexicon)[2] if a.counts in lexicon.vocabulary.countries]
    found.sort(key=lambda a: (a.prep != "in", a.kind == "demonym"))
    return tuple(dict.fromkeys(a.counts for a in found))


def _is_helper(code: str, lexicon: Lexicon) -> bool:
    """Whether a publisher is a relief body: what it hands out is aid without a further word."""
    party = lexicon.vocabulary.parties.get(code)
    return party is not None and party.kind in ("ngo", "multilateral")


def _is_press(publisher: str, lexicon: Lexicon) -> bool:
    """Whether a publisher only reports: a newspaper, a wire, a broadcaster."""
    return any(longest(here, "press") for here in marks(publisher, lexicon)[1])


@lru_cache(maxsize=8)  # title and publisher are asked several times, and of one after another
def marks(text: str, lexicon: Lexicon) -> tuple[tuple[Token, ...], Hits, tuple[Actor, ...]]:
    """Tokens, hits and actors of a heading."""
    plain = normalise(text)
    tokens = tokenise(plain, 0, len(plain), lexicon)
    hits = scan(tokens, lexicon)
    return tokens, hits, actors(tokens, hits, lexicon)


def _publisher_code(publisher: str, lexicon: Lexicon) -> str:
    """The state or body that publishes; "" for the press and others that only report."""
    tokens, hits, found = marks(publisher, lexicon)
    if not found and "@" in publisher:
        return _from_handle(publisher, lexicon)
    if not found:
        return _from_address(publisher, lexicon)
    first = found[0]
    if len(tokens) > first.j + 3 and first.kind in ("name", "demonym", "capital"):
        return ""
    return first.counts


_HANDLE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]+(?=[A-Z][a-z])")


def _from_handle(publisher: str, lexicon: Lexicon) -> str:
    """As in "@WFP_Haiti", "@USAIDSavesLives": a name on a network, cut at its capitals."""
    for part in _HANDLE.findall(publisher.partition("@")[2]):
        for entry in lexicon.table.get((part.lower(),), ()):
            if entry.kind == "party" and len(part) > 2:
                return lexicon.vocabulary.counts_as(entry.value)
    return ""


def _from_address(publisher: str, lexicon: Lexicon) -> str:
    """A publisher given as a host name: its parts may be names."""
    for part in publisher.replace("-", ".").split("."):
        for entry in lexicon.table.get((part.lower(),), ()):
            if entry.kind == "party" and len(part) > 2:
                return lexicon.vocabulary.counts_as(entry.value)
    return ""


def _acts(after: dict[str, Hit], actor: Actor, hits: Hits) -> bool:
    """Whether a name in a title gives: a verb or an aid word follows, or its aid is spoken of."""
    if any(kind.startswith(("verb.", "noun.", "future", "have")) for kind in after):
        return True
    near = hits[actor.j : actor.j + 5]
    return actor.possessive and any(longest(here, "aid", "*noun") for here in near)


def _gets(after: dict[str, Hit], lexicon: Lexicon) -> bool:
    """Whether a name in a title receives: "Ukraine receives 600 tonnes"."""
    verbs = (hit for kind, hit in after.items() if kind.startswith("verb."))
    return any(lexicon.verbs[hit.value].klass in ("receive", "await") for hit in verbs)


def _homes_others(actor: Actor, found: tuple[Actor, ...]) -> bool:
    """As in "Sudanese refugees in Chad": a people that is named with where it now lives."""
    return actor.kind == "demonym" and any(
        other.prep == "in" and 0 < other.i - actor.j <= 4 for other in found
    )


def _from_title(
    title: str, publisher: str, lexicon: Lexicon
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    tokens, hits, found = marks(title, lexicon)
    donors: list[str] = []
    recipients: list[str] = []
    for actor in found:
        if _homes_others(actor, found):
            continue
        after = hits[actor.j] if actor.j < len(hits) else {}
        modifies = longest(after, "noun.donation", "aid", "crisis") is not None
        if (
            _gets(after, lexicon)
            or actor.prep in ("for", "to", "in")
            or (modifies and actor.kind == "name" and not tokens[actor.i].text.isupper())
        ):
            recipients.append(actor.counts)
        elif not donors and not actor.prep and actor.kind != "place" and _acts(after, actor, hits):
            donors.append(actor.counts)
    others = [a.counts for a in found if a.prep not in ("from", "by") and a.counts not in donors]
    others = [code for code in others if code != publisher]
    if not recipients and len(found) > 1 and others:
        recipients.append(others[-1])
    aid = any(longest(here, "aid", "noun.donation") for here in hits)
    return tuple(donors[:1]), tuple(recipients[:1]), aid
