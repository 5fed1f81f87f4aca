"""The passport as a page, whichever of its forms was sent."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, current_app, g, render_template, request, url_for

from blueprints import paging
from blueprints.access import acting_asker
from blueprints.asking import standing
from blueprints.asking.forms import Failed
from blueprints.asking.standing import Waits, person
from blueprints.form import Form
from domain.question import loading, waits
from extensions import db
from models import Passport, Question, Status

WELCOMED_FOR = timedelta(minutes=2)
"""How long after asking the page begins by saying that the question arrived."""
UNDECIDED = frozenset({Status.PENDING, Status.HELD})
ON_THE_WAY = frozenset({Status.APPROVED, Status.PUBLISHED})


def render(passport: Passport, failed: Failed | None = None) -> str:
    """The passport, with what was ``failed`` as it was sent."""
    g.panel = passport.panel
    by, known = acting_asker(), _waits(passport)
    items = [standing.item(question, by, known, failed) for question in passport.questions]
    return render_template(
        "asking/passport.html",
        panel=passport.panel,
        submission=passport,
        items=items,
        person=person.of(passport, failed),
        base_url=current_app.config["FLOOR"].base_url,
        link=current_app.config["FLOOR"].base_url + address(),
        token=g.token,
        welcome=failed is None and g.now - passport.created_at < WELCOMED_FOR,
        failed=failed,
    )


def again(passport_id: int, action: str, form: Form, question_id: int | None = None) -> str:
    """The page from a fresh read, after what was refused is rolled back."""
    db.session.rollback()
    return render(db.session.get_one(Passport, passport_id), Failed(action, form, question_id))


def address() -> str:
    """The path of the passport whose link the request carries."""
    return url_for("asking.passport", token=g.token)


def own_question(passport: Passport) -> Question:
    """The question meant: the only one, else that of the field ``question``."""
    if len(passport.questions) == 1:
        return passport.questions[0]
    wanted = paging.whole_number(request.form.get("question"))
    for question in passport.questions:
        if question.id == wanted:
            return question
    abort(404)


def locked(question_id: int) -> Question:
    """The question with its row locked until the transaction ends."""
    question = loading.locked(question_id)
    if question is None:
        abort(404)
    return question


def _waits(passport: Passport) -> Waits:
    """Only what the page will show is counted."""
    states = {question.status for question in passport.questions}
    return Waits(
        decided=waits.until_decided(passport.panel) if states & UNDECIDED else None,
        published=waits.until_published(passport.panel, g.now) if states & ON_THE_WAY else None,
    )
