"""Every meso and macro creator of a niche against sets of smaller creators: as many followers together, the same fee.

    python benchmarks/accuracy/many_against_one.py [--data FOLDER] [--tier micro] [--draws 200] [--json]

FOLDER holds `creators.csv`, `likers.parquet` and `captions.parquet` in the form of the climbing niche; they are loaded
by the ordinary import. What is counted is the likers of one post of each creator: an illustration, not proof. Fees are
priors by platform and followers, drawn from their intervals; the set for the fee is planned on one half of the people
and counted on the other.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from loaded import loaded

from kring.estimate import in_words, number
from kring.plan import Comparison, verdict_in_words

DATA = Path(__file__).parents[3] / "shared" / "data" / "climbing_niche"
FILES = ("creators.csv", "likers.parquet", "captions.parquet")


def as_text(compared: tuple[Comparison, ...]) -> str:
    """Two lines a comparison, then the verdict."""
    lines = [line for one in compared if one.many_reach.known for line in (_same_followers(one), _same_fee(one))]
    return "\n".join([*lines, verdict_in_words(compared)])


def _same_followers(one: Comparison) -> str:
    return (
        f"{one.one_tier} {number(one.followers):>8} followers: reaches {in_words(one.one_reach, 'count'):>6}; "
        f"{one.size or 0:.0f} random {one.tier} reach {in_words(one.many_reach, 'count')}, the best {one.best_reach}; "
        f"{one.share_above or 0:.0%} of the sets reach more"
    )


def _same_fee(one: Comparison) -> str:
    found = one.same_fee
    return (
        f"    for its fee, EUR {found.fee}: {found.size or 0:.0f} planned reach {in_words(found.reach, 'count')} "
        f"(more in {found.share_above or 0:.0%} of the draws), random ones {in_words(found.random_reach, 'count')} "
        f"({found.random_share_above or 0:.0%})"
    )


def main() -> None:
    """Reads the arguments, loads, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with the three files")
    parser.add_argument("--tier", default="micro", help="the tier of the smaller creators")
    parser.add_argument("--draws", type=int, default=200, help="random sets for each comparison")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    folder = given.data or DATA
    if not folder.is_dir():
        print(f"skipped: shared/data/{DATA.name} is absent")
        return
    with loaded(folder, FILES, platform="instagram", relation="liker", complete="true") as (workspace, report):
        compared = workspace.compare(tier=given.tier, draws=given.draws)
        audience = workspace.audience()
    sizes = {"accounts": len(audience.accounts), "people": audience.people, "pairs": audience.pairs}
    if given.json:
        rows = [{name: value for name, value in one.to_dict().items() if name != "best"} for one in compared]
        print(json.dumps({"benchmark": "many_against_one", **sizes, "rows_in": report.rows_in, "rows": rows}, indent=1))
        return
    print(", ".join(f"{count:,} {name}" for name, count in sizes.items()))
    print(as_text(compared))


if __name__ == "__main__":
    main()
