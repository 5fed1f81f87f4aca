"""An angry day in words and pages, for every door that meets one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, abort, g, make_response, render_template
from flask_babel import gettext
from markupsafe import Markup

from blueprints.access import signed_in_user
from blueprints.form import Form
from blueprints.phrases import clock_text, weekday
from domain.panel import angry_day, window
from domain.panel.angry_day import HOLD_NEW, LET_IN, PAUSE, PUT_BACK, RESUME, TAKE_DOWN
from domain.permissions import Permission, may
from domain.visibility import panel_stands
from models import Panel

GONE = 410


@dataclass(frozen=True)
class InForce:
    """A measure that is in force: in words, since when, by whom, and what ends it."""

    measure: str
    title: str | Markup
    since: datetime
    who: str | None
    end: str


def install(app: Flask) -> None:
    """Let every template ask of a panel what is in force on it, and whether it takes questions."""
    app.jinja_env.globals.update(
        angry_day_measures=in_force,
        angry_day_possible=possible,
        measure_word=word,
        takes_questions=takes_questions,
        resumes_at=window.resumes_at,
    )


def in_force(panel: Panel) -> list[InForce]:
    """What is in force on ``panel`` now; nothing is asked of the database on a calm day."""
    return [
        InForce(
            measure=standing.measure,
            title=_title(panel, standing.measure),
            since=standing.since,
            who=standing.event.user.name if standing.event and standing.event.user else None,
            end=angry_day.ENDS[standing.measure],
        )
        for standing in angry_day.in_force(panel, g.now)
    ]


def possible(panel: Panel) -> list[str]:
    """What the signed-in person can do on ``panel`` now."""
    if not may(signed_in_user(), Permission.DECIDE, panel.id):
        return []
    return angry_day.available(panel, g.now)


def word(measure: str) -> str:
    """What a button says."""
    return {
        PAUSE: gettext("Pause asking"),
        RESUME: gettext("Take questions again"),
        HOLD_NEW: gettext("Hold everything new"),
        LET_IN: gettext("Let new questions in"),
        TAKE_DOWN: gettext("Unpublish the panel"),
        PUT_BACK: gettext("Put the panel back"),
    }[measure]


def done(measure: str, at: datetime, who: str, panel: Panel) -> str:
    """At 14:06:51 Noor Haddad paused asking."""
    said = {
        PAUSE: gettext("%(who)s paused asking at %(time)s."),
        RESUME: gettext("%(who)s took questions again at %(time)s."),
        HOLD_NEW: gettext("%(who)s began to hold everything new at %(time)s."),
        LET_IN: gettext("%(who)s let new questions in at %(time)s."),
        TAKE_DOWN: gettext("%(who)s unpublished the panel at %(time)s."),
        PUT_BACK: gettext("%(who)s put the panel back at %(time)s."),
    }[measure]
    return said % {"who": who, "time": clock_text(at, panel.time_zone)}


def waiting_words() -> tuple[str, str]:
    """What the asker of a question reads that is held as everything new is: a headline and a sentence."""
    return (
        gettext("It has arrived, and waits."),
        gettext(
            "The moderators let everything that is new wait for now and read it later. "
            "Nothing of it is lost, and you need to do nothing."
        ),
    )


def takes_questions(panel: Panel) -> bool:
    """Whether questions can be sent to ``panel`` now."""
    return panel_stands(panel) and window.state(panel, g.now) == window.OPEN


def refuse_taken_down(panel: Panel) -> None:
    """Answer 410, with the public reason, where the whole panel was taken down."""
    if not panel_stands(panel):
        abort(make_response(page_of_taken_down(panel), GONE))


def page_of_taken_down(panel: Panel, form: Form | None = None) -> str:
    """The public reason; with what was typed into ``form`` and came too late."""
    g.panel = panel
    return render_template("reading/down.html", taken_down=panel, panel=None, form=form)


def _title(panel: Panel, measure: str) -> str | Markup:
    if measure == HOLD_NEW:
        return gettext("Everything new is held.")
    if measure == TAKE_DOWN:
        return gettext("The panel is unpublished.")
    until = window.resumes_at(panel)
    if until is None:
        return gettext("Asking is paused until further notice.")
    return Markup(gettext("Asking is paused until %(time)s.")) % {  # noqa: S704 - ours
        "time": weekday(until, panel.time_zone)
    }
