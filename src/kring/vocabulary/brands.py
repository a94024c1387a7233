"""Brands: what recognising one in a post needs, and which brands compete.

Source: `brands.parquet`, made by `scripts/build_brands.py` from the name-suggestion-index (BSD-3-Clause) joined with
Wikidata (CC0): brands with shops, restaurants, banks and the like in any country. Brands that only sell through others,
and small Dutch ones, are often missing: an organisation adds its own (`Brands.with_own`, `read_brands`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kring.errors import BadInput, UnknownName

HANDLE_PLATFORMS = ("instagram", "facebook", "youtube", "tiktok")
WORLD = "001"
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand under a `name` that no other brand of the list has.

    `names`: how people write it, `name` itself when empty. `everyday`: those of its names that are ordinary words.
    `handles`: by platform, lower case, without @. `host`: of its website, without www. `category`: such as `clothes`.
    `countries`: ISO 3166-1 codes in lower case, `001` for the world, empty for unknown.
    """

    name: str
    names: tuple[str, ...] = ()
    everyday: frozenset[str] = frozenset()
    handles: Mapping[str, str] = field(default_factory=dict, hash=False)
    host: str | None = None
    category: str | None = None
    countries: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way its name is written."""
        return self.names or (self.name,)


class Brands:
    """A list of brands that is looked up by name, handle and website; where two claim the same, the first keeps it."""

    def __init__(self, brands: Iterable[Brand]) -> None:
        self._brands = {brand.name: brand for brand in reversed(tuple(brands))}

    def __len__(self) -> int:
        return len(self._brands)

    def __iter__(self) -> Any:
        return iter(reversed(self._brands.values()))

    def named(self, name: str) -> Brand:
        """The brand of that name, in any case, or with that handle after an @; raises `UnknownName`."""
        found = self.meant(name)
        if found is None:
            raise UnknownName("brand", name, list(self._brands), "Add it to your own brands if it is not in the list.")
        return found

    def meant(self, name: str) -> Brand | None:
        """As `named`, but None for a brand that is not in the list."""
        found = self._brands.get(name) or self._by_spelling.get(squeezed(name))
        if name.startswith("@") or found is None:
            found = self.with_handle(name) or found
        return found

    def get(self, name: str) -> Brand | None:
        """The brand of exactly that name, or None."""
        return self._brands.get(name)

    def with_handle(self, handle: str, platform: str | None = None) -> Brand | None:
        """Whose handle that is on the platform; else whose it is elsewhere, if that brand has none known there."""
        plain = handle.lower().lstrip("@").rstrip(".")
        there = self._by_handle.get((platform or "", plain))
        anywhere = self._by_handle.get(("", plain))
        return there or (anywhere if anywhere and platform not in anywhere.handles else None)

    def with_host(self, host: str) -> Brand | None:
        """Whose website that host is, or is below."""
        labels = host.lower().removeprefix("www.").split(".")
        hosts = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._by_host[name] for name in hosts if name in self._by_host), None)

    def competitors(self, brand: Brand) -> frozenset[str]:
        """The names of brands of the same category that sell in a country where this one does, or don't say where."""
        if brand.category is None:
            return frozenset()
        return frozenset(other.name for other in self if other.name != brand.name and compete(brand, other))

    def with_own(self, brands: Iterable[Brand]) -> Brands:
        """The list with an organisation's own brands, which come first: they keep a name or handle both claim."""
        return Brands([*brands, *self])

    @cached_property
    def _by_handle(self) -> dict[tuple[str, str], Brand]:
        claims = [(platform, handle.lower(), brand) for brand in self for platform, handle in brand.handles.items()]
        anywhere = {("", handle): brand for _, handle, brand in reversed(claims)}
        return anywhere | {(platform, handle): brand for platform, handle, brand in reversed(claims)}

    @cached_property
    def _by_host(self) -> dict[str, Brand]:
        return {brand.host: brand for brand in self._brands.values() if brand.host}

    @cached_property
    def _by_spelling(self) -> dict[str, Brand]:
        return {squeezed(name): brand for brand in self._brands.values() for name in brand.spellings}


def compete(one: Brand, other: Brand) -> bool:
    """Whether two brands sell the same kind of thing to the same countries, as far as is known."""
    if one.category is None or one.category != other.category:
        return False
    where, there = set(one.countries), set(other.countries)
    return not where or not there or WORLD in where | there or bool(where & there)


def squeezed(text: str) -> str:
    """A name as it stands in a handle or hashtag: letters and figures only, lower case."""
    return _NOT_LETTERS.sub("", text.lower())


@cache
def shipped_brands() -> Brands:
    """The brands Kring knows."""
    import pyarrow.parquet as pq

    with files("kring.vocabulary").joinpath("brands.parquet").open("rb") as source:
        rows = pq.read_table(source).to_pylist()
    return Brands(
        Brand(
            row["name"], tuple(row["names"]), frozenset(row["everyday"]),
            MappingProxyType({platform: row[platform] for platform in HANDLE_PLATFORMS if row[platform]}),
            row["host"], row["category"], tuple(row["countries"]), row["wikidata"],
        )
        for row in rows
    )  # fmt: skip


def read_brands(path: Path) -> tuple[Brand, ...]:
    """An organisation's own brands out of a YAML file: a mapping of each brand's name to what is known of it.

    Every entry may have `names`, `everyday`, `handles` (by platform), `host`, `category`, `countries`. Raises
    `BadInput`, naming the file and the entry.
    """
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"can't be read: {error}", "Give a YAML file of brands.", file=path.name) from error
    if not isinstance(data, dict):
        raise BadInput("holds no brands by name.", "Write each brand as 'Name: {handles: ...}'.", file=path.name)
    return tuple(_own_brand(str(name), entry, path.name) for name, entry in data.items())


def _own_brand(name: str, entry: Any, file: str) -> Brand:
    entry = {} if entry is None else entry
    allowed = [known.name for known in fields(Brand) if known.name != "name"]
    if not isinstance(entry, dict) or not entry.keys() <= set(allowed):
        wrong = ", ".join(sorted(map(str, entry.keys() - set(allowed)))) if isinstance(entry, dict) else repr(entry)
        raise BadInput(f"brand '{name}' has {wrong}.", f"Use {', '.join(allowed)}.", file=file)
    handles = entry.get("handles") or {}
    lists = {part: entry.get(part) or [] for part in ("names", "everyday", "countries")}
    if not isinstance(handles, dict) or not all(isinstance(given, list) for given in lists.values()):
        raise BadInput(
            f"brand '{name}' has no handles by platform, or something else than a list.",
            "Write 'handles: {instagram: name}', and names and countries as lists.",
            file=file,
        )
    return Brand(
        name, tuple(dict.fromkeys((name, *map(str, lists["names"])))), frozenset(map(str, lists["everyday"])),
        {str(platform): str(handle).lower().lstrip("@") for platform, handle in handles.items()},
        entry.get("host"), entry.get("category"), tuple(str(code).lower() for code in lists["countries"]),
        entry.get("wikidata"),
    )  # fmt: skip
