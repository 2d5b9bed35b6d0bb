"""What a whole announcement tells about a party once all of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ledger.parse.lexicon import Lexicon
from ledger.parse.model import Claim
from validation.vocabulary_rows import Party


def settled(claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims with goods handed to a country's own relief society as aid to the country."""
    states = frozenset(lexicon.vocabulary.countries)
    return [_of_its_country(claim, lexicon.vocabulary.parties, states) for claim in claims]


def _of_its_country(claim: Claim, parties: Mapping[str, Party], states: frozenset[str]) -> Claim:
    if len(claim.recipients) != 1 or claim.amount_basis == "stated":
        return claim
    party = parties.get(claim.recipients[0])
    if party is None or party.kind != "ngo" or party.country not in states:
        return claim
    if party.country in claim.donors:
        return claim
    return replace(claim, recipients=(party.country,))
