"""The classes, the tables of a posted ledger and the contracts say the same."""

import re
import types
import typing
from datetime import date
from decimal import Decimal

import pytest
from pydantic import NaiveDatetime
from sqlmodel import SQLModel

from ledger.model import TRUTH
from ledger.posting import post
from ledger.published import PUBLISHED
from tests.ledgers import NOON, ledger_of

RELATIONS: dict[str, type[SQLModel]] = {
    **{f"truth.{model.__tablename__}": model for model in TRUTH},
    **PUBLISHED,
}
TYPES = {
    str: "VARCHAR", bool: "BOOLEAN", int: "BIGINT", date: "DATE", NaiveDatetime: "TIMESTAMP",
    Decimal: "DECIMAL", list[str]: "VARCHAR[]",
}  # fmt: skip


@pytest.fixture(scope="module")
def columns() -> dict[str, dict[str, str]]:
    con = ledger_of([{"n": 3}])
    con.execute(
        "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 1, 1, 0, '', '')", [NOON]
    )
    post(con)
    return {
        name: {row[0]: row[1] for row in con.execute(f"describe {name}").fetchall()}
        for name in RELATIONS
    }


@pytest.mark.parametrize("name", sorted(RELATIONS))
def test_class_and_table_have_the_same_columns_and_types(
    columns: dict[str, dict[str, str]], name: str
) -> None:
    wanted = {field: _type(info.annotation) for field, info in RELATIONS[name].model_fields.items()}
    found = {column: re.sub(r"\(.*\)", "", kind) for column, kind in columns[name].items()}
    assert found == wanted


def _type(annotation: typing.Any) -> str:
    options = [annotation]
    if isinstance(annotation, types.UnionType):
        options = [a for a in typing.get_args(annotation) if a is not type(None)]
    inner = options[0]
    if typing.get_origin(inner) is typing.Annotated:
        inner = typing.get_args(inner)[0]
    return TYPES[inner]
