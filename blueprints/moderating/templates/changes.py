"""Templates are written, put in order and taken out of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext

from blueprints.access import acting_user, requires
from blueprints.moderating import bp, saving
from blueprints.moderating.templates import shown
from blueprints.moderating.templates.forms import NewTemplateForm, TemplateForm
from blueprints.moderating.templates.views import found
from domain.desk import templates
from domain.permissions import Permission
from domain.refusals import NotAvailable
from extensions import clock
from models import Template, TemplateKind


@bp.post("/templates/new")
@requires(Permission.WRITE_TEMPLATES)
def make_template() -> Any:
    """Make a template."""
    form = NewTemplateForm()

    def again() -> str:
        return _page(None, form, failed=True)

    if not form.validate():
        return again(), 422
    return saving.saved(
        form,
        lambda: templates.create(
            TemplateKind(form.kind.data), form.words(), by=acting_user(), at=clock.now()
        ),
        saving.Pages(again, again),
        lambda: url_for("moderating.templates"),
    )


@bp.post("/templates/<id:template_id>")
@requires(Permission.WRITE_TEMPLATES)
def write_template(template_id: int) -> Any:
    """Change what a template says."""
    row = found(template_id)
    form = TemplateForm()
    if not form.validate():
        if form.version.errors:
            form.version.data = str(row.version)
        return _page(row, form, failed=True), 422
    return saving.saved(
        form,
        lambda: templates.edit(
            _locked(template_id), form.words(), seen=form.seen, by=acting_user(), at=clock.now()
        ),
        saving.Pages(lambda: _page(found(template_id), form, failed=True), lambda: _late(template_id, form)),
        lambda: url_for("moderating.template", template_id=template_id),
    )


@bp.post("/templates/<id:template_id>/retire")
@requires(Permission.WRITE_TEMPLATES)
def retire_template(template_id: int) -> Any:
    """Take it out of use."""
    return _pressed(
        template_id,
        lambda seen: templates.retire(_locked(template_id), seen=seen, by=acting_user(), at=clock.now()),
    )


@bp.post("/templates/<id:template_id>/restore")
@requires(Permission.WRITE_TEMPLATES)
def restore_template(template_id: int) -> Any:
    """Bring it back into use."""
    return _pressed(
        template_id,
        lambda seen: templates.restore(_locked(template_id), seen=seen, by=acting_user(), at=clock.now()),
    )


@bp.post("/templates/<id:template_id>/move")
@requires(Permission.WRITE_TEMPLATES)
def move_template(template_id: int) -> Any:
    """Put it one place up, or with ``down`` one place down."""
    row, up = found(template_id), "down" not in request.form
    return saving.pressed(
        lambda seen: templates.move(row, up=up, seen=seen, by=acting_user(), at=clock.now()),
        lambda problem: render_template("moderating/templates/list.html", **shown.listed(problem=problem)),
        refused=lambda _: gettext("It stands at the end of the list already."),
        changed=_changed(),
        onward=url_for("moderating.templates"),
    )


def _pressed(template_id: int, verb: Callable[[int], object]) -> Any:
    found(template_id)
    return saving.pressed(
        verb,
        lambda problem: _standing(found(template_id), problem),
        refused=_sentence,
        changed=_changed(),
        onward=url_for("moderating.template", template_id=template_id),
    )


def _changed() -> str:
    return gettext("Somebody changed this template meanwhile. It stands below as it is now.")


def _sentence(refusal: NotAvailable) -> str:
    if refusal.action == "retire":
        return gettext("It is out of use already.")
    return gettext("It is in use already.")


def _locked(template_id: int) -> Template:
    row = templates.locked(template_id)
    if row is None:
        abort(404)
    return row


def _late(template_id: int, form: TemplateForm) -> str:
    """The page with what was typed and the version that stands now."""
    row = found(template_id)
    form.version.data, form.version.raw_data = str(row.version), None
    sentence = gettext(
        "Somebody changed this template while you typed. Its text now: “%(text)s” What you typed is kept "
        "below; saving it again puts it in place of theirs.",
        text=row.text,
    )
    return _page(row, form, problem=sentence)


def _standing(row: Template, problem: str) -> str:
    form = TemplateForm(formdata=None)
    form.fill(row)
    return _page(row, form, problem=problem)


def _page(
    row: Template | None, form: TemplateForm, *, failed: bool = False, problem: str | None = None
) -> str:
    page = shown.edited(row, form, failed=failed, problem=problem)
    return render_template("moderating/templates/edit.html", **page)
