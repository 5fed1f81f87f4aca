"""Forms for what a panel has: executives, notices, topics, a banner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import Form, VersionedForm, keeps
from blueprints.managing.pieces import written
from blueprints.phrases import refusal_sentence
from domain.panel import executives, lines, not_taken, notices, pictures, topics, window
from domain.refusals import BadField
from models import Executive, Notice, NotTaken, Panel, Standing, Topic

PICTURES = {"accept": "image/jpeg,image/png,image/webp"}
MOMENT = {"type": "datetime-local"}
DAY = {"type": "date"}
NOT_ONES_OWN = {"autocomplete": "off", "dir": "auto"}
"""Who fills it in writes of somebody else."""


def line(field: str, longest: int, *, required: bool = False) -> Callable[..., None]:
    """A validator for a line of text."""
    return keeps(partial(lines.line, field, longest=longest, required=required))


class PieceForm(VersionedForm):
    """A form about a piece of ``panel``; ``version`` is the number of the panel's newest event."""

    panel: Panel

    @classmethod
    def blank(cls, panel: Panel, seen: int) -> Any:
        """An empty form."""
        form = cls(formdata=None)
        form.panel = panel
        form.version.data = str(seen)
        return form

    @classmethod
    def sent(cls, panel: Panel) -> Any:
        """The form with what was sent."""
        form = cls()
        form.panel = panel
        return form

    def moment(self, name: str) -> datetime | None:
        """The instant of the field ``name`` on the panel's clocks, None where empty. Raises BadField."""
        value = (self._fields[name].data or "").strip()
        return window.local_time(value, self.panel.time_zone, name) if value else None


def on_the_clock(form: Any, field: Any) -> None:
    """Refuse a time that isn't one, or that the panel's clocks show never or twice."""
    try:
        form.moment(field.short_name)
    except BadField as refusal:
        raise ValidationError(refusal_sentence(refusal)) from refusal


class MoveForm(Form):
    """A place further up or down."""

    direction = HiddenField()

    @property
    def up(self) -> bool:
        """Whether it is up."""
        return self.direction.data == "up"

    def validate_direction(self, field: HiddenField) -> None:
        """One of two."""
        if field.data not in ("up", "down"):
            raise ValidationError(refusal_sentence(BadField("direction", "missing")))


class RemoveForm(Form):
    """A button that takes something away."""


class ExecutiveForm(PieceForm):
    """Who somebody is, and whether they take part."""

    name = StringField(
        _l("Name"), validators=[line("name", executives.LONGEST, required=True)], render_kw=NOT_ONES_OWN
    )
    title = StringField(_l("Title"), validators=[line("title", executives.LONGEST)], render_kw=NOT_ONES_OWN)
    organisation = StringField(
        _l("Organisation"), validators=[line("organisation", executives.LONGEST)], render_kw=NOT_ONES_OWN
    )
    standing = RadioField(
        _l("Standing on this panel"),
        choices=[
            (Standing.ANSWERING.value, _l("Answering")),
            (Standing.NOT_TAKING_PART.value, _l("Not taking part")),
            (Standing.LEFT.value, _l("Left")),
        ],
        default=Standing.ANSWERING.value,
        validate_choice=False,
    )
    standing_reason = StringField(
        _l("The reason, as readers see it beside the portrait"),
        validators=[line("standing_reason", executives.REASON_LONGEST)],
        render_kw=NOT_ONES_OWN,
    )
    left_on = StringField(_l("Since when"), render_kw=DAY)
    portrait = FileField(_l("Choose a picture"), render_kw=PICTURES)
    portrait_alt = StringField(
        _l("What it shows, for those who do not see it"),
        validators=[line("portrait_alt", executives.ALT_LONGEST)],
        render_kw=NOT_ONES_OWN,
    )

    def fill(self, executive: Executive) -> None:
        """Show how somebody stands."""
        self.name.data, self.title.data = executive.name, executive.title
        self.organisation.data = executive.organisation
        self.standing.data = executive.standing.value
        self.standing_reason.data = executive.standing_reason
        self.left_on.data = written(executive.left_at, self.panel)[:10]
        self.portrait_alt.data = executive.portrait_alt

    def validate_standing(self, field: RadioField) -> None:
        """One of three."""
        if field.data not in {standing.value for standing in Standing}:
            raise ValidationError(refusal_sentence(BadField("standing", "missing")))

    def validate_left_on(self, field: StringField) -> None:
        """A day, or nothing."""
        try:
            self.since()
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal

    def since(self) -> datetime | None:
        """The beginning of the day that was given, on the panel's clocks. Raises BadField."""
        value = (self.left_on.data or "").strip()
        if not value:
            return None
        try:
            return window.local_time(f"{value}T00:00", self.panel.time_zone, "left_on")
        except BadField as refusal:
            if refusal.code == "not-a-time":
                raise BadField("left_on", "not-a-day") from refusal
            # Some clocks are changed at midnight.
            return window.local_time(f"{value}T03:00", self.panel.time_zone, "left_on")

    def told(self) -> executives.Particulars:
        """What was sent. Only after ``validate``."""
        return executives.Particulars(
            name=self.name.data or "",
            title=self.title.data or "",
            organisation=self.organisation.data or "",
            standing=Standing(self.standing.data),
            standing_reason=self.standing_reason.data or "",
            left_at=self.since(),
            portrait_alt=self.portrait_alt.data or "",
        )


class NoticeForm(PieceForm):
    """A line and its time."""

    notice = StringField(
        _l("What readers should know"),
        validators=[line("notice", notices.LONGEST, required=True)],
        render_kw=NOT_ONES_OWN,
    )
    shown_from = StringField(_l("Shown from"), validators=[on_the_clock], render_kw=MOMENT)
    shown_until = StringField(_l("Until"), validators=[on_the_clock], render_kw=MOMENT)

    def fill(self, notice: Notice) -> None:
        """Show a notice as it is."""
        self.notice.data = notice.text
        self.shown_from.data = written(notice.shown_from, self.panel)
        self.shown_until.data = written(notice.shown_until, self.panel)

    def wanted(self) -> notices.Wanted:
        """What was sent. Only after ``validate``."""
        return notices.Wanted(self.notice.data or "", self.moment("shown_from"), self.moment("shown_until"))


class NotTakenForm(PieceForm):
    """A topic that isn't taken, its words and where to go instead."""

    title = StringField(
        _l("Topic"),
        validators=[line("title", not_taken.TITLE_LONGEST, required=True)],
        render_kw=NOT_ONES_OWN,
    )
    standard_text = TextAreaField(
        _l("Standard text"),
        validators=[keeps(partial(lines.block, "standard_text", longest=not_taken.TEXT_LONGEST))],
    )
    words = TextAreaField(_l("When these words appear"), validators=[keeps(not_taken.split)])
    link_text = StringField(
        _l("Name of the link"),
        validators=[line("link_text", not_taken.LINK_TEXT_LONGEST)],
        render_kw=NOT_ONES_OWN,
    )
    link_url = StringField(
        _l("Where it leads"),
        validators=[keeps(partial(lines.address, "link_url"))],
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"},
    )

    def fill(self, topic: NotTaken) -> None:
        """Show a topic as it is."""
        self.title.data, self.standard_text.data = topic.title, topic.standard_text
        self.words.data = ", ".join(topic.words)
        self.link_text.data, self.link_url.data = topic.link_text, topic.link_url

    def wanted(self) -> not_taken.Wanted:
        """What was sent. Only after ``validate``."""
        return not_taken.Wanted(
            title=self.title.data or "",
            standard_text=self.standard_text.data or "",
            words=not_taken.split(self.words.data or ""),
            link_text=self.link_text.data or "",
            link_url=self.link_url.data or "",
        )


class TopicForm(PieceForm):
    """A topic's title."""

    title = StringField(
        _l("Title"), validators=[line("title", topics.LONGEST, required=True)], render_kw=NOT_ONES_OWN
    )

    def fill(self, topic: Topic) -> None:
        """Show a topic as it is."""
        self.title.data = topic.title


class BannerForm(PieceForm):
    """A picture above the panel."""

    banner = FileField(_l("Choose a picture"), render_kw=PICTURES)
    alt = StringField(
        _l("What it shows, for those who do not see it"),
        validators=[line("alt", pictures.ALT_LONGEST)],
        render_kw=NOT_ONES_OWN,
    )

    def fill(self, panel: Panel) -> None:
        """Show what is said of the present one."""
        self.alt.data = panel.banner_alt
