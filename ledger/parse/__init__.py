"""Reads aid announcements: text in, claims out, each with the words that prove it.

Pure: knows no database, no network and no clock. All words stand in data/lang and data/vocabulary.
"""

from ledger.parse.explain import explain
from ledger.parse.export import claim_to_json
from ledger.parse.model import Claim, Reading, Rejected, Source, Span, Unread
from ledger.parse.reader import read

PARSER_VERSION = "1"
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
    "read",
]
