"""The map of provinces."""

import re

from piagam.showcase.map_of import provinces


def test_every_province_is_drawn_once_inside_the_frame() -> None:
    drawing = provinces()
    assert len({shape.code for shape in drawing.shapes}) == 38
    for shape in drawing.shapes:
        assert 0 <= shape.x <= drawing.width and 0 <= shape.y <= drawing.height
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", shape.path)


def test_the_map_is_light() -> None:
    assert sum(len(shape.path) for shape in provinces().shapes) < 50_000
