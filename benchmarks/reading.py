"""Reading: speed, memory and import of the parser beside two peers, and how its cost grows."""

import os
import time
from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa

from benchmarks import texts
from benchmarks.measure import (
    Timing,
    exponent,
    import_seconds,
    in_child,
    is_installed,
    megabytes,
    ratio,
    timed_together,
)  # fmt: skip
from benchmarks.readers import READERS, Reader
from benchmarks.settings import Settings
from benchmarks.table import Figure, Table, rate, spent
from benchmarks.texts import Corpus, Passage
from ledger.parse import parse_batch

_MODULES = {"ours": "ledger", "quantulum3": "quantulum3", "spacy": "spacy"}


def reading(settings: Settings) -> Iterator[Table]:
    """Speed on a long page and on dense passages, cost of starting, growth with the text."""
    yield from speeds(settings)
    long = texts.announcement()
    yield _starting(long, settings)
    yield _growth(long, settings)
    yield _batches(texts.dense(), settings)


def speeds(settings: Settings) -> Iterator[Table]:
    """Speed beside the peers, on a page in which aid is rare and on passages full of it."""
    for corpus in (texts.announcement(), texts.dense()):
        yield _speed(f"Reading {corpus.name}", corpus, settings)


def _speed(title: str, corpus: Corpus, settings: Settings) -> Table:
    size = sum(megabytes(one.text) for one in corpus.passages)
    count = len(corpus.passages)
    found = timed_together(
        {key: _work(key, corpus) for key in READERS if is_installed(_MODULES[key])}, settings.runs
    )
    figures: list[Figure] = []
    for key, (name, _, _) in READERS.items():
        if key not in found:
            figures.append(Figure(name, None, "MB/s", note="not installed: use make bench"))
            continue
        clock, processor = found[key], Timing(found[key].processor)
        mine = found["ours"]
        speeds = (
            (rate(name, size, "MB/s", clock), clock, mine),
            (
                rate(f"{name}, by processor time", size, "MB/s", processor),
                processor,
                Timing(mine.processor),
            ),
        )
        figures += [one if key == "ours" else _beside(one, *pair) for one, *pair in speeds]
        figures.append(rate(name, count, "documents/s", clock))
    notes = [
        f"{count} document(s), {size * 1000:.1f} kB; median of {settings.runs} after a warm-up, "
        "the readers in turn.",
        "By processor time: what others use of the machine meanwhile is not in it.",
    ]
    return Table(title, figures, notes)


def _work(key: str, corpus: Corpus) -> Callable[[], None]:
    read = READERS[key][2]()
    return lambda: read(corpus.passages)


def _beside(peer: Figure, timing: Timing, mine: Timing) -> Figure:
    """A peer's figure with how many times as fast we are."""
    times = ratio(timing.median, mine.median)
    return peer._replace(against="ledger.parse, times as fast", ratio=times)


def _starting(corpus: Corpus, settings: Settings) -> Table:
    figures = []
    for key, (name, module, _) in READERS.items():
        if not is_installed(_MODULES[key]):
            figures.append(Figure(f"{name}: import", None, "ms", note="not installed"))
            continue
        figures.append(
            spent(f"{name}: import", import_seconds(module, settings.children), unit="ms")
        )
        seen = [in_child("read", reader=key, corpus="announcement") for _ in range(settings.fresh)]
        ready = Timing(tuple(one["seconds"] for one in seen))
        memory = max(one["memory_mb"] for one in seen)
        figures.append(spent(f"{name}: import and first reading of {corpus.name}", ready))
        figures.append(Figure(f"{name}: peak memory of that process", memory, "MB"))
    bare = in_child("nothing")["memory_mb"]
    figures.append(Figure("bare Python: peak memory", bare, "MB"))
    note = f"Fresh processes; imports: median of {settings.children}. First readings load lexicons."
    return Table("Starting to read", figures, [note])


def _batches(corpus: Corpus, settings: Settings) -> Table:
    """Many announcements at once, on one core and on all: starting the processes is in the time."""
    passages = corpus.passages * settings.copies
    size = sum(megabytes(one.text) for one in passages)
    fields = ("text", "published", "publisher", "title")
    batch = pa.RecordBatch.from_pylist([one._asdict() for one in passages], _schema(fields))
    figures = []
    alone = None
    for workers in (1, 0):
        start = time.perf_counter()
        claims = parse_batch(batch, workers).num_rows
        clock = Timing((time.perf_counter() - start,))
        name = "all cores" if workers == 0 else "one core"
        figure = rate(f"parse_batch, {name}", size, "MB/s", clock)
        if alone is not None:
            faster = ratio(alone.median, clock.median)
            figure = figure._replace(against="one core, times as fast", ratio=faster)
        alone = alone or clock
        figures += [figure, rate(f"parse_batch, {name}", claims, "claims/s", clock)]
    notes = [f"{len(passages)} documents, {size:.2f} MB; {os.cpu_count()} cores."]
    return Table(f"Batches: {corpus.name}, {settings.copies} times", figures, notes)


def _schema(fields: Sequence[str]) -> pa.Schema:
    return pa.schema([(f, pa.date32() if f == "published" else pa.string()) for f in fields])


def _growth(corpus: Corpus, settings: Settings) -> Table:
    base = "\n".join(one.text for one in corpus.passages)
    line = " ".join(base.split())
    read = READERS["ours"][2]()
    figures, notes = [], []
    for name, text, sizes in (
        ("as it stands", base, settings.sizes),
        ("all on one line", line, settings.sizes[:-1]),
        ("one line without full stops", line.replace(". ", ", "), settings.sizes[:-1]),
    ):
        more, left_out = _grown(name, text, sizes, read, settings.patience)
        figures += more
        notes += left_out
    return Table("Growth of the cost with the length of one text", figures, notes)


def _grown(
    name: str, text: str, sizes: Sequence[int], read: Reader, patience: float
) -> tuple[list[Figure], list[str]]:
    """Time each size once, smallest first, until the next would take longer than we wait."""
    spent_on: dict[int, float] = {}
    read((Passage(text[:2000], None, "", ""),))
    left_out = []
    for size in sizes:
        if spent_on and max(spent_on.values()) * 10 > patience:
            left_out.append(f"{_kilo(size)} {name}: left out, it would take over {patience:.0f} s.")
            continue
        passage = Passage(texts.repeated(text, size), None, "", "")
        start = time.perf_counter()
        read((passage,))
        spent_on[size] = time.perf_counter() - start
    figures = [
        rate(f"{name}, {_kilo(size)}", size / 1e6, "MB/s", Timing((seconds,)))
        for size, seconds in spent_on.items()
    ]
    if len(spent_on) > 1:
        power = exponent(list(spent_on), list(spent_on.values()))
        figures.append(Figure(f"{name}: time grows with length to the power of", power, ""))
    return figures, left_out


def _kilo(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"
