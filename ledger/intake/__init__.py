"""Files and texts -> announcements, claims and problems -> one batch in the ledger.

`ledger.intake.files` is light; the rest lays rows out as Arrow and checks them with pandera, which
costs a second to import. The names below are therefore loaded when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.intake.drafting import Draft, draft
    from ledger.intake.importing import Options, Report, import_announcements
    from ledger.intake.recording import Note, Receipt, commit, preview, record
    from ledger.intake.records import RecordOptions, RecordReport, import_records

_HOMES = {
    "Draft": "drafting",
    "Note": "recording",
    "Options": "importing",
    "Receipt": "recording",
    "RecordOptions": "records",
    "RecordReport": "records",
    "Report": "importing",
    "commit": "recording",
    "draft": "drafting",
    "import_announcements": "importing",
    "import_records": "records",
    "preview": "recording",
    "record": "recording",
}

__all__ = [
    "Draft",
    "Note",
    "Options",
    "Receipt",
    "RecordOptions",
    "RecordReport",
    "Report",
    "commit",
    "draft",
    "import_announcements",
    "import_records",
    "preview",
    "record",
]


def __getattr__(name: str) -> Any:
    """The public names, each from its module.

    Raises:
        AttributeError: no such name.
    """
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"ledger.intake.{_HOMES[name]}"), name)
