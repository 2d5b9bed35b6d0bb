"""How things are timed, and the arithmetic on what was timed.

Seconds are wall-clock; MB are 10^6 bytes of UTF-8; memory is resident, in 10^6 bytes.
"""

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Timing(NamedTuple):
    """The same work, repeated.

    Attributes:
        seconds: by the clock on the wall, one for each run.
        processor: seconds that this process had the processor; () where that was not asked for.
    """

    seconds: tuple[float, ...]
    processor: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The middle run: one disturbed run does not move it."""
        return statistics.median(self.seconds)

    @property
    def best(self) -> float:
        """The least disturbed run."""
        return min(self.seconds)

    @property
    def worst(self) -> float:
        """The most disturbed run."""
        return max(self.seconds)


def timed(work: Callable[[], object], runs: int, *, warm_up: bool = True) -> Timing:
    """Time some work; a warm-up run goes before and is not counted."""
    if warm_up:
        work()
    found = [_once(work) for _ in range(runs)]
    return Timing(tuple(one[0] for one in found), tuple(one[1] for one in found))


def timed_together(works: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Timing]:
    """Time several works in turn, so that a busy minute of the machine hits them all."""
    for work in works.values():
        work()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            found[name].append(_once(work))
    return {
        name: Timing(tuple(one[0] for one in each), tuple(one[1] for one in each))
        for name, each in found.items()
    }


def _once(work: Callable[[], object]) -> tuple[float, float]:
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def megabytes(text: str) -> float:
    """The size of a text in MB of UTF-8.

    >>> megabytes("é" * 500_000)
    1.0
    """
    return len(text.encode()) / 1e6


def ratio(value: float, other: float) -> float | None:
    """How many times `other` goes into `value`; None where `other` is nought.

    >>> ratio(3.0, 1.5)
    2.0
    """
    return value / other if other else None


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The power of the size with which time grows: slope of log time over log size.

    >>> round(exponent([1, 10, 100], [2, 20, 200]), 6)
    1.0
    >>> round(exponent([1, 10, 100], [1, 100, 10_000]), 6)
    2.0
    """
    x, y = [math.log(size) for size in sizes], [math.log(one) for one in seconds]
    return statistics.linear_regression(x, y).slope


def peak_memory_mb() -> float:
    """The most memory that this process has held resident, in MB.

    The kernel's high-water mark is asked rather than getrusage, which begins at the parent's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def in_child(job: str, **arguments: object) -> dict[str, Any]:
    """Run a job of benchmarks.probe in a fresh process, so that its memory is its own."""
    done = _run([sys.executable, "-m", "benchmarks.probe", job, json.dumps(arguments)], "")
    answer: dict[str, Any] = json.loads(done.splitlines()[-1])
    return answer


def child_seconds(arguments: Sequence[str], runs: int, given: str = "") -> Timing:
    """Time whole processes, from start to exit; before several, one warms the file cache."""
    return timed(lambda: _run(arguments, given), runs, warm_up=runs > 1)


def import_seconds(module: str, runs: int) -> Timing:
    """Time an import, each in a fresh process; Python's own start is not in it."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", code]
    if runs > 1:
        _run(command, "")
    return Timing(tuple(float(_run(command, "").splitlines()[-1]) for _ in range(runs)))


def is_installed(module: str) -> bool:
    """Whether a peer is there: they are only in the environment that `make bench` makes."""
    from importlib.util import find_spec

    return find_spec(module) is not None


def versions(names: Sequence[str]) -> Mapping[str, str]:
    """Installed versions of distributions; those that are missing are left out."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _run(arguments: Sequence[str], given: str) -> str:
    done = subprocess.run(arguments, input=given, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)[:200]} failed:\n{done.stderr[-2000:]}")
    return done.stdout
