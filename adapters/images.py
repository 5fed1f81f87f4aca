"""Pictures that people upload: judged by their heads, made anew in fixed sizes, kept by their digest.

What is kept is a JPEG that we wrote ourselves. Of the file that was sent nothing remains: no place, no
camera, no comment, no second picture, no byte that is not a colour.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import IO, Final

from PIL import Image, ImageOps

LARGEST_FILE: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")
QUALITY: Final = 84
GATE = threading.BoundedSemaphore(1)
"""Forty million pixels take some 300 MB and two seconds of a core: one picture at a time in a process."""

WHITE: Final = (255, 255, 255)
DEEP: Final = frozenset({"I", "I;16", "I;16L", "I;16B", "I;16N"})
"""Modes of Pillow with 16 bits of grey."""

Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is asked before anything is decoded


@dataclass(frozen=True)
class Shape:
    """What pictures of one kind are cut to, and the widths in which they are made, the smallest first."""

    name: str
    ratio: float
    """Width divided by height."""
    widths: tuple[int, ...]
    least: int
    """A side shorter than this shows nothing."""
    from_top: bool
    """Whether what is too high is cut off below (heads are above) instead of on both sides."""

    def height(self, width: int) -> int:
        """How high a picture of ``width`` is."""
        return round(width / self.ratio)


PORTRAIT: Final = Shape("portrait", 4 / 4.6, (88, 176, 264, 528, 792), least=48, from_top=True)
BANNER: Final = Shape("banner", 16 / 9, (640, 1280, 2560), least=240, from_top=False)
SHAPES: Final = {shape.name: shape for shape in (PORTRAIT, BANNER)}


@dataclass(frozen=True)
class Picture:
    """One picture that was made: ``width`` and ``height`` are of its largest size."""

    digest: str
    width: int
    height: int


class Unusable(Exception):
    """The file can't be made a picture of ours.

    ``code`` is ``too-large`` (bytes), ``not-a-picture``, ``too-many-pixels``, ``too-small`` or ``broken``;
    ``limit`` what would do.
    """

    def __init__(self, code: str, limit: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


def make(file: IO[bytes], shape: Shape, folder: Path) -> Picture:
    """Make the pictures of ``shape`` from an uploaded file, and keep them in ``folder``.

    Slow: never inside a transaction.

    Raises:
        Unusable: it is too large, no JPEG, PNG or WebP, too small, or doesn't decode.
    """
    raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Unusable("too-large", LARGEST_FILE)
    with GATE:
        whole = _decoded(raw, shape)
        made = {width: _encoded(whole, shape, width) for width in _widths(whole, shape)}
    largest = max(made)
    digest = hashlib.sha256(shape.name.encode() + b"\0" + made[largest]).hexdigest()
    for width, data in made.items():
        _keep(path(folder, digest, width), data)
    return Picture(digest, largest, shape.height(largest))


def path(folder: Path, digest: str, width: int) -> Path:
    """Where the picture of this digest and width lies."""
    return folder / f"{digest}-{width}.jpg"


def _decoded(raw: bytes, shape: Shape) -> Image.Image:
    """The first picture in the file, upright, on white, as red, green and blue."""
    try:
        with _opened(raw) as picture:
            _judge(picture.size, shape)
            _shrink(picture, shape)
            picture.load()
            return _plain(_upright(picture))
    except Unusable:
        raise
    except Exception as error:  # decoders raise whatever they stumble over
        raise Unusable("broken") from error


def _opened(raw: bytes) -> Image.Image:
    """The file's head read, its pixels not yet."""
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        # Pillow makes room for the whole picture when it opens one of these.
        width, height = _webp_size(raw)
        if width * height > MOST_PIXELS:
            raise Unusable("too-many-pixels", MOST_PIXELS)
    try:
        return Image.open(io.BytesIO(raw), formats=FORMATS)
    except Exception as error:
        raise Unusable("not-a-picture") from error


def _webp_size(raw: bytes) -> tuple[int, int]:
    kind = raw[12:16]
    try:
        if kind == b"VP8X":
            low, high = struct.unpack_from("<I", raw, 24)[0], struct.unpack_from("<I", raw, 26)[0]
            return (low & 0xFFFFFF) + 1, (high >> 8) + 1
        if kind == b"VP8L":
            (bits,) = struct.unpack_from("<I", raw, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        width, height = struct.unpack_from("<HH", raw, 26)
        return width & 0x3FFF, height & 0x3FFF
    except struct.error as error:
        raise Unusable("not-a-picture") from error


def _judge(size: tuple[int, int], shape: Shape) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise Unusable("too-many-pixels", MOST_PIXELS)
    if min(width, height) < shape.least:
        raise Unusable("too-small", shape.least)


def _shrink(picture: Image.Image, shape: Shape) -> None:
    """Let a JPEG be decoded at a half, a quarter or an eighth where that is still large enough."""
    short = min(picture.size)
    times = short / max(shape.widths[-1], shape.height(shape.widths[-1]))
    if times >= 2:
        picture.draft(None, (ceil(picture.width / times), ceil(picture.height / times)))


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its camera was held; what a broken note says of that is not believed."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        return picture


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode in DEEP:
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, WHITE)
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _widths(whole: Image.Image, shape: Shape) -> Iterator[int]:
    """The widths that need no enlarging; the smallest in any case."""
    left, _top, right, _bottom = _cut(whole.size, shape)
    smallest, *others = shape.widths
    yield smallest
    yield from (width for width in others if width <= right - left + 0.5)


def _cut(size: tuple[int, int], shape: Shape) -> tuple[float, float, float, float]:
    """The largest part of a picture that has the shape: left, top, right, bottom."""
    width, height = size
    if width / height > shape.ratio:
        kept = height * shape.ratio
        left = (width - kept) / 2
        return left, 0.0, left + kept, float(height)
    kept = width / shape.ratio
    top = 0.0 if shape.from_top else (height - kept) / 2
    return 0.0, top, float(width), top + kept


def _encoded(whole: Image.Image, shape: Shape, width: int) -> bytes:
    size = (width, shape.height(width))
    small = whole.resize(size, Image.Resampling.LANCZOS, box=_cut(whole.size, shape), reducing_gap=3.0)
    small.info = {}
    written = io.BytesIO()
    small.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _keep(place: Path, data: bytes) -> None:
    """Write a file so that whoever finds it finds it whole."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
