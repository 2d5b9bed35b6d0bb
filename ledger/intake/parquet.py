"""Parquet as rows of text cells; rows are numbered by their place, the first is 1."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from ledger.intake.files import refuse
from ledger.intake.headers import Header
from ledger.intake.table import Row

__all__ = ["read_parquet"]


def read_parquet(handle: BinaryIO, name: str) -> tuple[Header, Iterator[Row]]:
    """The columns and rows of a file.

    Raises:
        InputError: it is damaged.
    """
    try:
        opened = pq.ParquetFile(handle)
        names = tuple(opened.schema_arrow.names)
        parts = [_as_text(part) for part in opened.iter_batches()]
    except (pa.ArrowException, OSError) as error:
        raise refuse("parquet-damaged", path=name, value=str(error).splitlines()[0]) from error
    return Header(names=names, delimiter="", number=0), _rows(parts)


def _rows(parts: list[list[list[str]]]) -> Iterator[Row]:
    number = 0
    for columns in parts:
        for cells in zip(*columns, strict=True):
            number += 1
            if any(cell.strip() for cell in cells):
                yield Row(number, cells, None)


def _as_text(part: pa.RecordBatch) -> list[list[str]]:
    return [[_cell(one) for one in column.to_pylist()] for column in part.columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return "; ".join(_cell(one) for one in value if one is not None)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
