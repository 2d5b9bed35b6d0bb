"""Whether a sentence can say anything about aid at all: cheap, before anything costly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ledger.parse.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")


_DIGIT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")  # no mere year


_MONEY = re.compile(r"[$\u20ac\u00a3\u00a5\u20b4]|\b[A-Z]{3}\b")


_STARTS_WITH_NUMBER = re.compile(r"\W*(?:[^\W\d]+\W+){0,3}\d")


_SHORT = 80  # "A further 15 are planned for the autumn": the thing was named before


def words_of(sentence: str) -> set[str]:
    """The words of a sentence in lower case."""
    return set(_WORD.findall(sentence.lower()))


def worth_reading(sentence: str, words: set[str], lexicon: Lexicon) -> bool:
    """True when a stage word meets a number or a known thing, or a number opens a list line."""
    digits = _DIGIT.search(sentence) is not None
    if not digits and words.isdisjoint(lexicon.gate_numbers):
        named = not words.isdisjoint(lexicon.gate_named) and _meets(words, lexicon.gate_gifts)
        return named or (
            not words.isdisjoint(lexicon.gate_aid) and _meets(words, lexicon.gate_moves)
        )
    bare = words.isdisjoint(lexicon.gate_things) and not _MONEY.search(sentence)
    if _meets(words, lexicon.gate_gifts):
        return True
    if bare and len(sentence) > _SHORT:
        return False
    return _meets(words, lexicon.gate_triggers) or bool(_STARTS_WITH_NUMBER.match(sentence))


def goes_on(sentence: str, words: set[str], lexicon: Lexicon) -> bool:
    """True when a sentence right behind one about aid counts things or money.

    As in "Italy's share is $5m": its stage may be that of what was told, without a word for it.
    """
    if _DIGIT.search(sentence) is None and words.isdisjoint(lexicon.gate_numbers):
        return False
    named = not words.isdisjoint(lexicon.gate_things) or _MONEY.search(sentence) is not None
    return named or len(sentence) <= _SHORT


def _meets(words: set[str], triggers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a trigger word stands there, with one of its particles where it needs one."""
    for word in words & triggers.keys():
        particles = triggers[word]
        if not particles or not words.isdisjoint(particles):
            return True
    return False
