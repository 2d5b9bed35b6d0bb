"""Numbers in cells: one cell to an interval with its qualifier, or the reason why not. No guessing.

A mark that can part thousands or decimals is decided by the column (`decimal_mark`), never by a
single cell. "Undisclosed" is stated and unknown: no bounds, qualifier unspecified.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ledger.intake.words import words_of

__all__ = ["LARGEST", "Number", "decimal_mark", "read_number"]

LARGEST = Decimal(10) ** 14  # DECIMAL(18, 3) holds sums of it; 10^15 stands for "open"
_SPACES = "\u00a0\u202f\u2009\u2007 "
_QUOTES = "'’"
_DIGITS = rf"[+]? \d [\d.,{_QUOTES}{_SPACES}]* (?<=\d)"
_RANGE = re.compile(
    rf"""(?: between \s+ | from \s+ )?
        ({_DIGITS}) \s* (?: - | – | — | \.\.\. | … | \bto\b | \band\b ) \s* ({_DIGITS})
        \s* (\S.*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ONE = re.compile(
    rf"""(\D*?) \s*            # more than, ~, >=
        ({_DIGITS}) \s*        # 1 234,5
        ([+])? \s*             # 100+
        ([^\d\s].*)?           # million, km
    """,
    re.VERBOSE,
)
_NEGATIVE = re.compile(r"[-−] \s* \d | \( \s* [\d.,]+ \s* \)", re.VERBOSE)
_GROUPS = re.compile(rf"\d{{1,3}} (?: ([.,{_QUOTES}{_SPACES}]) \d{{3}} ) (?: \1 \d{{3}} )*", re.X)
_PROOF_OF_DECIMAL = re.compile(
    r"(?: 0 | \d{4,} ) ([.,]) \d+ | \d+ ([.,]) (?: \d{1,2} | \d{4,} )", re.X
)


class Number(NamedTuple):
    """What a cell says.

    Attributes:
        low, high: bounds; both None when it is stated to be unknown.
        qualifier: exact, at_least, at_most, about, range, unspecified.
        rest: words behind the number: a unit or currency; "" where there are none.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: str
    rest: str = ""


def decimal_mark(values: Iterable[str]) -> str:
    """The mark of decimals that the values of one column prove; "" when they prove none, or two.

    >>> decimal_mark(["216.67", "7.725"])
    '.'
    >>> decimal_mark(["1.200", "3.400"])
    ''
    >>> decimal_mark(["1.234,5", "1.200"])
    ','
    """
    proven = set()
    for value in values:
        found = _ONE.fullmatch(value.strip())
        if found and (mark := _proven(found[2])):
            proven.add(mark)
    return proven.pop() if len(proven) == 1 else ""


def read_number(text: str, mark: str = "", kind: str = "quantity") -> Number | str:
    """A cell as an interval, or the code of the problem.

    Args:
        text: not empty.
        mark: of decimals in this column; "" when it is not known.
        kind: "amount" reads "5m" as millions; of things it could be metres.

    >>> read_number("1 234,5")
    Number(low=Decimal('1234.5'), high=Decimal('1234.5'), qualifier='exact', rest='')
    >>> read_number("more than 230").qualifier, read_number("~50").qualifier
    ('at_least', 'about')
    >>> read_number("8-12")[:3], read_number("up to 40")[:3]
    ((Decimal('8'), Decimal('12'), 'range'), (Decimal('0'), Decimal('40'), 'at_most'))
    >>> read_number("1.200"), read_number("a dozen or so"), read_number("undisclosed").qualifier
    ('number-ambiguous', 'number-unreadable', 'unspecified')
    >>> read_number("2.5 million USD", ".")
    Number(low=Decimal('2500000.0'), high=Decimal('2500000.0'), qualifier='exact', rest='USD')
    """
    text = " ".join(text.split())
    if text.lower() in words_of("unknown"):
        return Number(None, None, "unspecified")
    if _NEGATIVE.match(text):
        return "number-negative"
    if found := _RANGE.fullmatch(text):
        return _range((found[1], found[2]), _scaled(found[3] or "", kind), mark)
    found = _ONE.fullmatch(text)
    if found is None:
        return "number-unreadable"
    qualifier = _qualifier(found[1], found[3] or "")
    number = _plain(found[2], mark)
    if qualifier is None or isinstance(number, str):
        return number if isinstance(number, str) else "number-unreadable"
    scale, rest = _scaled(found[4] or "", kind)
    return _bounded(number * scale, qualifier, rest)


def words_behind(text: str, kind: str = "quantity") -> str:
    """The words behind the number of a cell; the whole cell where none can be read.

    >>> words_behind("3 zorkmids"), words_behind("1.200,5 dozen bags"), words_behind("some")
    ('zorkmids', 'dozen bags', 'some')
    """
    read = (read_number(text, mark, kind) for mark in (".", ","))
    return next((found.rest for found in read if isinstance(found, Number)), text)


def _bounded(number: Decimal, qualifier: str, rest: str) -> Number | str:
    if abs(number) >= LARGEST:
        return "number-too-large"
    low = Decimal(0) if qualifier == "at_most" else number
    high = None if qualifier == "at_least" else number
    return Number(low, high, qualifier, rest)


def _range(ends: tuple[str, str], scaled: tuple[Decimal, str], mark: str) -> Number | str:
    scale, rest = scaled
    bounds = [_plain(end, mark) for end in ends]
    if code := next((bound for bound in bounds if isinstance(bound, str)), ""):
        return code
    low, high = (bound * scale for bound in bounds if not isinstance(bound, str))
    if low > high:
        return "number-unreadable"
    return "number-too-large" if high >= LARGEST else Number(low, high, "range", rest)


@cache
def _qualifiers() -> dict[str, str]:
    return {
        word: qualifier
        for qualifier in ("exact", "at_least", "at_most", "about")
        for word in words_of(qualifier)
    }


def _qualifier(before: str, plus: str) -> str | None:
    """The qualifier of the words before a number; None when they say something else."""
    word = before.strip().lower()
    if plus:
        return "at_least" if not word else None
    return _qualifiers().get(word) if word else "exact"


def _scaled(words: str, kind: str) -> tuple[Decimal, str]:
    """The factor that the first word behind a number names, and what is left."""
    first, _, rest = words.strip().partition(" ")
    word = first.lower().rstrip(".")
    scale = words_of("scale").get(word) or words_of(f"scale of {kind}").get(word)
    return (Decimal(scale), rest.strip()) if scale else (Decimal(1), words.strip())


def _proven(digits: str) -> str:
    digits = re.sub(rf"[{_QUOTES}{_SPACES}]", "", digits)
    marks = [c for c in digits if c in ".,"]
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        return marks[-1]  # 1.234,5
    if len(marks) > 1:  # 1.234.567: this mark parts thousands, so the other one parts decimals
        return ("," if marks[0] == "." else ".") if _GROUPS.fullmatch(digits) else ""
    found = _PROOF_OF_DECIMAL.fullmatch(digits)
    return (found[1] or found[2]) if found else ""


def _plain(digits: str, mark: str) -> Decimal | str:
    digits = digits.lstrip("+").strip()
    mark = mark or _proven(digits)
    grouped = _GROUPS.fullmatch(digits)
    if not mark and grouped and grouped[1] == ".":
        return "number-ambiguous"
    if grouped and grouped[1] != mark:
        return Decimal(re.sub(r"\D", "", digits))
    whole, dot, part = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    if dot and not part.isdigit():
        return "number-unreadable"
    if not whole.isdigit():
        if not _GROUPS.fullmatch(whole) or (mark and mark in whole):
            return "number-unreadable"
        whole = re.sub(r"\D", "", whole)
    return Decimal(f"{whole}.{part}" if dot else whole)
