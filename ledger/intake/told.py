"""Problems of many cells as a table: texts of the catalogue, filled once for each value.

Errors and warnings are told for each row; what is only information (a name in no vocabulary) is
told once for each value, with the first row that has it.
"""

from datetime import datetime

import polars as pl

from ledger.intake.grid import ROW, cell_name
from ledger.intake.numbers import words_behind
from validation.problems import catalogue, filled

__all__ = ["is_error", "raw_rows", "tell"]

# Of what the number is, where the words behind it are the trouble.
_BEHIND = {"quantity-unit-unknown": "quantity", "amount-currency-unknown": "amount"}


def is_error(found: pl.DataFrame) -> pl.Series:
    """Which of the problems keep their row out."""
    errors = [code for code, entry in catalogue().items() if entry.severity == "error"]
    return found["code"].is_in(errors)


def tell(
    found: pl.DataFrame, announcements: pl.DataFrame, raw: pl.DataFrame, recorded_utc: datetime
) -> pl.DataFrame:
    """The problems as rows of the table `problem`, in the order of the file.

    Args:
        found: ROW, column, code, value.
        announcements: ROW and announcement_id of the rows that go in.
        raw: ROW and raw, JSON, of the rows that do not.
        recorded_utc: UTC without zone.
    """
    told = _told_once(found)
    texts = _texts(told.select("code", "value").unique(maintain_order=True))
    return (
        told.join(texts, on=["code", "value"], how="left", maintain_order="left")
        .join(announcements, on=ROW, how="left", maintain_order="left")
        .join(raw, on=ROW, how="left", maintain_order="left")
        .select(
            pl.col("announcement_id").fill_null(""),
            "code",
            "severity",
            pl.col(ROW).alias("row_number"),
            pl.col("column").alias("column_name"),
            pl.lit(None, pl.Int64).alias("span_start"),
            pl.lit(None, pl.Int64).alias("span_end"),
            "found",
            "expected",
            "fix",
            pl.col("raw").fill_null(""),
            pl.lit(recorded_utc).cast(pl.Datetime("us")).alias("recorded_utc"),
        )
    )


def _told_once(found: pl.DataFrame) -> pl.DataFrame:
    """The problems with their severity: those of a row once, mere information once at all."""
    severity = {code: entry.severity for code, entry in catalogue().items()}
    graded = found.with_columns(
        pl.col("code").replace_strict(severity, return_dtype=pl.String).alias("severity")
    ).sort(ROW, maintain_order=True)
    once = graded.unique([ROW, "column", "code"], keep="first", maintain_order=True)
    is_info = pl.col("severity") == "info"
    info = once.filter(is_info).unique(
        ["column", "code", "value"], keep="first", maintain_order=True
    )
    return pl.concat([once.filter(~is_info), info]).sort(ROW, maintain_order=True)


def raw_rows(rows: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """ROW and the cells as JSON, so that a row can be mended and given again."""
    cells = pl.struct([pl.col(cell_name(name)).alias(name) for name in names])
    return rows.select(pl.col(ROW), cells.struct.json_encode().alias("raw"))


def _texts(values: pl.DataFrame) -> pl.DataFrame:
    rows = []
    for code, value in values.iter_rows():
        words = words_behind(value, _BEHIND[code]) if code in _BEHIND else ""
        one = filled(code, {"value": value, "words": words})
        rows.append((code, value, one.found, one.expected, one.fix))
    schema = dict.fromkeys(("code", "value", "found", "expected", "fix"), pl.String)
    return pl.DataFrame(rows, schema, orient="row")
