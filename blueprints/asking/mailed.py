"""What askers do by mail: confirm their address, get a link that they lost."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, redirect, render_template, url_for

from blueprints import limits
from blueprints.access import acting_asker, holder, public
from blueprints.asking import bp
from blueprints.asking.forms import ConfirmForm, LostForm
from domain.asker import contact, passports
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, db, limiter
from models import Passport


@bp.get("/passport/<token>/confirm")
@holder(Passport, passports.find_confirmation)
def confirmation(passport: Passport) -> str:
    """A button; opening a mailed link changes nothing, for mail scanners open them too."""
    return _confirmation(passport, ConfirmForm(formdata=None))


@bp.post("/passport/<token>/confirm")
@holder(Passport, passports.find_confirmation)
@limiter.limit(limits.PASSPORT)
def confirm(passport: Passport) -> Any:
    """The address is theirs; on to the passport."""
    form = ConfirmForm()
    if not form.validate():
        return _confirmation(passport, form), 422
    passport_id = passport.id
    begin_writing()
    own = db.session.get_one(Passport, passport_id)
    try:
        contact.confirm(own, by=acting_asker(), at=g.now)
    except NotAvailable:
        db.session.rollback()
        return _confirmation(db.session.get_one(Passport, passport_id), form), 409
    token = passports.token(own, current_app.config["FLOOR"].link_key)
    db.session.commit()
    return redirect(url_for("asking.passport", token=token), 303)


@bp.get("/passport/lost")
@public
def lost() -> str:
    """Where to write an address to get one's links again."""
    return render_template("asking/lost.html", form=LostForm(formdata=None), sent_to=None)


@bp.post("/passport/lost")
@public
@limiter.limit(limits.LOST_LINKS)
def send_lost() -> Any:
    """One reply for all, so that nobody learns here who has asked.

    It names the address that was typed, which belongs into no address of ours and into no cookie:
    so it is the reply to this post, and not a page to which this one leads.
    """
    form = LostForm()
    if not form.validate():
        return render_template("asking/lost.html", form=form, sent_to=None), 422
    email = form.email.data or ""
    begin_writing()
    try:
        contact.send_links(email, at=g.now, link_key=current_app.config["FLOOR"].link_key)
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return render_template("asking/lost.html", form=form, sent_to=None), 422
    db.session.commit()
    return render_template("asking/lost.html", form=form, sent_to=email.strip())


def _confirmation(passport: Passport, form: ConfirmForm) -> str:
    g.panel = passport.panel
    asker = passport.asker
    return render_template(
        "asking/confirm.html",
        panel=passport.panel,
        form=form,
        token=g.token,
        question=passport.questions[0],
        email=contact.masked(asker.email) if asker and asker.email else None,
        confirmed=asker is not None and asker.confirmed_at is not None,
    )
