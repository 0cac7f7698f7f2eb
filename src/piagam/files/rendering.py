"""The child process that draws pages: python -I -m piagam.files.rendering KIND SOURCE WIDTH PAGE TARGET [PAGE TARGET …]

Each page becomes a WebP of its own at TARGET: nothing of the original but its look, so no place, no author, no script.
"""

import json
import sys
from pathlib import Path

from PIL import Image, ImageOps

from piagam.files.inspecting import limit
from piagam.files.inspecting_images import MAX_PIXELS

QUALITY = 78
MAX_HEIGHT_RATIO = 4  # a page like a till receipt is drawn as far as this many widths


def draw_pdf(source: Path, width: int, wanted: dict[int, Path]) -> None:
    """Pages of a PDF by their number from 1."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    for number, target in wanted.items():
        page = document[number - 1]
        points_wide, points_high = page.get_size()
        scale = min(width / points_wide, width * MAX_HEIGHT_RATIO / points_high)
        save(page.render(scale=scale, may_draw_forms=False).to_pil(), target)


def draw_image(source: Path, width: int, wanted: dict[int, Path]) -> None:
    """A picture, upright, without its metadata, never larger than it is."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS * 2
    with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as image:
        image.draft("RGB", (width, width))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((width, width * MAX_HEIGHT_RATIO))
        for target in wanted.values():
            save(upright, target)


def save(image: Image.Image, target: Path) -> None:
    """On white, and only the pixels: a new picture holds no EXIF, no colour profile, no comment."""
    canvas = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    canvas.paste(rgba, mask=rgba)
    canvas.save(target, "WEBP", quality=QUALITY, method=4)


if __name__ == "__main__":
    limit()
    kind, source, width, *rest = sys.argv[1:]
    wanted = {int(page): Path(target) for page, target in zip(rest[::2], rest[1::2], strict=True)}
    (draw_pdf if kind == "pdf" else draw_image)(Path(source), int(width), wanted)
    sys.stdout.write(json.dumps({"drawn": len(wanted)}))
