"""Asking a question."""

from __future__ import annotations

import secrets
from typing import Any

from flask import current_app, g, redirect, render_template, url_for
from flask_babel import gettext

from blueprints import limits
from blueprints.access import acting_asker, public
from blueprints.angry_day import page_of_taken_down
from blueprints.asking import bp
from blueprints.asking.forms import AskForm
from blueprints.asking.standing.figures import days, hours_or_days
from blueprints.panels import readable, standing_or_not
from domain.asker import passports
from domain.page import lists as pages
from domain.panel import not_taken, notices, window
from domain.question import asking, waits
from domain.refusals import BadField, KeyReused, NotOpen
from domain.visibility import panel_stands
from extensions import begin_writing, db, limiter
from models import Executive, Panel, Passport, Standing


@bp.get("/<panel:panel>/ask")
@public
def ask(panel: str) -> str:
    """The empty form, or when the panel takes questions."""
    found = readable(panel)
    state = window.state(found, g.now)
    if state != window.OPEN:
        return render_template("asking/not_open.html", panel=found, state=state, form=None)
    form = AskForm(formdata=None)
    form.idempotency_key.data = secrets.token_urlsafe(16)
    return _page(found, form)


@bp.post("/<panel:panel>/ask")
@public
@limiter.limit(limits.ASKING)
def submit(panel: str) -> Any:
    """Take the question in; the passport says what becomes of it."""
    found = standing_or_not(panel)
    form = AskForm()
    form.executives.choices = _choices(found)
    if not panel_stands(found):
        return page_of_taken_down(found, form), 409
    if not form.validate():
        if form.idempotency_key.errors:
            form.idempotency_key.data = secrets.token_urlsafe(16)
        return _page(found, form), 422
    submission = form.submission()
    key = form.idempotency_key.data or ""
    begin_writing()
    try:
        passport = asking.submit(
            standing_or_not(panel),
            submission,
            key=key,
            by=acting_asker(),
            at=g.now,
            link_key=current_app.config["FLOOR"].link_key,
            rules=form.rules_shown,
        )
    except KeyReused as refusal:
        return _key_reused(standing_or_not(panel), form, refusal)
    except NotOpen as refusal:
        return _not_open(standing_or_not(panel), form, refusal), 409
    except BadField as refusal:
        form.refuse(refusal)
        return _page(standing_or_not(panel), form), 422
    address = _passport_url(passport)
    db.session.commit()
    return redirect(address, 303)


def _page(panel: Panel, form: AskForm, duplicate_url: str | None = None) -> str:
    form.executives.choices = _choices(panel)
    form.offer_languages(panel)
    shown = pages.newest_rules().number
    if not form.rules.data:
        form.rules.data = str(shown)
    decided, published = waits.until_decided(panel), waits.until_published(panel, g.now)
    return render_template(
        "asking/ask.html",
        panel=panel,
        executives=_answering(panel),
        absent=[e for e in panel.executives if e.standing is Standing.NOT_TAKING_PART],
        notices=notices.shown(panel, g.now),
        **_not_taken(panel, form),
        rules_url=url_for("reading.about", page="rules"),
        privacy_url=url_for("reading.about", page="privacy"),
        form=form,
        failed=bool(form.errors),
        duplicate_url=duplicate_url,
        decided_within=hours_or_days(decided.hours) if decided else None,
        published_within=days(published.days) if published else None,
    )


def _not_taken(panel: Panel, form: AskForm) -> dict[str, object]:
    """The topics not taken, and by topic the words of it in what was typed."""
    typed = f"{form.text.data or ''}\n{form.details.data or ''}"
    appearing = not_taken.appearing(panel, typed) if typed.strip() else []
    return {
        "not_taken": not_taken.every(panel),
        "appearing": {one.topic.id: one.words for one in appearing},
    }


def _key_reused(panel: Panel, form: AskForm, refusal: KeyReused) -> tuple[str, int]:
    """What was typed stays, with a new key and a link to what the old one made."""
    form.idempotency_key.data = secrets.token_urlsafe(16)
    form.idempotency_key.raw_data = None
    form.text.errors = [
        gettext("This form was sent before, with another text. Send it again to ask this as well.")
    ]
    return _page(panel, form, duplicate_url=_passport_url(refusal.passport)), 422


def _not_open(panel: Panel, form: AskForm, refusal: NotOpen) -> str:
    if not panel_stands(panel):
        return page_of_taken_down(panel, form)
    return render_template("asking/not_open.html", panel=panel, state=refusal.state, form=form)


def _passport_url(passport: Passport) -> str:
    token = passports.token(passport, current_app.config["FLOOR"].link_key)
    return url_for("asking.passport", token=token)


def _answering(panel: Panel) -> list[Executive]:
    return [e for e in panel.executives if e.standing is Standing.ANSWERING]


def _choices(panel: Panel) -> list[tuple[str, str]]:
    return [(str(executive.id), executive.name) for executive in _answering(panel)]
