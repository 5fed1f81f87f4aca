"""The forms of a template."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import VersionedForm, keeps
from blueprints.phrases import refusal_sentence
from domain.desk import kept, templates
from domain.desk.templates import Words
from domain.refusals import BadField
from models import Template, TemplateKind

KINDS = {
    TemplateKind.MESSAGE: _l("A message, with which a question is sent back"),
    TemplateKind.EXPLANATION: _l("An explanation, beside the reason of a rejection"),
}
CODES = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class TemplateForm(VersionedForm):
    """What a template says."""

    title = StringField(_l("Title, for the desk"), validators=[keeps(kept.title)], render_kw={"dir": "auto"})
    template_text = TextAreaField(
        _l("Text"),
        validators=[keeps(templates.text)],
        description=_l(
            "Places that are filled: {question}, {executives}, {panel}. "
            "{…} or {?what} stays for the moderator to fill."
        ),
    )
    lang = StringField(_l("Language"), validators=[keeps(templates.lang)], render_kw=CODES)

    def fill(self, template: Template) -> None:
        """Show ``template`` as it stands."""
        self.version.data = str(template.version)
        self.title.data, self.template_text.data = template.title, template.text
        self.lang.data = template.lang

    def words(self) -> Words:
        """What was typed. Only after ``validate``."""
        return Words(
            title=self.title.data or "", text=self.template_text.data or "", lang=self.lang.data or ""
        )


class NewTemplateForm(TemplateForm):
    """A template that isn't there yet."""

    kind = RadioField(
        _l("What it is for"),
        choices=[(kind.value, said) for kind, said in KINDS.items()],
        validate_choice=False,
    )

    def validate_kind(self, field: Field) -> None:
        """One of the two."""
        if field.data not in {kind.value for kind in TemplateKind}:
            raise ValidationError(refusal_sentence(BadField("kind", "missing")))
