"""A creator with 1,800 followers brings a download: it is recognised, loaded, and shows where the followers live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import EMAIL, PASSWORD, _python, free_port, served
from tests.sources.exports.instagram_zips import DUTCH, Download

pytestmark = pytest.mark.browser
EMPTY = """
import sys
from kring.app import create_member
from kring.workspace import open_workspace
open_workspace(sys.argv[1], create=True)
create_member(sys.argv[1], sys.argv[2], sys.argv[3])
"""
PATIENCE = 120_000


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workspace in which nothing was loaded, served with its worker."""
    folder = tmp_path_factory.mktemp("empty") / "workspace"
    _python(EMPTY, str(folder), EMAIL, PASSWORD)
    yield from served(folder, free_port())


@pytest.mark.parametrize(("language", "width"), [("nl", 360)])
def test_a_download_becomes_a_map(
    chromium: object, empty_address: str, tmp_path: Path, language: str, width: int
) -> None:
    download = Download(keys=DUTCH, comma=True, period="31 aug. - 28 nov.").written(tmp_path / "instagram.zip")
    context = chromium.new_context(  # type: ignore[attr-defined]
        base_url=empty_address, locale=language, viewport={"width": width, "height": 740}
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/account/login/")
    page.locator("input[type=email]").fill(EMAIL)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Creators toevoegen").click()
    page.locator("#files").set_input_files(str(download))
    page.get_by_role("button", name="Bekijk wat erin zit").click()
    page.get_by_text("instagram:voorbeeld_anna").first.wait_for()
    page.get_by_role("button", name="Inladen").click()
    page.get_by_role("heading", name="Ingeladen", exact=True).wait_for()
    assert page.get_by_text("1.790").count() == 1
    page.get_by_role("link", name=re.compile("^kaart instagram")).click()
    page.get_by_text("Amersfoort").first.wait_for()
    assert page.locator("svg, img").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
