"""Who may import whom (DESIGN.md 3), read from the syntax trees; each rule is a sentence."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A layer may import the layers named with it, and itself. Longest prefix wins.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "validation": (),
    "ledger": (),
    "ledger.errors": (),
    "ledger.identity": (),
    "ledger.numbers": (),
    "ledger.sql": (),
    "ledger.model": (),
    "ledger.published": (),
    "ledger.lens": (),
    "ledger.parse": ("validation",),
    "ledger.store": ("ledger.errors", "ledger.sql", "ledger.model"),
    "ledger.posting": ("ledger.errors", "ledger.sql", "ledger.model", "ledger.store", "validation"),
    "ledger.intake": (
        "ledger.errors", "ledger.identity", "ledger.model", "ledger.parse", "ledger.posting",
        "ledger.sql", "ledger.store", "validation",
    ),
    "ledger.reports": (
        "ledger.errors", "ledger.lens", "ledger.numbers", "ledger.posting", "ledger.published",
        "ledger.report_rows", "ledger.sql", "ledger.store", "validation.wording",
    ),
    "ledger.report_rows": ("ledger.numbers", "validation.wording"),
    "ledger.report_csv": ("ledger.numbers", "ledger.report_rows"),
    "ledger.export": (
        "ledger.errors", "ledger.posting", "ledger.sql", "ledger.store", "validation.wording",
    ),
    "ledger.dashboard": (
        "ledger.errors", "ledger.intake", "ledger.lens", "ledger.numbers", "ledger.parse",
        "ledger.report_rows", "ledger.reports", "ledger.store", "validation",
    ),
    "ledger.cli": ("ledger", "validation"),
    "ledger.commands": ("ledger", "validation"),
    "app": ("ledger.dashboard", "ledger.errors"),
    "benchmarks": ("ledger", "validation"),
}  # fmt: skip

# Heavy or guarded packages and the only layers that may import them.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "duckdb": ("ledger.store", "ledger.posting", "ledger.intake", "ledger.reports", "ledger.export",
               "ledger.dashboard", "validation", "benchmarks"),
    "streamlit": ("ledger.dashboard", "app"),
    "altair": ("ledger.dashboard",),
    "pandera": ("validation.contracts",),
    "sqlmodel": ("ledger.model", "ledger.published", "ledger.store.orm"),
    "typer": ("ledger.cli", "ledger.commands"),
}  # fmt: skip

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [ROOT / "app.py", *ROOT.glob("ledger/**/*.py"), *ROOT.glob("validation/**/*.py")]
}


def test_modules_are_found() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_imports_only_what_its_layer_may(module: str) -> None:
    layer = _layer(module)
    allowed = (layer, *MAY_IMPORT[layer])
    broken = [
        name
        for name in _imports(MODULES[module])
        if _is_ours(name) and not any(_within(name, part) for part in allowed)
    ]
    assert not broken, f"{module} ({layer}) must not import {broken}"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_guarded_packages_stay_in_their_layer(module: str) -> None:
    broken = [
        name
        for name in _imports(MODULES[module])
        if (homes := ONLY_IN.get(name.partition(".")[0]))
        and not any(_within(module, home) for home in homes)
    ]
    assert not broken, f"{module} must not import {broken}"


def test_modules_and_functions_stay_short() -> None:
    long = []
    for module, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            long.append(f"{module}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    long.append(f"{module}.{node.name}: {length} lines")
    assert not long


def test_no_update_or_delete_touches_the_truth() -> None:
    """Append-only is held by code, since DuckDB does not (STYLE.md 4, trap 7)."""
    files = list(ROOT.glob("ledger/sql/**/*.sql"))
    assert files
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.partition("--")[0].lower().split()
            assert not {"update", "delete", "truncate"} & set(words) or "truth" not in line, path


def _layer(module: str) -> str:
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        # The bare package is a layer of its own, not a home for modules that nobody placed.
        if name in MAY_IMPORT and (name != "ledger" or module == "ledger"):
            return name
    raise AssertionError(f"{module} stands in no layer; name it in MAY_IMPORT")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in ("ledger", "validation", "app")


def _within(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")
