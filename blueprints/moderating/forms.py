"""One form for each decision. Every one carries the version that was on screen."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import g
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.access import signed_in_user
from blueprints.form import Ticks, keeps
from blueprints.moderating.deciding import DecisionForm, on_the_panels_clock
from blueprints.moderating.merging.forms import MergeForm, SplitForm
from blueprints.phrases import refusal_sentence
from domain.desk import letters, reasons
from domain.panel import window
from domain.panel.lists import for_desk
from domain.permissions import Permission
from domain.question import fields, slots
from domain.refusals import BadField
from models import Answer, Panel, Question


class ApproveForm(DecisionForm):
    """Approve the wording that is on screen."""

    wording = HiddenField()

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        if self.blank:
            self.wording.data = str(question.newest_wording.number)

    def validate_wording(self, field: Field) -> None:
        """A wording's number, or nothing: the newest."""
        value = field.data or ""
        if value and not (value.isascii() and value.isdigit() and len(value) < 6):
            raise ValidationError(refusal_sentence(BadField("wording", "no-such-wording")))


class RejectForm(DecisionForm):
    """Reject for a reason, with words of one's own."""

    reason = RadioField(_l("Reason"), validate_choice=False)
    explanation = TextAreaField(
        _l("Add an explanation"), validators=[keeps(partial(letters.sendable, "explanation", required=False))]
    )
    template = HiddenField()

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        self.reason.choices = [(reason.code, reason.title) for reason in reasons.every()]

    def validate_reason(self, field: RadioField) -> None:
        """One of the reasons."""
        if reasons.find(field.data or "") is None:
            raise ValidationError(refusal_sentence(BadField("reason", "missing")))


class HoldForm(DecisionForm):
    """Hold with a note, until a time or not."""

    note = TextAreaField(_l("What advice do you seek?"), validators=[keeps(partial(fields.note, "note"))])
    until = StringField(_l("Until"), validators=[on_the_panels_clock], render_kw={"type": "datetime-local"})


class SendBackForm(DecisionForm):
    """Return it to its asker."""

    message = TextAreaField(
        _l("What should be different?"), validators=[keeps(partial(letters.sendable, "message"))]
    )
    template = HiddenField()


class RewordForm(DecisionForm):
    """Another wording; the original stays."""

    text = TextAreaField(_l("Public wording"), validators=[keeps(fields.question_text)])
    details = TextAreaField(_l("Details"), validators=[keeps(fields.details)])

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        if self.blank:
            newest = question.newest_wording
            self.text.data, self.details.data = newest.text, newest.details


class AddressForm(DecisionForm):
    """To whom it is put."""

    executives = Ticks(_l("Who should answer?"), coerce=str)

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        self.executives.choices = [(str(e.id), e.name) for e in question.panel.executives]
        if self.blank:
            self.executives.data = [str(e.id) for e in question.executives]


class TopicsForm(DecisionForm):
    """What it is about."""

    topics = Ticks(_l("Topics"), coerce=str)

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        self.topics.choices = [(str(t.id), t.title) for t in question.panel.topics]
        if self.blank:
            self.topics.data = [str(t.id) for t in question.topics]


class NoteForm(DecisionForm):
    """A note for the desk."""

    note = TextAreaField(_l("Note"), validators=[keeps(partial(fields.note, "note"))])


class PublishForm(DecisionForm):
    """Which answers become public, and when."""

    answers = Ticks(_l("Answers"), coerce=str)
    at = StringField(
        _l("When"),
        validators=[on_the_panels_clock],
        render_kw={"type": "datetime-local", "autocomplete": "off"},
    )

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        self.answers.choices = [(str(a.id), a.executive.name) for a in answers]
        if self.blank:
            self.answers.data = [str(a.id) for a in answers]
            self.at.data = self._scheduled(answers)

    def _scheduled(self, answers: list[Answer]) -> str:
        """The one time for which all of them are scheduled, on the panel's clocks."""
        times = {answer.published_at for answer in answers}
        moment = times.pop() if len(times) == 1 else None
        return window.written(moment, self.question.panel.time_zone) if moment else ""


class UnpublishForm(DecisionForm):
    """Which answers are taken down, and the reason that readers see."""

    reason = TextAreaField(
        _l("Reason, as readers will see it"),
        validators=[keeps(partial(fields.note, "reason", required=False))],
    )
    answers = Ticks(_l("Answers"), coerce=str)

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        public = [a for a in question.answers if a.published_at is not None]
        self.answers.choices = [(str(a.id), a.executive.name) for a in public]
        if self.blank:
            self.answers.data = [str(a.id) for a in public]


class MoveForm(DecisionForm):
    """To which panel, among those where one may decide."""

    panel = RadioField(_l("Panel"), validate_choice=False)

    def fill(self, question: Question, answers: list[Answer]) -> None:
        """Set what depends on the question."""
        super().fill(question, answers)
        self.panel.choices = [(panel.slug, panel.title) for panel in targets(question)]

    def validate_panel(self, field: RadioField) -> None:
        """One of those that are listed."""
        if field.data not in {panel.slug for panel in targets(self.question)}:
            raise ValidationError(refusal_sentence(BadField("panel", "not-among-them")))


FORMS: dict[str, type[DecisionForm]] = {
    "approve": ApproveForm,
    "reject": RejectForm,
    "hold": HoldForm,
    "resume": DecisionForm,
    "send-back": SendBackForm,
    "reopen": DecisionForm,
    "undo": DecisionForm,
    "reword": RewordForm,
    "address": AddressForm,
    "topics": TopicsForm,
    "note": NoteForm,
    "publish": PublishForm,
    "unpublish": UnpublishForm,
    "move": MoveForm,
    "merge": MergeForm,
    "unmerge": DecisionForm,
    "split": SplitForm,
}
"""The decisions that have a door; what the lifecycle allows beyond them has none yet."""


def targets(question: Question) -> list[Panel]:
    """The panels to which the signed-in person may move ``question``."""
    return [
        panel
        for panel in for_desk(signed_in_user(), Permission.DECIDE, g.now)
        if panel.id != question.panel_id and window.state(panel, g.now) != window.ARCHIVED
    ]


def blank(action: str, question: Question, at: datetime) -> DecisionForm:
    """A form for ``action`` that shows how ``question`` stands."""
    form = FORMS[action](formdata=None)
    form.blank = True
    form.fill(question, slots.publishable(question, at))
    return form


def sent(action: str, question: Question, at: datetime) -> DecisionForm:
    """The form for ``action`` with what was sent."""
    form = FORMS[action]()
    form.fill(question, slots.publishable(question, at))
    return form
