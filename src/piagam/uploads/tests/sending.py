"""A sender of parts, as small as can be."""

from base64 import b64encode
from io import BytesIO
from typing import Any

import pikepdf
from django.test import Client

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_ACCEPT": "application/json"}
BYTES = "application/offset+octet-stream"


def a_pdf(marks: int = 1) -> bytes:
    pdf = pikepdf.new()
    for _ in range(marks):
        pdf.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def begin(client: Client, length: int, name: str = "sk.pdf", **headers: str) -> Any:
    coded = b64encode(name.encode()).decode()
    return client.post(
        "/unggahan/",
        HTTP_UPLOAD_LENGTH=str(length),
        HTTP_UPLOAD_METADATA=f"filename {coded}",
        **{**TUS, **headers},
    )


def send(client: Client, url: str, part: bytes, at: int, **headers: str) -> Any:
    return client.patch(url, part, content_type=BYTES, HTTP_UPLOAD_OFFSET=str(at), **{**TUS, **headers})
