"""What the page of a question says of its asker: their name and address stay out of sight until asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g

from blueprints.access import signed_in_user
from blueprints.form import Form
from domain.desk import revealing
from domain.permissions import Permission, may
from models import Question


@dataclass(frozen=True)
class Seen:
    """What somebody who looked sees, and until when."""

    name: str
    email: str | None
    confirmed: bool
    until: datetime


@dataclass(frozen=True)
class Told:
    """What the page says of the asker: whether there is a name or an address, which only to who looked."""

    has_name: bool
    has_email: bool
    seen: Seen | None
    form: Form | None
    """With which one may look; None where one may not, sees it already, or there is nothing to see."""


class RevealForm(Form):
    """Nothing but its token."""


def asker(question: Question) -> Told:
    """Blind, unless the signed-in person looked within the last ten minutes."""
    told = revealing.hidden(question)
    if told is None:
        return Told(has_name=False, has_email=False, seen=None, form=None)
    until = revealing.seen_until(question, signed_in_user(), g.now)
    seen = (
        Seen(told.name, told.email, confirmed=told.confirmed_at is not None, until=until) if until else None
    )
    allowed = seen is None and may(signed_in_user(), Permission.DECIDE, question.panel_id)
    return Told(bool(told.name), bool(told.email), seen, RevealForm(formdata=None) if allowed else None)
