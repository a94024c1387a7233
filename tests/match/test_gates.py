"""Gates: who may be chosen, with a reason in both languages for who may not."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kring.errors import BadInput, UnknownName
from kring.estimate import Basis, Estimate
from kring.match import Brief, Candidate, Verdict, candidates, named, verdicts

FEE = Estimate.exact(100, 1, Basis.DECLARED)
BAKER = Candidate("instagram:a", platform="instagram", handle="a", followers=2_000, niche="bakken", language="nl")


def judged(brief: str, candidate: Candidate, *, fee: Estimate | None = FEE, audience: bool = True) -> Verdict:
    fees = {} if fee is None else {candidate.account: fee}
    around = {candidate.account} if audience else set()
    return verdicts(Brief.from_yaml(f"name: x\nbudget: 500\n{brief}"), [candidate], around, fees)[0]


@pytest.mark.parametrize(
    ("brief", "reason"),
    [
        ("tiers: [micro]", "the number of followers (nano) is not"),
        ("platforms: [tiktok]", "the platform (Instagram) is not"),
        ("niches: [koken]", "the niche (baking) is not"),
        ("languages: [en]", "the language ("),
        ("budget: 50", "the fee is above the budget"),
    ],
)
def test_each_list_of_the_brief_is_a_gate(brief: str, reason: str) -> None:
    text = brief if not brief.startswith("budget") else ""
    lower = Estimate.exact(600, 1, Basis.DECLARED) if brief.startswith("budget") else FEE
    verdict = judged(text, BAKER, fee=lower)
    assert not verdict.passes
    assert reason in verdict.reasons[0].en
    assert verdict.reasons[0].nl != verdict.reasons[0].en


def test_who_meets_every_list_passes() -> None:
    assert judged("tiers: [nano]\nplatforms: [instagram]\nniches: [bakken]\nlanguages: [nl]", BAKER) == Verdict(
        "instagram:a"
    )


def test_what_is_unknown_is_kept_or_left_out_as_the_brief_says_and_named_both_times() -> None:
    unknown = Candidate("instagram:b", platform="instagram", followers=2_000)
    kept, left_out = judged("niches: [bakken]\nunknown: keep", unknown), judged("niches: [bakken]", unknown)
    assert kept.passes
    assert not left_out.passes
    assert kept.unknown == left_out.unknown == ("niches",)
    assert left_out.reasons[0].nl == "de niche is onbekend"


def test_without_an_audience_or_a_fee_nobody_can_be_planned() -> None:
    assert "who follows" in judged("", BAKER, audience=False).reasons[0].en
    assert "no fee is known" in judged("", BAKER, fee=None).reasons[0].en
    assert "no fee is known" in judged("", BAKER, fee=Estimate.unknown("no rate")).reasons[0].en


def test_required_passes_the_lists_and_forbidden_never_does() -> None:
    brief = Brief.from_yaml("name: x\nbudget: 500\ntiers: [macro]")
    fees = {"instagram:a": FEE}
    assert verdicts(brief, [BAKER], set(), fees, required={"instagram:a"})[0].passes
    assert not verdicts(brief, [BAKER], set(), fees, forbidden={"instagram:a"})[0].passes


def test_candidates_come_from_a_table_in_the_order_of_their_accounts() -> None:
    table = pa.table({
        "account": ["tiktok:b", "instagram:a"], "followers": pa.array([None, 6_000], pa.int64()),
        "category": ["iets anders", "Cooking"],
    })  # fmt: skip
    first, second = candidates(table)
    assert (first.account, first.platform, first.tier, first.niche) == ("instagram:a", "instagram", "micro", "koken")
    assert (second.tier, second.niche, second.platform) == (None, None, "tiktok")


def test_creators_are_meant_by_account_handle_or_name() -> None:
    known = [BAKER, Candidate("tiktok:a", handle="a"), Candidate("tiktok:c", handle="c", name="Cato")]
    assert named(known, ["instagram:a", "@C", "cato"], "required") == ["instagram:a", "tiktok:c", "tiktok:c"]
    with pytest.raises(BadInput, match="'required': 'a' can mean instagram:a, tiktok:a") as several:
        named(known, ["a"], "required")
    with pytest.raises(UnknownName, match="account for 'required' 'catoo'") as nobody:
        named(known, ["catoo"], "required")
    assert several.value.said_in("nl")[0] == "'required': met 'a' kan bedoeld zijn: instagram:a, tiktok:a."
    assert nobody.value.said_in("nl")[0] == "'catoo' is niet bekend als account bij 'required'."
