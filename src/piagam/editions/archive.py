"""A rulebook as a file to take along: the pinned texts, word for word, in a zip that is the same every time."""

import io
import zipfile

from piagam.editions.models import PinnedRulebook

MOMENT = (1980, 1, 1, 0, 0, 0)  # zip's beginning of time: the same rules make the same bytes


def zip_of(rulebook: PinnedRulebook, folder: str) -> bytes:
    """The files below one folder, in order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(rulebook.files):
            member = zipfile.ZipInfo(f"{folder}/{path}", MOMENT)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, rulebook.files[path])
    return made.getvalue()
