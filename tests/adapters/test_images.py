"""Pictures that people upload are made anew, or refused for what is wrong with them."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from adapters import images
from adapters.images import BANNER, PORTRAIT, Unusable

SEA, SUN = (10, 90, 100), (240, 100, 60)


def written(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The picture as a file of this kind."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def plain(width: int = 800, height: int = 920, colour: object = SEA, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height), colour)  # type: ignore[arg-type]


def made(raw: bytes, folder: Path, shape: images.Shape = PORTRAIT) -> images.Picture:
    return images.make(io.BytesIO(raw), shape, folder)


def largest(picture: images.Picture, folder: Path) -> Image.Image:
    return Image.open(images.path(folder, picture.digest, picture.width))


def refused(raw: bytes, folder: Path, shape: images.Shape = PORTRAIT) -> str:
    """Why it is refused; nothing was kept."""
    with pytest.raises(Unusable) as refusal:
        made(raw, folder, shape)
    assert not list(folder.glob("*")), "something was kept of a refused picture"
    return refusal.value.code


def is_near(seen: object, wanted: tuple[int, int, int], by: int = 6) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= by for one, other in zip(seen, wanted, strict=True))


def png_head(width: int, height: int) -> bytes:
    """A PNG that says it is of this size and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def webp_head(width: int, height: int) -> bytes:
    """An animated WebP that says it is of this size and holds nothing."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


class TestSizes:
    def test_a_portrait_is_made_in_every_width_that_needs_no_enlarging(self, tmp_path: Path) -> None:
        picture = made(written(plain(600, 900)), tmp_path)
        found = sorted(int(path.stem.rpartition("-")[2]) for path in tmp_path.iterdir())
        assert found == [88, 176, 264, 528]
        assert (picture.width, picture.height) == (528, 607)

    def test_each_file_has_the_size_that_its_name_says(self, tmp_path: Path) -> None:
        picture = made(written(plain(3000, 2000), "JPEG"), tmp_path, BANNER)
        for width in (640, 1280, 2560):
            with Image.open(images.path(tmp_path, picture.digest, width)) as file:
                assert (file.format, file.mode, file.size) == ("JPEG", "RGB", (width, round(width * 9 / 16)))

    def test_one_smaller_than_the_smallest_width_is_made_in_that(self, tmp_path: Path) -> None:
        assert made(written(plain(60, 70)), tmp_path).width == 88

    def test_a_portrait_keeps_what_is_above_and_in_the_middle(self, tmp_path: Path) -> None:
        tall = plain(400, 2000, SUN)
        tall.paste(SEA, (0, 0, 400, 460))
        wide = plain(2000, 460, SUN)
        wide.paste(SEA, (800, 0, 1200, 460))
        for picture in (tall, wide):
            shown = largest(made(written(picture), tmp_path), tmp_path)
            corners = [
                (2, 2),
                (shown.width - 3, 2),
                (2, shown.height - 4),
                (shown.width // 2, shown.height - 4),
            ]
            assert all(is_near(shown.getpixel(corner), SEA, 40) for corner in corners)

    def test_the_same_picture_is_kept_once_and_another_shape_of_it_apart(self, tmp_path: Path) -> None:
        raw = written(plain(1000, 1000))
        one, again, other = made(raw, tmp_path), made(raw, tmp_path), made(raw, tmp_path, BANNER)
        assert one == again
        assert other.digest != one.digest
        assert not list(tmp_path.glob(".*")), "an unfinished file was left behind"


class TestColours:
    @pytest.mark.parametrize(
        ("picture", "kind"),
        [
            (plain(200, 230).quantize(4), "PNG"),
            (plain(200, 230).convert("CMYK"), "JPEG"),
            (plain(200, 230), "WEBP"),
            (plain(200, 230).convert("RGBA"), "PNG"),
        ],
        ids=["palette", "CMYK", "WebP", "alpha"],
    )
    def test_every_kind_of_colours_ends_as_the_same(
        self, picture: Image.Image, kind: str, tmp_path: Path
    ) -> None:
        shown = largest(made(written(picture, kind), tmp_path), tmp_path)
        assert is_near(shown.getpixel((50, 50)), SEA, 12)

    @pytest.mark.parametrize("mode", ["RGBA", "LA"])
    def test_what_can_be_seen_through_stands_on_white(self, mode: str, tmp_path: Path) -> None:
        clear = Image.new(mode, (200, 230), (0, 0) if mode == "LA" else (0, 0, 0, 0))
        assert is_near(largest(made(written(clear), tmp_path), tmp_path).getpixel((9, 9)), (255, 255, 255))

    def test_a_palette_with_a_clear_colour_stands_on_white(self, tmp_path: Path) -> None:
        clear = Image.new("P", (200, 230), 0)
        clear.putpalette([0, 0, 0, 255, 0, 0])
        raw = written(clear, transparency=0)
        assert is_near(largest(made(raw, tmp_path), tmp_path).getpixel((9, 9)), (255, 255, 255))

    def test_sixteen_bits_of_grey_keep_their_brightness(self, tmp_path: Path) -> None:
        grey = Image.new("I;16", (200, 230), 0x8000)
        assert is_near(largest(made(written(grey), tmp_path), tmp_path).getpixel((9, 9)), (128, 128, 128))


class TestWhatIsDropped:
    def test_the_place_where_it_was_taken(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[0x010F] = "Secret Camera Works"
        exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)})
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        raw = written(plain(), "JPEG", exif=exif, icc_profile=profile, comment=b"at home, third floor")
        assert b"Secret Camera Works" in raw
        assert b"third floor" in raw
        made(raw, tmp_path)
        for path in tmp_path.iterdir():
            kept = path.read_bytes()
            assert b"Exif" not in kept
            assert b"Secret" not in kept
            assert b"third floor" not in kept
            assert b"ICC_PROFILE" not in kept

    def test_texts_in_a_png(self, tmp_path: Path) -> None:
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", "<x>Secret place</x>")
        made(written(plain(), pnginfo=texts), tmp_path)
        assert not any(b"Secret" in path.read_bytes() for path in tmp_path.iterdir())

    def test_what_was_appended_to_the_file(self, tmp_path: Path) -> None:
        made(written(plain()) + b"<script>alert(1)</script>", tmp_path)
        assert not any(b"<script" in path.read_bytes() for path in tmp_path.iterdir())

    def test_how_the_camera_was_held_is_done_and_then_dropped(self, tmp_path: Path) -> None:
        lying = plain(920, 800, SUN)
        lying.paste(SEA, (0, 0, 460, 800))
        exif = Image.Exif()
        exif[0x0112] = 6  # to be turned by a quarter, clockwise: what is at the left comes above
        shown = largest(made(written(lying, "JPEG", exif=exif), tmp_path), tmp_path)
        assert is_near(shown.getpixel((shown.width // 2, 20)), SEA, 12)
        assert is_near(shown.getpixel((shown.width // 2, shown.height - 20)), SUN, 12)

    @pytest.mark.parametrize("kind", ["WEBP", "PNG"])
    def test_of_a_moving_picture_everything_but_the_first(self, kind: str, tmp_path: Path) -> None:
        raw = written(plain(), kind, save_all=True, append_images=[plain(colour=SUN)], duration=100)
        assert Image.open(io.BytesIO(raw)).n_frames == 2  # type: ignore[attr-defined]
        shown = largest(made(raw, tmp_path), tmp_path)
        assert is_near(shown.getpixel((9, 9)), SEA, 12)
        assert getattr(shown, "n_frames", 1) == 1


class TestRefused:
    @pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO"])
    def test_other_kinds_of_pictures_whatever_they_are_called(self, kind: str, tmp_path: Path) -> None:
        assert refused(written(plain(200, 230), kind), tmp_path) == "not-a-picture"

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"GIF89a",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"RIFF\0\0\0\0WEBPVP8X",
            b"\x89PNG\r\n\x1a\n",
        ],
        ids=["empty", "GIF's head", "SVG", "WebP's head", "PNG's head"],
    )
    def test_what_is_no_picture(self, raw: bytes, tmp_path: Path) -> None:
        assert refused(raw, tmp_path) == "not-a-picture"

    def test_one_pixel(self, tmp_path: Path) -> None:
        assert refused(written(plain(1, 1)), tmp_path) == "too-small"
        assert refused(written(plain(2000, 1)), tmp_path) == "too-small"
        assert refused(written(plain(200, 200)), tmp_path, BANNER) == "too-small"

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_one_that_breaks_off(self, kind: str, tmp_path: Path) -> None:
        noise = Image.effect_noise((400, 460), 90).convert("RGB")
        raw = written(noise, kind)
        assert refused(raw[: len(raw) // 2], tmp_path) in ("broken", "not-a-picture")

    @pytest.mark.parametrize(
        "head", [png_head(20_000, 20_000), webp_head(16_000, 16_000), png_head(2**31 - 1, 2)]
    )
    def test_a_huge_one_by_its_head_alone(
        self, head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def decode(*_args: object) -> None:
            raise AssertionError("it was decoded")

        monkeypatch.setattr(Image.Image, "load", decode)
        assert refused(head, tmp_path) == "too-many-pixels"

    def test_a_bomb_of_few_bytes_and_many_pixels(self, tmp_path: Path) -> None:
        raw = written(Image.new("1", (9_000, 9_000)), optimize=True)
        assert len(raw) < 100_000
        assert refused(raw, tmp_path) == "too-many-pixels"

    def test_a_bomb_of_text(self, tmp_path: Path) -> None:
        texts = PngImagePlugin.PngInfo()
        texts.add_text("comment", "A" * 80_000_000, zip=True)
        raw = written(plain(200, 230), pnginfo=texts)
        assert len(raw) < 200_000
        assert refused(raw, tmp_path) in ("not-a-picture", "broken")

    def test_more_than_eight_megabytes(self, tmp_path: Path) -> None:
        raw = written(plain()) + b"\0" * images.LARGEST_FILE
        assert refused(raw, tmp_path) == "too-large"


def test_forty_million_pixels_are_still_taken(tmp_path: Path) -> None:
    assert made(written(plain(8000, 5000), "JPEG"), tmp_path).width == 792


def test_pictures_are_decoded_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most = 0, 0
    decoded = images._decoded

    def watched(raw: bytes, shape: images.Shape) -> Image.Image:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        try:
            return decoded(raw, shape)
        finally:
            inside -= 1

    monkeypatch.setattr(images, "_decoded", watched)
    raw = written(plain(1200, 1200), "JPEG")
    threads = [threading.Thread(target=made, args=(raw, tmp_path)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
