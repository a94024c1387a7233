"""Pages become one batch, the same bytes every time; what does not fit is put aside, what is past its time is gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from kring.sources.core.decoding import decoded, digest_of
from kring.sources.core.deleting import delete_expired, delete_subject
from kring.sources.core.policy import Derivation, DerivationRefused, Policy, withheld
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import run
from kring.sources.core.said import Said
from kring.sources.core.sealing import seal_new, seals
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage, Step
from kring.sources.files.reasons_in_dutch import in_dutch
from tests.sources.core.test_run import PAGES, WHO, around
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyServer


@pytest.fixture
def log(tmp_path: Path) -> RawLog:
    with_all = around(tmp_path, ToyServer())
    run(Toy(), WHO, with_all)
    seal_new(with_all.log, "toy")
    return with_all.log


def test_the_same_pages_give_the_same_bytes(log: RawLog) -> None:
    (seal,) = seals(log, "toy")
    first, second = (decoded(Toy(), seal.name, log.pages("toy", seal.name)) for _ in range(2))
    assert first.batch_id == second.batch_id
    assert digest_of(first) == digest_of(second)
    assert {name: rows.num_rows for name, rows in first.tables.items()} == {"comments": 2 * POSTS, "posts": 2 * POSTS}
    assert first.rows_in == 4 * POSTS


def test_another_version_of_the_decoder_makes_another_batch(log: RawLog) -> None:
    (seal,) = seals(log, "toy")
    pages = log.pages("toy", seal.name)
    assert decoded(Toy(), seal.name, pages).batch_id != decoded(Toy(version=2), seal.name, pages).batch_id


def test_pages_keep_their_seal(log: RawLog) -> None:
    before = seals(log, "toy")
    seal_new(log, "toy")
    assert seals(log, "toy") == before
    assert before[0].pages == 2 * PAGES


@dataclass(frozen=True)
class Faulty(Toy):
    """Decodes one row of each kind of fault, and a sound one twice."""

    def decode(self, page: RawPage) -> Rows:
        sound = {"post": "1", "account": "other:anna"}
        return {
            "posts": [
                sound, {**sound, "likes": 3}, {"account": "other:anna"}, {**sound, "likes": -1},
                {**sound, "likes": "many"}, {**sound, "likes": True}, {**sound, "unheard_of": 1},
                {**sound, "observed_at": "today"},
            ],
            "audience_shares": [{"account": "other:anna", "dimension": "city", "value": "Utrecht", "share": 1.5}],
        }  # fmt: skip


def test_rows_that_do_not_fit_are_put_aside_with_the_reason() -> None:
    page = RawPage(7, "toy", Step("posts", "anna"), BEGIN, {})
    batch = decoded(Faulty(), "seal", [page])
    assert batch.tables["posts"]["likes"].to_pylist() == [3]
    assert [(row.table, row.column) for row in batch.quarantined] == [
        ("posts", "post"), ("posts", "likes"), ("posts", "likes"), ("posts", "likes"), ("posts", "unheard_of"),
        ("posts", "observed_at"), ("audience_shares", "share"),
    ]  # fmt: skip
    assert all(row.row == 7 and in_dutch(row.reason) != row.reason for row in batch.quarantined)
    assert batch.rows_in == 1 + len(batch.quarantined)


def test_what_is_past_its_time_is_deleted_also_of_a_source_no_longer_used(log: RawLog) -> None:
    assert delete_expired(log, BEGIN + timedelta(days=29)) == {}
    assert delete_expired(log, BEGIN + timedelta(days=31)) == {"toy": 2 * PAGES}
    (seal,) = seals(log, "toy")
    assert log.pages("toy", seal.name) == []
    assert not seal.whole


def test_a_subject_that_took_its_consent_back_leaves_no_byte(log: RawLog) -> None:
    assert delete_subject(log, "toy", "anna") == PAGES
    kept = b"".join(file.read_bytes() for file in log.path.parent.iterdir())
    assert b"anna" not in kept
    assert b"bram" in kept


def test_a_policy_refuses_what_the_terms_forbid_and_says_why() -> None:
    rule = Said("no scores without an audit", "geen scores zonder audit")
    strict = replace(Toy().policy, refused={Derivation.SCORES: rule})
    with pytest.raises(DerivationRefused, match="no scores without an audit"):
        strict.check(Derivation.SCORES, "toy")
    strict.check(Derivation.CATEGORY, "toy")
    free = Policy("https://free.example", Said("free", "vrij"))
    assert withheld({"toy": strict, "other": free}, [Derivation.SCORES]) == {"toy": rule}
    assert free.expires(BEGIN) is None
