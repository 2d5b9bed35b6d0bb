"""The SQL console: one SELECT, judged on its syntax tree, run by a locked engine of its own.

Three fences, each of which holds alone against most of what can be asked. The tree admits reading
functions and relations only. The engine opens the published copy read-only with its settings
locked. The process has limits of its own and is killed when it takes too long, since an engine's
own limits do not stop a single huge list. POSIX only.

Questions and answers cross the pipe as JSON and Arrow, never as pickles: what comes out of the
child is data, even if the child has been talked into something.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from ledger.errors import LedgerError, LedgerMissingError, QueryError, QueryTimeoutError
from ledger.store.files import LedgerFiles

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Answer", "Console", "judge"]

_ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "memory_limit": "512MB",
    "threads": "1",
    "temp_directory": "",
}
_TABLE_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest", "repeat_row", "duckdb_tables", "duckdb_columns",
     "duckdb_views"}
)  # fmt: skip
_REFUSED_FUNCTIONS = frozenset(
    {"getenv", "getvariable", "current_setting", "nextval", "currval", "setseed", "query",
     "query_table", "which_secret", "write_log", "create_sort_key", "error",
     "json_serialize_plan"}
)  # fmt: skip
_HIDDEN_TABLES = ("duckdb_", "pragma_", "pg_", "sqlite_")
_LONGEST = 20_000  # characters of a statement
_REPLY_MOST = 64 << 20  # bytes
_START_SECONDS = 30.0
_GONE = (EOFError, ConnectionError)

Tree = dict[str, Any]


class Answer(NamedTuple):
    """What a question was answered with.

    Attributes:
        rows: an Arrow table; decimals, days and lists keep their types.
        is_cut: there are more rows than were asked for.
    """

    rows: "pa.Table"
    is_cut: bool


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
        raise QueryError(f"The statement cannot be read: {error}") from error
    if len(found) != 1:
        raise QueryError(f"One statement at a time; these are {len(found)}.")
    if found[0].type != duckdb.StatementType.SELECT:
        raise QueryError(
            f"Only reading is possible here: {found[0].type.name} is not allowed.",
            "Use a SELECT; records come in by import.",
        )
    for node in _nodes(_tree(con, sql)):
        _judge_node(node, macros)


class Console(AbstractContextManager["Console"]):
    """A reading process for one ledger; one question at a time, started anew when killed."""

    def __init__(self, path: Path, memory_mb: int = 2048) -> None:
        self._copy = LedgerFiles.of(path).read
        self._memory_mb = memory_mb
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._inode = 0
        self._turn = Lock()

    def run(
        self,
        sql: str,
        values: Mapping[str, object] | None = None,
        *,
        seconds: float = 5.0,
        rows: int = 1000,
    ) -> Answer:
        """Ask one question of the newest published copy.

        Args:
            sql: one SELECT; `$name` stands for a value.
            values: for the names; text, numbers, or days as ISO text cast in the statement.
            seconds: after which the process is killed.
            rows: how many to answer with at most.

        Raises:
            LedgerMissingError: nothing is published.
            QueryError: refused, failed, or too large. QueryTimeoutError: cut off.
        """
        question = json.dumps({"sql": sql, "values": dict(values or {}), "rows": rows})
        with self._turn:
            pipe = self._ready()
            try:
                pipe.send_bytes(question.encode())
                if not pipe.poll(seconds):
                    self._stop()
                    raise QueryTimeoutError(
                        f"Stopped after {seconds:g} s.", "Add a where or a limit."
                    )
                reply = pipe.recv_bytes()
            except _GONE as error:
                code = self._stop()
                raise QueryError(
                    f"The query ended its own process (exit {code}): it took too much memory.",
                    "Add a where, or aggregate before listing.",
                ) from error
        return _answer(reply)

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._stop()

    def _ready(self) -> "Connection[Any, Any]":
        try:
            inode = self._copy.stat().st_ino
        except FileNotFoundError:
            raise LedgerMissingError(
                f"{self._copy} is not there.", "Make a ledger: aid-ledger init --sample"
            ) from None
        is_running = self._child is not None and self._child.poll() is None
        if self._pipe is None or not is_running or inode != self._inode:
            self._stop()
            self._pipe = self._start()
            self._inode = inode
        return self._pipe

    def _start(self) -> "Connection[Any, Any]":
        pipe, far = Pipe()
        command = [sys.executable, "-m", __name__, str(self._copy), str(far.fileno())]
        self._child = subprocess.Popen(
            [*command, str(self._memory_mb)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system"},
            pass_fds=[far.fileno()],
        )
        far.close()
        try:
            if pipe.poll(_START_SECONDS) and pipe.recv_bytes() == b"ready":
                return pipe
        except _GONE:  # it ended before it was ready
            pass
        self._pipe = pipe
        code = self._stop()
        raise QueryError(f"The reading process did not start (exit {code}).", "Try again.")

    def _stop(self) -> int | None:
        child, self._child = self._child, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if child is None:
            return None
        child.kill()
        return child.wait()


def _answer(reply: bytes) -> Answer:
    import pyarrow as pa

    kind, body = reply[:4], reply[4:]
    if kind == b"fail":
        raise QueryError(body.decode())
    return Answer(pa.ipc.open_stream(body).read_all(), kind == b"more")


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
        raise QueryError(
            "Only a plain SELECT is possible here.", str(tree.get("error_message", ""))
        )
    return tree


def _judge_node(node: Tree, macros: frozenset[str]) -> None:
    if node.get("type") == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in _TABLE_FUNCTIONS | macros:
            raise QueryError(f"The table function {name}() is not allowed here.")
    elif node.get("class") == "FUNCTION":
        name = str(node.get("function_name", "")).lower()
        if name in _REFUSED_FUNCTIONS:
            raise QueryError(f"The function {name}() is not allowed here.")
    elif node.get("type") == "BASE_TABLE":
        name = str(node.get("table_name", "")).lower()
        if set("/.") & set(name) or name.startswith(_HIDDEN_TABLES):
            raise QueryError(f"The table {name!r} is not allowed here.")


def _reply(con: duckdb.DuckDBPyConnection, question: Tree, macros: frozenset[str]) -> bytes:
    import pyarrow as pa

    try:
        sql = question["sql"].strip().rstrip(";")
        judge(con, sql, macros)
        wrapped = f"select * from (\n{sql}\n) limit {int(question['rows']) + 1}"
        judge(con, wrapped, macros)  # again: the text must not break out of its brackets
        table = con.execute(wrapped, question["values"] or None).to_arrow_table()
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.slice(0, question["rows"]))
        body: bytes = sink.getvalue().to_pybytes()
        if len(body) > _REPLY_MOST:
            return b"failThe result is larger than 64 MB. Aggregate, or ask for fewer columns."
        return (b"more" if table.num_rows > question["rows"] else b"all.") + body
    except MemoryError:
        os._exit(3)
    except LedgerError as error:
        return f"fail{error.message} {error.hint}".strip().encode()
    except Exception as error:  # whatever the engine says is an answer to the person who asked
        return f"fail{error}".encode()


def _work(copy: str, descriptor: int, memory_mb: int) -> None:
    import pyarrow.ipc  # noqa: F401  (before the limits: importing maps much address space)

    pipe: Connection[Any, Any] = Connection(descriptor)
    for what, most in (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    con = duckdb.connect(copy, config=_ENGINE)
    found = con.execute(
        "select function_name from duckdb_functions() where function_type = 'table_macro' "
        "and not internal"
    ).fetchall()
    macros = frozenset(str(name).lower() for (name,) in found)
    con.execute("set python_enable_replacements = false")  # no `select * from a_python_variable`
    con.execute("set lock_configuration = true")
    pipe.send_bytes(b"ready")
    try:
        while True:
            pipe.send_bytes(_reply(con, json.loads(pipe.recv_bytes()), macros))
    except _GONE:
        pass  # whoever asked has gone


if __name__ == "__main__":
    _work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
