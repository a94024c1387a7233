"""A synthetic world beside what Kring knows of it after the ordinary way in: observations, profiles, audiences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

import kring
from kring.match.criteria import Pool
from kring.match.learning.groups import groups_of
from kring.workspace.matching import pool_of
from kring.world import World, netherlands


@dataclass(frozen=True)
class KnownWorld:
    """A world, and the pool of a workspace that took its tables in."""

    world: World
    pool: Pool

    @classmethod
    def of(cls, creators: int, people: int, seed: int, folder: Path) -> KnownWorld:
        """The workspace in `folder` is made when it isn't there."""
        world = netherlands(creators=creators, people=people, seed=seed)
        workspace = kring.open(folder / f"world-{creators}-{people}-{seed}", create=True)
        if workspace.position == 0:
            workspace.add(f"world {seed}", world.tables, source="synthetic", legal_basis="synthetic")
        return cls(world, pool_of(workspace))

    def texts(self) -> list[str]:
        """Bio, captions and hashtags of each account of the pool, as one text."""
        accounts, posts = self.world.tables["accounts"], self.world.tables["posts"]
        said: dict[str, list[str]] = {name: [] for name in self.pool.names.to_pylist()}
        bios = dict(zip(accounts["account"].to_pylist(), accounts["bio"].to_pylist(), strict=True))
        for account, bio in bios.items():
            said[account].append(bio or "")
        for post in posts.select(["account", "caption", "hashtags"]).to_pylist():
            said[post["account"]] += [post["caption"] or "", *(post["hashtags"] or ())]
        return [" ".join(parts) for parts in said.values()]

    def groups(self) -> pa.Table:
        """The groups of each account of the pool, gender as half of the creators tell it."""
        accounts = self.world.tables["accounts"]
        genders = dict(zip(accounts["account"].to_pylist(), accounts["gender"].to_pylist(), strict=True))
        return groups_of(self.pool, genders)
