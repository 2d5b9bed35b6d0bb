"""What can go wrong for the person at the keyboard: one base, few classes, each with its exit code.

Trouble in the data is never raised; it is a returned problem (validation/problems.py). These
errors are caught once, in `ledger.cli.main` and in `app.py`, and shown as message and hint.
"""


class LedgerError(Exception):
    """Operator trouble.

    Attributes:
        message: what was found, in one sentence a user understands.
        hint: what to do next; may be empty.
        exit_code: of the command line (UX.md 15).
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class LedgerMissingError(LedgerError, FileNotFoundError):
    """There is no ledger at the path, or it has never been published."""


class LedgerBusyError(LedgerError, TimeoutError):
    """Another writer holds the ledger; readers never do."""


class LedgerVersionError(LedgerError):
    """The file is no ledger, or one of another version of the program or engine."""


class StorageError(LedgerError, OSError):
    """The disk is full, or the place cannot be written."""


class InputError(LedgerError, ValueError):
    """A file or text that cannot be read at all: missing, empty, binary, unknown encoding."""

    exit_code = 1


class UsageError(LedgerError, ValueError):
    """A wrong option or value on the command line."""

    exit_code = 2


class QueryError(LedgerError):
    """SQL that is refused or fails."""

    exit_code = 1


class QueryTimeoutError(QueryError, TimeoutError):
    """A query that was cut off."""

    exit_code = 4
