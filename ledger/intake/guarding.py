"""Cells that a spreadsheet would run as formulas: made harmless when they leave, restored after.

Rows that were set aside leave in their own cells and come back, so that what is put before a cell
has to be taken off again to the letter.
"""

import re

__all__ = ["GUARDED", "guarded", "unguarded"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = r"^'('*[=+\-@\t\r])"  # the same for a frame's own search; group 1 begins the cell


def guarded(cell: str) -> str:
    """The cell, harmless.

    >>> guarded("=1+1"), guarded("'=1"), guarded("six"), guarded("it's")
    ("'=1+1", "''=1", 'six', "it's")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`.

    >>> [unguarded(guarded(cell)) for cell in ("=1+1", "'=1", "'six", "-")]
    ['=1+1', "'=1", "'six", '-']
    """
    return cell[1:] if re.match(GUARDED, cell) else cell
