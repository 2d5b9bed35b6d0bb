"""Announcements in our own words, as many as wanted, the same for the same number.

Eight shapes, from a plain hand-over to a list, a running total and pages without any aid; 200 to
900 characters, as press releases have them. Only names and numbers vary, so that speed is measured
on what the reader meets, not on how widely it was taught.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

COLUMNS = ("published_on", "publisher", "title", "url", "text", "language")
_FIRST_DAY = date(2022, 3, 1)
_DAYS = 1_000
_DONORS = (
    "Norway", "Canada", "Japan", "Denmark", "Estonia", "Portugal", "Ireland", "Australia",
    "the Netherlands", "Switzerland", "South Korea", "Lithuania", "Spain", "Finland", "Kuwait",
)  # fmt: skip
_RECIPIENTS = (
    "Ukraine", "Sudan", "Yemen", "Pakistan", "Haiti", "Mozambique", "Lebanon", "Malawi", "Libya",
)  # fmt: skip
_ITEMS = (
    "generators", "tents", "blankets", "ambulances", "water pumps", "hygiene kits", "shelter kits",
    "power transformers", "solar lamps", "hospital beds", "first aid kits", "buses", "excavators",
    "metal detectors", "sleeping bags", "water tanks",
)  # fmt: skip
_MASS = ("wheat", "flour", "rice", "fuel", "medical supplies")
_MONTHS = ("February", "April", "June", "August", "October")
_PUBLISHERS = ("Example Wire", "Daily Example", "Example Broadcasting", "Ministry Example")

_SHAPES = (
    "{donor} has handed over {n} {item} to {recipient}. The delivery reached the country this "
    "week, officials at the depot said. A further {m} {other} will follow by the end of {month}. "
    "{filler}",
    "{donor} will send {n} {item} and {m} {other} to {recipient}, its government announced. The "
    "package is worth ${k} million. The first consignment is to leave in {month}. {filler}",
    "The government of {donor} announced new support for {recipient}. It includes:\n"
    "- {n} {item};\n- {m} {other};\n- more than {k} tonnes of {mass}.\n"
    "All of it is to arrive before the end of {month}. {filler}",
    "“We promised {n} {item} in {month} and we have kept our word: {m} are there, the rest is on "
    "the road,” the ambassador of {donor} said in the capital of {recipient}. {filler}",
    "Since {month}, {donor} has delivered {n} {item} to {recipient}, the embassy reported. Of "
    "these, {few} have been installed. Another {m} {other} are expected early next year. {filler}",
    "A plane with {k} tonnes of {mass} from {donor} has landed in {recipient}. It also carried {n} "
    "{item}. The goods were handed to the health ministry on Monday. {filler} {filler2}",
    "Heavy rain closed three roads near the border on Friday, and some {n} drivers waited for "
    "hours. The mayor asked them for patience. Schools open again on Monday, after {few} days. "
    "{filler} {filler2}",
    "The finance minister of {donor} presented next year's budget. Growth is put at {few} percent. "
    "Parliament votes in {month}; the opposition called the figures hopeful. {filler} {filler2}",
)
_FILLERS = (
    "Volunteers had worked through the night to unload the lorries, and more hands are wanted.",
    "The minister thanked everybody who took part and said that the work is far from over.",
    "Reporters were shown round the warehouse, where boxes stood in rows up to the roof.",
    "It was the second visit of a delegation in a short time; talks went on until the evening.",
    "In the region itself, people spoke of a hard winter and of neighbours who share what is left.",
    "A spokeswoman would not say which route was taken, since the last one had come under fire.",
)


class Row(NamedTuple):
    """One row of the file, all text."""

    published_on: str
    publisher: str
    title: str
    url: str
    text: str
    language: str


def rows(count: int, seed: int = 20221230) -> Iterator[Row]:
    """So many announcements; each differs from every other in its link and its numbers."""
    random = Random(seed)
    for number in range(count):
        text = random.choice(_SHAPES).format_map(_facts(random))
        title = text.partition(".")[0].partition("\n")[0][:80]
        day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
        url = f"https://example.org/{number:07d}"
        yield Row(day.isoformat(), random.choice(_PUBLISHERS), title, url, text, "en")


def write_file(path: Path, count: int) -> None:
    """The same as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(count))


def _facts(random: Random) -> dict[str, object]:
    item, other = random.sample(_ITEMS, 2)
    fillers = random.sample(_FILLERS, 5)
    cut = random.randrange(1, 4)
    return {
        "donor": random.choice(_DONORS),
        "recipient": random.choice(_RECIPIENTS),
        "item": item,
        "other": other,
        "mass": random.choice(_MASS),
        "month": random.choice(_MONTHS),
        "n": f"{random.randrange(20, 5000):,}",
        "m": random.randrange(10, 900),
        "k": random.randrange(2, 300),
        "few": random.randrange(2, 19),
        "filler": " ".join(fillers[:cut]),
        "filler2": fillers[4],
    }
