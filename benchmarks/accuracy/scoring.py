"""Claims beside annotated records: which are the same record, and in which fields they agree.

The rules are those of the founders' gold set, written anew here so that the project can judge
itself where that set is not; a test holds both to the same figures. A claim and a record are one
*record* when their numbers agree within 0.5 %, their evidence overlaps and, where neither states a
number, their items agree. On matched pairs *core* is stage and item, *all* also donor, recipient,
qualifier and currency.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Record = Mapping[str, Any]
Passage = Mapping[str, Any]

FIELDS = ("stage", "item", "donor", "recipient", "qualifier", "currency", "reporting", "window")
TOLERANCE = 0.005
_SMALL = frozenset(
    [
        *("a", "an", "the", "of", "for", "and", "or", "to", "in", "with"),
        *("more", "new", "additional", "other"),
    ]
)
_MONEY = frozenset(
    [
        *("aid", "assistance", "support", "funding", "money", "financial", "humanitarian"),
        *("contribution", "loan", "grant", "package"),
    ]
)
_STAGES = {"committed": "pledged", "allocated": "pledged", "dispatched": "shipped"}


class Pair(NamedTuple):
    """A record (or None: an extra claim) beside a claim (or None: a missed record)."""

    passage: Passage
    record: Record | None
    claim: Record | None
    agree: frozenset[str] = frozenset()

    @property
    def core(self) -> bool:
        """Whether stage and item agree."""
        return {"stage", "item"} <= self.agree

    @property
    def right(self) -> bool:
        """Whether all that the headline judges agrees."""
        return {"stage", "item", "donor", "recipient", "qualifier", "currency"} <= self.agree


class Score(NamedTuple):
    """Counts over passages: F1 is their harmonic mean of precision and recall."""

    records: int
    claims: int
    hits: int
    core: int
    right: int
    fields: Mapping[str, float]
    passages: int
    distractors: int
    distractors_read: int

    def f1(self, hits: int) -> float:
        """The F1 of so many hits; nought where there is nothing to find."""
        total = self.records + self.claims
        return 2 * hits / total if total else 0.0


def states_number(one: Record) -> bool:
    """Whether a record or claim states a quantity or an amount."""
    names = ("quantity", "quantity_low", "quantity_high", "amount")
    return any(one.get(name) is not None for name in names)


def pairs(passage: Passage, claims: Sequence[Record], counted: bool = False) -> list[Pair]:
    """Records and claims of one passage, best matches first, each used once.

    Records that only restate others of the passage ("aggregate") may be missed freely. With
    `counted` what states no number is left out on both sides.
    """
    records = [r for r in passage["records"] if not counted or states_number(r)]
    ours = [c for c in claims if not counted or states_number(c)]
    options = [
        (_rank(agree), -i, -j, agree)
        for i, record in enumerate(records)
        for j, claim in enumerate(ours)
        if (agree := _agreement(passage["text"], record, claim)) is not None
    ]
    found: dict[int, tuple[int, frozenset[str]]] = {}
    for _, i, j, agree in sorted(options, key=lambda o: o[:3], reverse=True):
        if -i not in found and -j not in {used for used, _ in found.values()}:
            found[-i] = (-j, agree)
    matched = {j for j, _ in found.values()}
    return [
        *(Pair(passage, records[i], ours[j], agree) for i, (j, agree) in sorted(found.items())),
        *(
            Pair(passage, record, None)
            for i, record in enumerate(records)
            if i not in found and not record.get("aggregate")
        ),
        *(Pair(passage, None, claim) for j, claim in enumerate(ours) if j not in matched),
    ]


def _rank(agree: frozenset[str]) -> int:
    """How well a pair matches: the fields that agree, and one more each for core and for all."""
    pair = Pair({}, None, None, agree)
    return len(agree) + pair.core + pair.right


def score(passages: Iterable[Passage], found: Iterable[Sequence[Pair]]) -> Score:
    """The counts over passages and their pairs."""
    n: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for passage, each in zip(passages, found, strict=True):
        n["passages"] += 1
        counted = [p for p in each if not (p.record and p.record.get("aggregate"))]
        hits = [p for p in counted if p.record and p.claim]
        n["records"] += sum(p.record is not None for p in counted)
        n["claims"] += sum(p.claim is not None for p in counted)
        n["hits"] += len(hits)
        n["core"] += sum(p.core for p in hits)
        n["right"] += sum(p.right for p in hits)
        for pair in hits:
            fields.update(pair.agree)
        if passage["kind"] == "distractor":
            n["distractors"] += 1
            n["read"] += any(p.claim is not None for p in each)
    shares = {name: fields[name] / n["hits"] if n["hits"] else 0.0 for name in FIELDS}
    return Score(
        n["records"], n["claims"], n["hits"], n["core"], n["right"], shares,
        n["passages"], n["distractors"], n["read"],
    )  # fmt: skip


def _agreement(text: str, record: Record, claim: Record) -> frozenset[str] | None:
    """The fields in which both agree; None when they are not the same record."""
    paid = record.get("amount") is not None and record.get("quantity") is None
    item = _same_item(record.get("item"), claim.get("item"), paid)
    if not _overlap(text, record, claim):
        return None
    if paid and not _same_number(record["amount"], claim.get("amount")):
        return None
    if not paid and not _same_quantity(record, claim):
        return None
    if not states_number(record) and not item:
        return None
    counted = record.get("quantity") is not None
    verdicts = {
        "item": item,
        "stage": _stage(record) == _stage(claim),
        "donor": same_party(record.get("donor"), claim.get("donors")),
        "recipient": same_party(record.get("recipient"), claim.get("recipients")),
        "qualifier": not counted or _text(record, "qualifier") == _text(claim, "qualifier"),
        "currency": record.get("amount") is None or record["currency"] == claim.get("currency"),
        "reporting": (record.get("reporting") == "cumulative")
        == (claim.get("reporting") == "total"),
        "window": all(record.get(key) == claim.get(key) for key in ("start", "end")),
    }
    return frozenset(name for name, agrees in verdicts.items() if agrees)


def _text(one: Record, key: str) -> str:
    return str(one.get(key) or "exact")


def _overlap(text: str, record: Record, claim: Record) -> bool:
    start = text.find(record["evidence"])
    end = start + len(record["evidence"])
    ours = claim["evidence"]
    return bool(max(start, ours["start"]) < min(end, ours["end"]))


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return bool(abs(one - other) <= TOLERANCE * max(abs(one), abs(other), 1e-9))


def _same_quantity(record: Record, claim: Record) -> bool:
    """Any stated bound agrees: the qualifier is judged apart."""
    stated = record.get("quantity")
    gold = [stated, record.get("quantity_max") if record.get("qualifier") == "range" else None]
    ours = [claim.get("quantity_low"), claim.get("quantity_high")]
    left = [x for x in gold if x is not None]
    right = [x for x in ours if x is not None]
    if not left or not right:
        return not left and not right
    return any(_same_number(x, y) for x in left for y in right)


def _words(text: str | None) -> set[str]:
    found = re.findall(r"[\w'-]+", (text or "").lower())
    return {_singular(word) for word in found if word not in _SMALL}


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _same_item(gold: str | None, ours: str | None, money: bool) -> bool:
    left, right = _words(gold), _words(ours)
    if money and (not right or right & _MONEY):
        return True
    if not left or not right:
        return not left and not right
    return len(left & right) / min(len(left), len(right)) >= 0.5


def _party(values: str | Sequence[str] | None) -> list[str]:
    listed = [values] if isinstance(values, str) else values or []
    return [re.sub(r"\W+", " ", one).strip().lower() for one in listed if one]


def same_party(gold: str | Sequence[str] | None, ours: Sequence[str] | None) -> bool:
    """Whether two parties are the same: one name holds all words of the other.

    What the passage does not say is not judged.
    """
    left, right = _party(gold), _party(ours)
    nested = (
        set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
        for a in left for b in right
    )  # fmt: skip
    return not left or any(nested)


def _stage(one: Record) -> tuple[str, bool]:
    """Promised arrivals count as pledged; a planned installation stays installed."""
    stage = _STAGES.get(one["stage"], one["stage"])
    planned = bool(one.get("planned"))
    if planned and stage in ("shipped", "delivered"):
        return "pledged", False
    return stage, planned and stage == "installed"
