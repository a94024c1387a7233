"""Google Takeout's subscriptions tell how many channels are followed, in any language, and no channel is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.sources.exports.archive import Archive
from kring.sources.exports.recognising import recognised_export
from tests.sources.exports.conftest import ReadExport
from tests.sources.exports.zips import written, zipped

CHANNELS = [f"UC{letter * 22}" for letter in "abc"]
LINES = "".join(f"{one},http://www.youtube.com/channel/{one},Kanaal van canary\n" for one in CHANNELS)


@pytest.mark.parametrize(
    ("member", "headings"),
    [
        ("YouTube and YouTube Music/subscriptions/subscriptions.csv", "Channel Id,Channel Url,Channel Title"),
        ("YouTube en YouTube Music/abonnementen/abonnementen.csv", "Kanaal-ID,Kanaal-URL,Kanaaltitel"),
    ],
)
def test_only_the_number_is_kept(member: str, headings: str, tmp_path: Path, read_export: ReadExport) -> None:
    zipped_up = zipped(tmp_path / "takeout-20261129.zip", {f"Takeout/{member}": f"{headings}\n{LINES}"})
    read = read_export(zipped_up, "youtube:annabakt")
    assert [row["following"] for row in read.rows("accounts")] == [3]
    assert read.rows("accounts")[0]["followers"] is None
    assert list(read.batch.tables) == ["accounts"]
    assert "canary" not in str(read.batch.tables)


def test_columns_in_another_order(tmp_path: Path, read_export: ReadExport) -> None:
    text = "T,U,I\n" + "".join(f"Titel,https://www.youtube.com/channel/{one},{one}\n" for one in CHANNELS)
    assert read_export(written(tmp_path / "x.csv", text), "youtube:a").rows("accounts")[0]["following"] == 3


def test_a_sheet_of_channels_with_figures_is_no_takeout(tmp_path: Path) -> None:
    text = "id,url,title,subscribers\n" + "".join(f"{line},12\n" for line in LINES.strip().splitlines())
    assert recognised_export(Archive.of(written(tmp_path / "channels.csv", text))) is None
