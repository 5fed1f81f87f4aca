"""Pictures between their folder, uploads and pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from wtforms import FileField

from adapters import images
from domain.refusals import BadField
from models import Image

LARGEST_BODY = 16_000_000
"""Bytes of a form with a picture: more than a picture may have, so that one too large is told so."""

SHOWN_WITHOUT_CHOICE = 1280
"""The width for browsers that choose none themselves, and for smaller pictures their largest."""


@dataclass(frozen=True)
class Sources:
    """What an ``<img>`` needs to choose its file and to keep its room."""

    src: str
    srcset: str
    width: int
    height: int


def install(app: Flask) -> None:
    """Let the templates of ``app`` ask for a picture's addresses."""
    app.jinja_env.globals["picture"] = sources


def folder() -> Path:
    """Where pictures lie."""
    path: Path = current_app.config["FLOOR"].instance_path
    return path / "images"


def sources(image: Image) -> Sources:
    """The addresses of all sizes of a picture."""
    shape = images.SHAPES[image.purpose.value]
    widths = [width for width in shape.widths if width <= image.width]
    shown = max(width for width in widths if width <= SHOWN_WITHOUT_CHOICE)
    return Sources(
        src=_address(image, shown),
        srcset=", ".join(f"{_address(image, width)} {width}w" for width in widths),
        width=image.width,
        height=image.height,
    )


def received(field: FileField, shape: images.Shape) -> images.Picture | None:
    """The picture that was sent in ``field``, made and kept; None where none was chosen.

    Slow: before the transaction.

    Raises:
        BadField: it can't be used.
    """
    upload: Any = field.data
    if not upload or not getattr(upload, "filename", ""):
        return None
    try:
        return images.make(upload.stream, shape, folder())
    except images.Unusable as error:
        raise BadField(field.short_name, error.code, error.limit) from error


def _address(image: Image, width: int) -> str:
    return url_for("reading.media", digest=image.digest, width=width)
