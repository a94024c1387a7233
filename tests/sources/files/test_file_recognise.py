"""What a sheet holds is told from its headings in four languages and the shape of its values; doubts are said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.errors import BadInput
from kring.sources.files import Proposal, RememberedMappings, open_sources, recognise
from kring.sources.files.dates import DateOrder
from kring.sources.files.numbers import Mark


def proposed(tmp_path: Path, text: str, name: str = "sheet.csv", memory: RememberedMappings | None = None) -> Proposal:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    (sheet,) = open_sources([path])
    return recognise(sheet, memory)


def fields(proposal: Proposal) -> dict[str, str]:
    return {f"{column.table}.{column.field}": column.heading for column in proposal.columns}


def doubts(proposal: Proposal) -> str:
    return "\n".join(f"{doubt.heading}: {doubt.message.en}" for doubt in proposal.doubts)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Username;Followers;Country;Verified\nanna;12500;Netherlands;yes\nbob;999;Belgium;no\n"),
        ("nl", "Gebruikersnaam;Aantal volgers;Land;Geverifieerd\nanna;12500;Nederland;ja\nbob;999;België;nee\n"),
        ("de", "Benutzername;Abonnenten;Länderkode;Verifiziert\nanna;12500;Niederlande;ja\nbob;999;Belgien;nein\n"),
        ("fr", "Nom d'utilisateur;Nombre d'abonnés;Pays;Vérifié\nanna;12500;Pays-Bas;oui\nbob;999;Belgique;non\n"),
    ],
)
def test_headings_in_four_languages(tmp_path: Path, language: str, text: str) -> None:
    proposal = proposed(tmp_path, text)
    found = fields(proposal)
    assert {"accounts.account", "accounts.followers", "accounts.verified"} <= set(found)
    assert proposal.mapping is not None
    assert proposal.mapping.language == language


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Number.of.followers", "followers"),
        ("followersCount", "followers"),
        ("Subscribers count", "followers"),
        ("\nFollowers", "followers"),
        ("Folowers", "followers"),
        ("followees", "following"),
        ("Category-1", "category"),
    ],
)
def test_headings_as_vendors_spell_them(tmp_path: Path, heading: str, field: str) -> None:
    values = ("beauty", "sport") if field == "category" else ("1500", "2.4K")
    text = f'username,"{heading}",bio\nanna,{values[0]},Hoi allemaal\nbob,{values[1]},Dag allemaal\n'
    assert f"accounts.{field}" in fields(proposed(tmp_path, text))


def test_meta_business_suite(tmp_path: Path) -> None:
    text = (
        "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
        "Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows\n"
        '18000000000000001,17841400000000000,anna,Anna B,"Hoi, #reclame",0,03/14/2026 10:05,'
        'https://www.instagram.com/p/AbC/,IG image,,Lifetime,"1,234",56,1,2,3,"1,000",0\n'
    )
    proposal = proposed(tmp_path, text)
    mapping = proposal.settled()
    assert fields(proposal)["posts.account"] == "Account username"
    assert fields(proposal)["posts.post"] == "Post ID"
    assert mapping.platform == "instagram"
    assert mapping.dates == {"Publish time": DateOrder.MONTH_FIRST}
    assert mapping.numbers["Views"] is Mark.POINT
    assert (proposal.preview["posts"][0]["views"], proposal.preview["posts"][0]["kind"]) == (1234, "image")


def test_tiktok_studio_names_the_account_in_its_links(tmp_path: Path) -> None:
    text = (
        "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
        "Hoi #x,https://www.tiktok.com/@anna/video/7300000000000000001,2026-03-14,1.2K,3,4,12.3K\n"
    )
    (post,) = proposed(tmp_path, text).preview["posts"]
    assert (post["account"], post["post"], post["views"]) == ("tiktok:anna", "7300000000000000001", 12300)


def test_youtube_studio_asks_whose_channel_it_is(tmp_path: Path) -> None:
    text = 'Content,Video title,Video publish time,Likes,Views\nTotal,,,5,6\nabc123XYZ_-,Hoi,"Sep 26, 2026",5,6\n'
    proposal = proposed(tmp_path, text)
    assert [question.field for question in proposal.questions] == ["account"]
    with pytest.raises(BadInput, match=r"sheet\.csv.*'account' of posts"):
        proposal.settled()
    assert proposal.settled(account="youtube:anna").tables[0].constants["account"] == "youtube:anna"


def test_a_dutch_list_of_creators_with_rates_feeds_two_tables(tmp_path: Path) -> None:
    text = (
        "Naam;Instagram;Volgers;Plaats;Tarief post;Tarief story;Engagement\n"
        "Anna B;@anna.b;12,3K;Utrecht;€ 250;€ 75;3,4%\nBob C;@bobc;1.234;Den Haag;€ 1.250,50;€ 95;2,1%\n"
    )
    proposal = proposed(tmp_path, text)
    mapping = proposal.settled()
    assert [table.table for table in mapping.tables] == ["accounts", "rates", "rates"]
    assert [table.constants.get("deliverable") for table in mapping.tables] == [None, "post", "story"]
    assert proposal.preview["accounts"][0]["account"] == "instagram:anna.b"
    assert {rate["fee"] for rate in proposal.preview["rates"]} == {250.0, 75.0, 1250.5, 95.0}
    assert proposal.unused == ("Engagement",)


def test_creators_with_their_top_post_feed_two_tables(tmp_path: Path) -> None:
    text = "creator,followers,top_post,top_post_likes\nc1a2b3,26198,p9f8,885\nc4d5e6,8177,p7a6,236\n"
    mapping = proposed(tmp_path, text).settled()
    assert {table.table for table in mapping.tables} == {"accounts", "posts"}


def test_edges_tell_their_relation_and_ask_for_completeness_and_platform(tmp_path: Path) -> None:
    rows = "".join(f"{number % 5},{number}\n" for number in range(200))
    proposal = proposed(tmp_path, "account,follower\n" + rows)
    (table,) = proposal.settled().tables
    assert (table.table, table.constants) == ("audience_people", {"relation": "follower"})
    assert "which platform" in doubts(proposal)
    assert "complete" in doubts(proposal)
    named = proposed(tmp_path, "creator,person\n" + rows.replace(",", ",p"), "likers.csv")
    assert named.settled().tables[0].constants == {"relation": "liker"}


def test_the_platform_comes_from_column_headings_or_the_name_of_the_file(tmp_path: Path) -> None:
    rows = "anna,1200\nbob,350\n"
    by_name = proposed(tmp_path, "username,followers\n" + rows, "tiktok creators.csv")
    assert by_name.settled().platform == "tiktok"
    assert "from the name of the file" in doubts(by_name)
    by_heading = proposed(tmp_path, "Youtuber name,Subscribers\n" + rows)
    assert by_heading.settled().platform == "youtube"
    by_column = proposed(tmp_path, "username,platform,followers\nanna,Instagram,5\nbob,TikTok,6\n")
    assert [row["account"] for row in by_column.preview["accounts"]] == ["instagram:anna", "tiktok:bob"]


@pytest.mark.parametrize("swapped", [False, True])
def test_handle_and_shown_name_are_told_apart_by_their_values(tmp_path: Path, swapped: bool) -> None:
    handle, shown = ("instagram name", "name") if swapped else ("name", "instagram name")
    text = (
        f"{handle},{shown},followers\nleomessi,Leo Messi,409.8M\nneymarjr,NJ Santos Jr,198.9M\nkylie,Kylie J,376.3M\n"
    )
    found = fields(proposed(tmp_path, text))
    assert (found["accounts.account"], found["accounts.name"]) == (handle, shown)


def test_values_that_contradict_their_heading_are_doubted_and_not_taken(tmp_path: Path) -> None:
    text = "username,followers,Views avg.\nanna,1200,Spain\nbob,350,Indonesia\ncleo,99,Brazil\n"
    proposal = proposed(tmp_path, text)
    assert "Views avg.: the heading speaks of views, but the values look like countries" in doubts(proposal)
    assert "Views avg." in proposal.unused
    followers = proposed(tmp_path, "username,bio,followers\nanna,hoi daar,veel\nbob,dag jij,weinig\n")
    assert "accounts.followers" not in fields(followers)


def test_rivals_and_undecided_numbers_are_doubted(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "username,followers,subscribers\nanna,1.234,10\nbob,999,20\n")
    assert "'subscribers' could be the followers of accounts too" in doubts(proposal)
    assert "'1.234' is read as 1234" in doubts(proposal)


def test_shown_names_as_accounts_are_doubted(tmp_path: Path) -> None:
    text = "channel name,Subscribers\nBig Mouth Kids,10M\nSing and Dance,11M\n"
    assert "shown names" in doubts(proposed(tmp_path, text))


def test_every_choice_has_a_confidence_and_a_reason(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "username,followers,Folowing\nanna,1200,3\nbob,350,4\n")
    assert all(0 < column.confidence <= 1 and column.reason for column in proposal.columns)
    sure = {column.field: column.confidence for column in proposal.columns}
    assert sure["following"] < sure["followers"]


def test_a_sheet_of_something_else_is_not_recognised(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "gemeente,inwoners,lon,lat\nUtrecht,361924,5.1,52.1\nZeist,65000,5.2,52.1\n")
    assert proposal.mapping is None
    with pytest.raises(BadInput, match="no table of ours") as refused:
        proposal.settled()
    assert "gemeente" in refused.value.advice


def test_a_confirmed_mapping_goes_before_a_guess(tmp_path: Path) -> None:
    memory = RememberedMappings(tmp_path / "kept")
    text = "username,followers\nanna,1200\nbob,350\n"
    first = proposed(tmp_path, text, memory=memory)
    memory.keep(["username", "followers"], first.settled(platform="twitch"))
    again = proposed(tmp_path, text, memory=memory)
    assert again.remembered
    assert again.settled().platform == "twitch"


def test_the_preview_shows_keys_and_no_names(tmp_path: Path) -> None:
    rows = "".join(f"anna,jan{number}\n" for number in range(20))
    proposal = proposed(tmp_path, "account,follower\n" + rows)
    assert "jan" not in repr(proposal.preview)


def test_files_kring_writes_itself_are_taken_by_their_own_names(tmp_path: Path) -> None:
    text = (
        "account,creator,platform,handle,name,followers\n"
        "instagram:anna,person-1,instagram,anna,Anna,1200\ntiktok:bob,person-2,tiktok,bob,Bob,35\n"
    )
    found = fields(proposed(tmp_path, text))
    names = ("account", "creator", "platform", "handle", "name", "followers")
    assert {name: found.get(f"accounts.{name}") for name in names} == {name: name for name in names}
