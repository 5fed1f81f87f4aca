"""The asker's forms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    StringField,
    SubmitField,
    TextAreaField,
)

from blueprints.form import Form, Ticks, keeps
from domain.question import fields
from domain.question.asking import Submission


class AskForm(Form):
    """A question for a panel; only the question itself is required."""

    text = TextAreaField(_l("Your question"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])
    executives = Ticks(_l("Who should answer?"), coerce=str)
    name = StringField(_l("Your name"), validators=[keeps(fields.name)])
    show_name = BooleanField(_l("Show my name with the question"))
    email = StringField(_l("E-mail"), validators=[keeps(fields.email)])
    lang = HiddenField(validators=[keeps(fields.language)])
    idempotency_key = HiddenField(validators=[keeps(fields.key)])

    def submission(self) -> Submission:
        """What was sent, tidied. Only after ``validate``."""
        return Submission(
            text=fields.question_text(self.text.data or ""),
            details=fields.details(self.details.data or ""),
            name=fields.name(self.name.data or ""),
            show_name=bool(self.show_name.data),
            email=fields.email(self.email.data or ""),
            executives=tuple(sorted(self.executives.ids)),
            lang=fields.language(self.lang.data or ""),
        )


class ReviseForm(Form):
    """The asker's new text."""

    text = TextAreaField(_l("Your question"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])


class WithdrawForm(Form):
    """Withdrawing is for good, so it is confirmed."""

    confirm = SubmitField(_l("Withdraw for good"))
