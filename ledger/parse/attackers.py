"""Who attacks: "after Russia's attack", "when Russia invaded", "shelling by Russia".

Who is named for an attack gives nothing in that sentence, however near the verb of giving stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.parse.mentions import Mention
from ledger.parse.phrases import ends_phrase
from ledger.parse.relations import Relations
from ledger.parse.scene import Scene

_REACH = 4  # tokens between an attacker and the word of the attack
_OWNERS = frozenset({"demonym", "body", "capital", "government"})
_STAND_INS = frozenset({"we", "it", "country"})
_AGENTS = frozenset({"by", "from", "of"})
_BEGINS = frozenset({"aspect", "block"})


def attackers(scene: Scene, rel: Relations) -> frozenset[int]:
    """The mentions that own or do an attack, by their numbers."""
    if not (scene.holds("attack") or scene.holds("date.event")):
        return frozenset()
    found = {
        number
        for number, mention in enumerate(rel.mentions)
        if any(rule(scene, mention) for rule in (_dated_by, _owns, _behind, _with_its))
    }
    found.update(_subjects(scene, rel))
    return frozenset(n for n in found if rel.mentions[n].kind not in _STAND_INS)


def _dated_by(scene: Scene, mention: Mention) -> bool:
    """As in "since Russia's invasion": inside the name of a day."""
    near = scene.hits_in(max(0, mention.i - 9), mention.i + 1, "date.event")
    return any(
        mention.j <= hit.j and any(True for _ in scene.hits_in(hit.i, hit.j, "attack"))
        for hit in near
    )


def _attack_at(scene: Scene, start: int) -> bool:
    """Whether the phrase that goes on at token `start` has an attack for its head.

    "Russia's heavy shelling", not "Russia's attack helicopters".
    """
    for k in range(start, min(start + _REACH, len(scene.tokens))):
        hit = scene.has(k, "attack")
        if hit is not None:
            return hit.j >= len(scene.tokens) or ends_phrase(scene, hit.j, hit.i)
        if scene.tokens[k].text in _CUTS or scene.has(k, "prep", "to", "via", "and"):
            return False
    return False


_CUTS = frozenset(",;:()")


def _owns(scene: Scene, mention: Mention) -> bool:
    owner = mention.owns or mention.kind in _OWNERS
    return owner and _attack_at(scene, mention.j)


def _behind(scene: Scene, mention: Mention) -> bool:
    """As in "the attack by Russia", "was attacked by Russia", "der Angriff Russlands"."""
    k = mention.i
    if mention.prep in _AGENTS:
        while k > 0 and scene.has(k - 1, "det", "prep") and k > mention.i - 3:
            k -= 1
    elif mention.prep or mention.kind != "demonym":
        return False
    return any(hit.j == k for hit in scene.hits_in(max(0, k - _REACH), k, "attack"))


def _with_its(scene: Scene, mention: Mention) -> bool:
    """As in "after Russia took up its attacks again"."""
    if mention.prep not in ("", "other") or mention.owns:
        return False
    for k in range(mention.j, min(mention.j + _REACH, len(scene.tokens))):
        aim = scene.has(k, "prep", "to", "via")
        if scene.tokens[k].text in _CUTS or (aim is not None and aim.value != "other"):
            return False
        if scene.has(k, "it"):
            return k > mention.j and _attack_at(scene, k + 1)
    return False


def _subjects(scene: Scene, rel: Relations) -> Iterator[int]:
    """As in "when Russia invaded Ukraine", "Russia launched an attack"."""
    for index, group in enumerate(scene.groups):
        if group.passive or not rel.subjects[index]:
            continue
        subject = rel.subjects[index][0]
        acts = scene.has(group.head, "attack") is not None or (
            group.klass in _BEGINS and group.flag != "asks" and _attack_at(scene, group.j)
        )
        if acts and subject.how == "direct":
            yield subject.mention
