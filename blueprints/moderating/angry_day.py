"""An angry day: asking is paused, everything new is held, the panel is unpublished, and each taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import abort, g, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints import angry_day as said
from blueprints.access import acting_user, demand, requires, signed_in_user
from blueprints.form import VersionedForm, keeps
from blueprints.moderating import bp
from blueprints.phrases import refusal_sentence
from blueprints.staff import account
from domain.panel import angry_day as measures
from domain.panel import creating, loading, window
from domain.panel.lists import for_desk
from domain.permissions import Actor, Permission
from domain.question import fields, lists
from domain.refusals import BadField, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Panel, Status

ADDRESS = "/panels/<panel:panel>/angry-day"
MEASURE = "<any(pause,resume,'hold-new','let-in','take-down','put-back'):measure>"


class MeasureForm(VersionedForm):
    """One measure; its version is the number of the newest event about it."""

    zone = "UTC"

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Do it. Raises as the verb does."""
        raise NotImplementedError


class PauseForm(MeasureForm):
    """Until when, or until further notice."""

    until = StringField(_l("Until"), render_kw={"type": "datetime-local"})

    def validate_until(self, field: StringField) -> None:
        """A time on the panel's clocks, or nothing."""
        try:
            self.moment()
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal

    def moment(self) -> datetime | None:
        """The time that was typed. Raises BadField."""
        value = (self.until.data or "").strip()
        return window.local_time(value, self.zone, "until") if value else None

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Pause asking."""
        measures.pause(panel, until=self.moment(), seen=self.seen, by=by, at=at)


class TakeDownForm(MeasureForm):
    """The reason that readers see."""

    reason = TextAreaField(
        _l("Reason, as readers will see it"),
        validators=[keeps(partial(fields.note, "reason", required=False))],
    )

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Take the panel down."""
        measures.take_down(panel, reason=self.reason.data or "", seen=self.seen, by=by, at=at)


class ResumeForm(MeasureForm):
    """Nothing but a button."""

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Take questions again."""
        measures.resume(panel, seen=self.seen, by=by, at=at)


class HoldNewForm(MeasureForm):
    """Nothing but a button."""

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Hold everything new."""
        measures.hold_new(panel, seen=self.seen, by=by, at=at)


class LetInForm(MeasureForm):
    """Nothing but a button."""

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Let new questions in."""
        measures.let_in(panel, seen=self.seen, by=by, at=at)


class PutBackForm(MeasureForm):
    """Nothing but a button."""

    def take(self, panel: Panel, *, by: Actor, at: datetime) -> None:
        """Put the panel back."""
        measures.put_back(panel, seen=self.seen, by=by, at=at)


FORMS: dict[str, type[MeasureForm]] = {
    measures.PAUSE: PauseForm,
    measures.RESUME: ResumeForm,
    measures.HOLD_NEW: HoldNewForm,
    measures.LET_IN: LetInForm,
    measures.TAKE_DOWN: TakeDownForm,
    measures.PUT_BACK: PutBackForm,
}


@bp.get(ADDRESS)
@requires(Permission.READ_DESK)
def angry_day(panel: str) -> str:
    """What is in force on the panel, and what can be done."""
    return render_template("moderating/angry_day/page.html", **_common(_found(panel, Permission.READ_DESK)))


@bp.get(f"{ADDRESS}/{MEASURE}")
@requires(Permission.DECIDE)
def measure(panel: str, measure: str) -> Any:
    """What readers will see and what is not lost, before it is confirmed."""
    found = _found(panel, Permission.DECIDE)
    if measure not in measures.available(found, g.now):
        return redirect(_address(found), 303)
    form = FORMS[measure](formdata=None)
    form.version.data = str(measures.seen(found, measure))
    return _confirming(found, measure, form)


@bp.post(f"{ADDRESS}/{MEASURE}")
@requires(Permission.DECIDE)
def take_measure(panel: str, measure: str) -> Any:
    """Do it; where a colleague was first, say so and keep what was typed."""
    found = _found(panel, Permission.DECIDE)
    form = FORMS[measure]()
    form.zone = found.time_zone
    if not form.validate():
        if form.version.errors:
            form.version.data = str(measures.seen(found, measure))
        return _confirming(found, measure, form), 422
    panel_id = found.id
    begin_writing()
    locked = loading.locked(panel_id)
    if locked is None:
        abort(404)
    try:
        form.take(locked, by=acting_user(), at=clock.now())
        db.session.commit()
    except (Stale, NotAvailable):
        db.session.rollback()
        return _too_late(_found(panel, Permission.DECIDE), measure, form), 409
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _confirming(_found(panel, Permission.DECIDE), measure, form), 422
    return redirect(url_for("moderating.angry_day", panel=panel), 303)


def _found(slug: str, permission: Permission) -> Panel:
    panel = creating.find(slug)
    if panel is None:
        abort(404)
    demand(permission, panel.id)
    return panel


def _address(panel: Panel) -> str:
    return url_for("moderating.angry_day", panel=panel.slug)


def _common(panel: Panel) -> dict[str, Any]:
    return {
        "account": account(),
        "panel": panel,
        "panels": for_desk(signed_in_user(), Permission.READ_DESK, g.now),
        "published": lists.count_published(panel, at=g.now),
    }


def _confirming(panel: Panel, measure: str, form: MeasureForm) -> str:
    state = window.state(panel, g.now)
    return render_template(
        "moderating/angry_day/confirm.html",
        measure=measure,
        form=form,
        state=window.OPEN if measure == measures.RESUME and state == window.PAUSED else state,
        example=(g.now + timedelta(days=1)).replace(minute=0),
        waiting=said.waiting_words(),
        held=lists.counts(panel, g.now)[Status.HELD] if measure == measures.LET_IN else None,
        **_common(panel),
    )


def _too_late(panel: Panel, measure: str, form: MeasureForm) -> str:
    """The page as it stands now, with who was first and what was typed."""
    event = measures.newest(panel, measure)
    first = said.done(event.action, event.at, event.user.name, panel) if event and event.user else None
    typed = form.reason.data if isinstance(form, TakeDownForm) else None
    return render_template(
        "moderating/angry_day/page.html", first=first, attempted=measure, typed=typed, **_common(panel)
    )
