"""Questions that came by phone, by letter or at the event, and those of the staff's own."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, g, redirect, render_template, request, url_for

from blueprints import qr
from blueprints.access import acting_user, demand, requires, signed_in_user
from blueprints.moderating import bp
from blueprints.moderating.entry import EntryForm, answering
from blueprints.staff import account
from domain.asker import passports
from domain.panel import window
from domain.panel.lists import for_desk
from domain.permissions import Permission
from domain.question import entering, lists
from domain.refusals import BadField, KeyReused, NotAllowed, NotOpen
from extensions import begin_writing, clock, db
from models import Panel


@bp.get("/questions/new")
@requires(Permission.DECIDE)
def new_question() -> Any:
    """The empty form of a question that came another way."""
    if not _panels():
        return render_template("moderating/list/no_panel.html", account=account(), panels=[], panel=None)
    form = EntryForm(formdata=None)
    form.renew()
    return _page(_panel(request.args.get("panel")), form)


@bp.post("/questions/new")
@requires(Permission.DECIDE)
def enter_question() -> Any:
    """Take it in; the desk's page of the question is next."""
    panel = _panel(request.form.get("panel") or request.args.get("panel"))
    form = EntryForm().of(panel)
    if not form.validate():
        if form.idempotency_key.errors:
            form.renew()
        return _page(panel, form), 422
    entry = form.entry()
    begin_writing()
    try:
        question = entering.enter(
            db.session.get_one(Panel, panel.id),
            entry,
            key=form.idempotency_key.data or "",
            by=acting_user(),
            at=clock.now(),
            link_key=current_app.config["FLOOR"].link_key,
        )
    except KeyReused as refusal:
        known = refusal.passport.questions[0].id
        form.renew()
        form.refuse(BadField("text", "sent-before"))
        return _page(_again(panel.id), form, known=known), 422
    except BadField as refusal:
        form.refuse(refusal)
        return _page(_again(panel.id), form), 422
    except NotOpen:
        return _page(_again(panel.id), form), 409
    except NotAllowed:
        abort(404)
    address = url_for("moderating.question", question_id=question.id)
    db.session.commit()
    return redirect(address, 303)


@bp.get("/questions/<id:question_id>/passport")
@requires(Permission.DECIDE)
def printed_passport(question_id: int) -> str:
    """The private link on a sheet of paper, for the one person who entered the question."""
    question = lists.whole(question_id)
    if question is None:
        abort(404)
    demand(Permission.DECIDE, question.panel_id)
    if not entering.may_print(question, signed_in_user()):
        abort(404)
    settings = current_app.config["FLOOR"]
    token = passports.token(question.passport, settings.link_key)
    link = settings.base_url + url_for("asking.passport", token=token)
    return render_template(
        "moderating/entering/passport.html",
        account=account(),
        panels=[],
        panel=question.panel,
        question=question,
        wording=question.original,
        link=link,
        code=qr.draw(link),
        has_email=bool(question.passport.asker and question.passport.asker.email),
        back_url=url_for("moderating.question", question_id=question.id),
    )


def _panels() -> list[Panel]:
    return list(for_desk(signed_in_user(), Permission.DECIDE, g.now))


def _panel(slug: str | None) -> Panel:
    """The panel of that slug among those where one may decide, else a 404; without one the first open."""
    panels = _panels()
    if not slug:
        standing = (panel for panel in panels if window.state(panel, g.now) != window.ARCHIVED)
        return next(standing, panels[0]) if panels else abort(404)
    return next((panel for panel in panels if panel.slug == slug), None) or abort(404)


def _again(panel_id: int) -> Panel:
    """The panel from a fresh read, after what was refused is rolled back."""
    db.session.rollback()
    return db.session.get_one(Panel, panel_id)


def _page(panel: Panel, form: EntryForm, known: int | None = None) -> str:
    form.of(panel)
    return render_template(
        "moderating/entering/new.html",
        account=account(),
        panel=panel,
        panels=[],
        others=[other for other in _panels() if other.id != panel.id],
        form=form,
        executives=answering(panel),
        archived=window.state(panel, g.now) == window.ARCHIVED,
        typed=form.is_submitted(),
        known=known,
        back_url=url_for("moderating.queue", panel=panel.slug),
    )
