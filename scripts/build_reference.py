"""Write the reference pages that are made from the code, or say which of them lag.

Run it as `python scripts/build_reference.py [--check] [--folder docs/reference]`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reference.commands import commands_page
from reference.glossary import glossary_page
from reference.niches import niches_page
from reference.priors import priors_page
from reference.python_names import python_page
from reference.ranking import ranking_page
from reference.rest import rest_page
from reference.search_filters import search_filters_page
from reference.tables import tables_page
from reference.tiers import tiers_page
from reference.words import words_page

FOLDER = Path(__file__).parents[1] / "docs" / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "glossary.md": glossary_page,
    "how-ranking-works.md": partial(ranking_page, "en"),
    "how-ranking-works.nl.md": partial(ranking_page, "nl"),
    "niches.md": niches_page,
    "priors.md": priors_page,
    "python.md": python_page,
    "rest.md": rest_page,
    "search-filters.md": search_filters_page,
    "tables.md": tables_page,
    "tiers.md": tiers_page,
    "words.md": words_page,
}


def lagging(folder: Path) -> list[str]:
    """The pages in the folder that differ from what the code says now."""
    return [name for name, made in PAGES.items() if _text(folder / name) != made()]


def write(folder: Path) -> list[str]:
    """Write the pages that lag; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = lagging(folder)
    for name in names:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return names


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def main() -> int:
    """Write, or with --check only compare; 1 when a page lags."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page lags")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pages stand")
    asked = parser.parse_args()
    if not asked.check:
        written = write(asked.folder)
        print(f"written: {', '.join(written)}" if written else "every page is up to date")
        return 0
    names = lagging(asked.folder)
    for name in names:
        print(f"{name} lags behind the code: run make docs and commit the page")
    return 1 if names else 0


if __name__ == "__main__":
    raise SystemExit(main())
