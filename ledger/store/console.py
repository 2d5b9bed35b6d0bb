"""The SQL console: one SELECT, judged on its syntax tree, run by a locked engine of its own.

Three fences, each of which holds alone against most of what can be asked. The tree admits reading
functions and relations only (`judging`). The engine opens the published copy read-only with its
settings locked. The process has limits of its own and is killed when it takes too long, since an
engine's own limits do not stop a single huge list. POSIX only.

Questions and answers cross the pipe as JSON and Arrow, never as pickles: what comes out of the
child is data, even if the child has been talked into something.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from ledger.errors import LedgerMissingError, QueryError, QueryTimeoutError
from ledger.store.files import LedgerFiles
from ledger.store.judging import judge
from ledger.store.query_trouble import query_trouble

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Answer", "Console"]

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
_REPLY_MOST = 64 << 20  # bytes
_START_SECONDS = 30.0
_GONE = (EOFError, ConnectionError)

Asked = dict[str, Any]


class Answer(NamedTuple):
    """What a question was answered with.

    Attributes:
        rows: an Arrow table; decimals, days and lists keep their types.
        is_cut: there are more rows than were asked for.
    """

    rows: "pa.Table"
    is_cut: bool


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
        raise QueryError(**json.loads(body))
    return Answer(pa.ipc.open_stream(body).read_all(), kind == b"more")


def _reply(con: duckdb.DuckDBPyConnection, question: Asked, macros: frozenset[str]) -> bytes:
    import pyarrow as pa

    try:
        sql = question["sql"].rstrip().rstrip(";")
        judge(con, sql, macros)
        wrapped = f"select * from (\n{sql}\n) limit {int(question['rows']) + 1}"
        judge(con, wrapped, macros)  # again: the text must not break out of its brackets
        table = con.execute(wrapped, question["values"] or None).to_arrow_table()
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.slice(0, question["rows"]))
        body: bytes = sink.getvalue().to_pybytes()
        if len(body) > _REPLY_MOST:
            raise QueryError(
                "The result is larger than 64 MB.", "Aggregate, or ask for fewer columns."
            )
        return (b"more" if table.num_rows > question["rows"] else b"all.") + body
    except MemoryError:
        os._exit(3)
    except QueryError as error:
        return _failed(error)
    except Exception as error:  # whatever the engine says is an answer to the person who asked
        return _failed(query_trouble(str(error), first_line=2))  # the first one is our bracket


def _failed(error: QueryError) -> bytes:
    return b"fail" + json.dumps({"message": error.message, "hint": error.hint}).encode()


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
