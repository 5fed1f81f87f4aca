"""The topics of a panel."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import ngettext

from blueprints.access import acting_user, requires
from blueprints.managing import bp, pieces
from blueprints.managing.pieces.forms import MoveForm, RemoveForm, TopicForm
from blueprints.phrases import number
from domain.panel import loading, topics
from domain.permissions import Permission
from domain.refusals import BadField, Exists, NotAvailable, Stale
from domain.tallies import Tally
from extensions import begin_writing, clock, db
from models import Panel, Topic


@bp.get("/panels/<panel:panel>/topics")
@requires(Permission.READ_PANELS)
def topics_list(panel: str) -> str:
    """The panel's topics, and a form for another one."""
    found = pieces.readable(panel)
    return _page(found, TopicForm.blank(found, loading.newest_event(found)))


@bp.post("/panels/<panel:panel>/topics")
@requires(Permission.MANAGE_PANELS)
def add_topic(panel: str) -> Any:
    """Add one."""
    found = pieces.changeable(panel)
    form = TopicForm.sent(found)
    if not form.validate():
        return _page(found, form), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        topics.add(found, form.title.data or "", by=acting_user(), at=clock.now())
    except (BadField, Exists) as refusal:
        return _refused(found, form, refusal)
    return _done(found)


@bp.get("/panels/<panel:panel>/topics/<id:topic_id>")
@requires(Permission.READ_PANELS)
def topic(panel: str, topic_id: int) -> str:
    """One topic in its form."""
    found = pieces.readable(panel)
    chosen = _topic(found, topic_id)
    return _page(found, _filled(found, chosen), chosen)


@bp.post("/panels/<panel:panel>/topics/<id:topic_id>")
@requires(Permission.MANAGE_PANELS)
def rename_topic(panel: str, topic_id: int) -> Any:
    """Give it another title."""
    found = pieces.changeable(panel)
    chosen = _topic(found, topic_id)
    form = TopicForm.sent(found)
    if not form.validate():
        return _page(found, form, chosen), 422
    begin_writing()
    found = pieces.locked(found)
    chosen = _topic(found, topic_id)
    try:
        topics.rename(chosen, form.title.data or "", seen=form.seen, by=acting_user(), at=clock.now())
    except Stale:
        overtaken = pieces.late(form, found, "topic", topic_id)
        return _page(found, form, chosen, overtaken=overtaken), 409
    except (BadField, Exists) as refusal:
        return _refused(found, form, refusal, chosen)
    return _done(found)


@bp.post("/panels/<panel:panel>/topics/<id:topic_id>/move")
@requires(Permission.MANAGE_PANELS)
def move_topic(panel: str, topic_id: int) -> Any:
    """Let it change places with its neighbour."""
    found = pieces.changeable(panel)
    chosen = _topic(found, topic_id)
    move = MoveForm()
    if not move.validate():
        return _page(found, _filled(found, chosen), chosen, pressed=move), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        topics.move(_topic(found, topic_id), up=move.up, by=acting_user(), at=clock.now())
    except NotAvailable:
        db.session.rollback()  # it is at the end already, which is what was wanted
    return _done(found)


@bp.post("/panels/<panel:panel>/topics/<id:topic_id>/remove")
@requires(Permission.MANAGE_PANELS)
def remove_topic(panel: str, topic_id: int) -> Any:
    """Take it away where no question has it."""
    found = pieces.changeable(panel)
    chosen = _topic(found, topic_id)
    remove = RemoveForm()
    if not remove.validate():
        return _page(found, _filled(found, chosen), chosen, pressed=remove), 422
    begin_writing()
    found = pieces.locked(found)
    try:
        topics.remove(_topic(found, topic_id), by=acting_user(), at=clock.now())
    except BadField as refusal:
        db.session.rollback()
        return _page(found, _filled(found, chosen), chosen, kept=_kept(refusal.limit or 0)), 409
    return _done(found)


def _kept(count: int) -> str:
    return ngettext(
        "%(count)s question has this topic. Take the topic from it at the desk first, or rename it.",
        "%(count)s questions have this topic. Take the topic from them at the desk first, or rename it.",
        count,
        count=number(Tally(count)),
    )


def _topic(panel: Panel, topic_id: int) -> Topic:
    found = topics.find(panel, topic_id)
    if found is None:
        abort(404)
    return found


def _filled(panel: Panel, topic: Topic) -> TopicForm:
    form: TopicForm = TopicForm.blank(panel, loading.newest_event(panel))
    form.fill(topic)
    return form


def _page(panel: Panel, form: TopicForm, chosen: Topic | None = None, **more: object) -> str:
    return render_template(
        "managing/pieces/topics.html",
        topics=topics.used(panel),
        chosen=chosen,
        form=form,
        **more,
        **pieces.common(panel),
    )


def _refused(
    panel: Panel, form: TopicForm, refusal: BadField | Exists, chosen: Topic | None = None
) -> tuple[str, int]:
    db.session.rollback()
    form.refuse(BadField("title", "topic-taken") if isinstance(refusal, Exists) else refusal)
    return _page(panel, form, chosen), 422


def _done(panel: Panel) -> Any:
    address = url_for("managing.topics_list", panel=panel.slug)
    db.session.commit()
    return redirect(address, 303)
