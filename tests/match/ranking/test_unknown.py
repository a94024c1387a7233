"""What the unknown could do to a score: it bounds every score that knowing more could give, and is never in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kring.match.criteria import Pool, active_criteria
from kring.match.ranking import ranked
from tests.match.pools import BRIEF, pool, pools

KNOWN = {"followers": 2_000, "answered_comments": 0.6, "clean_feed": 0.95, "commercial_share": 0.05, "fee": 60.0,
         "authenticity": 0.95, "monthly_growth": 0.05, "posts_per_week": 2.0, "niches": {"mama": 0.8}}  # fmt: skip


def test_what_is_learned_of_an_account_stays_within_what_the_unknown_could_do() -> None:
    less = {name: value for name, value in KNOWN.items() if name not in ("answered_comments", "authenticity")}
    whole, part = (
        ranked(BRIEF, pool({"instagram:a": one, "instagram:b": KNOWN}), active_criteria()) for one in (KNOWN, less)
    )
    unknown, score = part.unknown_bits("instagram:a"), part.explain("instagram:a").bits
    assert {"contact", "authenticity"} <= set(unknown.criteria)
    assert score + unknown.low <= whole.explain("instagram:a").bits <= score + unknown.high
    both = sum(whole.explain("instagram:b").bar(name).bits for name in ("contact", "authenticity"))  # type: ignore[union-attr]
    assert unknown.usual == pytest.approx(both)
    assert unknown.in_words("nl").startswith("Wat onbekend is")


@given(pools)
@settings(max_examples=40)
def test_the_usual_lies_between_the_ends_and_known_criteria_have_no_part(pool: Pool) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    for account in pool.names.to_pylist():
        unknown = ranking.unknown_bits(account)
        assert unknown.low <= 0 <= unknown.high
        assert unknown.low <= unknown.usual <= unknown.high
        assert not set(unknown.criteria) & {bar.criterion for bar in ranking.explain(account).bars if bar.known}
