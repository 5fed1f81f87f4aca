"""The form that keeps a view."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from blueprints.form import Form, keeps
from domain.desk import views

OWN, PANEL = "own", "panel"


class ViewForm(Form):
    """A view's name and whose it is; what it holds is in the address that the form is sent to."""

    title = StringField(_l("Name of the view"), validators=[keeps(views.title)])
    whose = RadioField(
        _l("For whom"), choices=[(OWN, _l("For me")), (PANEL, _l("For all who decide here"))], default=OWN
    )
