"""The borders that maps are drawn with: every municipality and province, each where it lies and as large as it is."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

from kring.vocabulary import places

A_DEGREE = 111.25
EAST = A_DEGREE * np.cos(np.radians(52.15))
LAND = {"Texel": 170, "Utrecht": 99, "Groningen": 198, "Súdwest-Fryslân": 524}
"""Square kilometres of land (CBS), give or take the inland water that some borders hold."""


@cache
def rings(collection: str) -> dict[str, list[np.ndarray]]:
    """The closed rings of each shape, in kilometres."""
    drawn = json.loads(places.borders())
    scale, shift = drawn["transform"]["scale"], drawn["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in drawn["arcs"]]
    return {
        shape["id"]: [
            np.concatenate([arcs[one] if one >= 0 else arcs[~one][::-1] for one in ring]) for ring in shape["arcs"]
        ]
        for shape in drawn["objects"][collection]["geometries"]
    }


def area(shape: list[np.ndarray]) -> float:
    """Square kilometres; a hole runs the other way round and counts off."""
    return sum(
        float((ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]).sum()) / 2 for ring in shape
    )  # fmt: skip


def holds(shape: list[np.ndarray], x: float, y: float) -> bool:
    """Whether a point lies inside, by the even-odd rule."""
    crossings = 0
    for ring in shape:
        (x1, y1), (x2, y2) = ring[:-1].T, ring[1:].T
        with np.errstate(divide="ignore", invalid="ignore"):
            crossings += int((((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))).sum())
    return crossings % 2 == 1


def test_there_is_a_shape_for_every_municipality_and_province() -> None:
    assert set(rings("municipalities")) == set(places.municipalities())
    assert set(rings("provinces")) == set(places.provinces())


def test_every_ring_is_closed() -> None:
    for shape in [*rings("municipalities").values(), *rings("provinces").values()]:
        assert shape
        assert all((ring[0] == ring[-1]).all() and len(ring) >= 4 for ring in shape)


def test_postcodes_lie_in_their_municipality() -> None:
    table = places.postcodes().select(["municipality", "lon", "lat"]).drop_null()
    columns = [table[name].to_pylist() for name in ("municipality", "lon", "lat")]
    inside = [
        holds(rings("municipalities")[name], lon * EAST, lat * A_DEGREE)
        for name, lon, lat in zip(*columns, strict=True)
    ]
    assert np.mean(inside) > 0.99


@pytest.mark.parametrize("name", LAND)
def test_a_municipality_is_about_as_large_as_it_is(name: str) -> None:
    assert area(rings("municipalities")[name]) == pytest.approx(LAND[name], rel=0.12)


def test_municipalities_fill_their_province_and_nothing_twice() -> None:
    table = places.municipality_table()
    parts = dict.fromkeys(places.provinces(), 0.0)
    for name, province in zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True):
        parts[province] += area(rings("municipalities")[name])
    whole = {name: area(shape) for name, shape in rings("provinces").items()}
    assert parts == pytest.approx(whole)
