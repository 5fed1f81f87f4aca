"""What the passport says of its holder: their name, their address, what can be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from blueprints.asking.forms import EraseForm, Failed, NameForm, NotifyForm
from domain.asker import contact
from domain.asker.erasing import WAITING_FOR_A_DECISION
from models import Author, Names, Passport, Question, Status


@dataclass(frozen=True)
class Person:
    """The asker of a submission, and their forms."""

    email: str | None
    awaits: bool
    confirmed_at: datetime | None
    may_notify: bool
    name: str
    name_shown: bool
    may_show_name: bool
    name_sentence: str
    erasing: str
    erase: EraseForm
    notify: NotifyForm
    naming: NameForm


def of(passport: Passport, failed: Failed | None) -> Person:
    """All that the passport shows of its holder."""
    asker = passport.asker
    name, shown = (asker.name, asker.show_name) if asker else ("", False)
    sent = failed.form if failed else None
    return Person(
        email=contact.masked(asker.email) if asker and asker.email else None,
        awaits=contact.awaits(passport),
        confirmed_at=asker.confirmed_at if asker else None,
        may_notify=any(question.asker_left_at is None for question in passport.questions),
        name=name,
        name_shown=shown,
        may_show_name=bool(name) and passport.panel.names is not Names.NONE,
        name_sentence=_name_sentence(passport, name, shown),
        erasing=_erasing(passport.questions),
        erase=sent if isinstance(sent, EraseForm) else EraseForm(formdata=None),
        notify=sent if isinstance(sent, NotifyForm) else NotifyForm(formdata=None),
        naming=sent if isinstance(sent, NameForm) else NameForm(formdata=None),
    )


def _name_sentence(passport: Passport, name: str, shown: bool) -> str:
    if passport.panel.names is Names.NONE:
        return gettext("Not here: this panel shows nobody’s name.")
    if not name:
        return gettext("Not now: you gave no name.")
    if not shown:
        return gettext("Off. Nobody reads it with the question.")
    if passport.panel.names is Names.FIRST:
        return gettext("On, the first name alone.")
    return gettext("On, as you gave it.")


def _erasing(questions: Sequence[Question]) -> str:
    """What becomes of the questions when their asker's data is erased."""
    states = {_left_with(question) for question in questions}
    if states == {Status.PUBLISHED}:
        told = gettext("Question and answer stay, without you.")
    elif states <= {Status.APPROVED, Status.PUBLISHED}:
        told = gettext("The question stays, without you.")
    elif states == {Status.REJECTED}:
        told = gettext("The words of a rejected question go with them.")
    elif states == {Status.PENDING}:
        told = gettext("The words of the question go with them, and it is withdrawn.")
    elif states == {Status.WITHDRAWN}:
        told = gettext("The words of the question go with them.")
    else:
        told = gettext("What is public stays, without you; all other words go with them.")
    return told + " " + gettext("The link to this page ends. This cannot be undone.")


def _left_with(question: Question) -> Status:
    """Which of five states says best what an erasure leaves of it."""
    if question.status in WAITING_FOR_A_DECISION:
        own = question.newest_wording.author is Author.ASKER
        return Status.PENDING if own else Status.APPROVED
    if question.status is Status.MERGED:
        return Status.WITHDRAWN if question.public_wording is None else Status.APPROVED
    return question.status
