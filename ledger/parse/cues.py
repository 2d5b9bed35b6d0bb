"""What speaks for and against each mention as giver or getter: named features, no decision.

A feature is a plain phrase ("subject gives", "to near"); data/reading/roles.csv says what it is
worth for either role and what it means. Features of the sentence are found once, those of a thing
for each thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.parse.attackers import attackers
from ledger.parse.mentions import Mention
from ledger.parse.phrases import extent
from ledger.parse.quantities import longest_prep_of
from ledger.parse.relations import DOES, Relations, does
from ledger.parse.scene import Scene, Thing
from ledger.parse.themes import is_thanked
from ledger.parse.verbs import Group

Facts = tuple[frozenset[str], ...]

_NEAR = 12  # tokens behind a thing within which a party still belongs to it
_GIVES = frozenset({"give", "send", "airlift", "deliver", "distribute", "pledge"})


def standing(scene: Scene, rel: Relations) -> Facts:
    """The features of each mention that hold whatever the thing is."""
    found = [_kind(scene, mention) for mention in rel.mentions]
    for index, group in enumerate(scene.groups):
        if group.klass == "speech" and not group.passive:
            for number in _speakers(scene, rel, index):
                found[number].add("says")
    for number, mention in enumerate(rel.mentions):
        found[number].update(_by_words(scene, mention, number))
    for number in attackers(scene, rel):
        found[number].add("attacks")
    return tuple(map(frozenset, found))


def _kind(scene: Scene, mention: Mention) -> set[str]:
    """What sort of party it is; a state by its name is the plain case and has no feature."""
    found = {f"is {mention.kind}"} if mention.kind not in ("name", "government") else set()
    party = scene.lexicon.vocabulary.parties.get(mention.codes[0])
    if party is not None:
        found.add(f"is {party.kind}")
        if party.is_go_between:
            found.add("is go-between")
    if mention.prep:
        found.add(f"prep {mention.prep}")
    return found


def _speakers(scene: Scene, rel: Relations, index: int) -> Iterable[int]:
    """The subject of a verb of saying, before it or right behind it."""
    before = rel.subjects[index][:1]
    if before:
        return [before[0].mention]
    group = scene.groups[index]
    for k in range(group.j, min(group.j + 9, len(scene.tokens))):
        if scene.tokens[k].text in ",.;:" or scene.has(k, "rel"):
            break
        if rel.at[k] >= 0:
            return [rel.at[k]]
    return []


def _by_words(scene: Scene, mention: Mention, number: int) -> Iterator[str]:
    """Features of single words beside a mention: labels, owners of aid, peoples in need."""
    i, j = mention.i, mention.j
    if i <= 1 and number == 0 and scene.low(j) == ":":
        yield "label"
    follows = range(j, min(j + 5, len(scene.tokens)))
    owns = mention.owns or mention.kind in ("demonym", "body", "we")
    if owns and _reach(scene, follows, "*noun", "aid"):
        yield "owns aid"
    if mention.kind in ("name", "capital", "place") and scene.has(j, "aid"):
        yield "names aid"
    if _reach(scene, follows[:3], "need", "crisis"):
        yield "in need"
    if _told_from(scene, i):
        yield "teller sits"
    if scene.has(j, "place_word"):
        yield "place word"
    if scene.has(j, "waypoint") or _before(scene, i, 3, "waypoint"):
        yield "waypoint"
    if _before(scene, i, 5, "request"):
        yield "asked"
    yield from _of_giving(scene, mention)


def _of_giving(scene: Scene, mention: Mention) -> Iterator[str]:
    """Words before it that make a mention giver or getter: "thanks to", "a gift of"."""
    i = mention.i
    if is_thanked(scene, i):
        yield "thanked"
    if mention.prep == "of" and any(
        hit.j >= i - 2 for hit in scene.hits_in(i - 4, i, "noun.donation")
    ):
        yield "gift of"
    if mention.prep in ("from", "of") and _before(scene, i, 4, "aid_money", "aid"):
        yield f"money {mention.prep}"
    if mention.prep in ("of", "in") and any(
        (aim := scene.has(k, "to", "prep")) and aim.value in ("to", "for", "into")
        for k in range(max(0, i - 6), i - 1)
    ):
        yield "people of"


def _before(scene: Scene, i: int, steps: int, *kinds: str) -> bool:
    """Whether one of some kinds begins at most some tokens before token i."""
    return any(scene.has(k, *kinds) for k in range(max(0, i - steps), i))


def _reach(scene: Scene, tokens: range, *kinds: str) -> bool:
    """Whether one of some kinds begins at some tokens, before the phrase ends."""
    for k in tokens:
        if scene.has(k, *kinds):
            return True
        if scene.tokens[k].text in ",;:." or scene.has(k, "prep", "to", "and"):
            return False
    return False


def _told_from(scene: Scene, i: int) -> bool:
    """As in "according to officials in London": where the teller sits is not where things go."""
    if not scene.holds("told_by"):
        return False
    for k in range(i - 1, -1, -1):
        if scene.tokens[k].text in ",;:":
            return False
        if scene.has(k, "told_by"):
            return True
    return False


def of_thing(
    scene: Scene, rel: Relations, thing: Thing, index: int, bounds: tuple[int, int]
) -> list[set[str]]:
    """The features of each mention towards one thing under verb group `index` (-1: no verb).

    `bounds` are the tokens of the clause of the thing.
    """
    found: list[set[str]] = [set() for _ in rel.mentions]
    if index >= 0:
        _as_subject(scene, rel, index, found)
    for other, group in enumerate(scene.groups):
        _around_verb(scene, rel, thing, group, other == index, found)
        if other != index and group.klass in DOES and rel.subjects[other]:
            first = rel.subjects[other][0].mention
            side = "later" if group.i > thing.j else "other"
            found[first].add(f"{side} {does(group)}")
    role = does(scene.groups[index]) if index >= 0 else "nothing"
    rest = _next_thing(scene, thing)
    for number, mention in enumerate(rel.mentions):
        found[number].update(_by_place(scene, thing, mention, bounds, role, rest))
    for number, feature in _labels(scene, rel, thing):
        found[number].add(feature)
    seen: set[str] = set()
    for number, mention in enumerate(rel.mentions):
        if mention.i >= thing.j and mention.prep and mention.prep not in seen:
            seen.add(mention.prep)
            found[number].add(f"first {mention.prep}")
    gapped = _gapped(scene, rel, thing)
    for number in range(len(found)) if gapped >= 0 else ():
        found[number].add("gapped" if number == gapped else "outgapped")
    return found


def _labels(scene: Scene, rel: Relations, thing: Thing) -> Iterator[tuple[int, str]]:
    """As in "China: $1 million", "Oman (300 beds)", "300 beds (Oman)"."""
    labels = [n for n, m in enumerate(rel.mentions) if m.j < thing.i and scene.low(m.j) == ":"]
    for number in labels:
        yield number, "label over" if number == labels[-1] else "label passed"
    if scene.low(thing.i - 1) == "(":
        before = rel.at[thing.i - 2] if thing.i > 1 else -1
        if before >= 0:
            yield before, "bracketed"
    if scene.low(thing.j) == "(" and thing.j + 1 < len(rel.at) and rel.at[thing.j + 1] >= 0:
        yield rel.at[thing.j + 1], "in brackets"


def _gapped(scene: Scene, rel: Relations, thing: Thing) -> int:
    """As in "Poland sent 60 tents, Lithuania 25" and "and Italy, kits": who takes the verb over."""
    k = thing.i - 1
    if k > 0 and scene.tokens[k].text == ",":
        k -= 1
    number = rel.at[k] if k >= 0 else -1
    if number < 0 or rel.mentions[number].prep or rel.mentions[number].kind in ("it", "we"):
        return -1
    before = rel.mentions[number].i - 1
    if before > 0 and scene.has(before, "det"):
        before -= 1
    joined = before > 0 and (scene.low(before) in (",", ";") or scene.has(before, "and"))
    told = any(g.j <= before and g.klass in _GIVES for g in scene.groups)
    return number if joined and told else -1


def _as_subject(scene: Scene, rel: Relations, index: int, found: list[set[str]]) -> None:
    """The subjects of the verb of the thing, or of the verbs whose subject it shares."""
    role = does(scene.groups[index])
    for rank, subject in enumerate(rel.subjects[index]):
        name = "second subject" if rank else "subject"
        found[subject.mention] |= {f"{name} {role}", f"{name} {role} {subject.how}"}
    over, steps = rel.chain[index], 0
    while over >= 0 and steps < 4:
        for subject in rel.subjects[over][:1]:
            found[subject.mention] |= {
                f"chain {role}", f"chain {role} {subject.how}", f"chain step {steps}",
            }  # fmt: skip
        over, steps = rel.chain[over], steps + 1


def _around_verb(
    scene: Scene, rel: Relations, thing: Thing, group: Group, own: bool, found: list[set[str]]
) -> None:
    """Objects and agents of a verb: "gave Moldova 20 tents", "donated by Japan"."""
    whose = "own" if own else "beside" if 0 <= group.i - thing.j <= 3 else "any"
    helps = "helped" if group.klass == "help" else "given" if group.klass in _GIVES else ""
    if helps and not group.passive:
        number = _object(scene, rel, group)
        if number >= 0:
            found[number].add(f"object {helps} {whose}")
    if group.passive and group.klass in DOES:
        for number, mention in enumerate(rel.mentions):
            if mention.prep == "by" and 0 <= mention.i - group.j <= 6:
                found[number].add(f"agent{_AGENTS.get(group.klass, '')} {whose}")
    if group.klass == "arrive" and not group.passive:
        for k in (group.j, group.j + 1):
            number = rel.at[k] if k < len(rel.at) else -1
            if number >= 0 and rel.mentions[number].i == k:
                found[number].add("reached")


# What the agent of a passive verb does where he does not give.
_AGENTS = {"receive": " gets", "await": " gets", "cancel": " stops", "delay": " stops"}


def _object(scene: Scene, rel: Relations, group: Group) -> int:
    """The mention right behind a verb that is not its subject, or -1."""
    own = {s.mention for s in rel.subjects[scene.groups.index(group)]}
    k = group.j
    for _ in range(4):
        number = rel.at[k] if k < len(rel.at) else -1
        if number >= 0 and number not in own:
            mention = rel.mentions[number]
            return number if mention.i == k and not mention.prep else -1
        if number < 0 and not (scene.has(k, "det", "dative") and k < group.j + 3):
            return -1
        k = rel.mentions[number].j if number >= 0 else k + 1
    return -1


def _next_thing(scene: Scene, thing: Thing) -> int:
    """The token at which the next quantity begins: what follows it belongs to something else.

    Not where it is only listed: "600 buckets and 600 bars of soap from Norway".
    """
    end = thing.j
    for later in scene.quantities:
        if later.i < thing.j or later.low is None:
            continue
        if not all(
            scene.tokens[k].text == "," or scene.has(k, *_LISTS) for k in range(end, later.i)
        ):
            return later.i
        end = extent(scene, later.j)
        if longest_prep_of(scene.hits, end):
            end = extent(scene, end + 1)
    return len(scene.tokens)


_LISTS = ("and", "det", "qualifier", "additional")


def _by_place(
    scene: Scene, thing: Thing, mention: Mention, bounds: tuple[int, int], role: str, rest: int
) -> Iterable[str]:
    """Where a mention stands towards the thing, with the preposition before it."""
    prep = mention.prep or "bare"
    if thing.i <= mention.i < thing.j:
        owns = mention.kind in ("demonym", "body") or mention.owns
        yield "inside owns" if owns else "inside"
        yield f"inside {prep}"
        if role == "buys":
            yield "inside buys"  # "bought 20 German trucks": made there, not given
        return
    if mention.owns and mention.j <= thing.i <= mention.j + 2:
        yield "owns thing"
    if mention.i >= thing.j:
        near = mention.i - thing.j <= _NEAR and mention.i < rest
        where = "near" if near else "after" if mention.i < bounds[1] else "beyond"
    else:
        where = "before" if mention.i >= bounds[0] else "ahead"
    yield f"{prep} {where}"
    if prep in ("in", "from", "to", "for"):
        yield f"{prep} {role}"
    if thing.money and where == "near" and longest_prep_of(scene.hits, thing.j) and prep == "of":
        yield "money of"
