"""`ws.search` and `ws.lookalikes` on the synthetic world: planted niches are found, and the index follows the facts."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import kring
from kring.errors import KringError
from kring.facts.schema import TABLES
from kring.match.discovery import TEXTS, Query, TextIndex, TextSearch, updated_index
from kring.vocabulary.niches import niche
from kring.workspace import Workspace
from kring.workspace.searching import make_texts
from kring.world import netherlands

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def planted() -> dict[str, set[str]]:
    """By niche the creators that mostly post about it, in truth, by the number that their handles end in."""
    truth = netherlands(creators=80, people=12_000, seed=3).truth
    found: dict[str, set[str]] = {}
    for row in truth.niches.to_pylist():
        if row["share"] >= 0.5:
            found.setdefault(row["niche"], set()).add(row["creator"].rpartition("-")[2])
    return found


@pytest.fixture
def own(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the workspace, in which one may write."""
    shutil.copytree(workspace.folder.path, tmp_path / "ws")
    return kring.open(tmp_path / "ws")


def number(account: str) -> str:
    return account.rpartition("syn")[2]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_planted_creators_are_found_by_the_label_of_their_niche(
    workspace: Workspace, planted: dict[str, set[str]], language: str
) -> None:
    ranks = []
    for name, creators in planted.items():
        found = workspace.search({"text": niche(name).words.said_in(language), "size": 1000})
        order = list(dict.fromkeys(number(row.account) for row in found.rows))
        ranks += [order.index(one) if one in order else 1000 for one in creators]
    assert np.mean(np.array(ranks) < 10) >= 0.75


def test_who_posts_about_what_the_words_mean_is_found_without_the_words(workspace: Workspace) -> None:
    asked = {"text": "healthy cooking", "size": 1000}
    found, plain = workspace.search(asked), workspace.search({**asked, "meaning": False})
    assert {name for name, _ in found.niches} <= {"gezond_eten", "koken", "vegan"}
    by_meaning = [row for row in found.rows if row.by_meaning]
    assert {row.by_meaning for row in by_meaning} <= {name for name, _ in found.niches}
    assert found.total > plain.total
    assert {row.account for row in plain.rows} < {row.account for row in found.rows}
    assert all(row.by_meaning for row in found.rows if row.text_score is None)
    assert not plain.niches
    unwanted = workspace.search({**asked, "text": "healthy cooking -koken"})
    with_word = {row.account for row in workspace.search({"text": "+koken", "size": 1000}).rows}
    assert with_word.isdisjoint(row.account for row in unwanted.rows)
    assert not workspace.search("+healthy cooking").niches


def test_every_account_is_counted_whatever_the_filter(workspace: Workspace) -> None:
    everybody = workspace.search({"size": 1})
    found = workspace.search({"filters": {"gender": "female", "near": {"place": "Amersfoort", "km": 60}}})
    for one in found.filters:
        assert one.fits + one.fails + one.unknown == everybody.total
    kept = workspace.search({"filters": {"gender": "female"}, "unknown": "keep"})
    (gender,) = kept.filters
    assert kept.total == gender.fits + gender.unknown
    assert sum("gender" in row.unknown for row in kept.rows) == min(gender.unknown, len(kept.rows)) or kept.pages > 1


def test_an_account_is_most_like_its_namesake_on_another_platform(workspace: Workspace) -> None:
    accounts = workspace.profiles().accounts["account"].to_pylist()
    twice = [one for one in accounts if sum(number(one) == number(other) for other in accounts) > 1]
    first = [number(workspace.lookalikes([one], most=1).rows[0].account) == number(one) for one in twice]
    assert len(first) > 20
    assert np.mean(first) > 0.6


def test_lookalikes_by_audience_say_how_many_people_they_share(workspace: Workspace) -> None:
    account = workspace.profiles().accounts["account"][0].as_py()
    row = workspace.lookalikes([account], "audience", most=1).rows[0]
    shared = set(workspace.audience().row(account)) & set(workspace.audience().row(row.account))
    assert row.reason is not None
    assert row.reason.en.startswith(f"{len(shared)} ")
    with pytest.raises(KringError):
        workspace.lookalikes(["instagram:nobody"])


def added(label: str, account: str, caption: str) -> dict[str, pa.Table]:
    """One post, as an observed table."""
    rows = [{"post": label, "account": account, "caption": caption, "published_at": AT}]
    names = [column.name for column in TABLES["posts"].columns]
    return {
        "posts": pa.Table.from_pylist(rows, pa.schema([TABLES["posts"].arrow_schema.field(name) for name in names]))
    }


def made(of: Workspace, folder: Path, earlier: Path | None = None) -> TextIndex:
    """The index of what a workspace holds now, made in a new folder."""
    folder.mkdir()
    make_texts(of, folder, earlier)
    return TextIndex.open(folder)


def accounts_with(index: TextIndex, text: str) -> set[str]:
    return {index.accounts[place] for place in TextSearch(index).find(Query.read(text)).places}


def test_after_an_import_the_index_is_what_a_new_one_would_be(own: Workspace, tmp_path: Path) -> None:
    before = made(own, tmp_path / "before")
    account = before.accounts[5]
    own.add("one", added("p-new-1", account, "Naar het zwanenmeer #ballet"), source="test", observed_at=AT)
    own.add("two", added("p-new-2", "tiktok:nieuw", "Zwanenmeren en rietkragen"), source="test", observed_at=AT)
    brought, new = made(own, tmp_path / "brought", tmp_path / "before"), made(own, tmp_path / "new")
    assert accounts_with(before, "zwanenmeer") == set()
    assert accounts_with(brought, "zwanenmeer") == {account, "tiktok:nieuw"}
    assert brought.words == new.words
    assert np.array_equal(brought.postings.weights, new.postings.weights)
    assert np.array_equal(brought.pairs, new.pairs)


def test_when_a_batch_is_gone_nothing_of_the_earlier_index_is_used(own: Workspace, tmp_path: Path) -> None:
    before = made(own, tmp_path / "before")
    stale = updated_index(before, ["tiktok:gewist"], pa.Table.from_pylist(
        [{"account": "tiktok:gewist", "field": "post", "text": "vogelbekdier"}], TEXTS
    ))  # fmt: skip
    stale.save(tmp_path / "before")
    made_of = tmp_path / "before" / "made_of.json"
    made_of.write_text(made_of.read_text(encoding="utf-8").replace('["', '["erased", "'), encoding="utf-8")
    assert accounts_with(stale, "vogelbekdier") == {"tiktok:gewist"}
    assert made(own, tmp_path / "after", tmp_path / "before").words == before.words


def test_what_is_kept_stands_with_the_conclusions_of_now_and_holds_no_text(workspace: Workspace) -> None:
    workspace.search("koken")
    (kept,) = workspace.folder.derived(workspace.organisation).glob("search_texts-*")
    assert f"-{workspace.position}-" in kept.name
    captions = workspace.facts().collect(workspace.facts().newest("posts"))["caption"].to_pylist()
    held = b"".join(bytes(array) for array in np.load(kept / "texts.npz").values()).decode("latin-1")
    assert "koken" in held
    assert not [caption for caption in captions if caption and caption[:40].lower() in held.lower()]


def test_an_empty_workspace_finds_nobody(tmp_path: Path) -> None:
    empty = kring.open(tmp_path / "empty", create=True)
    found = empty.search({"text": "koken", "filters": {"near": "Amersfoort:5km", "gender": "female"}})
    assert (found.total, found.rows, found.table.num_rows) == (0, (), 0)


@pytest.mark.parametrize("asked", ["koken", "text: koken\nunknown: keep\n", {"text": "koken"}])
def test_a_search_may_be_a_text_yaml_or_a_mapping(workspace: Workspace, asked: str | dict[str, str]) -> None:
    assert workspace.search(asked).search.text == "koken"


def test_the_figures_of_a_row_are_those_of_the_table(workspace: Workspace) -> None:
    found = workspace.search({"filters": {"answered_comments": "1%.."}, "sort": "followers", "unknown": "keep"})
    for row, known in zip(found.rows, found.table.to_pylist(), strict=False):
        figures = found.figures_of(row)
        assert figures.keys() == {"answered_comments", "followers"}
        told = [known[name] for name in ("answered_comments", "answered_comments_low", "answered_comments_high")]
        assert [None if np.isnan(part) else part for part in figures["answered_comments"]] == told
        assert figures["followers"][0] == known["followers"]
