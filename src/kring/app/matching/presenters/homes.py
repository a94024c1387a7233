"""Where the creators of a ranking live: the map, and each home with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from kring.app.briefs.presenters.pictures import Picture, picture_of
from kring.app.matching.rankings import RANKINGS_KEPT

if TYPE_CHECKING:
    from kring.charts.homes_map import HomeOf
    from kring.estimate import Language
    from kring.match.ranking import Ranking
    from kring.workspace import Workspace

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class HomesShown:
    """The map of the creators who pass; `homes` is cut at two hundred, `more` says how many further ones there are."""

    picture: Picture | None
    homes: tuple[HomeOf, ...]
    more: int
    unknown: int


@lru_cache(maxsize=RANKINGS_KEPT)
def homes_shown(workspace: Workspace, ranking: Ranking, language: Language) -> HomesShown:
    """The homes of the creators who pass, the best match first, and of how many no home is known."""
    from kring.charts import homes_map

    homes = homes_of(workspace, ranking)
    picture = picture_of("homes", homes_map(homes, language, synthetic=workspace.synthetic)) if homes else None
    return HomesShown(picture, tuple(homes[:MOST_LISTED]), max(0, len(homes) - MOST_LISTED), len(ranking) - len(homes))


def homes_of(workspace: Workspace, ranking: Ranking) -> list[HomeOf]:
    """The home of each creator who passes and of whom one is known well enough to be named, the best match first."""
    from kring.app.matching.presenters.rows import shown_names
    from kring.charts.homes_map import HomeOf
    from kring.vocabulary.locality import locality_terms

    homes = workspace.profiles().details["home"]
    sure = homes.filter(pc.greater_equal(homes["probability"], locality_terms().home_from)).to_pylist()
    known = {row["account"]: row for row in sure}
    return [
        HomeOf(account, shown, place + 1, known[account]["municipality"], known[account]["probability"])
        for place, (account, shown) in enumerate(zip(ranking.accounts, shown_names(ranking), strict=True))
        if account in known
    ]
