"""The forms of an account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from blueprints.form import Form


class SignInForm(Form):
    """E-mail and password."""

    email = StringField(_l("E-mail"), validators=[InputRequired(_l("Write your e-mail address here."))])
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Write your password here."))])
    next = HiddenField()


class EndForm(Form):
    """End one sign-in; nothing but the token."""
