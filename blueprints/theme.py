"""Colours as a style sheet: values for the tokens of ``tokens.css`` that follow from an accent."""

from __future__ import annotations

from flask import Response

from domain.panel.colours import DARK_PAPER, LIGHT_PAPER, Palette, Theme

LIGHT = {
    "paper": LIGHT_PAPER,
    "ink": "#14191b",
    "ink-2": "#49545a",
    "good": "#1c6b3c",
    "bad": "#a8231c",
}
DARK = {
    "paper": DARK_PAPER,
    "ink": "#eaefee",
    "ink-2": "#b3bec1",
    "good": "#7fd19c",
    "bad": "#ff9f93",
}
"""Of ``tokens.css``, what a sample of a theme needs where the page is in the other one."""


def of_page(palette: Palette) -> str:
    """The palette for a whole page, in either theme; paper keeps the colours of paper."""
    return (
        f"@media screen {{\n  :root {{\n{_values(palette.light)}  }}\n}}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  :root {{\n{_values(palette.dark)}  }}\n}}\n"
    )


def of_samples(palette: Palette, samples: str) -> str:
    """The palette for the two samples inside ``samples`` (a class), side by side whatever the theme."""
    return "".join(
        f".{samples} .{name} {{\n  color-scheme: {name};\n{_lines(tokens)}{_values(theme)}}}\n"
        for name, tokens, theme in (("light", LIGHT, palette.light), ("dark", DARK, palette.dark))
    )


def stylesheet(text: str) -> Response:
    """``text`` as a browser takes a style sheet."""
    return Response(text, mimetype="text/css")


def _values(theme: Theme) -> str:
    return _lines(
        {
            "accent": theme.accent,
            "accent-ink": theme.ink,
            "accent-deep": theme.deep,
            "accent-wash": theme.wash,
        }
    )


def _lines(tokens: dict[str, str]) -> str:
    return "".join(f"    --{name}: {value};\n" for name, value in tokens.items())
