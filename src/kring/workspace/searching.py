"""Searching a workspace: the texts of its accounts by the word, kept beside its conclusions, and what else counts.

No text is kept; what is kept of an account goes when its observations do: the index is made for a ledger position, of
what is there then, and older ones are removed. After an import only the texts of accounts that the new batches tell of
are read; where batches are gone, as after an erasure, all are read anew and nothing of the earlier index is used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.facts.facts import Facts
from kring.facts.some_accounts import FactsOfAccounts
from kring.match.discovery import (
    OBSERVED,
    TEXTS,
    TOLD_SHARES,
    Catalogue,
    Found,
    Search,
    TextIndex,
    TextSearch,
    find,
    text_index,
    updated_index,
)
from kring.match.discovery.search import By
from kring.profile.accounts import accounts_named
from kring.workspace.matching import pool_of
from kring.workspace.reading import MADE_OF, accounts_told_of

if TYPE_CHECKING:
    from kring.profile.topics import TopicIndex
    from kring.workspace.front import Workspace

AnySearch = Search | str | Path | dict[str, Any]


def searched(workspace: Workspace, search: AnySearch) -> Found:
    """The answer to a search; see `Workspace.search`."""
    return find(read_search(search), workspace.catalogue())


def alike(workspace: Workspace, accounts: Sequence[str], by: By, most: int) -> Found:
    """Accounts like these; see `Workspace.lookalikes`."""
    workspace.check(accounts)
    return searched(workspace, Search(like=tuple(accounts), by=by, size=most))


def read_search(search: AnySearch) -> Search:
    """The search that is meant by a text, YAML, a file or a mapping. A text of one line is what is searched for."""
    if isinstance(search, Search):
        return search
    if isinstance(search, dict):
        return Search.from_mapping(search)
    if isinstance(search, str) and "\n" not in search and not search.endswith((".yaml", ".yml")):
        return Search(text=search)
    return Search.from_yaml(search)


def catalogue_of(
    workspace: Workspace, texts: TextIndex, columns: tuple[pa.Table, pa.Table, datetime | None]
) -> Catalogue:
    """Everything a search looks at; see `Workspace.catalogue`."""
    observed, told, seen_at = columns
    return Catalogue(pool_of(workspace), TextSearch(texts), observed, told, seen_at, _topics(workspace))


def _topics(workspace: Workspace) -> TopicIndex:
    """The niches, to be compared with what is searched for."""
    from kring.profile.embedder import best_embedder
    from kring.profile.niche import niche_index

    return niche_index(best_embedder(), workspace.settings().niches)


def make_texts(workspace: Workspace, folder: Path, earlier: Path | None) -> None:
    """Saves the index of texts in `folder`, from an `earlier` one where that can be."""
    facts = workspace.facts()
    known = _before(facts, earlier)
    if known is None:
        index = text_index(accounts_named(facts), texts_of(facts))
    else:
        before, changed = known
        index = updated_index(before, changed, texts_of(FactsOfAccounts.among(facts, changed)))
    index.save(folder)
    (folder / MADE_OF).write_text(json.dumps({"batches": sorted(facts.batches)}), encoding="utf-8")


def _before(facts: Facts, earlier: Path | None) -> tuple[TextIndex, list[str]] | None:
    """The earlier index with the accounts that newer batches tell of; None where a batch of then is gone."""
    if earlier is None or not (earlier / MADE_OF).is_file():
        return None
    batches = set(json.loads((earlier / MADE_OF).read_text(encoding="utf-8"))["batches"])
    if not facts.still_hold(batches):
        return None
    return TextIndex.open(earlier), accounts_told_of(facts, sorted(facts.batches.keys() - batches))


def texts_of(facts: Facts) -> pa.Table:
    """What accounts call themselves, say of themselves and post, rows of `TEXTS`."""
    said = facts.collect(facts.newest("accounts").select("account", "handle", "name", "bio", "category"))
    parts = [
        pa.table([said["account"], pa.array([part] * said.num_rows, pa.string()), said[part]], schema=TEXTS)
        for part in ("name", "bio", "category")
    ]
    handles = said["handle"].to_pylist()
    named = {account: handle or account.partition(":")[2] for account, handle in
             zip(said["account"].to_pylist(), handles, strict=True)}  # fmt: skip
    for account in accounts_named(facts):
        named.setdefault(account, account.partition(":")[2])
    parts.append(pa.table([list(named), ["handle"] * len(named), list(named.values())], schema=TEXTS))
    posts = facts.collect(facts.newest("posts").select("account", "caption", "hashtags"))
    shown = [_with_tags(caption, tags) for caption, tags in
             zip(posts["caption"].to_pylist(), posts["hashtags"].to_pylist(), strict=True)]  # fmt: skip
    parts.append(pa.table([posts["account"], ["post"] * len(shown), pa.array(shown, pa.string())], schema=TEXTS))
    whole = pa.concat_tables(parts)
    return whole.filter(pc.is_valid(whole["text"]))


def _with_tags(caption: str | None, tags: list[str] | None) -> str | None:
    """A caption with those of its hashtags behind it that don't stand in it."""
    text = caption or ""
    written = text.lower()
    missing = [f"#{tag}" for tag in tags or () if f"#{tag.lower()}" not in written]
    return " ".join([text, *missing]).strip() or None


def make_columns(workspace: Workspace, folder: Path) -> None:
    """Saves in `folder` what else is looked at: rows of `OBSERVED` and `TOLD_SHARES`, and the newest moment."""
    facts = workspace.facts()
    accounts = facts.newest("accounts").select("account", "gender", "birth_years", "verified", "legal_basis")
    posts = facts.newest("posts").group_by("account").agg(
        nw.col("published_at").max().alias("last_post"), nw.col("observed_at").max().alias("posts_seen_at")
    )  # fmt: skip
    table = facts.collect(accounts.join(posts, on="account", how="left"))
    pq.write_table(table.select(OBSERVED.names).cast(OBSERVED), folder / "observed.parquet")
    told = facts.collect(facts.newest("audience_shares").select(*TOLD_SHARES.names))
    pq.write_table(told.cast(TOLD_SHARES), folder / "told.parquet")
    moments = [pc.max(facts.collect(facts.table(name).select(nw.col("observed_at").max()))["observed_at"]).as_py()
               for name in ("accounts", "posts")]  # fmt: skip
    newest = max((moment for moment in moments if moment), default=None)
    (folder / "seen_at.json").write_text(json.dumps(newest and newest.isoformat()), encoding="utf-8")


def read_columns(folder: Path) -> tuple[pa.Table, pa.Table, datetime | None]:
    """What `make_columns` saved."""
    seen = json.loads((folder / "seen_at.json").read_text(encoding="utf-8"))
    observed, told = (pq.read_table(folder / f"{name}.parquet") for name in ("observed", "told"))
    return observed, told, datetime.fromisoformat(seen) if seen else None
