"""An agenda with planted conflicts: open briefs, wishes, creators' terms and what runs, and which of it can't be.

Every creator gets one scene (`kring.world.agenda_scenes`): it breaks one rule on purpose, or comes as close to that
rule as one can without breaking it. What is broken is so by construction and stands in tables of its own, so that
whatever looks for conflicts can be held against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from kring.errors import BadInput
from kring.world.agenda_briefs import catalogue
from kring.world.agenda_scenes import SCENES, Stage
from kring.world.chance import chance

FEWEST_WEEKS = 12
_DAY, _DAYS, _TEXTS = pa.date32(), pa.list_(pa.date32()), pa.list_(pa.string())
BRIEFS = pa.schema([
    ("brief", pa.string()), ("brand", pa.string()), ("category", pa.string()), ("start", _DAY), ("end", _DAY),
    ("exclusive_before", pa.int64()), ("exclusive_after", pa.int64()), ("rival_categories", _TEXTS), ("embargo", _DAYS),
])  # fmt: skip
WISHES = pa.schema([
    ("brief", pa.string()), ("creator", pa.string()), ("value", pa.float64()), ("fee", pa.float64()), ("week", _DAY),
    ("shut", _DAYS),
])  # fmt: skip
CREATORS = pa.schema([
    ("creator", pa.string()), ("per_week", pa.int64()), ("most_posts", pa.int64()), ("in_weeks", pa.int64()),
    ("lead_weeks", pa.int64()), ("blackout", _DAYS), ("weeks_apart", pa.int64()),
])  # fmt: skip
RUNNING = pa.schema([
    ("creator", pa.string()), ("brand", pa.string()), ("category", pa.string()), ("week", _DAY),
    ("exclusive_before", pa.int64()), ("exclusive_after", pa.int64()),
])  # fmt: skip
CONFLICTS = pa.schema([("creator", pa.string()), ("kind", pa.string()), ("parties", _TEXTS), ("weeks", _DAYS)])
NEAR_MISSES = pa.schema([("creator", pa.string()), ("kind", pa.string())])


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is asked of a calendar as Arrow tables, and the truth about it.

    `first_week` is a Monday; `competitor_distance`: weeks between posts of one creator for competitors, always.
    `briefs`, `wishes`, `creators`, `running`: the columns of `BRIEFS`, `WISHES`, `CREATORS`, `RUNNING`; weeks are
    Mondays. `conflicts`: creator, kind, parties (`side:name`, of which the side is brief, running or creator), weeks.
    `near_misses`: creator and the kind of rule that its scene comes close to and keeps.
    """

    first_week: date
    weeks: int
    competitor_distance: int
    briefs: pa.Table
    wishes: pa.Table
    creators: pa.Table
    running: pa.Table
    conflicts: pa.Table
    near_misses: pa.Table

    def write(self, folder: Path) -> None:
        """One Parquet file a table, `synthetic_agenda_NAME.parquet`."""
        import pyarrow.parquet as pq

        folder.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            if isinstance(table := getattr(self, field.name), pa.Table):
                pq.write_table(table, folder / f"synthetic_agenda_{field.name}.parquet")


def planted_agenda(
    creators: Sequence[str], *, first_week: date = date(2026, 11, 2), weeks: int = FEWEST_WEEKS, seed: int = 1
) -> Agenda:
    """An agenda for these creators (such as the accounts of a world), about half of them with one planted conflict.

    Raises BadInput for a first week that is no Monday and for fewer than twelve weeks.
    """
    if first_week.weekday() != 0 or weeks < FEWEST_WEEKS:
        raise BadInput(
            f"an agenda of {weeks} weeks from {first_week} can't be made.",
            f"Begin on a Monday, and take at least {FEWEST_WEEKS} weeks.",
        )
    rng = chance(seed, "agenda")
    distance = int(rng.integers(1, 4))
    briefs = catalogue(rng, first_week, weeks)
    stages = []
    for creator in creators:
        stage = Stage(creator, rng, briefs, distance, first_week, weeks)
        kind, scene = SCENES[int(rng.integers(len(SCENES)))]
        breaks = bool(rng.random() < 0.5)
        scene(stage, breaks)
        if not breaks:
            stage.near_misses.append({"creator": creator, "kind": kind})
        stages.append(stage)

    def table(schema: pa.Schema, name: str) -> pa.Table:
        rows: list[dict[str, Any]] = [row for stage in stages for row in getattr(stage, name)]
        return pa.Table.from_pylist(rows, schema)

    return Agenda(
        first_week, weeks, distance, pa.Table.from_pylist([brief.to_row() for brief in briefs.all_of_them], BRIEFS),
        table(WISHES, "wishes"), table(CREATORS, "creators"), table(RUNNING, "running"), table(CONFLICTS, "conflicts"),
        table(NEAR_MISSES, "near_misses"),
    )  # fmt: skip
