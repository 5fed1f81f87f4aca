"""One's own keyboard at the desk: which key does what, switched on or off."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from blueprints.access import acting_user, requires, signed_in_user
from blueprints.accounts import bp
from blueprints.accounts.forms import EndForm
from blueprints.form import Form, keeps
from blueprints.phrases import KEYS, refusal_sentence
from blueprints.staff import account
from domain.account import keys, loading
from domain.desk import reasons
from domain.permissions import Permission
from domain.refusals import BadField
from extensions import begin_writing, clock, db
from models import User

FIELDS = {action: f"key_{action.replace('-', '_')}" for action in keys.CAME}
DIGITS = [f"reason_{digit}" for digit in range(1, keys.REASONS + 1)]


class SwitchForm(Form):
    """Whether the keys are on."""

    on = BooleanField(_l("Keys are on"))


class KeysForm(SwitchForm):
    """A character for each action and a reason for each digit; the fields are added below."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Field by field, and that none has what another one has."""
        valid = bool(super().validate(extra_validators))
        for names, field in ((FIELDS.values(), "key"), (DIGITS, "reason")):
            for name in self._doubled(names):
                self[name].errors = [*self[name].errors, refusal_sentence(BadField(field, "twice"))]
                valid = False
        return valid

    def show(self, chosen: keys.Keys) -> None:
        """Set what is chosen."""
        self.on.data = chosen.on
        for action, name in FIELDS.items():
            self[name].data = chosen.keys[action].upper()
        for name, code in zip(DIGITS, _codes(chosen), strict=False):
            self[name].data = code

    def offer(self) -> None:
        """Set the reasons that can be chosen."""
        every = [(reason.code, reason.title) for reason in reasons.every()]
        for name in DIGITS:
            field = self[name]
            assert isinstance(field, SelectField)
            field.choices = [("", _l("None")), *every]

    def _doubled(self, names: Any) -> frozenset[str]:
        return keys.doubled({name: (self[name].data or "").strip().lower() for name in names})


for _action, _name in FIELDS.items():
    setattr(KeysForm, _name, StringField(KEYS[_action], validators=[keeps(keys.character)]))
for _digit, _name in enumerate(DIGITS, 1):
    setattr(KeysForm, _name, SelectField(_l("Reason of the digit %(digit)s", digit=_digit), default=""))


@bp.get("/keys")
@requires(Permission.HAVE_ACCOUNT)
def keyboard() -> str:
    """Every key and what it does, and the form that changes them."""
    return _shown()


@bp.post("/keys")
@requires(Permission.HAVE_ACCOUNT)
def choose_keys() -> Any:
    """Set the keys and the reasons' digits."""
    form = KeysForm()
    form.offer()
    if not form.validate():
        return _page(form, failed=True), 422
    try:
        keys.choose(
            _locked(),
            on=form.on.data,
            keys={action: form[name].data or "" for action, name in FIELDS.items()},
            codes=[form[name].data or "" for name in DIGITS],
            by=acting_user(),
            at=clock.now(),
        )
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        form.offer()
        return _page(form, failed=True), 422
    return _kept()


@bp.post("/keys/switch")
@requires(Permission.HAVE_ACCOUNT)
def switch_keys() -> Any:
    """Switch them on or off and leave them as they are."""
    form = SwitchForm()
    if not form.validate():
        return _shown(failed=True), 422
    keys.switch(_locked(), on=form.on.data, by=acting_user(), at=clock.now())
    return _kept()


@bp.post("/keys/reset")
@requires(Permission.HAVE_ACCOUNT)
def reset_keys() -> Any:
    """Set them to how they came."""
    if not EndForm().validate():
        return _shown(failed=True), 422
    keys.reset(_locked(), by=acting_user(), at=clock.now())
    return _kept()


def _codes(chosen: keys.Keys) -> list[str]:
    return [reason.code if reason else "" for reason in keys.nine(chosen.reasons, reasons.every())]


def _locked() -> User:
    user_id = signed_in_user().id
    begin_writing()
    user = loading.locked(user_id)
    assert user is not None, "accounts are never deleted"
    return user


def _kept() -> Any:
    db.session.commit()
    return redirect(url_for("accounts.keyboard"), 303)


def _shown(*, failed: bool = False) -> str:
    """The page with what is kept."""
    form = KeysForm(formdata=None)
    form.offer()
    form.show(keys.of(signed_in_user()))
    return _page(form, failed=failed)


def _page(form: KeysForm, *, failed: bool = False) -> str:
    return render_template(
        "accounts/keys.html",
        account=account(),
        form=form,
        fields={action: form[name] for action, name in FIELDS.items()},
        digits=[form[name] for name in DIGITS],
        reset_form=EndForm(formdata=None),
        failed=failed,
    )
