"""What speaks for and against a thing being aid: named signs, each worth its weight.

Most signs are what readers go by: who gives, what verb, whether anybody counted. The weights in
data/reading/aid.csv, fitted on annotated passages, decide; nothing is turned down by one rule alone
unless its weight is that heavy.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.assign import Link
from ledger.parse.context import Context
from ledger.parse.names import is_generic
from ledger.parse.no_aid import OPEN_TO_AID, RULES
from ledger.parse.quantities import Quantity
from ledger.parse.relations import does
from ledger.parse.resolve import Resolved
from ledger.parse.roles import Choice
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import Verdict


def signs(
    scene: Scene, thing: Thing, link: Link, found: Verdict, item: Resolved, choice: Choice,
    context: Context, listed: bool,
) -> frozenset[str]:  # fmt: skip
    """The signs of one thing."""
    told = context.title_aid and bool(context.title_recipients or context.crisis)
    seen = {
        *_of_verb(scene, thing, link, found),
        *_of_parties(
            scene, choice, context, does(scene.groups[link.group]) if link.group >= 0 else ""
        ),
        *[
            name
            for name, rule in RULES.items()
            if not (told and name in OPEN_TO_AID) and rule(scene, thing, link)
        ],
    }
    seen.update(context.near)
    if listed:
        seen.add("listed")
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
    if not found.stage:
        yield f"stageless {kind}" if kind in _STAGELESS else "stageless"
    if link.group < 0:
        yield "by noun" if link.noun >= 0 else f"by {kind}" if kind == "fragment" else "by list"
        return
    group = scene.groups[link.group]
    yield f"verb {does(group)}"
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


# What a verb says of things that come without anybody giving them.
_UNPROVED = frozenset(
    {"moves", "gets", "moves passively", "gets passively", "installs", "", "acts"}
)


_RELIEF = frozenset({"ngo", "multilateral", "agency", "fund"})

# Features of a party as getter that make it a giver at home when it also gives.
_AT_HOME = frozenset({"to near", "in near", "for near", "into near", "reached", "object given own"})


def _of_parties(scene: Scene, choice: Choice, context: Context, role: str) -> Iterator[str]:
    """Who is known to give and to get, and whether anything speaks of aid."""
    givers, getters = choice.donors, choice.recipients
    known = scene.lexicon.vocabulary.parties
    yield "giver named" if givers.span else "giver meant" if givers.codes else "no giver"
    yield "getter named" if getters.span else "getter meant" if getters.codes else "no getter"
    states = scene.lexicon.vocabulary.countries
    if givers.span and getters.span:
        yield "whole gift" if role.startswith("gives") else "both named"
    if givers.codes and getters.codes:
        abroad = givers.codes[0] in states and getters.codes[0] in states
        yield "state to state" if abroad else "both known"
    if not givers.codes and not getters.codes:
        yield "nobody"
    if givers.codes and all(c in known and known[c].kind == "company" for c in givers.codes):
        yield "company gives"
    if givers.codes and all(c in states for c in givers.codes):
        yield "state gives"
    if choice.sure[0] < 0.6:
        yield "giver doubtful"
    if choice.sure[1] < 0.6:
        yield "getter doubtful"
    proved = scene.holds("aid") or context.title_aid or givers.span is not None
    if role in _UNPROVED and not proved:
        yield "unproved"
    if any(
        not set(one.candidate.codes).isdisjoint(givers.codes) and _AT_HOME & one.candidate.features
        for one in choice.ranked[1][:3]
    ):
        yield "giver gets"
    if any(
        scene.has(k, "we") and scene.has(k + 1, "no_aid", "need")
        for k in scene.places.get("we", ())
    ):
        yield "our own"
    yield from _of_words(scene)
    if scene.holds("aid"):
        yield "aid word"
    if context.title_aid:
        yield "aid in heading"
    if context.crisis or context.title_recipients:
        yield "place in heading"
    if context.told:
        yield "aid before"
    relief = any(c in known and known[c].kind in _RELIEF for c in givers.codes)
    if relief:
        yield "relief body gives"
    if not (context.aid_told or context.title_aid or relief or role.startswith("gives")):
        yield "no aid in text"


def _of_words(scene: Scene) -> Iterator[str]:
    """Words of a sentence that speak for or against aid wherever they stand."""
    for kind in ("opinion", "crime"):
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
        yield from _uncounted(scene, thing, link, item)
    elif thing.quantity.low is None and thing.quantity.high is None:
        yield "vague"
    elif thing.quantity.low == thing.quantity.high == 1:
        yield "one"


def _uncounted(scene: Scene, thing: Thing, link: Link, item: Resolved) -> Iterator[str]:
    """What holds of a thing that nobody counted: named as given, or only mentioned?"""
    if item.code and is_generic(scene.lexicon.vocabulary, item.code):
        whole = _whole_shipment(scene, thing, item.code)
        yield "whole shipment" if whole else "uncounted generic"
    if thing.article:
        yield "with article"
    before = thing.name[0] - 1
    if _is_target(scene, thing):
        yield "target"
    if _pays_for_list(scene, thing):
        yield "paid for"
    numbered = any((hit := scene.has(k, "total", "count_of")) and hit.j == thing.name[0]
                   for k in range(max(0, before - 4), before + 1))  # fmt: skip
    if numbered or scene.has(before, "such", "total"):
        yield "refers back"
    elif scene.has(before, "det") and _points_back(scene, before):
        yield "definite"
    if scene.has(thing.j, "including"):
        yield "explained"
    if _is_detail(scene, thing):
        yield "detail"
    if _is_purpose(scene, link):
        yield "purpose"


_TARGETS = frozenset({"to", "for", "in", "from", "on"})


def _is_target(scene: Scene, thing: Thing) -> bool:
    """As in "to hospitals in Gaza": behind a preposition stands no object."""
    k = thing.i - 1
    while k > 0 and scene.has(k, "det") and not scene.has(k, "prep", "to"):
        k -= 1
    link = scene.has(k, "prep", "to") if k >= 0 else None
    return link is not None and link.j <= thing.i and link.value in _TARGETS


def _pays_for_list(scene: Scene, thing: Thing) -> bool:
    """As in "NOK 6 million to UNICEF for classrooms and water": what the money is for."""
    for k in range(thing.i - 1, max(-1, thing.i - 9), -1):
        aim = scene.has(k, "prep", "to")
        if aim is not None and aim.value == "for":
            return any(q.money and 0 <= k - q.j <= 6 for q in scene.quantities)
        if scene.group_at(k) is not None or scene.tokens[k].text in ";:(":
            return False
    return False


def _is_detail(scene: Scene, thing: Thing) -> bool:
    """As in "16 tonnes of aid, including tents": what a counted thing consists of."""
    for k in range(thing.i - 1, -1, -1):
        if scene.tokens[k].text in ".:)" or scene.group_at(k) is not None:
            return False
        if scene.tokens[k].text == "(":
            return any(_counts(scene, q) for q in scene.quantities if q.j <= k)
        if scene.has(k, "including"):
            return any(_counts(scene, q) for q in scene.quantities if q.j <= k) or any(
                scene.has(x, "worth") for x in range(k)
            )
    return False


def _counts(scene: Scene, quantity: Quantity) -> bool:
    """Whether a quantity counts things: no money, no part of a date, not vague."""
    dated = any(w.i <= quantity.i < w.j for w in scene.dates)
    return not quantity.money and quantity.low is not None and not dated


def _whole_shipment(scene: Scene, thing: Thing, code: str) -> bool:
    """As in "Delays an aid shipment": the shipment itself, when its contents are not told."""
    follows = scene.has(thing.j, "prep")
    aid = any(scene.has(k, "aid") for k in range(*thing.name))
    return code == "aid-shipment" and aid and not (follows and follows.value == "of")


def _points_back(scene: Scene, k: int) -> bool:
    return scene.has(k, "number.article") is None and not scene.has(k, "additional")


def _is_purpose(scene: Scene, link: Link) -> bool:
    """As in "Will give $85 million to provide shelter": the infinitive says what for."""
    if link.group < 0:
        return False
    group = scene.groups[link.group]
    if group.tense != "infinitive" or group.passive:
        return False
    if group.governor < 0:
        return True
    over = scene.groups[group.governor]
    gap = range(over.j, group.i)
    return over.klass not in ("pledge", "intend", "await", "aspect", "help", "speech") or any(
        q.i in gap for q in scene.quantities
    )


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
    told = any(_counts(scene, q) for q in scene.quantities if q.j <= thing.i)
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
