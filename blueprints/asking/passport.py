"""The passport: where the question stands, and what its asker may do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, current_app, g, redirect, render_template, request, url_for

from blueprints import paging
from blueprints.access import acting_asker, holder
from blueprints.asking import bp, standing
from blueprints.asking.forms import ReviseForm, WithdrawForm
from domain.question import loading, rewording, withdrawing
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, db
from models import Passport, Question

WELCOMED_FOR = timedelta(minutes=2)
"""How long after asking the page begins by saying that the question arrived."""


@bp.get("/passport/<token>")
@holder(Passport)
def passport(passport: Passport) -> str:
    """Where the question stands."""
    return _page(passport)


@bp.post("/passport/<token>/revise")
@holder(Passport)
def revise(passport: Passport) -> Any:
    """A new text for a question that is pending or was sent back."""
    form = ReviseForm()
    question = _own_question(passport)
    if not form.validate():
        return _page(passport, failed="revise", of=question, revise_form=form), 422
    begin_writing()
    try:
        rewording.revise(
            _locked(question.id),
            text=form.text.data or "",
            details=form.details.data or "",
            by=acting_asker(),
            at=g.now,
        )
    except BadField as refusal:
        form.refuse(refusal)
        return _again(passport.id, "revise", question.id, revise_form=form), 422
    except NotAvailable:
        return _again(passport.id, "revise", question.id, revise_form=form), 409
    db.session.commit()
    return redirect(url_for("asking.passport", token=g.token), 303)


@bp.post("/passport/<token>/withdraw")
@holder(Passport)
def withdraw(passport: Passport) -> Any:
    """Take the question back, for good."""
    form = WithdrawForm()
    question = _own_question(passport)
    if form.validate() and not request.form.get("confirm"):
        form.refuse(BadField("confirm", "missing"))
    if form.errors:
        return _page(passport, failed="withdraw", of=question, withdraw_form=form), 422
    begin_writing()
    try:
        withdrawing.withdraw(_locked(question.id), by=acting_asker(), at=g.now)
    except NotAvailable:
        return _again(passport.id, "withdraw", question.id), 409
    db.session.commit()
    return redirect(url_for("asking.passport", token=g.token), 303)


def _page(
    passport: Passport,
    *,
    failed: str | None = None,
    of: Question | None = None,
    revise_form: ReviseForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> str:
    g.panel = passport.panel
    by = acting_asker()
    forms = {"revise_form": revise_form, "withdraw_form": withdraw_form}
    items = [
        standing.item(question, by, **(forms if question is of else {}))  # type: ignore[arg-type]
        for question in passport.questions
    ]
    path = url_for("asking.passport", token=g.token)
    return render_template(
        "asking/passport.html",
        panel=passport.panel,
        submission=passport,
        items=items,
        link=current_app.config["FLOOR"].base_url + path,
        token=g.token,
        welcome=failed is None and g.now - passport.created_at < WELCOMED_FOR,
        failed=failed,
        failed_id=of.id if of else None,
    )


def _again(passport_id: int, failed: str, question_id: int, **forms: Any) -> str:
    """The page from a fresh read, after what was refused is rolled back."""
    db.session.rollback()
    passport = db.session.get_one(Passport, passport_id)
    of = next(question for question in passport.questions if question.id == question_id)
    return _page(passport, failed=failed, of=of, **forms)


def _own_question(passport: Passport) -> Question:
    """The question meant: the only one, else that of the field ``question``."""
    if len(passport.questions) == 1:
        return passport.questions[0]
    wanted = paging.whole_number(request.form.get("question"))
    for question in passport.questions:
        if question.id == wanted:
            return question
    abort(404)


def _locked(question_id: int) -> Question:
    question = loading.locked(question_id)
    if question is None:
        abort(404)
    return question
