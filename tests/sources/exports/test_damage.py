"""Whatever happened to an export on its way: it is read right, refused with a reason, or taken for a sheet."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.facts.batch import Batch, delivered_schema
from kring.sources.exports.archive import Archive
from kring.sources.exports.batch import batch_of
from kring.sources.exports.export import Answered
from kring.sources.exports.recognising import recognised_export
from tests.sources.exports import instagram_zips as zips
from tests.sources.exports.conftest import KEYS, NOW
from tests.sources.exports.test_business_suite import AUDIENCE, ENGLISH, LINE
from tests.sources.exports.test_tiktok_studio import AUDIENCE as TIKTOK
from tests.sources.exports.test_tiktok_studio import DAYS, LINK, NEWER
from tests.sources.exports.test_youtube_studio import SWEDISH
from tests.sources.exports.zips import utf16

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
TEXTS: dict[str, bytes] = {
    "Content.csv": f"{NEWER}a,{LINK}730,2026-11-20,10,9,8,7,1s,0.1\n".encode(),
    "FollowerHistory.csv": DAYS.encode(),
    "FollowerGender.csv": TIKTOK["FollowerGender.csv"].format("24", "75").encode(),
    "Table data.csv": SWEDISH.encode(),
    "posts.csv": f"{ENGLISH}\n{LINE.format(kind='IG reel', date='Lifetime')}".encode(),
    "Audience.csv": utf16(AUDIENCE),
}


def outcome(path: Path) -> Batch | None:
    """The batch, None for a file that is no export; BadInput is the only other way out."""
    archive = Archive.of(path)
    known = recognised_export(archive)
    if known is None:
        return None
    export, recognised = known
    answered = Answered(recognised.account or f"{recognised.platform or 'x'}:anna", NOW, KEYS)
    batch, _ = batch_of(export, archive, recognised, answered)
    return batch


def check(batch: Batch | None) -> None:
    """What was read can be stored: types, required columns, ranges, and nothing twice."""
    for name, rows in (batch.tables if batch else {}).items():
        assert rows.schema == delivered_schema(name)
        assert rows["account"].null_count == 0
        for row in rows.to_pylist():
            assert all(
                value >= 0 for value in row.values() if isinstance(value, int) and not isinstance(value, bool)
            ) or ("person_key" in row)
            assert row.get("share") is None or 0 <= row["share"] <= 1
    if batch and "audience_shares" in batch.tables:
        keys = [(row["dimension"], row["value"]) for row in batch.tables["audience_shares"].to_pylist()]
        assert len(keys) == len(set(keys))


def survives(write: Callable[[Path], None], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        said = ""
        try:
            check(outcome(path))
        except BadInput as problem:
            said = str(problem)
        assert "canary" not in said


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in places_in(one, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], by)
    return copy


SMALL = zips.Download(people=["canary_een", "canary_twee"], followers=2, thumbnails=1, files=1).contents()


@settings(max_examples=80)
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_instagram_with_another_value_somewhere(member: str, data: st.DataObject) -> None:
    content = SMALL[member]
    changed = replaced(content, data.draw(st.sampled_from(places_in(content))), data.draw(ANYTHING))
    survives(lambda path: path.write_bytes(json.dumps(changed).encode()) and None, member.rsplit("/", 1)[-1])


@settings(max_examples=50)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_text_with_bytes_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(TEXTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 5))] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n"])
        )
        if not content:
            break
    survives(lambda path: path.write_bytes(bytes(content)) and None, name)


@settings(max_examples=50)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_text_with_another_cell_somewhere(name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].decode("utf-16-le" if name == "Audience.csv" else "utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    cells = lines[at].split(",")
    cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(
        st.text(max_size=12)
        | st.integers().map(str)
        | st.sampled_from(["NaN", "1e400", "-5", "99999999999999999999", "1,2,3"])
    )
    lines[at] = ",".join(cells)
    text = "\n".join(lines)
    encoded = text.encode("utf-16-le" if name == "Audience.csv" else "utf-8", "ignore")
    survives(lambda path: path.write_bytes(encoded) and None, name)


@settings(max_examples=30)
@given(st.integers(0, 100), st.integers(0, 255))
def test_a_zip_that_is_cut_off_or_damaged(percent: int, byte: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in SMALL.items():
            archive.writestr(name, zips.encoded_twice(content))
    whole = packed.getvalue()
    at = len(whole) * percent // 101
    survives(lambda path: path.write_bytes(whole[:at]) and None, "cut.zip")
    changed = whole[:at] + bytes([byte]) + whole[at + 1 :]
    survives(lambda path: path.write_bytes(changed) and None, "damaged.zip")


@pytest.mark.parametrize(
    "content", ["[" * 200_000, '{"profile_user":' * 3000, '{"profile_user": [1, {"string_map_data": 4}]}']
)
def test_json_of_another_depth_or_shape(content: str, tmp_path: Path) -> None:
    survives(lambda path: path.write_text(content) and None, "personal_information.json")
