"""Writing answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, requires, signed_in_user
from blueprints.answering import bp, standing
from blueprints.answering.forms import AnswerForm
from blueprints.phrases import age
from blueprints.staff import account
from domain.answer import lists as answer_lists
from domain.answer import writing
from domain.permissions import Permission, may, may_answer_for
from domain.question import lists, loading
from domain.refusals import BadField, NotAllowed, NotAvailable, Stale
from domain.visibility import shown_name
from extensions import begin_writing, clock, db
from models import Answer, Executive, Panel, Question, Revision, RevisionState, Wording

BUTTONS = ("release", "submit", "save")


@dataclass(frozen=True)
class Row:
    """One slot in the list of one's own."""

    question: Question
    wording: Wording
    panel: Panel
    executive: Executive
    url: str
    state_word: str
    age: str


@bp.get("/")
@requires(Permission.HAVE_ACCOUNT)
def slots() -> str:
    """The slots of the executives for whom the signed-in person types."""
    rows = [_row(question, executive) for question, executive in answer_lists.own_slots(signed_in_user())]
    return render_template("answering/slots.html", account=account(), rows=rows)


@bp.get("/<id:question_id>/<id:executive_id>")
@requires(Permission.HAVE_ACCOUNT)
def write(question_id: int, executive_id: int) -> str:
    """The answer of one executive on one question."""
    question, executive = _slot(question_id, executive_id)
    form = AnswerForm(formdata=None)
    answer = writing.find(question, executive)
    form.version.data = str(answer.statement.version if answer else 0)
    form.body.data = answer.statement.newest.body if answer else ""
    form.correction.data = _correction_begun(answer)
    return _page(question, executive, form)


@bp.post("/<id:question_id>/<id:executive_id>")
@requires(Permission.HAVE_ACCOUNT)
def save(question_id: int, executive_id: int) -> Any:
    """Save, submit or release what was typed."""
    question, executive = _slot(question_id, executive_id)
    button = next((name for name in BUTTONS if name in request.form), None)
    form = AnswerForm()
    valid = form.validate()
    if button is None:
        form.refuse(BadField("body", "no-button"))
    if not valid or button is None or form.rendered is None:
        return _page(question, executive, form), 422
    begin_writing()
    locked = loading.locked(question_id)
    if locked is None:
        abort(404)
    try:
        _write(locked, db.session.get_one(Executive, executive_id), form, button)
        db.session.commit()
    except (Stale, NotAvailable, StaleDataError) as refusal:
        return _late(question_id, executive_id, form, refusal, button), 409
    except NotAllowed:
        abort(403)
    return redirect(url_for("answering.write", question_id=question_id, executive_id=executive_id), 303)


@bp.post("/preview")
@requires(Permission.HAVE_ACCOUNT)
def preview() -> Any:
    """The HTML of what is being typed; nothing is kept."""
    form = AnswerForm()
    form.version.data = "0"
    if not form.validate() or form.rendered is None:
        return "", 422
    return form.rendered.html


def _write(question: Question, executive: Executive, form: AnswerForm, button: str) -> None:
    by, at = acting_user(), clock.now()
    assert form.rendered is not None
    answer = writing.find(question, executive)
    if button != "save" and answer and _already_submitted(answer, form.rendered.source):
        if button == "submit":
            raise NotAvailable("submit")
        writing.release_waiting(question, executive, seen=form.seen, by=by, at=at, correction=form.why)
        return
    statement = writing.save(
        question, executive, form.rendered, seen=form.seen, by=by, at=at, correction=form.why
    )
    if button in ("submit", "release"):
        writing.submit(statement, by=by, at=at)
    if button == "release":
        writing.release(statement, by=by, at=at)


def _already_submitted(answer: Answer, body: str) -> bool:
    newest = answer.statement.newest
    return newest.state is RevisionState.SUBMITTED and newest.body == body


def _correction_begun(answer: Answer | None) -> str:
    """The reason for readers of what isn't released yet."""
    newest = answer.statement.newest if answer else None
    return newest.correction if newest and newest.state is not RevisionState.RELEASED else ""


def _slot(question_id: int, executive_id: int) -> tuple[Question, Executive]:
    """The question and executive of a slot that the signed-in person may write in, else a 404."""
    question = lists.whole(question_id)
    executive = db.session.get(Executive, executive_id)
    if question is None or executive is None or not writing.slot_exists(question, executive):
        abort(404)
    if not may_answer_for(signed_in_user(), executive.id, question.panel_id):
        abort(404)
    return question, executive


def _page(question: Question, executive: Executive, form: AnswerForm, conflict: str | None = None) -> str:
    answer = writing.find(question, executive)
    revision = answer.statement.newest if answer else None
    html = form.rendered.html if form.rendered else (revision.html if revision else "")
    moderator = may(signed_in_user(), Permission.ANSWER_FOR_ALL, question.panel_id)
    return render_template(
        "answering/write.html",
        account=account(),
        panel=question.panel,
        question=question,
        wording=question.wording,
        executive=executive,
        form=form,
        html=Markup(html),  # noqa: S704 - cleaned by domain.prose
        revision=revision,
        state=revision.state.value if revision else None,
        may_release=writing.released_directly(question.panel),
        released=standing.released(answer),
        typed_by=_typed_by(revision),
        behalf=_behalf(executive, revision, moderator=moderator),
        back_url=url_for("moderating.question", question_id=question.id)
        if moderator
        else url_for("answering.slots"),
        conflict=conflict,
        asker_name=shown_name(question),
    )


def _late(question_id: int, executive_id: int, form: AnswerForm, refusal: Exception, button: str) -> str:
    """The page from a fresh read, with what was typed and the version that stands now."""
    db.session.rollback()
    question, executive = _slot(question_id, executive_id)
    answer = writing.find(question, executive)
    revision = answer.statement.newest if answer else None
    form.version.data = str(answer.statement.version if answer else 0)
    form.version.raw_data = None
    if button == "release" and not writing.released_directly(question.panel):
        sentence = gettext(
            "This panel’s answers pass sign-off, which comes later. Nothing was saved or released. "
            "Submit it instead: what you typed is kept below."
        )
    elif isinstance(refusal, NotAvailable) or revision is None:
        sentence = gettext("The answer is past this step. What you typed is kept below.")
    else:
        sentence = gettext(
            "%(who)s saved this answer while you wrote. Their text: “%(text)s” "
            "What you typed is kept below; saving it again puts it in place of theirs.",
            who=revision.typed_by.name if revision.typed_by else gettext("Somebody"),
            text=revision.body,
        )
    return _page(question, executive, form, sentence)


def _behalf(executive: Executive, revision: Revision | None, *, moderator: bool) -> str:
    if moderator:
        sentence = gettext(
            "You write on behalf of %(name)s. The record says that you typed it.", name=executive.name
        )
    else:
        sentence = gettext("You write for %(name)s.", name=executive.name)
    typed = _typed_by(revision)
    return f"{sentence} {typed}" if typed else sentence


def _typed_by(revision: Revision | None) -> str | None:
    if revision is None or revision.typed_by is None:
        return None
    return gettext("The present text was typed by %(who)s.", who=revision.typed_by.name)


def _row(question: Question, executive: Executive) -> Row:
    answer = writing.find(question, executive)
    return Row(
        question=question,
        wording=question.wording,
        panel=question.panel,
        executive=executive,
        url=url_for("answering.write", question_id=question.id, executive_id=executive.id),
        state_word=standing.state_word(answer),
        age=age(question.asked_at, g.now),
    )
