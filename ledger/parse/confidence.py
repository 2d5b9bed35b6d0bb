"""How sure the reader is of a claim: that it is aid, and its stage, item and parties are right.

Signs of how it was read, weighed in data/reading/confidence.csv and fitted on annotated passages,
so that of the claims with 0.9 nine in ten are right in all of these.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from ledger.parse.accept import Judged
from ledger.parse.assign import Link
from ledger.parse.context import Context, Named
from ledger.parse.names import is_generic
from ledger.parse.resolve import Resolved
from ledger.parse.roles import Choice
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import Verdict
from ledger.parse.weights import probability, weights

# The lower ends of the bands into which a probability is sorted.
_BANDS = (0.99, 0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)


def confidence(signs: frozenset[str]) -> float:
    """A probability from 0 to 1, two decimals."""
    return round(probability(signs, weights("confidence")), 2)


def confidence_signs(
    scene: Scene, thing: Thing, link: Link, told: Verdict, item: Resolved, choice: Choice,
    judged: Judged, context: Context,
) -> frozenset[str]:  # fmt: skip
    """What holds of the reading of one claim; `told` is what verb or noun said of its stage."""
    return frozenset(
        {
            f"aid {_band(judged.probability)}",
            *_of_role("donor", choice.donors, choice.sure[0]),
            *_of_role("recipient", choice.recipients, choice.sure[1]),
            *_of_stage(scene, link, told),
            *_of_item(scene, thing, item),
            *_of_sentence(scene),
            f"told by {_teller(choice, context, scene.lexicon.vocabulary.countries)}",
        }
    )


def _teller(choice: Choice, context: Context, states: Container[str]) -> str:
    """On which side the publisher stands: who gives or gets knows best."""
    if not context.publisher:
        return "nobody"
    if context.publisher in choice.donors.codes:
        return "giver"
    if context.publisher in choice.recipients.codes:
        return "getter"
    return "third" if context.publisher in states else "body"


def _band(chance: float) -> str:
    return f"{next(low for low in _BANDS if chance >= low):.2f}"


def _of_role(role: str, named: Named, sure: float) -> Iterator[str]:
    """Whether a party is named, known from elsewhere or from no list, and how clear the choice."""
    yield f"{role} sure {_band(sure)}"
    where = "named" if named.span else "inferred"
    yield f"{role} {where}" if named.codes else f"no {role}"
    if len(named.codes) > 1:
        yield f"joint {role}"
    if named.codes:
        yield f"{role} by {named.cue}"
    if any(" " in code or code.istitle() for code in named.codes):
        yield f"{role} unlisted"


def _of_stage(scene: Scene, link: Link, told: Verdict) -> Iterator[str]:
    """What told the stage: its verb, a noun, or only what was said before."""
    if link.group < 0:
        yield "stage by noun" if link.noun >= 0 else "stage by context"
    else:
        group = scene.groups[link.group]
        yield f"verb {group.klass}"
        yield f"tense {group.tense}"
        yield (
            "far verb" if link.cost >= 3.5 else "near verb" if link.cost < 1.0 else "middling verb"
        )
        if link.gap < 1.0:
            yield "rival verb"
    if not told.stage:
        yield "stage untold"


def _of_item(scene: Scene, thing: Thing, item: Resolved) -> Iterator[str]:
    """How well the thing is named and counted."""
    if thing.money:
        yield "money"
    elif not item.text:
        yield "no item"
    elif not item.code:
        yield "item unknown"
    elif is_generic(scene.lexicon.vocabulary, item.code):
        yield "item generic"
    if thing.elliptic:
        yield "item from context"
    if thing.quantity is None:
        yield "no number"
    elif thing.quantity.low is None and thing.quantity.high is None:
        yield "vague number"


def _of_sentence(scene: Scene) -> Iterator[str]:
    """How much else stands in the sentence."""
    count = len(scene.groups)
    yield f"verbs {min(count, 4)}"
    figures = sum(q.low is not None for q in scene.quantities)
    yield f"figures {min(figures, 4)}"
    if len(scene.tokens) > 50:
        yield "long sentence"
