"""Rows as public pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from markupsafe import Markup

from domain import prose
from domain.answer.versions import Version
from domain.answer.versions import public as public_versions
from domain.language import excerpt, slug
from domain.panel import window
from domain.panel.lists import Listed
from domain.question import supporting
from domain.question.slots import asked
from domain.tallies import Tally
from domain.visibility import shown_answers, shown_name
from models import Answer, Executive, Kind, Panel, Question, Standing, Topic, Via, Wording

EXCERPT = 260
"""Characters of an answer that a list shows."""


@dataclass(frozen=True)
class Shown:
    """One executive's public answer."""

    executive: Executive
    html: Markup
    excerpt: str
    lang: str
    dir: str
    kind: Kind
    published_at: datetime
    versions: list[Version]

    @property
    def correction(self) -> Version | None:
        """The version that stands, where readers have read another one before."""
        return self.versions[-1] if len(self.versions) > 1 else None


@dataclass(frozen=True)
class Entry:
    """One public question with its answers. ``supports`` is None where readers don't see how many."""

    question: Question
    wording: Wording
    url: str
    asker_name: str | None
    via: Via
    topics: list[Topic]
    answers: list[Shown]
    published_at: datetime | None
    supports: int | None


@dataclass(frozen=True)
class Waiting:
    """One open question in a list; ``put_to`` is empty where all who answer were asked."""

    question: Question
    wording: Wording
    url: str
    support_url: str | None
    put_to: list[Executive]
    topics: list[Topic]
    supports: int | None


@dataclass(frozen=True)
class Card:
    """One panel on the home page."""

    panel: Panel
    state: str
    introduction: str
    executives: list[Executive]
    published: Tally
    waiting: Tally | None
    url: str
    ask_url: str | None


def entry(question: Question, panel: Panel) -> Entry:
    """The row for one public question."""
    due = question.published_at
    published_at = due if due is not None and due <= g.now else None
    wording = question.public or question.newest_wording
    return Entry(
        question=question,
        wording=wording,
        url=address(panel, question.id, wording.text),
        asker_name=shown_name(question),
        via=question.passport.via,
        topics=question.topics,
        answers=[_shown(answer) for answer in shown_answers(question, g.now)],
        published_at=published_at,
        supports=_supports(question, panel),
    )


def waiting(question: Question, panel: Panel, back: str | None = None) -> Waiting:
    """The row for one open question; its support page leads back to ``back``."""
    wording = question.public or question.newest_wording
    return Waiting(
        question=question,
        wording=wording,
        url=address(panel, question.id, wording.text),
        support_url=support_address(panel, question.id, back),
        put_to=list(question.executives),
        topics=question.topics,
        supports=_supports(question, panel),
    )


def put_to(question: Question) -> list[Executive]:
    """Whom a question is put to; empty where that is everybody on a panel of several."""
    executives = asked(question)
    if not question.executives and len(executives) > 1:
        return []
    return executives


def support_address(panel: Panel, question_id: int, back: str | None = None) -> str | None:
    """Where a reader says that they want to know it too; None where that isn't counted any more."""
    if not supporting.is_counted(panel, g.now):
        return None
    return url_for("reading.support", panel=panel.slug, question_id=question_id, next=back)


def address(panel: Panel, question_id: int, text: str) -> str:
    """Where a question is read: its number and the beginning of its public wording."""
    return url_for("reading.question", panel=panel.slug, question_id=question_id, slug=slug(text))


def card(listed: Listed) -> Card:
    """The row for one panel."""
    slug_ = listed.panel.slug
    is_open = listed.state == window.OPEN
    return Card(
        panel=listed.panel,
        state=listed.state,
        introduction=prose.plain(prose.render(listed.panel.introduction)),
        executives=[e for e in listed.panel.executives if e.standing is not Standing.LEFT],
        published=listed.published,
        waiting=listed.waiting,
        url=url_for("reading.panel", panel=slug_),
        ask_url=url_for("asking.ask", panel=slug_) if is_open else None,
    )


def _supports(question: Question, panel: Panel) -> int | None:
    return question.support_tally.count if supporting.is_shown(panel, g.now) else None


def _shown(answer: Answer) -> Shown:
    released = answer.statement.released
    assert released is not None
    assert answer.published_at is not None
    return Shown(
        executive=answer.executive,
        html=Markup(released.html),  # noqa: S704 - cleaned by domain.prose when it was saved
        excerpt=excerpt(prose.plain(released.html), EXCERPT),
        lang=released.lang,
        dir=released.dir,
        kind=answer.statement.kind,
        published_at=answer.published_at,
        versions=public_versions(answer.statement.revisions, answer.published_at, g.now),
    )
