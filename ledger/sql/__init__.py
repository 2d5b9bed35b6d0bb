"""The SQL of the ledger: plain DuckDB files, one relation, report or statement each.

`schema/` is applied once and recorded; `views/` are macros and views, replaced at will;
`append/` and `reports/` are run by name. Nothing here builds SQL from strings.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@cache
def statement(name: str) -> str:
    """The text of one file, such as `append/claim`.

    Raises:
        FileNotFoundError: there is no such statement.
    """
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def statements(folder: str) -> tuple[tuple[str, str], ...]:
    """All files of a folder as (name, text), in the order of their names.

    Raises:
        FileNotFoundError: the folder is empty or missing; the installation is incomplete.
    """
    found = tuple(
        (p.stem, statement(f"{folder}/{p.stem}")) for p in sorted((_FOLDER / folder).glob("*.sql"))
    )
    if not found:
        raise FileNotFoundError(f"no SQL in {_FOLDER / folder}; install aid-ledger again")
    return found
