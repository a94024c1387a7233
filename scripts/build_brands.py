"""Make the brand list that Kring ships from the name-suggestion-index and Wikidata.

    python scripts/build_brands.py --data FOLDER

FOLDER holds `brands.csv.gz` (name-suggestion-index, BSD-3-Clause, joined with Wikidata, CC0): display_name, category,
wikidata, countries, website, instagram, facebook, youtube, tiktok. Rows of one Wikidata entry become one brand. A
handle that several brands give belongs to the one whose name it resembles most, and to nobody where none does. A name
is *everyday* when each of its words is a word of Dutch, English or a language that captions here often mix in, by the
dictionaries of `simplemma` (needed only here: `pip install simplemma`), or when it is the name of a Dutch place: it
takes more than that word in a caption to recognise such a brand.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import simplemma

from kring.vocabulary.brands import HANDLE_PLATFORMS, squeezed
from kring.vocabulary.places import postcodes

TARGET = Path(__file__).parents[1] / "src" / "kring" / "vocabulary" / "brands.parquet"
NO_BRANDS = ("advertising", "man_made", "highway", "waterway", "landuse", "emergency", "club")
RATHER_NOT = ("amenity/atm", "amenity/vending_machine", "amenity/parcel_locker", "amenity/bicycle_rental")
SHARED_HOSTS = re.compile(
    r"(^|\.)(facebook|instagram|youtube|tiktok|twitter|x|linkedin|wikipedia|wordpress|wixsite|google|linktr|t)\.\w+$"
)
IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")
AT_HOME = ("nl", "en")
MIXED_IN = ("fr", "es", "it", "pt")
WHOLE_WORLD = 50
LEAST_LIKENESS = 0.4
HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def one_row_a_brand(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of each Wikidata entry (else of each name) as one brand."""
    rows = rows[~rows["category"].str.split("/").str[0].isin(NO_BRANDS)]
    key = rows["wikidata"].where(rows["wikidata"] != "", rows["display_name"])
    brands = [brand_of(group) for _, group in rows.groupby(key, sort=True)]
    return [brand for brand in brands if brand["host"] or any(brand[name] for name in HANDLE_PLATFORMS)]


def brand_of(group: pd.DataFrame) -> dict[str, object]:
    """One brand: the name used in most countries first, the everyday categories before cash machines."""
    weight = Counter[str]()
    for name, countries in zip(group["display_name"], group["countries"], strict=True):
        weight[IN_BRACKETS.sub("", name)] += WHOLE_WORLD if "001" in countries else len(countries.split("|"))
    hosts = [found[1].lower() for site in group["website"] if (found := HOST.match(site))]
    hosts = [host for host in hosts if not SHARED_HOSTS.search(host)]
    told = [squeezed(handle) for platform in HANDLE_PLATFORMS for handle in group[platform] if handle]
    told += [squeezed(host.rsplit(".", 1)[0]) for host in hosts]
    names = sorted(weight, key=lambda name: (-told.count(squeezed(name)), not name.isascii(), -weight[name], name))
    categories = Counter(group["category"])
    category = min(categories, key=lambda name: (name in RATHER_NOT, -categories[name], name))
    countries = {part[:2] if part != "001" else part for joined in group["countries"] for part in joined.split("|")}
    return {
        "names": names,
        "wikidata": group["wikidata"].iloc[0] or None,
        "category": category.split("/")[1],
        "countries": sorted(countries - {""}),
        "host": hosts[0] if hosts else None,
        **{platform: first(group[platform]) for platform in HANDLE_PLATFORMS},
    }


def first(values: pd.Series) -> str | None:
    """The first value that isn't empty, in lower case without the @."""
    return next((value.lower().lstrip("@") for value in values if value), None)


def settle(brands: list[dict[str, object]], field: str) -> None:
    """Leaves a handle or host only to the brand whose name it resembles most."""
    claims: dict[str, list[dict[str, object]]] = {}
    for brand in brands:
        if brand[field]:
            claims.setdefault(str(brand[field]), []).append(brand)
    for claim, claimants in claims.items():
        told = squeezed(claim.rsplit(".", 1)[0] if field == "host" else claim)
        likeness = [SequenceMatcher(None, told, squeezed(brand["names"][0])).ratio() for brand in claimants]
        best = claimants[likeness.index(max(likeness))]
        for brand in claimants:
            if brand is not best or (len(claimants) > 1 and max(likeness) < LEAST_LIKENESS):
                brand[field] = None


def named_apart(brands: list[dict[str, object]]) -> list[str]:
    """A name for each brand that no other has: of brands of one name, the one with most handles keeps it bare."""
    order = sorted(range(len(brands)), key=lambda at: (-known(brands[at]), -len(brands[at]["countries"]), at))
    taken: set[str] = set()
    given = [""] * len(brands)
    for at in order:
        name = brands[at]["names"][0]
        given[at] = name if name not in taken else f"{name} ({brands[at]['wikidata']})"
        taken.add(given[at])
    return given


def known(brand: dict[str, object]) -> int:
    """How many handles and sites a brand has."""
    return sum(bool(brand[name]) for name in (*HANDLE_PLATFORMS, "host"))


def everyday(name: str, brand: dict[str, object], places: set[str]) -> bool:
    """Whether a name reads as ordinary words or as a place; foreign words don't where all the world knows the brand."""
    words = [word for word in WORD.findall(name.lower()) if len(word) > 1]
    told = [squeezed(brand[platform] or "") for platform in HANDLE_PLATFORMS]
    languages = AT_HOME if "001" in brand["countries"] and squeezed(name) in told else (*AT_HOME, *MIXED_IN)
    return name.lower() in places or (bool(words) and all(simplemma.is_known(word, lang=languages) for word in words))


def main() -> None:
    """Reads the source, writes the shipped list, says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with brands.csv.gz")
    rows = pd.read_csv(parser.parse_args().data / "brands.csv.gz", keep_default_na=False)
    brands = one_row_a_brand(rows)
    for field in (*HANDLE_PLATFORMS, "host"):
        settle(brands, field)
    table = postcodes().select(["municipality", "place"])
    places = {str(name).lower() for column in table.columns for name in column.unique().to_pylist()}
    fields = {name: pa.array([brand[name] for brand in brands]) for name in brands[0]}
    ordinary = pa.array([[name for name in brand["names"] if everyday(name, brand, places)] for brand in brands])
    shipped = pa.table({"name": named_apart(brands), **fields, "everyday": ordinary}).sort_by("name")
    pq.write_table(shipped, TARGET, compression="zstd", compression_level=19)
    print(f"{TARGET.name}: {shipped.num_rows:,} brands, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
