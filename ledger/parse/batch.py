"""Many announcements at once: Arrow record batches in and out, on as many cores as asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Context, Decimal, InvalidOperation
from typing import Any

import pyarrow as pa

from ledger.parse.model import Claim, Source
from ledger.parse.processes import reading_pool
from ledger.parse.reader import read_announcement
from validation.wording import counted

_DIGITS, _DECIMALS = 38, 9
_NUMBER = pa.decimal128(_DIGITS, _DECIMALS)
_EXACT = Context(prec=_DIGITS)
_PLACES = Decimal(1).scaleb(-_DECIMALS)
_WORDS = pa.list_(pa.string())

SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        *((name, pa.string()) for name in ("stage", "reporting", "additional")),
        *((name, pa.bool_()) for name in ("planned", "per_unit", "aggregate")),
        *((name, _WORDS) for name in ("donors", "recipients", "places")),
        *((name, pa.string()) for name in ("speaker", "speaker_side", "handover_point")),
        *((name, pa.string()) for name in ("item_text", "item_code", "variant")),
        *((name, _NUMBER) for name in ("quantity_low", "quantity_high")),
        *((name, pa.string()) for name in ("qualifier", "quantity_text", "unit")),
        *((name, _NUMBER) for name in ("amount", "amount_high")),
        *((name, pa.string()) for name in ("currency", "amount_basis", "place_precision")),
        *((name, pa.date32()) for name in ("start", "end")),
        ("date_text", pa.string()),
        ("confidence", pa.float64()),
        ("rule", pa.string()),
        *((f"{name}_{end}", pa.int64()) for name in ("evidence", "sentence")
          for end in ("start", "end")),
        ("evidence_text", pa.string()),
    ]
)  # fmt: skip
"""The columns of a batch of claims: `row` is the row of the announcement in the batch read,
from 0; the others are those of `Claim`, offsets in code points. Numbers are rounded to nine places;
one that does not fit is null, and stands as written in `quantity_text`."""

_TEXTS = ("publisher", "title", "url", "language")


def parse_batch(batch: pa.RecordBatch, workers: int = 1) -> pa.RecordBatch:
    """The claims of a batch of announcements, one row a claim, in the order of the announcements.

    Args:
        batch: a column "text" (string), and any of "published" (date32), "publisher", "title",
            "url" and "language" (string; en where it is missing). A null text holds no claims.
        workers: processes that read; 0 for one a core. One reads in this process.

    Raises:
        ValueError: there is no column "text", a column is there twice, or one is of another type.
        UnknownLanguageError: a language has no folder under data/lang.
    """
    _check(batch.schema)
    workers = workers or os.cpu_count() or 1
    parts = list(_slices(batch, workers))
    if len(parts) < 2:
        return _claims(batch, 0)
    with reading_pool(workers) as pool:
        read = list(pool.map(_claims, (part for _, part in parts), (start for start, _ in parts)))
    return pa.concat_batches(read)


def _check(schema: pa.Schema) -> None:
    """Refuses columns that cannot be read."""
    if "text" not in schema.names:
        raise ValueError(f"no column 'text' among {', '.join(schema.names)}")
    for name in ("text", "published", *_TEXTS):
        count = schema.names.count(name)
        if count > 1:
            raise ValueError(
                f"the column {name!r} is there {counted(count, 'time')}, and must be there once"
            )
        if not count:
            continue
        found = schema.field(name).type
        fits, wanted = (_is_day, "date32") if name == "published" else (_is_text, "string")
        if not fits(found):
            raise ValueError(f"the column {name!r} is of type {found}, and must be {wanted}")


def _is_day(found: pa.DataType) -> bool:
    return bool(pa.types.is_date32(found) or pa.types.is_null(found))


def _is_text(found: pa.DataType) -> bool:
    """Strings in any of their layouts; a column without a value has no type."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(kind(found) for kind in (*kinds, pa.types.is_null))


def _slices(batch: pa.RecordBatch, workers: int) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Runs of rows, four for each worker, with the number of their first row."""
    size = batch.num_rows if workers < 2 else max(1, -(-batch.num_rows // (4 * workers)))
    for start in range(0, batch.num_rows, size or 1):
        yield start, batch.slice(start, size)


def _claims(batch: pa.RecordBatch, first: int) -> pa.RecordBatch:
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    for number, source in enumerate(_sources(batch)):
        for claim in read_announcement(source).claims if source is not None else ():
            for name, value in _values(claim, source.text, first + number).items():  # type: ignore[union-attr]
                columns[name].append(value)
    return pa.RecordBatch.from_pydict(columns, SCHEMA)


def _sources(batch: pa.RecordBatch) -> Iterator[Source | None]:
    rows = batch.select([n for n in batch.schema.names if n in ("text", "published", *_TEXTS)])
    for row in rows.to_pylist():
        if row["text"] is None:
            yield None
            continue
        words = {name: row[name] for name in _TEXTS if row.get(name)}
        yield Source(row["text"], row.get("published"), **words)


def _values(claim: Claim, text: str, row: int) -> dict[str, Any]:
    found = {name: getattr(claim, name) for name in SCHEMA.names if hasattr(claim, name)}
    for name in ("donors", "recipients", "places"):
        found[name] = list(found[name])
    for name in ("quantity_low", "quantity_high", "amount", "amount_high"):
        found[name] = _fitted(found[name])
    found |= {"evidence_start": claim.evidence.start, "evidence_end": claim.evidence.end}
    found |= {"sentence_start": claim.sentence.start, "sentence_end": claim.sentence.end}
    return found | {"row": row, "evidence_text": text[claim.evidence.start : claim.evidence.end]}


def _fitted(number: Decimal | None) -> Decimal | None:
    try:
        return None if number is None else number.quantize(_PLACES, context=_EXACT)
    except InvalidOperation:
        return None
