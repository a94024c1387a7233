"""Every word of the vocabulary stands there in Dutch and English, and every word of the domain is defined."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from kring.errors import UnknownName
from kring.facts.schema import PLATFORMS
from kring.vocabulary import disclosure, figures, glossary, niches, platforms, roles, studies, tiers, values
from kring.vocabulary.text import Words, entries

FILES = ("tiers", "niches", "values", "roles", "platforms", "disclosure", "glossary", "figures", "studies")
DESIGN_WORDS = (
    "creator", "account", "tier", "starter", "nano", "micro", "meso", "macro", "mega", "trajectory", "local_hero",
    "niche", "value", "contact", "authenticity", "clean_feed", "role", "role_model", "mentor", "expert_by_experience",
    "locality", "fan", "ambassador", "brief", "match", "plan", "reach", "unique_reach", "sum_of_followers",
    "exclusive_reach", "frequency", "collaboration",
)  # fmt: skip


def bilingual_nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a YAML file that holds one of the two languages."""
    if isinstance(data, dict):
        if "nl" in data or "en" in data:
            yield data
        for entry in data.values():
            yield from bilingual_nodes(entry)


@pytest.mark.parametrize("name", FILES)
def test_no_key_lacks_a_language(name: str) -> None:
    nodes = list(bilingual_nodes(entries(name)))
    assert nodes
    for node in nodes:
        assert set(node) == {"nl", "en"}
        texts = [text for part in node.values() for text in (part if isinstance(part, list) else [part])]
        assert all(node.values())
        assert all(isinstance(text, str) and text.strip() for text in texts)


@pytest.mark.parametrize(
    "entry",
    [
        *niches.niches().values(), *values.values().values(), *roles.roles().values(),
        *platforms.platforms().values(), *platforms.deliverables().values(), *glossary.glossary().values(),
        *figures.figures().values(),
        *studies.studies().values(), *disclosure.regimes().values(), *disclosure.all_rules(), *tiers.KRING.tiers,
    ],
    ids=lambda entry: f"{type(entry).__name__}:{entry.name}",
)  # fmt: skip
def test_each_entry_says_something_in_both_languages(entry: Any) -> None:
    assert is_dataclass(entry)
    spoken = [getattr(entry, field.name) for field in fields(entry) if field.type in ("Words", Words)]
    assert spoken
    for words in spoken:
        assert words.said_in("nl") == words.nl
        assert words.said_in("en") == words.en


def test_a_text_without_one_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en is missing"):
        Words.of({"nl": "bereik"})


@pytest.mark.parametrize("word", DESIGN_WORDS)
def test_every_word_of_the_domain_is_defined(word: str) -> None:
    definition = glossary.term(word).definition
    assert len(definition.nl.split()) >= 5
    assert len(definition.en.split()) >= 5


def test_every_platform_that_facts_accept_is_described_with_known_deliverables() -> None:
    assert set(platforms.platforms()) == set(PLATFORMS)
    for entry in platforms.platforms().values():
        assert entry.deliverables
        assert set(entry.deliverables) <= set(platforms.deliverables())


def test_only_the_three_video_platforms_fall_under_the_media_act() -> None:
    named = {name for name, entry in platforms.platforms().items() if entry.mediawet}
    assert named == {"youtube", "instagram", "tiktok"}


def test_five_kinds_of_value_in_two_families() -> None:
    families = {name: entry.family for name, entry in values.values().items()}
    assert families == {
        "humour": "feeling", "recognition": "feeling", "motivation": "feeling",
        "discount_code": "benefit", "tips": "benefit",
    }  # fmt: skip


def test_a_role_comes_with_the_statement_that_no_uplift_is_proven() -> None:
    assert list(roles.roles()) == ["role_model", "mentor", "expert_by_experience"]
    assert "score" in roles.no_proven_uplift().nl
    assert "Trimbos" in roles.uplift_source()


@pytest.mark.parametrize(
    "lookup",
    [values.value, roles.role, platforms.platform, platforms.deliverable, glossary.term, figures.figure],
)
def test_an_unknown_name_is_an_error_a_person_can_act_on(lookup: Any) -> None:
    with pytest.raises(UnknownName, match="nowhere"):
        lookup("nowhere")
