"""python -m benchmarks.accuracy.fitting [--also FILE ...] [--rounds N] [--without-founders].

The weights of data/reading.

Reads the annotated passages, asks the reader for every thing it sees in them with all signs, and
fits each model around its priors. What a sentence tells is a sign for the next one, so that the
weights are fitted, the passages read again with them, and the weights fitted once more.
"""

import argparse
import csv
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from benchmarks.accuracy.cases import case_passages
from benchmarks.accuracy.logit import fit_binary, fit_choice
from benchmarks.accuracy.passages import GOLD, Passage, load, named, sets
from benchmarks.accuracy.scoring import same_party
from benchmarks.accuracy.training import Row, rows
from benchmarks.measure import ROOT
from ledger.parse.accept import KINDS, kind_of
from ledger.parse.assemble import LEAST
from ledger.parse.weights import KNOWN

FOLDER = ROOT / "data" / "reading"
DISTRACTOR = 4.0  # what a thing read where there is no aid costs, in other mistakes
# How often a row counts: the founders' passages are the convention; the cases are the must-haves of
# who gives and gets, but lone sentences, and so say less of what is aid.
FOUNDERS, CASES, CASES_OF_ROLES = 6, 6, 6
TO_GUESS = 2.0  # how strongly the weights of aid are held to what a careful reader would guess
FOLDS = 5  # parts into which passages are cut to read each with the weights of the others
TO_PRIOR = 4.0  # how strongly the weights of the confidence are held to nought
TO_JOINT = 4.0  # how strongly the weights of one kind of thing are held to those of all

Table = dict[str, dict[str, str]]
Fitted = dict[str, Mapping[str, float]]


def training_passages(also: Iterable[Path] = ()) -> list[Passage]:
    """The passages that weights may see: not those that judge."""
    found = [p for one in sets() if one.key != "judge" for p in one.passages]
    found += case_passages()
    return found + [p for path in also for p in load(path)]


def fit_roles(data: Sequence[Row], prior: Mapping[str, Mapping[str, float]]) -> Fitted:
    """Who gives and who gets, each as a choice among the candidates."""
    return {
        role: fit_choice(list(role_cases(data, role)), prior[f"{role}_prior"])
        for role in ("donor", "recipient")
    }


def role_cases(data: Sequence[Row], role: str) -> Iterable[list[tuple[frozenset[str], bool]]]:
    """The candidates for a role of each matched thing, where the right one is among them."""
    index = 0 if role == "donor" else 1
    for row in data:
        if row.pair is None or not row.pair.record or role not in row.pair.record:
            continue
        gold = row.pair.record[role]
        if gold is None and role == "recipient":
            continue  # nothing says who: whom a reader supplies from the matter is not wrong
        gold = gold or []  # and nobody gives where nothing says who
        case = [
            (one.candidate.features, _is_party(gold, one.candidate.codes, row.passage))
            for one in row.part.choice.ranked[index]
        ]
        if any(right for _, right in case):
            yield from [case] * _times(row, CASES_OF_ROLES)


def _is_party(gold: str | list[str], codes: Sequence[str], passage: Passage) -> bool:
    """Whether some parties are those of a record; a case may say that nobody is meant."""
    if isinstance(gold, list):
        return set(gold) == set(codes)
    return bool(codes) and same_party(gold, [named(code, passage) for code in codes])


def fit_aid(data: Sequence[Row], prior: Mapping[str, Mapping[str, float]]) -> Fitted:
    """Whether a thing is aid: all kinds of things together, then each kind around that."""
    used = [row for row in data if not _optional(row)]
    joint = _fit_aid(used, prior["prior"], TO_GUESS)
    return {
        kind: _fit_aid([r for r in used if kind_of(r.part.judged.signs) == kind], joint, TO_JOINT)
        for kind in KINDS
    }


def _fit_aid(data: Sequence[Row], prior: Mapping[str, float], strength: float) -> dict[str, float]:
    return fit_binary(
        [row.part.judged.signs for row in data],
        [row.pair is not None for row in data],
        prior,
        strength,
        [_times(row) * (DISTRACTOR if row.passage["kind"] == "distractor" else 1) for row in data],
    )


@cache
def _founders() -> frozenset[str]:
    return frozenset(p["text"] for one in sets() if one.key == "dev" for p in one.passages)


def _times(row: Row, cases: int = CASES) -> int:
    """How often a row counts."""
    if row.passage["text"] in _founders():
        return FOUNDERS
    return cases if row.passage["text"] in _cases() else 1


@cache
def _cases() -> frozenset[str]:
    return frozenset(passage["text"] for passage in case_passages())


def _optional(row: Row) -> bool:
    """Whether a thing only restates others: reading it is neither right nor wrong."""
    return bool(row.pair and row.pair.record and row.pair.record.get("aggregate"))


def fit_totals(data: Sequence[Row], prior: Mapping[str, Mapping[str, float]]) -> Fitted:
    """Whether a figure states a level."""
    used = [row for row in data if row.pair and "reporting" in _record(row)]
    truth = [_record(row)["reporting"] == "cumulative" for row in used]
    return {"weight": fit_binary([r.part.aspect.signs for r in used], truth, prior["prior"])}


def fit_windows(data: Sequence[Row], prior: Mapping[str, Mapping[str, float]]) -> Fitted:
    """Which time is meant, as a choice among the windows."""
    return {"weight": fit_choice(list(window_cases(data)), prior["prior"])}


def fit_confidence(passages: Sequence[Passage]) -> Fitted:
    """Whether a claim is right in all that matters, judged by readings that had not seen it."""
    used = claims_for_confidence(list(held_out(passages)))
    return {"weight": calibrated(used, priors("confidence")["prior"])}


def held_out(passages: Sequence[Passage]) -> Iterator[Row]:
    """The things of passages, each read with weights that were fitted without it.

    A reader knows the passages it was fitted on too well: its own probabilities, which are signs
    of the confidence, would be too sure.
    """
    fold = {p["text"]: number % FOLDS for number, p in enumerate(passages)}
    data = list(rows(passages))
    for number in range(FOLDS):
        seen = [row for row in data if fold[row.passage["text"]] != number]
        KNOWN.clear()
        for model, fit in MODELS.items():
            for column, values in fit(seen, priors(model)).items():
                KNOWN[model, column] = values
        yield from rows([p for p in passages if fold[p["text"]] == number])
    KNOWN.clear()


def calibrated(used: Sequence[Row], prior: Mapping[str, float]) -> dict[str, float]:
    """Weights by which the signs of a claim tell how likely it is right."""
    counts = [float(_times(row)) for row in used]
    truth = [is_right(row) for row in used]
    return fit_binary([row.part.sureness for row in used], truth, prior, TO_PRIOR, counts)


def claims_for_confidence(data: Sequence[Row]) -> list[Row]:
    """The claims of real announcements: single sentences made up as cases are harder than life."""
    return [
        row for row in data
        if row.part.judged.probability >= LEAST and not _optional(row)
        and row.passage["text"] not in _cases()
    ]  # fmt: skip


def is_right(row: Row) -> bool:
    """Whether stage, item, donor and recipient of a claim are those of a record."""
    return row.pair is not None and row.pair.agree >= _MATTERS


_MATTERS = frozenset({"stage", "item", "donor", "recipient"})


def window_cases(data: Sequence[Row]) -> Iterable[list[tuple[frozenset[str], bool]]]:
    """The windows of each matched thing, where the right one is among them."""
    for row in data:
        if row.pair is None or not {"start", "end"} & _record(row).keys():
            continue
        gold = (_record(row).get("start"), _record(row).get("end"))
        case = [
            (one.signs, tuple(d.isoformat() if d else None for d in one[:2]) == gold)
            for one in row.part.aspect.options
        ]
        if any(right for _, right in case):
            yield case


def _record(row: Row) -> Mapping[str, object]:
    assert row.pair is not None and row.pair.record is not None
    return row.pair.record


MODELS: dict[str, Callable[[Sequence[Row], Mapping[str, Mapping[str, float]]], Fitted]] = {
    "roles": fit_roles,
    "aid": fit_aid,
    "totals": fit_totals,
    "windows": fit_windows,
}


def read_table(model: str) -> tuple[list[str], Table]:
    """The columns of a model's file, and its rows by sign."""
    with (FOLDER / f"{model}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), {row["sign"]: row for row in reader}


def priors(model: str) -> dict[str, dict[str, float]]:
    """The prior columns of a model's file."""
    columns, table = read_table(model)
    return {
        name: {sign: float(row[name] or 0) for sign, row in table.items()}
        for name in columns
        if name.endswith("prior")
    }


def write_table(model: str, fitted: Fitted) -> None:
    """The file with new weights; priors and meanings stay, signs that weigh nothing go."""
    columns, table = read_table(model)
    signs = set(table) | {sign for values in fitted.values() for sign in values}
    lines = []
    for sign in sorted(signs):
        row = dict.fromkeys(columns, "") | table.get(sign, {}) | {"sign": sign}
        row |= {name: f"{values.get(sign, 0.0):.2f}" for name, values in fitted.items()}
        stated = row.get("meaning") or any(float(row[c] or 0) for c in columns if "prior" in c)
        if stated or any(abs(float(row[name])) >= 0.05 for name in fitted):
            lines.append(row)
    with (FOLDER / f"{model}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def main() -> None:
    """Fit all models, as many rounds as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="more passages")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--without-founders", action="store_true", help="fit without theirs")
    asked = parser.parse_args()
    if not asked.without_founders and not GOLD.is_file():
        parser.error(
            f"the founders' passages are missing ({GOLD}): weights fitted without them are others; "
            "--without-founders writes such"
        )
    passages = training_passages(asked.also)
    random.Random(0).shuffle(passages)
    for number in range(1, asked.rounds + 1):
        data = list(rows(passages))
        for model, fit in MODELS.items():
            write_table(model, fit(data, priors(model)))
        KNOWN.clear()
        print(f"round {number}: {len(passages)} passages, {len(data)} things")
    write_table("confidence", fit_confidence(passages))


if __name__ == "__main__":
    main()
