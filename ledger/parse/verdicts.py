"""The stage of a thing: from its verb, its noun, or what was said before."""

from __future__ import annotations

from ledger.parse.assign import Link
from ledger.parse.claims import Part
from ledger.parse.context import Context
from ledger.parse.quantities import longest_prep_of
from ledger.parse.scan import Hit
from ledger.parse.scene import Scene, Thing
from ledger.parse.stages import INHERITS, Verdict, verdict
from ledger.parse.totals import brings_total
from ledger.parse.verbs import Group


def stage_of(
    scene: Scene, thing: Thing, link: Link, previous: Part | None, context: Context
) -> Verdict:
    """The stage that verb, noun or earlier words give to a thing."""
    if link.group >= 0:
        found = _by_verb(scene, thing, link, context)
        return (
            _inherited(scene, thing, link, previous, context) if found.rule == "inherit" else found
        )
    if thing.quantity is not None and brings_total(scene, thing):
        said = previous.verdict.stage if previous else context.event.stage if context.event else ""
        return Verdict(said or ("pledged" if thing.money else "delivered"), False, "total")
    inside = thing.name[0] <= link.noun < thing.name[1]
    if inside and previous is not None and is_near(scene, previous, thing):
        return previous.verdict
    if link.noun >= 0:
        return _by_noun(scene, thing, link, context)
    if previous is not None and is_near(scene, previous, thing):
        return previous.verdict
    held = _held_by(scene, thing)
    if held is not None:
        return held
    labelled = context.title_aid and thing.quantity is not None and scene.low(thing.i - 1) == ":"
    line = scene.line(thing.i)
    if labelled or not any(
        g.tense != "participle" and scene.line(g.head) == line for g in scene.groups
    ):
        event = context.event
        if event is not None and context.block - context.heard <= _LIST:
            return Verdict(event.stage, event.planned, "fragment")
        return Verdict("pledged", False, "fragment")
    return Verdict("", False, "no-trigger")


_LIST = 12  # lines of a list that may follow what introduces it


def _held_by(scene: Scene, thing: Thing) -> Verdict | None:
    """As in "made the donation, comprising 20 tents": the verb of what holds the thing."""
    if not any(scene.has(k, "including") for k in range(max(0, thing.i - 3), thing.i)):
        return None
    for k in range(len(scene.groups) - 1, -1, -1):
        if scene.groups[k].j <= thing.i and scene.groups[k].klass not in INHERITS:
            found = _light(scene, k) or verdict(scene, k)
            if found.stage:
                return found
    return None


def _by_noun(scene: Scene, thing: Thing, link: Link, context: Context) -> Verdict:
    """What the noun says; "planned deliveries" are still promises."""
    hit = scene.has(link.noun, "*noun")
    if hit is None:
        return Verdict("", False, "no-trigger")
    for k in (*range(max(0, hit.i - 3), hit.i), *range(*thing.name)):
        word = scene.has(k, "verb.participle")
        verb = scene.lexicon.verbs[word.value] if word is not None else None
        if verb is not None and verb.klass in ("intend", "pledge", "await"):
            return Verdict("pledged", False, hit.row)
    if context.event is not None and _points_back(scene, hit):
        return Verdict(context.event.stage, context.event.planned, hit.row)
    if hit.kind == "noun.donation" and _thanked(scene):
        return Verdict("delivered", False, hit.row)
    if hit.kind == "noun.donation" and any(
        scene.has(k, "earlier") for k in range(max(0, hit.i - 2), hit.i)
    ):
        return Verdict("delivered", False, hit.row)
    return Verdict(hit.value, False, hit.row)


def _thanked(scene: Scene) -> bool:
    """As in "thanks to a donation of", "Sudan thanked Norway for the donation of"."""
    return scene.holds("thanks") or any(g.flag == "thanks" for g in scene.groups)


def _points_back(scene: Scene, noun: Hit) -> bool:
    """As in "The consignment of 500 boxes": what was told of before."""
    det = scene.has(noun.i - 1, "det")
    return det is not None and det.value == "definite" and noun.kind != "noun.money"


def _by_verb(scene: Scene, thing: Thing, link: Link, context: Context) -> Verdict:
    """What the verb says; where it says nothing, what stands beside it."""
    if _raises(scene, thing, scene.groups[link.group]):
        event = context.event
        return Verdict(event.stage if event else "pledged", False, "total")
    if _first_of(scene, thing):
        return Verdict("pledged", False, scene.groups[link.group].row)
    level = _reached(scene, thing, link)
    if level.stage:
        return level
    found = verdict(scene, link.group, thing.money)
    if found.stage:
        return found
    inside = _inside(scene, thing)
    if inside:
        return Verdict("delivered", False, inside)
    group = scene.groups[link.group]
    noun = scene.has(link.noun, "*noun") if link.noun >= 0 else None
    light = group.klass in ("aspect", "help") or (
        group.klass == "block"
        and noun is not None
        and noun.kind == "noun.money"
        and longest_prep_of(scene.hits, thing.i - 1)
    )
    if noun and group.klass == "help" and group.tense in ("past", "perfect"):
        return Verdict("delivered", False, noun.row)
    if noun and (light or "have" in group.flag.split() and noun.kind == "noun.money"):
        return Verdict(noun.value, False, noun.row)
    if "have" in group.flag.split() and _package_before(scene, group):
        return Verdict("", False, "inherit")
    if group.klass == "buy" and _for_others(scene, thing):
        return Verdict("pledged", False, found.rule)
    return found


def _raises(scene: Scene, thing: Thing, group: Group) -> bool:
    """As in "which brings our support to $5.8 million": the sum that earlier words led to."""
    k = thing.i - 1
    aim = scene.has(k, "to", "prep")
    return (
        thing.money and group.klass == "deliver" and not group.passive and group.j < thing.i
        and aim is not None and aim.value in ("to", "") and aim.j == thing.i
    )  # fmt: skip


def _first_of(scene: Scene, thing: Thing) -> bool:
    """As in "The first of 24 jets have been handed over": of the whole only a part has come."""
    k = thing.i - 1 if scene.has(thing.i - 1, "det") else thing.i
    return any(hit.j == k for hit in scene.hits_in(k - 4, k, "first_of"))


def _package_before(scene: Scene, group: Group) -> bool:
    """As in "the package also holds 100 kits"."""
    return any(scene.has(k, "*noun") for k in range(max(0, group.i - 3), group.i))


def _for_others(scene: Scene, thing: Thing) -> bool:
    """As in "will buy 100 tanks for Ukraine": what is bought for another state is promised."""
    return any(a.prep == "for" and a.i >= thing.j for a in scene.actors)


def _reached(scene: Scene, thing: Thing, link: Link) -> Verdict:
    """As in "The number of tents sent to Syria has reached 4,200".

    The other verb says what was done.
    """
    group = scene.groups[link.group]
    if group.flag != "level" or not thing.elliptic or thing.i < group.j:
        return Verdict("", False, "")
    for index in range(link.group - 1, -1, -1):
        found = verdict(scene, index)
        if found.stage:
            return found
    return Verdict("delivered", False, group.row)


def _inside(scene: Scene, thing: Thing) -> str:
    """As in "Trucks delivering aid": a verb inside the name of the thing says what it did."""
    for k in range(*thing.name):
        for hit in scene.hits[k].values():
            if hit.kind == "verb.gerund" and scene.lexicon.verbs[hit.value].klass == "deliver":
                return hit.row
    return ""


def is_near(scene: Scene, previous: Part, thing: Thing) -> bool:
    """Whether a thing stands close behind the part before it, not in a line that tells itself."""
    if thing.i - previous.thing.j >= _NEAR:
        return False
    line = scene.line(previous.thing.i)
    return line == scene.line(thing.i) or not any(scene.line(g.head) == line for g in scene.groups)


_NEAR = 12  # tokens


def _is_frame(scene: Scene, thing: Thing, index: int) -> bool:
    """As in "are part of a package of 50 vehicles, which also includes tents".

    What the things told of belong to is new here, and only promised.
    """
    for k in range(index, -1, -1):
        group = scene.groups[k]
        if group.klass == "contain" and scene.has(group.head, "part_of"):
            return any(scene.has(i, "number.article") for i in range(group.j, group.j + 2))
        if group.klass not in INHERITS or not _relative(scene, group):
            return False
    return False


def _inherited(
    scene: Scene, thing: Thing, link: Link, previous: Part | None, context: Context
) -> Verdict:
    """Include, carry: the stage of what holds or brings the thing, here or in what was told."""
    group = scene.groups[link.group]
    row = group.row
    if _is_frame(scene, thing, link.group):
        return Verdict("pledged", False, row)
    brought = _brought(scene, link.group) if group.klass == "carry" else None
    if brought is not None:
        return brought._replace(rule=row)
    if previous is not None and previous.verdict.stage:
        return Verdict(previous.verdict.stage, previous.verdict.planned, row)
    above = _above(scene, link.group)
    if above is not None:
        return above._replace(rule=row)
    noun, refers = _holder(scene, group)
    if context.event is not None and (refers or noun is None):
        return Verdict(context.event.stage, context.event.planned, row)
    if noun is not None:
        return Verdict(noun.value, False, row)
    others = (verdict(scene, k) for k, g in enumerate(scene.groups) if g.klass not in INHERITS)
    found = next((v for v in others if v.stage), None)
    return found._replace(rule=row) if found else Verdict("pledged", False, row)


def _brought(scene: Scene, index: int) -> Verdict | None:
    """As in "The plane, loaded with tents, took off and landed": how far the carrier has come."""
    found = [
        verdict(scene, k)
        for k, other in enumerate(scene.groups)
        if k != index
        and other.klass in ("arrive", "depart", "send")
        and not _apart(scene, k, index)
    ]
    found = [one for one in found if one.stage]
    return found[-1] if found else None


def _above(scene: Scene, index: int) -> Verdict | None:
    """As in "donated a package totalling", "made the donation, comprising": the verb before."""
    group = scene.groups[index]
    if group.tense not in ("gerund", "participle", "infinitive") and not _relative(scene, group):
        return None
    for k in range(index - 1, -1, -1):
        if scene.groups[k].klass in INHERITS or _apart(scene, k, index):
            continue
        found = _light(scene, k) or verdict(scene, k)
        if found.stage:
            return found
    return None


def _relative(scene: Scene, group: Group) -> bool:
    return any(scene.has(k, "rel") for k in range(max(0, group.i - 3), group.i))


def _light(scene: Scene, index: int) -> Verdict | None:
    """As in "made the donation": the noun says what was done, the verb that it was."""
    group = scene.groups[index]
    if group.tense not in ("past", "perfect"):
        return None
    for k in range(group.j, min(group.j + 4, len(scene.tokens))):
        if scene.has(k, "noun.donation"):
            return Verdict("delivered", False, group.row)
        if not scene.has(k, "det", "additional", "adverb"):
            return None
    return None


def _apart(scene: Scene, one: int, other: int) -> bool:
    """Whether a clause boundary lies between two verbs."""
    left, right = sorted((scene.groups[one].j, scene.groups[other].i))
    return any(scene.tokens[k].text in ";:" or "sub" in scene.hits[k] for k in range(left, right))


def _holder(scene: Scene, group: Group) -> tuple[Hit | None, bool]:
    """The noun of what holds the thing, and whether it points back to what was told."""
    noun = None
    for k in range(group.i - 1, max(-1, group.i - 9), -1):
        noun = noun or scene.has(k, "*noun")
        det = scene.has(k, "det", "pronoun", "it", "such")
        if det is not None:
            return noun, det.value == "definite" or det.kind != "det"
        if scene.tokens[k].text in ";:" or scene.group_at(k) is not None:
            break
    return noun, False
