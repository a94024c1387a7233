"""A world as ordinary files: headings as people write them, opaque names instead of keys, "synthetic" on every row.

A person on two platforms has one row for each, because a name on one platform says nothing about another.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.schema import SYNTHETIC
from kring.world.chance import Ints
from kring.world.truth import Truth

_HEADINGS = {
    "accounts": {
        "platform": "Platform", "account": "Account", "creator": "Creator ID", "name": "Full name", "bio": "Bio",
        "link": "Website", "followers": "Followers", "following": "Following", "posts": "Posts",
        "verified": "Verified", "category": "Category", "language": "Language", "country": "Country", "city": "City",
        "gender": "Gender", "birth_years": "Birth years", "observed_at": "Date",
    },
    "posts": {
        "post": "Post ID", "platform": "Platform", "account": "Account", "published_at": "Published at",
        "kind": "Type", "caption": "Caption", "link": "Link", "hashtags": "Hashtags", "mentions": "Mentions",
        "tagged": "Tagged users", "paid_label": "Paid partnership", "sponsor": "Sponsor", "geotag": "Location name",
        "likes": "Likes", "comments": "Comments", "shares": "Shares", "saves": "Saves", "views": "Views",
        "reach": "Reach", "impressions": "Impressions",
    },
    "comments": {
        "comment": "Comment ID", "post": "Post ID", "platform": "Platform", "parent": "Parent comment ID",
        "author_key": "Author", "by_creator": "By creator", "text": "Comment text", "published_at": "Published at",
        "likes": "Likes",
    },
    "audience_people": {
        "platform": "Platform", "account": "Account", "person_key": "Person", "relation": "Relation",
        "complete": "Complete",
    },
    "audience_shares": {
        "platform": "Platform", "account": "Account", "dimension": "Dimension", "value": "Value", "share": "Share",
        "suppressed": "Suppressed",
    },
    "people": {
        "platform": "Platform", "person_key": "Person", "country": "Country", "region": "Province",
        "municipality": "Municipality", "postcode_area": "Postcode area", "age_band": "Age band", "gender": "Gender",
        "language": "Language", "interests": "Interests", "following": "Following", "followers": "Followers",
        "posts": "Posts", "has_picture": "Has picture",
    },
    "sales": {
        "code": "Discount code", "link": "UTM content", "order_key": "Order ID", "amount": "Order total",
        "currency": "Currency", "at": "Ordered at", "postcode_area": "Postcode area",
    },
    "rates": {
        "platform": "Platform", "account": "Account", "deliverable": "Deliverable", "fee": "Fee",
        "currency": "Currency",
    },
}  # fmt: skip
AS_PARQUET = ("audience_people",)


def write_sheets(tables: dict[str, pa.Table], truth: Truth, folder: Path) -> list[Path]:
    """One file a table in `folder`, all named synthetic_*; gives their paths in the order of the tables."""
    import pyarrow.csv
    import pyarrow.parquet

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, headings in _HEADINGS.items():
        sheet = _sheet(name, tables, truth, headings)
        path = folder / f"synthetic_{name}.{'parquet' if name in AS_PARQUET else 'csv'}"
        if name in AS_PARQUET:
            pyarrow.parquet.write_table(sheet, path, compression="zstd")
        else:
            pyarrow.csv.write_csv(sheet, path)
        paths.append(path)
    return paths


def _sheet(name: str, tables: dict[str, pa.Table], truth: Truth, headings: dict[str, str]) -> pa.Table:
    table = tables[name]
    if name == "people":
        table = _on_each_platform(table, tables["audience_people"])
    elif "platform" in headings and name != "accounts":
        table = table.append_column("platform", _platforms(name, table, tables))
    columns = {heading: _written(field, table[field], truth) for field, heading in headings.items()}
    return pa.table(columns | {"source": pa.repeat(pa.scalar(SYNTHETIC), table.num_rows)})


def _written(field: str, values: pa.ChunkedArray, truth: Truth) -> pa.ChunkedArray | pa.Array:
    """The values as a person would write them."""
    if field == "account":
        return pc.list_element(pc.split_pattern(values, ":", max_splits=1), 1)
    if field == "order_key":
        return pa.array([f"o{number:07d}" for number in range(len(values))])
    if field in ("person_key", "author_key"):
        return _opaque(values, truth)
    if pa.types.is_list(values.type):
        return pc.binary_join(values, ", ")
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values.cast(pa.timestamp("s", tz="UTC")), format="%Y-%m-%dT%H:%M:%SZ")
    return values


def _platforms(name: str, table: pa.Table, tables: dict[str, pa.Table]) -> pa.Array | pa.ChunkedArray:
    """The platform of each row, by its account; a comment's by its post."""
    accounts = table["account"] if name != "comments" else _account_of(table["post"], tables["posts"])
    return pc.list_element(pc.split_pattern(accounts, ":", max_splits=1), 0)


def _account_of(post: pa.ChunkedArray, posts: pa.Table) -> pa.ChunkedArray:
    return posts["account"].take(pc.index_in(post, value_set=posts["post"].combine_chunks()))


def _on_each_platform(people: pa.Table, audience: pa.Table) -> pa.Table:
    """A row for each person and platform on which the person is in an audience."""
    seen = pa.table(
        {
            "platform": pc.list_element(pc.split_pattern(audience["account"], ":", max_splits=1), 0),
            "person_key": audience["person_key"],
        }
    )
    order: list[tuple[str, str]] = [("platform", "ascending"), ("person_key", "ascending")]
    once = seen.group_by(["platform", "person_key"]).aggregate([]).sort_by(order)
    at = pc.index_in(once["person_key"], value_set=people["person_key"].combine_chunks())
    return people.take(at).append_column("platform", once["platform"])


def _opaque(keys: pa.ChunkedArray, truth: Truth) -> pa.Array:
    """Names such as p0000123 for people, and c0000123 for creators, who are no persons of the country."""
    known = truth.people["person_key"].to_numpy()
    order = np.argsort(known)
    wanted = keys.to_numpy()
    place = np.minimum(np.searchsorted(known[order], wanted), len(known) - 1)
    person: Ints = np.where(known[order][place] == wanted, order[place], -1)
    others, creator = np.unique(np.where(person < 0, wanted, 0), return_inverse=True)
    names = pa.array([f"p{number:07d}" for number in range(len(known))] + [f"c{n:07d}" for n in range(len(others))])
    return names.take(pa.array(np.where(person >= 0, person, len(known) + creator)))
