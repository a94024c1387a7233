"""The documentation's pages and the blocks of code in them, as the tests read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = "<!-- Made by scripts/build_reference.py"

_FENCE = re.compile(
    r"^(?:<!-- tested(?::(?P<how>[^>]*?))? -->\n)?```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """One block of code: its language, whether it is marked as tested, and how (`file NAME`, `fails 2`)."""

    language: str
    text: str
    tested: bool
    how: str


def all_pages() -> list[Path]:
    """Every page, and the two texts beside the documentation."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def written_pages() -> list[Path]:
    """The pages that people wrote."""
    return [page for page in all_pages() if not page.read_text(encoding="utf-8").startswith(MADE)]


def reference(name: str) -> str:
    """The text of one reference page."""
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    """The blocks of code of a page, in order."""
    return [
        Block(found["language"], found["text"], found[0].startswith("<!--"), (found["how"] or "").strip())
        for found in _FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def without_code(text: str) -> str:
    """The prose of a page: no blocks of code, no code in a line."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
