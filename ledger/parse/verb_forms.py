"""Which form of a verb a word is here: tense, voice, or no verb at all."""

from __future__ import annotations

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token

_OBJECT_SIGNS = (
    "det", "qualifier", "*number", "currency", "currency.shared", "we", "item", "*geo", "party",
    "additional", "unit", "such",
)  # fmt: skip


_SUBJECT_SIGNS = ("we", "it", "rel", "*geo", "party", "*place")


def verb_forms(here: dict[str, Hit]) -> dict[str, Hit]:
    """The verb forms that start at a token, by form; only those of the longest phrase."""
    verbs = {kind[5:]: hit for kind, hit in here.items() if kind.startswith("verb.")}
    far = max((hit.j for hit in verbs.values()), default=0)
    return {form: hit for form, hit in verbs.items() if hit.j == far}


def is_adverb(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word looks like an adverb by its ending."""
    ends = lexicon.ends["adverb_endings"]
    return bool(ends) and token.low.endswith(ends) and len(token.low) > 4 and not token.upper


def chosen_form(
    tokens: tuple[Token, ...], hits: Hits, i: int, forms: dict[str, Hit], kinds: list[str],
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    """The form meant, its tense and voice; None when the word is no verb here."""
    helpers = [k for k in kinds if k not in ("adverb", "not")]
    last = helpers[-1] if helpers else ""
    if i + 1 < len(hits) and not kinds and "participle" in forms and i < 2 and "be" in hits[i + 1]:
        return "participle", "past", True  # "Included were 10,000 masks"
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
    if "have" in helpers:
        return "perfect"
    return "progressive" if helpers.count("be") > 1 else "past"  # "are being installed"


def _unaided(
    tokens: tuple[Token, ...], hits: Hits, i: int, forms: dict[str, Hit], last: str,
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    end = next(iter(forms.values())).j
    before = hits[i - 1] if i else {}
    attributive = i > 0 and _is_attributive(tokens, hits, i)
    blocks = all(lexicon.verbs[hit.value].klass == "block" for hit in forms.values())
    if blocks and ("gerund" in forms or "participle" in forms) and _describes(tokens, hits, i, end):
        return None
    if "gerund" in forms:
        return _gerund(tokens, hits, i, before)
    if "past" in forms or "participle" in forms:
        adverb = (
            i > 1 and is_adverb(tokens[i - 1], lexicon) and _is_attributive(tokens, hits, i - 1)
        )
        if (attributive or adverb) and "participle" in forms:
            return None
        return _past_or_participle(tokens, hits, i, end, forms, lexicon)
    if not attributive:
        found = _present(tokens, hits, i, end, forms, lexicon)
        if found is not None:
            return found
    if "third" in forms or "base" in forms:
        return _listed_promise(tokens, hits, i, end, forms)
    return None


def _gerund(
    tokens: tuple[Token, ...], hits: Hits, i: int, before: dict[str, Hit]
) -> tuple[str, str, bool] | None:
    """A gerund, unless it is a noun: "this new funding"."""
    named = longest(hits[i], "*noun", "aid_money", "aid") and i > 0 and tokens[i - 1].low.isalpha()
    if named and not longest(before, "prep", "to", "via", "and", "sub", *_SUBJECT_SIGNS):
        return None
    return None if "det" in before and "rel" not in before else ("gerund", "gerund", False)


def _present(
    tokens: tuple[Token, ...], hits: Hits, i: int, end: int, forms: dict[str, Hit],
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    """A present form, when what stands around it is no noun phrase."""
    before = hits[i - 1] if i else {}
    noun = any(lexicon.verbs[h.value].noun_like for h in forms.values())
    subject = i > 0 and (
        longest(before, *_SUBJECT_SIGNS)
        or (tokens[i - 1].upper and "*number" not in before)
        or (i > 1 and tokens[i - 1].text == ")")
    )
    if "third" in forms and (subject or not noun or (i > 0 and _acts(tokens, hits, i, end))):
        return "third", "present", False
    if "base" not in forms:
        return None
    if subject and _plural_subject(tokens, hits, i, lexicon):
        return "base", "present", False
    if i > 0 and not (noun and _names(hits, i, end)):
        return _bare_base(tokens, hits, i, end, noun)
    return None


def _describes(tokens: tuple[Token, ...], hits: Hits, i: int, end: int) -> bool:
    """As in "four Wisent demining tanks", "much needed supplies": a form before its noun."""
    if end >= len(tokens) or not tokens[end].text[0].isalpha():
        return False
    if longest(hits[end], "det", "prep", "to", "via", "*number", "qualifier", "we", "*date", "rel"):
        return False
    named = longest(hits[end], "item", "unit", "*noun") is not None
    free = i == 0 or not longest(hits[i - 1], *_SUBJECT_SIGNS)
    return named and free and i > 0 and tokens[i - 1].text[0].isalnum()


def _names(hits: Hits, i: int, end: int) -> bool:
    """As in "purifiers and shelter kits": a word before a thing, in a list, is part of its name."""
    joined = longest(hits[i - 1], "and") is not None
    return joined and end < len(hits) and "item" in hits[end] and "det" not in hits[end]


def _bare_base(
    tokens: tuple[Token, ...], hits: Hits, i: int, end: int, noun: bool
) -> tuple[str, str, bool] | None:
    """A base form without a subject beside it: "capabilities include", "train and supply"."""
    before = hits[i - 1]
    plain = not noun and tokens[i - 1].low.isalpha() and not longest(before, "to", "and")
    if plain and _opens_list(tokens, hits, end):
        return "base", "present", False
    follows = end < len(tokens) and (_opens_object(hits[end]) or tokens[end].text[0].isdecimal())
    return ("base", "coordinated", False) if follows and longest(before, "and") else None


def _acts(tokens: tuple[Token, ...], hits: Hits, i: int, end: int) -> bool:
    """As in "the air force airlifts 9 tonnes", "60 tonnes of food, lands in": noun or verb?

    A number or article behind speaks for the verb, and so does a comma before with a place behind.
    """
    if end >= len(tokens):
        return False
    counted = tokens[end].text[0].isdecimal() or longest(hits[end], "det", "*number")
    if longest(hits[i - 1], "and"):
        return False
    if tokens[i - 1].text == ",":
        return longest(hits[end], "prep") is not None
    return tokens[i - 1].low.isalpha() and bool(counted)


def _opens_list(tokens: tuple[Token, ...], hits: Hits, end: int) -> bool:
    return end < len(tokens) and (
        tokens[end].text == ":"
        or tokens[end].text[0].isdecimal()
        or _opens_object(hits[end])
        or longest(hits[end], "prep") is not None
    )


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


def _plural_subject(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> bool:
    before = hits[i - 1]
    if longest(before, "we", "rel") or tokens[i - 1].low.endswith(lexicon.ends["plural_endings"]):
        return True
    return any("and" in h for h in hits[max(0, i - 4) : i]) or "it" in before


def _is_attributive(tokens: tuple[Token, ...], hits: Hits, i: int) -> bool:
    """Whether the word before makes this one an adjective or noun: an article, a number."""
    before = hits[i - 1]
    if longest(before, "rel", "we") or _floats(hits, i - 1):
        return False
    if longest(before, "it") and not longest(before, "det"):
        return False
    return longest(
        before, "det", "prep", "number.unit", "number.ten", "additional"
    ) is not None or (tokens[i - 1].text[0].isdecimal() and not _is_year(tokens[i - 1].text))


def _floats(hits: Hits, k: int) -> bool:
    """As in "Chad and Sudan each received": "each" behind its subject, before the verb."""
    each = longest(hits[k], "per_unit")
    if each is None or each.value != "each" or k == 0:
        return False
    return any("*geo" in here or "party" in here for here in hits[max(0, k - 4) : k])


def _is_year(text: str) -> bool:
    """As in "2021 Austria gave": a year before a verb counts nothing."""
    return len(text) == 4 and text[:2] in ("19", "20")


def _past_or_participle(
    tokens: tuple[Token, ...], hits: Hits, i: int, end: int, forms: dict[str, Hit],
    lexicon: Lexicon,
) -> tuple[str, str, bool] | None:  # fmt: skip
    form = "past" if "past" in forms else "participle"
    intransitive = lexicon.verbs[forms[form].value].klass in ("arrive", "depart", "speech")
    if intransitive and form == "past":
        return "past", "past", False
    following = hits[end] if end < len(hits) else {}
    agent_mark = longest(following, "prep")
    by = agent_mark is not None and agent_mark.value == "by"
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
        or longest(following, "prep", "via", "to", "and", "*date", "adverb")
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
