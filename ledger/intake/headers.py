"""Which of the first records is the header, whatever stands before and around it. Pure.

Lines before the header are a preamble. A row of group names above names that stand twice is part of
the header, and so is a row of HXL hashtags below it. Nothing is skipped that is not told.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.errors import UsageError

__all__ = ["DEPTH", "FIRST", "Header", "Layout", "choose_header"]

DEPTH = 40  # records that are looked at
FIRST = -1  # the first record with anything in it, as the row of a header
_TAG = "#"


class Layout(NamedTuple):
    """How a table lies in its file, as the user states it.

    Attributes:
        delimiter: of the cells; "" to find out.
        header_row: number of the header's record, or FIRST; 0 to find out.
    """

    delimiter: str = ""
    header_row: int = 0


class Header(NamedTuple):
    """The names of the columns, and where they stand.

    Attributes:
        names: as written, without outer space; with the name of their group where there is one.
        delimiter: of the file; "" where it has none.
        number: of the header's record, 1 unless something stands before it.
        tags: HXL hashtags of the columns; empty where the file has none.
        last: number of the last record of the header: a row of hashtags stands below the names.
        preamble: records with something in them that stand before the header.
    """

    names: tuple[str, ...]
    delimiter: str
    number: int
    tags: tuple[str, ...] = ()
    last: int = 0
    preamble: int = 0


def choose_header(
    records: Sequence[tuple[int, Sequence[str]]],
    known: Callable[[str], bool],
    delimiter: str,
    row: int = 0,
) -> Header | None:
    """The header among the first records of a file; None where there are none.

    Args:
        records: number and cells of those that are not empty, at most DEPTH.
        known: whether a name is one that we look for.
        delimiter: for the answer.
        row: where the user says that it stands, see `Layout`; 0 to find out.

    Raises:
        UsageError: there is nothing in the row that the user names.

    >>> choose_header([(1, ["Report 2024"]), (3, ["donor", "item"])], {"donor"}.__contains__, ",")
    Header(names=('donor', 'item'), delimiter=',', number=3, tags=(), last=3, preamble=1)
    """
    if not records:
        return None
    at = _stated(records, row) if row else _found(records, known)
    number, cells = records[at]
    names = [cell.strip() for cell in cells]
    above = records[at - 1] if at else None
    is_grouped = above is not None and above[0] == number - 1 and _groups(above[1], names)
    if above is not None and is_grouped:
        names = _joined(above[1], names)
    below = next((one for one in records[at + 1 : at + 2] if _is_tags(one[1])), None)
    tags = [cell.strip() for cell in below[1]] if below else []
    tags = list(names) if _is_tags(names) else tags
    return Header(
        names=tuple(names),
        delimiter=delimiter,
        number=number,
        tags=tuple([*tags, *[""] * len(names)][: len(names)]) if tags else (),
        last=below[0] if below else number,
        preamble=at - is_grouped,
    )


def _stated(records: Sequence[tuple[int, Sequence[str]]], row: int) -> int:
    numbers = [number for number, _ in records]
    if row == FIRST:
        return 0
    if row not in numbers:
        raise UsageError(
            f"There is no header in row {row}.",
            f"Name one of the first {DEPTH} rows that has something in it.",
        )
    return numbers.index(row)


def _found(records: Sequence[tuple[int, Sequence[str]]], known: Callable[[str], bool]) -> int:
    counts = [sum(known(cell.strip()) for cell in cells) for _, cells in records]
    at = counts.index(max(counts)) if max(counts) > 1 or counts[0] else _widest(records)
    if at and _is_tags(records[at][1]) and _stand_above(records[at - 1], records[at]):
        at -= 1  # hashtags are known, and the names above them may not be
    return at


def _stand_above(one: tuple[int, Sequence[str]], tags: tuple[int, Sequence[str]]) -> bool:
    named = sum(bool(cell.strip()) for cell in one[1])
    return one[0] == tags[0] - 1 and named * 2 >= sum(bool(cell.strip()) for cell in tags[1])


def _widest(records: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The first record that fills as many columns as most: above it stand titles and notes."""
    widths = [sum(bool(cell.strip()) for cell in cells) for _, cells in records]
    usual = sorted(widths)[len(widths) // 2]
    return next(i for i, width in enumerate(widths) if width * 2 > usual)


def _groups(above: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the row above names groups of columns: some names stand twice, but not within one."""
    written = [name for name in names if name]
    filled = [cell for cell in above if cell.strip()]
    if len(set(written)) == len(written) or len(filled) < 2 or len(above) > len(names):
        return False
    return len(filled) < len(written) and len(set(_joined(above, names))) > len(set(names))


def _joined(above: Sequence[str], names: Sequence[str]) -> list[str]:
    group, joined = "", []
    for place, name in enumerate(names):
        own = above[place].strip() if place < len(above) else ""
        group = own or group
        joined.append(f"{group} {name}".strip() if name else own)
    return joined


def _is_tags(cells: Sequence[str]) -> bool:
    """Whether a record holds HXL hashtags: all that it holds, and at least two."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and all(c.startswith(_TAG) and c[1:2].isalpha() for c in filled)
