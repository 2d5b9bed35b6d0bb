"""docs/accuracy.md: how well the reader reads, written by the run itself."""

from collections.abc import Iterator, Sequence

from benchmarks.accuracy.calibration import Judged, as_read, bands, cross_validated, thresholds
from benchmarks.accuracy.fitting import held_out, training_passages
from benchmarks.accuracy.passages import Passage, Set, other_languages, sets
from benchmarks.accuracy.tables import by_field, by_phenomenon, by_set, commonest_errors, table
from benchmarks.accuracy.training import rows

HEAD = """\
# How well the reader reads

This page is written by `make accuracy`; nothing in it is typed by hand. A claim is compared with
the annotated record as the founders' `score.py` does: it is the same record when the evidence
overlaps and the number (or, without one, the item) is the same; *core* asks that stage and item
agree too; *all* asks donor, recipient, qualifier and currency as well. Unless it says otherwise a
score is over the records that state a number, and F1 is the harmonic mean of precision and recall.
Distractors are passages full of numbers and verbs of giving in which there is no aid.

Three kinds of passages:

- **dev**: the founders' 88 English passages (`../shared/gold`). Rules and weights have seen them.
- **learning**: passages in our own words, tests/judge/learn. Rules and weights have seen them.
- **judging**: passages in our own words, tests/judge/judge. No rule was written and no weight was
  fitted with them in sight; errors in them are counted, not read.

The weights that we ship were fitted on dev, on the learning passages, on the cases of tests/cases
and on 336 real passages that are not ours to ship; the judging passages were never among them.

Two careful people agree with each other to 0.96 record, 0.88 core and 0.81 all (founders' figure,
on other passages). To repeat this page: `make accuracy`. To fit the weights of data/reading again,
which changes them only when passages, words or rules have changed:
`.venv-bench/bin/python -m benchmarks.accuracy.fitting`.
"""


def report() -> Iterator[str]:
    """The parts of the page in order, the slow ones last."""
    found = sets()
    yield HEAD
    yield from deterministic(found)
    yield from _calibration(found)


def deterministic(found: Sequence[Set]) -> Iterator[str]:
    """What does not depend on machine or libraries: a test compares it with the page."""
    languages = other_languages()
    yield "## Scores\n\n" + by_set([*found, *languages])
    yield (
        "## Fields\n\nThe share of the matched records in which each field agrees.\n\n"
        + by_field([*found, *languages])
    )
    judge = next(one for one in found if one.key == "judge")
    yield (
        "## Kinds of difficulty\n\nThe judging passages that hold each kind, hardest first; a "
        "passage may hold several. What the names mean stands in tests/judge/README.md.\n\n"
        + by_phenomenon(judge.passages)
    )
    everything: list[Passage] = [p for one in found if one.key != "learn" for p in one.passages]
    yield (
        "## The commonest errors\n\nIn dev (where it is there) and the judging passages.\n\n"
        + commonest_errors(everything)
    )


def _calibration(found: Sequence[Set]) -> Iterator[str]:
    """Whether confidence can be trusted, on dev without itself and on the judging passages."""
    data = list(held_out(training_passages()))
    yield (
        "## Confidence\n\nA claim is right here when it is a record and stage, item, donor and "
        "recipient agree. The confidence is a logistic sum of signs (data/reading/confidence.csv)."
    )
    for one in found:
        if one.key == "dev":
            texts = frozenset(p["text"] for p in one.passages)
            yield _reliability(f"{one.name}, by ten-fold cross-validation",
                               cross_validated(data, texts))  # fmt: skip
        elif one.key == "judge":
            yield _reliability(one.name, as_read(list(rows(one.passages))))


def _reliability(name: str, found: Sequence[Judged]) -> str:
    above = [
        [f"{least:.2f}", f"{cover:.2f}", f"{hit:.3f}"] for least, cover, hit in thresholds(found)
    ]
    inside = [
        [band, str(count), f"{mean:.2f}", f"{right:.2f}"]
        for band, count, mean, right in bands(found)
    ]
    return (
        f"### {name[:1].upper()}{name[1:]}\n\n{len(found)} claims.\n\n"
        + table(["confidence at least", "share of the claims", "right"], above)
        + "\n"
        + table(["confidence", "claims", "mean confidence", "right"], inside)
    )
