"""python -m benchmarks.accuracy [--markdown FILE] [--no-speed]: how well and how fast we read."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.report import report
from benchmarks.machine import machine
from benchmarks.reading import speeds
from benchmarks.settings import chosen
from benchmarks.table import markdown


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write the page if one is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--markdown", type=Path, help="write the page here")
    parser.add_argument("--no-speed", action="store_true", help="only how well, not how fast")
    asked = parser.parse_args(arguments)
    parts = []
    for part in [*report(), *([] if asked.no_speed else _speeds())]:
        print(part, flush=True)
        parts.append(part.rstrip())
    if asked.markdown:
        asked.markdown.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _speeds() -> Iterator[str]:
    yield "## Speed\n\n" + "\n".join(f"- {line}" for line in machine()) + "\n"
    for table in speeds(chosen(quick=False, large=False)):
        yield f"### {table.title}\n\n{markdown(table)}"


if __name__ == "__main__":
    main()
