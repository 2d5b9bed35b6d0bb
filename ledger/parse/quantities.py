"""Quantities and money: numbers with their qualifier, range and currency, as typed spans."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.numbers import Bare, bare_number, times
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token


class Quantity(NamedTuple):
    """A number or an amount at tokens [i, j), qualifier included; `core` begins the number.

    `currency` is a code, a shared sign such as "$" (`shared`), or "" for a plain number. Low and
    high are None where the text gives no value ("dozens of").
    """

    i: int
    j: int
    core: int
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    additional: bool
    total: bool
    currency: str
    shared: bool
    rows: tuple[str, ...]

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return bool(self.currency)


# Without any hit only digits and hyphened words (thirty-seven) can open a number.
_OPENS = re.compile(r"\d|\w+-")


def quantities(
    tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon, blocked: frozenset[int]
) -> tuple[Quantity, ...]:
    """All quantities of a sentence, left to right, none overlapping.

    `blocked` holds tokens that belong to a verb ("handed over") and open no quantity.
    """
    if not any("*number" in here for here in hits) and not any(
        _OPENS.match(t.text) for t in tokens
    ):
        return ()
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        i = _after_struck(tokens, i)
        may = i not in blocked and ("*count" in hits[i] or _OPENS.match(tokens[i].text))
        quantity = _quantity(tokens, hits, i, lexicon) if may else None
        if quantity is None:
            i += 1
            continue
        quantity = _skip_conversion(tokens, hits, quantity, lexicon)
        found.append(quantity)
        i = quantity.j
    return tuple(found)


def _after_struck(tokens: tuple[Token, ...], i: int) -> int:
    """The first token after words struck out, as in "~~30~~ 36 guns"; `i` where none begin."""
    if tokens[i].text != "~" or i + 1 >= len(tokens) or tokens[i + 1].text != "~":
        return i
    for k in range(i + 2, min(i + 12, len(tokens) - 2)):
        if tokens[k].text == "~" and tokens[k + 1].text == "~":
            return k + 2
    return i


class _Lead(NamedTuple):
    """What stood before the number."""

    qualifier: str
    additional: bool
    total: bool
    rows: tuple[str, ...]


def _quantity(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> Quantity | None:
    vague = longest(hits[i], "number.vague")
    lead, j = _lead(tokens, hits, i)
    core = _core(tokens, hits, j, lexicon, lead)
    if core is None and vague:
        return Quantity(
            i, vague.j, i, None, None, "unspecified", False, False, "", False, (vague.row,)
        )
    if core is None:
        return None
    return core._replace(i=i)


def _lead(tokens: tuple[Token, ...], hits: Hits, i: int) -> tuple[_Lead, int]:
    """Qualifiers, "another", "a total of" before a number, and where the number should begin."""
    lead, j = _Lead("exact", False, False, ()), i
    for _ in range(5):
        if j >= len(tokens):
            break
        hit = longest(hits[j], "qualifier", "additional", "total", "det")
        if hit is None or (hit.kind == "det" and j == i):
            break
        if hit.kind == "qualifier" and hit.value in ("at_least", "at_most", "about"):
            lead = lead._replace(qualifier=hit.value, rows=(*lead.rows, hit.row))
        elif hit.kind == "additional":
            lead = lead._replace(additional=True, rows=(*lead.rows, hit.row))
        elif hit.kind == "total":
            lead = lead._replace(total=True, rows=(*lead.rows, hit.row))
        elif hit.kind == "qualifier" and hit.value == "between":
            lead = lead._replace(qualifier="range", rows=(*lead.rows, hit.row))
        elif hit.kind != "det":
            break
        j = hit.j
    return lead, j


def _core(
    tokens: tuple[Token, ...], hits: Hits, j: int, lexicon: Lexicon, lead: _Lead
) -> Quantity | None:
    """The number with currency, range, scale and what follows it."""
    if j >= len(tokens):
        return None
    prefix = _prefix_currency(tokens, hits, j)
    start = prefix.j if prefix else j
    first = bare_number(tokens, hits, start, lexicon, money=bool(prefix))
    if first is None:
        return None
    first = _split_scale(tokens, hits, first)
    second = _range_end(tokens, hits, first, lexicon, lead, bool(prefix))
    end = second.j if second else first.j
    suffix = _suffix_currency(tokens, hits, end)
    if suffix and not prefix and first.value.is_zero():
        return None
    if suffix is None and prefix is None and end < len(tokens):
        short = _short_scale(tokens, hits, end)
        if short:
            suffix = _suffix_currency(tokens, hits, short.j)
            if suffix:
                first = first._replace(value=times(first.value, Decimal(short.value)))
    currency = prefix or suffix
    end = suffix.j if suffix else end
    return _built(tokens, hits, j, end, first, second, lead, currency)


def _short_scale(tokens: tuple[Token, ...], hits: Hits, j: int) -> Hit | None:
    return longest(hits[j], "number.scale_short") if j < len(tokens) else None


def _split_scale(tokens: tuple[Token, ...], hits: Hits, first: Bare) -> Bare:
    """As in "17 more million": a word for "additional" between digits and scale."""
    j = first.j
    if j + 1 < len(tokens) and first.scale == 1 and longest(hits[j], "additional"):
        scale = longest(hits[j + 1], "number.scale")
        if scale:
            value = Decimal(scale.value)
            return first._replace(j=scale.j, value=times(first.value, value), scale=value)
    return first


def _prefix_currency(tokens: tuple[Token, ...], hits: Hits, j: int) -> Hit | None:
    hit = longest(hits[j], "currency", "currency.shared")
    if hit is None or hit.j >= len(tokens) or not tokens[hit.j].text[0].isdecimal():
        return None
    word = tokens[j].text
    return hit if not word.isalpha() or word.isupper() or hit.kind == "currency.shared" else None


def _suffix_currency(tokens: tuple[Token, ...], hits: Hits, j: int) -> Hit | None:
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j].end == tokens[j + 1].start:
        j += 1  # "billion-dollar"
    if j >= len(tokens):
        return None
    hit = longest(hits[j], "currency", "currency.shared")
    rival = longest(hits[j], "unit.rival")
    if rival and (hit is None or rival.j >= hit.j):
        return _rival_money(tokens, hits, rival)
    return hit


def _rival_money(tokens: tuple[Token, ...], hits: Hits, rival: Hit) -> Hit | None:
    """A word such as pounds is money unless "of" follows and no conversion stands in brackets."""
    code = rival.value.partition("|")[2]
    follows = tokens[rival.j].low if rival.j < len(tokens) else ""
    if not (code.isupper() and len(code) == 3) or longest_prep_of(hits, rival.j):
        return None
    after = tokens[rival.j + 1].text if rival.j + 1 < len(tokens) else ""
    if follows != "(" and after[:1].isdecimal():
        return None
    return Hit("currency", code, rival.row, rival.i, rival.j)


def longest_prep_of(hits: Hits, j: int) -> bool:
    """Whether the preposition that joins a measure to its thing stands at token j."""
    hit = longest(hits[j], "prep") if j < len(hits) else None
    return hit is not None and hit.value == "of"


def _range_end(
    tokens: tuple[Token, ...], hits: Hits, first: Bare, lexicon: Lexicon, lead: _Lead, money: bool
) -> Bare | None:
    j = first.j
    if j >= len(tokens):
        return None
    link = longest(hits[j], "qualifier")
    spaced = tokens[j - 1].end < tokens[j].start and tokens[j].text == "\u2014"
    joined = link is not None and link.value == "range" and not spaced
    between = lead.qualifier == "range" and longest(hits[j], "and") is not None
    if not joined and not between:
        return None
    after = j + 1
    prefix = _prefix_currency(tokens, hits, after) if after < len(tokens) else None
    second = bare_number(tokens, hits, prefix.j if prefix else after, lexicon, money)
    if second is None:
        return None
    low = times(first.value, second.scale) if first.scale == 1 else first.value
    return second if low < second.value else None


def _built(
    tokens: tuple[Token, ...], hits: Hits, start: int, end: int,
    first: Bare, second: Bare | None, lead: _Lead, currency: Hit | None,
) -> Quantity | None:  # fmt: skip
    low = first.value
    if second is not None and first.scale == 1:
        low = times(low, second.scale)
    qualifier, high = lead.qualifier, second.value if second else low
    if second is not None:
        qualifier = "range"
    elif qualifier == "range":
        qualifier = "exact"
    after = longest(hits[end], "qualifier") if end < len(hits) else None
    rows = (*lead.rows, *first.rows)
    if after is not None and after.value.endswith("_after"):
        qualifier, end, rows = after.value.removesuffix("_after"), after.j, (*rows, after.row)
    if "number.about" in "".join(rows) or any(r.startswith("number.a-couple") for r in rows):
        qualifier = "about"
    bounds = _bounds(low, high, qualifier)
    return Quantity(
        start, end, start, bounds[0], bounds[1], qualifier, lead.additional, lead.total,
        currency.value if currency else "", bool(currency and currency.kind.endswith("shared")),
        rows,
    )  # fmt: skip


def _bounds(low: Decimal, high: Decimal, qualifier: str) -> tuple[Decimal | None, Decimal | None]:
    if qualifier == "at_least":
        return low, None
    if qualifier == "at_most":
        return Decimal(0), high
    return low, high


def _skip_conversion(
    tokens: tuple[Token, ...], hits: Hits, quantity: Quantity, lexicon: Lexicon
) -> Quantity:
    """Money in brackets after money, or a count in brackets after the same count, is a repeat."""
    j = quantity.j
    if j + 2 >= len(tokens) or tokens[j].text not in "([":
        return quantity
    lead, at = _lead(tokens, hits, j + 1)
    core = _core(tokens, hits, at, lexicon, lead)
    closed = core is not None and core.j < len(tokens) and tokens[core.j].text in ")]"
    if core is not None and closed and core.money == quantity.money:
        return quantity._replace(j=core.j + 1)
    if core is not None and quantity.money and not core.money:
        end = core.j + 1  # one word between number and bracket: a currency that is not listed
        if end < len(tokens) and tokens[end].text in ")]" and tokens[core.j].text.isalpha():
            return quantity._replace(j=end + 1)
    return quantity
