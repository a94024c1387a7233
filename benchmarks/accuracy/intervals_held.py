"""Every trait with a truth in the synthetic world at once: how often its 95 % interval holds that truth.

    python benchmarks/accuracy/intervals_held.py [--creators N] [--people N] [--seed S] [--exact] [--json]

A world of N creators is taken in as sheets, by the ordinary import. What the world calls a truth is brought to the
figure's definition where the two differ: its engagement is a mean over real followers (one factor over all accounts,
the median ratio), its answers are counted as `kring.world.comments` makes them (accounts in pods left out: there the
world makes other comments). A discount code is counted exactly, so its interval is not about these posts but about the
creator: its truth is the chance of a code while the collaborations of these posts run; a second row holds it against
all collaborations to come. Fees are counted by what they rest on, priors apart where one source speaks. Some rows are
no judgement, and say why (`NO_JUDGEMENT`). Niches and feelings are read by single words, with `--exact` by the model (a
second for 20 to 50 texts). Where followers live has a benchmark of its own (locality.py).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from contact import true_values

import kring
from kring.estimate import share
from kring.profile import Profiles
from kring.profile.value_reader import BY_CODE
from kring.workspace import Answers
from kring.world import World, netherlands
from kring.world.comments import KIND_SHARES
from kring.world.commerce import CODE_SAID, HAS_CODE

GOAL = (0.90, 0.98)
INVENTED = "the world's fees are an invented law, put in the range of the published rates"
NO_JUDGEMENT = {
    "authenticity": "all audiences share one make of bots and people; judged followers: fake_followers.py",
    "fee, prior": INVENTED,
    "fee, prior of one source": INVENTED,
    "value: discount_code, ever": "the interval speaks of the weeks of its posts; codes come in runs",
}


class Told(NamedTuple):
    """One interval and what is true."""

    trait: str
    truth: float
    low: float
    high: float


def concluded(world: World, exact: bool) -> Profiles:
    """The profiles of a world taken in as sheets."""
    with TemporaryDirectory(prefix="kring-benchmark-") as place:
        workspace = kring.open(Path(place) / "workspace", create=True)
        settings = workspace.folder.settings_file(workspace.organisation)
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(f"exact_texts: {10**9 if exact else 0}\n", encoding="utf-8")
        sheets = world.write_sheets(Path(place) / "sheets")
        workspace.load(*sheets, answers=Answers(source="synthetic", legal_basis="synthetic"))
        return workspace.profiles()


def truths(account: dict[str, Any]) -> dict[str, float]:
    """What is true of an account by figure; `account` holds what is true of its creator too."""
    real = (account["followers"] - account["bots"]) / account["followers"]
    personal, generic, other, _ = KIND_SHARES
    rate = account["answer_rate"]
    found = true_values(account) | {
        "answered_comments": 0.95 * (personal * min(1.0, 1.4 * rate) + (generic + other) * 0.69 * rate),
    }
    if account["pod"] is not None:
        found = {}
    return found | {
        "engagement_per_follower": account["engagement"] * real,
        "hours_to_answer": account["answer_hours"],
        "commercial_share": account["commercial_share"],
        "monthly_growth": float(np.expm1(account["monthly_growth"] * real)),
        "authenticity": real,
    }


def of_figures(world: World, profiles: Profiles) -> Iterator[Told]:
    """Every known figure that has a truth."""
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    known = {row["account"]: truths(creators[row["creator"]] | row) for row in world.truth.accounts.to_pylist()}
    rows = profiles.figures.to_pylist()
    for saved in (False, True):
        mine = [row for row in rows if row["figure"] == "engagement_per_follower" and ("saves" in row["note"]) == saved]
        ratios = [row["value"] / known[row["account"]]["engagement_per_follower"] for row in mine]
        factor = float(np.median(ratios)) if ratios else 1.0
        for row in mine:
            true = factor * known[row["account"]]["engagement_per_follower"]
            yield Told("engagement_per_follower", true, row["low"], row["high"])
    for row in rows:
        true = known[row["account"]].get(row["figure"])
        if true is not None and row["figure"] != "engagement_per_follower":
            yield Told(row["figure"], true, row["low"], row["high"])


def of_shares(world: World, profiles: Profiles) -> Iterator[Told]:
    """Niches and kinds of value by account, and fees by what they rest on (a prior apart where one source speaks)."""
    behind = {row["account"]: row["creator"] for row in world.truth.accounts.to_pylist()}
    niches = {(row["creator"], row["niche"]): row["share"] for row in world.truth.niches.to_pylist()}
    for row in profiles.details["niches"].to_pylist():
        yield Told("niche", niches.get((behind[row["account"]], row["niche"]), 0.0), row["low"], row["high"])
    yield from of_values(world, profiles, behind)
    fees = {(row["account"], row["deliverable"]): row["fee"] for row in world.truth.fees.to_pylist()}
    for row in profiles.details["prices"].to_pylist():
        fee = fees.get((row["account"], row["deliverable"]))
        if fee is not None:
            alone = " of one source" if row["basis"] == "prior" and row["n"] == 1 else ""
            yield Told(f"fee, {row['basis']}{alone}", fee, row["low"], row["high"])


def of_values(world: World, profiles: Profiles, behind: dict[str, str]) -> Iterator[Told]:
    """Kinds of value by account; `behind`: who is behind each account. Of the kinds that are read, shares of posts."""
    given = {row["post"]: row for row in world.truth.posts.select(["post", "values", "code_chance"]).to_pylist()}
    posted = defaultdict(list)
    for post in world.tables["posts"].select(["account", "post"]).to_pylist():
        posted[post["account"]].append(given[post["post"]])
    commercial = dict(zip(*(world.truth.creators[name].to_pylist() for name in ("creator", "commercial_share")),
                          strict=True))  # fmt: skip
    for row in profiles.details["values"].to_pylist():
        mine, low, high = posted[row["account"]], row["low"] - 1e-9, row["high"] + 1e-9
        if row["value"] == BY_CODE:
            true = float(np.mean([one["code_chance"] for one in mine]))
            ever = commercial[behind[row["account"]]] * HAS_CODE * CODE_SAID
            yield Told(f"value: {BY_CODE}, ever", ever, low, high)
        else:
            true = sum(row["value"] in one["values"] for one in mine) / len(mine)
        yield Told(f"value: {row['value']}", true, low, high)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--creators", type=int, default=400, help="creators of the world")
    parser.add_argument("--people", type=int, default=20_000, help="people of the world")
    parser.add_argument("--seed", type=int, default=29, help="the world's seed")
    parser.add_argument("--exact", action="store_true", help="read niches and feelings by the model")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    world = netherlands(creators=asked.creators, people=asked.people, seed=asked.seed)
    profiles = concluded(world, asked.exact)
    by_trait: dict[str, list[Told]] = defaultdict(list)
    for one in (*of_figures(world, profiles), *of_shares(world, profiles)):
        by_trait[one.trait].append(one)
    found: dict[str, dict[str, Any]] = {}
    for trait, told in sorted(by_trait.items()):
        inside = sum(one.low <= one.truth <= one.high for one in told)
        found[trait] = share(inside, len(told)).to_dict()
        if trait in NO_JUDGEMENT:
            found[trait]["no_judgement"] = NO_JUDGEMENT[trait]
    if asked.json:
        print(json.dumps({"benchmark": "intervals_held", "seed": asked.seed, "traits": found}, indent=1))
        return
    for trait, one in found.items():
        met = "met" if GOAL[0] <= one["value"] <= GOAL[1] else "not met"
        verdict = f"no judgement: {one['no_judgement']}" if "no_judgement" in one else met
        print(
            f"{trait:28} held {one['value']:6.1%} ({one['low']:.1%} to {one['high']:.1%}) of {one['n']:5,}  {verdict}"
        )


if __name__ == "__main__":
    main()
