"""The forms of a reason."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from blueprints import paging
from blueprints.form import VersionedForm, keeps
from domain.desk import kept, reasons
from domain.desk.reasons import Words
from domain.language import excerpt
from domain.page import lists, rules
from models import Reason

SHOWN_OF_A_RULE = 60
CITES_NONE = ""


class ReasonForm(VersionedForm):
    """What a reason says."""

    title = StringField(_l("Title, as the asker reads it"), validators=[keeps(kept.title)])
    standard_text = TextAreaField(
        _l("Standard text"),
        validators=[keeps(reasons.standard_text)],
        description=_l("Places that are filled: {question}, {executives}, {panel}."),
    )
    rule = SelectField(_l("Cites"), validate_choice=False)
    in_ledger = BooleanField(_l("Counts in the ledger"))

    def offer(self, reason: Reason | None = None) -> None:
        """Set the rules that can be cited, with one that has gone from the page since."""
        known = rules.rules(lists.newest_rules())
        self.rule.choices = [
            (CITES_NONE, gettext("No rule")),
            *((str(number), _rule(number, text)) for number, text in known.items()),
        ]
        if reason is not None and reason.rule is not None and reason.rule not in known:
            gone = gettext("Rule %(number)s, which is gone from the rules", number=reason.rule)
            self.rule.choices.append((str(reason.rule), gone))

    def fill(self, reason: Reason) -> None:
        """Show ``reason`` as it stands."""
        self.version.data = str(reason.version)
        self.title.data, self.standard_text.data = reason.title, reason.standard_text
        self.rule.data = str(reason.rule) if reason.rule is not None else CITES_NONE
        self.in_ledger.data = reason.in_ledger

    def words(self) -> Words:
        """What was typed. Only after ``validate``."""
        cited = self.rule.data or CITES_NONE
        number = paging.whole_number(cited)
        return Words(
            title=self.title.data or "",
            standard_text=self.standard_text.data or "",
            rule=None if cited == CITES_NONE else -1 if number is None else number,
            in_ledger=bool(self.in_ledger.data),
        )


class NewReasonForm(ReasonForm):
    """A reason that isn't there yet."""

    code = StringField(
        _l("Code"),
        validators=[keeps(reasons.code)],
        description=_l("For scripts and exports. It can’t be changed later."),
    )


def _rule(number: int, text: str) -> str:
    return gettext("Rule %(number)s: %(text)s", number=number, text=excerpt(text, SHOWN_OF_A_RULE))
