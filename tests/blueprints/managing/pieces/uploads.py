"""Pictures as a browser sends them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from tests.pages import PageClient


def picture(kind: str = "JPEG", width: int = 600, height: int = 690, **options: Any) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (10, 90, 100)).save(file, kind, **options)
    return file.getvalue()


def send(
    client: PageClient,
    address: str,
    field: str,
    raw: bytes,
    *,
    action: str | None = None,
    name: str = "picture.jpg",
    **fields: Any,
) -> TestResponse:
    """Fill in the form on ``address``, with a file in ``field``, and send it."""
    form = client.page(address).form((action or address).partition("?")[0])
    data = {**form["fields"], **fields, field: (io.BytesIO(raw), name)}
    return client.post(action or address, data=data, content_type="multipart/form-data")
