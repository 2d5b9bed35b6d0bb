"""The announcement that the project was created from: its seven statements and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from ledger.parse import Source, read

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
TEXT = """\
Rishi Sunak has said that Britain goes on helping Ukraine, after the UK announced a new package \
of support to help Kyiv clear mines.
More than 1,000 Vallon metal detectors and 100 bomb de-arming kits are part of the package, the \
UK Ministry of Defence has confirmed.
Here are some pictures from Ukraine.
The agency reports that Ukraine expects to receive 12 more temporary bridges from the Czech \
Republic in 2023. Andriy Ivko, deputy head of Ukraine's road agency Ukravtodor, is quoted as saying:
Since July, six such structures have been handed over to us, and four of them have already been \
installed on motorways in Kyiv, Cherkasy, and Kharkiv regions. We plan to install two more bridges \
in Kherson region. Next year, we expect another 12 similar bridges to be delivered from the Czech \
Republic.
"""
PUBLISHED = date(2022, 12, 30)
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def facts(text: str) -> list[tuple]:
    found = read(Source(text, PUBLISHED, "The Guardian")).claims
    return [
        (
            c.stage, c.planned, c.reporting, c.donors, c.recipients, c.item_code,
            c.quantity_low, c.quantity_high, c.qualifier, c.start, c.end, set(c.places),
        )
        for c in found
    ]  # fmt: skip


UK, CZ = (("GBR",), ("UKR",)), (("CZE",), ("UKR",))
SEVEN = [
    ("pledged", False, "flow", *UK, "metal-detector", 1000, None, "at_least", None, None, set()),
    ("pledged", False, "flow", *UK, "eod-kit", 100, 100, "exact", None, None, set()),
    ("pledged", False, "flow", *CZ, "bridge", 12, 12, "exact", *YEAR, set()),
    (
        "delivered", False, "total", *CZ, "bridge", 6, 6, "exact",
        date(2022, 7, 1), PUBLISHED, set(),
    ),
    (
        "installed", False, "total", *CZ, "bridge", 4, 4, "exact",
        None, PUBLISHED, {"UA-32", "UA-71", "UA-63"},
    ),
    ("installed", True, "flow", *CZ, "bridge", 2, 2, "exact", None, None, {"UA-65"}),
    ("pledged", False, "flow", *CZ, "bridge", 12, 12, "exact", *YEAR, set()),
]  # fmt: skip


def test_the_seven_statements_retold_in_our_own_words():
    assert facts(TEXT) == SEVEN


def test_the_seven_statements_of_the_announcement_itself():
    files = sorted(SEEDS.glob("000_*.txt"))
    if not files:
        pytest.skip("the founders' material (../shared/seeds) is not beside the project")
    assert facts(files[0].read_text("utf-8")) == SEVEN


def test_make_is_kept_as_variant():
    first = read(Source(TEXT, PUBLISHED, "The Guardian")).claims[0]
    assert first.variant == "Vallon"


def test_same_fact_told_twice_has_the_same_slots():
    claims = [c for c in read(Source(TEXT, PUBLISHED)).claims if c.quantity_low == 12]
    told, quoted = (
        (c.item_code, c.quantity_low, c.unit, c.donors, c.recipients, c.start, c.end)
        for c in claims
    )
    assert told == quoted
