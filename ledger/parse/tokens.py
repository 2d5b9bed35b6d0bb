"""Text to tokens, one to one: no character is ever moved, so offsets stay those of the source."""

from __future__ import annotations

import re
from typing import NamedTuple

from ledger.parse.lexicon import Lexicon

# Only single characters for single characters: offsets must not move.
_ONE_TO_ONE: dict[int, str] = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ",
        "\u2010": "-", "\u2011": "-", "*": " ", "_": " ", "\r": "\n", "\x0b": "\n", "\x0c": "\n",
        "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x1c": "\n", "\x1d": "\n", "\x1e": "\n",
    }
)  # fmt: skip


class Token(NamedTuple):
    """One word, number or sign; `low` is its lower-case form without invisible characters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def upper(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


def normalise(text: str) -> str:
    """The text with quotes, spaces and hyphens in one form, of exactly the same length."""
    return _FOLDED.sub(_fold, text)


# str.translate looks up every character; few need to change.
_FOLDED = re.compile("[" + re.escape("".join(map(chr, _ONE_TO_ONE))) + "]")


def _fold(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[ord(match.group())]


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of text[start:end], which must be normalised."""
    return tuple(_tokens(lexicon.token_pattern, text, start, end))


def _tokens(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in pattern.finditer(text, start, end):
        word = match.group()
        found.append(_new(Token, (word, word.lower(), match.start(), match.end())))
    if text.find("\u2060", start, end) < 0:
        return found
    return [token._replace(low=token.low.replace("\u2060", "")) for token in found]


_new = tuple.__new__  # Token(...) takes twice as long
