"""How the desk's own rows are saved and pressed: what the pages of reasons and of templates share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import redirect
from flask_babel import gettext
from sqlalchemy.orm.exc import StaleDataError

from blueprints.form import VersionedForm
from domain.refusals import BadField, Exists, NotAvailable, Stale
from extensions import begin_writing, db


class PressForm(VersionedForm):
    """The version that was on screen, and nothing else."""


def press(version: int) -> PressForm:
    """The form of a press on a row of that version."""
    form = PressForm(formdata=None)
    form.version.data = str(version)
    return form


@dataclass(frozen=True)
class Pages:
    """The pages that answer where something was not done; each is drawn from a fresh read."""

    failed: Callable[[], str]
    """With the form as it was sent, and its errors."""
    late: Callable[[], str]
    """With the form as it was sent, and the version that stands now."""


def saved(form: VersionedForm, verb: Callable[[], object], pages: Pages, onward: Callable[[], str]) -> Any:
    """Do what ``form`` asks for, and go ``onward``; refused by the domain it shows again as typed."""
    begin_writing()
    try:
        verb()
        db.session.commit()
    except (Stale, StaleDataError):
        db.session.rollback()
        return pages.late(), 409
    except Exists as refusal:
        db.session.rollback()
        form.refuse(BadField(refusal.field, "taken"))
        return pages.failed(), 422
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return pages.failed(), 422
    return redirect(onward(), 303)


def pressed(
    verb: Callable[[int], object],
    standing: Callable[[str], str],
    *,
    refused: Callable[[NotAvailable], str],
    changed: str,
    onward: str,
) -> Any:
    """Do what needs no more than a press, on the version that was on screen.

    ``standing`` draws the page as it stands with a sentence: of ``refused``, or ``changed`` where
    somebody else was quicker.
    """
    form = PressForm()
    if not form.validate():
        return standing(gettext("This form was open for too long. Send it again.")), 422
    begin_writing()
    try:
        verb(form.seen)
        db.session.commit()
    except NotAvailable as refusal:
        db.session.rollback()
        return standing(refused(refusal)), 409
    except (Stale, StaleDataError):
        db.session.rollback()
        return standing(changed), 409
    return redirect(onward, 303)
