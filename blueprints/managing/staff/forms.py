"""The forms about staff."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.validators import ValidationError

from blueprints import paging
from blueprints.form import Form, keeps
from blueprints.managing.staff.words import role_word
from blueprints.phrases import refusal_sentence
from domain.account import lists
from domain.account.creating import Grant
from domain.panel.creating import find
from domain.question import fields
from domain.refusals import BadField
from extensions import db
from models import Executive, Role

ALL = ""
"""What the choice of panels says for all of them."""


def known_role(form: FlaskForm, field: Field) -> None:
    """Refuse what is no role."""
    if field.data not in {role.value for role in Role}:
        raise ValidationError(refusal_sentence(BadField("role", "missing")))


def known_panel(form: FlaskForm, field: Field) -> None:
    """Refuse a panel that isn't there."""
    if field.data and find(field.data) is None:
        raise ValidationError(refusal_sentence(BadField("panel", "no-such-panel")))


def known_executive(form: FlaskForm, field: Field) -> None:
    """Refuse an executive who isn't there."""
    if field.data and _executive(field.data) is None:
        raise ValidationError(refusal_sentence(BadField("delegate_of", "missing")))


class GrantForm(Form):
    """A role, on one panel or all, or for one executive."""

    role = SelectField(_l("Role"), validate_choice=False, validators=[known_role])
    panel = SelectField(_l("Panel"), validate_choice=False, validators=[known_panel])
    delegate_of = SelectField(_l("For which executive"), validate_choice=False, validators=[known_executive])

    def offer(self) -> None:
        """Set what can be chosen."""
        panels = lists.panels()
        self.role.choices = [(role.value, role_word(role)) for role in Role]
        self.panel.choices = [(ALL, gettext("All panels")), *((p.slug, p.title) for p in panels)]
        self.delegate_of.choices = {
            gettext("Nobody"): [("", gettext("–"))],
            **{p.title: [(str(e.id), e.name) for e in p.executives] for p in panels if p.executives},
        }

    def grant(self) -> Grant:
        """What was chosen. Only after ``validate``, and in the transaction that gives it."""
        role = Role(self.role.data)
        executive = _executive(self.delegate_of.data or "")
        panel = find(self.panel.data) if self.panel.data and role is not Role.EXECUTIVE else None
        return Grant(role, panel=panel, executive=executive)


class InviteForm(GrantForm):
    """Whom to invite, and their first role."""

    email = StringField(_l("E-mail"), validators=[keeps(fields.email)])

    def validate_email(self, field: Field) -> None:
        """An address is needed."""
        if not (field.data or "").strip():
            raise ValidationError(refusal_sentence(BadField("email", "missing")))


class PressForm(Form):
    """Nothing but the token."""


def _executive(value: str) -> Executive | None:
    number = paging.whole_number(value)
    return db.session.get(Executive, number) if number is not None else None
