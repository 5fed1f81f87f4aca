"""I want to know this too: counted once for each reader, without an account."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from blueprints.access import public
from blueprints.limits import SUPPORTING
from blueprints.panels import readable, sight
from blueprints.reading import bp, entries, readers
from blueprints.returning import own_address
from domain.question import lists, supporting
from domain.refusals import NotAvailable
from domain.visibility import Sight
from extensions import begin_writing, db, limiter
from models import Question

SIGHTS = (Sight.PUBLISHED, Sight.OPEN)


@bp.get("/<panel:panel>/questions/<id:question_id>/support")
@public
def support(panel: str, question_id: int) -> Any:
    """A page with a button; it sets no cookie and counts nobody."""
    question = _found(panel, question_id)
    if (panel, question_id) != (question.panel.slug, question.id):
        return redirect(_address(question), 303)
    return _page(question)


@bp.post("/<panel:panel>/questions/<id:question_id>/support")
@public
@limiter.limit(SUPPORTING)
def support_send(panel: str, question_id: int) -> Any:
    """Count this reader, or with ``undo`` count them no longer."""
    question = _found(panel, question_id)
    asked_for = readers.of_form(question)
    if asked_for is None:
        return _page(question, refused=True), 422
    begin_writing()
    question = _found(panel, question_id)
    reader = readers.known(question.panel) or asked_for
    undo = "undo" in request.form
    verb = supporting.take_back if undo else supporting.support
    try:
        verb(question, by=readers.digest(reader, question.panel), at=g.now)
    except NotAvailable:
        db.session.rollback()
        return _page(_found(panel, question_id)), 409
    entry = entries.entry(question, question.panel)
    response: Response = redirect(own_address(request.form.get("next")) or entry.url, 303)
    if not undo:
        readers.remember(response, reader, question.panel)
    db.session.commit()
    return response


def _found(slug: str, question_id: int) -> Question:
    """The question that readers see at this address; for a merged one its root, which is counted."""
    found = lists.public(question_id)
    view = sight(found, slug) if found is not None else None
    if found is None or view is None or view.sight not in (*SIGHTS, Sight.MERGED):
        readable(slug)
        abort(404)
    question = found if view.root is None else lists.public(view.root.id)
    assert question is not None
    g.panel = question.panel
    return question


def _address(question: Question) -> str:
    return url_for("reading.support", panel=question.panel.slug, question_id=question.id)


def _page(question: Question, *, refused: bool = False) -> str:
    panel = question.panel
    reader = readers.known(panel)
    return render_template(
        "reading/support.html",
        panel=panel,
        entry=entries.entry(question, panel),
        asked_at=question.asked_at,
        put_to=entries.put_to(question),
        counted=supporting.is_counted(panel, g.now),
        supported=reader is not None and supporting.supports(question, readers.digest(reader, panel)),
        action=_address(question),
        token=readers.token(question),
        back=own_address(request.values.get("next")),
        refused=refused,
    )
