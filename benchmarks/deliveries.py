"""A file of deliveries of twelve columns, the same for the same number of rows; 1 in 200 is bad.

Twelve kinds of bad rows come in turn. Some good rows hold a line end within a cell, so that numbers
of records and of lines differ, as in files that people have.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

COLUMNS = (
    "id", "delivered_on", "donor", "recipient", "item", "quantity", "unit", "amount", "currency",
    "place", "stage", "url",
)  # fmt: skip
BAD_EVERY = 200
_FIRST_DAY, _DAYS = date(2022, 3, 1), 1_000
_DONORS = (
    "Norway", "Canada", "Japan", "Denmark", "Estonia", "Portugal", "Ireland", "Australia", "Spain",
    "Netherlands", "Switzerland", "South Korea", "Lithuania", "Finland", "Kuwait", "Poland",
    "Germany", "France", "Italy", "Austria", "Belgium", "Croatia", "Greece", "Hungary", "Iceland",
    "Latvia", "Luxembourg", "Malta", "New Zealand", "Sweden",
)  # fmt: skip
_RECIPIENTS = (
    "Ukraine", "Sudan", "Yemen", "Pakistan", "Haiti", "Mozambique", "Lebanon", "Malawi", "Libya",
    "Nepal",
)  # fmt: skip
_ITEMS = (
    "generators", "tents", "blankets", "ambulances", "water pumps", "hygiene kits", "shelter kits",
    "power transformers", "solar lamps", "hospital beds", "first aid kits", "buses", "excavators",
    "metal detectors", "sleeping bags", "water tanks",
)  # fmt: skip
_CURRENCIES = ("EUR", "USD", "NOK", "GBP")
_BAD: tuple[
    dict[str, str], ...
] = (  # what stands in the cells instead; "" as name: see `_write_bad`
    {"delivered_on": "soon"},
    {"delivered_on": "31 June 2023"},
    {"quantity": "a dozen or so"},
    {"quantity": "-5"},
    {"quantity": "9" * 40},
    {"amount": "500", "currency": "XQQ"},
    {"amount": "500", "currency": ""},
    {"unit": "flurps"},
    {"stage": "teleported"},
    {"item": "", "amount": ""},
    {"": "a cell too many"},
    {"": "a quotation mark within a cell"},
)
KINDS = len(_BAD)


def lines(count: int, seed: int = 5, *, with_bad: bool = True) -> Iterator[str]:
    """The records of the file, the header first; the id of a bad one begins with "bad"."""
    random = Random(seed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number in range(1, count + 1):
        cells = _cells(number, random)
        if number % BAD_EVERY != BAD_EVERY - 1:
            writer.writerow(cells.values())
        elif with_bad:
            _write_bad(out, cells, number // BAD_EVERY % KINDS)
        if out.tell() > 1 << 20 or number == count:
            yield out.getvalue()
            out.seek(0)
            out.truncate()


def write_deliveries(path: Path, count: int, *, with_bad: bool = True) -> None:
    """The same as a CSV file, with or without the bad rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines(count, with_bad=with_bad))


def bad_numbers(path: Path) -> list[int]:
    """The numbers of the bad records as Python's csv counts them, the header being 1."""
    with path.open(encoding="utf-8", newline="") as source:
        return [n for n, cells in enumerate(csv.reader(source), 1) if cells[0].startswith("bad")]


def _cells(number: int, random: Random) -> dict[str, str]:
    day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
    return {
        "id": f"d{number}",
        "delivered_on": day.isoformat(),
        "donor": random.choice(_DONORS),
        "recipient": random.choice(_RECIPIENTS),
        "item": random.choice(_ITEMS),
        "quantity": str(random.randrange(1, 5_000)),
        "unit": "pieces",
        "amount": str(500 * random.randrange(1, 10_000)) if number % 3 == 0 else "",
        "currency": random.choice(_CURRENCIES) if number % 3 == 0 else "",
        "place": "Kharkiv region" if number % 5 == 0 else "",
        "stage": "delivered" if number % 4 else "shipped",
        "url": f"https://example.org/{number}" + ("\n" if number % 1_000 == 7 else ""),
    }


def _write_bad(out: io.StringIO, cells: dict[str, str], kind: int) -> None:
    cells |= {"id": f"bad{cells['id']}", **{k: v for k, v in _BAD[kind].items() if k}}
    line = ",".join(cells.values())
    if kind == KINDS - 2:
        line += ",more"
    elif kind == KINDS - 1:
        line = line.replace(cells["donor"], f'"{cells["donor"][:3]}"{cells["donor"][3:]}')
    out.write(line + "\n")
