"""The remaining words: platforms, deliverables, values, roles, people and disclosure, from `kring.vocabulary`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kring.vocabulary.disclosure import Rule, all_rules, disclosure_words, regimes
from kring.vocabulary.people import AGE_BANDS, GENDERS, LANGUAGES
from kring.vocabulary.platforms import deliverables, platforms
from kring.vocabulary.roles import no_proven_uplift, roles, uplift_source
from kring.vocabulary.values import values
from reference.markdown import code, listed, page, table

LABELS = ("name", "English", "Nederlands")

DISCLOSURE = """
## Disclosure

Which words count as saying that a post is advertising depends on the rules, the platform, the place in the post and the
date. A rule that was replaced keeps its end date, so that an old post is judged by the rules of its day. This is
engineering input, not legal advice.
"""


def words_page() -> str:
    """The page with the lists that are too short for one of their own."""
    return page(
        "Other words",
        "Lists that briefs, sheets and profiles draw on.",
        _platforms(),
        "## Deliverables\n\n" + _described(deliverables().values(), ()),
        "## Values\n\nWhat a follower gets from a post.\n\n" + _described(values().values(), ("family",)),
        f"## Roles\n\n{no_proven_uplift().en} *{no_proven_uplift().nl}* Source: {uplift_source()}.\n\n"
        + _described(roles().values(), ("interaction",)),
        f"## People\n\nAge bands: {listed(AGE_BANDS)}. Genders: {listed(GENDERS)}. Languages: {listed(LANGUAGES)}.",
        DISCLOSURE,
        _disclosure(),
    )


def _described(entries: Iterable[Any], extra: tuple[str, ...]) -> str:
    rows = [
        (
            code(one.name),
            one.words.en,
            one.words.nl,
            *(getattr(one, name) for name in extra),
            one.description.en,
            one.description.nl,
        )
        for one in entries
    ]
    return table((*LABELS, *extra, "meaning", "betekenis"), rows)


def _platforms() -> str:
    rows = [
        (code(one.name), one.words.en, one.words.nl, one.audience.en, listed(one.deliverables))
        for one in platforms().values()
    ]
    return "## Platforms\n\n" + table((*LABELS, "its audience", "deliverables"), rows)


def _disclosure() -> str:
    bodies = [(code(one.name), one.words.en, one.words.nl, one.country, one.source) for one in regimes().values()]
    words = [
        (
            code(one.name),
            ", ".join(f"#{tag}" for tag in one.hashtags),
            ", ".join(one.phrases),
            "yes" if one.payment else "no",
        )
        for one in disclosure_words().values()
    ]
    return "\n\n".join(
        (
            "### Bodies of rules\n\n" + table((*LABELS, "country", "source"), bodies),
            "### Words\n\n" + table(("name", "hashtags", "phrases", "points to a benefit by itself"), words),
            "### Rules\n\n"
            + table(("rule", "where", "words", "verdict", "holds", "why", "source"), map(_rule, all_rules())),
        )
    )


def _rule(rule: Rule) -> tuple[str, ...]:
    where = [listed(rule.platforms) or "all platforms", listed(rule.formats), listed(rule.positions)]
    holds = f"from {rule.starts}" + (f", before {rule.ends}" if rule.ends else "")
    words = listed(rule.disclosure_words) or "any"
    places = "; ".join(part for part in where if part)
    return (code(rule.name), places, words, code(rule.verdict), holds, rule.why.en, rule.source)
