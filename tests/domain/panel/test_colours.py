"""Colours: known contrasts, what follows from an accent, and the nearest that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprints import theme
from domain.panel import colours
from domain.refusals import BadField

TOKENS = (Path(__file__).parents[3] / "static" / "tokens.css").read_text(encoding="utf-8")
ANY_COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.59),
        ("#0b5d66", "#fbfcfb", 7.37),
        ("#7fd0cd", "#0f1416", 10.4),
        ("#f0663f", "#fbfcfb", 3.06),
    ],
)
def test_the_contrast_of_two_colours_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert colours.contrast(other, one) == colours.contrast(one, other)


@pytest.mark.parametrize("colour", ["#0b5d66", "#000000", "#c9411b", "#1a56db", "#b4235a", "#6d28d9"])
def test_a_colour_that_is_read_on_paper_is_taken(colour: str) -> None:
    assert colours.accent(colour) == colour
    assert colours.accent(f"  {colour.upper()} ") == colour
    assert colours.nearest(colour) == colour


@pytest.mark.parametrize("colour", ["#ffffff", "#f0663f", "#ffff00", "#777777", "#7fd0cd"])
def test_one_that_is_too_faint_is_refused_and_a_darker_one_of_its_hue_offered(colour: str) -> None:
    with pytest.raises(BadField) as refused:
        colours.accent(colour)
    assert refused.value == BadField("accent", "too-little-contrast")
    offered = colours.nearest(colour)
    assert colours.accent(offered) == offered
    assert 4.5 <= colours.contrast(offered, colours.LIGHT_PAPER) < 4.8


@pytest.mark.parametrize(
    "text", ["red", "#fff", "#0b5d6", "#0b5d666", "0b5d66", "#gggggg", "#0b5d66;}", "#٠٠٠٠٠٠", "#0b5d66\nx"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(BadField) as refused:
        colours.accent(text)
    assert refused.value == BadField("accent", "not-a-colour")


def test_none_is_the_houses_own() -> None:
    assert colours.accent("  ") is None


@settings(deadline=None)
@given(ANY_COLOUR)
def test_whatever_passes_is_read_in_both_themes_and_something_near_always_passes(colour: str) -> None:
    palette = colours.palette(colours.nearest(colour))
    assert palette.passes
    for made, paper in ((palette.light, colours.LIGHT_PAPER), (palette.dark, colours.DARK_PAPER)):
        assert colours.contrast(made.accent, paper) >= 4.5
        assert colours.contrast(made.ink, made.accent) >= 4.5
        assert colours.contrast(made.deep, made.wash) >= 4.5


def token(name: str, place: int) -> str:
    return re.findall(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)[place]


@pytest.mark.parametrize(("place", "kind"), [(0, "light"), (1, "dark")])
def test_the_houses_own_accent_gives_the_houses_own_tokens(place: int, kind: str) -> None:
    made = getattr(colours.palette(colours.HOUSE), kind)
    known = [token(name, place) for name in ("accent", "accent-ink", "accent-deep", "accent-wash")]
    assert [made.accent, made.ink, made.deep, made.wash] == known


@pytest.mark.parametrize(("place", "sample"), [(0, theme.LIGHT), (1, theme.DARK)])
def test_a_sample_of_a_theme_has_the_tokens_of_that_theme(place: int, sample: dict[str, str]) -> None:
    assert sample == {name: token(name, place) for name in sample}
