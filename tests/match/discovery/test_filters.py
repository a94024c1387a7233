"""Filters: three answers, counts that hide nobody, and the same answer as reading the accounts one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match.criteria import Pool
from kring.match.discovery import Condition, Search, find
from kring.vocabulary.tiers import tier_of
from tests.match.discovery.corpora import catalogue
from tests.match.pools import one, pool, shuffled

KNOWN = st.dictionaries(
    st.sampled_from([f"{on}:a{at}" for on in ("instagram", "tiktok") for at in range(5)]), one, min_size=1
)
POLICY = st.sampled_from([None, "keep", "drop"])
LIMITS = st.sampled_from([0.0, 0.05, 0.2, 0.5, 500.0, 5_000.0])
OF_FIGURES = ("answered_comments", "authenticity", "monthly_growth", "posts_per_week", "commercial_share")


def ranges(of: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda ends, unknown: Condition(of, (), min(ends), max(ends), None, unknown), st.tuples(LIMITS, LIMITS), POLICY
    )


def choices(*names: str) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda name, turned, unknown: Condition(() if turned else (name,), (name,) if turned else (), unknown=unknown),
        st.sampled_from(names), st.booleans(), POLICY,
    )  # fmt: skip


def least(*names: str) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda name, share, unknown: Condition((name,), (), share, unknown=unknown),
        st.sampled_from(names), st.sampled_from([0.0, 0.05, 0.3]), POLICY,
    )  # fmt: skip


FILTERS = st.fixed_dictionaries({}, optional={
    "followers": ranges(), "fee": ranges(("post",)), "language": choices("nl", "en"), "tier": choices("nano", "mega"),
    "platform": choices("instagram", "tiktok"), "niche": least("mama", "vegan"), **dict.fromkeys(OF_FIGURES, ranges()),
})  # fmt: skip
SEARCHES = st.builds(
    lambda filters, unknown, sort, lowest: Search("", filters, unknown, sort, lowest, size=1000), FILTERS,
    st.sampled_from(["keep", "drop"]), st.sampled_from(["", "account", "answered_comments", "fee:post", "niche:vegan"]),
    st.booleans(),
)  # fmt: skip
FITS, DOESNT, UNKNOWN = "fits", "doesn't", "unknown"


def answer(known: Mapping[str, Any], account: str, name: str, asked: Condition) -> str:
    """What one filter says of one account, read plainly from what is known of it."""
    if name in ("language", "platform", "tier"):
        size = tier_of(known.get("followers"))
        value = {"language": known.get("language"), "platform": account.partition(":")[0], "tier": size and size.name}[
            name
        ]
        if value is None:
            return UNKNOWN
        return FITS if (not asked.of or value in asked.of) and value not in asked.none_of else DOESNT
    if name == "niche":
        niches = known.get("niches")
        number = niches.get(asked.of[0], 0.0) if niches else None
    else:
        number = known.get({"fee": "fee"}.get(name, name))
    if number is None:
        return UNKNOWN
    above = asked.least is None or number >= asked.least
    return FITS if above and (asked.most is None or number <= asked.most) else DOESNT


@dataclass
class Plain:
    """The answers to a search, account by account and filter by filter."""

    known: Mapping[str, Mapping[str, Any]]
    search: Search

    def answers(self, account: str) -> dict[str, str]:
        asked = self.search.filters
        return {name: answer(self.known[account], account, name, one) for name, one in asked.items()}

    def out_by(self, account: str) -> list[str]:
        return [
            name for name, said in self.answers(account).items()
            if said == DOESNT or (said == UNKNOWN and not self.search.keeps_unknown(name))
        ]  # fmt: skip

    @property
    def found(self) -> list[str]:
        return sorted(account for account in self.known if not self.out_by(account))


@given(KNOWN, SEARCHES)
def test_filters_answer_as_reading_the_accounts_one_by_one(known: dict[str, Any], search: Search) -> None:
    plain, found = Plain(known, search), find(search, catalogue(pool(known)))
    assert sorted(row.account for row in found.rows) == plain.found
    assert (found.total, found.looked_at) == (len(plain.found), len(known))
    for row in found.rows:
        assert set(row.unknown) == {name for name, said in plain.answers(row.account).items() if said == UNKNOWN}


@given(KNOWN, SEARCHES)
def test_of_every_filter_it_is_counted_whom_it_keeps_out_and_who_is_unknown(
    known: dict[str, Any], search: Search
) -> None:
    plain, found = Plain(known, search), find(search, catalogue(pool(known)))
    assert [one.name for one in found.filters] == list(search.filters)
    for counted in found.filters:
        said = {account: plain.answers(account)[counted.name] for account in known}
        told = {FITS: counted.fits, DOESNT: counted.fails, UNKNOWN: counted.unknown}
        assert told == {one: list(said.values()).count(one) for one in told}
        alone = [said[account] for account in known if plain.out_by(account) == [counted.name]]
        assert (counted.alone, counted.alone_unknown) == (alone.count(DOESNT), alone.count(UNKNOWN))


@settings(max_examples=60)
@given(KNOWN, SEARCHES)
def test_facets_add_up_to_those_who_pass_the_other_filters(known: dict[str, Any], search: Search) -> None:
    found = find(search, catalogue(pool(known)))
    for facet in found.facets:
        others = {name: one for name, one in search.filters.items() if name != facet.name}
        rest = Plain(known, Search("", others, search.unknown)).found
        if facet.name == "niche":
            assert facet.unknown == sum(not known[account].get("niches") for account in rest)
        else:
            assert sum(facet.counts.values()) + facet.unknown == len(rest)


@settings(max_examples=60)
@given(KNOWN, SEARCHES, st.permutations(range(40)))
def test_the_order_of_what_goes_in_changes_nothing(known: dict[str, Any], search: Search, order: list[int]) -> None:
    whole = pool(known)
    one, other = (find(search, catalogue(of)).to_dict() for of in (whole, shuffled(whole, order)))
    assert one == other


@settings(max_examples=60)
@given(KNOWN, FILTERS, st.data())
def test_without_evidence_nobody_fits_a_filter_more(known: dict[str, Any], filters: Any, data: st.DataObject) -> None:
    account = data.draw(st.sampled_from(sorted(known)))
    gone = data.draw(st.sampled_from(["followers", "fee", "language", "niches", *OF_FIGURES]))
    less = {**known, account: {name: value for name, value in known[account].items() if name != gone}}
    strict = {name: Condition(**{**_fields(one), "unknown": "drop"}) for name, one in filters.items()}
    before, after = (find(Search("", strict, size=1000), catalogue(pool(of))) for of in (known, less))
    assert {row.account for row in after.rows} <= {row.account for row in before.rows}


@settings(max_examples=60)
@given(KNOWN, SEARCHES)
def test_pages_together_are_the_whole_list_in_order_with_unknowns_last(known: dict[str, Any], search: Search) -> None:
    here = catalogue(pool(known))
    whole = find(search, here)
    pages = [
        find(Search(**{**_fields(search), "page": page, "size": 2}), here).rows for page in range(1, len(known) + 2)
    ]
    assert (
        [row.account for page in pages for row in page] == [row.account for row in whole.rows] == list(whole.accounts)
    )
    values = [row.sorted_by for row in whole.rows]
    told = [value for value in values if value is not None]
    assert values == told + [None] * (len(values) - len(told))
    assert told == sorted(told, reverse=not search.lowest_first)


def _fields(of: Any) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


def test_an_interval_that_holds_the_limit_is_unsure() -> None:
    of = pool({"instagram:a": {"authenticity": 0.8}, "instagram:b": {"authenticity": 0.6}, "instagram:c": {}})
    wide = of.figures.set_column(of.figures.column_names.index("low"), "low", [[0.5, 0.5]])
    here = Pool(of.accounts, wide.set_column(wide.column_names.index("high"), "high", [[0.9, 0.65]]), of.details)
    found = find(Search("", {"authenticity": "70%.."}, "keep"), catalogue(here))
    assert {row.account: (row.unsure, row.unknown) for row in found.rows} == {
        "instagram:a": (("authenticity",), ()), "instagram:c": ((), ("authenticity",)),
    }  # fmt: skip
    only_low = find(Search("", {"authenticity": "..70%"}), catalogue(here))
    assert [(row.account, row.unsure) for row in only_low.rows] == [("instagram:b", ())]


@pytest.mark.parametrize(("policy", "accounts"), [("drop", ["instagram:a"]), ("keep", ["instagram:a", "instagram:b"])])
def test_who_has_no_text_is_counted_and_stays_where_unknowns_do(policy: Any, accounts: list[str]) -> None:
    here = catalogue(pool({"instagram:a": {}, "instagram:b": {}}), {"instagram:a": [("bio", "vegan koken")]})
    found = find(Search("vegan", unknown=policy), here)
    assert [row.account for row in found.rows] == accounts
    assert (found.without_text, found.keeps_without_text) == (1, policy == "keep")
