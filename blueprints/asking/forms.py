"""The asker's forms."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)

from blueprints import paging
from blueprints.form import Form, Ticks, keeps
from blueprints.phrases import language_name
from domain.question import fields
from domain.question.asking import Submission
from models import Panel


class AskForm(Form):
    """A question for a panel; only the question itself is required."""

    text = TextAreaField(_l("Your question"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])
    executives = Ticks(_l("Who should answer?"), coerce=str)
    name = StringField(_l("Your name"), validators=[keeps(fields.name)])
    show_name = BooleanField(_l("Show my name with the question"))
    email = StringField(_l("E-mail"), validators=[keeps(fields.email)])
    lang = SelectField(
        _l("Language of your question"), validators=[keeps(fields.language)], validate_choice=False
    )
    rules = HiddenField()
    idempotency_key = HiddenField(validators=[keeps(fields.key)])

    def offer_languages(self, panel: Panel) -> None:
        """Let the asker choose among the panel's languages; whatever else was sent stays."""
        codes = dict.fromkeys([*panel.languages, *([self.lang.data] if self.lang.data else [])])
        named = [(code, language_name(code)) for code in codes if code != panel.language]
        self.lang.choices = [("", language_name(panel.language)), *named]

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

    @property
    def rules_shown(self) -> int | None:
        """The number of the version of the rules that the page linked to."""
        return paging.whole_number(self.rules.data)


class ReviseForm(Form):
    """The asker's new text."""

    text = TextAreaField(_l("Your question"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])


class WithdrawForm(Form):
    """Withdrawing is for good, so it is confirmed."""

    confirm = SubmitField(_l("Withdraw for good"))


class AppealForm(Form):
    """Why a rejected question should be put to the executives after all."""

    why = TextAreaField(_l("Why should it be put to them after all?"), validators=[keeps(fields.why)])


class ObjectForm(Form):
    """What is wrong with what is about to be published."""

    why = TextAreaField(_l("What is wrong with it?"), validators=[keeps(fields.why)])


class EraseForm(Form):
    """Erasing is for good, so it is confirmed."""

    confirm = SubmitField(_l("Erase for good"))


class NotifyForm(Form):
    """Where to write when something happens; empty: nowhere."""

    email = StringField(_l("E-mail"), validators=[keeps(fields.email)])


class NameForm(Form):
    """Whether the asker's name is shown; its buttons say which."""

    show_name = BooleanField(_l("Show my name with the question"))


class LostForm(Form):
    """The address that was given with a question."""

    email = StringField(_l("E-mail"), validators=[keeps(fields.email)])


class ConfirmForm(Form):
    """Nothing but a button."""


@dataclass(frozen=True)
class Failed:
    """An action that was refused: its name, the form as it was sent, the question it was about."""

    action: str
    form: Form
    question_id: int | None = None

    def about(self, action: str, question_id: int | None = None) -> bool:
        """Whether it is this action, on this question, that was refused."""
        return self.action == action and self.question_id in (None, question_id)
