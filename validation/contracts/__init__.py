"""The contracts: what a frame of announcements, claims or a published relation must look like.

A contract is handed a polars frame and answers with failures, one per row and rule; it opens no
file and knows no ledger. Codes come from data/vocabulary, so that a new unit is one row there.
This module costs a second to import (pandera): only imports and checks pay for it.
"""

from typing import Any, NamedTuple

import pandera.polars as pa
import polars as pl

from validation.contracts.incoming import AnnouncementIn, ClaimIn
from validation.contracts.published import (
    Announcement,
    Claim,
    Delivery,
    Finding,
    Pledge,
    Report,
    position,
)

__all__ = ["CONTRACTS", "Failure", "check_frame"]


CONTRACTS: dict[str, type[pa.DataFrameModel]] = {
    "announcement_in": AnnouncementIn,
    "claim_in": ClaimIn,
    "announcement": Announcement,
    "claim": Claim,
    "pledge": Pledge,
    "delivery": Delivery,
    "report": Report,
    "position": position(),
    "finding": Finding,
}


class Failure(NamedTuple):
    """One row that breaks one rule.

    Attributes:
        row: index in the frame; -1 when the frame as a whole is wrong (a column, a type).
        column: "" for a rule over several columns.
        rule: name of the rule.
        value: as found, as text.
    """

    row: int
    column: str
    rule: str
    value: str


def check_frame(name: str, frame: pl.DataFrame) -> list[Failure]:
    """All failures of a frame against the contract of that name, in the order of its rows.

    Raises:
        KeyError: no such contract.
    """
    try:
        CONTRACTS[name].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return sorted(_failure(case) for case in errors.failure_cases.to_dicts())
    return []


def _failure(case: dict[str, Any]) -> Failure:
    row = -1 if case["index"] is None else int(case["index"])
    if row >= 0 and case["schema_context"] == "DataFrameSchema":
        return Failure(row, "", str(case["check"]), "")  # the value would be the whole row
    return Failure(row, str(case["column"]), str(case["check"]), str(case["failure_case"]))
