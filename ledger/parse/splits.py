"""Verbs whose particle stands behind the object: "made 20 tents available", "sent them back"."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Here, Hit, Hits, longest
from ledger.parse.tokens import Token

_PARTED = 12  # tokens that may stand between a verb and its particle
_CUTS = frozenset(".;:,")
# What a preposition has behind it and a particle has not.
_OBJECTS = ("det", "*number", "*geo", "party", "*place", "item", "we", "it")


def rejoined(tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon) -> Hits:
    """The hits with the verb that is meant where its particle follows, and the particle marked.

    What is marked as `particle` belongs to the verb: no noun phrase reaches into it.
    """
    if not any("*split" in here for here in hits):
        return hits
    found = list(hits)
    for i, here in enumerate(hits):
        if "*split" not in here or _is_joined(here, i):
            continue
        parted = min(_parted(tokens, hits, i, lexicon), default=None)
        if parted is None:
            continue
        k, row = parted
        found[i] = _as_verb(here, tokens[i], i, row, lexicon)
        mark = Hit("particle", "", row, k, k + 1)
        found[k] = {"particle": mark, "*end": mark}
    return tuple(found)


def _is_joined(here: Here, i: int) -> bool:
    """Whether a particle stands right behind the verb at token i."""
    return any(hit.j > i + 1 for kind, hit in here.items() if kind.startswith("verb."))


def _rows(token: Token, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The forms and rows of all verbs with a particle that a word may be."""
    for entry in lexicon.table.get((token.low,), ()):
        if entry.kind.startswith("split."):
            yield entry.kind[6:], entry.row


def _as_verb(here: Here, token: Token, i: int, row: str, lexicon: Lexicon) -> Here:
    """The hits of a word with the forms of one verb in place of those of others."""
    kept = {kind: hit for kind, hit in here.items() if not kind.startswith(("verb.", "*verb"))}
    for form, its in _rows(token, lexicon):
        if its == row:
            hit = Hit(f"verb.{form}", row, row, i, i + 1)
            kept |= {f"verb.{form}": hit, "*verb": hit}
    return kept


def _parted(
    tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon
) -> Iterator[tuple[int, str]]:
    """The particles that follow a word before the next verb, each with the verb it makes."""
    particles = {lexicon.verbs[row].particle: row for _, row in _rows(tokens[i], lexicon)}
    for k in range(i + 2, min(i + _PARTED, len(tokens))):
        row = particles.get(tokens[k].low)
        if row is not None and not _is_preposition(hits, k) and _may_part(hits, i, k):
            yield k, row
        if tokens[k].text in _CUTS or "*verb" in hits[k]:
            return


def _may_part(hits: Hits, i: int, k: int) -> bool:
    """As in "made a generous donation", not "made public a donation": a noun needs its article."""
    return "*noun" not in hits[k] or longest(hits[i + 1], "det", "additional") is not None


def _is_preposition(hits: Hits, k: int) -> bool:
    """As in "put 20 tents on a ship off Sudan", "20 tents out of 30": with an object of its own."""
    if any(hit.j > k + 1 for hit in hits[k].values()):
        return True
    if k + 1 >= len(hits) or not longest(hits[k], "prep", "qualifier"):
        return False
    return longest(hits[k + 1], *_OBJECTS) is not None and not longest(hits[k + 1], "*date")
