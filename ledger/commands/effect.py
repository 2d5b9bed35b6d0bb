"""What an act of recording did, in one sentence."""

from typing import TYPE_CHECKING

from validation.wording import counted

if TYPE_CHECKING:
    from ledger.intake import Receipt

__all__ = ["effect"]


def effect(receipt: "Receipt | None") -> str:
    """New, known and dropped, and the batch; or that nothing is new."""
    if receipt is None:
        return "nothing was written."
    if receipt.is_noop:
        had = f" (batch {receipt.batch_id} has it)" if receipt.batch_id else ""
        known = counted(receipt.announcements_known, "announcement is", "announcements are")
        return f"Nothing new{had}: {known} known."
    batch = f"batch {receipt.batch_id}: " if receipt.batch_id else ""
    dropped = f", {receipt.claims_dropped:,} dropped" if receipt.claims_dropped else ""
    changed = receipt.announcements_changed
    known = f", {changed:,} of them changed" if changed else ""
    known += f", {receipt.announcements_known:,} known" if receipt.announcements_known else ""
    return (
        f"{batch}{counted(receipt.announcements_new, 'announcement')} new{known}; "
        f"{counted(receipt.claims_new, 'claim')}{dropped}; {counted(receipt.problems, 'problem')}."
    )
