"""JSON and JSON Lines as rows: one object a row, what is nested in it named by its path.

`{"a": {"b": 1}}` has the column `a.b`. A list of plain values is one cell, joined by "; ". A list
of objects makes a column for each of their fields, and where they name their `type`, for each type:
`destination[Location].name`. Rows are numbered by their place, the first is 1.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TextIO

from ledger.errors import InputError
from ledger.intake.files import refuse
from ledger.intake.headers import Header
from ledger.intake.table import Row
from validation.problems import problem

__all__ = ["read_objects"]

_DEPTH = 20  # levels of objects in objects


def read_objects(text: TextIO, name: str) -> tuple[Header, Iterator[Row], str]:
    """The columns and rows of a file of objects, and what the file is in words.

    Raises:
        InputError: it is no JSON, or holds no list of objects.
    """
    lines, broken, form = _objects(text, name)
    flat = {number: dict(_cells(one, "", 0)) for number, one in lines}
    names = tuple(dict.fromkeys(key for one in flat.values() for key in one))
    if not names:
        raise refuse("json-without-rows", path=name)
    good = {n: Row(n, tuple(one.get(key, "") for key in names), None) for n, one in flat.items()}
    found = good | {row.number: row for row in broken}
    header = Header(names=names, delimiter="", number=0)
    return header, (found[number] for number in sorted(found)), form


def _objects(text: TextIO, name: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Row], str]:
    text.seek(0)
    start = text.readline().lstrip("\ufeff")
    try:
        is_lines = isinstance(_loaded(start), dict) and bool(text.readline().strip())
    except (ValueError, RecursionError):
        is_lines = False
    text.seek(0)
    if is_lines:
        return *_by_line(text), "JSON Lines"
    try:
        told = _loaded(text.read().lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise _broken(name, error) from error
    rows = _largest_list(told, 0) or ([told] if isinstance(told, dict) else [])
    return list(enumerate(rows, 1)), [], "JSON"


def _by_line(text: TextIO) -> tuple[list[tuple[int, dict[str, Any]]], list[Row]]:
    found, broken = [], []
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            told = _loaded(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            found.append((number, told))
        else:
            broken.append(Row(number, (line,), problem("json-line-broken", row=number, value=line)))
    return found, broken


def _loaded(text: str) -> Any:
    # Numbers stay the words they are written in: a float would change them.
    return json.loads(text, parse_float=Decimal, parse_int=str)


def _largest_list(told: Any, depth: int) -> list[dict[str, Any]]:
    """The longest list of objects that stands anywhere above the rows."""
    if depth > _DEPTH:
        return []
    if isinstance(told, list):
        return told if told and all(isinstance(one, dict) for one in told) else []
    inner = told.values() if isinstance(told, dict) else ()
    return max((_largest_list(one, depth + 1) for one in inner), key=len, default=[])


def _cells(told: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Column and cell of all that stands in an object; nothing for null."""
    if isinstance(told, dict) and depth < _DEPTH:
        for key, value in told.items():
            yield from _cells(value, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(told, list) and told and all(isinstance(one, dict) for one in told):
        yield from _of_list(told, path, depth)
    elif isinstance(told, list):
        yield path, "; ".join(_text(one) for one in told if one is not None)
    elif told is not None:
        yield path, _text(told)


def _of_list(told: list[dict[str, Any]], path: str, depth: int) -> Iterator[tuple[str, str]]:
    joined: dict[str, list[str]] = {}
    for one in told:
        kind = one.get("type")
        inner = f"{path}[{kind}]" if isinstance(kind, str) else path
        for key, cell in _cells({k: v for k, v in one.items() if k != "type"}, inner, depth + 1):
            joined.setdefault(key, []).append(cell)
    yield from ((key, "; ".join(cells)) for key, cells in joined.items())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _broken(name: str, error: Exception) -> InputError:
    where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "the whole"
    why = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return refuse("json-broken", path=name, value=where, reason=why)
