"""The contracts of the published relations: what users write SQL against."""

import datetime
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from validation.contracts.base import (
    ANSWERS,
    REPORTING,
    SEVERITIES,
    STATUSES,
    Contract,
    Money,
    Quantity,
    Texts,
    known,
    ordered,
)
from validation.contracts.incoming import AnnouncementIn, ClaimIn


class Announcement(AnnouncementIn):
    """A text as published by the ledger."""

    batch_id: str = pa.Field(str_matches=r"^B-\d{4,}$")


class Claim(ClaimIn):
    """A claim that stands, with its announcement's heading, its line and whether it counts."""

    published_on: datetime.date
    publisher: str
    title: str
    url: str
    source_key: str
    origin_hash: str
    language: str
    donor: str
    recipient: str
    item: str
    is_money: bool
    measure_unit: str
    low: Quantity = pa.Field(nullable=True, ge=0)
    high: Quantity = pa.Field(nullable=True, ge=0)
    line_id: str = pa.Field(str_matches=r"^L-[0-9a-f]{10}$")
    status: str = pa.Field(isin=STATUSES)


class _Record(Contract):
    """What pledges and deliveries have in common."""

    record_id: str = pa.Field(str_matches=r"^R-[0-9a-f]{10}$", unique=True)
    line_id: str = pa.Field(str_matches=r"^L-[0-9a-f]{10}$")
    donor: str
    recipient: str
    item_code: str = pa.Field(str_length={"min_value": 1})
    unit: str
    is_money: bool
    reporting: str = pa.Field(isin=REPORTING)
    quantity_low: Quantity = pa.Field(nullable=True, ge=0)
    quantity_high: Quantity = pa.Field(nullable=True, ge=0)
    is_about: bool
    is_unstated: bool
    date_text: str = pa.Field(nullable=True)
    amount_low: Money = pa.Field(nullable=True, ge=0)
    amount_high: Money = pa.Field(nullable=True, ge=0)
    currency: str
    places: Texts
    has_rival_stages: bool
    has_rival_qualifiers: bool
    report_count: int = pa.Field(ge=1)
    origin_count: int = pa.Field(ge=1)
    claim_ids: Texts

    @pa.dataframe_check
    @classmethod
    def quantity_is_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """The low bound is not above the high one."""
        return ordered(data, "quantity_low", "quantity_high")

    @pa.dataframe_check
    @classmethod
    def every_claim_is_a_report(cls, data: PolarsData) -> pl.LazyFrame:
        """The record stands on as many claims as it says."""
        return data.lazyframe.select(pl.col("claim_ids").list.len() == pl.col("report_count"))


class Pledge(_Record):
    """A promise."""

    additional: str = pa.Field(isin=ANSWERS)
    announced_on: datetime.date
    due_from_on: datetime.date = pa.Field(nullable=True)
    due_on: datetime.date = pa.Field(nullable=True)
    outstanding_low: Quantity = pa.Field(nullable=True, ge=0)
    outstanding_high: Quantity = pa.Field(nullable=True, ge=0)


class Delivery(_Record):
    """Things moving, or leaving the account."""

    stage: str
    is_planned: bool
    happened_on: datetime.date
    start_on: datetime.date = pa.Field(nullable=True)
    end_on: datetime.date = pa.Field(nullable=True)

    @pa.check("stage")
    @classmethod
    def stage_is_known(cls, data: PolarsData) -> pl.LazyFrame:
        """A stage of data/vocabulary/stages.csv."""
        return known(data, "stage")


_JOINED = ("first", "same stage", "retelling", "wider item", "register", "ruling")


class Report(Contract):
    """Which claim carries which record."""

    claim_id: str = pa.Field(unique=True)
    record_id: str
    line_id: str
    announcement_id: str
    origin_hash: str
    stage: str
    is_planned: bool
    on_date: datetime.date
    published_on: datetime.date
    joined_by: str = pa.Field(isin=_JOINED)


_STATES = (
    "promised", "pledged", "outstanding", "transit", "delivered", "installed", "awaiting",
    "planned", "cancelled", "written_off", "exited", "unpledged", "overdue",
)  # fmt: skip


class _PositionHead(Contract):
    line_id: str = pa.Field(unique=True)
    donor: str
    recipient: str
    item_code: str
    item_label: str
    sector: str
    unit: str
    is_money: bool
    is_installable: bool
    next_due_on: datetime.date = pa.Field(nullable=True)
    is_about: bool = pa.Field(nullable=True)
    unstated_count: int = pa.Field(ge=0)
    pledge_count: int = pa.Field(ge=0)
    shipped_count: int = pa.Field(ge=0)
    delivered_count: int = pa.Field(ge=0)
    installed_count: int = pa.Field(ge=0)
    report_count: int = pa.Field(ge=1)
    first_on: datetime.date
    last_on: datetime.date

    @pa.dataframe_check
    @classmethod
    def every_state_is_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """No state has its low bound above its high one; an open bound is in order."""
        pairs = [(pl.col(f"{s}_low") <= pl.col(f"{s}_high")).fill_null(True) for s in _STATES]
        return data.lazyframe.select(pl.all_horizontal(pairs))


def position() -> type[pa.DataFrameModel]:
    """Each state has two bounds of one kind: written once for all of them."""
    bounds = [f"{state}_{end}" for state in _STATES for end in ("low", "high")]
    fields: dict[str, Any] = {name: pa.Field(nullable=True, ge=0) for name in bounds}
    annotations = dict.fromkeys(bounds, Quantity)
    doc = "A line's quantities in exclusive states; NULL high = open."
    members = {**fields, "__annotations__": annotations, "__doc__": doc, "__module__": __name__}
    return type("Position", (_PositionHead,), members)


class Finding(Contract):
    """What the ledger cannot reconcile."""

    finding_id: str = pa.Field(unique=True)
    code: str = pa.Field(str_matches=r"^[a-z]+(-[a-z]+)*$")
    severity: str = pa.Field(isin=SEVERITIES)
    line_id: str
    record_id: str
    message: str = pa.Field(str_length={"min_value": 1})
    expected: str
    found: str
    difference: str
    claim_ids: Texts
