"""The chance of a yes: a wide prior without offers, what offers taught with them, and the mutual score beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.estimate import Basis, Estimate
from kring.match.learning.acceptance import OFFERS, PRIORS, acceptance
from kring.match.learning.fitting import expit
from kring.match.learning.mutual import mutual
from kring.match.learning.wanting import Wanting, wanting

NOON = datetime(2026, 6, 1, tzinfo=UTC)


def offers(answers: str, ratio: float = 1.0, tier: str | None = "nano", at: datetime = NOON) -> pa.Table:
    """One offer a letter: y, n or - for no answer."""
    said = {"y": "yes", "n": "no", "-": "none"}
    rows = [
        {"account": f"instagram:a{number}", "fee_offered": 100 * ratio, "fee_expected": 100.0, "tier": tier,
         "answer": said[letter], "at": at}
        for number, letter in enumerate(answers)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, OFFERS)


def test_without_offers_there_is_a_wide_prior_that_is_called_one() -> None:
    chance = acceptance().chance()
    assert (chance.basis, chance.n) == (Basis.PRIOR, 0)
    assert chance.low < 0.1
    assert chance.high > 0.9
    assert acceptance(OFFERS.empty_table()).chance() == chance
    assert acceptance().chance(fee_ratio=2.0).value > chance.value > acceptance().chance(fee_ratio=0.5).value


def test_offers_make_it_narrower_and_move_it_to_what_was_answered() -> None:
    few, many = acceptance(offers("yyyn")), acceptance(offers("yyyn" * 20))
    assert few.chance(tier="nano").basis is Basis.MODELLED
    assert 0.5 < few.chance(tier="nano").value < many.chance(tier="nano").value < 0.8
    widths = [one.chance(tier="nano").high - one.chance(tier="nano").low for one in (acceptance(), few, many)]
    assert widths == sorted(widths, reverse=True)
    assert many.chance(tier="micro").high - many.chance(tier="micro").low > widths[-1]


@given(st.text("yn-", max_size=12), st.floats(0.2, 5), st.floats(1, 4))
@settings(max_examples=30, deadline=None)
def test_more_money_never_makes_a_yes_less_likely(answers: str, ratio: float, more: float) -> None:
    found = acceptance(pa.concat_tables([offers(answers, 3.0), offers("ny", 0.5)]), NOON + timedelta(days=30))
    assert found.chance(fee_ratio=ratio * more).value >= found.chance(fee_ratio=ratio).value - 0.02
    assert found.values[1] >= 0


def test_no_answer_counts_as_no_after_two_weeks_and_not_at_all_before() -> None:
    asked = offers("y" * 5 + "-" * 5)
    soon, later = (acceptance(asked, NOON + timedelta(days=days)) for days in (3, 20))
    assert (soon.n, later.n) == (5, 10)
    assert soon.chance().value > later.chance().value
    assert acceptance(asked).n == 5
    with pytest.raises(BadInput, match="no answer to an offer"):
        acceptance(offers("y").set_column(5, "answer", pa.array(["later"])))


def test_the_interval_holds_the_true_chance_of_worlds_like_the_prior() -> None:
    rng, held = np.random.default_rng(1), []
    for _ in range(120):
        odds, slope = rng.normal(*PRIORS["intercept"]), abs(rng.normal(*PRIORS["fee"]))
        ratios = 2 ** rng.normal(0, 1, 30)
        said = "".join("y" if hit else "n" for hit in rng.random(30) < expit(odds + slope * np.log2(ratios)))
        table = pa.concat_tables([offers(one, ratio, None) for one, ratio in zip(said, ratios, strict=True)])
        chance = acceptance(table).chance(fee_ratio=1.5)
        held.append(chance.low <= expit(odds + slope * np.log2(1.5)) <= chance.high)
    assert np.mean(held) >= 0.9


def test_the_mutual_score_is_low_where_either_is_and_unknown_where_either_is() -> None:
    likely, hardly = (Estimate.between(one, one / 2, min(1.0, one * 1.1), Basis.MODELLED, 40) for one in (0.9, 0.1))
    both = mutual(likely, hardly)
    assert both.value == pytest.approx(0.3)
    assert both.low <= both.value <= both.high
    assert mutual(likely, acceptance().chance()).basis is Basis.PRIOR
    unknown = mutual(likely, Estimate.unknown("nobody decided yet"))
    assert not unknown.known
    assert unknown.reason == "nobody decided yet"


def test_wanting_rises_with_bits_and_is_wider_where_nobody_was_decided_on() -> None:
    rng = np.random.default_rng(2)
    bits, briefs = rng.normal(0, 2, 400), rng.integers(0, 10, 400)
    curve = wanting(bits, rng.random(400) < expit(-0.5 + 0.6 * bits), briefs)
    assert curve.chance(0).low <= expit(np.array(-0.5)) <= curve.chance(0).high
    assert curve.chance(3).value > curve.chance(0).value
    assert Wanting.of_dict(curve.to_dict()) == curve
