"""What an input is: every encoding that people have, and everything that is no text."""

import codecs
import io
from pathlib import Path

import pytest

from ledger.errors import InputError, UsageError
from ledger.intake.files import read_text, survey

UKRAINIAN = "Вінниця отримала шість мостів"
FRENCH = "Le Québec a livré six générateurs"

READABLE = [
    ("plain utf-8", UKRAINIAN.encode(), "utf-8", UKRAINIAN),
    ("utf-8 with BOM", codecs.BOM_UTF8 + UKRAINIAN.encode(), "utf-8-sig", UKRAINIAN),
    ("utf-16 with BOM", UKRAINIAN.encode("utf-16"), "utf-16", UKRAINIAN),
    ("utf-16 big-endian", codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16", FRENCH),
    ("utf-16 without BOM", FRENCH.encode("utf-16-le"), "utf-16-le", FRENCH),
    ("utf-32 with BOM", FRENCH.encode("utf-32"), "utf-32", FRENCH),
    ("Windows-1251", UKRAINIAN.encode("cp1251"), "cp1251", UKRAINIAN),
    ("Windows-1252", FRENCH.encode("cp1252"), "cp1252", FRENCH),
    ("Windows-1252 quotes", "the “six” ones’".encode("cp1252"), "cp1252", "the “six” ones’"),
]  # fmt: skip

REFUSED = [
    ("empty", b"", "is empty"),
    ("workbook called csv", b"PK\x03\x04" + bytes(50), "Excel"),
    ("old workbook", b"\xd0\xcf\x11\xe0" + bytes(50), "old Excel"),
    ("pdf", b"%PDF-1.7 ...", "PDF"),
    ("gzip", b"\x1f\x8b\x08" + bytes(20), "gzip"),
    ("zeros", bytes(500), "zero bytes"),
    ("control bytes", bytes(range(1, 9)) * 40 + b"\xff\xfe\xfd", "bytes that stand in no text"),
    ("no encoding of ours", b"words \x98\x81 words", "0x81 at position 7"),
    ("cut utf-16", codecs.BOM_UTF16_LE + b"a\0b", "fits none of utf-16"),
]


@pytest.mark.parametrize(
    ("name", "data", "encoding", "text"), READABLE, ids=[case[0] for case in READABLE]
)
def test_encoding_is_found(
    name: str, data: bytes, encoding: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    found, what = read_text(str(path))
    assert (found, what.encoding) == (text, encoding)
    assert bool(what.problems) == encoding.startswith("cp")  # a guess is told


@pytest.mark.parametrize(("name", "data", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_no_text_is_refused_with_a_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        survey(io.BytesIO(data), "x.csv")
    assert says in caught.value.message
    assert "x.csv" in caught.value.message
    assert caught.value.hint


def test_a_stated_encoding_is_taken_at_its_word() -> None:
    found = survey(io.BytesIO("Łódź".encode("cp1250")), "x", "cp1250")
    assert (found.encoding, found.problems) == ("cp1250", ())
    with pytest.raises(UsageError, match="no encoding called"):
        survey(io.BytesIO(b"x"), "x", "klingon")
    with pytest.raises(InputError, match="position 1"):
        survey(io.BytesIO(b"a\xff"), "x", "utf-8")


def test_a_letter_cut_by_the_block_border_is_no_error() -> None:
    data = b"a" * ((1 << 20) - 1) + "é".encode()
    assert survey(io.BytesIO(data), "x").encoding == "utf-8"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a\r\nb\rc\n")
    assert read_text(str(tmp_path / "x"))[0] == "a\r\nb\rc\n"


@pytest.mark.parametrize("name", ["missing.txt", "folder", "nul\0name"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError):
        read_text(str(tmp_path / name))
