"""Parameters an organisation keeps come back as they were, and what can't be read is said with file and field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.errors import BadInput
from kring.reach.levels.calibration import Calibration, shipped


def test_what_is_kept_comes_back_the_same(tmp_path: Path) -> None:
    for name in ("network", "country"):
        shipped(name).save(tmp_path / "calibration.json")
        assert Calibration.open(tmp_path / "calibration.json") == shipped(name)


def kept(folder: Path, **other: object) -> Path:
    """A file with the shipped parameters in which the fields `other` are different; None leaves one out."""
    plain = {**shipped("network").to_dict(), **other}
    file = folder / "calibration.json"
    file.write_text(json.dumps({name: value for name, value in plain.items() if value is not None}))
    return file


def test_a_multiple_is_not_read_as_no_lift_at_all(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        Calibration.open(kept(tmp_path, multiple=3.2, odds=None, slope=None))
    for language in ("en", "nl"):
        message, advice = problem.value.said_in(language)
        assert str(tmp_path / "calibration.json") in message
        assert "'odds'" in message
        assert "'multiple'" in message
        assert "Knowledge.calibrated" in advice


@pytest.mark.parametrize("field", ["odds", "slope", "inflation", "one_sided", "doubt", "multiples", "engaged", "name"])
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    with pytest.raises(BadInput, match=rf"calibration\.json: the field '{field}' is missing"):
        Calibration.open(kept(tmp_path, **{field: None}))


@pytest.mark.parametrize(
    ("field", "value"), [("odds", "much"), ("engaged", [[2, 1.0]]), ("line", [1.0]), ("multiples", 3), ("shape", [])]
)
def test_a_field_that_is_something_else_is_named(tmp_path: Path, field: str, value: object) -> None:
    with pytest.raises(BadInput, match=rf"calibration\.json: the field '{field}' can't be read"):
        Calibration.open(kept(tmp_path, **{field: value}))


@pytest.mark.parametrize("text", ["", "not json", "[1, 2]"])
def test_a_file_that_is_no_calibration_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text)
    with pytest.raises(BadInput, match=r"other\.json: this is no calibration"):
        Calibration.open(tmp_path / "other.json")
