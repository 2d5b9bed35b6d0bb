"""Whether a sentence can say anything about aid at all: cheap, before anything costly."""

from __future__ import annotations

import re

from ledger.parse.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def worth_reading(sentence: str, lexicon: Lexicon) -> bool:
    """True when a stage word meets a number or a known thing, or a number meets a thing."""
    words = set(_WORD.findall(sentence.lower()))
    if not words.isdisjoint(lexicon.gate_triggers):
        return bool(_DIGIT.search(sentence)) or not words.isdisjoint(lexicon.gate_objects)
    return bool(_DIGIT.search(sentence)) and not words.isdisjoint(lexicon.gate_objects)
