"""The form of an answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, SubmitField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import VersionedForm, keeps
from blueprints.phrases import refusal_sentence
from domain.answer import writing
from domain.refusals import BadField


class AnswerForm(VersionedForm):
    """The Markdown of an answer; rendered once, when the form is judged.

    ``correction`` says why it takes the place of what is released already.
    """

    body = TextAreaField(_l("The answer"))
    correction = TextAreaField(_l("Why, for readers"), validators=[keeps(writing.correction)])
    save = SubmitField(_l("Save the draft"))
    submit = SubmitField(_l("Submit"))
    release = SubmitField(_l("Release"))
    rendered: writing.Body | None = None

    @property
    def why(self) -> str:
        """The reason for readers, tidied. Only after ``validate``."""
        return writing.correction(self.correction.data or "")

    def validate_body(self, field: Field) -> None:
        """An answer says something, in 20,000 characters at most."""
        try:
            self.rendered = writing.body(field.data or "")
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal
