"""A row as the text of an announcement: one line a cell that is not empty, "column: cell".

Every figure of a record opens down to its cells in this text. Offsets are code points.
"""

import polars as pl

from ledger.intake.grid import cell

__all__ = ["TEXT", "cells_of", "end_of", "line_of", "start_of", "with_text"]

TEXT = "\x1ftext"
_AT = "\x1fat"


def with_text(cells: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """The rows with TEXT, and for each column where its line and its cell begin and end."""
    told = cells.lazy().with_columns(
        pl.concat_str([_line(name) for name in names]).alias(TEXT), pl.lit(0, pl.Int64).alias(_AT)
    )
    for name in names:
        told = told.with_columns(pl.col(_AT).alias(line_of(name))).with_columns(
            (pl.col(_AT) + _line(name).str.len_chars()).cast(pl.Int64).alias(_AT)
        )
    return told.drop(_AT).collect()


def cells_of(text: str) -> dict[str, str]:
    r"""The cells of a row's text. A line within a cell that looks like a cell passes for one.

    >>> cells_of("item: generators\nnote: new,\nin two lots\n")
    {'item': 'generators', 'note': 'new,\nin two lots'}
    """
    found: dict[str, str] = {}
    name = ""
    for line in text.removesuffix("\n").split("\n"):
        head, mark, cell = line.partition(": ")
        if mark or not name:
            name = head
            found[name] = cell
        else:
            found[name] += f"\n{line}"
    return found


def line_of(name: str) -> str:
    """The column that holds where the line of a cell begins."""
    return f"\x1fline {name}"


def start_of(name: str) -> pl.Expr:
    """Where a cell begins."""
    return pl.col(line_of(name)) + len(name) + 2


def end_of(name: str) -> pl.Expr:
    """Where a cell ends."""
    return start_of(name) + cell(name).str.len_chars().cast(pl.Int64)


def _line(name: str) -> pl.Expr:
    is_empty = cell(name).str.strip_chars() == ""
    return (
        pl.when(is_empty)
        .then(pl.lit(""))
        .otherwise(pl.format("{}: {}\n", pl.lit(name), cell(name)))
    )
