"""What one would have decided, and why one sees it differently."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import Form, keeps
from blueprints.phrases import refusal_sentence
from domain.desk import reasons
from domain.desk.second_looks.looking import ANSWERS
from domain.question import fields
from domain.refusals import BadField
from models import Reason


class LookForm(Form):
    """What one would have decided; its buttons carry the action, a rejection also names its reason."""

    action = StringField(_l("Decision"))
    reason = RadioField(_l("Reason"), validate_choice=False)

    def offer(self) -> None:
        """Set the reasons that can be chosen."""
        self.reason.choices = [(reason.code, reason.title) for reason in reasons.every()]

    def validate_action(self, field: Field) -> None:
        """One of the five."""
        if field.data not in ANSWERS:
            raise ValidationError(refusal_sentence(BadField("action", "not-an-answer")))

    def validate_reason(self, field: RadioField) -> None:
        """A rejection has one of the reasons."""
        if self.action.data == "reject" and self.chosen_reason is None:
            raise ValidationError(refusal_sentence(BadField("reason", "missing")))

    @property
    def chosen_reason(self) -> Reason | None:
        """The reason, where there is such a one; of a rejection alone."""
        return reasons.find(self.reason.data or "") if self.action.data == "reject" else None


class WhyForm(Form):
    """Why one sees it differently."""

    why = TextAreaField(
        _l("Why you see it differently"), validators=[keeps(partial(fields.note, "otherwise"))]
    )
