"""A row is loaded whole or put aside whole, with a reason, without anybody's name, and can be mended and loaded."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput, KringError
from kring.facts.batch import Batch, delivered_schema
from kring.facts.person_keys import PersonKeys
from kring.sources.files import (
    Limits,
    Mapping,
    Progress,
    SourceSheet,
    TableMapping,
    build_batch,
    fingerprint,
    open_sources,
    quarantine_to_csv,
    recognise,
)
from kring.sources.files.reasons_in_dutch import in_dutch

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
ACCOUNTS = Mapping(
    (TableMapping("accounts", {"account": "username", "followers": "followers", "country": "country"}),), "instagram"
)
COMMENTS = Mapping(
    (
        TableMapping(
            "comments",
            {"comment": "id", "post": "post", "author_key": "user", "text": "text", "likes": "likes"},
        ),
    ),
    "instagram",
)


def sheet_of(tmp_path: Path, text: str, name: str = "sheet.csv") -> SourceSheet:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    (sheet,) = open_sources([path])
    return sheet


def batch_of(sheet: SourceSheet, mapping: Mapping, **options: Any) -> Batch:
    return build_batch(sheet, mapping, KEYS, NOW, "a spreadsheet", "consent", **options)


def loaded(batch: Batch, table: str) -> list[dict[str, Any]]:
    return batch.tables[table].to_pylist() if table in batch.tables else []


def test_every_row_is_loaded_or_put_aside_with_row_column_value_and_reason(tmp_path: Path) -> None:
    text = (
        "username,followers,country\n@Anna,1.2K,Nederland\nbob,abc,NL\n,5,NL\ncleo,-3,NL\ndirk,7,Atlantis\n"
        "eva,N/A,-\nfrank,1\n"
    )
    batch = batch_of(sheet_of(tmp_path, text), ACCOUNTS)
    assert batch.rows_in == 7
    assert [(row["account"], row["followers"], row["country"]) for row in loaded(batch, "accounts")] == [
        ("instagram:anna", 1200, "NL"),
        ("instagram:eva", None, None),
    ]
    assert [(aside.row, aside.column, aside.value) for aside in batch.quarantined] == [
        (2, "followers", "abc"),
        (3, "username", ""),
        (4, "followers", "-3"),
        (5, "country", "Atlantis"),
        (7, "", ""),
    ]
    assert all(in_dutch(aside.reason) != aside.reason for aside in batch.quarantined)
    assert batch.quarantined[0].raw == {"username": "bob", "followers": "abc", "country": "NL"}


def test_the_tables_carry_their_provenance(tmp_path: Path) -> None:
    batch = batch_of(sheet_of(tmp_path, "username,followers,country\nanna,5,NL\n"), ACCOUNTS)
    assert batch.tables["accounts"].schema.equals(delivered_schema("accounts"))
    (row,) = loaded(batch, "accounts")
    assert (row["source"], row["legal_basis"], row["observed_at"]) == ("a spreadsheet", "consent", NOW)
    assert (row["platform"], row["handle"], row["creator"]) == ("instagram", "anna", "instagram:anna")


def test_all_that_is_wrong_with_a_row_is_said_at_once(tmp_path: Path) -> None:
    batch = batch_of(sheet_of(tmp_path, "username,followers,country\nanna,abc,Atlantis\n"), ACCOUNTS)
    (aside,) = batch.quarantined
    assert aside.reason == "this is no number; country: this country is not known"


def test_a_row_said_twice_goes_aside_and_names_the_first(tmp_path: Path) -> None:
    text = "username,followers,country\nanna,5,NL\nbob,6,NL\nanna,5,NL\nAnna,7,NL\n"
    batch = batch_of(sheet_of(tmp_path, text), ACCOUNTS)
    assert len(loaded(batch, "accounts")) == 2
    same, other = batch.quarantined
    assert (same.row, same.reason) == (3, "the same as row 1")
    assert (other.row, other.reason) == (4, "row 1 has other values for the same account")
    assert other.raw["followers"] == "7"


def test_a_history_has_a_row_for_each_day(tmp_path: Path) -> None:
    mapping = Mapping(
        (TableMapping("accounts", {"followers": "Followers", "observed_at": "Date"}, {"account": "tiktok:anna"}),)
    )
    text = "Date,Followers\n2026-01-01,10\n2026-01-02,10\n2026-01-02,11\n"
    batch = batch_of(sheet_of(tmp_path, text), mapping)
    assert [row["observed_at"].day for row in loaded(batch, "accounts")] == [1, 2]
    assert [aside.row for aside in batch.quarantined] == [3]


def test_since_when_somebody_follows_is_kept_to_the_day_where_it_happened(tmp_path: Path) -> None:
    told = TableMapping("audience_people", {"person_key": "Follower", "since": "Followed at"}, {
        "account": "instagram:anna", "relation": "follower",
    })  # fmt: skip
    text = "Follower,Followed at\na,2026-03-01 00:30:12\nb,2026-03-01\nc,2026-02-28T23:30:00Z\nd,\ne,ooit\n"
    batch = batch_of(sheet_of(tmp_path, text), Mapping((told,), "instagram", time_zone="Europe/Amsterdam"))
    day = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    assert [row["since"] for row in loaded(batch, "audience_people")] == [day, day, day, None]
    assert [aside.column for aside in batch.quarantined] == ["Followed at"]


def test_a_list_with_since_is_recognised(tmp_path: Path) -> None:
    text = "Account,Follower,Volgt sinds\n" + "".join(f"anna,iemand{n},2026-03-{n % 28 + 1:02}\n" for n in range(40))
    proposal = recognise(sheet_of(tmp_path, text))
    assert proposal.mapping is not None
    (table,) = proposal.mapping.tables
    assert (table.table, table.columns.get("since")) == ("audience_people", "Volgt sinds")


def test_one_sheet_feeds_two_tables_and_counts_each_row_once(tmp_path: Path) -> None:
    mapping = Mapping(
        (
            TableMapping("accounts", {"account": "creator", "followers": "followers"}),
            TableMapping("posts", {"account": "creator", "post": "top_post", "likes": "top_likes"}),
        ),
        "instagram",
    )
    text = "creator,followers,top_post,top_likes\nanna,10,p1,3\nbob,20,,\ncleo,30,p3,abc\ndirk,x,p4,4\neva,5,,9\n"
    batch = batch_of(sheet_of(tmp_path, text), mapping)
    assert batch.rows_in == 5
    assert [row["handle"] for row in loaded(batch, "accounts")] == ["anna", "bob"]
    assert [row["post"] for row in loaded(batch, "posts")] == ["p1"]
    assert [(aside.row, aside.column) for aside in batch.quarantined] == [
        (3, "top_likes"),
        (4, "followers"),
        (5, "top_post"),
    ]


def test_what_each_row_repeats_beside_something_new_is_kept_once(tmp_path: Path) -> None:
    mapping = Mapping(
        (
            TableMapping("posts", {"account": "username", "post": "id", "likes": "likes"}),
            TableMapping("accounts", {"account": "username", "followers": "followers"}),
        ),
        "instagram",
    )
    text = "username,followers,id,likes\nanna,10,p1,3\nanna,10,p2,4\nanna,11,p3,5\nanna,10,p1,3\n"
    batch = batch_of(sheet_of(tmp_path, text), mapping)
    assert len(loaded(batch, "accounts")) == 1
    assert [row["post"] for row in loaded(batch, "posts")] == ["p1", "p2"]
    assert [(aside.row, aside.reason) for aside in batch.quarantined] == [
        (3, "row 1 has other values for the same account"),
        (4, "the same as row 1"),
    ]


def test_posts_tell_their_hashtags_mentions_and_label(tmp_path: Path) -> None:
    mapping = Mapping(
        (TableMapping("posts", {"account": "user", "post": "link", "caption": "text", "sponsor": "sponsor"}),),
        "instagram",
    )
    text = (
        "user,link,text,sponsor\n"
        'anna,https://www.instagram.com/p/AbC/,"Met @Merk! #Reclame mail a@b.nl of 06-12345678",merk\n'
    )
    (post,) = loaded(batch_of(sheet_of(tmp_path, text), mapping), "posts")
    assert post["post"] == "AbC"
    assert post["caption"] == "Met @Merk! #Reclame mail [e-mail] of [telephone]"
    assert (post["hashtags"], post["mentions"], post["paid_label"]) == (["reclame"], ["merk"], True)


def test_nobodys_name_is_kept_in_rows_or_quarantine(tmp_path: Path) -> None:
    text = (
        "id,post,user,text,likes,email\nc1,p1,jan_jansen,hoi @piet mail x@y.nl,1,jan@home.nl\n"
        "c2,p1,jan_jansen,dag @piet,abc,jan@home.nl\nc3,p1,jan_jansen,een,twee,drie,vier\n"
    )
    batch = batch_of(sheet_of(tmp_path, text), COMMENTS)
    everything = repr(batch.quarantined) + repr(loaded(batch, "comments"))
    assert not any(name in everything for name in ("jan", "piet", "x@y", "home.nl"))
    (comment,) = loaded(batch, "comments")
    assert comment["author_key"] == KEYS.of(["jan_jansen"], "instagram")[0]
    assert batch.quarantined[0].raw["user"].startswith("person:")
    assert batch.quarantined[0].raw["email"] == ""
    assert batch.quarantined[1].raw == {}


def test_a_mended_quarantine_loads_as_if_it_had_been_right_at_once(tmp_path: Path) -> None:
    header = "id,post,user,text,likes\n"
    batch = batch_of(sheet_of(tmp_path, header + "c1,p1,jan,=hoi,1\nc2,p1,jan,-dag,veel\n"), COMMENTS)
    path = quarantine_to_csv(batch.quarantined, tmp_path / "aside.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quarantine_row"] == "2"
    assert row["text"] == "'-dag"
    path.write_text(path.read_text("utf-8-sig").replace("veel", "7"), "utf-8")
    (mended,) = open_sources([path])
    assert fingerprint(mended.headings) == fingerprint(("id", "post", "user", "text", "likes"))
    right = batch_of(sheet_of(tmp_path, header + "c2,p1,jan,-dag,7\n"), COMMENTS)
    again = batch_of(mended, COMMENTS)
    assert again.quarantined == ()
    assert loaded(again, "comments") == loaded(right, "comments")


def test_the_same_file_and_mapping_are_the_same_batch(tmp_path: Path) -> None:
    text = "username,followers,country\nanna,5,NL\n"
    one, two = sheet_of(tmp_path, text), sheet_of(tmp_path, text, "copy.csv")
    other_keys = build_batch(two, ACCOUNTS, PersonKeys(b"x" * 32), NOW + dt.timedelta(1), "elsewhere", "contract")
    assert batch_of(one, ACCOUNTS).batch_id == other_keys.batch_id
    assert batch_of(one, ACCOUNTS.with_constants(platform="tiktok")).batch_id != other_keys.batch_id
    assert batch_of(sheet_of(tmp_path, text + "bob,1,NL\n"), ACCOUNTS).batch_id != other_keys.batch_id


def test_a_mapping_that_does_not_fit_is_refused_by_column(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "naam,volgers\nanna,5\n")
    with pytest.raises(BadInput, match=r"sheet\.csv.*no column 'username'") as refused:
        batch_of(sheet, ACCOUNTS)
    assert "naam, volgers" in refused.value.advice
    with pytest.raises(BadInput, match="'account' of accounts"):
        batch_of(sheet, Mapping((TableMapping("accounts", {"followers": "volgers"}),)))
    with pytest.raises(BadInput, match="legal basis"):
        build_batch(sheet, ACCOUNTS, KEYS, NOW, "x", "because")


def test_a_wrong_mapping_gives_up_rather_than_put_all_aside(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "username,followers,country\n" + "anna,x,NL\n" * 50)
    with pytest.raises(BadInput, match=r"row 1, column 'followers': most rows"):
        batch_of(sheet, ACCOUNTS, limits=Limits(quarantined=20))


def test_dates_after_the_file_was_made_are_nonsense(tmp_path: Path) -> None:
    mapping = Mapping((TableMapping("posts", {"account": "u", "post": "p", "published_at": "d"}),), "instagram")
    batch = batch_of(sheet_of(tmp_path, "u,p,d\na,1,2026-05-31\na,2,3024-05-31\n"), mapping)
    assert [row["post"] for row in loaded(batch, "posts")] == ["1"]
    assert "after" in batch.quarantined[0].reason


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[Progress] = []
    rows = "".join(f"user{number},{number},NL\n" for number in range(300_000))
    batch = batch_of(sheet_of(tmp_path, "username,followers,country\n" + rows), ACCOUNTS, progress=told.append)
    assert len(told) > 1
    assert told[-1] == Progress(batch.rows_in, told[-1].bytes_total, told[-1].bytes_total)


DAMAGE = st.lists(
    st.tuples(st.sampled_from(["cut", "flip", "nul", "quote", "newline", "delete"]), st.integers(0, 100_000)),
    max_size=4,
)


def damaged(content: bytes, damage: list[tuple[str, int]]) -> bytes:
    for kind, place in damage:
        at = place % max(1, len(content))
        insert = {"nul": b"\x00", "quote": b'"', "newline": b"\n"}.get(kind, b"")
        if kind == "cut":
            content = content[:at]
        elif kind == "flip" and content:
            content = content[:at] + bytes([content[at] ^ (1 << place % 8)]) + content[at + 1 :]
        else:
            content = content[:at] + insert + content[at + (kind == "delete") :]
    return content


@given(DAMAGE, st.integers(1, 40), st.booleans())
def test_damage_never_loses_a_row_of_what_was_read(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[str, int]], rows: int, quoted: bool
) -> None:
    mark = '"' if quoted else ""
    lines = ["username,followers,country", *(f"{mark}user{n}{mark},{n * 37},{mark}NL{mark}" for n in range(rows))]
    path = tmp_path_factory.mktemp("damage") / "sheet.csv"
    path.write_bytes(damaged("\n".join([*lines, ""]).encode(), damage))
    try:
        batch = batch_of(open_sources([path])[0], ACCOUNTS)
    except KringError:
        return
    taken = len(loaded(batch, "accounts"))
    assert batch.rows_in == taken + len(batch.quarantined)
    if not damage:
        assert taken == rows
