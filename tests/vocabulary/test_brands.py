"""The shipped brands, and those an organisation adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.errors import BadInput, UnknownName
from kring.vocabulary.brands import Brand, Brands, compete, read_brands, shipped_brands


def test_known_brands_are_found_by_name_handle_and_website() -> None:
    brands = shipped_brands()
    assert len(brands) > 10_000
    assert brands.named("hema").host == "hema.nl"
    assert brands.named("@albertheijn").name == "Albert Heijn"
    hm = brands.with_host("www2.hm.com")
    assert hm is not None
    assert hm.name == "H&M"
    with pytest.raises(UnknownName, match="own brands"):
        brands.named("Fabelzool")


def test_names_are_different_and_handles_belong_to_one_brand() -> None:
    brands = list(shipped_brands())
    assert len({brand.name for brand in brands}) == len(brands)
    handles = [handle for brand in brands if (handle := brand.handles.get("instagram"))]
    assert len(set(handles)) == len(handles)


def test_a_handle_counts_elsewhere_only_where_the_brand_has_none_known_there() -> None:
    brands = Brands(
        [Brand("Zool", handles={"instagram": "zool", "tiktok": "zool.nl"}), Brand("Pan", handles={"instagram": "pan"})]
    )
    assert brands.with_handle("Zool", "tiktok") is None
    pan = brands.with_handle("@pan", "tiktok")
    assert pan is not None
    assert pan.name == "Pan"


def test_competitors_sell_the_same_in_a_common_country() -> None:
    here, there = Brand("A", category="shoes", countries=("nl",)), Brand("B", category="shoes", countries=("jp",))
    everywhere, other = Brand("C", category="shoes", countries=("001",)), Brand("D", category="bakery")
    assert not compete(here, there)
    assert compete(here, everywhere)
    assert not compete(here, other)
    assert Brands([here, there, everywhere, other]).competitors(here) == {"C"}
    assert Brands([other]).competitors(Brand("E")) == frozenset()


def test_own_brands_come_first_and_keep_what_both_claim() -> None:
    brands = shipped_brands().with_own([Brand("Our HEMA", handles={"instagram": "hemanederland"})])
    ours = brands.with_handle("hemanederland", "instagram")
    assert ours is not None
    assert ours.name == "Our HEMA"
    assert brands.named("HEMA").name == "HEMA"


def test_own_brands_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "brands.yaml"
    file.write_text(
        "Fabelzool:\n  handles: {instagram: '@FabelZool'}\n  category: shoes\n  countries: [NL]\nFabelpan:\n"
    )
    zool, pan = read_brands(file)
    assert zool.handles == {"instagram": "fabelzool"}
    assert zool.countries == ("nl",)
    assert pan == Brand("Fabelpan", ("Fabelpan",))


@pytest.mark.parametrize(
    "text", ["- a", "Zool: {handle: zool}", "Zool: {handles: zool}", "Zool: 3", "a: [", "Zool: {names: zo}"]
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "brands.yaml"
    file.write_text(text)
    with pytest.raises(BadInput, match=r"brands\.yaml"):
        read_brands(file)
