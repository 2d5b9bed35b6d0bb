"""What a verb group says happened to a thing: stage, planned, or why it says nothing."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.scene import Scene
from ledger.parse.verbs import Group


class Verdict(NamedTuple):
    """`stage` is "" when a rule turns the verb down (`rule` says which) or it must be inherited."""

    stage: str
    planned: bool
    rule: str


# Stage by verb class: what a past, a present and a progressive form say.
_FACTS = {
    "give": ("delivered", "pledged", "pledged"),
    "send": ("shipped", "shipped", "shipped"),
    "airlift": ("delivered", "delivered", "shipped"),
    "deliver": ("delivered", "delivered", "delivered"),
    "distribute": ("delivered", "delivered", "delivered"),
    "receive": ("delivered", "delivered", "delivered"),
    "arrive": ("delivered", "delivered", "shipped"),
    "depart": ("shipped", "shipped", "shipped"),
    "install": ("installed", "installed", "installed"),
    "pledge": ("pledged", "pledged", "pledged"),
    "delay": ("pledged", "pledged", "pledged"),
    "intend": ("pledged", "pledged", "pledged"),
    "await": ("pledged", "pledged", "pledged"),
    "cancel": ("cancelled", "cancelled", "cancelled"),
}


INHERITS = frozenset({"contain", "carry"})


LINKS = frozenset({"help", "aspect", "intend", "await", "pledge", "speech"})


REFUSED, STOPPED = "refused", "cancelled-verb"  # rules of verbs that one of cancelling governs


REJECTS = frozenset({"block", "buy", "deny"})


def verdict(scene: Scene, index: int, money: bool = False) -> Verdict:
    """The stage that verb group `index` gives to its thing."""
    group = scene.groups[index]
    if group.klass in REJECTS:
        return Verdict("", False, f"no-aid:{group.row}")
    if group.klass in INHERITS:
        return Verdict("", False, "inherit")
    facts = _FACTS.get(group.klass)
    if facts is None:
        return Verdict("", False, f"no-stage:{group.row}")
    tense, planned, rule = _effective(scene, index)
    if rule == STOPPED:
        return Verdict("cancelled", False, group.row)
    if rule:
        return Verdict("", False, rule)
    if group.negated:
        return _negated(scene, group, tense, planned)
    if planned or tense == "future":
        return _promised(group, facts)
    return Verdict(*_told(scene, group, facts, tense, money), group.row)


def _told(
    scene: Scene, group: Group, facts: tuple[str, str, str], tense: str, money: bool
) -> tuple[str, bool]:
    """Stage and planned of a plain statement."""
    stage = facts[{"present": 1, "progressive": 2}.get(tense, 0)]
    if group.klass == "send" and tense == "progressive" and _announced(scene):
        stage = "pledged"  # "announced that it is sending": a package, not yet on its way
    if group.flag == "coming" and tense in ("present", "progressive"):
        stage = "pledged"  # "two more follow in June"
    if money and stage in ("shipped", "installed"):
        stage = "delivered"  # money has no road to travel, and is put up nowhere
    return stage, stage == "installed" and tense == "progressive"


def _announced(scene: Scene) -> bool:
    return any("announces" in group.flag for group in scene.groups)


def _promised(group: Group, facts: tuple[str, str, str]) -> Verdict:
    if group.klass == "install":
        return Verdict("installed", True, group.row)
    if group.klass == "cancel":
        return Verdict("cancelled", False, group.row)
    return Verdict("pledged", False, group.row)


def _negated(scene: Scene, group: Group, tense: str, planned: bool) -> Verdict:
    """As in "Will not send" ends a promise; "has not sent" says nothing.

    "not yet" leaves it promised.
    """
    marks = (scene.has(k, "not", "adverb") for k in range(group.i, group.j + 3))
    if any(mark is not None and mark.value == "yet" for mark in marks):
        return (
            Verdict("installed", True, group.row)
            if group.klass == "install"
            else (Verdict("pledged", False, group.row))
        )
    if _refuses(scene, group):
        return Verdict("", False, REFUSED)
    if planned or tense in ("future", "infinitive"):
        return Verdict("cancelled", False, group.row)
    return Verdict("", False, "negated")


def _refuses(scene: Scene, group: Group) -> bool:
    """Whether what denies a verb is itself a verb of refusing, right before it."""
    verbs = scene.lexicon.verbs
    return any(
        hit.kind.startswith("verb.") and "refuse" in verbs[hit.value].flag.split()
        for k in range(group.i, group.head)
        for hit in scene.hits[k].values()
    )


def _effective(scene: Scene, index: int) -> tuple[str, bool, str]:
    """(tense, planned, rejecting rule) with the governing verbs taken into account."""
    group = scene.groups[index]
    if group.modality == "duty":
        return group.tense, False, "duty"
    if group.modality == "maybe" and not _reported(scene, index):
        return group.tense, False, "maybe"
    if group.modality == "maybe":
        return "future", True, ""
    if group.tense not in ("infinitive", "gerund"):
        return group.tense, group.tense == "future", ""
    if group.governor < 0:
        return _ungoverned(scene, group)
    return _governed(scene, index)


def _governed(scene: Scene, index: int) -> tuple[str, bool, str]:
    group = scene.groups[index]
    over = scene.groups[group.governor]
    if over.negated and over.klass in ("pledge", "intend", "await", "help", "aspect"):
        return "past", False, "negated"
    tense, planned, rule = _effective(scene, group.governor)
    if rule:
        return tense, planned, rule
    if over.klass in ("block", "buy", "deny") and group.tense == "infinitive":
        return tense, False, f"no-aid:{over.row}"
    if over.klass in ("pledge", "intend", "await"):
        return "future", True, ""
    if over.klass == "cancel":
        return _stopped(over, group)
    if over.klass in ("help", "aspect") or group.tense == "gerund":
        return ("past" if tense == "infinitive" else tense), planned, ""
    if over.klass == "speech":
        return "future", True, ""
    return "future", True, ""


def _stopped(over: Group, group: Group) -> tuple[str, bool, str]:
    """As in "declined to send": nothing was given up. "Stopped sending" gives up what was."""
    if over.negated:
        return "past", False, "negated"
    refused = "refuse" in over.flag.split() and group.tense == "infinitive"
    return "past", False, REFUSED if refused else STOPPED


def _ungoverned(scene: Scene, group: Group) -> tuple[str, bool, str]:
    """As in "Its commitment to donate": a bare infinitive is a plan.

    A bare gerund is a present act.
    """
    if group.tense == "gerund":
        return "past", False, ""
    return "future", True, ""


def _reported(scene: Scene, index: int) -> bool:
    """As in "Said it would send": would after a past verb of saying or promising reports a plan."""
    group = scene.groups[index]
    marks = (scene.has(k, "maybe") for k in range(group.i, group.j))
    would = any(mark is not None and mark.value == "would" for mark in marks)
    earlier = scene.groups[:index]
    return would and any(g.klass in ("speech", "pledge", "intend") for g in earlier)
