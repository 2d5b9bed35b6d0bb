"""An edit: the new reading of a claim, from the fields that a person changes."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import polars as pl
import pyarrow as pa

from ledger.errors import UsageError
from ledger.identity import claim_id
from ledger.intake.deciding import values
from ledger.intake.drafting import as_text
from ledger.intake.stage import CLAIM
from validation.contracts import check_frame
from validation.vocabulary import load_vocabulary

FIELDS = (
    "stage", "planned", "reporting", "additional", "donors", "recipients", "item", "quantity",
    "unit", "amount", "currency", "start", "end", "places",
)  # fmt: skip

_READING = [name for name in CLAIM.names[2 : CLAIM.names.index("rule") + 1] if name != "confidence"]
_YES = {"yes": True, "no": False}
_ANSWERS = ("yes", "no", "unknown")

Reading = dict[str, Any]


def corrected(claim: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[Reading, Reading]:
    """The claim with those fields changed, and the columns that now differ.

    Args:
        claim: columns of truth.claim, with `source_key` and `sentence` of its announcement.
        fields: names of FIELDS to values as written.

    Raises:
        UsageError: an unknown field, a value that is none, or values that do not go together.
    """
    if not fields:
        raise UsageError("An edit needs a field.", "For example: --set quantity=8-12")
    new: Reading = {name: claim[name] for name in CLAIM.names}
    for name, text in fields.items():
        if name not in FIELDS:
            raise UsageError(f"‹{name}› is no field to edit.", f"Fields: {', '.join(FIELDS)}")
        if name != "unit":
            new |= _changed(name, text, new)
    if "unit" in fields:
        new |= _unit(fields["unit"], new, is_stated="quantity" in fields)
    _keep_money_in_its_currency(new, fields)
    changed = {name: new[name] for name in _READING if new[name] != claim[name]}
    new |= {"origin": "editor", "confidence": Decimal("1.000"), "claim_id": _id_of(claim, new)}
    _require_sense(new)
    return new, changed


def _changed(name: str, text: str, new: Reading) -> Reading:
    """The columns that one field sets."""
    if name in ("donors", "recipients"):
        return {name: values.codes(text, "party")}
    if name == "places":
        return _places(text)
    if name == "item":
        return {"item_code": values.code(text.strip(), "item") if text.strip() else ""}
    if name == "planned":
        return {"is_planned": _YES[values.one_of(text, _YES, name)]}
    if name in ("start", "end"):
        return {f"{name}_on": values.day(text, name)}
    return _worded(name, text)


def _worded(name: str, text: str) -> Reading:
    if name == "stage":
        return {"stage": values.one_of(text, load_vocabulary().stages, name)}
    if name == "reporting":
        return {"reporting": values.one_of(text, ("flow", "total"), name)}
    if name == "additional":
        return {"additional": values.one_of(text, _ANSWERS, name)}
    if name == "currency":
        return {"currency": values.code(text.strip(), "currency") if text.strip() else ""}
    low, high, qualifier = values.quantity(text, name)
    if name == "amount":
        cents = (None if one is None else one.quantize(Decimal("0.01")) for one in (low, high))
        return dict(zip(("amount_low", "amount_high"), cents, strict=True))
    return {"quantity_low": _fine(low), "quantity_high": _fine(high), "qualifier": qualifier}


def _places(text: str) -> Reading:
    codes = values.codes(text, "place")
    return {"places": codes, "place_precision": "admin1" if codes else ""}


def _unit(text: str, new: Reading, *, is_stated: bool) -> Reading:
    """The unit, and the quantity turned into it unless a new quantity was given with it.

    Raises:
        UsageError: no fixed number turns the one unit into the other.
    """
    unit = values.code(text.strip(), "unit")
    low, high = new["quantity_low"], new["quantity_high"]
    if is_stated or unit == new["unit"] or (low is None and high is None):
        return {"unit": unit}
    known = load_vocabulary().units
    old, wanted = known.get(new["unit"]), known[unit]
    if old is None or old.kind != wanted.kind or not old.factor or not wanted.factor:
        raise UsageError(
            f"An unknown unit conversion: {new['unit'] or 'no unit'} to {unit}.",
            "Give the quantity in the new unit as well: --set quantity=... --set unit=...",
        )
    rate = Decimal(old.factor) / Decimal(wanted.factor)
    turned = [None if one is None else _fine(one * rate) for one in (low, high)]
    return {"unit": unit, "quantity_low": turned[0], "quantity_high": turned[1]}


def _keep_money_in_its_currency(new: Reading, fields: Mapping[str, str]) -> None:
    """Money alone is counted in its currency: its unit says so too."""
    is_money = new["quantity_low"] is None and new["quantity_high"] is None and new["currency"]
    if "currency" in fields and is_money and new["unit"] in (load_vocabulary().currencies):
        new["unit"] = new["currency"]


def _fine(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.001"), rounding=ROUND_HALF_EVEN)


def _id_of(claim: Mapping[str, Any], new: Reading) -> str:
    """As of a reading by the parser, but of this origin: it is another reading all the same."""
    written = claim["sentence"]
    start = claim["sentence_start"] + len(written) - len(written.lstrip())
    reading = [as_text(new[name]) for name in _READING]
    offset = claim["evidence_start"] - start
    return claim_id(claim["source_key"], written.strip(), offset, [*reading, "editor"])


def _require_sense(new: Reading) -> None:
    """Raises UsageError where the contract of claims is broken."""
    start, end = new["start_on"], new["end_on"]
    if start and end and start > end:
        raise UsageError(f"The first day {start} is after the last one {end}.")
    if new["is_planned"] and new["stage"] != "installed":
        raise UsageError("Only an installation can be planned.", "Set stage=installed as well.")
    if new["amount_low"] is not None and not new["currency"]:
        raise UsageError("An amount needs its currency.", "For example: --set currency=EUR")
    broken = check_frame("claim_in", pl.DataFrame(pa.Table.from_pylist([new], CLAIM)))
    if broken:
        raise UsageError(f"The claim would break a rule: {broken[0].column} {broken[0].rule}.")


def plain(changed: Mapping[str, Any]) -> dict[str, Any]:
    """The changed columns as JSON has them: numbers and days as text."""
    return {
        name: str(value) if isinstance(value, Decimal | date) else value
        for name, value in changed.items()
    }


def as_json(value: Mapping[str, object]) -> str:
    """A ruling's own fields, as stored."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
