"""A creator's Instagram download tells the same in every language, and nothing that is not in it."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kring.errors import BadInput
from tests.sources.exports import instagram_zips as zips
from tests.sources.exports.conftest import KEYS, ReadExport
from tests.sources.exports.instagram_zips import Download

NAME = "instagram-voorbeeld_anna-2026-11-29-x1.zip"


@pytest.mark.parametrize("make", [Download, zips.french, zips.dutch, zips.unheard_of])
def test_it_tells_the_same_in_every_language(make: type[Download], tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(make().written(tmp_path / NAME))
    assert read.recognised.account == "instagram:voorbeeld_anna"
    cities = {"Amersfoort": 0.413, "Baton Rouge, Louisiana": 0.069, "'s-Hertogenbosch": 0.06, "Bergen op Zoom": 0.012}
    assert read.shares("city") == cities
    assert read.shares("country") == {"NL": 0.805, "BE": 0.11}
    assert read.shares("age")["25-34"] == 0.414
    assert read.shares("gender") == {"female": 0.7, "male": 0.3}
    assert read.shares("age_gender")["male 25-34"] == round(0.45 * 0.3, 4)
    assert read.rows("accounts")[0]["followers"] == 1_800
    assert {row["observed_at"] for row in read.rows("audience_shares")} == {
        dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    }
    post = read.rows("posts")[0]
    figures = ("impressions", "reach", "likes", "comments", "saves", "shares", "views")
    assert [post[name] for name in figures] == [1_200, 900, 88, 7, 12, None, None]
    assert post["caption"] == "Café in Amersfoort #koffie"
    assert not read.batch.quarantined
    assert read.accounted


def test_where_no_word_is_known_it_says_that_the_order_told(tmp_path: Path, read_export: ReadExport) -> None:
    assert "first are taken to be men" in read_export(zips.unheard_of().written(tmp_path / NAME)).said
    assert "men" not in read_export(Download().written(tmp_path / "b.zip"), "instagram:b").said


def test_keys_in_another_order_are_known_by_their_words(tmp_path: Path, read_export: ReadExport) -> None:
    download = Download()
    told = download.audience()["organic_insights_audience"][0]["string_map_data"]
    turned = dict(reversed(told.items()))
    path = tmp_path / "audience_insights.json"
    path.write_text(json.dumps({"organic_insights_audience": [{"string_map_data": turned}]}))
    read = read_export(path, "instagram:anna")
    assert read.shares("gender") == {"female": 0.7, "male": 0.3}
    assert read.shares("country") == {"NL": 0.805, "BE": 0.11}
    assert read.shares("age")["25-34"] == 0.414
    assert not read.rows("accounts"), "a count that may be followers or their change is not taken"


def test_genders_that_contradict_the_ages_of_everybody_are_unknown(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(replace(zips.unheard_of(), men=70.0).written(tmp_path / NAME))
    assert not read.shares("gender")
    assert not read.shares("age_gender")
    assert "don't add up" in read.said


def test_suppressed_figures_are_unknown_and_not_zero(tmp_path: Path, read_export: ReadExport) -> None:
    download = Download()
    content = download.audience()
    told = content["organic_insights_audience"][0]["string_map_data"]
    for key in zips.ENGLISH[3:10]:
        told[key]["value"] = "--"
    path = tmp_path / "audience_insights.json"
    path.write_text(json.dumps(content))
    read = read_export(path, "instagram:anna")
    assert not read.rows("audience_shares")
    assert read.rows("accounts")[0]["followers"] == 1_800


def test_all_followers_are_keys_and_the_list_is_whole_when_the_count_says_so(
    tmp_path: Path, read_export: ReadExport
) -> None:
    read = read_export(Download(newer=True).written(tmp_path / NAME))
    people = read.rows("audience_people")
    assert {row["person_key"] for row in people} == set(KEYS.of(Download().people, "instagram").tolist())
    assert {(row["relation"], row["complete"]) for row in people} == {("follower", True)}
    assert read.rows("accounts")[1]["following"] == 3


def test_a_list_of_a_part_of_the_time_is_not_called_whole(tmp_path: Path, read_export: ReadExport) -> None:
    part = Download(people=[f"volger_{number}" for number in range(700)])
    read = read_export(part.written(tmp_path / NAME), complete="true")
    assert {row["complete"] for row in read.rows("audience_people")} == {False}
    assert all(row["following"] is None for row in read.rows("accounts"))


def test_without_a_count_a_person_says_whether_the_list_is_whole(tmp_path: Path, read_export: ReadExport) -> None:
    path = Download(leave=("insights.json", "posts.json")).written(tmp_path / NAME)
    unknown = read_export(path)
    assert {row["complete"] for row in unknown.rows("audience_people")} == {None}
    assert not unknown.rows("accounts")
    assert "complete=true" in unknown.said
    assert "places, ages and genders" in unknown.said
    told = read_export(path, complete="true")
    assert {row["complete"] for row in told.rows("audience_people")} == {True}
    assert [row["followers"] for row in told.rows("accounts")] == [1_790]
    assert told.batch.batch_id != unknown.batch.batch_id


def test_a_missing_part_of_the_list_is_named(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(Download(files=3, leave=("followers_2.json",)).written(tmp_path / NAME))
    assert "followers_2.json is missing" in read.said
    assert {row["complete"] for row in read.rows("audience_people")} == {False}


def test_followers_as_an_object_and_twice(tmp_path: Path, read_export: ReadExport) -> None:
    entries = [{"title": "", "string_list_data": [{"value": name, "timestamp": 1}]} for name in ("a", "b", "A", "")]
    path = tmp_path / "followers_1.json"
    path.write_text(json.dumps({"relationships_followers": entries}))
    read = read_export(path, "instagram:anna")
    assert len(read.rows("audience_people")) == 2
    assert [row.reason for row in read.batch.quarantined] == [
        "this person stands in the list twice",
        "nobody is named here",
    ]
    assert all(not row.raw for row in read.batch.quarantined)
    assert read.accounted


def test_a_country_nobody_knows_is_put_aside(tmp_path: Path, read_export: ReadExport) -> None:
    download = Download(countries="Netherlands: 70%, Belgium: 10%, Nergensland: 5%")
    read = read_export(download.written(tmp_path / NAME))
    assert read.shares("country") == {"NL": 0.7, "BE": 0.1}
    assert [row.value for row in read.batch.quarantined] == ["Nergensland"]
    assert read.accounted


def test_the_same_content_is_the_same_batch_however_it_is_packed(tmp_path: Path, read_export: ReadExport) -> None:
    first = read_export(Download().written(tmp_path / NAME))
    again = Download().written(tmp_path / "nieuw.zip", prefix="map/", at=(2026, 12, 1, 0, 0, 0))
    with zipfile.ZipFile(again, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("media/foto.jpg", b"\xff\xd8\xff" + b"0" * 5000)
    assert read_export(again).batch.batch_id == first.batch.batch_id
    with zipfile.ZipFile(again) as archive:
        archive.extractall(tmp_path / "uitgepakt")
    assert read_export(tmp_path / "uitgepakt").batch.batch_id == first.batch.batch_id
    other = read_export(Download(followers=1_801).written(tmp_path / "b.zip"))
    assert other.batch.batch_id != first.batch.batch_id


def test_two_names_for_one_download_are_none(tmp_path: Path, read_export: ReadExport) -> None:
    read = read_export(Download().written(tmp_path / "instagram-iemand.anders-2026-11-29-x.zip"), "instagram:z")
    assert read.recognised.account is None


def test_web_pages_are_refused_with_what_to_ask_for(tmp_path: Path, read_export: ReadExport) -> None:
    with zipfile.ZipFile(tmp_path / NAME, "w") as archive:
        archive.writestr("connections/followers_and_following/followers_1.html", "<html>canary_name</html>")
    with pytest.raises(BadInput) as problem:
        read_export(tmp_path / NAME)
    assert "JSON" in problem.value.advice
    assert "JSON" in problem.value.said_in("nl")[1]
    assert "followers_1.html" in problem.value.message


def test_json_that_is_cut_off_names_the_file_and_no_person(tmp_path: Path, read_export: ReadExport) -> None:
    with zipfile.ZipFile(tmp_path / NAME, "w") as archive:
        archive.writestr("followers_1.json", '[{"string_list_data": [{"value": "canary_name"')
    with pytest.raises(BadInput, match=r"followers_1\.json") as problem:
        read_export(tmp_path / NAME)
    assert "canary" not in str(problem.value)
