"""Errors by kind: what was missed and why, what was read too much, which field was wrong how."""

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.accuracy.scoring import Pair, Record
from ledger.parse import Reading

_JUDGED = ("stage", "item", "donor", "recipient", "qualifier", "currency", "reporting", "window")


def kinds(found: Iterable[tuple[Pair, Reading]]) -> Counter[str]:
    """How often each kind of error occurs; one pair may hold several."""
    counted: Counter[str] = Counter()
    for pair, reading in found:
        counted.update(_kinds_of(pair, reading))
    return counted


def _kinds_of(pair: Pair, reading: Reading) -> Iterator[str]:
    if pair.claim is None and pair.record is not None:
        yield f"missed: {_reason(pair, reading)}"
    elif pair.record is None and pair.claim is not None:
        where = "in a distractor" if pair.passage["kind"] == "distractor" else "beside records"
        what = "money" if pair.claim["amount"] is not None else "thing"
        yield f"too much: {what} read {where}"
    elif pair.record is not None and pair.claim is not None:
        for name in _JUDGED:
            if name not in pair.agree:
                yield f"{name}: {_wrong(name, pair.record, pair.claim)}"


def _reason(pair: Pair, reading: Reading) -> str:
    """The rule that turned down what stands at the record's evidence."""
    assert pair.record is not None
    start = pair.passage["text"].find(pair.record["evidence"])
    end = start + len(pair.record["evidence"])
    rules = [r.rule for r in reading.rejected if r.span.start < end and r.span.end > start]
    if rules:
        return f"turned down by {rules[0].partition(':')[0]}"
    counted = pair.record.get("quantity") is not None or pair.record.get("amount") is not None
    return "a number not seen as a thing" if counted else "a thing named without a number"


def _wrong(name: str, record: Record, claim: Record) -> str:
    if name == "stage":
        planned = " (planned)" if record.get("planned") else ""
        return f"{record['stage']}{planned} read as {claim['stage']}"
    if name in ("donor", "recipient"):
        return "none read" if not claim[f"{name}s"] else "another read"
    if name == "window":
        stated, ours = (bool(one.get("start") or one.get("end")) for one in (record, claim))
        return "none read" if not ours else "another read" if stated else "read where none is meant"
    if name == "reporting":
        return f"{'total' if record['reporting'] == 'cumulative' else 'flow'} read as the other"
    return "another read"
