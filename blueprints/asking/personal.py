"""What the asker told of themselves: erased, changed, shown or hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from flask import current_app, g, redirect, render_template, request, url_for

from adapters import databases
from blueprints import limits
from blueprints.access import acting_asker, holder, public
from blueprints.asking import bp, page
from blueprints.asking.forms import EraseForm, Failed, NameForm, NotifyForm
from blueprints.form import Form
from domain.asker import contact, erasing
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, db, limiter
from models import Passport

log = structlog.get_logger()


@bp.post("/passport/<token>/erase")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def erase(passport: Passport) -> Any:
    """Erase what they told of themselves; the link ends, so the reply stands elsewhere."""
    form = EraseForm()
    if form.validate() and not request.form.get("confirm"):
        form.refuse(BadField("confirm", "missing"))
    if form.errors:
        return page.render(passport, Failed("erase", form)), 422
    passport_id = passport.id
    begin_writing()
    stays = erasing.erase(db.session.get_one(Passport, passport_id), by=acting_asker(), at=g.now)
    db.session.commit()
    db.session.remove()  # its connection would keep the log from being emptied
    if not databases.finish_erasure(db.engine):
        log.warning("the write-ahead log could not be emptied after an erasure, for somebody reads in it")
    return redirect(url_for("asking.erased", stays="1" if stays else None), 303)


@bp.get("/passport/erased")
@public
def erased() -> str:
    """What was done, at an address that opens nothing."""
    return render_template("asking/erased.html", stays=request.args.get("stays") == "1")


@bp.post("/passport/<token>/notify")
@holder(Passport)
@limiter.limit(limits.ASKING)
def notify(passport: Passport) -> Any:
    """Where to write from now on, once the address is confirmed; empty: nowhere."""
    form = NotifyForm()
    email = form.email.data or ""
    link_key = current_app.config["FLOOR"].link_key
    return _act(
        passport,
        "notify",
        form,
        lambda own: contact.notify(own, email=email, by=acting_asker(), at=g.now, link_key=link_key),
    )


@bp.post("/passport/<token>/name")
@holder(Passport)
@limiter.limit(limits.PASSPORT)
def name(passport: Passport) -> Any:
    """Show the name with the question, or hide it."""
    form = NameForm()
    shown = bool(form.show_name.data)
    return _act(
        passport,
        "name",
        form,
        lambda own: contact.show_name(own, shown=shown, by=acting_asker(), at=g.now),
    )


def _act(passport: Passport, action: str, form: Form, verb: Callable[[Passport], object]) -> Any:
    """What every action on the submission is: its form, the verb, back to the page."""
    if not form.validate():
        return page.render(passport, Failed(action, form)), 422
    passport_id = passport.id
    begin_writing()
    try:
        verb(db.session.get_one(Passport, passport_id))
    except BadField as refusal:
        form.refuse(refusal)
        return page.again(passport_id, action, form), 422
    except NotAvailable:
        return page.again(passport_id, action, form), 409
    db.session.commit()
    return redirect(page.address(), 303)
