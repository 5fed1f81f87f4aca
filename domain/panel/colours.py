"""The colours that follow from a panel's accent, and whether they can be read (WCAG 2.2). Pure."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache

from domain.refusals import BadField

ACCENT = re.compile(r"#[0-9a-f]{6}\Z")
LEAST = 4.5
LIGHT_PAPER, DARK_PAPER = "#fbfcfb", "#0f1416"
WHITE, BLACK = "#ffffff", "#000000"
SURELY_READ = 9.0
"""What the accent on dark paper is made to have; the house's own has 10.4."""

MOST_VIVID = 0.55
"""Saturation of a colour on dark paper: more of it glows."""

HOUSE = "#0b5d66"
"""The accent of a panel that has none of its own."""

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Theme:
    """The four colours of one theme, and their contrasts: on the paper, on the button, on the wash."""

    accent: str
    ink: str
    deep: str
    wash: str
    on_paper: float
    on_button: float
    on_wash: float

    @property
    def passes(self) -> bool:
        """Whether each of them can be read."""
        return min(self.on_paper, self.on_button, self.on_wash) >= LEAST


@dataclass(frozen=True)
class Palette:
    """What one accent makes of both themes."""

    light: Theme
    dark: Theme

    @property
    def passes(self) -> bool:
        """Whether it may be saved."""
        return self.light.passes and self.dark.passes


def accent(value: str) -> str | None:
    """The colour that was written, as ``#rrggbb`` in lower case; None where empty.

    Raises:
        BadField: it isn't written so, or can't be read in one of the themes.
    """
    text = value.strip().lower()
    if not text:
        return None
    if not ACCENT.match(text):
        raise BadField("accent", "not-a-colour")
    if not palette(text).passes:
        raise BadField("accent", "too-little-contrast")
    return text


def is_colour(value: str) -> bool:
    """Whether ``value`` is written as ``#rrggbb``."""
    return ACCENT.match(value) is not None


@lru_cache(maxsize=256)
def palette(colour: str) -> Palette:
    """All colours that follow from ``colour`` (``#rrggbb``); of the house's own, those of ``tokens.css``."""
    if colour == HOUSE:
        return Palette(
            light=_theme(LIGHT_PAPER, HOUSE, ink=WHITE, deep="#07454c", wash="#e0eeee"),
            dark=_theme(DARK_PAPER, "#7fd0cd", ink="#0b2326", deep="#a9e3e0", wash="#17343a"),
        )
    dark = _on_dark_paper(colour)
    return Palette(
        light=_theme(
            LIGHT_PAPER,
            colour,
            ink=WHITE,
            deep=mixed(colour, BLACK, 0.26),
            wash=mixed(colour, WHITE, 0.875),
        ),
        dark=_theme(
            DARK_PAPER,
            dark,
            ink=mixed(dark, BLACK, 0.84),
            deep=mixed(dark, WHITE, 0.36),
            wash=mixed(dark, DARK_PAPER, 0.8),
        ),
    )


@lru_cache(maxsize=256)
def nearest(colour: str) -> str:
    """The colour of the same hue that passes and is nearest to ``colour``: itself, or a darker one."""
    if palette(colour).passes:
        return colour
    hue, light, vivid = colorsys.rgb_to_hls(*_rgb(colour))
    for step in range(1, 256):
        darker = _hex(colorsys.hls_to_rgb(hue, light * (1 - step / 255), vivid))
        if palette(darker).passes:
            return darker
    return BLACK


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with that ``share`` of ``other`` in it."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return _hex((red, green, blue))


def _theme(paper: str, colour: str, *, ink: str, deep: str, wash: str) -> Theme:
    return Theme(
        accent=colour,
        ink=ink,
        deep=deep,
        wash=wash,
        on_paper=contrast(colour, paper),
        on_button=contrast(ink, colour),
        on_wash=contrast(deep, wash),
    )


def _on_dark_paper(colour: str) -> str:
    """The same hue, less vivid, and so light that it is surely read on dark paper."""
    hue, light, vivid = colorsys.rgb_to_hls(*_rgb(colour))
    vivid = min(vivid, MOST_VIVID)
    start = round(light * 255)
    for step in range(start, 256):
        lighter = _hex(colorsys.hls_to_rgb(hue, step / 255, vivid))
        if contrast(lighter, DARK_PAPER) >= SURELY_READ:
            return lighter
    return WHITE


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(min(max(channel, 0.0), 1.0) * 255):02x}" for channel in colour)
