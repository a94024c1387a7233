"""What the trait eligibility says of accounts that are all known to be influencers.

    python benchmarks/accuracy/eligibility.py [--data FOLDER] [--json]

FOLDER holds `creators.csv` and `posts.parquet` in the form of the Instagram creators of Kim et al. (WWW 2020), loaded
by the ordinary import. They were gathered as influencers, so every "no" there is doubtful; the data hold no bios, so
only captions speak. No public data name companies, fan pages and repost accounts: how many of those are found is not
known.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from loaded import loaded

from kring.estimate import share
from kring.profile.eligibility import captions_spoken, eligibility
from kring.workspace import Workspace

FILES = ("creators.csv", "posts.parquet")
DATA = Path(__file__).parents[3] / "shared" / "data" / "instagram_creators"


def concluded(workspace: Workspace) -> dict[str, Any]:
    """How many accounts are eligible, of which kind, and which share of posts credits another maker."""
    facts = workspace.facts()
    _, rows = eligibility(facts)
    spoken = facts.collect(captions_spoken(facts.newest("posts")))
    captions, credited = (sum(spoken[name].to_pylist()) for name in ("captions", "credited"))
    told = rows.to_pylist()
    return {
        "accounts_with_captions": spoken.num_rows,
        "with_a_sign": len(told),
        "eligible": Counter(row["eligible"] for row in told),
        "kind": Counter(row["kind"] for row in told),
        "called_no": share(sum(row["eligible"] == "no" for row in told), len(told)).to_dict(),
        "posts_that_credit_others": share(credited, captions).to_dict(),
    }


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder with the two files")
    parser.add_argument("--json", action="store_true", help="print JSON on one line")
    arguments = parser.parse_args()
    folder = arguments.data or DATA
    if not folder.is_dir():
        if arguments.data:
            parser.error(f"{folder} is not a folder")
        print(f"skipped: shared/data/{folder.name} is absent")
        return
    with loaded(folder, FILES, platform="instagram") as (workspace, _):
        answer = concluded(workspace)
    print(json.dumps({"benchmark": "eligibility"} | answer, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
