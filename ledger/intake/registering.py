"""Rows of a register as announcements: each row is a text of its own, under a key of its own.

The key is what the mapping says it is, else the row's own words; equal keys are numbered in the
order of the file. So two equal rows are two events, a corrected row is a new version of the old
one, and the same file again changes nothing.
"""

from datetime import datetime

import polars as pl

from ledger.identity import SEPARATOR, digests
from ledger.intake.cells import said
from ledger.intake.claiming import AGAIN, KEY, PROBLEMS
from ledger.intake.grid import ROW, cell, cell_name
from ledger.intake.reading import Reading
from ledger.intake.rowtext import TEXT

__all__ = ["REGISTER", "announcements_of", "key_start", "with_keys", "with_marks"]

_WHOLE = 64  # hex digits of a whole hash, as identity.text_hash gives it
REGISTER = "register:"  # how all source keys of rows begin
_MARK, _PLACE, _HASH, _WORDS = "\x1fmark", "\x1fplace", "\x1fhash", "\x1fwords"


def key_start(register: str) -> str:
    """How the source keys of a register's rows begin."""
    return f"{REGISTER}{register} | "


def with_marks(reading: Reading) -> pl.DataFrame:
    """The cells with what tells rows apart, which only the whole file can say."""
    cells, names = reading.cells, reading.names
    keys = [cell(name).str.strip_chars() for name in reading.mapping.key if name in names]
    is_keyed = pl.all_horizontal([key != "" for key in keys]) if keys else pl.lit(False)
    mark = pl.concat_str(keys, separator=" | ") if keys else pl.lit("")
    mark = pl.when(is_keyed).then(mark).otherwise(pl.lit(""))
    words = pl.struct([cell_name(name) for name in names]).hash()
    again = [cell_name(name) for name in reading.mapping.restating if name in names]
    is_again = pl.int_range(pl.len()).over(again) > 0 if again else pl.lit(False)
    same = pl.when(is_keyed).then(pl.lit(0, pl.UInt64)).otherwise(words).alias(_WORDS)
    told = cells.with_columns(mark.alias(_MARK), is_again.alias(AGAIN), same)
    return told.with_columns((pl.int_range(pl.len()).over([_MARK, _WORDS]) + 1).alias(_PLACE)).drop(
        _WORDS
    )


def with_keys(block: pl.DataFrame, reading: Reading, register: str) -> pl.DataFrame:
    """The rows, which have TEXT, with their source keys."""
    hashes = pl.Series(_HASH, digests("", block[TEXT], _WHOLE), pl.String)
    own = pl.when(pl.col(_MARK) == "").then(pl.col(_HASH).str.slice(0, 16)).otherwise(_MARK)
    place = pl.when(pl.col(_PLACE) > 1).then(pl.format(" | {}", _PLACE)).otherwise(pl.lit(""))
    key = pl.concat_str(pl.lit(key_start(register)), own, place)
    return block.with_columns(hashes).with_columns(key.alias(KEY))


def announcements_of(
    block: pl.DataFrame, reading: Reading, publisher: str, recorded_utc: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows as announcements, with ROW beside them, and the problems of their dates."""
    mapping, heading, names = reading.mapping, reading.heading, reading.names
    frame = block.with_columns(
        *(said(mapping, heading.told, f, names).alias(f) for f in ("publisher", "url", "title")),
        said(mapping, heading.told, "date", names).alias("date?"),
    ).join(
        heading.tables["date"].rename({"said": "date?", "code": "date!"}),
        on="date?", how="left", maintain_order="left",
    )  # fmt: skip
    named = frame.select(pl.concat_str(KEY, _HASH, separator=SEPARATOR)).to_series()
    edition = pl.lit(mapping.edition, pl.Date)
    day = pl.coalesce("date_last", "date_first")
    is_late = (day > edition).fill_null(False)
    titled = pl.format("{}: {}", pl.lit(mapping.title or mapping.register), pl.col(_MARK))
    row_title = pl.when(pl.col(_MARK) == "").then(pl.lit(mapping.title)).otherwise(titled)
    told = frame.select(
        ROW,
        pl.Series("announcement_id", digests("A-", named), pl.String),
        pl.col(KEY).alias("source_key"),
        pl.when(pl.col("publisher") == "").then(pl.lit(publisher)).otherwise("publisher")
        .alias("publisher"),
        pl.when(pl.col("title") == "").then(row_title).otherwise("title").alias("title"),
        pl.when(pl.col("url").str.contains("^https?://")).then("url")
        .otherwise(pl.lit(mapping.url)).alias("url"),
        pl.when(is_late).then(edition).otherwise(pl.coalesce(day, edition)).alias("published_on"),
        pl.lit(mapping.language).alias("language"),
        pl.col(TEXT).alias("text"),
        pl.col(_HASH).alias("text_hash"),
        pl.col(_HASH).str.slice(0, 16).alias("origin_hash"),
        pl.lit(recorded_utc).cast(pl.Datetime("us")).alias("recorded_utc"),
    )  # fmt: skip
    return told, _date_problems(frame, is_late, reading, recorded_utc)


def _date_problems(
    frame: pl.DataFrame, is_late: pl.Expr, reading: Reading, recorded_utc: datetime
) -> pl.DataFrame:
    columns = [n for n in reading.heading.told.columns.get("date", ()) if n in reading.names]
    column = pl.lit(columns[0] if columns else "").alias("column")
    future = pl.coalesce("date_last", "date_first") > recorded_utc.date()
    nameless = pl.lit(reading.mapping.edition is None) & (pl.col("date?") == "")
    rules = (
        (pl.col("date!") != "", pl.col("date!")),
        (is_late, pl.lit("date-after-edition")),
        (future & ~is_late, pl.lit("date-future")),
        (nameless, pl.lit("date-missing")),
        (pl.col(AGAIN), pl.lit("row-restated")),
    )
    found = [
        frame.filter(rule).select(
            pl.col(ROW), column, code.alias("code"),
            pl.when(code == "row-restated").then(_MARK).otherwise("date?").alias("value"),
        )
        for rule, code in rules
    ]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=PROBLEMS), *found])
