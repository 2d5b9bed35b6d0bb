"""The words that stand in cells for something: data/mappings/words.csv, one a row."""

import csv
from collections.abc import Mapping
from functools import cache

from validation.datafiles import data_folder

__all__ = ["words_of"]


@cache
def words_of(kind: str) -> Mapping[str, str]:
    """The words of that kind in lower case, each with what it means.

    >>> words_of("stage")["handed over"]
    'delivered'
    """
    path = data_folder() / "mappings" / "words.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == kind]
    return {row["word"].lower(): row["meaning"] for row in rows}
