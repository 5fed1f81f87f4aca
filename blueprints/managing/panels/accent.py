"""What an accent looks like before it is saved: its samples, and their style sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flask import Response, abort, render_template, request, url_for

from blueprints import theme
from blueprints.access import requires
from blueprints.managing import bp, pieces
from domain.panel import colours
from domain.panel.colours import Palette, Theme
from domain.permissions import Permission
from models import Panel

SAMPLES = "samples"


@dataclass(frozen=True)
class Sample:
    """One theme of a palette, with its contrasts as they are said."""

    theme: Theme
    on_paper: str
    on_button: str
    on_wash: str


@dataclass(frozen=True)
class Trial:
    """A colour in both themes, and the nearest that passes where it doesn't."""

    colour: str
    own: bool
    palette: Palette
    light: Sample
    dark: Sample
    nearest: str
    sheet_url: str


def trial(panel: Panel, typed: str | None) -> Trial:
    """The colour that was typed, where it is one; else the panel's; else the house's."""
    wanted = (typed or "").strip().lower()
    colour = wanted if colours.is_colour(wanted) else panel.accent or colours.HOUSE
    palette = colours.palette(colour)
    return Trial(
        colour=colour,
        own=colours.is_colour(wanted),
        palette=palette,
        light=_sample(palette.light),
        dark=_sample(palette.dark),
        nearest=colours.nearest(colour),
        sheet_url=url_for("managing.accent_sheet", panel=panel.slug, colour=colour),
    )


@bp.get("/panels/<panel:panel>/accent")
@requires(Permission.READ_PANELS)
def accent(panel: str) -> str:
    """The samples of one colour, for a page that shows them as it is typed."""
    found = pieces.readable(panel)
    wanted = _colour()
    return render_template("managing/panels/samples.html", trial=trial(found, wanted))


@bp.get("/panels/<panel:panel>/accent.css")
@requires(Permission.READ_PANELS)
def accent_sheet(panel: str) -> Response:
    """The style sheet of the samples of one colour."""
    pieces.readable(panel)
    return theme.stylesheet(theme.of_samples(colours.palette(_colour()), SAMPLES))


def _colour() -> str:
    wanted = request.args.get("colour", colours.HOUSE).lower()
    if not colours.is_colour(wanted):
        abort(404)
    return wanted


def _sample(made: Theme) -> Sample:
    return Sample(made, _floored(made.on_paper), _floored(made.on_button), _floored(made.on_wash))


def _floored(contrast: float) -> str:
    """A contrast with one decimal, never said better than it is."""
    return f"{math.floor(contrast * 10) / 10:.1f}"
