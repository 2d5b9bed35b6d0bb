"""What a whole announcement tells about a party that no sentence named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ledger.parse.context import Context
from ledger.parse.lexicon import Lexicon
from ledger.parse.model import Claim
from validation.vocabulary_rows import Party

# Bodies that report what others give: their name on a text says nothing about the giver.
_TELLERS = frozenset({"un", "ocha", "ifrc", "gavi", "african-union", "nato", "google"})

_GIVERS = frozenset({"ngo", "multilateral", "agency", "fund", "company"})


def settled(claims: list[Claim], context: Context, lexicon: Lexicon) -> list[Claim]:
    """The claims with open parties filled from title, text and publisher; none is replaced."""
    states = frozenset(lexicon.vocabulary.countries)
    givers = {code for claim in claims for code in claim.donors}
    here = _crisis(context, givers, states)
    filled = [_with_recipient(claim, here, lexicon.vocabulary.parties, states) for claim in claims]
    return [_with_donor(claim, context, lexicon) for claim in filled]


def _crisis(context: Context, givers: set[str], states: frozenset[str]) -> str:
    """Where help goes by the title, else the only state of the text that gives nothing."""
    for code in context.crisis:
        if code not in givers:
            return code
    if context.ours and context.publisher in states and context.publisher not in givers:
        return context.publisher  # who says "we" and gives nothing, gets
    others = [c for c in context.seen if c in states and c not in givers and c != context.publisher]
    return others[0] if len(others) == 1 else ""


def _of_its_country(claim: Claim, parties: Mapping[str, Party], states: frozenset[str]) -> Claim:
    """Goods handed to a country's own relief society are aid to the country."""
    if len(claim.recipients) != 1 or claim.amount_basis == "stated":
        return claim
    party = parties.get(claim.recipients[0])
    if party is None or party.kind != "ngo" or party.country not in states:
        return claim
    if party.country in claim.donors:
        return claim
    return replace(claim, recipients=(party.country,))


def _with_recipient(
    claim: Claim, here: str, parties: Mapping[str, Party], states: frozenset[str]
) -> Claim:
    if claim.recipients or not here or here in claim.donors:
        return _of_its_country(claim, parties, states)
    return replace(claim, recipients=(here,), rule=f"{claim.rule} recipient:crisis")


def _is_received(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the verb tells of getting: a state that publishes so has not given."""
    verb = lexicon.verbs.get(claim.rule.split(" ")[0])
    return verb is not None and verb.klass in ("receive", "await")


def _with_donor(claim: Claim, context: Context, lexicon: Lexicon) -> Claim:
    """As in a relief agency's own report "20 tents were handed out": who publishes has given."""
    code = context.publisher
    if claim.donors or not context.may_give or code in claim.recipients or code in context.crisis:
        return claim
    party = lexicon.vocabulary.parties.get(code)
    if party is not None and (code in _TELLERS or party.kind not in _GIVERS):
        return claim
    if party is None and (not claim.recipients or _is_received(claim, lexicon)):
        return claim
    if party is not None and {party.country} & set(claim.recipients):
        return claim
    return replace(
        claim, donors=(code,), speaker_side="donor", rule=f"{claim.rule} donor:publisher"
    )
