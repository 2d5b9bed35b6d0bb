"""Blocks and sentences: where one statement can end and the next begin.

A block is a line, or a colon with the list lines that follow it; a sentence never crosses a block.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ledger.parse.lexicon import Lexicon

_LINE = re.compile(r"[^\n]+")


_BULLET = re.compile(r"\s*(?:[-\u2022\u2013\u2014\u00b7\u25cf\u25aa]|\(?\d{1,2}[.)])\s+\S")


_QUANTITY_START = re.compile(r"\s*(?:[~\u20ac$\u00a3]?\d|[a-z])")


_STOP = re.compile(
    r"[.!?\u2026]+[\"')\]]*(?=\s+[\"'(\[\u00bf\u00a1]*[^\W_a-z])|[.!?]+[\"')\]]*\s*$"
)


_LAST_WORD = re.compile(r"[^\s\"'(]*$")


_MAX_SENTENCE = 2400


class Sentence(NamedTuple):
    """One sentence of a block; `opens` is true for the first of a block, `block` its number."""

    start: int
    end: int
    block: int
    opens: bool
    listed: bool


class Block(NamedTuple):
    """A paragraph, or a colon and its list as one contiguous unit."""

    start: int
    end: int
    listed: bool


def blocks(text: str) -> list[Block]:
    """The blocks of a normalised text, in order."""
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    found: list[Block] = []
    index = 0
    while index < len(lines):
        start, end = lines[index]
        last = _list_end(text, lines, index)
        if last > index:
            end = lines[last][1]
        found.append(Block(start, end, last > index))
        index = last + 1
    return found


def _list_end(text: str, lines: list[tuple[int, int]], index: int) -> int:
    """The last line of the list that line `index` introduces with a colon, or `index` itself."""
    start, end = lines[index]
    if not text[start:end].rstrip().endswith(":"):
        return index
    last = index
    while last + 1 < len(lines):
        start, end = lines[last + 1]
        line = text[start:end]
        bulleted = bool(_BULLET.match(line))
        plain = len(line) < 120 and bool(_QUANTITY_START.match(line)) and ". " not in line
        if not (bulleted or plain) or end - lines[index][0] > _MAX_SENTENCE:
            break
        last += 1
    return last


def sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a normalised text; list blocks stay whole."""
    found: list[Sentence] = []
    for number, block in enumerate(blocks(text)):
        cuts = [block.end] if block.listed else _cuts(text, block, lexicon)
        start = block.start
        for cut in cuts:
            if text[start:cut].strip():
                found.append(Sentence(start, cut, number, start == block.start, block.listed))
            start = cut
    return found


def _cuts(text: str, block: Block, lexicon: Lexicon) -> list[int]:
    cuts = []
    previous = block.start
    for match in _STOP.finditer(text, block.start, block.end):
        word = _LAST_WORD.search(text, max(previous, match.start() - 20), match.start())
        last = word.group() if word else ""
        if match.group()[0] == "." and _is_abbreviation(last, lexicon):
            continue
        cuts.append(match.end())
        previous = match.end()
    if not cuts or cuts[-1] < block.end:
        cuts.append(block.end)
    return _bounded(cuts, block.start)


def _is_abbreviation(word: str, lexicon: Lexicon) -> bool:
    return word.lower() in lexicon.abbreviations or (len(word) == 1 and word.isupper())


def _bounded(cuts: list[int], start: int) -> list[int]:
    """Cuts with no sentence longer than the limit: cost must stay linear in the text."""
    bounded = []
    for cut in cuts:
        while cut - start > _MAX_SENTENCE:
            start += _MAX_SENTENCE
            bounded.append(start)
        bounded.append(cut)
        start = cut
    return bounded
