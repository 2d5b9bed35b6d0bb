"""The first fence of the SQL console: one reading statement, judged on its syntax tree.

Admits one SELECT over relations and functions that read the ledger; says of anything else what is
refused and what to ask instead. Runs nothing but the parser.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from ledger.errors import QueryError
from ledger.store.query_trouble import query_trouble

__all__ = ["judge"]

_TABLE_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest", "repeat_row", "duckdb_tables", "duckdb_columns",
     "duckdb_views"}
)  # fmt: skip
_REFUSED_FUNCTIONS = frozenset(
    {"getenv", "getvariable", "current_setting", "nextval", "currval", "setseed", "query",
     "query_table", "which_secret", "write_log", "create_sort_key", "error",
     "json_serialize_plan"}
)  # fmt: skip
_INSTEAD = 'Ask the published relations: aid-ledger sql "show tables" lists them.'
_MACROS = "Those of the ledger are position_as_of(as_of, known) and claim_as_of(known)."
_HIDDEN_TABLES = ("duckdb_", "pragma_", "pg_", "sqlite_")
_LONGEST = 20_000  # characters of a statement

Tree = dict[str, Any]


def judge(con: duckdb.DuckDBPyConnection, sql: str, macros: frozenset[str]) -> None:
    """Let one reading statement pass.

    Args:
        con: any connection; nothing is run on it but the parser.
        sql: as typed.
        macros: table macros of the ledger, which may be called like table functions.

    Raises:
        QueryError: anything else, with what is refused and why.
    """
    if len(sql) > _LONGEST:
        raise QueryError(f"The statement is longer than {_LONGEST:,} characters.")
    try:
        found = con.extract_statements(sql)
    except duckdb.Error as error:
        raise query_trouble(str(error)) from error
    if not found:
        raise QueryError("There is no statement.", "Write one SELECT.")
    if len(found) > 1:
        raise QueryError(
            f"One statement at a time; these are {len(found)}.",
            "Ask one after the other; a PIVOT needs its values in an IN list, or counts as two.",
        )
    if found[0].type != duckdb.StatementType.SELECT:
        raise QueryError(
            f"Only reading is possible here: {found[0].type.name} is not allowed.",
            "Use a SELECT; records come in by import.",
        )
    for node in _nodes(_tree(con, sql)):
        _judge_node(node, macros)


def _nodes(value: Any) -> Iterator[Tree]:
    if isinstance(value, dict):
        yield value
        value = value.values()
    elif not isinstance(value, list):
        return
    for one in value:
        yield from _nodes(one)


def _tree(con: duckdb.DuckDBPyConnection, sql: str) -> Tree:
    row = con.execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    tree: Tree = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        raise QueryError("Only a plain SELECT is possible here.", _INSTEAD)
    return tree


def _judge_node(node: Tree, macros: frozenset[str]) -> None:
    if node.get("type") == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in _TABLE_FUNCTIONS | macros:
            raise QueryError(f"The table function ‹{name}› is not allowed here.", _MACROS)
    elif node.get("class") == "FUNCTION":
        name = str(node.get("function_name", "")).lower()
        if name in _REFUSED_FUNCTIONS:
            raise QueryError(f"The function ‹{name}› is not allowed here.", _INSTEAD)
    elif node.get("type") == "BASE_TABLE":
        name = str(node.get("table_name", "")).lower()
        if set("/.") & set(name) or name.startswith(_HIDDEN_TABLES):
            raise QueryError(f"The table ‹{name}› is not allowed here.", _INSTEAD)
