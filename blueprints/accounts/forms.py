"""The forms of an account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from blueprints.form import Form, keeps
from blueprints.phrases import refusal_sentence
from domain.account import inviting, passwords
from domain.refusals import BadField


class SignInForm(Form):
    """E-mail and password."""

    email = StringField(_l("E-mail"), validators=[InputRequired(_l("Write your e-mail address here."))])
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Write your password here."))])
    next = HiddenField()


class EndForm(Form):
    """End one sign-in; nothing but the token."""


def long_enough(form: Form, field: Field) -> None:
    """Refuse a password that is too short or too long to be one."""
    try:
        passwords.check(field.data or "")
    except BadField as refusal:
        raise ValidationError(refusal_sentence(refusal)) from refusal


class PasswordForm(Form):
    """Another password, and the present one as proof."""

    old = PasswordField(
        _l("Your present password"),
        validators=[InputRequired(_l("Write your present password here."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("Your new password"),
        validators=[long_enough],
        description=_l("12 characters or more. A few words in a row are easy to keep in mind."),
        render_kw={"autocomplete": "new-password"},
    )


class JoinForm(Form):
    """What whoever was invited chooses."""

    name = StringField(
        _l("Your name"),
        validators=[keeps(inviting.chosen_name)],
        description=_l("As your colleagues know you. Readers never see it."),
    )
    password = PasswordField(
        _l("A password"),
        validators=[long_enough],
        description=_l("12 characters or more. A few words in a row are easy to keep in mind."),
        render_kw={"autocomplete": "new-password"},
    )
