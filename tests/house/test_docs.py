"""README and docs say what the program does: blocks are run, made pages are compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.generated_docs import PAGES

ROOT = Path(__file__).parents[2]
PROSE = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
STAYS_OPEN = "serve"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_made_page_is_fresh(name: str) -> None:
    stands = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert stands == PAGES[name](), "run: make docs"


def test_the_first_five_minutes_work_as_typed(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```console\n(.*?)```", readme, re.S)
    lines = [line.removeprefix("$ ") for line in block.splitlines()]
    assert len(lines) >= 6
    typed = "\n".join(line for line in lines if STAYS_OPEN not in line.split())
    scripts = Path(sys.executable).parent
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(scripts)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", typed],
        cwd=tmp_path, capture_output=True, text=True, env=dict(os.environ), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "handed over 40 generators" in done.stdout


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_check_and_page_is_named_in_the_docs() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PROSE)
    for path in [*(ROOT / "validation" / "checks").glob("*.sql"), *(ROOT / "docs").glob("*.md")]:
        assert path.stem in text, path


def test_no_path_of_a_machine_and_no_registry_stands_in_the_tree() -> None:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert names
    # Spelt in parts, so that this file does not find itself.
    forbidden = re.compile(
        r"(?<![\w.])/" + r"(work|home|root|farm)/|files\.python" + r"hosted|pypi\." + "org"
    )
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".duckdb"}:
            found = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name}: {found and found.group()}"
