"""Make the borders of municipalities and provinces that Kring ships from the open data of Statistics Netherlands (CBS).

    python scripts/build_borders.py --data FOLDER

FOLDER holds `geo_gemeenten.geojson` (borders of 2022). Each side of a border was simplified by itself there, so that
neighbours overlap or leave gaps. Here a grid of 250 m says to which municipality each square belongs; the lines between
squares are shared by both sides, and are then simplified (Douglas and Peucker, "Algorithms for the reduction of the
number of points", Cartographica 1973) with their ends in place. Municipalities get the names of today by
`municipality_changes` in `names.yaml`; those merged since 2022 become one. What is written is TopoJSON, flat: east and
north in squares, so that no projection is needed.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import yaml

PLACES = Path(__file__).parents[1] / "src" / "kring" / "vocabulary" / "places" / "data"
SQUARE = 0.25
"""Kilometres."""

TOLERANCE = 1.7
"""Squares that a line may be moved by: more than the steps of the grid, which so disappear."""

SMALLEST = 12
"""Loose pieces of fewer squares are left out, unless a municipality has no other."""

MIDDLE = 52.15
KILOMETRES_A_DEGREE = 111.25
Point = tuple[int, int]
Line = list[Point]


def read_rings(data: Path, today: dict[str, str]) -> dict[str, list[np.ndarray]]:
    """All rings of each municipality of today, in squares east of Greenwich and north of the equator."""
    rings = defaultdict(list)
    for feature in json.loads((data / "geo_gemeenten.geojson").read_text(encoding="utf-8"))["features"]:
        name, shape = feature["properties"]["gemeente"], feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        a_degree = KILOMETRES_A_DEGREE / SQUARE
        east = math.cos(math.radians(MIDDLE)) * a_degree
        rings[today.get(name, name)] += [
            np.asarray(ring) * [east, a_degree] for polygon in polygons for ring in polygon
        ]
    return rings


def squares(rings: dict[str, list[np.ndarray]], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Which municipality each square belongs to, by its middle: 0 none, else the place in `names` from 1.

    With it the corner of the first square.
    """
    points = np.concatenate([ring for one in rings.values() for ring in one])
    low, high = np.floor(points.min(axis=0)).astype(int) - 1, np.ceil(points.max(axis=0)).astype(int) + 1
    grid = np.zeros((high[1] - low[1], high[0] - low[0]), dtype=np.int32)
    for number, name in enumerate(names, start=1):
        inside = np.zeros_like(grid, dtype=bool)
        for ring in rings[name]:
            inside ^= filled(ring - low, grid.shape)
        grid[inside] = number
    return grid, low


def filled(ring: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The squares whose middle lies inside a ring, by the even-odd rule along each row."""
    inside = np.zeros(shape, dtype=bool)
    for (x, y), (x_next, y_next) in pairwise(ring):
        low, high = sorted((y, y_next))
        for row in range(math.ceil(low - 0.5), math.ceil(high - 0.5)):
            crossing = x + (row + 0.5 - y) * (x_next - x) / (y_next - y)
            inside[row, max(0, math.ceil(crossing - 0.5)) :] ^= True
    return inside


def without_specks(grid: np.ndarray) -> np.ndarray:
    """The same squares, with loose pieces and holes that are too small to see given to what lies west of them."""
    seen = np.zeros_like(grid, dtype=bool)
    pieces = [piece_at(grid, seen, start) for start in zip(*np.nonzero(grid >= 0), strict=True) if not seen[start]]
    largest = defaultdict(int)
    for number, piece in pieces:
        largest[number] = max(largest[number], len(piece))
    cleaned = grid.copy()
    for number, piece in pieces:
        if len(piece) < min(SMALLEST, largest[number]):
            row, column = piece[0]
            cleaned[tuple(np.transpose(piece))] = grid[row, column - 1]
    return cleaned


def piece_at(grid: np.ndarray, seen: np.ndarray, start: Point) -> tuple[int, list[Point]]:
    """The squares of one kind that hang together with this one."""
    number, piece, open_ends = int(grid[start]), [], [start]
    seen[start] = True
    while open_ends:
        row, column = open_ends.pop()
        piece.append((row, column))
        for there in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            within = 0 <= there[0] < grid.shape[0] and 0 <= there[1] < grid.shape[1]
            if within and not seen[there] and grid[there] == number:
                seen[there] = True
                open_ends.append(there)
    return number, piece


def sides(grid: np.ndarray) -> dict[Point, list[tuple[Point, int, int]]]:
    """From each corner the steps along borders that leave it: where to, and what lies left and right of the step."""
    steps = defaultdict(list)

    def both(a: Point, b: Point, left: int, right: int) -> None:
        steps[a].append((b, left, right))
        steps[b].append((a, right, left))

    for row, column in zip(*np.nonzero(grid[:, 1:] != grid[:, :-1]), strict=True):
        x, y = int(column) + 1, int(row)
        both((x, y), (x, y + 1), int(grid[row, column]), int(grid[row, column + 1]))
    for row, column in zip(*np.nonzero(grid[1:] != grid[:-1]), strict=True):
        x, y = int(column), int(row) + 1
        both((x, y), (x + 1, y), int(grid[row + 1, column]), int(grid[row, column]))
    return steps


def arcs(grid: np.ndarray) -> list[tuple[Line, int, int]]:
    """The lines between two municipalities, from crossing to crossing, each once, with what lies left and right."""
    steps = sides(grid)
    crossings = [corner for corner, leaving in steps.items() if len(leaving) != 2]
    walked: set[tuple[Point, Point]] = set()
    found = []
    for start in [*crossings, *steps]:
        for following, left, right in steps[start]:
            if (start, following) not in walked:
                found.append((walk(steps, start, following, walked), left, right))
    return found


def walk(
    steps: dict[Point, list[tuple[Point, int, int]]], start: Point, following: Point, walked: set[tuple[Point, Point]]
) -> Line:
    """The line that begins with this step, up to the next crossing or back where it began."""
    line = [start, following]
    while len(steps[line[-1]]) == 2 and line[-1] != start:
        line.append(next(there for there, _, _ in steps[line[-1]] if there != line[-2]))
    for a, b in pairwise(line):
        walked |= {(a, b), (b, a)}
    return line


def simplified(line: Line) -> Line:
    """The line with fewer points; a ring keeps at least its four outermost."""
    points = np.array(line, dtype=float)
    if line[0] != line[-1]:
        return [line[place] for place in kept(points, 0, len(line) - 1)]
    far = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
    places = {*kept(points, 0, far), *kept(points, far, len(line) - 1)}
    if len(places) < 4:
        (x, y), from_start = points[far] - points[0], points - points[0]
        places |= {int(np.argmax(np.abs(x * from_start[:, 1] - y * from_start[:, 0])))}
    return [line[place] for place in sorted(places)]


def kept(points: np.ndarray, first: int, last: int) -> list[int]:
    """Places of the points that Douglas and Peucker keep between two that stay."""
    if last - first < 2:
        return [first, last]
    (x, y), middle = points[last] - points[first], points[first + 1 : last] - points[first]
    away = np.abs(x * middle[:, 1] - y * middle[:, 0]) / max(math.hypot(x, y), 1e-9)
    farthest = int(np.argmax(away))
    if away[farthest] <= TOLERANCE:
        return [first, last]
    between = first + 1 + farthest
    return [*kept(points, first, between)[:-1], *kept(points, between, last)]


def rings_of(members: set[int], lines: list[tuple[Line, int, int]]) -> list[list[int]]:
    """The rings around these municipalities, each a list of lines; ~n is line n walked backwards (TopoJSON)."""
    leaving = defaultdict(list)
    for number, (line, left, right) in enumerate(lines):
        if (left in members) != (right in members):
            ahead = left in members
            leaving[line[0] if ahead else line[-1]].append(number if ahead else ~number)
    rings = []
    while any(leaving.values()):
        start = next(corner for corner, numbers in leaving.items() if numbers)
        ring, corner = [], start
        while not ring or corner != start:
            number = leaving[corner].pop()
            ring.append(number)
            corner = lines[number][0][-1] if number >= 0 else lines[~number][0][0]
        rings.append(ring)
    return rings


def shape(name: str, members: set[int], lines: list[tuple[Line, int, int]]) -> dict[str, object]:
    """One TopoJSON geometry; islands and holes stand among its rings, holes the other way round, as SVG fills them."""
    return {"type": "Polygon", "id": name, "arcs": rings_of(members, lines)}


def topology(grid: np.ndarray, corner: np.ndarray, names: list[str], province: dict[str, str]) -> dict[str, object]:
    """Municipalities and provinces as TopoJSON over the same lines."""
    lines = [(simplified(line), left, right) for line, left, right in arcs(grid)]
    numbers = dict(zip(names, range(1, len(names) + 1), strict=True))
    provinces = {
        one: {numbers[name] for name in names if province[name] == one} for one in sorted(set(province.values()))
    }

    def collection(shapes: Iterable[dict[str, object]]) -> dict[str, object]:
        return {"type": "GeometryCollection", "geometries": list(shapes)}

    return {
        "type": "Topology",
        "transform": {"scale": [SQUARE, SQUARE], "translate": (corner * SQUARE).tolist()},
        "objects": {
            "municipalities": collection(shape(name, {numbers[name]}, lines) for name in names),
            "provinces": collection(shape(name, members, lines) for name, members in provinces.items()),
        },
        "arcs": [stepwise(line) for line, _, _ in lines],
    }


def stepwise(line: Line) -> list[list[int]]:
    """The first point, then each as the step from the one before."""
    points = np.array(line)
    return [points[0].tolist(), *np.diff(points, axis=0).tolist()]


def main() -> None:
    """Read the CBS borders, write the TopoJSON, say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the CBS files")
    data = parser.parse_args().data
    changes = yaml.safe_load((PLACES.parent / "names.yaml").read_text(encoding="utf-8"))["municipality_changes"]
    table = pq.read_table(PLACES / "municipalities.parquet")
    province = dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))
    rings = read_rings(data, changes)
    names = sorted(province)
    if set(names) != set(rings):
        raise SystemExit(f"the borders and the table of municipalities disagree: {sorted(set(names) ^ set(rings))}")
    grid, corner = squares(rings, names)
    made = topology(without_specks(grid), corner, names, province)
    path = PLACES / "borders.json"
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(arc) for arc in made["arcs"])
    print(f"{path.name}: {len(names)} municipalities, {points:,} points, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
