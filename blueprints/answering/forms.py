"""The form of an answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, SubmitField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import VersionedForm
from blueprints.phrases import refusal_sentence
from domain.answer import writing
from domain.refusals import BadField


class AnswerForm(VersionedForm):
    """The Markdown of an answer; rendered once, when the form is judged."""

    body = TextAreaField(_l("The answer"))
    save = SubmitField(_l("Save the draft"))
    submit = SubmitField(_l("Submit"))
    release = SubmitField(_l("Release"))
    rendered: writing.Body | None = None

    def validate_body(self, field: Field) -> None:
        """An answer says something, in 20,000 characters at most."""
        try:
            self.rendered = writing.body(field.data or "")
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal
