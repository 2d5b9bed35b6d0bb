"""Problems by what repairs them, for whoever has to mend a file."""

from collections import Counter
from typing import Any

from validation.problems import SEVERITIES

__all__ = ["grouped"]


def grouped(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one repair mends: problems of one kind in one column, errors first, then by number."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in problems:
        groups.setdefault((one["code"], one["column"]), []).append(one)
    made = [
        {
            "code": code,
            "severity": found[0]["severity"],
            "column": column,
            "count": len(found),
            "rows": list(dict.fromkeys(one["row"] for one in found if one["row"])),
            "found": dict(Counter(one["found"] for one in found).most_common()),
            "expected": found[0]["expected"],
            "fix": found[0]["fix"],
        }
        for (code, column), found in groups.items()
    ]
    return sorted(made, key=lambda one: (SEVERITIES.index(one["severity"]), -one["count"]))
