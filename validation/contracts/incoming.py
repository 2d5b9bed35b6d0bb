"""The contracts of what comes in: announcements, and claims as they leave the reader."""

import datetime

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from validation.contracts.base import (
    ANSWERS,
    HASH,
    PLACE,
    QUALIFIERS,
    REPORTING,
    SIDES,
    Contract,
    Money,
    Quantity,
    Share,
    Texts,
    Utc,
    known,
    ordered,
)


class AnnouncementIn(Contract):
    """A text on its way into the ledger."""

    announcement_id: str = pa.Field(str_matches=r"^A-[0-9a-f]{16}$", unique=True)
    source_key: str = pa.Field(str_length={"min_value": 1})
    publisher: str
    title: str
    url: str = pa.Field(str_matches=r"^$|^https?://|^[^:]*$")
    published_on: datetime.date = pa.Field(nullable=True)
    language: str = pa.Field(str_matches=r"^[a-z]{2}$")
    text: str = pa.Field(str_length={"min_value": 1})
    text_hash: str = pa.Field(str_matches=HASH)
    origin_hash: str
    recorded_utc: Utc


class ClaimIn(Contract):
    """A claim as it leaves the reader."""

    claim_id: str = pa.Field(str_matches=r"^C-[0-9a-f]{16}$", unique=True)
    announcement_id: str
    stage: str
    is_planned: bool
    reporting: str = pa.Field(isin=REPORTING)
    additional: str = pa.Field(isin=ANSWERS)
    donors: Texts
    recipients: Texts
    speaker: str
    speaker_side: str = pa.Field(isin=SIDES)
    handover_point: str
    item_text: str
    item_code: str
    variant: str
    quantity_low: Quantity = pa.Field(nullable=True, ge=0)
    quantity_high: Quantity = pa.Field(nullable=True, ge=0)
    qualifier: str = pa.Field(isin=QUALIFIERS)
    quantity_text: str
    unit: str
    amount_low: Money = pa.Field(nullable=True, ge=0)
    amount_high: Money = pa.Field(nullable=True, ge=0)
    currency: str
    amount_basis: str
    is_per_unit: bool
    is_aggregate: bool
    start_on: datetime.date = pa.Field(nullable=True)
    end_on: datetime.date = pa.Field(nullable=True)
    date_text: str
    places: Texts
    place_precision: str
    confidence: Share = pa.Field(ge=0, le=1)
    rule: str
    origin: str = pa.Field(isin=("parser", "csv", "editor"))
    evidence_start: int = pa.Field(ge=0)
    evidence_end: int
    evidence_text: str = pa.Field(str_length={"min_value": 1})
    sentence_start: int = pa.Field(ge=0)
    sentence_end: int
    spans: str

    @pa.check("stage")
    @classmethod
    def stage_is_known(cls, data: PolarsData) -> pl.LazyFrame:
        """A stage of data/vocabulary/stages.csv."""
        return known(data, "stage")

    @pa.check("unit")
    @classmethod
    def unit_is_known(cls, data: PolarsData) -> pl.LazyFrame:
        """A unit, a currency, or none."""
        return known(data, "unit")

    @pa.check("currency")
    @classmethod
    def currency_is_known(cls, data: PolarsData) -> pl.LazyFrame:
        """A currency, or none."""
        return known(data, "currency")

    @pa.check("item_code")
    @classmethod
    def item_is_known(cls, data: PolarsData) -> pl.LazyFrame:
        """An item, or none: then the words stand in item_text."""
        return known(data, "item")

    @pa.check("places")
    @classmethod
    def places_are_codes(cls, data: PolarsData) -> pl.LazyFrame:
        """ISO 3166-2, or a country's alpha-2."""
        of_each = pl.element().str.contains(PLACE).all()
        return data.lazyframe.select(pl.col(data.key).list.eval(of_each).list.all())

    @pa.dataframe_check
    @classmethod
    def quantity_is_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """The low bound is not above the high one."""
        return ordered(data, "quantity_low", "quantity_high")

    @pa.dataframe_check
    @classmethod
    def amount_is_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """The low bound is not above the high one."""
        return ordered(data, "amount_low", "amount_high")

    @pa.dataframe_check
    @classmethod
    def dates_are_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """The first day is not after the last one."""
        return ordered(data, "start_on", "end_on")

    @pa.dataframe_check
    @classmethod
    def evidence_is_a_piece_of_text(cls, data: PolarsData) -> pl.LazyFrame:
        """Half-open, of the length of its own words."""
        length = pl.col("evidence_end") - pl.col("evidence_start")
        return data.lazyframe.select(length == pl.col("evidence_text").str.len_chars())

    @pa.dataframe_check
    @classmethod
    def money_has_a_currency(cls, data: PolarsData) -> pl.LazyFrame:
        """An amount without a currency cannot be added to anything."""
        has_money = pl.col("amount_low").is_not_null() | pl.col("amount_high").is_not_null()
        return data.lazyframe.select(~has_money | (pl.col("currency") != ""))
