"""Pages are plain, name no machine and keep to the words of the domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import all_pages, without_code, written_pages

TELLS_THE_READER_IT_IS_EASY = r"\b(simply|just|obviously|of course|trivial(ly)?|easily)\b"
AMERICAN = r"\b(color|behavior|center|favorite|analyze[sd]?|organiz\w+|recogniz\w+|summariz\w+|labeled)\b"
PLACES_OF_A_MACHINE = r"(?<![\w.])/(work|tmp|root|home|Users)/|[A-Z]:\\"
ADDRESS = r"https?://(?!127\.0\.0\.1|localhost|[\w.-]*example\b)[^\s)`>\"]+"
PROPER = re.compile(
    "Kring|Python|Django|DuckDB|Narwhals|Iceberg|SQLite|PostgreSQL|YAML|XLSX|Typst|MkDocs|Markdown|Argon2|REST|MCP|Typer|"
    "Rich|PyYAML|Excel|WSGI|Instagram|TikTok|YouTube"
)

pages = pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.stem)
written = pytest.mark.parametrize("page", written_pages(), ids=lambda page: page.stem)


@written
def test_a_page_does_not_tell_the_reader_that_it_is_easy(page: Path) -> None:
    assert re.findall(TELLS_THE_READER_IT_IS_EASY, without_code(page.read_text(encoding="utf-8")), flags=re.I) == []


@written
def test_a_page_is_in_british_english(page: Path) -> None:
    assert re.findall(AMERICAN, without_code(page.read_text(encoding="utf-8")), flags=re.I) == []


@pages
def test_a_page_names_no_path_of_a_machine_and_no_address_elsewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(PLACES_OF_A_MACHINE, text) == []
    assert re.findall(ADDRESS, text) == []


@written
def test_headings_are_in_sentence_case(page: Path) -> None:
    prose = without_code(page.read_text(encoding="utf-8"))
    for heading in re.findall(r"^#+ (?:\d+\. )?(.+)$", prose, flags=re.M):
        later = [re.sub(r"\W+$|['’]s$", "", word) for word in heading.split()[1:]]
        assert [word for word in later if word[:1].isupper() and not PROPER.fullmatch(word)] == [], heading


@written
def test_lines_are_short_enough_to_compare(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 125 and not line.startswith(("|", "1. ", "- "))] == []
