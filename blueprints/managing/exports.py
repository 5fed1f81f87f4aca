"""A panel's questions as a file."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any, Final

from flask import Flask, Response, current_app, g, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from adapters.wsgi import LONG, OutOfTime
from blueprints import exported
from blueprints.access import acting_user, requires
from blueprints.form import Form as BaseForm
from blueprints.managing import bp, pieces
from domain.permissions import Permission
from domain.question.files import cells, exporting
from domain.question.files.exporting import Form
from extensions import begin_writing, clock, db
from models import Panel

SECONDS: Final = 60.0
"""How long a file may take to make; the command has no such end."""

TYPES: Final = {Form.CSV: "text/csv; charset=utf-8", Form.JSON: "application/json"}
BOM: Final = "\ufeff".encode()
"""Without it, a spreadsheet that opens a CSV file with a double click takes it for another encoding."""


class PersonalForm(BaseForm):
    """Names and addresses too: said twice, by the button and by the box."""

    form = RadioField(
        _l("File"),
        choices=[("csv", _l("CSV, for a spreadsheet")), ("json", _l("JSON, exact and whole"))],
        default="csv",
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    personal = BooleanField(
        _l("Names and e-mail addresses of the askers go into this file"),
        validators=[InputRequired(_l("Tick it, or take the file without them, above."))],
    )


@bp.get("/panels/<panel:panel>/export")
@requires(Permission.READ_PANELS)
def export(panel: str) -> str:
    """What is in the files, and the way to them."""
    return _page(pieces.readable(panel), PersonalForm(formdata=None))


@bp.get("/panels/<panel:panel>/export.<any(csv,json):form>")
@requires(Permission.READ_PANELS)
def export_file(panel: str, form: str) -> Response:
    """The file, without names and addresses."""
    return _file(pieces.readable(panel), Form(form), personal=False)


@bp.post("/panels/<panel:panel>/export")
@requires(Permission.MANAGE_PANELS)
def export_personal(panel: str) -> Any:
    """The file with names and addresses; the record says who took it."""
    found = pieces.changeable(panel)
    form = PersonalForm()
    if not form.validate():
        return _page(found, form), 422
    chosen = Form(form.form.data)
    begin_writing()
    exporting.record(pieces.locked(found), chosen, by=acting_user(), at=clock.now())
    db.session.commit()
    return _file(pieces.changeable(panel), chosen, personal=True)


def _page(panel: Panel, form: PersonalForm) -> str:
    g.panel = None  # the page is in the language of who manages, not of the panel
    return render_template(
        "managing/export.html",
        form=form,
        count=exporting.count(panel),
        columns=cells.OURS,
        failed=gettext("No file was made yet") if form.errors else None,
        **pieces.common(panel),
    )


def _file(panel: Panel, form: Form, *, personal: bool) -> Response:
    """The response that makes the file as it is read: behind the bulkhead's gate, in no place of others."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    request.environ[LONG] = True
    parts = exported.written(app, panel.id, form, personal=personal)
    response = Response(_until(monotonic() + SECONDS, parts, form), content_type=TYPES[form])
    name = f"{panel.slug}-{clock.now():%Y-%m-%d}.{form.value}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _until(deadline: float, parts: Iterator[list[str]], form: Form) -> Iterator[bytes]:
    """The parts as bytes. Raises OutOfTime rather than end a file before its end."""
    if form is Form.CSV:
        yield BOM
    for part in parts:
        if monotonic() > deadline:
            raise OutOfTime
        yield "".join(part).encode()
