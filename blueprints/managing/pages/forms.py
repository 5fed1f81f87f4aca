"""The forms of a page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import Form, VersionedForm, keeps
from blueprints.phrases import refusal_sentence
from domain.page import writing
from domain.page.writing import Text
from domain.question import fields
from domain.refusals import BadField


class PreviewForm(Form):
    """The Markdown of a page; rendered once, when the form is judged."""

    body = TextAreaField(_l("The text"))
    rendered: tuple[str, str] | None = None

    def validate_body(self, field: Field) -> None:
        """A page says something, in 20,000 characters at most."""
        try:
            self.rendered = writing.rendered(field.data or "")
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal


class PageForm(VersionedForm, PreviewForm):
    """Title, language and Markdown of a page."""

    title = StringField(_l("Title"), validators=[keeps(writing.heading)])
    lang = StringField(
        _l("Language"),
        validators=[keeps(fields.language)],
        description=_l("A code, such as en or pt-BR."),
    )

    def text(self) -> Text:
        """What was typed. Only after ``validate``."""
        assert self.rendered is not None
        lang = fields.language(self.lang.data or "") or "en"
        return Text(writing.heading(self.title.data or ""), *self.rendered, lang)
