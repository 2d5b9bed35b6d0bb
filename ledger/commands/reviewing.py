"""review: what waits for a person."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import json_object, stamped_csv, talk
from validation.wording import counted

if TYPE_CHECKING:
    from ledger.report_rows.waiting import WaitingClaim, WaitingPair

__all__ = ["review"]

_COLUMNS = ("kind", "subject_id", "other_id", "line_id", "text", "why", "publisher", "quote", "url")


def review(
    limit: Annotated[int, typer.Option(min=1, help="Claims shown at most; no cut in files.")] = 20,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """What waits for a person: claims in doubt with their words, and pairs that may be one event.

    The weightiest doubt comes first. Each is settled by a ruling: aid-ledger decide.

    aid-ledger review --csv
    """
    from ledger import reports
    from ledger.lens import Lens
    from ledger.store import open_read

    with open_read(ledger) as con:
        stamp = reports.stamp(con, Lens())
        claims, pairs = reports.waiting_claims(con), reports.waiting_pairs(con)
    if as_json:
        told = [asdict(one) | {"why": one.reasons()} for one in claims]
        pair_rows = [asdict(one) for one in pairs]
        json_object(asdict(stamp) | {"claims": told, "pairs": pair_rows})
    elif as_csv:
        rows = [*(_claim_row(one) for one in claims), *(_pair_row(one) for one in pairs)]
        stamped_csv(rows, stamp, _COLUMNS)
    else:
        _show(claims[:limit], pairs)
    more = f" ({limit} shown)" if len(claims) > limit and not (as_json or as_csv) else ""
    talk(f"waiting: {counted(len(claims), 'claim')}{more}, {counted(len(pairs), 'pair')}")
    if fail_empty and not (claims or pairs):
        raise typer.Exit(5)


def _show(claims: "list[WaitingClaim]", pairs: "list[WaitingPair]") -> None:
    for one in claims:
        print(f"{one.claim_id}  {one.said()}")
        print(f"    “{' '.join(one.evidence_text.split())}”")
        print(f"    {one.published_on} · {one.publisher} · {one.title}")
        print(f"    why: {'; '.join(one.reasons())}")
        print(f"    aid-ledger explain {one.claim_id}  (what accepting would change)")
        print(f"    aid-ledger decide accept {one.claim_id}  (or reject, or edit --set ...)\n")
    for pair in pairs:
        print(f"{pair.subject_id} and {pair.other_id}  {pair.message}")
        print(f"    aid-ledger decide same {pair.subject_id} {pair.other_id}  (or different)\n")


def _claim_row(one: "WaitingClaim") -> dict[str, Any]:
    text = (one.claim_id, "", one.line_id, one.said(), "; ".join(one.reasons()))
    source = (one.publisher, one.evidence_text, one.url)
    return dict(zip(_COLUMNS, ("claim", *text, *source), strict=True))


def _pair_row(one: "WaitingPair") -> dict[str, Any]:
    text = (one.subject_id, one.other_id, one.line_id, one.message, one.code)
    return dict(zip(_COLUMNS, ("pair", *text, "", "", ""), strict=True))
