"""What every form has: a token, and rules of the domain asked field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.phrases import refusal_sentence
from domain.refusals import BadField


class Form(FlaskForm):
    """A form of the house. A failed token is an error of the form, which shows again as typed."""

    def refuse(self, refusal: BadField) -> None:
        """Put the domain's refusal beside the field that it names."""
        field = self._fields.get(refusal.field) or next(iter(self._fields.values()))
        field.errors = [*field.errors, refusal_sentence(refusal)]


class Ticks(SelectMultipleField):
    """Several of a few, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def ids(self) -> list[int]:
        """The ids that were ticked."""
        return [int(value) for value in self.data or ()]


class Texts(Field):
    """Several texts of one name, each in a field of its own; ``wrong`` says by place what is wrong."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.data: list[str] = []
        self.wrong: dict[int, str] = {}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take them in the order in which they were sent."""
        self.data = list(valuelist)


class VersionedForm(Form):
    """A form about a row: it carries the version that was on screen."""

    version = HiddenField()

    def validate_version(self, field: Field) -> None:
        """A version is a whole number."""
        if not (field.data or "").isascii() or not (field.data or "").isdigit() or len(field.data) > 9:
            raise ValidationError(refusal_sentence(BadField("version", "missing")))

    @property
    def seen(self) -> int:
        """The version that the sender saw."""
        return int(self.version.data or 0)


def keeps(rule: Callable[[str], Any]) -> Callable[[FlaskForm, Field], None]:
    """A validator that asks ``rule`` of the domain and keeps what it made of the text."""

    def validate(form: FlaskForm, field: Field) -> None:
        try:
            rule(field.data or "")
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal

    return validate
