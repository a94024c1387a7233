"""The fixtures of these tests are made from the verbatim headings of vendors, where those are at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import SHARED_DATA
from tests.sources.exports import instagram_zips, test_business_suite, test_tiktok_studio, test_youtube_studio

HEADINGS = SHARED_DATA.parent / "contracts" / "export_headings" / "headings.json"


@pytest.fixture(scope="module")
def verbatim() -> dict[str, Any]:
    if not HEADINGS.is_file():
        pytest.skip("skipped: shared/contracts/export_headings is absent")
    return dict(json.loads(HEADINGS.read_text("utf-8")))


def test_an_instagram_download(verbatim: dict[str, Any]) -> None:
    told = verbatim["instagram_dyi_audience_insights"]
    assert list(instagram_zips.ENGLISH[:10]) == told["keys_en"][:10]
    assert (instagram_zips.FRENCH[0], instagram_zips.FRENCH[3]) == (
        told["keys_fr_example"][0],
        told["keys_fr_example"][2],
    )
    shape = verbatim["instagram_dyi_post_insights"]["shape"]
    assert [shape.index(f"'{key}'") for key in instagram_zips.POST_KEYS] == sorted(
        shape.index(f"'{key}'") for key in instagram_zips.POST_KEYS
    )


def test_files_of_tiktok(verbatim: dict[str, Any]) -> None:
    content = verbatim["tiktok_studio_content"]["headers"]
    assert [test_tiktok_studio.OLDER.strip(), test_tiktok_studio.NEWER.strip()] == content
    followers = verbatim["tiktok_studio_followers"]
    assert test_tiktok_studio.HISTORY.strip() == followers["FollowerHistory.csv"]
    for name, text in test_tiktok_studio.AUDIENCE.items():
        assert text.splitlines()[0] == followers[name]


def test_content_of_youtube(verbatim: dict[str, Any]) -> None:
    headers = verbatim["youtube_studio_content"]["headers"]
    newer = test_youtube_studio.ENGLISH.splitlines()[0]
    assert newer == headers[1]
    assert headers[2].removeprefix("...,") in test_youtube_studio.OLDER.splitlines()[0]


def test_content_of_business_suite(verbatim: dict[str, Any]) -> None:
    assert verbatim["meta_business_suite_content_ig"]["header"] == test_business_suite.ENGLISH
