"""A small real ledger on disk for the pages: announcements in our own words, claims cut from them.

Written through the store's protocol and posted, so that the pages read a true published copy. The
reader takes no part: what a page shows must not depend on how well a sentence was read.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from ledger.posting import post
from ledger.store.write import open_write
from tests.ledgers import _CLAIM

RECORDED = datetime(2023, 3, 1, 9, 30)
ATTACK = "<img src=x onerror=\"document.title='owned'\">"

ANNOUNCEMENTS: list[dict[str, Any]] = [
    {
        "publisher": "The Guardian", "published": date(2022, 12, 30),
        "title": "Detectors and bridges for Ukraine", "url": "https://example.org/live/30",
        "text": "Britain has given Ukraine more than 1,000 metal detectors and 100 kits that make"
        " bombs safe. Six temporary Czech bridges have come since July; four of them stand in"
        " Zakarpattia, Kharkiv and Chernihiv. A further twelve are to follow in 2023.",
        "claims": [
            {"stage": "delivered", "donors": ["GBR"], "item": "metal-detector",
             "words": "more than 1,000 metal detectors", "low": 1000, "qualifier": "at_least"},
            {"stage": "delivered", "donors": ["GBR"], "item": "eod-kit", "unit": "KT",
             "words": "100 kits that make bombs safe", "low": 100, "high": 100},
            {"stage": "delivered", "donors": ["CZE"], "item": "bridge",
             "words": "Six temporary Czech bridges have come since July", "low": 6, "high": 6,
             "reporting": "total", "start_on": date(2022, 7, 1), "end_on": date(2022, 12, 30)},
            {"stage": "installed", "donors": ["CZE"], "item": "bridge",
             "words": "four of them stand in Zakarpattia, Kharkiv and Chernihiv",
             "low": 4, "high": 4, "reporting": "total", "places": ["UA-21", "UA-63", "UA-74"]},
            {"stage": "pledged", "donors": ["CZE"], "item": "bridge",
             "words": "A further twelve are to follow in 2023", "low": 12, "high": 12,
             "start_on": date(2023, 1, 1), "end_on": date(2023, 12, 31)},
        ],
    },
    {
        "publisher": "Example Ministry", "published": date(2022, 12, 29),
        "title": "Metal detectors on the way", "url": "https://example.org/ministry/29",
        "text": "The ministry promised 1,000 metal detectors to Ukraine.",
        "claims": [
            {"stage": "pledged", "donors": ["GBR"], "item": "metal-detector",
             "words": "1,000 metal detectors", "low": 1000, "high": 1000},
        ],
    },
    {
        "publisher": "Energy Desk", "published": date(2022, 6, 1),
        "title": "Generators for hospitals", "url": "",
        "text": "Germany promised 40 generators by the end of August 2022. By mid-July 15 had"
        " arrived in Kharkiv. Poland will send generators too.",
        "claims": [
            {"stage": "pledged", "donors": ["DEU"], "item": "generator",
             "words": "40 generators by the end of August 2022", "low": 40, "high": 40,
             "end_on": date(2022, 8, 31), "date_text": "by the end of August 2022"},
            {"stage": "pledged", "donors": ["POL"], "item": "generator",
             "words": "Poland will send generators too", "qualifier": "unspecified"},
        ],
    },
    {
        "publisher": "Energy Desk", "published": date(2022, 7, 15),
        "title": "Fifteen generators in Kharkiv", "url": "https://example.org/energy/15",
        "text": "Fifteen German generators reached Kharkiv.",
        "claims": [
            {"stage": "delivered", "donors": ["DEU"], "item": "generator",
             "words": "Fifteen German generators reached Kharkiv", "low": 15, "high": 15,
             "places": ["UA-63"]},
        ],
    },
    {
        "publisher": f"Mischief {ATTACK}", "published": date(2022, 11, 5),
        "title": f"A title with markup {ATTACK}", "url": "javascript:alert(1)",
        "text": f"Norway sent 2 generators {ATTACK} & more *stars* and $x$ to Ukraine.",
        "claims": [
            {"stage": "delivered", "donors": ["NOR"], "item": "generator",
             "words": f"2 generators {ATTACK} & more *stars* and $x$", "low": 2, "high": 2},
        ],
    },
]  # fmt: skip


def write_ledger(path: Path) -> Path:
    """The announcements above as a posted, published ledger at `path`."""
    with open_write(path, RECORDED, create=True) as con:
        _batch(con, len(ANNOUNCEMENTS))
        for given in ANNOUNCEMENTS:
            _announcement(con, given)
        post(con)
    return path


def write_empty(path: Path) -> Path:
    """A posted, published ledger without a single announcement."""
    with open_write(path, RECORDED, create=True) as con:
        post(con)
    return path


def _batch(con: duckdb.DuckDBPyConnection, announcements: int) -> None:
    con.execute(
        "insert into truth.batch values ('B-0001', 'init', '-', ?, ?, ?, 0, 1, '', '')",
        [_hash("batch"), RECORDED, announcements],
    )


def _announcement(con: duckdb.DuckDBPyConnection, given: dict[str, Any]) -> None:
    text, source = given["text"], given["url"] or given["title"]
    name = "A-" + _hash(source, text)
    con.execute(
        "insert into truth.announcement values (?,?,?,?,?,?,'en',?,?,?,?,'B-0001')",
        [name, source, given["publisher"], given["title"], given["url"], given["published"],
         text, _hash(text), _hash(text.lower()), RECORDED],
    )  # fmt: skip
    for row in _claims(name, text, given["claims"]):
        marks = ",".join("?" * len(row))
        con.execute(
            f"insert into truth.claim ({','.join(row)}) values ({marks})", list(row.values())
        )
        con.execute(
            "insert into truth.claim_entry select count(*) + 1, ?, 'hold', ?, 'B-0001', 'read'"
            " from truth.claim_entry",
            [row["claim_id"], RECORDED],
        )
    if "Poland" in text:
        start = text.index("Poland")
        con.execute(
            "insert into truth.problem values (?, 'B-0001', ?, 'unread-sentence', 'info', null,"
            " '', ?, ?, ?, 'a stated number', 'State the number', '', ?)",
            ["P-" + name, name, start, len(text), text[start:], RECORDED],
        )


def _claims(name: str, text: str, claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for given in claims:
        asked = dict(given)
        words, low, high = asked.pop("words"), asked.pop("low", None), asked.pop("high", None)
        start = text.index(words)
        item = asked.pop("item")
        sentence_start = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
        stop = text.find(". ", start + len(words) - 1)
        row = {
            **_CLAIM,
            **asked,
            "announcement_id": name,
            "item_code": item,
            "item_text": words,
            "quantity_low": None if low is None else Decimal(low),
            "quantity_high": None if high is None else Decimal(high),
            "quantity_text": words.split()[0],
            "evidence_start": start,
            "evidence_end": start + len(words),
            "evidence_text": words,
            "sentence_start": sentence_start,
            "sentence_end": len(text) if stop < 0 else stop + 1,
            "spans": json.dumps({"item": [start, start + len(words)]}),
        }
        row["claim_id"] = "C-" + _hash(name, words)
        yield row


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
