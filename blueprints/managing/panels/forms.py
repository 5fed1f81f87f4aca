"""Forms for panels: a new one, a copy, the settings, and what is done at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from blueprints.form import Form, Ticks, VersionedForm, keeps
from blueprints.managing.panels import words
from blueprints.phrases import refusal_sentence
from domain.panel import colours, copying, creating, settings, window
from domain.refusals import BadField
from models import Audience, Names, Panel, SignOff, SupportsShown

MOMENT = {"type": "datetime-local"}
CLOCK = {"type": "time"}
CODES = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}


def on_the_clocks(form: Any, field: Field) -> None:
    """Refuse a time that isn't one, or that the clocks of the form's time zone show never or twice."""
    try:
        form.moment(field.short_name)
    except BadField as refusal:
        if refusal.field == "time_zone":  # refused beside its own field
            return
        raise ValidationError(refusal_sentence(refusal)) from refusal


def one_of(kind: Any) -> Callable[[Any, Field], None]:
    """A validator for one value of ``kind``."""

    def validate(form: Any, field: Field) -> None:
        if field.data not in {one.value for one in kind}:
            raise ValidationError(refusal_sentence(BadField(field.short_name, "not-among-them")))

    return validate


def at_most(longest: int) -> Callable[[str], str]:
    """A rule for what some other validator judges fully."""

    def rule(value: str) -> str:
        if len(value) > longest:
            raise BadField("accent", "not-a-colour")
        return value

    return rule


class Window(Form):
    """A form with a window on the clocks of its time zone."""

    time_zone = SelectField(_l("Time zone"), validate_choice=False, validators=[keeps(creating.zone)])
    opens = StringField(_l("Opens"), validators=[on_the_clocks], render_kw=MOMENT)
    closes = StringField(_l("Closes"), validators=[on_the_clocks], render_kw=MOMENT)

    def moment(self, name: str) -> datetime | None:
        """The instant of the field ``name``, None where empty. Raises BadField."""
        value = (self._fields[name].data or "").strip()
        if not value:
            return None
        zone = self.time_zone.data or ""
        creating.zone(zone)
        return window.local_time(value, zone, name)

    def offer(self, present: str | None = None) -> None:
        """Set what can be chosen; ``present`` is a zone that must be among them."""
        self.time_zone.choices = words.time_zones(present or self.time_zone.data)


class NewForm(Window):
    """A panel to be made; everything else is set on its own page."""

    title = StringField(_l("Title"), validators=[keeps(creating.title)], render_kw={"dir": "auto"})
    slug = StringField(_l("Address"), render_kw=CODES)
    introduction = TextAreaField(_l("Introduction"), validators=[keeps(settings.introduction)])
    language = StringField(_l("Language"), validators=[keeps(settings.panel_language)], render_kw=CODES)
    audience = RadioField(_l("Audience"), validators=[one_of(Audience)], validate_choice=False)

    def offer(self, present: str | None = None) -> None:
        """Set what can be chosen."""
        super().offer(present)
        self.audience.choices = words.choices(words.AUDIENCES)

    def plan(self, now: datetime) -> creating.Plan:
        """What was sent; empty: open from now on. Only after ``validate``."""
        return creating.Plan(
            slug=(self.slug.data or "").strip(),
            title=self.title.data or "",
            introduction=settings.introduction(self.introduction.data or ""),
            opens_at=self.moment("opens") or now,
            closes_at=self.moment("closes"),
            time_zone=self.time_zone.data,
            language=self.language.data or "",
            audience=Audience(self.audience.data),
        )


class CopyForm(Window):
    """A panel like another; its zone is the other's."""

    title = StringField(_l("Title"), validators=[keeps(creating.title)], render_kw={"dir": "auto"})
    slug = StringField(_l("Address"), render_kw=CODES)

    def wanted(self, now: datetime) -> copying.Copy:
        """What was sent. Only after ``validate``."""
        return copying.Copy(
            slug=(self.slug.data or "").strip(),
            title=self.title.data or "",
            opens_at=self.moment("opens") or now,
            closes_at=self.moment("closes"),
        )


class SettingsForm(VersionedForm, Window):
    """All settings of one panel."""

    panel: Panel

    title = StringField(_l("Title"), validators=[keeps(creating.title)], render_kw={"dir": "auto"})
    introduction = TextAreaField(_l("Introduction"), validators=[keeps(settings.introduction)])
    archives = StringField(_l("Archived"), validators=[on_the_clocks], render_kw=MOMENT)
    language = StringField(_l("Language"), validators=[keeps(settings.panel_language)], render_kw=CODES)
    languages = StringField(_l("Also welcome"), render_kw=CODES)
    audience = RadioField(_l("Audience"), validators=[one_of(Audience)], validate_choice=False)
    accent = StringField(
        _l("Colour"),
        validators=[keeps(at_most(32)), keeps(colours.accent)],
        render_kw={**CODES, "dir": "ltr"},
    )
    list_open = BooleanField(_l("List them, and let readers say “I want to know this too”"))
    supports_shown = RadioField(
        _l("How many want to know is shown"), validators=[one_of(SupportsShown)], validate_choice=False
    )
    names = RadioField(_l("Names of askers"), validators=[one_of(Names)], validate_choice=False)
    confirm_email = BooleanField(_l("An e-mail address must be confirmed before a question is taken"))
    target_hours = StringField(
        _l("Working hours until a question is decided"),
        validators=[keeps(settings.target_hours)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    work_days = Ticks(_l("Working days"), coerce=str, validate_choice=False)
    work_begins = StringField(
        _l("From"), validators=[keeps(partial(settings.clock, field="work_begins"))], render_kw=CLOCK
    )
    work_ends = StringField(
        _l("Until"), validators=[keeps(partial(settings.clock, field="work_ends"))], render_kw=CLOCK
    )
    sign_off = RadioField(_l("Sign-off"), validators=[one_of(SignOff)], validate_choice=False)
    second_look_share = StringField(
        _l("Per cent of decisions that come up again"),
        validators=[keeps(settings.share)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )

    @classmethod
    def of(cls, panel: Panel, *, blank: bool = False) -> SettingsForm:
        """The form for ``panel``: with its present settings, or as it was sent."""
        form = cls(formdata=None) if blank else cls()
        form.panel = panel
        form.time_zone.choices = words.time_zones(panel.time_zone if blank else form.time_zone.data)
        form.audience.choices = words.choices(words.AUDIENCES)
        form.supports_shown.choices = words.choices(words.SUPPORTS)
        form.names.choices = words.choices(words.NAMES)
        form.sign_off.choices = words.choices(words.SIGN_OFFS)
        form.work_days.choices = words.weekdays()
        if blank:
            form.fill()
        return form

    def fill(self) -> None:
        """Show the present settings."""
        self.version.data = str(self.panel.version)
        for name, value in words.written(self.panel).items():
            self._fields[name].data = value

    def moment(self, name: str) -> datetime | None:
        """As in every window; a time that stands as it was shown stays exact to the second."""
        shown = words.written(self.panel)
        same_zone = self.time_zone.data == self.panel.time_zone
        if same_zone and shown[name] and self._fields[name].data == shown[name]:
            present: datetime | None = getattr(self.panel, words.COLUMNS[name])
            return present
        return super().moment(name)

    def validate_opens(self, field: Field) -> None:
        """A panel has a beginning."""
        if not (field.data or "").strip():
            raise ValidationError(refusal_sentence(BadField("opens", "missing")))

    def validate_languages(self, field: Field) -> None:
        """Codes."""
        try:
            settings.languages(field.data or "", besides=self.language.data or "")
        except BadField as refusal:
            raise ValidationError(refusal_sentence(refusal)) from refusal

    def wanted(self) -> settings.Settings:
        """What was sent. Only after ``validate``. Raises BadField."""
        opens = self.moment("opens")
        assert opens is not None
        return settings.Settings(
            title=self.title.data or "",
            introduction=self.introduction.data or "",
            language=self.language.data or "",
            languages=settings.languages(self.languages.data or "", besides=self.language.data or ""),
            time_zone=self.time_zone.data,
            opens_at=opens,
            closes_at=self.moment("closes"),
            archived_at=self.moment("archives"),
            audience=Audience(self.audience.data),
            accent=self.accent.data or None,
            list_open=bool(self.list_open.data),
            supports_shown=SupportsShown(self.supports_shown.data),
            names=Names(self.names.data),
            confirm_email=bool(self.confirm_email.data),
            target_hours=settings.target_hours(self.target_hours.data or ""),
            work_days="".join(sorted(set(self.work_days.data or ()))),
            work_begins=settings.clock(self.work_begins.data or "", "work_begins"),
            # A day ends at midnight, which clocks write 00:00.
            work_ends=settings.clock(self.work_ends.data or "", "work_ends") or settings.DAY_MINUTES,
            sign_off=SignOff(self.sign_off.data),
            second_look_share=self._share(),
        )

    def _share(self) -> int:
        """What was sent; a form that doesn't know of it leaves it as it is."""
        if not self.second_look_share.raw_data:
            return self.panel.second_look_share
        return settings.share(self.second_look_share.data or "")


class TurnForm(VersionedForm):
    """Open, close or archive it now."""
