"""Bytes to text: where an input lies, what it is, in which encoding, and its fingerprint.

A file is surveyed in one pass without being held, then opened as text. What cannot be read at all
raises `InputError` with the catalogue's words; what was merely guessed is a returned problem.
"""

import codecs
import hashlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ledger.errors import InputError, UsageError
from validation.problems import Problem, filled, problem

__all__ = ["Survey", "input_bytes", "opened_text", "read_text", "refuse", "survey"]

_BLOCK = 1 << 20
_BOMS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EXCEL = 'Save the sheet as "CSV UTF-8" and import that.'
_MAGIC = (
    (b"PK\x03\x04", "It looks like an Excel or Word file (or another zip archive).", _EXCEL),
    (b"\xd0\xcf\x11\xe0", "It looks like an old Excel or Word file.", _EXCEL),
    (b"%PDF", "It looks like a PDF.", "Copy its text into a text file."),
    (b"\x1f\x8b", "It is compressed with gzip.", "Unpack it first: gunzip FILE"),
    (b"PAR1", "It is a Parquet file.", "Export it as CSV."),
)
_GUESSES = {"cp1251": "Windows-1251", "cp1252": "Windows-1252"}


class Survey(NamedTuple):
    """What an input is.

    Attributes:
        name: as the user gave it; "-" for standard input.
        encoding: Python's name.
        sha256: of the bytes as received, hex.
        size: in bytes.
        problems: what was guessed.
    """

    name: str
    encoding: str
    sha256: str
    size: int
    problems: tuple[Problem, ...]


class _Pass(NamedTuple):
    sha256: str
    size: int
    head: bytes
    is_utf8: bool


@contextmanager
def input_bytes(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-", as something that can be read twice.

    Raises:
        InputError: missing, a folder, or not to be read by this user.
    """
    if name == "-":
        with tempfile.TemporaryFile() as spool:
            shutil.copyfileobj(sys.stdin.buffer, spool)
            spool.seek(0)
            yield spool
        return
    with _opened(name) as handle:
        yield handle


def refuse(code: str, **values: object) -> InputError:
    """The error for an input that cannot be read at all, in the catalogue's words."""
    if values.get("path") == "-":
        values["path"] = "Standard input"
    found = filled(code, values)
    return InputError(found.found, found.fix)


def survey(handle: BinaryIO, name: str, encoding: str = "") -> Survey:
    """Look through an input once; `handle` stands at the beginning afterwards.

    Args:
        handle: seekable.
        name: for messages.
        encoding: as the user states it; "" to find out.

    Raises:
        InputError: empty, binary, or in no encoding that fits.
        UsageError: the stated encoding is none that Python knows.
    """
    seen = _passed(handle)
    handle.seek(0)
    if not seen.size:
        raise refuse("file-empty", path=name)
    if encoding:
        return Survey(name, _stated(handle, name, encoding), seen.sha256, seen.size, ())
    found, problems = _found_encoding(handle, name, seen)
    handle.seek(0)
    return Survey(name, found, seen.sha256, seen.size, problems)


@contextmanager
def opened_text(handle: BinaryIO, found: Survey) -> Iterator[io.TextIOWrapper]:
    """The input as text with its line ends as they are; the handle stays open."""
    text = io.TextIOWrapper(handle, encoding=found.encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def read_text(name: str, encoding: str = "") -> tuple[str, Survey]:
    """One whole text, and what it is.

    Raises:
        InputError: see `survey`.
    """
    with input_bytes(name) as handle:
        found = survey(handle, name, encoding)
        with opened_text(handle, found) as text:
            return text.read(), found


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise refuse("file-missing", path=name) from None
    except IsADirectoryError:
        raise refuse("file-is-folder", path=name) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise refuse("file-unreadable", path=name, value=why) from error


def _passed(handle: BinaryIO) -> _Pass:
    digest, size, head, is_utf8 = hashlib.sha256(), 0, b"", True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while block := handle.read(_BLOCK):
        head = head or block
        digest.update(block)
        size += len(block)
        is_utf8 = is_utf8 and _fits(decoder, block)
    return _Pass(digest.hexdigest(), size, head, is_utf8 and _fits(decoder, b"", final=True))


def _fits(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _stated(handle: BinaryIO, name: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UsageError(
            f"There is no encoding called {encoding!r}.", "Known are utf-8, cp1251, cp1252, utf-16."
        ) from None
    misfit = _misfit(handle, encoding)
    if misfit is not None:
        raise _undecodable(handle, name, misfit, encoding)
    handle.seek(0)
    return encoding


def _found_encoding(handle: BinaryIO, name: str, seen: _Pass) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _BOMS:
        if seen.head.startswith(mark):
            return _stated(handle, name, encoding), ()
    for magic, looks, advice in _MAGIC:
        if seen.head.startswith(magic):
            raise refuse("file-is-binary", path=name, value=looks, advice=advice)
    if b"\0" in seen.head:
        return _utf16_without_mark(handle, name, seen.head), ()
    if seen.is_utf8:
        return "utf-8", ()
    return _guessed(handle, name, seen.head)


def _utf16_without_mark(handle: BinaryIO, name: str, head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    # Western and Cyrillic text in UTF-16 has its zeros on one side only.
    if most > len(head) // 16 and least < most // 20 and _misfit(handle, encoding) is None:
        return encoding
    raise refuse(
        "file-is-binary",
        path=name,
        value="It holds zero bytes.",
        advice="Export it again as UTF-8 text or CSV.",
    )


def _guessed(handle: BinaryIO, name: str, head: bytes) -> tuple[str, tuple[Problem, ...]]:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1b" for byte in head)
    if controls * 100 > len(head):
        advice = "Export it again as UTF-8 text or CSV."
        value = "It holds bytes that stand in no text."
        raise refuse("file-is-binary", path=name, value=value, advice=advice)
    order = sorted(_GUESSES, key=lambda one: one != _likelier(head))
    misfits = {}
    for encoding in order:
        handle.seek(0)
        misfit = _misfit(handle, encoding)
        if misfit is None:
            sample = _sample(head.decode(encoding, errors="replace"))
            guess = _GUESSES[encoding]
            told = problem("encoding-guessed", path=name, encoding=guess, value=sample)
            return encoding, (told,)
        misfits[encoding] = misfit
    raise _undecodable(handle, name, misfits[order[0]], "UTF-8, Windows-1251 or Windows-1252")


def _likelier(head: bytes) -> str:
    """Cyrillic words are runs of high bytes; western text has single ones between plain letters."""
    high = [byte >= 0xC0 for byte in head]
    paired = sum(left and right for left, right in zip(high, high[1:], strict=False))
    return "cp1251" if paired * 2 > sum(high) else "cp1252"


def _sample(text: str) -> str:
    words = (word.strip(".,;:()\"'") for word in text.replace(";", " ").replace(",", " ").split())
    return next((word for word in words if any(ord(c) > 127 and c.isalpha() for c in word)), "")


def _misfit(handle: BinaryIO, encoding: str) -> int | None:
    """The position of the first byte that the encoding does not have, or None."""
    handle.seek(0)
    decoder, position = codecs.getincrementaldecoder(encoding)(), 0
    while True:
        block = handle.read(_BLOCK)
        try:
            decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            return position + error.start
        except UnicodeError:
            return position
        if not block:
            return None
        position += len(block)


def _undecodable(handle: BinaryIO, name: str, position: int, encodings: str) -> InputError:
    handle.seek(position)
    value = handle.read(1).hex()
    return refuse(
        "file-undecodable",
        path=name,
        value=f"0x{value}",
        position=position,
        encodings=encodings,
    )
