"""The desk's pages."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request
from sqlalchemy.orm.exc import StaleDataError

from blueprints import conflict
from blueprints.access import acting_user, demand, requires
from blueprints.moderating import bp, claiming, desk, forms, replies
from blueprints.moderating.deciding import DecisionForm
from blueprints.moderating.decisions import VERBS
from blueprints.moderating.merging.forms import MergeForm
from blueprints.moderating.merging.shown import page as merge_page
from blueprints.moderating.queue import filters, shown
from blueprints.staff import account
from domain.permissions import Permission
from domain.question import lifecycle, lists, loading
from domain.refusals import BadField, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Panel, Question


@bp.get("/")
@requires(Permission.READ_DESK)
def queue() -> Any:
    """The queue of a panel, oldest first."""
    panels = shown.panels()
    if not panels:
        return render_template("moderating/list/no_panel.html", account=account(), panels=[], panel=None)
    return render_template(
        "moderating/list/page.html", question=None, **shown.queue(_chosen(list(panels)), filters.asked_for())
    )


@bp.get("/questions/<id:question_id>")
@requires(Permission.READ_DESK)
def question(question_id: int) -> str:
    """One question with everything that belongs to it; who may decide it claims it by opening it."""
    claiming.keep(question_id)
    found = _readable(question_id)
    return render_template("moderating/question.html", **desk.question_page(found))


@bp.post("/questions/<id:question_id>/<action>")
@requires(Permission.DECIDE)
def decide(question_id: int, action: str) -> Any:
    """Take one decision on the version that was on screen; a script is answered in JSON."""
    found = _readable(question_id)
    demand(Permission.DECIDE, found.panel_id)
    if action not in VERBS:
        abort(404)
    form = forms.sent(action, found, g.now)
    if form.wants_room:
        return _with_room(found, action, form)
    if not form.validate():
        return _refused(found, action, form)
    begin_writing()
    locked = _locked(question_id, form)
    by, now, was = acting_user(), clock.now(), locked.status
    try:
        VERBS[action](locked, form, by, now)
        address = replies.onward(locked, action, was, by, now)
        db.session.commit()
    except (Stale, NotAvailable, StaleDataError) as refusal:
        return _conflict(question_id, action, refusal)
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _refused(_readable(question_id), action, form)
    return replies.done(locked, action, address, by, now)


def _refused(question: Question, action: str, form: DecisionForm) -> tuple[Any, int]:
    """The page with the form as it was sent; where its action has gone meanwhile, the conflict."""
    if not lifecycle.may_take(question, lifecycle.Action(action), acting_user(), g.now):
        return _conflict(question.id, action, NotAvailable(action, question.status))
    if replies.to_script():
        return replies.refused(form)
    if form.version.errors:
        form.version.data = str(question.version)
    return _page(question, action, form), 422


def _with_room(question: Question, action: str, form: DecisionForm) -> Any:
    """The page with the form as it was sent and more fields in it; nothing is judged yet."""
    if not lifecycle.may_take(question, lifecycle.Action(action), acting_user(), g.now):
        return _conflict(question.id, action, NotAvailable(action, question.status))
    form.make_room()
    return _page(question, action, form, failed=False)


def _page(question: Question, action: str, form: DecisionForm, *, failed: bool = True) -> str:
    """The page on which ``form`` was filled in, with what was typed."""
    if isinstance(form, MergeForm) and not form.has_unknown_number:
        return render_template("moderating/merging/page.html", **merge_page(question, form))
    page = desk.question_page(question, opened=action, form=form)
    return render_template("moderating/question.html", **page | {"failed": failed})


def _locked(question_id: int, form: DecisionForm) -> Question:
    """The question with its row locked, and that of the other one where the decision is about two."""
    other_id = form.other_id
    if other_id is None:
        locked = loading.locked(question_id)
    else:
        locked, form.other = loading.locked_pair(question_id, other_id)
    if locked is None:
        abort(404)
    form.question = locked
    return locked


def _conflict(question_id: int, action: str, refusal: Exception) -> tuple[Any, int]:
    if replies.to_script():
        return conflict.reply(question_id, refusal)
    return conflict.page(question_id, action, refusal, account=account())


def _readable(question_id: int) -> Question:
    found = lists.whole(question_id)
    if found is None:
        abort(404)
    demand(Permission.READ_DESK, found.panel_id)
    return found


def _chosen(panels: list[Panel]) -> Panel:
    """The panel that the address asks for, else the newest; one that isn't theirs is a 404."""
    slug = request.args.get("panel")
    if not slug:
        return panels[0]
    for panel in panels:
        if panel.slug == slug:
            return panel
    abort(404)
