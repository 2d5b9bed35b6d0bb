"""Verb groups: which verb, in which tense and voice, denied or merely possible."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token

_AUXILIARIES = (
    "have", "be", "do", "future", "future_not", "maybe", "duty", "not", "adverb", "to", "able",
)  # fmt: skip
_OBJECT_SIGNS = (
    "det", "qualifier", "number.", "currency", "currency.shared", "we", "item", "geo.", "party",
    "additional", "unit", "such",
)  # fmt: skip
_SUBJECT_SIGNS = ("we", "it", "rel", "geo.", "party", "place.")


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries at tokens [i, j); `head` is the verb's own token.

    `tense` is past, present, perfect, progressive, future, infinitive, gerund or participle (a
    bare one: "doses donated by"). `modality` is "" for plain statements, else maybe or duty.
    """

    i: int
    j: int
    head: int
    row: str
    klass: str
    base: str
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
    i = 0
    while i < len(tokens):
        group = _under_way(hits, covered, i)
        if group is None and i not in named:
            group = _group(tokens, hits, covered, i, lexicon)
        if group is not None and (not found or group.head >= found[-1].j):
            group = _as_speech(group, tokens, hits)
            found.append(replace(group, governor=_governor(found, group, hits)))
            i = group.j
        else:
            i += 1
    return tuple(found)


def _inside_names(hits: Hits) -> frozenset[int]:
    """Tokens inside a name of several words ("infantry fighting vehicle") and of "including"."""
    inside: set[int] = set()
    for i, here in enumerate(hits):
        for kind, hit in here.items():
            if kind in ("including", "total"):
                inside.update(range(i, hit.j))
            elif kind in ("item", "party") or kind.startswith("geo."):
                inside.update(range(i + 1, hit.j))
    return frozenset(inside)


def _as_speech(group: Group, tokens: tuple[Token, ...], hits: Hits) -> Group:
    """ "Announced that it will send": the promise stands in the clause that follows."""
    if group.klass != "pledge" or group.passive or group.j >= len(tokens):
        return group
    k = group.j
    while k < len(tokens) - 1 and longest(hits[k], "adverb", "date.day"):
        k += 1
    return (
        replace(group, klass="speech")
        if longest(hits[k], "rel", "it") and not longest(hits[k], "such")
        else group
    )


def _under_way(hits: Hits, covered: dict[int, Hit], i: int) -> Group | None:
    """ "Are on the way to": things that have left, said without a verb of motion."""
    hit = longest(hits[i], "way", "part_of")
    if hit is None:
        return None
    start, kinds = _before(covered, i)
    if hit.kind == "part_of":
        return (
            Group(start, hit.j, i, hit.row, "contain", "be", "present", True, False, "")
            if ("be" in kinds)
            else None
        )
    negated = "not" in kinds
    tense = "future" if "future" in kinds else "present"
    return Group(
        start if kinds else i, hit.j, i, hit.row, "depart", "way", tense, False, negated, ""
    )


def _auxiliary_cover(hits: Hits) -> dict[int, Hit]:
    """For each token the auxiliary phrase that covers it."""
    covered: dict[int, Hit] = {}
    i = 0
    while i < len(hits):
        hit = longest(hits[i], *_AUXILIARIES)
        for k in range(i, hit.j if hit else i):
            covered[k] = hit  # type: ignore[assignment]
        i = hit.j if hit else i + 1
    return covered


def _forms(here: dict[str, Hit]) -> dict[str, Hit]:
    verbs = {kind[5:]: hit for kind, hit in here.items() if kind.startswith("verb.")}
    far = max((hit.j for hit in verbs.values()), default=0)
    return {form: hit for form, hit in verbs.items() if hit.j == far}


def _group(
    tokens: tuple[Token, ...], hits: Hits, covered: dict[int, Hit], i: int, lexicon: Lexicon
) -> Group | None:
    forms = _forms(hits[i])
    if not forms or (i in covered and _is_auxiliary(tokens, hits, i)):
        return None
    start, kinds = _before(covered, i)
    by_ly = start
    while by_ly > 0 and _is_adverb(tokens[by_ly - 1], lexicon):
        by_ly, more = _before(covered, by_ly - 1)
        kinds = [*more, *kinds]
        start = by_ly
    chosen = _choose(tokens, hits, i, forms, kinds, lexicon)
    if chosen is None:
        return None
    form, tense, passive = chosen
    hit = forms[form]
    verb = lexicon.verbs[hit.value]
    negated = "not" in kinds or "future_not" in kinds
    modality = "maybe" if "maybe" in kinds else "duty" if "duty" in kinds else ""
    begin = start if kinds else i
    return Group(
        begin, hit.j, i, verb.row, verb.klass, verb.base, tense, passive, negated, modality
    )


def _is_auxiliary(tokens: tuple[Token, ...], hits: Hits, i: int) -> bool:
    """Whether have, be or do at token i helps another verb instead of standing alone."""
    if not any(kind in hits[i] for kind in ("have", "be", "do")):
        return "adverb" in hits[i]
    for k in range(i + 1, min(i + 5, len(tokens))):
        if any(f in ("participle", "gerund", "base") for f in _forms(hits[k])):
            return True
        if not any(kind in hits[k] for kind in ("not", "adverb", "be", "have", "it", "we")):
            break
    return False


def _is_adverb(token: Token, lexicon: Lexicon) -> bool:
    ends = tuple(lexicon.settings["adverb_endings"].split())
    return bool(ends) and token.low.endswith(ends) and len(token.low) > 4 and not token.upper


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


def _choose(
    tokens: tuple[Token, ...], hits: Hits, i: int, forms: dict[str, Hit], kinds: list[str],
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    """The form meant, its tense and voice; None when the word is no verb here."""
    helpers = [k for k in kinds if k not in ("adverb", "not")]
    last = helpers[-1] if helpers else ""
    if "participle" in forms and last == "be":
        return "participle", _passive_tense(helpers), True
    if "participle" in forms and last == "have":
        return "participle", "perfect", False
    if "gerund" in forms and last == "be":
        return "gerund", "progressive" if "future" not in helpers else "future", False
    if "base" in forms and last == "able":
        return "base", "future" if "future" in helpers else "past", False
    if "base" in forms and last in ("future", "future_not", "maybe", "duty", "do"):
        return "base", "past" if last == "do" else "future", False
    if "base" in forms and last == "to":
        return "base", "future" if "be" in helpers[:-1] else "infinitive", False
    return _unaided(tokens, hits, i, forms, last, lexicon)


def _passive_tense(helpers: list[str]) -> str:
    if "future" in helpers or "future_not" in helpers or "maybe" in helpers or "duty" in helpers:
        return "future"
    if "to" in helpers:
        return "future" if helpers[0] == "be" else "infinitive"
    return "perfect" if "have" in helpers else "past"


def _unaided(
    tokens: tuple[Token, ...], hits: Hits, i: int, forms: dict[str, Hit], last: str,
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    end = next(iter(forms.values())).j
    before = hits[i - 1] if i else {}
    attributive = i > 0 and _is_attributive(tokens, hits, i)
    if "gerund" in forms:
        return None if "det" in before and "rel" not in before else ("gerund", "gerund", False)
    if "past" in forms or "participle" in forms:
        adverb = (
            i > 1 and _is_adverb(tokens[i - 1], lexicon) and _is_attributive(tokens, hits, i - 1)
        )
        if attributive or adverb:
            return None
        return _past_or_participle(tokens, hits, i, end, forms, lexicon)
    noun = any(lexicon.verbs[h.value].noun_like for h in forms.values())
    subject = i > 0 and (
        longest(before, *_SUBJECT_SIGNS)
        or tokens[i - 1].upper
        or (i > 1 and tokens[i - 1].text == ")")
    )
    if "third" in forms and (not attributive) and (subject or not noun):
        return "third", "present", False
    if "base" in forms and subject and not attributive and _plural_subject(tokens, hits, i):
        return "base", "present", False
    plain = not noun and "base" in forms and not attributive and i > 0
    if (
        plain
        and tokens[i - 1].low.isalpha()
        and not longest(before, "to", "and")
        and (_opens_list(tokens, hits, end))
    ):
        return "base", "present", False
    if "third" in forms or "base" in forms:
        return _listed_promise(tokens, hits, i, end, forms)
    return None


def _opens_list(tokens: tuple[Token, ...], hits: Hits, end: int) -> bool:
    return end < len(tokens) and (tokens[end].text == ":" or _opens_object(hits[end]))


def _listed_promise(
    tokens: tuple[Token, ...], hits: Hits, i: int, end: int, forms: dict[str, Hit]
) -> tuple[str, str, bool] | None:
    """A verb that opens a sentence or a list line with its object: "Pledges to contribute"."""
    opens = i == 0 or tokens[i - 1].text in ":\u2022-;"
    if (
        opens
        and "third" in forms
        and end < len(tokens)
        and (longest(hits[end], "to", "prep", *_OBJECT_SIGNS))
    ):
        return "third", "present", False
    return None


def _plural_subject(tokens: tuple[Token, ...], hits: Hits, i: int) -> bool:
    before = hits[i - 1]
    if longest(before, "we", "rel") or tokens[i - 1].low.endswith("s"):
        return True
    return any("and" in h for h in hits[max(0, i - 4) : i]) or "it" in before


def _is_attributive(tokens: tuple[Token, ...], hits: Hits, i: int) -> bool:
    """Whether the word before makes this one an adjective or noun: an article, a number."""
    before = hits[i - 1]
    if longest(before, "rel", "we"):
        return False
    if longest(before, "it") and not longest(before, "det"):
        return False
    return longest(
        before, "det", "prep", "number.unit", "number.ten", "additional"
    ) is not None or (tokens[i - 1].text[0].isdigit())


def _past_or_participle(
    tokens: tuple[Token, ...], hits: Hits, i: int, end: int, forms: dict[str, Hit],
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    form = "past" if "past" in forms else "participle"
    intransitive = lexicon.verbs[forms[form].value].klass in ("arrive", "depart", "speech")
    if intransitive and form == "past":
        return "past", "past", False
    following = hits[end] if end < len(hits) else {}
    by = any(h.row == "prep.by" for h in following.values())
    if by and "participle" in forms:
        return "participle", "participle", True
    before = hits[i - 1] if i else {}
    agent = i > 0 and (longest(before, *_SUBJECT_SIGNS) is not None)
    objects = _opens_object(following)
    if form == "past" and (agent or objects):
        return "past", "past", False
    stops = (
        end >= len(tokens)
        or not tokens[end].text[0].isalnum()
        or longest(following, "prep", "via", "to", "and", "date.", "adverb")
    )
    if "participle" in forms and stops and i > 0 and not tokens[i - 1].upper:
        return "participle", "participle", True
    if form == "past" and i > 0:
        return "past", "past", False
    return ("participle", "participle", True) if "participle" in forms and stops else None


def _opens_object(here: dict[str, Hit]) -> bool:
    """Whether a noun phrase can begin here; the "to" of a range is no qualifier."""
    hit = longest({k: h for k, h in here.items() if h.value != "range"}, *_OBJECT_SIGNS)
    return hit is not None


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
