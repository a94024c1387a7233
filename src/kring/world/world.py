"""`World`: the tables of a synthetic country, and the truth about it kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kring.world.truth import Truth


@dataclass(frozen=True, slots=True)
class World:
    """A synthetic country.

    `tables` holds each table of `kring.facts.schema.TABLES` as its own schema plus source, legal_basis and observed_at,
    every row labelled synthetic. `truth` never appears in the tables.
    """

    tables: dict[str, pa.Table]
    truth: Truth
    seed: int

    def write_sheets(self, folder: str | Path) -> list[Path]:
        """Write the tables as files a person could have, `synthetic_*.csv` (audiences as Parquet); gives the paths.

        People have opaque names such as p0000123 instead of keys, so that the ordinary import makes its own keys.
        """
        from kring.world.sheets import write_sheets

        return write_sheets(self.tables, self.truth, Path(folder))

    def write_truth(self, folder: str | Path) -> None:
        """Write the truth to a folder of its own, for benchmarks that run elsewhere."""
        self.truth.write(Path(folder))
