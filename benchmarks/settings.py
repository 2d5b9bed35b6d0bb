"""How much is measured: the whole, or just enough to see that the harness runs."""

from typing import NamedTuple


class Settings(NamedTuple):
    """Sizes and repetitions of one run.

    Attributes:
        runs: of what takes milliseconds to a second.
        children: fresh processes for a start-up time.
        fresh: fresh processes for a memory peak.
        sizes: of one text, in characters, ten times each.
        patience: seconds that one text may take before longer ones are left out.
        copies: of the dense passages in one batch.
        rows: of the announcements file.
        records: rows of the deliveries file.
        claims: sizes of the ledgers that are asked for positions.
    """

    runs: int = 7
    children: int = 7
    fresh: int = 3
    sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000, 10_000_000)
    patience: float = 60
    copies: int = 40
    rows: int = 100_000
    records: int = 1_000_000
    claims: tuple[int, ...] = (10_000, 100_000)


FULL = Settings()
QUICK = Settings(
    runs=1,
    children=1,
    fresh=1,
    sizes=(1_000, 10_000),
    patience=20,
    copies=1,
    rows=60,
    records=2_400,
    claims=(300,),
)


def chosen(*, quick: bool, large: bool) -> Settings:
    """The settings of a run; `large` adds a ledger of a million claims."""
    settings = QUICK if quick else FULL
    return settings._replace(claims=(*settings.claims, 1_000_000)) if large else settings
