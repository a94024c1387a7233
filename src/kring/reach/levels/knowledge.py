"""`Knowledge`: what is known of accounts beyond who follows them, and the parameters to estimate with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from kring.estimate import Estimate
from kring.reach.audience import FOLLOWERS, KNOWN_BY, Audience
from kring.reach.levels.calibration import Calibration, shipped
from kring.reach.levels.cells import Division, Populations, Told, told_by_account
from kring.reach.levels.fitting import FEWEST_ACCOUNTS, fit
from kring.reach.levels.lift import Pairs
from kring.reach.levels.platforms import shipped_same_people
from kring.reach.levels.rows import Chosen, Floats, Rows

PERSONS, ENGAGED, SHARES = "persons", "engaged", "shares"
"""The best evidence there is of an account, best first."""
MOST_FITTED = 300


@dataclass(frozen=True)
class Knowledge:
    """What is known of accounts beyond `Audience`.

    `followers`: by account, None where it is not known. `told`: the audience shares that are known, by account,
    dimension and value. `populations`: people by cell, those of the Netherlands unless others are given.
    `calibration`: the parameters. `same_people`: the share of the smaller platform's audience that is also in the
    other's; None when person keys are the same on all platforms, so that nobody counts twice.
    """

    followers: Mapping[str, int | None]
    told: Mapping[str, Told] = field(default_factory=dict)
    populations: Populations = field(default_factory=Populations.netherlands)
    calibration: Calibration = field(default_factory=lambda: shipped("country"))
    same_people: Estimate | None = field(default_factory=shipped_same_people)

    @classmethod
    def of(
        cls, followers: Mapping[str, int | None], audience_shares: pa.Table | None = None, **more: object
    ) -> Knowledge:
        """From follower counts and the observed table `audience_shares`; `more` are fields of this class."""
        return cls(followers, told_by_account(audience_shares), **more)  # type: ignore[arg-type]

    def level(self, audience: Audience, account: str) -> str | None:
        """The best level at which an account can be counted; None when nothing is known of it.

        A complete list of followers is counted. A part of the followers, or people who liked or commented, tell of the
        others when it is known how many there are; else they alone are counted. Of the rest, followers and shares.
        """
        followers = self.followers.get(account)
        if account not in audience:
            return SHARES if followers else None
        place = audience.place(account)
        listed = KNOWN_BY[audience.known_by[place]] == FOLLOWERS
        if listed and audience.complete[place]:
            return PERSONS
        return ENGAGED if followers and followers > len(audience.row(account)) else PERSONS

    def division(self, audience: Audience, account: str) -> Division:
        """How an account's audience divides over cells: as the platform tells, else as its known people do."""
        told = self.told.get(account, {})
        if not told and account in audience:
            return Division.of_people(audience, audience.row(account), self.populations)
        return Division.of_shares(told, self.populations)

    def calibrated(
        self, audience: Audience, among: Sequence[str] | None = None, *, draws: int = 150, seed: int = 0
    ) -> Knowledge:
        """The same, with parameters fitted on accounts whose followers are listed in full.

        `among`: the accounts to fit on, such as those of one niche; all by default, and at most `MOST_FITTED`. Where
        fewer than 10 of them are listed, the parameters stay as they are. Deterministic by seed.
        """
        asked = audience.accounts if among is None else sorted(set(among))
        listed = [account for account in asked if self.level(audience, account) == PERSONS]
        listed = [account for account in listed if audience.are_followers([account])]
        if len(listed) < FEWEST_ACCOUNTS:
            return self
        if len(listed) > MOST_FITTED:
            kept = np.random.default_rng(seed).choice(len(listed), MOST_FITTED, replace=False)
            listed = [listed[place] for place in np.sort(kept)]
        expected = ByCells.of(audience, listed, self)
        places = np.array([audience.place(account) for account in listed])
        rows = Rows(audience.indptr, audience.rows, audience.people)
        whole = Rows.of_pairs(
            np.repeat(np.arange(len(listed)), rows.sizes[places].astype(int)),
            np.concatenate([rows.row(int(place)) for place in places]).astype(np.int64), len(listed), audience.people,
        )  # fmt: skip
        source = f"{len(listed)} accounts whose followers are listed in full"
        found = fit(whole, expected, source=source, draws=draws, seed=seed, base=self.calibration)
        return replace(self, calibration=found)


@dataclass(frozen=True)
class ByCells:
    """Expected overlaps by cell: accounts of `sizes` (accounts,) with `parts` (accounts, cells) people over the root of
    the cell's population.
    """

    sizes: Floats
    parts: Floats

    @classmethod
    def of(cls, audience: Audience, accounts: list[str], known: Knowledge) -> ByCells:
        """Of these accounts with listed followers, by what shares tell of them, as of an account without a list."""
        everywhere = np.ones_like(known.populations.people)
        rows = [
            Division.of_shares(known.told.get(account, {}), known.populations).parts(
                len(audience.row(account)), known.populations, everywhere
            )
            for account in accounts
        ]
        return cls(np.array([float(len(audience.row(account))) for account in accounts]), np.array(rows))

    def pairs(self, chosen: Chosen) -> Pairs:
        """See `kring.reach.levels.rows.Expected`."""
        parts = self.parts[chosen]
        return Pairs.of(parts @ parts.T, self.sizes[chosen])
