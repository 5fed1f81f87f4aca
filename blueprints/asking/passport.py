"""The passport: where a question stands, and what its asker can do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, redirect, request

from blueprints import limits
from blueprints.access import acting_asker, holder
from blueprints.asking import bp, page
from blueprints.asking.forms import AppealForm, Failed, ObjectForm, ReviseForm, WithdrawForm
from blueprints.form import Form
from domain.question import rewording, withdrawing
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, db, limiter
from models import Passport, Question


@bp.get("/passport/<token>")
@holder(Passport)
def passport(passport: Passport) -> str:
    """Where the question stands."""
    return page.render(passport)


@bp.post("/passport/<token>/revise")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def revise(passport: Passport) -> Any:
    """A new text for a question that is pending or was sent back."""
    form = ReviseForm()
    text, details = form.text.data or "", form.details.data or ""
    return _act(
        passport,
        "revise",
        form,
        lambda question: rewording.revise(question, text=text, details=details, by=acting_asker(), at=g.now),
    )


@bp.post("/passport/<token>/withdraw")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def withdraw(passport: Passport) -> Any:
    """Take the question back, for good."""
    form = WithdrawForm()
    if form.validate() and not request.form.get("confirm"):
        form.refuse(BadField("confirm", "missing"))
    return _act(
        passport,
        "withdraw",
        form,
        lambda question: withdrawing.withdraw(question, by=acting_asker(), at=g.now),
    )


@bp.post("/passport/<token>/appeal")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def appeal(passport: Passport) -> Any:
    """Object to a rejection, once."""
    form = AppealForm()
    why = form.why.data or ""
    return _act(
        passport,
        "appeal",
        form,
        lambda question: withdrawing.appeal(question, why=why, by=acting_asker(), at=g.now),
    )


@bp.post("/passport/<token>/object")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def object_to(passport: Passport) -> Any:
    """Say what is wrong before it is published."""
    form = ObjectForm()
    why = form.why.data or ""
    return _act(
        passport,
        "object",
        form,
        lambda question: withdrawing.object_to(question, why=why, by=acting_asker(), at=g.now),
    )


def _act(passport: Passport, action: str, form: Form, verb: Callable[[Question], object]) -> Any:
    """What every action on one question is: its form, the verb on the locked row, back to the page."""
    question = page.own_question(passport)
    if form.errors or not form.validate():
        return page.render(passport, Failed(action, form, question.id)), 422
    passport_id, question_id = passport.id, question.id
    begin_writing()
    try:
        verb(page.locked(question_id))
    except BadField as refusal:
        form.refuse(refusal)
        return page.again(passport_id, action, form, question_id), 422
    except NotAvailable:
        return page.again(passport_id, action, form, question_id), 409
    db.session.commit()
    return redirect(page.address(), 303)
