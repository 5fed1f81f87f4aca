"""The form with which staff enter a question that came another way, or one of their own."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import Form, Ticks, keeps
from blueprints.phrases import refusal_sentence
from domain.panel import window
from domain.question import fields
from domain.question.asking import Submission
from domain.question.entering import Entry
from domain.refusals import BadField
from models import Executive, Panel, Standing, Via

WAYS = [
    (Via.PHONE.value, _l("By phone")),
    (Via.LETTER.value, _l("By letter")),
    (Via.EVENT.value, _l("At the event")),
    (Via.STAFF.value, _l("It is the moderators’ own")),
]
OFF = {"autocomplete": "off"}
"""What is typed here is somebody else's: a browser's memory of its user would only be in the way."""


def on_the_panels_clock(form: FlaskForm, field: Field) -> None:
    """Refuse a time that isn't one, or that the panel's clocks showed never or twice."""
    try:
        form.asked_at_instant()  # type: ignore[attr-defined]
    except BadField as refusal:
        raise ValidationError(refusal_sentence(refusal)) from refusal


class EntryForm(Form):
    """A question as it came; only its text and how it came are required."""

    panel = HiddenField()
    text = TextAreaField(_l("The question"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])
    asked_via = RadioField(_l("How did it come?"), validate_choice=False)
    asked_at = StringField(
        _l("When did it come?"),
        validators=[on_the_panels_clock],
        render_kw={"type": "datetime-local", **OFF},
    )
    executives = Ticks(_l("Who should answer?"), coerce=str)
    name = StringField(_l("Name"), validators=[keeps(fields.name)], render_kw=OFF)
    show_name = BooleanField(_l("They want their name shown"))
    email = StringField(_l("E-mail"), validators=[keeps(fields.email)], render_kw=OFF)
    lang = StringField(_l("Language"), validators=[keeps(fields.language)], render_kw=OFF)
    idempotency_key = HiddenField(validators=[keeps(fields.key)])
    zone = "UTC"

    def of(self, panel: Panel) -> EntryForm:
        """The form for ``panel``: its executives, its clocks, and the ways in which questions come."""
        self.zone = panel.time_zone
        self.panel.data = panel.slug
        self.asked_via.choices = WAYS
        self.executives.choices = [(str(executive.id), executive.name) for executive in answering(panel)]
        return self

    def renew(self) -> None:
        """Give it a key of its own: what is sent with it is another question than before."""
        self.idempotency_key.data = secrets.token_urlsafe(16)
        self.idempotency_key.raw_data = None

    def validate_asked_via(self, field: RadioField) -> None:
        """One of the ways."""
        if field.data not in dict(WAYS):
            raise ValidationError(refusal_sentence(BadField("asked_via", "missing")))

    def asked_at_instant(self) -> datetime | None:
        """When it came; None where nothing was written. Raises BadField."""
        value = (self.asked_at.data or "").strip()
        return window.local_time(value, self.zone, "asked_at") if value else None

    def entry(self) -> Entry:
        """What was sent, tidied. Only after ``validate``."""
        submission = Submission(
            text=fields.question_text(self.text.data or ""),
            details=fields.details(self.details.data or ""),
            name=fields.name(self.name.data or ""),
            show_name=bool(self.show_name.data),
            email=fields.email(self.email.data or ""),
            executives=tuple(sorted(self.executives.ids)),
            lang=fields.language(self.lang.data or ""),
        )
        return Entry(submission, Via(self.asked_via.data), self.asked_at_instant())


def answering(panel: Panel) -> list[Executive]:
    """The panel's executives who may be asked."""
    return [executive for executive in panel.executives if executive.standing is Standing.ANSWERING]
