"""What the engine says of a statement that fails, in the ledger's own form.

First what was found, in our words; then what the engine knows and we do not: the names that come
near, and the place in the statement; then what to do. Pure: takes the engine's text and gives a
`QueryError`. What no rule knows is passed on without the engine's class names and settings.
"""

import re
from typing import NamedTuple

from ledger.errors import QueryError

__all__ = ["query_trouble"]

_CLASS = re.compile(r"\A(?:[A-Z][A-Za-z/]*(?: [A-Za-z/]+)*? Error: )+")
_PLACE = re.compile(r"^LINE (?P<line>\d+): (?P<text>.*)\n(?P<space> *)\^", re.M)
_NEAR = re.compile(r"^(?:Candidate (?:bindings|tables|[Ee]ntries): |Did you mean )(.+?)\??$", re.M)
_FORMS = re.compile(r"^\s*Candidate (?:functions|macros):\n((?:\t.+\n?)+)", re.M)
_ADVICE = re.compile(
    r"^(?:Use \"SET |Possible solutions|\* |See also |\s*$)"
)  # no setting can be set
_FORMS_SHOWN = 4
_NAMES = re.compile(r'"((?!pragma_|duckdb_|sqlite_|pg_)[^"]+)"')  # those of the engine are no help


class _Rule(NamedTuple):
    """What one message means. Groups of `found` fill `message` and `hint` by their names."""

    found: str
    message: str
    hint: str


_TABLES = 'aid-ledger sql "show tables" lists the relations; docs/sql.md says what they hold.'
_REST = "Mend the statement; docs/sql.md says what the relations hold."
_COLUMNS = 'aid-ledger sql "describe position" lists the columns of one relation.'
_RULES = tuple(
    _Rule(*rule)
    for rule in (
        (
            r'Referenced column "(?P<name>.+)" was not found because the FROM clause is missing',
            "There is no column ‹{name}›: the statement names no relation.",
            "Name one after FROM; a text stands in single quotes: 'text'.",
        ),
        (
            r'Referenced column "(?P<name>.+)" not found',
            "There is no column ‹{name}›.",
            f"{_COLUMNS} A text stands in single quotes: 'text'.",
        ),
        (
            r'(?:Table|Values list) "(?P<table>.+)" does not have a column named "(?P<name>.+)"',
            "‹{table}› has no column ‹{name}›.",
            _COLUMNS,
        ),
        (
            r'Referenced table "(?P<name>.+)" not found',
            "‹{name}› is none of the relations that the statement names.",
            "Use the name or alias that stands after FROM or JOIN.",
        ),
        (
            r'Table with name "?(?P<name>[^"]+?)"? does not',
            "There is no relation ‹{name}›.",
            _TABLES,
        ),
        (
            r"(?:Scalar |Aggregate )?Function with name (?P<name>\S+) does not",
            "There is no function ‹{name}›.",
            "The functions are those of DuckDB; a window function needs OVER ().",
        ),
        (
            r"No function matches the given name and argument types '(?P<name>.+?)'\.",
            "No function takes this: ‹{name}›.",
            "Cast the value to what the function takes, such as donor::varchar.",
        ),
        (
            r"Macro (?P<name>\S+) does not support the supplied arguments",
            "‹{name}› does not take these values.",
            "Give one value for each of its names, such as date '2022-12-30'.",
        ),
        (
            r'Ambiguous reference to column name "(?P<name>.+?)"',
            "‹{name}› stands in several of the relations.",
            "Write the relation before it, such as p.{name}.",
        ),
        (
            r'column "(?P<name>.+?)" must appear in the GROUP BY clause',
            "‹{name}› is neither grouped nor aggregated.",
            "Add it to GROUP BY, or write any_value({name}).",
        ),
        (
            r"Could not convert string '(?P<name>[\s\S]*?)' to (?P<type>\w+)",
            "‹{name}› is no {type}.",
            "Compare a text with a text, in single quotes; try_cast gives NULL where it fails.",
        ),
        (
            r'invalid (?P<type>date|timestamp) field format: "(?P<name>[\s\S]*?)"',
            "‹{name}› is no {type}.",
            "Write it as date '2022-12-30'.",
        ),
        (
            r"unterminated quoted (?:string|identifier)",
            "A quotation mark opens and never closes.",
            "Close it; a quotation mark within a text is written twice.",
        ),
        (
            r"syntax error at end of input",
            "The statement ends too early.",
            "A bracket or a word is missing at its end.",
        ),
        (
            r'syntax error at or near "(?P<name>[\s\S]+)"',
            "The statement cannot be read at ‹{name}›.",
            "Look at what stands there and before it, such as: select donor from position",
        ),
        (
            r"Values were not provided for .*parameters: (?P<name>.+)",
            "The statement asks for a value that was not given: {name}.",
            "Give it with -p NAME=VALUE, and write $NAME in the statement.",
        ),
        (
            r"Parameter argument/count mismatch, .*parameters: (?P<name>.+)",
            "A value was given that the statement does not ask for: {name}.",
            "Write $NAME in the statement where the value belongs, or leave the value out.",
        ),
        (
            r"(?:Failed to allocate|failed to |could not allocate)[\s\S]*",
            "The query needs more memory than a query may have.",
            "Add a where, or aggregate before listing.",
        ),
    )
)


def query_trouble(told: str, first_line: int = 1) -> QueryError:
    r"""The error for a person who asked.

    Args:
        told: the engine's whole message.
        first_line: of the engine's lines, the one on which the statement as typed begins.

    >>> told = 'Binder Error: Referenced column "dono" not found in FROM clause!\n' + (
    ...     'Candidate bindings: "donor", "unit"\n\nLINE 1: select dono from position\n' +
    ...     " " * 15 + "^")
    >>> print(query_trouble(told).message)
    There is no column ‹dono›. Did you mean ‹donor› or ‹unit›?
        select dono from position
               ^
    """
    told = _CLASS.sub("", told)
    place = _PLACE.search(told)
    head = told[: place.start()] if place else told
    message, hint = _in_our_words(head)
    parts = [f"{message}{_near(head)}{_forms(head)}", _place(place, first_line) if place else ""]
    return QueryError("\n".join(part for part in parts if part), hint)


def _in_our_words(head: str) -> tuple[str, str]:
    for rule in _RULES:
        found = re.search(rule.found, head)
        if found:
            names = {name: _first_line(text) for name, text in found.groupdict().items()}
            return rule.message.format_map(names), rule.hint.format_map(names)
    kept = [line.strip() for line in _plain(head).splitlines() if not _ADVICE.match(line)]
    text = " ".join(kept).rstrip("!")
    return f"The query fails: {text}{'' if text.endswith(('.', '?')) else '.'}", _REST


def _plain(head: str) -> str:
    """The engine's text without what is told apart: names that come near, forms of functions."""
    return _FORMS.sub("", _NEAR.sub("", head))


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else text


def _near(head: str) -> str:
    found = _NEAR.search(head)
    names = [f"‹{name}›" for name in _NAMES.findall(found[1])] if found else []
    if not names:
        return ""
    *some, last = names
    return f" Did you mean {', '.join(some)}{' or ' if some else ''}{last}?"


def _forms(head: str) -> str:
    found = _FORMS.search(head)
    forms = [line.strip() for line in found[1].splitlines()] if found else []
    more = ", …" if len(forms) > _FORMS_SHOWN else ""
    return f" There are: {', '.join(forms[:_FORMS_SHOWN])}{more}" if forms else ""


def _place(place: re.Match[str], first_line: int) -> str:
    """The line with a mark below the place; its number where it is not the first."""
    line = int(place["line"]) - first_line + 1
    label = f"    line {line}: " if line > 1 else "    "
    at = len(place["space"]) - len(f"LINE {place['line']}: ")
    return f"{label}{place['text']}\n{' ' * (len(label) + at)}^"
