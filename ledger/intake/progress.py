"""How far an import is, told while it runs.

Whoever is told may stop the import by raising: until the last call nothing is written, since all of
it is one transaction.
"""

from collections.abc import Callable
from typing import Literal

__all__ = ["Progress", "Step", "silent"]

Step = Literal["read", "write", "post", "publish"]
Progress = Callable[[Step, int], None]
"""Is told the step and a number of rows: those read so far, or those that are being written."""


def silent(step: Step, rows: int) -> None:
    """Tell nobody."""
