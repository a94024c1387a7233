"""Disclosures and affiliate links judged on Mathur et al. (CSCW 2018): sentences of YouTube descriptions."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kring.profile.signs import network_of, signs_of_post


@pytest.fixture(scope="module")
def folder(shared_data: Callable[[str], Path]) -> Path:
    return shared_data("affiliate_disclosures")


@pytest.fixture(scope="module")
def sentences(folder: Path) -> list[dict[str, str]]:
    with (folder / "youtube_sentences.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_disclosures_that_name_the_relation_are_found_and_few_others(sentences: list[dict[str, str]]) -> None:
    """A labelled sentence that only says "shop through this Amazon link" names no relation, so recall stays below 1."""
    found = [
        any(sign.kind == "disclosure_word" for sign in signs_of_post(row["sentence"], None, None, None, None))
        for row in sentences
    ]
    labelled = [bool(row["disclosure_type"]) for row in sentences]
    naming = [label and "ffiliate" in row["sentence"] for label, row in zip(labelled, sentences, strict=True)]
    hits = sum(hit for hit, wanted in zip(found, naming, strict=True) if wanted)
    false_alarms = sum(hit and not label for hit, label in zip(found, labelled, strict=True))
    assert hits / sum(naming) >= 0.8
    assert false_alarms / labelled.count(False) <= 0.002


def patterns(folder: Path) -> Iterator[re.Pattern[str]]:
    """The filter lines of the paper as regular expressions."""
    for line in (folder / "affiliate_marketing_links.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("||"):
            yield re.compile(r"https?://(?:[^/]*\.)?" + re.escape(line[2:].strip()).replace(r"\*", ".*"), re.I)


def test_our_networks_know_most_links_that_the_papers_filters_know(
    folder: Path, sentences: list[dict[str, str]]
) -> None:
    """The paper resolved short links first, so it names programmes (a shop's own) that a link alone doesn't show."""
    filters = list(patterns(folder))
    links = {link for row in sentences for link in re.findall(r"https?://\S+", row["sentence"])}
    theirs = {link for link in links if any(pattern.match(link) for pattern in filters)}
    assert len(theirs) > 100
    assert sum(network_of(link) is not None for link in theirs) / len(theirs) >= 0.8
