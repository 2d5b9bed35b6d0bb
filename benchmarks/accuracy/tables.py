"""The scores of the reader as tables of Markdown: by set, field and kind of difficulty, errors."""

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.accuracy.errors import kinds
from benchmarks.accuracy.passages import Passage, Set, claims_of, phenomena, reading_of
from benchmarks.accuracy.scoring import FIELDS, Pair, Score, pairs, score

COMMONEST = 10
FEWEST = 8  # records below which a kind of difficulty gets no row of its own


def paired(passages: Iterable[Passage], counted: bool = True) -> list[list[Pair]]:
    """The pairs of each passage; `counted`: of records and claims that state a number."""
    return [pairs(passage, claims_of(passage), counted) for passage in passages]


def by_set(sets: Sequence[Set]) -> str:
    """Precision, recall and F1 of each set, and how many distractors were read as aid."""
    rows = []
    for one in sets:
        found = score(one.passages, paired(one.passages))
        whole = score(one.passages, paired(one.passages, counted=False))
        sure = sum(
            any(c["confidence"] >= _SURE for c in claims_of(p))
            for p in one.passages
            if p["kind"] == "distractor"
        )
        rows.append(
            [
                *(one.name, str(len(one.passages)), str(found.records)),
                *_shares(found),
                _three(whole.f1(whole.hits)),
                *(f"{found.distractors_read} of {found.distractors}", str(sure)),
            ]
        )
    return table(
        ["passages", "number", "records", "precision", "recall", "record F1", "core F1", "all F1",
         "record F1 with those that state no number", "distractors read", f"at {_SURE} or more"],
        rows,
    )  # fmt: skip


_SURE = 0.6


def by_field(sets: Sequence[Set]) -> str:
    """For each set the share of the matched records in which a field agrees."""
    rows = [[one.name, *(_three(share) for share in _fields(one))] for one in sets]
    return table(["passages", *FIELDS], rows)


def _fields(one: Set) -> list[float]:
    shares = score(one.passages, paired(one.passages)).fields
    return [shares[name] for name in FIELDS]


def by_phenomenon(passages: Sequence[Passage]) -> str:
    """Scores of the passages that hold each kind of difficulty, hardest first."""
    told = phenomena()
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        for kind in told.get(passage["id"], ()):
            groups.setdefault(kind, []).append(passage)
    scored = [(kind, score(group, paired(group))) for kind, group in groups.items()]
    rows = [
        [kind, str(len(groups[kind])), str(found.records), *_shares(found)[2:],
         f"{found.distractors_read} of {found.distractors}"]
        for kind, found in sorted(scored, key=lambda one: (one[1].f1(one[1].hits), one[0]))
        if found.records >= FEWEST or found.distractors >= FEWEST
    ]  # fmt: skip
    return table(
        ["difficulty", "passages", "records", "record F1", "core F1", "all F1", "distractors read"],
        rows,
    )


def commonest_errors(passages: Sequence[Passage]) -> str:
    """The kinds of error left, the commonest first."""
    counted: Counter[str] = kinds(
        (pair, reading_of(passage))
        for passage, found in zip(passages, paired(passages), strict=True)
        for pair in found
    )
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:COMMONEST]
    return table(["error", "times"], [[kind, str(times)] for kind, times in ordered])


def _shares(found: Score) -> list[str]:
    return [
        _three(_part(found.hits, found.claims)), _three(_part(found.hits, found.records)),
        _three(found.f1(found.hits)),
        _three(found.f1(found.core)), _three(found.f1(found.right)),
    ]  # fmt: skip


def _part(hits: int, of: int) -> float:
    return hits / of if of else 0.0


def _three(share: float) -> str:
    return f"{share:.3f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown: words to the left, figures to the right."""
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows)) + "\n"
