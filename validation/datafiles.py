"""Where the project's data folder is: beside the checkout, or inside the installed wheel.

Owns nothing but that question and what follows from folder names, so that no other module guesses.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder that holds vocabulary/, lang/, samples/ and the rest.

    A wheel carries it as `validation/_data`; a checkout has it as `data/` beside the packages.

    Raises:
        FileNotFoundError: neither place exists; the installation is incomplete.
    """
    for folder in (_PACKAGE / "_data", _PACKAGE.parent / "data"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no data folder beside {_PACKAGE}; install aid-ledger again")


@cache
def languages() -> frozenset[str]:
    """The languages that can be read, ISO 639-1: the folders of data/lang."""
    return frozenset(path.name for path in (data_folder() / "lang").iterdir() if path.is_dir())
