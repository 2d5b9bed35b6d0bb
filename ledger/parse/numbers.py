"""Numbers as written: digits, words, scales, ranges and the qualifier before or after them."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token


class Bare(NamedTuple):
    """A plain value at tokens [i, j); `scale` is that of words like million, 1 without them.

    `article` is true where only "a" stands for one: "a dozen".
    """

    i: int
    j: int
    value: Decimal
    scale: Decimal
    rows: tuple[str, ...]
    article: bool = False


_EXACT = Context(prec=10_000)  # digits; products of longer numbers are rounded


def times(one: Decimal, other: Decimal) -> Decimal:
    """The product to the last digit: by itself a product keeps 28 digits."""
    return _EXACT.multiply(one, other)


def read_digits(text: str, lexicon: Lexicon) -> Decimal | None:
    """The value of a digit token under the language's separators; None when it is no number."""
    thousands, point = lexicon.settings["thousands"], lexicon.settings["decimal"]
    plain = text.replace(" ", "")
    head, _, tail = plain.partition(point)
    groups = head.split(thousands)
    if len(groups) > 1 and not all(len(g) == 3 for g in groups[1:]):
        return None
    if point in tail:
        groups, tail = plain.split(point), ""
        if not all(len(g) == 3 for g in groups[1:]):
            return None
    try:
        return Decimal("".join(groups) + (f".{tail}" if tail else ""))
    except InvalidOperation:
        return None


def bare_number(
    tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon, money: bool = False
) -> Bare | None:
    """The number that starts at token i, without range or qualifier."""
    if i >= len(tokens) or longest(hits[i], "number.not_number"):
        return None
    first = tokens[i]
    if not hits[i] and not first.text[0].isdecimal() and "-" not in first.text:
        return None
    if first.text[0].isdecimal():
        return _digits(tokens, hits, i, lexicon, money)
    return _words(tokens, hits, i, lexicon, money)


def _glued(tokens: tuple[Token, ...], j: int) -> bool:
    return j < len(tokens) and tokens[j].start == tokens[j - 1].end and tokens[j].low.isalpha()


def _digits(
    tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon, money: bool
) -> Bare | None:
    value = read_digits(tokens[i].text, lexicon)
    if value is None:
        return None
    j = i + 1
    scale, end, rows = _scales(tokens, hits, j, lexicon, money or _glued(tokens, j))
    if _glued(tokens, j) and end == j and not longest(hits[j], "unit"):
        return None  # 155mm, 2nd: an attribute or an ordinal, not a count
    if _glued(tokens, j) and end == j and tokens[j].low in _NEVER_GLUED:
        return None
    return Bare(i, end, times(value, scale), scale, rows)


_NEVER_GLUED = frozenset({"mm", "cm", "km", "kv", "kva", "kw", "mw", "mva"})


def _scales(
    tokens: tuple[Token, ...], hits: Hits, j: int, lexicon: Lexicon, short: bool
) -> tuple[Decimal, int, tuple[str, ...]]:
    """The product of scale words from token j: "thousand million", "dozen", "m" if allowed."""
    scale, rows = Decimal(1), []
    while j < len(tokens):
        kinds = ["number.scale", "number.hundred", "number.dozen"]
        if short:
            kinds.append("number.scale_short")
        hit = longest(hits[j], *kinds)
        if hit is None or _follows_of(tokens, hits, hit):
            break
        scale = times(scale, Decimal(hit.value))
        rows.append(hit.row)
        j = hit.j
        short = False
    return scale, j, tuple(rows)


def _follows_of(tokens: tuple[Token, ...], hits: Hits, hit: Hit) -> bool:
    return hit.kind == "number.scale_short" and hit.j - hit.i != 1


def _words(
    tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon, money: bool
) -> Bare | None:
    """Number words: "two hundred", "a hundred and thirty-seven", "half a million", "a dozen"."""
    start = longest(
        hits[i], "number.unit", "number.ten", "number.half", "number.article", "number.pair",
        "number.about", "number.hundred", "number.dozen", "number.hyphen",
    )  # fmt: skip
    if start is None:
        return _compound(tokens, hits, i, lexicon)
    if start.kind == "number.article":
        scale = (
            longest(hits[start.j], "number.scale", "number.hundred", "number.dozen")
            if (start.j < len(hits))
            else None
        )
        if scale is None:
            return None
    if start.kind in ("number.hundred", "number.dozen"):
        return None
    return _sum_words(tokens, hits, start, lexicon)


def _compound(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> Bare | None:
    """Hyphenated words such as thirty-seven."""
    parts = tokens[i].low.split("-")
    values = [_word_value(part, lexicon) for part in parts]
    if len(parts) != 2 or None in values:
        return None
    total = sum((v for v in values if v is not None), Decimal(0))
    scale, j, rows = _scales(tokens, hits, i + 1, lexicon, False)
    return Bare(i, j, times(total, scale), scale, rows)


def _word_value(word: str, lexicon: Lexicon) -> Decimal | None:
    for entry in lexicon.table.get((word,), ()):
        if entry.kind in ("number.unit", "number.ten"):
            return Decimal(entry.value)
    return None


def _sum_words(tokens: tuple[Token, ...], hits: Hits, start: Hit, lexicon: Lexicon) -> Bare | None:
    total, current = Decimal(0), Decimal(start.value)
    rows, j, scaled = [start.row], start.j, False
    while j < len(tokens):
        hit = longest(
            hits[j], "number.unit", "number.ten", "number.hundred", "number.scale", "number.dozen"
        )
        step = j
        if hit is None and longest(hits[j], "and") and scaled and current >= 100:
            hit = _tail(hits, j + 1)
            step = j + 1
        value = Decimal(hit.value) if hit else _word_value_hyphen(tokens, step, lexicon)
        if value is None or (hit is None and not scaled):
            break
        if hit and not scaled and start.kind == "number.ten" and hit.kind == "number.unit":
            if value >= 10 or len(rows) > 1:
                break
            current += value  # "twenty five", without the hyphen
            rows.append(hit.row)
            j = hit.j
            continue
        if hit and hit.kind in ("number.hundred", "number.dozen"):
            current *= value
        elif hit and hit.kind == "number.scale":
            total, current = total + current * value, Decimal(0)
        elif scaled and value < 100:
            current += value
        else:
            break
        rows.extend([hit.row] if hit else [])
        scaled, j = True, hit.j if hit else step + 1
    value = total + current
    return Bare(start.i, j, value, Decimal(1), tuple(rows), start.kind == "number.article")


def _tail(hits: Hits, j: int) -> Hit | None:
    return longest(hits[j], "number.unit", "number.ten") if j < len(hits) else None


def _word_value_hyphen(tokens: tuple[Token, ...], j: int, lexicon: Lexicon) -> Decimal | None:
    if j >= len(tokens) or "-" not in tokens[j].low:
        return None
    values = [_word_value(part, lexicon) for part in tokens[j].low.split("-")]
    if len(values) != 2 or None in values:
        return None
    return sum((v for v in values if v is not None), Decimal(0))
