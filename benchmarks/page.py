"""docs/benchmarks.md: written by the run itself, so that nobody copies figures by hand."""

from collections.abc import Iterable

from benchmarks.table import Table, markdown

HEAD = """\
# Benchmarks

This page is written by `python -m benchmarks --markdown docs/benchmarks.md`; nothing in it is
typed by hand. `make bench` prints the same tables: it makes an environment of its own, in which
the peers (quantulum3, spaCy) stand beside the ledger, so that both are measured in one run on one
machine. No figure is asserted anywhere: a slow machine fails no test.

How to repeat it:

```
make bench                                     # all subjects
make bench-setup                               # then, for less:
.venv-bench/bin/python -m benchmarks --only reading
.venv-bench/bin/python -m benchmarks --only loading --rows 3000   # instead of 100,000
.venv-bench/bin/python -m benchmarks --only imports               # a million rows of deliveries
.venv-bench/bin/python -m benchmarks --only positions --large     # and a million claims
.venv-bench/bin/python -m benchmarks --runs 2 --markdown docs/benchmarks.md
```

How to read it: durations and rates are wall-clock medians, with the best and the worst run beside
them where there was more than one; MB are 10^6 bytes; memory is the high-water mark of resident
memory of a fresh process. "Ratio" compares with the peer or floor named before it, measured in the
same run. The announcement that the project began with and the passages used for learning belong to
others and are not in the repository; without them, texts of the same size made of the samples in
data/samples stand in, and the titles say so. The tables' titles also say how many announcements
and claims were taken, which may be fewer than a full run takes.
"""
"""The part of the page that no run changes."""


def page(machine: Iterable[str], runs: list[list[Table]], load: str) -> str:
    """The whole page.

    Args:
        machine: lines of benchmarks.machine.
        runs: the tables of each run, the same subjects in the same order.
        load: of the machine at the end.
    """
    parts = [HEAD, "## The machine\n", _bullets([*machine, f"Load at the end: {load}"])]
    if len(runs) > 1:
        parts.append(
            f"Everything was run {len(runs)} times, one run after the other. How far the runs lie "
            "apart is how far a figure can be trusted; the load says how busy the machine was.\n"
        )
    for tables in zip(*runs, strict=True):
        parts.append(f"## {tables[0].title}\n")
        for number, table in enumerate(tables, 1):
            parts += [f"Run {number}:\n"] if len(runs) > 1 else []
            parts.append(markdown(table))
    return "\n".join(parts)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"
