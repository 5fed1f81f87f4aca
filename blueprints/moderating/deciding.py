"""What the forms of all decisions have: the version that was on screen, and the panel's clocks."""

from __future__ import annotations

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from blueprints.form import VersionedForm
from blueprints.phrases import refusal_sentence
from domain.panel import window
from domain.refusals import BadField
from models import Answer, Question


class DecisionForm(VersionedForm):
    """A decision on one question; ``fill`` sets what depends on it."""

    question: Question
    blank = False
    """Whether the form shows present values, not what somebody sent."""
    other: Question | None = None
    """The second question that the decision needs, its row locked as well."""

    @property
    def wants_room(self) -> bool:
        """Whether it was sent for more fields only, and decides nothing yet."""
        return False

    def make_room(self) -> None:
        """Add those fields."""

    @property
    def other_id(self) -> int | None:
        """The id of that question; None where the decision is about one alone."""
        return None

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set choices, and on a blank form the present values; ``answers`` may be published."""
        self.question = question
        if self.blank:
            self.version.data = str(question.version)

    def local_time(self, field: Field) -> datetime | None:
        """The instant of a time that was written on the panel's clocks, None where empty."""
        value = (field.data or "").strip()
        if not value:
            return None
        return window.local_time(value, self.question.panel.time_zone, field.short_name)


def on_the_panels_clock(form: FlaskForm, field: Field) -> None:
    """Refuse a time that isn't one, or that the panel's clocks show never or twice."""
    try:
        form.local_time(field)  # type: ignore[attr-defined]
    except BadField as refusal:
        raise ValidationError(refusal_sentence(refusal)) from refusal
