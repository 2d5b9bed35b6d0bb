"""What the figures were measured on: they mean nothing without it."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import versions

_ENGINES = ("aid-ledger", "duckdb", "polars", "pyarrow", "pandera", "quantulum3", "spacy")


def machine() -> list[str]:
    """Processor, cores, memory, system, Python, engines and load: one line each."""
    engines = ", ".join(f"{name} {version}" for name, version in versions(_ENGINES).items())
    return [
        f"Processor: {_processor()}, {_cores()} cores for this process",
        f"Memory: {_memory_gb():.1f} GB",
        f"System: {platform.system()} {platform.release()}, {platform.machine()}",
        f"Python: {platform.python_version()} ({platform.python_implementation()})",
        f"Engines: {engines}",
        f"Load before the run: {load()}",
    ]


def load() -> str:
    """Processes that want the processor: averages of 1, 5 and 15 minutes."""
    return ", ".join(f"{one:.2f}" for one in os.getloadavg())


def _processor() -> str:
    return next(_values("/proc/cpuinfo", "model name"), platform.processor() or "unknown")


def _memory_gb() -> float:
    if found := next(_values("/proc/meminfo", "MemTotal"), ""):
        return int(found.split()[0]) * 1024 / 1e9
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _values(name: str, key: str) -> Iterator[str]:
    path = Path(name)
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(key):
                yield line.partition(":")[2].strip()
