"""A season as a line: points of an SVG, broken where a day was not measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 260, 44, 12, 12, 30


@dataclass(frozen=True)
class Stroke:
    """Days without a hole between them; a single day is a dot."""

    points: str
    dots: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mark:
    """A line of the grid with its label."""

    at: str
    label: str


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    lines: tuple[tuple[str, tuple[Stroke, ...]], ...]
    values: tuple[Mark, ...]
    days: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def chart_of(lines: Sequence[tuple[str, Sequence[tuple[date, int | None]]]]) -> Chart | None:
    """A chart of lines of hundredths by day; None when there is nothing to draw."""
    known = [(day, value) for _, line in lines for day, value in line if value is not None]
    if not known:
        return None
    first, last = min(day for day, _ in known), max(day for day, _ in known)
    span = max(1, (last - first).days)
    low = max(0, min(value for _, value in known) // 500 * 500)
    high = min(10_000, -(-max(value for _, value in known) // 500) * 500)
    high = high if high > low else low + 500

    def x(day: date) -> str:
        return f"{LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / span:.1f}"

    def y(value: float) -> str:
        return f"{TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low):.1f}"

    def strokes(line: Iterable[tuple[date, int | None]]) -> tuple[Stroke, ...]:
        found = []
        for run in _runs(line):
            dots = tuple((x(day), y(value)) for day, value in run)
            found.append(Stroke(" ".join(f"{one},{other}" for one, other in dots), dots))
        return tuple(found)

    steps = range(low, high + 1, max(500, (high - low) // 4 // 500 * 500))
    days = sorted({first + timedelta(days=span * step // 4) for step in range(5)} & _between(first, last))
    return Chart(
        tuple((code, strokes(line)) for code, line in lines if any(value is not None for _, value in line)),
        tuple(Mark(y(value), str(value // 100)) for value in steps),
        tuple(Mark(x(day), f"{day.day}/{day.month}") for day in days),
    )


def _between(first: date, last: date) -> set[date]:
    return {first + timedelta(days=step) for step in range((last - first).days + 1)}


def _runs(line: Iterable[tuple[date, int | None]]) -> list[list[tuple[date, int]]]:
    """Neighbouring days that were measured; a hole begins another run."""
    found: list[list[tuple[date, int]]] = []
    for day, value in line:
        if value is None:
            continue
        if found and found[-1][-1][0] == day - timedelta(days=1):
            found[-1].append((day, value))
        else:
            found.append([(day, value)])
    return found
