"""Where the time of a call goes: named functions of the import are timed while it runs.

They are wrapped where their callers look them up, so nothing in the ledger needs to know of it. A
function that was renamed is simply not in the answer.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any

Steps = dict[str, str]
"""What is timed: "module:function" -> name in the table."""


@contextmanager
def timed_steps(steps: Steps) -> Iterator[dict[str, float]]:
    """Seconds in each step while the block runs, without the steps that it calls in turn."""
    seconds: defaultdict[str, float] = defaultdict(float)
    stack: list[float] = []
    undo: list[tuple[Any, str, Any]] = []
    for place, name in steps.items():
        module_name, _, function = place.partition(":")
        module = import_module(module_name)
        original = getattr(module, function, None)
        if original is not None:
            undo.append((module, function, original))
            setattr(module, function, _wrapped(original, name, seconds, stack))
    try:
        yield seconds
    finally:
        for module, function, original in undo:
            setattr(module, function, original)


def _wrapped(
    original: Callable[..., Any], name: str, seconds: dict[str, float], stack: list[float]
) -> Callable[..., Any]:
    @wraps(original)
    def work(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        stack.append(0.0)
        try:
            return original(*given, **named)
        finally:
            total = time.perf_counter() - start
            seconds[name] += total - stack.pop()
            if stack:
                stack[-1] += total

    return work
