"""Templates: the list, and one of them."""

from __future__ import annotations

from flask import abort, render_template, request

from blueprints.access import requires
from blueprints.moderating import bp
from blueprints.moderating.templates import shown
from blueprints.moderating.templates.forms import NewTemplateForm, TemplateForm
from blueprints.phrases.locale import locale
from domain.desk import templates as known
from domain.permissions import Permission
from models import Template, TemplateKind


@bp.get("/templates")
@requires(Permission.READ_TEMPLATES)
def templates() -> str:
    """Every template, and how often it was used."""
    return render_template("moderating/templates/list.html", **shown.listed())


@bp.get("/templates/new")
@requires(Permission.WRITE_TEMPLATES)
def new_template() -> str:
    """The form of a new one."""
    form = NewTemplateForm(formdata=None)
    form.version.data, form.lang.data = "0", str(locale()).replace("_", "-")
    wanted = request.args.get("kind")
    form.kind.data = wanted if wanted in set(TemplateKind) else TemplateKind.MESSAGE.value
    return render_template("moderating/templates/edit.html", **shown.edited(None, form))


@bp.get("/templates/<id:template_id>")
@requires(Permission.READ_TEMPLATES)
def template(template_id: int) -> str:
    """One template beside what it makes."""
    row = found(template_id)
    form = TemplateForm(formdata=None)
    form.fill(row)
    return render_template("moderating/templates/edit.html", **shown.edited(row, form))


def found(template_id: int) -> Template:
    """The template of an address, else a 404."""
    row = known.find(template_id)
    if row is None:
        abort(404)
    return row
