"""An organisation's own niches and brands: read, refused with file and line, used in profiles."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import kring
from kring.errors import KringError, NothingToPlan, UnknownName
from kring.facts.batch import delivered_schema
from kring.match import candidates
from kring.profile.embedder import HashedWords, Vectors
from kring.profile.remembered_texts import RememberedTexts
from kring.workspace import Workspace
from kring.workspace.settings import EXACT_TEXTS, Settings
from tests.profile.observations import Row, account, posts

OWN = """
exact_texts: 0
niches:
  duivensport: Postduiven houden, duivenvluchten en duivenhokken, racing pigeons in lofts.
  kantklossen:
    label: {nl: kantklossen, en: bobbin lace}
    description: {nl: Kant maken met klosjes op een kussen., en: Making lace with bobbins on a pillow.}
    also: [kant, bobbins]
brands:
  Duivenwinkel Jansen: {handles: {instagram: "@DuivenJansen"}, host: duivenjansen.nl, category: pets, countries: [NL]}
  Korrelmix:
"""
CAPTIONS = [
    "Onze postduiven op het duivenhok", "Duivenvluchten in de regen met de duiven", "Duiven in het hok, postduiven!",
    "Duivenhokken schoonmaken", "Postduiven naar de duivenvlucht, voer van @duivenjansen",
]  # fmt: skip


def settings_in(folder: Path, text: str) -> Path:
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_niche_is_a_sentence_or_a_sentence_in_two_languages(tmp_path: Path) -> None:
    own = Settings.read(settings_in(tmp_path, OWN))
    pigeons, lace = own.niches
    assert (pigeons.name, pigeons.words.nl, pigeons.description.nl) == (
        "duivensport", "duivensport", pigeons.description.en,
    )  # fmt: skip
    assert (lace.words.en, lace.also) == ("bobbin lace", ("kant", "bobbins"))
    shop, mix = own.brands
    assert (shop.handles, shop.host, shop.countries) == ({"instagram": "duivenjansen"}, "duivenjansen.nl", ("nl",))
    assert mix.spellings == ("Korrelmix",)
    assert own.exact_texts == 0


def test_without_a_file_there_is_nothing_of_its_own(tmp_path: Path) -> None:
    assert Settings.read(tmp_path / "none.yaml") == Settings((), (), EXACT_TEXTS)
    assert Settings.read(settings_in(tmp_path, "")).niches == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("niches:\n  duiven: kort\n", 2, "sentence"), ("niches:\n  duiven:\n    label: duiven\n", 2, "sentence"),
        ("niches:\n  duiven: [a]\n", 2, "not written"), ("\nbrand:\n  A: {}\n", 2, "brand"),
        ("niches:\n  a b:\n    description: lange zin over duiven en hokken\n", 2, "name of a niche"),
        ("exact_texts: veel\n", 1, "number"), ("brands:\n  A:\n    handles: {myspace: a}\n", 3, "handle"),
        ("brands:\n  A:\n    names: A\n", 3, "list"), ("brands:\n  A: {}\n  A: {}\n", 3, "twice"),
        ("niches: {a: [\n", 2, "YAML"),
        ("niches:\n  a:\n    description: {fr: une phrase assez longue}\n", 3, "nl and en"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(KringError) as fault:
        Settings.read(settings_in(tmp_path, text))
    assert fault.value.exit_code == 2
    assert "own.yaml" in fault.value.message
    assert f"line {line}" in fault.value.message
    assert said in str(fault.value)
    assert f"regel {line}" in fault.value.said_in("nl")[0]


@pytest.fixture
def pigeons(tmp_path: Path) -> Workspace:
    here = kring.open(tmp_path / "ws", create=True)
    rows = posts(len(CAPTIONS))
    for row, caption in zip(rows, CAPTIONS, strict=True):
        row["caption"] = caption
    tables = {"accounts": [account()], "posts": rows}
    here.add("seen", {name: as_table(name, of) for name, of in tables.items()}, source="own export")
    return here


def as_table(name: str, rows: Sequence[Row]) -> pa.Table:
    known = [field for field in delivered_schema(name) if any(field.name in row for row in rows)]
    return pa.Table.from_pylist(list(rows), schema=pa.schema(known))


def written(here: Workspace, text: str) -> None:
    file = here.folder.settings_file(here.organisation)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_profiles_use_them_at_once(pigeons: Workspace) -> None:
    name = pigeons.profiles().accounts["account"][0].as_py()
    before = [found.niche for found in pigeons.profile(name).niches]
    written(pigeons, OWN)
    after = pigeons.profile(name)
    assert "duivensport" not in before
    assert after.niches[0].niche == "duivensport"
    shown = pigeons.profiles().details["brand_posts"]["brand"].to_pylist()
    assert shown == ["Duivenwinkel Jansen"]
    why = pigeons.evidence(name, "niche_focus")
    assert any(each.why.nl.startswith("duivensport") for each in why)


@pytest.mark.parametrize(("exact_texts", "by_model"), [(0, False), (500, True)])
def test_evidence_is_read_with_what_profiles_were_read_with(
    pigeons: Workspace, monkeypatch: pytest.MonkeyPatch, exact_texts: int, by_model: bool
) -> None:
    reader = Counted()
    monkeypatch.setattr("kring.workspace.reading.best_embedder", lambda: reader)
    monkeypatch.setattr("kring.workspace.reading.find_spec", lambda name: name)
    written(pigeons, OWN.replace("exact_texts: 0", f"exact_texts: {exact_texts}"))
    name = pigeons.profiles().accounts["account"][0].as_py()
    before = reader.read
    assert pigeons.evidence(name, "niche_focus")
    assert (reader.read > before) is by_model


def test_an_import_reads_only_what_is_new_and_gives_what_scratch_gives(
    pigeons: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Counted()
    monkeypatch.setattr("kring.workspace.reading.best_embedder", lambda: reader)
    pigeons.forget_conclusions()
    pigeons.profiles()
    once = reader.read
    new = posts(1, "instagram:bas") + posts(1)
    for number, row in enumerate(new):
        row |= {"post": f"new/{number}", "caption": f"Een nieuw bericht over duiven, nummer {number}"}
    pigeons.add("more", {"posts": as_table("posts", new)}, source="own export")
    grown = pigeons.profiles()
    assert reader.read == once + 2
    pigeons.forget_conclusions()
    scratch = pigeons.profiles()
    assert grown.figures.equals(scratch.figures)
    assert all(grown.details[name].equals(scratch.details[name]) for name in scratch.details)


class Counted(HashedWords):
    """Counts what it reads."""

    read = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.read += len(texts)
        return super().encode(texts)


def test_a_text_is_read_once_and_forgotten_when_it_is_gone(tmp_path: Path) -> None:
    reader, file = Counted(), tmp_path / "read.npz"
    first = RememberedTexts(reader, file)
    vectors = first.encode(["een tekst", "nog een tekst", "een tekst"])
    first.save(["een tekst", "nog een tekst"])
    assert reader.read == 2
    second = RememberedTexts(reader, file)
    again = second.encode(["een tekst", "nieuwe tekst"])
    second.save(["een tekst", "nieuwe tekst"])
    assert reader.read == 3
    assert np.array_equal(again[0], vectors[0])
    assert "tekst" not in file.read_bytes().decode("latin-1")
    RememberedTexts(reader, file).encode(["nog een tekst"])
    assert reader.read == 4


def test_a_brief_may_ask_for_an_own_niche_and_finds_who_was_read_to_have_it(pigeons: Workspace) -> None:
    assert "niche" not in pigeons.to_choose_from().column_names
    written(pigeons, OWN)
    pigeons.add("more", {"accounts": as_table("accounts", [account("instagram:kant") | {"category": "Bobbins"}])},
                source="own export")  # fmt: skip
    chosen_from = {one.account: one.niche for one in candidates(pigeons.to_choose_from())}
    assert chosen_from == {"instagram:anna": "duivensport", "instagram:kant": "kantklossen"}
    brief = {"name": "a", "niches": ["duivensport"], "creators": {"most": 1}}
    with pytest.raises(NothingToPlan):  # nobody's audience is known here
        pigeons.plan(brief)
    with pytest.raises(UnknownName, match="niches"):
        pigeons.plan(brief | {"niches": ["duivendans"]})
