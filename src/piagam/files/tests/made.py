"""Files made for the tests, good and hostile; nothing is read from anywhere."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(pages: int = 2, change: Callable[[pikepdf.Pdf], object] | None = None, **save: object) -> bytes:
    """A PDF with so many pages, changed as asked."""
    with pikepdf.new() as document:
        for _number in range(pages):
            document.add_blank_page(page_size=(595, 842))
        if change:
            change(document)
        target = io.BytesIO()
        document.save(target, **save)  # type: ignore[arg-type]
    return target.getvalue()


def add_stream(document: pikepdf.Pdf, content: bytes) -> None:
    """Bytes that stand in the file as they are."""
    document.Root.N = document.make_stream(content)


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **save: object) -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(target, kind, **save)
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header speaks of a very large picture."""
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    body = b"IDAT" + zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(part) - 4).to_bytes(4) + part + zlib.crc32(part).to_bytes(4) for part in (header, body, b"IEND")
    )


def office(main: str = "word/document.xml", extra: dict[str, bytes] | None = None) -> bytes:
    """A Word, Excel or PowerPoint file with the least that makes one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(main, b"<w/>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (len(content) + 8).to_bytes(4) + kind + content


def film(brand: bytes = b"mp42") -> bytes:
    return box(b"ftyp", brand + b"\0\0\0\0" + brand) + box(b"moov", b"\0" * 40) + box(b"mdat", b"\1" * 2000)


def add_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def add_nested_script(document: pikepdf.Pdf) -> None:
    """Only reachable inside the direct dictionaries of a page."""
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.JavaScript, JS="x")
    )
    document.pages[0].obj.Annots = Array([link])


def add_named_script(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS="x"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))


def add_launch(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe"))


def add_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["daftar.xlsx"] = pikepdf.AttachedFileSpec(document, b"isi")


def add_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


def add_media(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])]
    )


def add_harmless_lookalikes(document: pikepdf.Pdf) -> None:
    """Words of scripts in plain texts, and the empty trees that some programs write."""
    document.docinfo.Title = "Tentang /JavaScript dan /Launch"
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://x.id")
    )
    document.pages[0].obj.Annots = Array([link])
