"""Columns and cells of an announcements file: what is understood, and what is set aside and why."""

import csv
import io
from datetime import date

import pytest

from ledger.errors import InputError
from ledger.intake.announcements import Entry, is_known, map_columns, read_row
from ledger.intake.dates import Ambiguous, read_day
from ledger.intake.table import read_header, rows

GOOD = {
    "published_on": "2022-12-30", "publisher": "P", "title": "T",
    "url": "https://example.org/a", "text": "Six bridges were handed over.", "language": "en",
}  # fmt: skip


def _entries(text: str) -> list[Entry]:
    source = io.StringIO(text, newline="")
    header = read_header(source, "x.csv", is_known)
    columns = map_columns(header, "x.csv")
    return [read_row(row, columns, "", "en") for row in rows(source, header, "x.csv")]


def _entry(**cells: str) -> Entry:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(GOOD | cells)
    writer.writerow((GOOD | cells).values())
    return _entries(out.getvalue())[0]


def test_columns_are_found_in_any_order_and_by_alias() -> None:
    entry = _entries("Note;HEADLINE;Release date;Body;Link\nx;T;30.12.2022;Words;www.x.org\n")[0]
    assert entry.source is not None
    assert entry.source.title == "T"
    assert entry.source.published == date(2022, 12, 30)
    assert (entry.source.text, entry.source.url) == ("Words", "www.x.org")
    assert entry.cells[0] == "x"  # what we do not use is kept


def test_a_missing_column_is_named_with_what_would_do() -> None:
    with pytest.raises(InputError) as caught:
        _entries("title,url\na,b\n")
    assert "no column holds the text" in caught.value.message
    assert "‹title›, ‹url›" in caught.value.message


def test_a_column_named_twice_is_told() -> None:
    header = read_header(io.StringIO("text,date,Text\n"), "x", is_known)
    columns = map_columns(header, "x")
    assert columns.places == {"text": 0, "published_on": 1}
    assert [one.code for one in columns.problems] == ["column-twice"]


def test_our_own_notes_on_a_row_are_passed_over() -> None:
    entry = _entries("text,date,_row,_code,_message\na,2022-12-30,7,x,y\n")[0]
    assert entry.problems == ()


ASIDE = [
    ({"text": "  \n "}, "text-empty", "text"),
    ({"published_on": "31 June 2025"}, "date-unreadable", "published_on"),
    ({"published_on": "soon"}, "date-unreadable", "published_on"),
    ({"published_on": "03/04/2025"}, "date-ambiguous", "published_on"),
    ({"url": "javascript:alert(1)"}, "link-unusable", "url"),
    ({"url": "file:///etc/passwd"}, "link-unusable", "url"),
    ({"language": "English"}, "language-unknown", "language"),
    ({"text": "zero \x00 byte"}, "control-characters", "text"),
    ({"title": "\x01\x02\x03\x04"}, "control-characters", "title"),
]


@pytest.mark.parametrize(("cells", "code", "column"), ASIDE, ids=[str(case[0]) for case in ASIDE])
def test_a_row_that_cannot_be_trusted_is_set_aside(
    cells: dict[str, str], code: str, column: str
) -> None:
    entry = _entry(**cells)
    assert entry.source is None
    assert [(p.code, p.column, p.row, p.severity) for p in entry.problems] == [
        (code, column, 2, "error")
    ]


def test_several_faults_of_a_row_are_told_at_once() -> None:
    entry = _entry(text="", published_on="x", url="ftp://a")
    assert {p.code for p in entry.problems} == {"text-empty", "date-unreadable", "link-unusable"}


def test_a_missing_date_lets_the_row_in_with_a_warning() -> None:
    entry = _entry(published_on="")
    assert entry.source is not None and entry.source.published is None
    assert [p.code for p in entry.problems] == ["date-missing"]


def test_a_text_that_is_too_long_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.intake.source.TEXT_LIMIT", 10)
    assert [p.code for p in _entry().problems] == ["text-too-long"]


DAYS = [
    ("2022-12-30", date(2022, 12, 30)),
    ("2022-12-30T14:05:00Z", date(2022, 12, 30)),
    ("2022/1/3", date(2022, 1, 3)),
    ("30.12.2022", date(2022, 12, 30)),
    ("3.4.2022", date(2022, 4, 3)),
    ("30/12/2022", date(2022, 12, 30)),
    ("12/30/2022", date(2022, 12, 30)),
    ("04/04/2022", date(2022, 4, 4)),
    ("Friday, 30 December 2022", date(2022, 12, 30)),
    ("30-Dec-2022", date(2022, 12, 30)),
    ("December 30th, 2022", date(2022, 12, 30)),
    ("Sept. 5, 2022", date(2022, 9, 5)),
    ("30 Marble 2022", None),
    ("30 Ju 2022", None),
    ("2022-02-30", None),
    ("December 2022", None),
    ("30.12.22", None),
    ("44925", None),
    ("03-04-2022", Ambiguous(date(2022, 4, 3), date(2022, 3, 4))),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_or_refused_but_never_guessed(
    text: str, day: date | Ambiguous | None
) -> None:
    assert read_day(text) == day
