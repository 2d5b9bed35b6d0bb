"""Why a candidate is no claim: each rule has a name, and the first that fits is reported."""

from __future__ import annotations

from ledger.parse.assign import Link
from ledger.parse.context import Context, Named
from ledger.parse.names import is_generic
from ledger.parse.no_aid import OPEN_TO_AID, RULES
from ledger.parse.quantities import Quantity
from ledger.parse.resolve import Resolved
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import Verdict


def screen(
    scene: Scene, thing: Thing, link: Link, found: Verdict, item: Resolved, givers: Named,
    getters: Named, context: Context, listed: bool,
) -> str:  # fmt: skip
    """The name of the rule that rejects a thing, "" when none does."""
    if not found.stage:
        return found.rule or "no-stage"
    if thing.ignored and not _works(scene, thing, link):
        return "never-aid"
    parties = _parties(scene, item, link, givers, getters, context)
    if parties:
        return parties
    told = context.title_aid and bool(context.title_recipients or context.crisis)
    for rule in RULES:
        if told and rule in OPEN_TO_AID:
            continue
        if rule(scene, thing, link):
            return rule.__name__.strip("_")
    if thing.money:
        return _paid(scene, thing, link, givers, getters, context)
    if item.text == "" and not item.code:
        return "no-item"
    bare = _uncounted(scene, thing, link, item, listed) if thing.quantity is None else ""
    return bare or _aid_evidence(scene, link, givers, getters, context)


def _parties(
    scene: Scene, item: Resolved, link: Link, givers: Named, getters: Named, context: Context
) -> str:
    """What the parties rule out: nobody at all, one on both sides, firms that only trade."""
    if context.title_aid or scene.holds("aid"):
        return ""
    teller = scene.lexicon.vocabulary.parties.get(context.speaker)
    relief = teller is not None and teller.kind in ("ngo", "multilateral")
    if not givers.codes and not getters.codes and not relief:
        return "no-party"
    if givers.codes and givers.codes == getters.codes:
        return "same-party"
    known = scene.lexicon.vocabulary.parties
    if givers.codes and all(c in known and known[c].kind == "company" for c in givers.codes):
        return "company"
    if item.text and not item.code and not scene.holds("works"):
        group = scene.groups[link.group] if link.group >= 0 else None
        gives = group is not None and group.klass in ("give", "send", "pledge", "deliver")
        return "" if gives and givers.span and getters.codes else "unknown-item"
    return ""


def _paid(
    scene: Scene, thing: Thing, link: Link, givers: Named, getters: Named, context: Context
) -> str:
    """Why an amount is no gift of its own."""
    if _restated(scene, thing, context):
        return "restated"
    if is_value(scene, thing, link):
        return "value"
    if _is_whole(scene, thing):
        return "whole"
    return _money(scene, link, givers, getters)


def _uncounted(scene: Scene, thing: Thing, link: Link, item: Resolved, listed: bool) -> str:
    """Things without a number count only as the object of a gift, and only when they are named."""
    if link.group >= 0 and link.cost >= 3.5:
        return "no-number"
    if link.group < 0 and not (listed and link.noun < 0):
        return "no-number"
    if is_generic(scene.lexicon.vocabulary, item.code) and not _whole_shipment(
        scene, thing, item.code
    ):
        return "generic"
    before = thing.name[0] - 1
    if _is_target(scene, thing) or _pays_for_list(scene, thing):
        return "not-object"
    numbered = any((hit := scene.has(k, "total", "count_of")) and hit.j == thing.name[0]
                   for k in range(max(0, before - 4), before + 1))  # fmt: skip
    if (
        numbered
        or scene.has(before, "such", "total")
        or (scene.has(before, "det") and _points_back(scene, before))
    ):
        return "refers-back"
    if scene.has(thing.j, "including"):
        return "explained"
    if _is_detail(scene, thing):
        return "detail"
    return "purpose" if _is_purpose(scene, link) else ""


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


def _money(scene: Scene, link: Link, givers: Named, getters: Named) -> str:
    aid = any("aid" in here or "aid_money" in here for here in scene.hits)
    group = scene.groups[link.group] if link.group >= 0 else None
    gives = group is not None and group.klass in ("give", "send", "pledge", "distribute", "deliver")
    passed = group is not None and group.klass == "receive" and bool(givers.span and getters.codes)
    return "" if aid or gives or passed else "money-without-aid"


def _object_of_gift(scene: Scene, thing: Thing, link: Link) -> bool:
    return link.group >= 0 and link.cost < 3.5


def _aid_evidence(scene: Scene, link: Link, givers: Named, getters: Named, context: Context) -> str:
    """Things that arrive or are received are aid only when a giver or an aid word is near."""
    group = scene.groups[link.group] if link.group >= 0 else None
    if group is not None and group.klass == "cancel":
        both = bool(givers.span) and getters.cue == "subject" and givers.codes != getters.codes
        promised = any(g.klass == "pledge" and g.passive for g in scene.groups) and getters.codes
        told = bool(context.donors.codes and context.recipients.codes)  # of other gifts before
        return "" if both or promised or told or scene.holds("aid") else "no-aid-evidence"
    to_us = getters.cue == "speaker" and group is not None and group.governor < 0
    if givers.codes or scene.holds("aid") or to_us:
        return ""
    if context.title_aid and (group is None or group.klass not in ("receive", "arrive", "await")):
        return ""
    parties = scene.lexicon.vocabulary.parties
    bodies = (parties[code] for code in (context.speaker, *getters.codes) if code in parties)
    if any(body.kind in ("ngo", "multilateral") for body in bodies):
        return ""
    gives = group is not None and group.klass in ("give", "pledge", "airlift")
    aimed = getters.codes and getters.cue in ("to", "object", "people of", "speaker")
    return "" if gives and (context.title_aid or aimed) else "no-aid-evidence"
