"""Which accounts new batches tell of: those are read again, and no others."""

import pytest

from kring.workspace.reading import accounts_told_of
from tests.profile.observations import account, facts

ANNA, BEA = "instagram:anna", "instagram:bea"
LATER = {"batch_id": "b2"}
POSTS = [{"account": name, "post": f"{name}/1"} for name in (ANNA, BEA)]
LISTED = [{"account": name, "person_key": key, "relation": "follower"} for name, key in ((ANNA, 1), (BEA, 2))]
NEW = {
    "accounts": account(ANNA, 2_000),
    "posts": {"account": ANNA, "post": "new"},
    "comments": {"comment": "c", "post": f"{ANNA}/1", "text": "Mooi"},
    "audience_people": {"account": ANNA, "person_key": 3, "relation": "liker"},
    "audience_shares": {"account": ANNA, "dimension": "country", "value": "NL", "share": 0.9},
    "people": {"person_key": 1, "country": "NL"},
    "rates": {"account": ANNA, "deliverable": "post", "fee": 90.0},
}


@pytest.mark.parametrize("name", sorted(NEW))
def test_whatever_is_observed_anew_names_its_account_and_no_other(name: str) -> None:
    known = {"accounts": [account(ANNA), account(BEA)], "posts": POSTS, "audience_people": LISTED}
    seen = facts(**(known | {name: [*known.get(name, []), NEW[name] | LATER]}))
    assert accounts_told_of(seen, ["b2"]) == [ANNA]


def test_nothing_new_names_nobody() -> None:
    assert accounts_told_of(facts(accounts=[account(ANNA)], posts=POSTS), ["b2"]) == []
