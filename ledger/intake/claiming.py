"""Rows of a file to typed claims: one block of rows at a time, columns at once, no row by itself.

The answer is a frame in the columns of the table `claim`, and what is wrong with which cell.
"""

from functools import reduce

import polars as pl

from ledger.identity import SEPARATOR, digests
from ledger.intake.cells import field_columns, said, written
from ledger.intake.grid import ROW, cell
from ledger.intake.reading import Reading, Shape
from ledger.intake.rowtext import TEXT, end_of, line_of, start_of
from ledger.intake.stage import CLAIM
from ledger.intake.values import TABLES

__all__ = ["AGAIN", "KEY", "PROBLEMS", "claims_of"]

KEY = "\x1fkey"  # the row's source key
AGAIN = "\x1fagain"  # whether the row restates an earlier one
PROBLEMS = {ROW: pl.Int64, "column": pl.String, "code": pl.String, "value": pl.String}
_EVIDENCE = 400  # code points; beyond it the cell with the number is enough
_SPANS = {
    "donors": ("donor",), "recipients": ("recipient",), "item": ("item",),
    "quantity": ("quantity",), "amount": ("amount",), "places": ("place",),
    "dates": ("end", "start"),
}  # fmt: skip
_CLAIM = tuple(name for name in CLAIM.names if name != "announcement_id")
_READING = (  # in the order in which drafting.py lays out a reading
    "stage", "is_planned", "reporting", "additional", "donors", "recipients", "speaker",
    "speaker_side", "handover_point", "item_text", "item_code", "variant", "quantity_low",
    "quantity_high", "qualifier", "quantity_text", "unit", "amount_low", "amount_high", "currency",
    "amount_basis", "is_per_unit", "is_aggregate", "start_on", "end_on", "date_text", "places",
    "place_precision", "rule",
)  # fmt: skip
_PLAIN = ("variant", "amount_basis", "handover_point", "speaker", "speaker_side")


def claims_of(block: pl.DataFrame, reading: Reading) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The claims of some rows, and the problems of their cells (columns of PROBLEMS).

    Args:
        block: rows of `reading.cells` with KEY, AGAIN, TEXT and the places of the lines.
        reading: how they are read.
    """
    frames = [_said(block.filter(pl.col(shape.mark)), shape, reading) for shape in reading.shapes]
    pairs = list(zip(frames, reading.shapes, strict=True))
    problems = [_problems(frame, shape, reading) for frame, shape in pairs]
    claims = [_typed(frame, shape, reading) for frame, shape in pairs]
    found = pl.concat([pl.DataFrame(schema=PROBLEMS), *problems])
    return pl.concat(claims), found


def _said(rows: pl.DataFrame, shape: Shape, reading: Reading) -> pl.DataFrame:
    """The rows with what they say for this claim, joined to what it means."""
    names, mapping, told = reading.names, reading.mapping, shape.told
    frame = rows.with_columns(
        *(said(mapping, told, field, names).alias(f"{field}?") for field in _FIELDS),
        *(written(mapping, told, field, names).alias(f"{field}=") for field in _AS_WRITTEN),
        *(said(mapping, told, field, names).alias(field) for field in _PLAIN),
    )
    for field, table in shape.tables.items():
        known = table.rename({"said": f"{field}?", "code": f"{field}!"})
        if table.height == 1:  # one word for all rows
            frame = frame.join(known.drop(f"{field}?"), how="cross", maintain_order="left")
        else:
            frame = frame.join(known, on=f"{field}?", how="left", maintain_order="left")
    return frame


_AS_WRITTEN = ("item", "quantity", "amount", "start", "end")
_FIELDS = tuple(field for field in TABLES if field != "date")


def _problems(frame: pl.DataFrame, shape: Shape, reading: Reading) -> pl.DataFrame:
    """What is wrong with the cells of one claim."""
    found = [pl.DataFrame(schema=PROBLEMS)]
    for field in _FIELDS:
        columns = field_columns(shape.told, field, reading.names)
        bad = frame.filter(pl.col(f"{field}!") != "")
        found.append(_told(bad, columns[0] if columns else "", f"{field}!", f"{field}?"))
    no_item = (pl.col("item=") == "") & (pl.col("amount?") == "")
    no_currency = (
        (pl.col("amount_low").is_not_null() | pl.col("amount_high").is_not_null())
        & (pl.col("currency") == "")
        & (pl.col("amount_currency") == "")
        & (pl.col("currency!") == "")
        & (pl.col("amount!") == "")
    )
    backwards = pl.col("start_first") > pl.col("end_last")
    for rule, code, field in (
        (no_item, "item-missing", "item"),
        (no_currency, "currency-missing", "amount"),
        (backwards, "dates-backwards", "end"),
        (pl.col("donors").list.len() == 0, "donor-missing", "donor"),
    ):
        columns = field_columns(shape.told, field, reading.names)
        bad = frame.filter(rule).with_columns(pl.lit(code).alias("code"))
        found.append(_told(bad, columns[0] if columns else "", "code", f"{field}?"))
    return pl.concat(found)


def _told(bad: pl.DataFrame, column: str, code: str, value: str) -> pl.DataFrame:
    return bad.select(
        pl.col(ROW),
        pl.lit(column).alias("column"),
        pl.col(code).alias("code"),
        pl.col(value).alias("value"),
    )


def _typed(frame: pl.DataFrame, shape: Shape, reading: Reading) -> pl.DataFrame:
    """Values and places of one claim in the columns of the table `claim`."""
    has_things = pl.col("quantity_low").is_not_null() | pl.col("quantity_high").is_not_null()
    has_money = pl.col("amount_low").is_not_null() | pl.col("amount_high").is_not_null()
    is_money = has_money & ~has_things
    currency = pl.when(pl.col("currency") != "").then("currency").otherwise("amount_currency")
    typed = frame.with_columns(
        is_planned=pl.lit(False),
        item_text=pl.when((pl.col("item?") == "") & (pl.col("item=") != ""))
        .then(pl.lit("")).otherwise("item="),
        qualifier=pl.when(is_money).then("amount_qualifier").otherwise("qualifier"),
        quantity_text=pl.when(is_money).then("amount=").otherwise("quantity="),
        currency=pl.when(has_money).then(currency).otherwise(pl.lit("")),
        amount_basis=pl.when(is_money).then(pl.lit("stated")).when(has_money)
        .then(pl.lit("worth")).otherwise(pl.lit("")),
        is_per_unit=pl.lit(False),
        is_aggregate=pl.col(AGAIN),
        start_on="start_first",
        end_on="end_last",
        date_text=pl.when(pl.col("end=") != "").then("end=").otherwise("start="),
        confidence=pl.lit("1.000").cast(pl.Decimal(4, 3)),
        rule=pl.lit("register"),
        origin=pl.lit("csv"),
        sentence_start=pl.lit(0, pl.Int64),
        sentence_end=pl.col(TEXT).str.len_chars().cast(pl.Int64),
    ).with_columns(unit=pl.when(is_money).then("currency").otherwise(_unit()))  # fmt: skip
    return _identified(_evidenced(typed, shape, reading), shape)


def _unit() -> pl.Expr:
    """As stated, else as the number or the item has it, else what the thing is counted in."""
    usual = (
        pl.when(pl.col("item_unit").is_in(["", "H87"])).then(pl.lit("C62")).otherwise("item_unit")
    )
    stated = [pl.col("unit"), pl.col("quantity_unit"), pl.col("item_measure")]
    return reduce(
        lambda one, other: pl.when(one != "").then(one).otherwise(other), [*stated, usual]
    )


def _evidenced(frame: pl.DataFrame, shape: Shape, reading: Reading) -> pl.DataFrame:
    """Where in the row's text the claim and each of its fields stand."""
    shown = ("item", "quantity", "unit", "amount", "currency")
    columns = [c for field in shown for c in field_columns(shape.told, field, reading.names)]
    numbers = [
        c
        for field in ("quantity", "amount")
        for c in field_columns(shape.told, field, reading.names)
    ]
    whole = (pl.lit(0, pl.Int64), pl.col("sentence_end"))
    first, last = _around(columns) if columns else whole
    near, far = _around(numbers) if numbers else (first, last)
    is_long = (last - first) > _EVIDENCE
    start = pl.coalesce(pl.when(is_long).then(near).otherwise(first), whole[0])
    end = pl.coalesce(pl.when(is_long).then(far).otherwise(last), whole[1])
    found = frame.with_columns(evidence_start=start, evidence_end=end)
    return found.with_columns(
        evidence_text=pl.col(TEXT).str.slice(
            pl.col("evidence_start"), pl.col("evidence_end") - pl.col("evidence_start")
        ),
        spans=_spans(shape, reading),
    )


def _around(columns: list[str]) -> tuple[pl.Expr, pl.Expr]:
    """From the first to the last of the cells that are not empty; NULL where all are."""
    starts = [pl.when(_is_stated(c)).then(pl.col(line_of(c))) for c in columns]
    ends = [pl.when(_is_stated(c)).then(end_of(c)) for c in columns]
    return pl.min_horizontal(starts), pl.max_horizontal(ends)


def _spans(shape: Shape, reading: Reading) -> pl.Expr:
    """JSON as the reader writes it: field to [start, end], or null where no cell states it."""
    parts = []
    for name, fields in sorted(_SPANS.items()):
        columns = [c for field in fields for c in field_columns(shape.told, field, reading.names)]
        places = [
            pl.when(_is_stated(c)).then(pl.format("[{}, {}]", start_of(c), end_of(c)))
            for c in columns
        ]
        parts.append(pl.format('"{}": {}', pl.lit(name), pl.coalesce(*places, pl.lit("null"))))
    return pl.concat_str(pl.lit("{"), pl.concat_str(parts, separator=", "), pl.lit("}"))


def _is_stated(column: str) -> pl.Expr:
    return cell(column).str.strip_chars() != ""


def _identified(frame: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """The claim's id: of the row, the place in it, the words there and what was read from them."""
    told = frame.select(
        pl.concat_str(
            pl.col(KEY), pl.col("evidence_text"), pl.lit(str(shape.number)),
            *(_as_text(name, frame.schema[name]) for name in _READING), separator=SEPARATOR,
        )
    ).to_series()  # fmt: skip
    ids = pl.Series(digests("C-", told), dtype=pl.String)
    return frame.with_columns(ids.alias("claim_id")).select(ROW, *_CLAIM)


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    """A value as identity hashes it: a list joined, nothing for NULL."""
    if isinstance(kind, pl.List):
        return pl.col(name).list.join("+")
    return pl.col(name).cast(pl.String).fill_null("")
