"""Verb groups: which verb, in which tense and voice, denied or merely possible."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token
from ledger.parse.verb_forms import chosen_form, is_adverb, verb_forms


class Group(NamedTuple):
    """A verb with its auxiliaries at tokens [i, j); `head` is the verb's own token.

    `tense` is past, present, perfect, progressive, future, infinitive, gerund or participle (a
    bare one: "doses donated by"). `modality` is "" for plain statements, else maybe or duty.
    """

    i: int
    j: int
    head: int
    row: str
    klass: str
    flag: str
    tense: str
    passive: bool
    negated: bool
    modality: str
    governor: int = -1


def verb_groups(tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon) -> tuple[Group, ...]:
    """The verb groups of a sentence, left to right, each linked to the one that governs it."""
    covered = _auxiliary_cover(hits)
    named = _inside_names(hits)
    found: list[Group] = []
    reach = 0
    for i in [k for k, here in enumerate(hits) if "*verb" in here or "*motion" in here]:
        if i < reach:
            continue
        group = _under_way(hits, covered, i)
        if group is None and i not in named:
            group = _group(tokens, hits, covered, i, lexicon)
        if group is not None and (not found or group.head >= found[-1].j):
            group = _coordinated(found, _as_speech(group, tokens, hits))
            if group.tense == "coordinated":
                continue
            found.append(group._replace(governor=_governor(found, group, hits)))
            reach = group.j
    return tuple(found)


def _inside_names(hits: Hits) -> frozenset[int]:
    """Tokens inside a name of several words ("infantry fighting vehicle") and of "including"."""
    inside: set[int] = set()
    for i, here in enumerate(hits):
        if not here:
            continue
        for kind in ("including", "total", "idiom"):
            if kind in here:
                inside.update(range(i, here[kind].j))
        for kind in ("item", "party", "*geo"):
            if kind in here:
                inside.update(range(i + 1, here[kind].j))
    return frozenset(inside)


def _coordinated(found: list[Group], group: Group) -> Group:
    """As in "will train soldiers and supply uniforms": the second verb shares the first's tense."""
    if group.tense != "coordinated" or not found:
        return group
    last = found[-1]
    if last.tense not in ("future", "infinitive") or last.passive:
        return group
    return group._replace(tense="future", modality=last.modality, negated=last.negated)


def _as_speech(group: Group, tokens: tuple[Token, ...], hits: Hits) -> Group:
    """As in "Announced that it will send": the promise stands in the clause that follows."""
    if group.klass != "pledge" or group.passive or group.j >= len(tokens):
        return group
    k = group.j
    while k < len(tokens) - 1 and longest(hits[k], "adverb", "date.day"):
        k += 1
    return (
        group._replace(klass="speech")
        if longest(hits[k], "rel", "it") and not longest(hits[k], "such")
        else group
    )


def _under_way(hits: Hits, covered: dict[int, Hit], i: int) -> Group | None:
    """As in "Are on the way to": things that have left, said without a verb of motion."""
    hit = hits[i].get("*motion")
    if hit is None:
        return None
    start, kinds = _before(covered, i)
    if hit.kind == "due":
        return (
            Group(start, hit.j, i, hit.row, "await", "", "present", True, False, "")
            if ("be" in kinds)
            else None
        )
    if hit.kind == "part_of":
        after = hit.value == "board" and hit.j < len(hits) and "be" in hits[hit.j]
        end = hits[hit.j]["be"].j if after else hit.j
        return (
            Group(
                start if "be" in kinds else i,
                end,
                i,
                hit.row,
                "contain",
                "",
                "present",
                True,
                False,
                "",
            )
            if "be" in kinds or after
            else None
        )
    negated = "not" in kinds
    tense = "future" if "future" in kinds else "present"
    return Group(start if kinds else i, hit.j, i, hit.row, "depart", "", tense, False, negated, "")


def _auxiliary_cover(hits: Hits) -> dict[int, Hit]:
    """For each token the auxiliary phrase that covers it."""
    covered: dict[int, Hit] = {}
    i = 0
    while i < len(hits):
        hit = hits[i].get("*helper")
        for k in range(i, hit.j if hit else i):
            covered[k] = hit  # type: ignore[assignment]
        i = hit.j if hit else i + 1
    return covered


def _group(
    tokens: tuple[Token, ...], hits: Hits, covered: dict[int, Hit], i: int, lexicon: Lexicon
) -> Group | None:
    forms = verb_forms(hits[i])
    if not forms or (i in covered and _is_auxiliary(tokens, hits, i, lexicon)):
        return None
    start, kinds = _before(covered, i)
    by_ly = start
    while by_ly > 0 and is_adverb(tokens[by_ly - 1], lexicon):
        by_ly, more = _before(covered, by_ly - 1)
        kinds = [*more, *kinds]
        start = by_ly
    chosen = chosen_form(tokens, hits, i, forms, kinds, lexicon)
    if chosen is None:
        return None
    form, tense, passive = chosen
    hit = forms[form]
    verb = lexicon.verbs[hit.value]
    negated = "not" in kinds or "future_not" in kinds
    modality = "maybe" if "maybe" in kinds else "duty" if "duty" in kinds else ""
    begin = start if kinds else i
    return Group(
        begin, hit.j, i, verb.row, verb.klass, verb.flag, tense, passive, negated, modality
    )


def _is_auxiliary(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> bool:
    """Whether have, be or do at token i helps another verb instead of standing alone."""
    if not any(kind in hits[i] for kind in ("have", "be", "do")):
        return "adverb" in hits[i]
    for k in range(i + 1, min(i + 5, len(tokens))):
        if any(f in ("participle", "gerund", "base") for f in verb_forms(hits[k])):
            return True
        if k == i + 1 and "have" in hits[i] and _is_participle(tokens[k].low, lexicon):
            return True
        if k == i + 1 and "have" in hits[i] and "to" in hits[k]:
            return True
        between = any(kind in hits[k] for kind in ("not", "adverb", "be", "have", "it", "we"))
        if not between and not is_adverb(tokens[k], lexicon):
            break
    return False


def _is_participle(word: str, lexicon: Lexicon) -> bool:
    """Whether a word after "have" looks like the participle of a verb that no list holds."""
    return len(word) > 4 and word.endswith(lexicon.ends["perfect_endings"])


def _before(covered: dict[int, Hit], i: int) -> tuple[int, list[str]]:
    """The first token of the auxiliaries that run up to token i, and their kinds in order."""
    kinds: list[str] = []
    k = i
    while k - 1 in covered and covered[k - 1].j == k:
        hit = covered[k - 1]
        kinds.insert(0, hit.kind)
        k = hit.i
    while kinds and kinds[0] == "adverb":  # an adverb in front belongs to the sentence
        kinds.pop(0)
        k = _skip(covered, k)
    return k, kinds


def _skip(covered: dict[int, Hit], k: int) -> int:
    return covered[k].j


def _governor(found: list[Group], group: Group, hits: Hits) -> int:
    """The index of the verb group that an infinitive or gerund hangs on, or -1."""
    if group.tense not in ("infinitive", "gerund") or not found:
        return -1
    for index in range(len(found) - 1, -1, -1):
        other = found[index]
        if group.i - other.j > 14:
            return -1
        cut = any(longest(hits[k], "sub", "rel") for k in range(other.j, group.i))
        if cut and group.tense == "infinitive":
            return -1
        nested = group.tense == "gerund" and other.tense == "infinitive"
        if other.tense != "participle" and not nested:
            return index
    return -1
