"""What others do with a file of deliveries: load it, check it, or write it row by row."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path


def load_with(name: str, source: str, rows: int) -> float:
    """Seconds that a peer takes for the file; `rows` is how many SQLModel is given."""
    return _PEERS[name](source, rows)


def _duckdb(source: str, rows: int) -> float:
    import duckdb

    with duckdb.connect() as con:
        columns = ", ".join(f"{name} varchar" for name in _columns(source))
        con.execute(f"create table bare ({columns})")
        start = time.perf_counter()
        con.execute(f"copy bare from '{source}' (header)")
        return time.perf_counter() - start


def _pandas(source: str, rows: int) -> float:
    start = time.perf_counter()
    import pandas as pd
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "delivered_on": pa.Column("datetime64[ns]"),
            "donor": pa.Column(None, pa.Check.str_length(min_value=1)),
            "item": pa.Column(None, pa.Check.str_length(min_value=1)),
            "quantity": pa.Column("int64", pa.Check.ge(0)),
            "stage": pa.Column(None, pa.Check.isin(["shipped", "delivered"])),
        },
        coerce=True,
    )
    schema.validate(pd.read_csv(source), lazy=True)
    return time.perf_counter() - start


def _sqlmodel(source: str, rows: int) -> float:
    """In memory, in SQLite, each row an object; scaled from the rows given to all of the file."""
    import csv

    from sqlmodel import Field, Session, SQLModel, create_engine

    class Delivery(SQLModel, table=True):
        id: str = Field(primary_key=True)
        delivered_on: str
        donor: str
        recipient: str
        item: str
        quantity: str
        unit: str
        amount: str
        currency: str
        place: str
        stage: str
        url: str

    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["delivery"]])
    with Path(source).open(encoding="utf-8", newline="") as lines, Session(engine) as session:
        reader = csv.DictReader(lines)
        start = time.perf_counter()
        session.add_all(Delivery(**row) for row in islice(reader, rows))
        session.commit()
        seconds = time.perf_counter() - start
        left = sum(1 for _ in reader)
    return seconds * (rows + left) / rows


def _columns(source: str) -> list[str]:
    with Path(source).open(encoding="utf-8") as lines:
        return lines.readline().strip().split(",")


_PEERS: dict[str, Callable[[str, int], float]] = {
    "duckdb": _duckdb,
    "pandas": _pandas,
    "sqlmodel": _sqlmodel,
}
