"""Whether a sentence can say anything about aid at all: cheap, before anything costly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ledger.parse.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")


_DIGIT = re.compile(r"\d")


_STARTS_WITH_NUMBER = re.compile(r"\W*(?:[^\W\d]+\W+){0,3}\d")


def worth_reading(sentence: str, lexicon: Lexicon) -> bool:
    """True when a stage word meets a number or a known thing, or a number opens a list line."""
    words = set(_WORD.findall(sentence.lower()))
    counted = _DIGIT.search(sentence) is not None or not words.isdisjoint(lexicon.gate_numbers)
    if not counted and words.isdisjoint(lexicon.gate_things):
        return False
    if _meets(words, lexicon.gate_gifts):
        return True
    if not counted:
        return False
    if _meets(words, lexicon.gate_triggers):
        return True
    opens = _STARTS_WITH_NUMBER.match(sentence) is not None
    return opens and not words.isdisjoint(lexicon.gate_things)


def _meets(words: set[str], triggers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a trigger word stands there, with one of its particles where it needs one."""
    for word in words & triggers.keys():
        particles = triggers[word]
        if not particles or not words.isdisjoint(particles):
            return True
    return False
