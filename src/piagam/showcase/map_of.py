"""The map of provinces as SVG paths, from the topology file shipped with the regions."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import piagam.regions

FILE = Path(piagam.regions.__file__).parent / "data" / "boundaries" / "provinces.topojson"
WIDTH = 1600.0  # whole units: half a pixel of the widest page


@dataclass(frozen=True)
class Shape:
    """A province's outline: its code, the SVG path, where its label may stand."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """All shapes and the size of the drawing, in the units of its view box."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@cache
def provinces() -> Drawing:
    """The provinces, equirectangular (Indonesia lies on the equator), in whole units."""
    topology = json.loads(FILE.read_text("utf-8"))
    arcs = absolute_arcs(topology)
    west, south, east, north = bounds(arcs)
    scale = WIDTH / (east - west)

    def project(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - west) * scale), round((north - point[1]) * scale)

    shapes = []
    for geometry in topology["objects"]["provinces"]["geometries"]:
        rings = [[project(p) for p in ring(arcs, indexes)] for indexes in rings_of(geometry)]
        path = "".join(path_of(points) for points in rings if len(set(points)) > 2)
        largest = max(rings, key=len)
        x = sum(p[0] for p in largest) / len(largest)
        y = sum(p[1] for p in largest) / len(largest)
        shapes.append(Shape(str(geometry["properties"]["code"]), path, round(x), round(y)))
    return Drawing(WIDTH, round((north - south) * scale), tuple(sorted(shapes, key=lambda one: one.code)))


def absolute_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Quantised, delta-encoded arcs as longitude and latitude."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        found.append(points)
    return found


def bounds(arcs: list[list[tuple[float, float]]]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    xs = [p[0] for arc in arcs for p in arc]
    ys = [p[1] for arc in arcs for p in arc]
    return min(xs), min(ys), max(xs), max(ys)


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or multipolygon, as lists of arc numbers."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [one for polygon in geometry["arcs"] for one in polygon]


def ring(arcs: list[list[tuple[float, float]]], indexes: list[int]) -> list[tuple[float, float]]:
    """The points of a ring; a negative number is the arc read backwards."""
    points: list[tuple[float, float]] = []
    for index in indexes:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += part[1:] if points else part
    return points


def path_of(points: list[tuple[int, int]]) -> str:
    """A closed SVG path with relative steps, the shortest way to write it."""
    x, y = points[0]
    start = f"M{x} {y}l"
    steps = []
    for px, py in points[1:]:
        if (px, py) != (x, y):
            steps.append(f"{px - x} {py - y}")
            x, y = px, py
    return start + " ".join(steps).replace(" -", "-") + "z"
