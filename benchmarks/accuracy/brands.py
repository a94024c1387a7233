"""Brands in captions: names and hashtags against the handles that the same posts tag.

    python benchmarks/accuracy/brands.py [--data FOLDER] [--part test|train] [--json]

FOLDER holds `posts.parquet` in the form of the Instagram creators of Kim et al. (WWW 2020). What a creator tags, names
as sponsor or mentions with an @ is taken for the truth, as far as the handle is one of the shipped list; the caption
is read without its @handles. Recall is over brands in the truth whose name stands in the caption in any spelling and
case (and, beside it, over all of them). Precision is over recognised brands in posts whose truth is not empty; a brand
that is named and not tagged counts as wrong there, though it mostly is right, so it is a lower bound.

Creators are split in two by a checksum of their name: rules were made looking at `train`, `test` was not looked at.
Then the same on the synthetic world, where the truth is complete: brands, collaborations, what runs, and fans.
Intervals: Wilson, 95 %, with posts taken as independent.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kring.estimate import percent, share
from kring.profile.brands.brand_posts import brand_posts
from kring.profile.brands.collaborations import collaborations
from kring.profile.brands.fans import fans
from kring.profile.brands.recognition import HASHTAG, NAME, Post, Recogniser
from kring.vocabulary.brands import Brand, Brands, shipped_brands, squeezed
from kring.world import netherlands
from kring.world.commerce import brands as invented_brands

DATA = Path(__file__).parents[3] / "shared" / "data" / "instagram_creators"
HANDLE = re.compile(r"@([\w.]*\w)")
WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
HASHTAGS = re.compile(r"#(\w+)")
Figures = dict[str, tuple[int, int]]


def in_part(name: str, part: str) -> bool:
    """Whether a creator belongs to that half."""
    return zlib.crc32(name.encode()) % 2 == (part == "test")


def named_somehow(brand: Brand, caption: str) -> bool:
    """Whether a spelling of the brand stands in the caption as words or as a hashtag, in any case."""
    words = f" {' '.join(squeezed(word) for word in WORD.findall(caption))} "
    tags = {squeezed(tag) for tag in HASHTAGS.findall(caption)}
    for name in brand.spellings:
        said = " ".join(squeezed(word) for word in WORD.findall(name))
        if (len(said) > 1 and f" {said} " in words) or squeezed(name) in tags:
            return True
    return False


def on_captions(posts: pa.Table, part: str) -> Figures:
    """Successes and trials of each figure on real captions."""
    recogniser, counted = Recogniser(shipped_brands()), Counter[str]()
    for row in posts.to_pylist():
        if not in_part(row["username"], part):
            continue
        caption = row["caption"] or ""
        handles = [*row["tagged"], *row["sponsors"], *HANDLE.findall(caption)]
        true = {
            brand.name: brand for handle in handles if (brand := recogniser.brands.with_handle(handle, "instagram"))
        }
        blanked = HANDLE.sub(" ", caption)
        signs = recogniser.brands_in(Post("instagram", row["username"], blanked))
        found = {sign.brand: sign.kind for sign in signs if sign.kind in (NAME, HASHTAG)}
        counted["posts"] += 1
        counted["with a handle"] += bool(true)
        for kind in (NAME, HASHTAG):
            of_kind = [brand for brand, by in found.items() if by == kind]
            counted[f"found by {kind}"] += len(of_kind)
            if true:
                counted[f"judged by {kind}"] += len(of_kind)
                counted[f"right by {kind}"] += sum(brand in true for brand in of_kind)
        for name, brand in true.items():
            said = named_somehow(brand, blanked)
            counted["true"] += 1
            counted["said"] += said
            counted["said and found"] += said and name in found
            counted["true and found"] += name in found
    return {
        "posts that name or tag a brand's handle": (counted["with a handle"], counted["posts"]),
        "recall, brand is in the caption": (counted["said and found"], counted["said"]),
        "recall, brand is tagged": (counted["true and found"], counted["true"]),
        "precision of names, at least": (counted["right by name"], counted["judged by name"]),
        "precision of hashtags, at least": (counted["right by hashtag"], counted["judged by hashtag"]),
    }  # fmt: skip


def invented() -> Brands:
    """The shipped list with the world's own brands in it."""
    own = [Brand(one.name, handles={"instagram": one.handle}, category=one.niches[0]) for one in invented_brands()]
    return shipped_brands().with_own(own)


def on_the_world(seed: int) -> Figures:
    """Successes and trials of each figure on a synthetic country."""
    world, brands = netherlands(creators=400, people=20_000, seed=seed), invented()
    posts = world.tables["posts"]
    shown = brand_posts(posts, Recogniser(brands))
    true = {row["post"]: row["brand"] for row in world.truth.posts.to_pylist() if row["brand"]}
    right = {row["post"] for row in shown.to_pylist() if true.get(row["post"]) == row["brand"]}
    seen_at = posts.group_by("account").aggregate([("observed_at", "max")]).rename_columns(["account", "observed_at"])
    rows = collaborations(shown, seen_at, brands).to_pylist()
    of = dict(zip(*(world.tables["accounts"][name].to_pylist() for name in ("account", "creator")), strict=True))
    deals = {(row["creator"], row["brand"]): row for row in world.truth.collaborations.to_pylist()}
    found: dict[tuple[str, str], bool] = {}
    for row in rows:
        pair = of[row["account"]], row["brand"]
        found[pair] = found.get(pair, False) or bool(row["running"])
    end = max(posts["observed_at"].to_pylist())
    runs = {pair for pair, deal in deals.items() if deal["ends"] >= end}
    said = {pair for pair, running in found.items() if running}
    return {
        "brands in posts, precision": (len(right), shown.num_rows),
        "brands in posts, recall": (len(right), len(true)),
        "collaborations, precision": (len(found.keys() & deals.keys()), len(found)),
        "collaborations, recall": (len(found.keys() & deals.keys()), len(deals)),
        "running, precision": (len(said & runs), len(said)),
        "running, recall": (len(said & runs), len(runs & found.keys())),
        **_fans(shown, of, {(row["creator"], row["brand"]) for row in world.truth.fans.to_pylist()}),
    }


def _fans(shown: pa.Table, of: dict[str, str], true: set[tuple[str, str]]) -> Figures:
    ranked = [(fan, brand.name) for brand in invented_brands() for fan in fans(shown, brand.name)]
    figures = {}
    for least in (1, 2, 3):
        enough = {(of[fan.account], brand) for fan, brand in ranked if fan.positive_mentions >= least}
        figures[f"fans with {least} positive posts or more, precision"] = (len(enough & true), len(enough))
        figures[f"fans with {least} positive posts or more, recall"] = (len(enough & true), len(true))
    return figures


def as_text(results: dict[str, Figures]) -> str:
    """The figures in lines."""
    lines = []
    for part, figures in results.items():
        lines.append(part)
        for name, (good, trials) in figures.items():
            found = share(good, trials)
            said = f"{percent(found.value)} ({percent(found.low)}-{percent(found.high)})" if found.known else "unknown"
            lines.append(f"   {name:<48} {said:<26} {good} of {trials}")
    return "\n".join(lines)


def as_json(results: dict[str, Figures]) -> str:
    """The figures as JSON."""
    rows: list[dict[str, Any]] = [
        {"part": part, "figure": name, "good": good, **share(good, trials).to_dict()}
        for part, figures in results.items()
        for name, (good, trials) in figures.items()
    ]
    return json.dumps({"benchmark": "brands", "rows": rows}, indent=1)


def main() -> None:
    """Reads the arguments, judges, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with posts.parquet")
    parser.add_argument("--part", choices=("train", "test"), default="test", help="which half of the creators")
    parser.add_argument("--seed", type=int, default=5, help="of the synthetic world")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.data or DATA
    if arguments.data and not folder.is_dir():
        parser.error(f"{folder} is not a folder")
    results: dict[str, Figures] = {}
    if folder.is_dir():
        columns = ["username", "caption", "tagged", "sponsors"]
        captions = pq.read_table(folder / "posts.parquet", columns=columns)
        results[f"real captions, {arguments.part} half of the creators"] = on_captions(captions, arguments.part)
    elif not arguments.json:
        print(f"skipped: shared/data/{DATA.name} is absent")
    results["synthetic world"] = on_the_world(arguments.seed)
    print(as_json(results) if arguments.json else as_text(results))


if __name__ == "__main__":
    main()
