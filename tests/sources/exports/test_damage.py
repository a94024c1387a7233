"""Whatever happened to an export on its way: it is read right, refused with a reason, or taken for a sheet."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.facts.batch import Batch, delivered_schema
from kring.facts.schema import TABLES, Kind
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


@dataclass(frozen=True)
class Outcome:
    """What became of a file: the words it was refused with, or its batch; neither for a file that is no export."""

    name: str
    refused: str
    batch: Batch | None

    @property
    def faults(self) -> list[str]:
        """What should not be: a refusal that doesn't name the file, or rows that can't be stored."""
        if self.refused:
            return [] if self.name in self.refused else [f"refused without a name: {self.refused}"]
        tables = self.batch.tables if self.batch else {}
        return [fault for table, rows in tables.items() for fault in faults_of(table, rows)]

    @property
    def told(self) -> str:
        """All words that came out, in refusals, rows and what was put aside."""
        tables = {name: rows.to_pylist() for name, rows in self.batch.tables.items()} if self.batch else {}
        return f"{self.refused} {tables} {self.batch.quarantined if self.batch else ()}"


def outcome_of(content: bytes, name: str) -> Outcome:
    """Reads a file as an import would; BadInput is the only way in which it may be refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            archive = Archive.of(path)
            known = recognised_export(archive)
            if known is None:
                return Outcome(name, "", None)
            export, recognised = known
            answered = Answered(recognised.account or f"{recognised.platform or 'x'}:anna", NOW, KEYS)
            return Outcome(name, "", batch_of(export, archive, recognised, answered)[0])
        except BadInput as problem:
            return Outcome(name, str(problem), None)


def faults_of(table: str, rows: pa.Table) -> Iterator[str]:
    """What keeps rows from being stored: other types, gaps in required columns, figures out of range, shares twice."""
    if rows.schema != delivered_schema(table):
        yield f"{table} has other columns or types: {rows.schema}"
    for column in TABLES[table].columns:
        cells = rows[column.name]
        if column.required and cells.null_count:
            yield f"{table}.{column.name} is missing"
        if column.kind is Kind.COUNT and pc.min(cells).as_py() is not None and pc.min(cells).as_py() < 0:
            yield f"{table}.{column.name} is less than nothing"
        if column.kind is Kind.SHARE and pc.any(pc.or_(pc.less(cells, 0), pc.greater(cells, 1))).as_py():
            yield f"{table}.{column.name} is no share"
    if table == "audience_shares":
        keys = Counter((row["dimension"], row["value"]) for row in rows.to_pylist())
        yield from (f"{key} is there twice" for key, times in keys.items() if times > 1)


def names_of_others(outcome: Outcome) -> list[str]:
    """The people in an Instagram download, but its owner, whose names came out."""
    return [name for name in ("canary", "merk_een", "merk_twee", "vriend") if name in outcome.told]


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
    outcome = outcome_of(json.dumps(changed).encode(), member.rsplit("/", 1)[-1])
    assert outcome.faults == []
    assert names_of_others(outcome) == []


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
    outcome = outcome_of(bytes(content), name)
    assert outcome.faults == []


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
    outcome = outcome_of(text.encode("utf-16-le" if name == "Audience.csv" else "utf-8", "ignore"), name)
    assert outcome.faults == []


@settings(max_examples=30)
@given(st.integers(0, 100), st.integers(0, 255))
def test_a_zip_that_is_cut_off_or_damaged(percent: int, byte: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in SMALL.items():
            archive.writestr(name, zips.encoded_twice(content))
    whole = packed.getvalue()
    at = len(whole) * percent // 101
    cut = outcome_of(whole[:at], "cut.zip")
    damaged = outcome_of(whole[:at] + bytes([byte]) + whole[at + 1 :], "damaged.zip")
    assert cut.faults == damaged.faults == []
    assert names_of_others(cut) == names_of_others(damaged) == []


@pytest.mark.parametrize(
    "content", ["[" * 200_000, '{"profile_user":' * 3000, '{"profile_user": [1, {"string_map_data": 4}]}']
)
def test_json_of_another_depth_or_shape(content: str) -> None:
    outcome = outcome_of(content.encode(), "personal_information.json")
    assert outcome.faults == []
