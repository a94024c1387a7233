"""How many fields of briefs in sentences are read right, on briefs written and labelled by hand for this project.

    python benchmarks/accuracy/drafted_briefs.py [--data FOLDER] [--set SET] [--rules-only] [--wrong] [--json]

SET is fresh_third (the default), fresh_again, fresh, judged or dev: files in FOLDER, in the form of
benchmarks/accuracy/briefs; its README says what each has been used for. A field is right when it says exactly what is
expected, or rightly nothing; one that is expected to be in doubt is right only when it is marked so. Prints for each
field precision and recall, and over all: the share right of the fields that are expected or guessed ("said"), the
share right of all fields, the budgets that are wrong and not marked, and those right and marked without need. Intervals
are 95 %: Wilson's for a field, by bootstrap over briefs for the whole.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from bootstrapped import with_intervals

from kring.estimate import share
from kring.match.draft import Draft, drafted
from kring.match.draft.draft import FIELDS, MONEY
from kring.profile.embedder import best_embedder

DATA = Path(__file__).parent / "briefs"
SETS = ("fresh_third", "fresh_again", "fresh", "judged", "dev")


@dataclass(frozen=True)
class Judged:
    """What became of one field of one brief."""

    brief: str
    language: str
    field: str
    expected: Any
    guessed: Any
    marked: bool
    right: bool
    asked: bool


def ordered(value: Any) -> Any:
    """A value in which the order of a list makes no difference."""
    if isinstance(value, dict):
        return {str(name): ordered(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return sorted((ordered(one) for one in value), key=str)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 2)
    return value if isinstance(value, bool) else str(value)


def judged(brief: dict[str, Any], draft: Draft) -> list[Judged]:
    """Every field of one brief beside what its draft says."""
    found = []
    for field in FIELDS:
        guess, expected = draft[field], brief["expects"].get(field)
        said = guess.value if guess else None
        same = ordered(said) == ordered(expected)
        marked = bool(guess and guess.is_doubtful)
        asked = field in brief.get("doubt", ())
        right = same and (marked or not asked)
        found.append(Judged(brief["id"], brief["language"], field, expected, said, marked, right, asked))
    return found


def of_counted(right: int, of: int) -> tuple[float, float, float] | None:
    """A share with its 95 % interval; None of nothing."""
    if not of:
        return None
    found = share(right, of)
    return found.value, found.low, found.high


def by_field(rows: list[Judged]) -> dict[str, dict[str, Any]]:
    """Precision and recall of each field, with intervals and the counts behind them."""
    found = {}
    for field in FIELDS:
        own = [row for row in rows if row.field == field]
        guessed = [row for row in own if row.guessed is not None]
        expected = [row for row in own if row.expected is not None]
        right = sum(row.right for row in guessed)
        found[field] = {
            "precision": of_counted(right, len(guessed)), "recall": of_counted(right, len(expected)),
            "guessed": len(guessed), "expected": len(expected), "right": right,
        }  # fmt: skip
    return found


def over_all(rows: list[Judged]) -> dict[str, list[float]]:
    """The shares right, over briefs."""
    names = list(dict.fromkeys(row.brief for row in rows))
    counts = np.array([_counts([row for row in rows if row.brief == name]) for name in names])
    return with_intervals(_shares, counts[:, :2], counts[:, 2:])


def _counts(rows: list[Judged]) -> tuple[int, int, int, int]:
    said = [row for row in rows if row.expected is not None or row.guessed is not None]
    return sum(row.right for row in said), len(said), sum(row.right for row in rows), len(rows)


def _shares(said: Any, whole: Any) -> dict[str, float]:
    """Both with one row a brief: how many are right, of how many."""
    names = ("fields_right_of_said", "fields_right_of_all")
    return {name: float(of[:, 0].sum() / of[:, 1].sum()) for name, of in zip(names, (said, whole), strict=True)}


def silently_wrong(rows: list[Judged], field: str) -> list[Judged]:
    """Amounts that are not what is expected, and not marked: also one that is missing from `expects`."""
    return [
        row for row in rows
        if row.field == field and row.guessed is not None and not row.marked and not row.right
    ]  # fmt: skip


def doubted_in_vain(rows: list[Judged], field: str) -> list[Judged]:
    """Amounts that are right and marked all the same: what the rule never to be wrong in silence costs a person."""
    return [row for row in rows if row.field == field and row.right and row.marked and not row.asked]


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the briefs")
    parser.add_argument("--set", dest="part", choices=SETS, default="fresh_third", help="which briefs")
    parser.add_argument("--rules-only", action="store_true", help="without embeddings")
    parser.add_argument("--wrong", action="store_true", help="also print what went wrong")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    whole = yaml.safe_load((arguments.data / f"{arguments.part}.yaml").read_text(encoding="utf-8"))
    reads = None if arguments.rules_only else best_embedder()
    rows = [
        row for brief in whole["briefs"] for row in judged(brief, drafted(brief["text"], whole["today"], reads))
    ]  # fmt: skip
    groups = {"nl": [row for row in rows if row.language == "nl"], "en": [row for row in rows if row.language == "en"],
              "both": rows}  # fmt: skip
    said = {
        "benchmark": "drafted_briefs", "set": arguments.part, "briefs": len(whole["briefs"]),
        "embedder": reads.name if reads else None,
        "overall": {name: over_all(own) for name, own in groups.items() if own}, "fields": by_field(rows),
        "silently_wrong": {field: [row.brief for row in silently_wrong(rows, field)] for field in MONEY},
        "doubted_in_vain": {field: len(doubted_in_vain(rows, field)) for field in MONEY},
    }  # fmt: skip
    print(json.dumps(said, indent=1)) if arguments.json else _show(said)
    for row in rows if arguments.wrong else ():
        if not row.right:
            mark = " (marked)" if row.marked else ""
            print(f"{row.brief}: {row.field} expected {row.expected}, said {row.guessed}{mark}")


def _show(said: dict[str, Any]) -> None:
    print(f"{said['set']}: {said['briefs']} briefs, embedder {said['embedder'] or 'none'}")
    for name, shares in said["overall"].items():
        for measure, (value, low, high) in shares.items():
            print(f"   {name:<5} {measure:<22} {value:.3f} ({low:.3f} to {high:.3f})")
    for field, row in said["fields"].items():
        parts = [f"{row[name][0]:.2f} ({row[name][1]:.2f} to {row[name][2]:.2f})" if row[name] else "-" for name in
                 ("precision", "recall")]  # fmt: skip
        print(f"   {field:<13} precision {parts[0]:<22} recall {parts[1]:<22} of {row['expected']}")
    for field, names in said["silently_wrong"].items():
        print(f"   {field} wrong in silence: {len(names)} {' '.join(names)}")
    for field, number in said["doubted_in_vain"].items():
        print(f"   {field} right and in doubt without need: {number}")


if __name__ == "__main__":
    main()
