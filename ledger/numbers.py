"""How a quantity is shown, spoken and exported: the number rules of the screens (docs, "Numbers").

Owns the marks ≥ ≤ ~ and the words behind them. Knows no unit, no database and no page. A bound of
None is open or unknown, never zero; whether anybody has said anything is a count of reports, kept
beside the bounds, because nought and silence are two things.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

NOT_STATED = "not stated"
NO_REPORT = "no report yet"
NO_PLEDGE = "no pledge"
NONE = "none"
NOT_APPLICABLE = "not applicable"

_SILENCE = {"outstanding": NO_PLEDGE, "overdue": NO_PLEDGE}  # what nobody's word means, if not that
_NOUGHT = {"overdue", "unpledged", "written off"}  # no source says these: the ledger works them out


class Amount(NamedTuple):
    """A quantity as an interval with the word that qualifies it.

    Attributes:
        low: lower bound; None where nothing is stated from below.
        high: upper bound; None where it is open above.
        qualifier: exact, at_least, at_most, about, range or unspecified.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: str


def amount(low: Decimal | None, high: Decimal | None, is_about: bool = False) -> Amount:
    """The interval with its qualifier, read off the bounds.

    A low of zero under a finite high is "up to"; a low of zero that is open above says nothing.

    >>> amount(Decimal(1000), None).qualifier
    'at_least'
    >>> amount(Decimal(0), Decimal(40)).qualifier
    'at_most'
    >>> amount(Decimal(0), None).qualifier
    'unspecified'
    >>> amount(Decimal(0), Decimal(0), is_about=True).qualifier
    'exact'
    """
    if high is None:
        return Amount(low, None, "at_least") if low else Amount(None, None, "unspecified")
    if low is not None and low == high:
        return Amount(low, high, "about" if is_about and low else "exact")
    return Amount(low, high, "range") if low else Amount(None, high, "at_most")


def number(value: Decimal) -> str:
    """A number with thousands marks and without empty decimals.

    >>> number(Decimal("1235.000"))
    '1,235'
    >>> number(Decimal("2.500"))
    '2.5'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(quantity: Amount) -> str:
    """The quantity as a screen or table cell shows it.

    >>> shown(amount(Decimal(1000), None))
    '≥ 1,000'
    >>> shown(amount(Decimal(0), Decimal(40)))
    '≤ 40'
    >>> shown(amount(Decimal(8), Decimal(12)))
    '8–12'
    >>> shown(amount(Decimal(1000), Decimal(1000), is_about=True))
    '~ 1,000'
    >>> shown(amount(None, None))
    'not stated'
    """
    low, high, qualifier = quantity
    if low is None and high is None:
        return NOT_STATED
    if high is None:
        return f"≥ {number(low or Decimal(0))}"
    if low is None:
        return f"≤ {number(high)}"
    if low != high:
        return f"{number(low)}–{number(high)}"
    return f"~ {number(low)}" if qualifier == "about" else number(low)


def spoken(quantity: Amount) -> str:
    """The quantity in words, for sentences, alt texts and screen readers.

    >>> spoken(amount(Decimal(230), None))
    'at least 230'
    >>> spoken(amount(Decimal(8), Decimal(12)))
    '8 to 12'
    >>> spoken(amount(None, None))
    'quantity not stated'
    """
    low, high, qualifier = quantity
    if low is None and high is None:
        return f"quantity {NOT_STATED}"
    if high is None:
        return f"at least {number(low or Decimal(0))}"
    if low is None:
        return f"up to {number(high)}"
    if low != high:
        return f"{number(low)} to {number(high)}"
    return f"about {number(low)}" if qualifier == "about" else number(low)


def shown_level(
    name: str, low: Decimal | None, high: Decimal | None, reports: int, about: bool = False
) -> str:
    """A level of a position: the quantity, or that nobody has reported one.

    >>> nought = Decimal(0)
    >>> shown_level("delivered", nought, nought, 0), shown_level("delivered", nought, nought, 1)
    ('no report yet', '0')
    >>> shown_level("overdue", nought, nought, 0), shown_level("overdue", nought, nought, 1)
    ('no pledge', 'none')
    """
    if not reports:
        return _SILENCE.get(name, NO_REPORT)
    is_nought = low is not None and low == high == 0
    return NONE if is_nought and name in _NOUGHT else shown(amount(low, high, about))


def csv_columns(quantity: Amount, prefix: str = "qty") -> dict[str, str]:
    """The three columns of an export: low, high and qualifier; a bound of None is empty.

    >>> csv_columns(amount(Decimal(230), None))
    {'qty_low': '230', 'qty_high': '', 'qty_qualifier': 'at_least'}
    """
    word = "not_stated" if quantity.qualifier == "unspecified" else quantity.qualifier
    bounds = (quantity.low, quantity.high)
    low, high = ("" if bound is None else number(bound).replace(",", "") for bound in bounds)
    return {f"{prefix}_low": low, f"{prefix}_high": high, f"{prefix}_qualifier": word}
