"""Every dependency has its reasons on a page, and every decision has the same five parts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT

PARTS = ["Context", "Decision", "Consequences", "Alternatives", "References"]
PAGES = sorted((DOCS / "decisions").glob("[0-9]*.md"))


def dependencies() -> list[str]:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [*said["project"]["optional-dependencies"].values(), *said["dependency-groups"].values()]
    extras = [one for group in groups for one in group]
    lines = [*said["project"]["dependencies"], *extras, *said["build-system"]["requires"]]
    return sorted({re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in lines})  # type: ignore[index]


@pytest.mark.parametrize("name", dependencies())
def test_a_dependency_is_named_in_a_decision(name: str) -> None:
    assert any(f"`{name}`" in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_has_its_five_parts_and_fits_a_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, flags=re.M) == PARTS
    assert len(text.split()) <= 450
    assert int(page.stem[:4]) == int(re.match(r"# (\d+)\. ", text)[1])  # type: ignore[index]
    assert re.search(r"^(Accepted|Replaced by)", text, flags=re.M)


def test_the_list_of_decisions_is_complete_and_says_their_titles() -> None:
    listed = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    for page in PAGES:
        title = page.read_text(encoding="utf-8").splitlines()[0].split(". ", 1)[1]
        assert f"[{title}]({page.name})" in listed
    assert [int(page.stem[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))
