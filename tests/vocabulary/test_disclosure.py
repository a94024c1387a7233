"""Disclosure rules: dated, sourced, different by regime, platform, format and position."""

from datetime import date

import pytest

from kring.errors import UnknownName
from kring.vocabulary.commerce import affiliate_networks, code_words
from kring.vocabulary.disclosure import POSITIONS, VERDICTS, Rule, all_rules, disclosure_words, regimes, rules
from kring.vocabulary.platforms import platforms
from kring.vocabulary.text import entries

TODAY = date(2026, 11, 22)


def verdicts(regime: str, platform: str, word: str, position: str, on: date = TODAY) -> set[str]:
    """What the rules of a regime say of a word in a position."""
    found: tuple[Rule, ...] = rules(regime, platform, on)
    return {rule.verdict for rule in found if word in rule.disclosure_words and position in rule.positions}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_names_known_things_a_source_and_a_start(rule: Rule) -> None:
    assert rule.regime in regimes()
    assert set(rule.platforms) <= set(platforms())
    assert rule.positions
    assert set(rule.positions) <= set(POSITIONS)
    assert set(rule.disclosure_words) <= set(disclosure_words())
    assert rule.verdict in VERDICTS
    assert rule.source
    assert isinstance(rule.starts, date)
    assert rule.ends is None or rule.starts < rule.ends


def test_the_fined_case_ad_only_in_the_caption_of_a_tiktok_fails_under_the_media_act() -> None:
    assert verdicts("mediawet", "tiktok", "ad", "caption") == {"fail"}
    assert verdicts("rsm", "tiktok", "ad", "caption_start") == {"pass"}


def test_position_decides_the_same_word_passes_first_and_is_doubtful_in_the_middle() -> None:
    assert verdicts("rsm", "instagram", "ad", "hashtag_first_or_last") == {"pass"}
    assert verdicts("rsm", "instagram", "ad", "hashtag_middle") == {"doubt"}


def test_a_word_loses_its_standing_on_the_day_the_list_changed() -> None:
    assert verdicts("rsm", "instagram", "partner", "caption_start", date(2021, 12, 31)) == {"pass"}
    assert verdicts("rsm", "instagram", "partner", "caption_start", date(2022, 1, 1)) == {"doubt"}


def test_vague_words_never_pass_today() -> None:
    for word in ("partner", "collaboration", "collab", "ambassador", "thanks", "campaign"):
        for regime in ("rsm", "mediawet"):
            for position in POSITIONS:
                assert "pass" not in verdicts(regime, "instagram", word, position)


def test_the_media_act_says_nothing_of_a_blog() -> None:
    assert rules("mediawet", "blog", TODAY) == ()


def test_an_unknown_regime_is_an_error() -> None:
    with pytest.raises(UnknownName, match="mediawett"):
        rules("mediawett", "tiktok", TODAY)


def test_no_spelling_stands_for_two_disclosure_words() -> None:
    for kind in ("hashtags", "phrases"):
        seen: dict[str, str] = {}
        for word in disclosure_words().values():
            for spelling in getattr(word, kind):
                assert spelling == spelling.lower().strip()
                assert seen.setdefault(spelling, word.name) == word.name


def test_every_network_has_a_source_and_something_to_recognise_it_by() -> None:
    hosts: list[str] = []
    for network in affiliate_networks().values():
        assert network.source
        assert network.hosts or network.parameters
        hosts += network.hosts
    assert len(hosts) == len(set(hosts))
    assert {"kortingscode", "discount code"} <= set(code_words().names)


@pytest.mark.parametrize("name", ["disclosure", "commerce"])
def test_no_word_was_read_as_a_truth_value(name: str) -> None:
    """YAML reads a bare no, off or on as true or false."""

    def words(data: object) -> list[object]:
        if isinstance(data, dict):
            return [word for entry in data.values() for word in words(entry)]
        return [word for entry in data for word in words(entry)] if isinstance(data, list) else [data]

    lists = [entry for entry in words(entries(name)) if isinstance(entry, bool)]
    assert len(lists) == (len(disclosure_words()) if name == "disclosure" else 0)
