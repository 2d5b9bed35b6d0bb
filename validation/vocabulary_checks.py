"""Whether the vocabulary files agree with each other.

Each check raises the first disagreement as a `VocabularyError` that names file and row. Order
matters only for which one is met first.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import Any

from validation.vocabulary_read import VocabularyError

FIRST_ROW = 2  # row 1 is the header

Rows = Sequence[Any]


def check_codes(
    file: str, rows: Rows, column: str, known: Iterable[str], where: str, *, optional: bool = False
) -> None:
    """Every value of a column is a code of another file; optional: or empty."""
    allowed = set(known)
    if optional:
        allowed.add("")
    codes = _column(rows, column)
    if allowed.issuperset(codes):
        return
    for number, code in enumerate(codes, start=FIRST_ROW):
        if code not in allowed:
            raise VocabularyError(
                file,
                number,
                f"{column} {code!r}",
                f"a code of {where}",
                "Correct the code, or add its row there first.",
            )


def check_home_codes(file: str, rows: Rows, known: Iterable[str]) -> None:
    """Every code in the lists of currencies that a sign can mean is a currency."""
    allowed = set(known)
    for number, row in enumerate(rows, start=FIRST_ROW):
        for code in row.home_codes:
            if code not in allowed:
                expected = "a code of currencies.csv"
                fix = "Correct the code, or add its row there first."
                raise VocabularyError(file, number, f"home_codes {code!r}", expected, fix)


def check_labels(file: str, rows: Rows) -> None:
    """No two rows have one label, capitals not counting."""
    first: dict[str, int] = {}
    for number, label in enumerate(_column(rows, "label"), start=FIRST_ROW):
        row = first.setdefault(label.lower(), number)
        if row != number:
            found = f"label {label!r}, which also stands in row {row}"
            raise VocabularyError(file, number, found, "a label of its own", "Rename one of them.")


def check_words(file: str, rows: Rows, column: str, allowed: tuple[str, ...]) -> None:
    """Every value of a column is one of a closed list of words."""
    words = _column(rows, column)
    if set(allowed).issuperset(words):
        return
    for number, word in enumerate(words, start=FIRST_ROW):
        if word not in allowed:
            raise VocabularyError(
                file, number, f"{column} {word!r}", ", ".join(allowed), "Use one of these words."
            )


def check_disjoint(*files: tuple[str, Sequence[str]]) -> None:
    """No name stands in two of the files; each is given with its names in file order."""
    keys = {file: set(map(str.lower, names)) for file, names in files}
    for (one, names), (other, more) in combinations(files, 2):
        both = keys[one] & keys[other]
        if not both:
            continue
        row, name = next(found for found in enumerate(more, FIRST_ROW) if found[1].lower() in both)
        first = [known.lower() for known in names].index(name.lower()) + FIRST_ROW
        raise VocabularyError(
            other,
            row,
            f"{name!r}, which also stands in {one}, row {first}",
            "a name in one place only (known, alias or ignored)",
            "Remove one of the two rows.",
        )


def check_no_circle(file: str, parents: Mapping[str, str], column: str) -> None:
    """Following a column from code to code comes to an end; codes in file order."""
    sound: set[str] = set()
    for number, code in enumerate(parents, start=FIRST_ROW):
        path = [code]
        while (above := parents.get(path[-1], "")) and above not in sound:
            if above in path:
                raise VocabularyError(
                    file,
                    number,
                    f"a circle {' > '.join([*path, above])}",
                    f"a {column} that ends somewhere",
                    f"Change the {column} of one of them.",
                )
            path.append(above)
        sound.update(path)


def _column(rows: Rows, column: str) -> list[str]:
    return list(map(itemgetter(rows[0]._fields.index(column)), rows)) if rows else []
