"""The page of a panel's settings, and the one for what came too late."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, render_template, url_for
from flask_babel import gettext

from blueprints.access import signed_in_user
from blueprints.form import Form
from blueprints.managing import pieces
from blueprints.managing.panels import words
from blueprints.managing.panels.accent import trial
from blueprints.managing.panels.forms import SettingsForm
from domain.panel import hours, lists, opening, window
from domain.permissions import Permission, may_somewhere
from extensions import db
from models import Event, Panel, SignOff

ATTEMPTS = {
    "open": lambda: gettext("Open it now"),
    "close": lambda: gettext("Close it now"),
    "archive": lambda: gettext("Archive it now"),
    "edit": lambda: gettext("Save the panel"),
}


def page(panel: Panel, form: SettingsForm, *, pressed: Form | None = None) -> str:
    """Everything that can be set, and what can be done at once; ``pressed`` is a button that failed."""
    return render_template(
        "managing/panels/settings.html",
        form=form,
        pressed=pressed,
        failed=bool(form.errors),
        state=window.state(panel, g.now),
        turns=opening.available(panel, g.now),
        trial=trial(panel, form.accent.data),
        refused_accent=bool(form.accent.errors),
        hints=words.hints(words.AUDIENCES),
        counts=lists.pieces(panel),
        last=_last(lists.last_change(panel)),
        change_of_clocks=window.change_of_clocks(panel),
        days=words.days(panel.work_days),
        begins=words.clock(panel.work_begins),
        ends=words.clock(panel.work_ends),
        due=hours.due(g.now, panel),
        languages=words.language_names([panel.language, *panel.languages]),
        signs=panel.sign_off is not SignOff.NONE,
        may_make=may_somewhere(signed_in_user(), Permission.MAKE_PANELS),
        **addresses(panel),
        **pieces.common(panel),
    )


def addresses(panel: Panel) -> dict[str, str | None]:
    """Where the panel is, and its short address; none leads to a panel for staff."""
    base: str = current_app.config["FLOOR"].base_url
    code = panel.short_code
    return {
        "address": base + url_for("reading.panel", panel=panel.slug, lang=None),
        "short_address": base + url_for("reading.short", code=code, lang=None) if code else None,
    }


def conflict(slug: str, action: str, form: SettingsForm | None = None) -> str:
    """The 409 page, from a fresh read after what failed was rolled back."""
    db.session.rollback()
    panel = pieces.readable(slug)
    event = lists.last_change(panel)
    return render_template(
        "managing/panels/conflict.html",
        attempted=ATTEMPTS[action](),
        state=window.state(panel, g.now),
        last=_last(event),
        mine=event is not None and event.user_id == signed_in_user().id,
        differing=_differing(panel, form) if form else [],
        **pieces.common(panel),
    )


def _differing(panel: Panel, form: SettingsForm) -> list[tuple[str, str, str]]:
    """Label, how it stands and what was typed, of each field in which they differ."""
    rows = []
    for name, now in words.written(panel).items():
        typed: Any = form[name].data
        if (typed or "") != (now or ""):
            rows.append((form[name].label.text, words.said(name, now), words.said(name, typed or "")))
    return rows


def _last(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    changed = [str(words.FIELDS[name]) for name in event.details.get("fields", []) if name in words.FIELDS]
    return {
        "done": words.DONE[event.action],
        "who": event.user.name if event.user else gettext("the system"),
        "at": event.at,
        "changed": ", ".join(changed),
    }
