"""Values as a person writes them in a ruling: quantities, codes, days, yes and no."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from ledger.errors import UsageError
from ledger.intake.dates import read_day
from validation.vocabulary import load_vocabulary, name_key

Bounds = tuple[Decimal | None, Decimal | None, str]

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]{1,3})?"
_QUANTITY = re.compile(
    rf"""(?P<sign> >= | ≥ | <= | ≤ | ~ )? \s* (?P<first> {_NUMBER} )
         (?: \s* (?: - | – ) \s* (?P<second> {_NUMBER} ) )?""",
    re.VERBOSE,
)
_SIGNS = {">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most", "~": "about"}
_LARGEST = Decimal(10) ** 14  # as in drafting


def quantity(text: str, what: str = "quantity") -> Bounds:
    """The bounds and the qualifier of a quantity as written.

    Raises:
        UsageError: it is none.

    >>> quantity("8-12")
    (Decimal('8'), Decimal('12'), 'range')
    >>> quantity(">= 1,000")
    (Decimal('1000'), None, 'at_least')
    >>> quantity("unknown")
    (None, None, 'unspecified')
    """
    if text.strip().lower() == "unknown":
        return None, None, "unspecified"
    found = _QUANTITY.fullmatch(text.strip())
    if found is None or (found["sign"] and found["second"]):
        raise _no_quantity(text, what)
    first = Decimal(found["first"].replace(",", ""))
    if found["second"]:
        second = Decimal(found["second"].replace(",", ""))
        if not first < second < _LARGEST:
            raise _no_quantity(text, what)
        return first, second, "range"
    if first >= _LARGEST:
        raise _no_quantity(text, what)
    return _signed(first, _SIGNS.get(found["sign"] or "", "exact"))


def _signed(number: Decimal, qualifier: str) -> Bounds:
    if qualifier == "at_least":
        return number, None, qualifier
    if qualifier == "at_most":
        return Decimal(0), number, qualifier
    return number, number, qualifier


def _no_quantity(text: str, what: str) -> UsageError:
    return UsageError(
        f"{what}: ‹{text}› is no quantity.",
        "Write 1000, 8-12, >=1000, <=40, ~50 or unknown.",
    )


def number(text: str) -> Decimal:
    """One number above nought, as written.

    Raises:
        UsageError: it is none.
    """
    low, high, qualifier = quantity(text)
    if qualifier != "exact" or low is None or low != high or not low:
        raise UsageError(f"quantity: ‹{text}› is no number above 0.", "Write it as 12 or 2.5.")
    return low


def day(text: str, what: str) -> date | None:
    """A day as written; None for an empty text.

    Raises:
        UsageError: it is none, or can be read in two orders.
    """
    if not text.strip():
        return None
    found = read_day(text.strip())
    if not isinstance(found, date):
        raise UsageError(f"{what}: ‹{text}› is not a date.", "Write it as 2022-12-30.")
    return found


def one_of(text: str, known: Iterable[str], what: str) -> str:
    """A word of a closed set.

    Raises:
        UsageError: it is not among them.
    """
    allowed = list(known)
    if text.strip().lower() not in allowed:
        raise UsageError(f"{what}: ‹{text}› is none.", f"Choose one of: {', '.join(allowed)}")
    return text.strip().lower()


def codes(text: str, kind: str) -> list[str]:
    """Codes of parties or places, given as codes or names with "+" or "," between, sorted.

    Raises:
        UsageError: the vocabulary knows one of them not.

    >>> codes("Norway, CZE", "party")
    ['CZE', 'NOR']
    """
    parts = [part.strip() for part in re.split(r"[+,]", text)]
    return sorted({code(part, kind) for part in parts if part})


def code(text: str, kind: str) -> str:
    """The code of a party, place, item, unit or currency, given as code or name.

    Raises:
        UsageError: the vocabulary does not know it.

    >>> code("kg", "unit"), code("CZK", "currency")
    ('KGM', 'CZK')
    """
    known, names = _tables(kind)
    for one in (text, text.upper(), text.lower()):
        if one in known:
            return one
    found = names.get(name_key(text)) or names.get(name_key(text.title()))
    if found is None:
        raise UsageError(
            f"‹{text}› is no {kind} that the vocabulary knows.",
            f'The codes stand in data/vocabulary; aid-ledger sql "from {_TABLE[kind]}" lists them.',
        )
    return found


_TABLE = {"party": "party", "place": "place", "item": "item", "unit": "unit", "currency": "unit"}


def _tables(kind: str) -> tuple[set[str], Mapping[str, str]]:
    words = load_vocabulary()
    if kind == "party":
        return {*words.countries, *words.parties}, {**words.party_names, **words.country_names}
    known: Mapping[str, object] = getattr(words, {"currency": "currencies"}.get(kind, f"{kind}s"))
    return set(known), getattr(words, f"{kind}_names")
