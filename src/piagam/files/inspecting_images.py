"""Is it a whole picture of a size that can be drawn?"""

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from piagam.files.inspecting import Wrong, is_an_archive_too

MAX_PIXELS = 50_000_000
PILLOW = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


def inspect(path: Path, name: str) -> int:
    """1: a picture has one page."""
    if is_an_archive_too(path):
        raise Wrong("two_kinds")
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS * 2  # ours answers first, with a sentence
    try:
        with Image.open(path, formats=[PILLOW[name]]) as image:
            if image.width * image.height > MAX_PIXELS:  # the header says so; nothing is unpacked yet
                raise Wrong("too_many_pixels")
            if min(image.size) < 1:
                raise Wrong("broken")
            image.draft("RGB", (image.width // 8, image.height // 8))
            image.load()
    except Image.DecompressionBombError:
        raise Wrong("too_many_pixels")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Wrong("broken")
    return 1
