"""What all contracts share: column types, the closed sets, and the rules over them."""

from functools import cache
from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from validation.vocabulary import load_vocabulary

Quantity = Annotated[pl.Decimal, 18, 3]
Money = Annotated[pl.Decimal, 18, 2]
Share = Annotated[pl.Decimal, 4, 3]
Texts = Annotated[pl.List, pl.String]
Utc = Annotated[pl.Datetime, "us", None]

REPORTING = ("flow", "total")
ANSWERS = ("yes", "no", "unknown")
QUALIFIERS = ("exact", "at_least", "at_most", "about", "range", "unspecified")
SIDES = ("donor", "recipient", "third", "")
STATUSES = ("counted", "review", "rejected", "restating", "price")
SEVERITIES = ("error", "warning", "info")
PLACE = r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"
HASH = r"^[0-9a-f]{64}$"


class Contract(pa.DataFrameModel):
    """The base of all contracts."""

    class Config:
        """How pandera treats what the contract does not name."""

        strict = True  # a column too many is as wrong as one too few


@cache
def _codes(kind: str) -> tuple[str, ...]:
    words = load_vocabulary()
    kinds = {
        "stage": (*words.stages,),
        "unit": (*words.units, *words.currencies, ""),
        "currency": (*words.currencies, ""),
        "item": (*words.items, ""),
    }
    return kinds[kind]


def known(data: PolarsData, kind: str) -> pl.LazyFrame:
    """The column holds codes of that kind, or is empty where the kind allows it."""
    return data.lazyframe.select(pl.col(data.key).is_in(_codes(kind)))


def ordered(data: PolarsData, low: str, high: str) -> pl.LazyFrame:
    """An open or unstated bound is in order."""
    return data.lazyframe.select((pl.col(low) <= pl.col(high)).fill_null(True))
