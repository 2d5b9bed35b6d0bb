"""Rows of a file under a mapping as Arrow that is ready to be written, and what is wrong with them.

Blocks of rows are worked on two at a time and kept in order; a row that has an error goes in with
nothing.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import NamedTuple

import polars as pl
import pyarrow as pa

from ledger.intake.claiming import claims_of
from ledger.intake.grid import ROW, Grid, cell_name
from ledger.intake.mapping import RecordMapping
from ledger.intake.progress import Progress, silent
from ledger.intake.reading import Reading
from ledger.intake.registering import announcements_of, with_keys, with_marks
from ledger.intake.rowtext import with_text
from ledger.intake.stage import ANNOUNCEMENT, CLAIM, PROBLEM, Staged
from ledger.intake.table import Row
from ledger.intake.told import is_error, raw_rows, tell
from validation.contracts import check_frame
from validation.problems import Problem, problem

__all__ = ["StagedRows", "register_of", "stage_rows"]

_BLOCK = 50_000  # rows that are worked on at one time
_THREADS = 2  # blocks in work: each step of a block keeps little more than half a core busy
_OWN = {  # columns whose words are each row's own
    "announcement_id", "claim_id", "evidence_text", "found", "origin_hash", "raw", "source_key",
    "spans", "text", "text_hash", "title", "url",
}  # fmt: skip


class StagedRows(NamedTuple):
    """What a file comes to.

    Attributes:
        staged: what goes in, and the problems.
        problems: the same problems as a frame.
        rejected: ROW and cells of the rows that do not go in.
    """

    staged: Staged
    problems: pl.DataFrame
    rejected: pl.DataFrame


class _Part(NamedTuple):
    announcements: pa.Table
    claims: pa.Table
    problems: pl.DataFrame
    ids: pl.DataFrame
    rejected: pl.DataFrame


def stage_rows(
    grid: Grid,
    reading: Reading,
    publisher: str,
    recorded_utc: datetime,
    progress: Progress = silent,
) -> StagedRows:
    """Claims and announcements of all rows, checked by contract.

    Args:
        grid: the file.
        reading: the same under a mapping.
        publisher: where neither a row nor the mapping names one.
        recorded_utc: UTC without zone.
        progress: is told the number of rows read so far.
    """
    parts = list(_parts(reading, publisher, recorded_utc, progress))
    problems = _problems(grid, parts, recorded_utc)
    staged = Staged(
        announcements=pa.concat_tables([part.announcements for part in parts]),
        claims=pa.concat_tables([part.claims for part in parts]),
        problems=_arrow(problems, PROBLEM),
    )
    return StagedRows(staged, problems, pl.concat([part.rejected for part in parts]))


def register_of(mapping: RecordMapping, publisher: str) -> tuple[str, str]:
    """The name of a file's register, and who publishes it.

    A register that many may keep, such as our own template, is one for each publisher.
    """
    if mapping.publisher:
        return mapping.register, mapping.publisher
    return f"{mapping.register} {publisher}".strip(), publisher


def _parts(
    reading: Reading, publisher: str, recorded_utc: datetime, progress: Progress
) -> Iterator[_Part]:
    register, publisher = register_of(reading.mapping, publisher)
    marked = with_marks(reading)

    def work(start: int) -> _Part:
        block = marked.slice(start, _BLOCK)
        keyed = with_keys(with_text(block, reading.names), reading, register)
        heads, late = announcements_of(keyed, reading, publisher, recorded_utc)
        claims, found = claims_of(keyed, reading)
        return _part(block, heads, claims, pl.concat([late, found]), reading)

    starts = range(0, max(marked.height, 1), _BLOCK)  # a file of broken rows has one empty block
    with ThreadPoolExecutor(min(_THREADS, len(starts))) as pool:
        waiting = [pool.submit(work, start) for start in starts]
        try:
            for start, done in zip(starts, waiting, strict=True):
                yield done.result()
                progress("read", min(start + _BLOCK, marked.height))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _part(
    block: pl.DataFrame,
    heads: pl.DataFrame,
    claims: pl.DataFrame,
    found: pl.DataFrame,
    reading: Reading,
) -> _Part:
    """What goes in of a block, and what does not."""
    bad = found.filter(is_error(found)).select(ROW).unique()
    good = heads.join(bad, on=ROW, how="anti", maintain_order="left")
    ids = good.select(ROW, "announcement_id")
    kept = claims.join(ids, on=ROW, how="inner", maintain_order="left").select(CLAIM.names)
    failures = {one.row: one for one in check_frame("claim_in", kept)}
    if failures:
        first = next(iter(failures.values()))
        raise TypeError(f"claims of rows break their contract: {first}")  # a bug of ours
    rejected = block.join(bad, on=ROW, how="semi", maintain_order="left")
    return _Part(
        announcements=_arrow(good.select(ANNOUNCEMENT.names), ANNOUNCEMENT),
        claims=_arrow(kept, CLAIM),
        problems=found,
        ids=ids,
        rejected=rejected.select(ROW, *(cell_name(name) for name in reading.names)),
    )


def _arrow(frame: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    """The frame as Arrow; words that stand in many rows are kept once for all of them."""
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)
    for place, name in enumerate(table.column_names):
        if table.schema.field(name).type == pa.string() and name not in _OWN:
            table = table.set_column(place, name, table.column(name).dictionary_encode())
    return table


def _problems(grid: Grid, parts: list[_Part], recorded_utc: datetime) -> pl.DataFrame:
    rejected = pl.concat([part.rejected for part in parts])
    told = tell(
        pl.concat([part.problems for part in parts]),
        pl.concat([part.ids for part in parts]),
        raw_rows(rejected, grid.names),
        recorded_utc,
    )
    unnamed = [problem("source-unnamed")] if any(map(_is_unnamed, parts)) else []
    whole = [_problem(one, {}, recorded_utc) for one in (*grid.problems, *unnamed)]
    broken = [_problem(row.problem, _cells(row, grid), recorded_utc) for row in grid.broken]
    other = pl.DataFrame([*whole, *broken], told.schema, orient="row")
    return pl.concat([other, told]).sort("row_number", maintain_order=True)


def _is_unnamed(part: _Part) -> bool:
    """Whether some row says neither who published it nor where; told once for the file."""
    names = pl.DataFrame(part.announcements.select(["publisher", "url"]))
    return bool(((names["publisher"] == "") & (names["url"] == "")).any())


def _cells(row: Row, grid: Grid) -> dict[str, str]:
    names = [*grid.names, *(f"_{i}" for i in range(len(grid.names), len(row.cells)))]
    return dict(zip(names, row.cells, strict=False))


def _problem(
    one: Problem | None, cells: dict[str, str], recorded_utc: datetime
) -> tuple[object, ...]:
    assert one is not None, "a broken row says why"
    raw = json.dumps(cells, ensure_ascii=False) if cells else ""
    told = (
        one.code,
        one.severity,
        one.row,
        one.column,
        None,
        None,
        one.found,
        one.expected,
        one.fix,
    )
    return ("", *told, raw, recorded_utc)
