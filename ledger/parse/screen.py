"""What speaks for and against a thing being aid: named signs, each worth its weight.

Most signs are what readers go by: who gives, what verb, whether anybody counted. The weights in
data/reading/aid.csv, fitted on annotated passages, decide; nothing is turned down by one rule alone
unless its weight is that heavy.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.assign import Link
from ledger.parse.context import Context
from ledger.parse.gifts import of_parties
from ledger.parse.names import is_generic
from ledger.parse.no_aid import OPEN_TO_AID, RULES
from ledger.parse.relations import does
from ledger.parse.resolve import Resolved
from ledger.parse.roles import Choice
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import REFUSED, Verdict
from ledger.parse.uncounted import counts, uncounted


def signs(
    scene: Scene, thing: Thing, link: Link, found: Verdict, item: Resolved, choice: Choice,
    context: Context, listed: bool,
) -> frozenset[str]:  # fmt: skip
    """The signs of one thing."""
    told = context.title_aid and bool(context.title_recipients or context.crisis)
    seen = {
        *_of_verb(scene, thing, link, found),
        *of_parties(
            scene, choice, context, does(scene.groups[link.group]) if link.group >= 0 else ""
        ),
        *_of_words(scene),
        *[
            name
            for name, rule in RULES.items()
            if not (told and name in OPEN_TO_AID) and rule(scene, thing, link)
        ],
    }
    seen.update(context.near)
    if listed:
        seen.add("listed")
    elif link.group < 0 and context.told and context.block - context.heard <= 1:
        seen.add("list goes on")
    if thing.ignored and not _works(scene, thing, link):
        seen.add("never aid")
    if thing.money:
        seen.update(_of_money(scene, thing, link, context))
    else:
        seen.update(_of_thing(scene, thing, link, item))
    return frozenset(seen)


def _of_verb(scene: Scene, thing: Thing, link: Link, found: Verdict) -> Iterator[str]:
    """What governs the thing, how surely, and whether it tells a stage."""
    kind = found.rule.partition(":")[0]
    if kind == REFUSED:
        yield REFUSED
    if not found.stage:
        yield f"stageless {kind}" if kind in _STAGELESS else "stageless"
    if link.group < 0:
        yield "by noun" if link.noun >= 0 else f"by {kind}" if kind == "fragment" else "by list"
        return
    group = scene.groups[link.group]
    role = does(group)
    yield f"verb {role} gift" if role == "stops" and link.noun >= 0 else f"verb {role}"
    yield f"tense {group.tense}"
    if group.klass in ("block", "buy", "deny"):
        yield f"class {group.klass} {group.flag}".strip()
    yield "far verb" if link.cost >= 3.5 else "near verb" if link.cost < 1.0 else "middling verb"
    if link.gap < 0.5:
        yield "rival verb"
    if thing.i >= group.j:
        yield "behind verb"


_STAGELESS = frozenset(
    {"no-aid", "no-trigger", "no-stage", "negated", "duty", "maybe", "cancelled-verb"}
)


def _of_words(scene: Scene) -> Iterator[str]:
    """Words of a sentence that speak for or against aid wherever they stand."""
    for kind in ("opinion", "crime", "strike"):
        if scene.holds(kind):
            yield kind
    if any(scene.holds(kind) for kind in ("purchase", "sale", "trade")):
        yield "trade word"
    if any(g.klass == "block" and "harms" in g.flag for g in scene.groups):
        yield "harm told"
    if any(g.klass == "block" and "asks" in g.flag for g in scene.groups):
        yield "need told"


def _of_money(scene: Scene, thing: Thing, link: Link, context: Context) -> Iterator[str]:
    """What holds of an amount."""
    yield "money"
    if _restated(scene, thing, context):
        yield "restated"
    if is_value(scene, thing, link):
        yield "value"
    if _is_whole(scene, thing):
        yield "whole"
    if not any("aid" in here or "aid_money" in here for here in scene.hits):
        yield "money without aid"
    if any(scene.has(k, "aid", "aid_money", "noun.money") for k in range(thing.i, thing.j + 2)):
        yield "money of aid"


def _of_thing(scene: Scene, thing: Thing, link: Link, item: Resolved) -> Iterator[str]:
    """What holds of goods."""
    if not item.text and not item.code:
        yield "no item"
    elif not item.code:
        yield "unknown item"
    elif is_generic(scene.lexicon.vocabulary, item.code):
        yield "generic item"
    if thing.elliptic:
        yield "elliptic"
        yield "elliptic part" if thing.such else "elliptic more" if thing.more else "elliptic bare"
        yield "elliptic known" if item.code else "elliptic unknown"
    if thing.unit:
        yield "has unit"
    if thing.quantity is None:
        yield "uncounted"
        yield from uncounted(scene, thing, link, item)
    elif thing.quantity.low is None and thing.quantity.high is None:
        yield "vague"
    elif thing.quantity.low == thing.quantity.high == 1:
        yield "one"


def _works(scene: Scene, thing: Thing, link: Link) -> bool:
    """Repaired homes and schools are installed aid, though homes are no goods."""
    group = scene.groups[link.group] if link.group >= 0 else None
    if group is None or group.klass != "install":
        return False
    return any((hit := scene.has(k, "works")) and hit.j == thing.j for k in range(*thing.name))


def is_value(scene: Scene, thing: Thing, link: Link) -> bool:
    """As in "The cost of the aid is 800,000 euros": it values what was told, and gives nothing."""
    if any(g.klass in ("give", "send", "pledge", "deliver", "distribute") for g in scene.groups):
        return False
    return any(scene.has(k, "value_word") for k in range(thing.i))


def _is_whole(scene: Scene, thing: Thing) -> bool:
    """As in "five ships as part of a 12 billion yen grant": the frame of what was told."""
    told = any(counts(scene, q) for q in scene.quantities if q.j <= thing.i)
    near = range(max(0, thing.i - 4), thing.i)
    return told and any((hit := scene.has(k, "part_of")) and hit.j >= thing.i - 1 for k in near)


def _restated(scene: Scene, thing: Thing, context: Context) -> bool:
    """As in "The $800 million package" after the amount was told: the same money again."""
    paid = thing.quantity
    if paid is None or (str(paid.low), paid.currency) not in context.amounts:
        return False
    return any(
        (hit := scene.has(k, "det")) is not None and hit.value == "definite"
        for k in range(max(0, thing.i - 2), thing.i + 1)
    )
