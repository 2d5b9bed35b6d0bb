"""Processes that read on all cores, whatever program they are started from."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from typing import Any

__all__ = ["reading_pool", "without_main"]


def reading_pool(workers: int) -> ProcessPoolExecutor:
    """So many fresh processes; what they are given is a function of a module and plain values."""
    return _Pool(workers, mp_context=get_context("spawn"))


class _Pool(ProcessPoolExecutor):
    """Workers that do not run the starting program again: under Streamlit that is the page."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with without_main():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def without_main() -> Iterator[None]:
    """In the block, a process that is started does not run the starting program first."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
