"""Rows as public pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for
from markupsafe import Markup

from domain import prose
from domain.language import excerpt, slug
from domain.panel import window
from domain.panel.lists import Listed
from domain.tallies import Tally
from domain.visibility import shown_answers, shown_name
from models import Answer, Executive, Kind, Panel, Question, Wording

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


@dataclass(frozen=True)
class Entry:
    """One public question with its answers."""

    question: Question
    wording: Wording
    url: str
    asker_name: str | None
    answers: list[Shown]
    published_at: datetime | None


@dataclass(frozen=True)
class Card:
    """One panel on the home page."""

    panel: Panel
    introduction: str
    executives: list[Executive]
    published: Tally
    waiting: Tally | None
    url: str
    ask_url: str | None


def entry(question: Question, panel: Panel) -> Entry:
    """The row for one public question."""
    wording = question.public or question.newest_wording
    return Entry(
        question=question,
        wording=wording,
        url=address(panel, question.id, wording.text),
        asker_name=shown_name(question),
        answers=[_shown(answer) for answer in shown_answers(question, g.now)],
        published_at=question.published_at,
    )


def address(panel: Panel, question_id: int, text: str) -> str:
    """Where a question is read: its number and the beginning of its public wording."""
    return url_for("reading.question", panel=panel.slug, question_id=question_id, slug=slug(text))


def card(listed: Listed) -> Card:
    """The row for one panel."""
    slug_ = listed.panel.slug
    is_open = listed.state == window.OPEN
    return Card(
        panel=listed.panel,
        introduction=prose.plain(prose.render(listed.panel.introduction)),
        executives=listed.panel.executives,
        published=listed.published,
        waiting=listed.waiting,
        url=url_for("reading.panel", panel=slug_),
        ask_url=url_for("asking.ask", panel=slug_) if is_open else None,
    )


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
    )
