"""The reader's own cases (tests/cases) as annotated passages, to fit weights on.

A case states only the fields that matter in it; the others are left out of the record and nothing
is learned from them. Those that judge (tests/cases/judge) are not read.
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.accuracy.passages import Passage
from benchmarks.measure import ROOT
from ledger.parse.lexicon import load_lexicon

FOLDER = ROOT / "tests" / "cases"


def case_passages(language: str = "en") -> list[Passage]:
    """All cases of one language; what the reader cannot do yet is true all the same."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        for number, case in enumerate(cases, 1):
            if case.get("language", "en") == language:
                found.append(_passage(f"{path.stem}-{number}", case, language))
    return found


def _passage(name: str, case: Mapping[str, Any], language: str) -> Passage:
    published = case.get("published")
    return {
        "id": name,
        "text": case["text"],
        "title": case.get("title", ""),
        "publisher": case.get("publisher", ""),
        "url": "",
        "published": published.isoformat() if published else None,
        "language": language,
        "kind": "aid" if case["claims"] else "distractor",
        "records": [dict(_record(claim, case["text"], language)) for claim in case["claims"]],
    }


def _record(claim: Mapping[str, Any], text: str, language: str) -> Iterator[tuple[str, Any]]:
    """The fields of a record; the evidence is the whole text, for a case does not say where."""
    yield "evidence", text
    yield "stage", claim.get("stage", "")
    if "item_code" in claim:
        yield "item", load_lexicon(language).vocabulary.items[claim["item_code"]].label
    bound = claim.get("low", claim.get("high"))
    if bound is not None:
        yield "quantity", float(bound)
    yield "qualifier", claim.get("qualifier", "exact" if bound is not None else "unspecified")
    if "amount" in claim:
        yield "amount", float(claim["amount"])
        yield "currency", claim.get("currency")
    if "donors" in claim:
        yield "donor", list(claim["donors"])
    if "recipients" in claim:
        yield "recipient", list(claim["recipients"])
    if "reporting" in claim:
        yield "reporting", "cumulative" if claim["reporting"] == "total" else "incremental"
    for key in ("start", "end"):
        if key in claim:
            yield key, claim[key].isoformat()
