"""The words in stored files, for searching. What cannot be read is said so and never asked twice."""

import re

from django.db.models import QuerySet

from piagam.files.child import ChildFailed, ask_child
from piagam.files.formats import BY_MEDIA_TYPE
from piagam.files.models import FileText, StoredFile
from piagam.files.storage import storage

READ = frozenset({"pdf", "docx", "pptx", "xlsx"})
SPACES = re.compile(r"\s+")
END_OF_PAGE = "\f"


def read_text(stored: StoredFile) -> FileText:
    """The words of a file, kept; those already kept are not read again."""
    if kept := FileText.objects.filter(file=stored).first():
        return kept
    known = BY_MEDIA_TYPE.get(stored.media_type)
    pages: list[str] = []
    state = FileText.State.NONE
    if known is not None and known.name in READ:
        try:
            with storage().local_copy(stored.sha256) as path:
                pages = ask_child("piagam.files.reading_text", known.name, path)["pages"]
        except (ChildFailed, FileNotFoundError):
            state = FileText.State.FAILED
        pages = [SPACES.sub(" ", page.replace("\x00", " ")).strip() for page in pages]
        if any(pages):
            state = FileText.State.READ
    text = END_OF_PAGE.join(pages)
    return FileText.objects.get_or_create(file=stored, defaults={"text": text, "state": state})[0]


def files_with(words: str) -> QuerySet[FileText]:
    """The files in which every one of the words stands, whatever the capitals; for `file__in=….values("file")`."""
    found = FileText.objects.filter(state=FileText.State.READ)
    for word in words.split()[:8]:
        found = found.filter(text__icontains=word)
    return found


def pages_with(kept: FileText, words: str) -> list[int]:
    """The pages, from 1, on which all the words stand."""
    wanted = [word.casefold() for word in words.split()]
    pages = kept.text.casefold().split(END_OF_PAGE)
    return [
        number
        for number, page in enumerate(pages, start=1)
        if wanted and all(word in page for word in wanted)
    ]
