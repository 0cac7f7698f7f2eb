"""Is it a PDF that anyone can open, of at least one page, with nothing in it that acts?"""

import re
from pathlib import Path

import pikepdf

from piagam.files.inspecting import Wrong, is_an_archive_too

# What an action, an annotation or an attachment is called. qpdf writes every name in its plain form, so a script
# hidden as /J#61vaScript is found too.
SUSPECT = re.compile(
    rb"/(?:JavaScript|JS|Launch|ImportData|RichMedia(?:Execute)?|EmbeddedFiles?|EF|FileAttachment|XFA)\b"
)
ACTIONS = {"/JavaScript": "pdf_script", "/Launch": "pdf_launch", "/ImportData": "pdf_launch"}
ANNOTATIONS = {"/RichMedia": "pdf_media", "/FileAttachment": "pdf_attachment"}
DEPTH = 60


def inspect(path: Path, name: str) -> int:
    """The number of pages."""
    del name
    if is_an_archive_too(path):
        raise Wrong("two_kinds")
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError:
        raise Wrong("pdf_locked")
    except pikepdf.PdfError:
        raise Wrong("broken")
    with pdf:
        try:
            pages = len(pdf.pages)
            for each in pdf.objects:
                check(each)
            root = pdf.Root
            if not_empty(root.get("/Names"), "/JavaScript"):
                raise Wrong("pdf_script")
            if not_empty(root.get("/Names"), "/EmbeddedFiles"):
                raise Wrong("pdf_attachment")
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
            raise Wrong("broken")
    if pages < 1:
        raise Wrong("broken")
    return pages


def check(thing: pikepdf.Object) -> None:
    """Looks into an object whose text contains a suspicious name; most objects never need the second look."""
    dictionary = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if SUSPECT.search(dictionary.unparse(resolved=True)):
        walk(dictionary, 0)


def walk(thing: object, depth: int) -> None:
    """The dictionaries nested directly in an object; what is referred to is looked at in its own turn."""
    if depth > DEPTH:
        raise Wrong("pdf_script")
    if isinstance(thing, pikepdf.Array):
        for item in thing:
            walk_direct(item, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary):
        judge(thing)
        for key in thing.keys():  # noqa: SIM118 (iterating a pikepdf dictionary decodes every value)
            walk_direct(thing[key], depth + 1)


def walk_direct(thing: object, depth: int) -> None:
    if not (isinstance(thing, pikepdf.Object) and thing.is_indirect):
        walk(thing, depth)


def judge(dictionary: pikepdf.Dictionary) -> None:
    """Is this one dictionary an action that runs something, or something attached?"""
    action = str(dictionary.get("/S", ""))
    if action in ACTIONS:
        raise Wrong(ACTIONS[action])
    if "/JS" in dictionary:
        raise Wrong("pdf_script")
    kind = str(dictionary.get("/Subtype", ""))
    if kind in ANNOTATIONS:
        raise Wrong(ANNOTATIONS[kind])
    if "/EF" in dictionary or str(dictionary.get("/Type", "")) == "/EmbeddedFile":
        raise Wrong("pdf_attachment")
    if "/XFA" in dictionary:
        raise Wrong("pdf_form")


def not_empty(names: object, key: str) -> bool:
    """Does the catalogue's tree of names hold anything? Some programs write an empty one."""
    if not isinstance(names, pikepdf.Dictionary) or key not in names:
        return False
    tree = names[key]
    if not isinstance(tree, pikepdf.Dictionary):
        return True
    return any(len(tree[part]) for part in ("/Names", "/Kids") if isinstance(tree.get(part), pikepdf.Array))
