"""Where a question stands, as its passport says it; nobody of the staff is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext

from blueprints.asking.forms import AppealForm, Failed, ObjectForm, ReviseForm, WithdrawForm
from blueprints.asking.standing import happened, headline, possible, steps
from blueprints.asking.standing.figures import Figure, figures
from blueprints.asking.standing.happened import Happening
from blueprints.asking.standing.possible import Possible
from blueprints.asking.standing.steps import Step
from blueprints.phrases import letter_after
from domain import prose
from domain.desk import letters
from domain.language import excerpt, slug
from domain.page import rules
from domain.permissions import Actor
from domain.question.difference import Piece, difference
from domain.question.waits import Wait
from domain.record import events, lists
from domain.visibility import Sight, seen, shown_answers
from models import Author, Event, Executive, Question, Status, Wording

ANSWER_SHOWN = 260
"""Characters of an answer on the passport; the whole stands on its page."""


@dataclass(frozen=True)
class Rejection:
    """Why a question was rejected: the letter as its asker reads it, and the rule it cites."""

    title: str
    text: str
    after: str
    explanation: str | None
    rule_number: int | None
    rule: str | None


@dataclass(frozen=True)
class Rules:
    """The version of the rules under which a question was asked."""

    url: str
    since: datetime


@dataclass(frozen=True)
class Answered:
    """An executive's public answer, its beginning."""

    executive: Executive
    at: datetime
    text: str
    lang: str
    dir: str


@dataclass(frozen=True)
class Forms:
    """The forms about one question; one that was refused as it was sent."""

    revise: ReviseForm
    withdraw: WithdrawForm
    appeal: AppealForm
    object: ObjectForm


@dataclass(frozen=True)
class Item:
    """One question of a submission, as its asker sees it."""

    question: Question
    wording: Wording
    status: str
    steps: list[Step]
    headline: str
    sentence: str
    figures: list[Figure]
    original: Wording
    public: Wording | None
    pieces: list[Piece]
    rejection: Rejection | None
    rules: Rules | None
    message: str | None
    answers: list[Answered]
    public_url: str | None
    can: dict[str, Possible]
    forms: Forms
    happenings: list[Happening]


@dataclass(frozen=True)
class Waits:
    """What the panel's latest questions waited for; None: too few of them."""

    decided: Wait | None
    published: Wait | None


def item(question: Question, by: Actor, waits: Waits, failed: Failed | None) -> Item:
    """All that the passport shows of one question."""
    history = events.of_question(question)
    own = own_newest(question)
    public = question.public if question.public_wording is not None else None
    answers = _answers(question)
    answered_by = [answer.executive for answer in answers]
    waits_since_arrival = steps.held_on_arrival(question, history)
    title, sentence = headline.of(question, answered_by, waits, held_on_arrival=waits_since_arrival)
    changed = public is not None and public.text != own.text and own.blanked_at is None
    return Item(
        question=question,
        wording=own if question.public_wording is None else question.wording,
        status=question.status.value,
        steps=steps.of(question, history),
        headline=title,
        sentence=sentence,
        figures=figures(question, waits),
        original=own,
        public=public,
        pieces=difference(own.text, public.text) if public and changed else [],
        rejection=_rejection(question),
        rules=_rules(question),
        message=_message(question),
        answers=answers,
        public_url=public_url(question),
        can=possible.of(question, by),
        forms=_forms(question, own, failed),
        happenings=happened.of(question, history, _rules(question)),
    )


def public_url(question: Question) -> str | None:
    """Where the question can be read by everybody, once it can."""
    view = seen(question, g.now)
    shown = view.root or question
    if view.sight not in (Sight.PUBLISHED, Sight.OPEN, Sight.MERGED):
        return None
    return url_for(
        "reading.question",
        panel=shown.panel.slug,
        question_id=shown.id,
        slug=slug(shown.wording.text),
    )


def own_newest(question: Question) -> Wording:
    """The asker's latest text; where the moderators made the question out of another, its first."""
    own = [w for w in question.wordings if w.author is Author.ASKER]
    return own[-1] if own else question.original


def _forms(question: Question, own: Wording, failed: Failed | None) -> Forms:
    sent = failed.form if failed and failed.question_id in (None, question.id) else None
    revise = ReviseForm(formdata=None)
    revise.text.data, revise.details.data = own.text, own.details
    return Forms(
        revise=sent if isinstance(sent, ReviseForm) else revise,
        withdraw=sent if isinstance(sent, WithdrawForm) else WithdrawForm(formdata=None),
        appeal=sent if isinstance(sent, AppealForm) else AppealForm(formdata=None),
        object=sent if isinstance(sent, ObjectForm) else ObjectForm(formdata=None),
    )


def _rejection(question: Question) -> Rejection | None:
    reason = question.reason
    if reason is None:
        return None
    version = question.rules_version
    rule = rules.rule(version, reason.rule) if version is not None and reason.rule else None
    return Rejection(
        title=reason.title,
        text=letters.letter(reason, question),
        after=letter_after(),
        explanation=_note(lists.last_with(question, "reject")),
        rule_number=reason.rule if rule else None,
        rule=gettext("“%(rule)s”", rule=rule) if rule else None,
    )


def _rules(question: Question) -> Rules | None:
    version = question.rules_version
    if version is None:
        return None
    return Rules(url_for("reading.about", page="rules", version=version.number), version.written_at)


def _message(question: Question) -> str | None:
    if question.status is not Status.RETURNED:
        return None
    return _note(lists.last_with(question, "send-back"))


def _answers(question: Question) -> list[Answered]:
    view = seen(question, g.now)
    found = []
    for answer in shown_answers(view.root or question, g.now):
        revision = answer.statement.released
        if revision is not None and answer.published_at is not None:
            text = excerpt(prose.plain(revision.html), ANSWER_SHOWN)
            found.append(Answered(answer.executive, answer.published_at, text, revision.lang, revision.dir))
    return found


def _note(event: Event | None) -> str | None:
    return event.note.text if event is not None and event.note is not None else None
