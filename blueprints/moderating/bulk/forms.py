"""The one form with which many questions are decided: its button says how."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import SubmitInput

from blueprints.form import Form, Ticks, keeps
from blueprints.phrases import refusal_sentence
from domain.desk import letters, reasons
from domain.desk.batches import deeds
from domain.panel import window
from domain.question import fields
from domain.question.lifecycle import Action
from domain.refusals import BadField
from models import Panel


class Pressed(StringField):
    """The button with which the form was sent."""

    widget = SubmitInput()


def of(action: Action, rule: Any) -> Any:
    """A validator that asks ``rule`` of the domain where the form is sent for ``action``."""
    check = keeps(rule)

    def validate(form: FlaskForm, field: Field) -> None:
        if form["action"].data == action:
            check(form, field)

    return validate


class BulkForm(Form):
    """The fields of every decision that many questions can share; those of the one taken are judged."""

    panel = HiddenField()
    idempotency_key = HiddenField()
    questions = HiddenField(_l("Questions"))
    action = Pressed(_l("Decision"))
    reason = RadioField(_l("Reason"), validate_choice=False)
    explanation = TextAreaField(
        _l("Add an explanation"),
        validators=[of(Action.REJECT, partial(letters.sendable, "explanation", required=False))],
    )
    note = TextAreaField(
        _l("What advice do you seek?"), validators=[of(Action.HOLD, partial(fields.note, "note"))]
    )
    until = StringField(_l("Until"), render_kw={"type": "datetime-local"})
    message = TextAreaField(
        _l("What should be different?"),
        validators=[of(Action.SEND_BACK, partial(letters.sendable, "message"))],
    )
    topics = Ticks(_l("Topics"), coerce=str)
    zone = "UTC"

    def of(self, panel: Panel) -> BulkForm:
        """The form for ``panel``: its clocks, its topics, and the reasons in use."""
        self.zone = panel.time_zone
        self.panel.data = panel.slug
        self.reason.choices = [(reason.code, reason.title) for reason in reasons.every()]
        self.topics.choices = [(str(topic.id), topic.title) for topic in panel.topics]
        return self

    def renew(self) -> None:
        """Give it a key of its own: what is sent with it is another decision than before."""
        self.idempotency_key.data = secrets.token_urlsafe(16)
        self.idempotency_key.raw_data = None

    def show(self, versions: Mapping[int, int]) -> None:
        """Carry these questions (version by question) unseen."""
        self.questions.data = ",".join(f"{id_}:{version}" for id_, version in versions.items())
        self.questions.raw_data = None

    def validate_idempotency_key(self, field: Field) -> None:
        """A key, where one was sent: a script may have none."""
        if field.data:
            keeps(fields.key)(self, field)

    def validate_action(self, field: Field) -> None:
        """One of the decisions that many questions can share."""
        if not field.data:
            raise ValidationError(refusal_sentence(BadField("action", "missing")))
        if field.data not in deeds.ACTIONS:
            raise ValidationError(refusal_sentence(BadField("action", "not-among-them")))

    def validate_reason(self, field: Field) -> None:
        """One of the reasons, where they are to be rejected."""
        if self.action.data == Action.REJECT and reasons.find(field.data or "") is None:
            raise ValidationError(refusal_sentence(BadField("reason", "missing")))

    def validate_until(self, field: Field) -> None:
        """A time on the panel's clocks, where they are to be held."""
        if self.action.data != Action.HOLD:
            return
        try:
            self.until_instant()
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal

    def until_instant(self) -> datetime | None:
        """Until when they are held; None where nothing was written. Raises BadField."""
        value = (self.until.data or "").strip()
        return window.local_time(value, self.zone, "until") if value else None

    def fields(self) -> dict[str, Any]:
        """What was sent beside the questions. Only after ``validate``."""
        held = self.action.data == Action.HOLD
        return {
            "reason": self.reason.data,
            "explanation": self.explanation.data,
            "note": self.note.data,
            "until": self.until_instant() if held else None,
            "message": self.message.data,
            "topics": self.topics.ids if self.action.data == Action.TOPICS else (),
        }
