"""The forms that make one question of two, and several of one."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from blueprints.form import Texts
from blueprints.moderating.deciding import DecisionForm
from blueprints.paging import whole_number
from blueprints.phrases import refusal_sentence
from domain.question import families, fields, rewording
from domain.refusals import BadField
from models import Answer, Question

ANOTHER = "another"
"""The button that sends a split back with one more field."""


class MergeForm(DecisionForm):
    """The number of the question that it is merged into; a member's number stands for its root."""

    into = StringField(
        _l("Number of the question"), render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )

    def validate_into(self, field: Field) -> None:
        """A question of this panel."""
        if not (field.data or "").strip():
            raise ValidationError(refusal_sentence(BadField("into", "missing")))
        if self.other_id is None:
            raise ValidationError(refusal_sentence(BadField("into", "no-such-question")))

    @property
    def has_unknown_number(self) -> bool:
        """Whether something was typed that is the number of no question: no choice can show it again."""
        return bool((self.into.data or "").strip()) and self.other_id is None

    @property
    def other_id(self) -> int | None:
        """The id of the root that takes it in."""
        number = whole_number((self.into.data or "").strip())
        found = families.find(self.question, number) if number is not None else None
        return found.id if found is not None else None


class SplitForm(DecisionForm):
    """The texts that it becomes, one question each; those left empty don't count."""

    texts = Texts(_l("Questions"))

    @property
    def wants_room(self) -> bool:
        """Whether it was only sent for one more field."""
        return ANOTHER in request.form

    def make_room(self) -> None:
        """One field more, up to as many as can be kept."""
        if len(self.texts.data) < rewording.MOST_PARTS:
            self.texts.data.append("")

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        if self.blank:
            self.texts.data = [question.newest_wording.text, ""]

    def validate_texts(self, field: Texts) -> None:
        """Two at least, each such as could be asked; every one that couldn't is told."""
        for place, text in enumerate(field.data):
            try:
                if text.strip():
                    fields.question_text(text)
            except BadField as refusal:
                field.wrong[place] = refusal_sentence(refusal)
        if field.wrong:
            raise ValidationError(next(iter(field.wrong.values())))
        try:
            rewording.parts(field.data)
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal
