"""How verbs and parties stand to each other: subjects, objects, agents, by position alone.

A sentence is not parsed as a tree. Each relation says how sure its place makes it, and the weights
of data/reading/roles.csv say how much that counts.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.mentions import Mention
from ledger.parse.scene import Scene
from ledger.parse.verbs import Group

# What the subject of a verb of a class does, in the words of the features.
DOES = {
    "give": "gives", "send": "gives", "airlift": "gives", "deliver": "gives",
    "distribute": "gives", "pledge": "gives", "contain": "holds", "carry": "holds",
    "receive": "gets", "await": "gets", "arrive": "moves", "depart": "moves",
    "install": "installs", "cancel": "stops", "delay": "stops", "buy": "buys",
    "intend": "plans", "help": "plans", "aspect": "plans", "speech": "says",
}  # fmt: skip

_FAR = 80  # tokens: what stands further off speaks of something else


class Subject(NamedTuple):
    """A mention that may be the subject of a verb; `how` tells by what it is parted from it.

    direct: only helpers stand between; noun: other words of its own phrase; comma: an apposition
    or a list; prep: a phrase with a preposition; of: it only specifies the noun before it.
    """

    mention: int
    how: str


class Relations(NamedTuple):
    """The mentions of a sentence and, for each verb group, the mentions that may be its subject.

    `chain[k]` is the verb group whose subject verb group k shares, or -1.
    """

    mentions: tuple[Mention, ...]
    at: tuple[int, ...]
    subjects: tuple[tuple[Subject, ...], ...]
    chain: tuple[int, ...]


def relations(scene: Scene, found: tuple[Mention, ...]) -> Relations:
    """The relations of one sentence."""
    at = [-1] * len(scene.tokens)
    for index in range(len(found) - 1, -1, -1):
        mention = found[index]
        at[mention.i : mention.j] = [index] * (mention.j - mention.i)
    spans = tuple(at)
    subjects = tuple(_subjects(scene, found, spans, k) for k in range(len(scene.groups)))
    chain = tuple(_chained(scene, subjects, k) for k in range(len(scene.groups)))
    return Relations(found, spans, subjects, chain)


def does(group: Group) -> str:
    """What the subject of a verb group does; a passive one is told apart."""
    if group.flag == "refuse":
        return "refuses"
    role = DOES.get(group.klass, "acts")
    return f"{role} passively" if group.passive else role


def _start(scene: Scene, index: int) -> int:
    """The first token at which the subject of a verb group can stand."""
    group = scene.groups[index]
    start = max(0, group.i - _FAR)
    for other in reversed(scene.groups[:index]):
        if other.tense != "participle":
            start = max(start, other.j)
            break
    for k in range(start, group.i):
        if scene.tokens[k].text in ";:" or ("sub" in scene.hits[k] and k > 0):
            start = k + 1
    return start


def _subjects(
    scene: Scene, found: tuple[Mention, ...], at: tuple[int, ...], index: int
) -> tuple[Subject, ...]:
    """The mentions left of a verb group, the nearest first, two at most."""
    group = scene.groups[index]
    start, k = _start(scene, index), group.i - 1
    subjects: list[Subject] = []
    between = "direct"
    while k >= start and len(subjects) < 2:
        number = at[k]
        if number < 0:
            between = _between(scene, k, between)
            k -= 1
            continue
        mention = found[number]
        k = mention.i - 1
        if _is_object(scene, mention, index):
            continue
        if mention.prep in ("", "of"):
            how = "of" if mention.prep else between
            subjects.append(Subject(_first_owner(scene, found, at, number, start), how))
        else:
            between = "prep"
    if not subjects and scene.lexicon.has("verb_second"):
        subjects.extend(_behind(scene, found, at, group))
    return tuple(subjects)


def _behind(
    scene: Scene, found: tuple[Mention, ...], at: tuple[int, ...], group: Group
) -> list[Subject]:
    """As in "Zudem liefert Schweden": right behind a finite verb when nobody stands before it."""
    for k in (group.j, group.j + 1) if not group.passive else ():
        number = at[k] if k < len(at) else -1
        if number >= 0 and found[number].i == k and not found[number].prep:
            return (
                [] if k > group.j and scene.has(group.j, "dative") else [Subject(number, "direct")]
            )
    return []


def _between(scene: Scene, k: int, before: str) -> str:
    """What parts a subject from its verb, with the word at token k added."""
    if before == "prep" or scene.has(k, "prep", "via", "to"):
        return "prep"
    if scene.tokens[k].text in ",(":
        return "comma"
    word = scene.tokens[k].text[0].isalpha() and not scene.has(k, "adverb", "be", "have", "not")
    return "noun" if word and before == "direct" else before


def _first_owner(
    scene: Scene, found: tuple[Mention, ...], at: tuple[int, ...], number: int, start: int
) -> int:
    """As in "Ukraine's road agency Ukravtodor": the first of a chain of owners acts."""
    while number > 0:
        mention, before = found[number], found[number - 1]
        if before.i < start or not before.owns or not scene.one_phrase(before.j, mention.i):
            break
        number -= 1
    return number


def _is_object(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a mention stands right behind a verb and not right before one."""
    for other in scene.groups[: index + 1]:
        if other.i in (mention.j, mention.j + 1) and other.tense != "participle":
            return False
    return any(
        other.tense != "participle"
        and (other.j == mention.i or (other.j + 1 == mention.i and scene.has(other.j, "det")))
        for other in scene.groups[:index]
    )


def _chained(scene: Scene, subjects: tuple[tuple[Subject, ...], ...], index: int) -> int:
    """The verb group whose subject a verb without one of its own shares."""
    group = scene.groups[index]
    if group.governor >= 0:
        return group.governor
    if subjects[index] or index == 0:
        return -1
    last = scene.groups[index - 1]
    return -1 if last.passive and last.tense != "participle" else index - 1
