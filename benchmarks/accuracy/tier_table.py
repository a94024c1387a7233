"""The tier table on real Instagram data, beside the published figures.

    python benchmarks/accuracy/tier_table.py [--data FOLDER] [--json]

FOLDER holds `creators.csv`, `posts.parquet` and `comments.parquet` in the form of the Instagram creators of Kim et al.
(WWW 2020); they are loaded by the ordinary import. Prints, by tier, accounts, posts, engagement, answered comments and
commercial posts with 95 % intervals.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from loaded import loaded

from kring.estimate import in_words
from kring.profile import TierTable

FILES = ("creators.csv", "posts.parquet", "comments.parquet")
DATA = Path(__file__).parents[3] / "shared" / "data" / "instagram_creators"
PUBLISHED = {
    "engagement_per_follower": {"nano": 0.0419, "micro": 0.0303, "meso": 0.0244, "macro": 0.0237, "mega": 0.0224},
    "answered_comments": {"nano": 0.281, "micro": 0.223, "meso": 0.141, "macro": 0.060, "mega": 0.001},
    "paid_label_share": {"nano": 0.0, "micro": 0.0010, "meso": 0.0099, "macro": 0.0232, "mega": 0.0150},
}
"""Figures by tier that earlier work measured on the same data; the label on the full sample of 39,068 posts."""


def as_json(table: TierTable) -> str:
    """The table with the published figure beside each measured one."""
    rows = table.to_arrow().to_pylist()
    for row in rows:
        row["published"] = PUBLISHED.get(row["figure"], {}).get(row["tier"])
    return json.dumps({"benchmark": "tier_table", "scheme": table.scheme, "rows": rows}, indent=1)


def as_text(table: TierTable) -> str:
    """The table in lines."""
    lines = []
    for line in table.lines:
        lines.append(f"{line.tier}: {line.accounts:,} accounts, {line.posts:,} posts")
        for name, estimate in line.figures.items():
            published = PUBLISHED.get(name, {}).get(line.tier)
            beside = "" if published is None else f"   published {published:.2%}"
            lines.append(f"   {name:<26} {in_words(estimate, 'share'):<24} n = {estimate.n}{beside}")
    return "\n".join(lines)


def main() -> None:
    """Reads the arguments, makes the table, prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with the three files")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    folder = arguments.data or DATA
    if not folder.is_dir():
        if arguments.data:
            parser.error(f"{folder} is not a folder")
        print(f"skipped: shared/data/{DATA.name} is absent")
        return
    with loaded(folder, FILES, platform="instagram") as (workspace, _):
        table = workspace.tier_table()
    print(as_json(table) if arguments.json else as_text(table))


if __name__ == "__main__":
    main()
