"""Claims and decisions -> records, positions and findings: set-based SQL, and who runs it when."""

from ledger.posting.post import Posted, post
from ledger.posting.reference import load_reference

__all__ = ["Posted", "load_reference", "post"]
