"""The rows that the reports answer with: one class a question, frozen, fields named as in SQL.

`*_count` fields are numbers of records, reports or lines, as their report's SQL header says.
"""

from ledger.report_rows.evidence import (
    AnnouncementRow,
    AnnouncementText,
    Choice,
    Event,
    Facts,
    Finding,
    ReadClaim,
    Report,
    Stamp,
    Step,
    UnreadRow,
)
from ledger.report_rows.lines import (
    Bound,
    Facet,
    Headline,
    Latest,
    Levels,
    Line,
    PlaceTotal,
    Relaxable,
    Total,
)

__all__ = [
    "AnnouncementRow",
    "AnnouncementText",
    "Bound",
    "Choice",
    "Event",
    "Facet",
    "Facts",
    "Finding",
    "Headline",
    "Latest",
    "Levels",
    "Line",
    "PlaceTotal",
    "ReadClaim",
    "Relaxable",
    "Report",
    "Stamp",
    "Step",
    "Total",
    "UnreadRow",
]
