"""Reads aid announcements: text in, claims out, each with the words that prove it.

Pure: knows no database, no network and no clock. All words stand in data/lang and data/vocabulary.
The rules are imported on first use, for a command line that only prints its help has no need of
them.
"""

from typing import TYPE_CHECKING, Any

from ledger.parse.export import claim_to_json
from ledger.parse.model import Claim, Reading, Rejected, Source, Span, Unread

if TYPE_CHECKING:
    import pyarrow as pa

PARSER_VERSION = "2"
"""Changes whenever a rule or a word changes what is read: readings of other versions differ."""

__all__ = [
    "PARSER_VERSION",
    "Claim",
    "Reading",
    "Rejected",
    "Source",
    "Span",
    "Unread",
    "claim_to_json",
    "explain",
    "parse_batch",
    "read",
    "read_case",
]


def read(source: Source) -> Reading:
    """Every claim of one announcement in text order, with what was not understood or turned down.

    Raises:
        UnknownLanguageError: the source's language has no folder under data/lang.
    """
    from ledger.parse.reader import read_announcement

    return read_announcement(source)


def read_case(source: Source) -> list[dict[str, Any]]:
    """The claims of an annotated passage in the form in which they are judged.

    Raises:
        UnknownLanguageError: the source's language has no folder under data/lang.
    """
    from ledger.parse.export import claim_as_case
    from ledger.parse.lexicon import load_lexicon

    words = load_lexicon(source.language).vocabulary
    return [claim_as_case(claim, source, words) for claim in read(source).claims]


def explain(source: Source) -> str:
    """The same reading as text for people: mentions, rules that fired, rejections and their rules.

    Raises:
        UnknownLanguageError: the source's language has no folder under data/lang.
    """
    from ledger.parse.explaining import explained

    return explained(source)


def parse_batch(batch: "pa.RecordBatch", workers: int = 1) -> "pa.RecordBatch":
    """The claims of a batch of announcements as an Arrow record batch, see `ledger.parse.batch`.

    Args:
        batch: a column "text", and any of "published", "publisher", "title", "url", "language".
        workers: processes that read; 0 for one a core. One reads in this process.

    Raises:
        ValueError: there is no column "text", a column is there twice, or one is of another type.
        UnknownLanguageError: a language has no folder under data/lang.
    """
    from ledger.parse.batch import parse_batch as parse

    return parse(batch, workers)
