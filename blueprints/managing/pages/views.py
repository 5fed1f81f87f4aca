"""The pages under ``/about/``: what they say, and since when."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy.orm.exc import StaleDataError

from blueprints.access import acting_user, requires, signed_in_user
from blueprints.managing import bp
from blueprints.managing.pages.forms import PageForm, PreviewForm
from blueprints.staff import account
from domain.page import lists, writing
from domain.permissions import Permission, may_somewhere
from domain.refusals import BadField, Stale
from extensions import begin_writing, clock, db
from models import Page


@bp.get("/pages")
@requires(Permission.READ_PAGES)
def pages_list() -> str:
    """Every page, its newest version and who wrote it."""
    return render_template(
        "managing/pages/list.html", account=account(), pages=lists.pages(), writes=_writes()
    )


@bp.get("/pages/<page>")
@requires(Permission.READ_PAGES)
def edit_page(page: str) -> str:
    """One page, to be written anew."""
    found = _found(page)
    form = PageForm(formdata=None)
    newest = found.newest
    form.version.data, form.title.data = str(found.version), newest.title
    form.body.data, form.lang.data = newest.body, newest.lang
    return _page(found, form)


@bp.post("/pages/<page>")
@requires(Permission.WRITE_PAGES)
def write_page(page: str) -> Any:
    """Keep what was typed as the newest version."""
    found = _found(page)
    form = PageForm()
    if not form.validate():
        if form.version.errors:
            form.version.data = str(found.version)
        return _page(found, form, failed=True), 422
    text, page_id = form.text(), found.id
    begin_writing()
    try:
        writing.write(writing.locked(page_id), text, seen=form.seen, by=acting_user(), at=clock.now())
        db.session.commit()
    except (Stale, StaleDataError):
        return _late(page, form), 409
    except BadField as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _page(_found(page), form, failed=True), 422
    return redirect(url_for("managing.edit_page", page=page), 303)


@bp.post("/pages/preview")
@requires(Permission.WRITE_PAGES)
def preview_page() -> Any:
    """The HTML of what is being typed; nothing is kept."""
    form = PreviewForm()
    if not form.validate() or form.rendered is None:
        return "", 422
    return form.rendered[1]


def _found(name: str) -> Page:
    page = lists.find(name)
    if page is None:
        abort(404)
    return page


def _writes() -> bool:
    return may_somewhere(signed_in_user(), Permission.WRITE_PAGES)


def _page(page: Page, form: PageForm, *, failed: bool = False, late: str | None = None) -> str:
    html = form.rendered[1] if form.rendered else page.newest.html
    return render_template(
        "managing/pages/edit.html",
        account=account(),
        page=page,
        newest=page.newest,
        versions=lists.versions(page),
        form=form,
        html=Markup(html),  # noqa: S704 - cleaned by domain.prose
        writes=_writes(),
        failed=failed,
        late=late,
    )


def _late(name: str, form: PageForm) -> str:
    """The page from a fresh read, with what was typed and the version that stands now."""
    db.session.rollback()
    page = _found(name)
    writer = page.newest.written_by
    form.version.data, form.version.raw_data = str(page.version), None
    sentence = gettext(
        "%(who)s wrote version %(number)s while you typed. It stands below, and what you typed is kept here; "
        "saving it again puts it in place of theirs.",
        who=writer.name if writer else gettext("Somebody"),
        number=page.version,
    )
    return _page(page, form, late=sentence)
