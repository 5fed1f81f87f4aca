"""Topics that a panel does not take. The asker is told; nothing is ever rejected for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select

from domain.panel import lines, loading, words
from domain.permissions import Actor, Permission, demand
from domain.record import events
from domain.refusals import BadField, NotAvailable
from domain.tallies import Tally, counted
from extensions import db
from models import NotTaken, Panel, Question, question_not_taken

TITLE_LONGEST = 120
TEXT_LONGEST = 1000
WORD_LONGEST = 60
MOST_WORDS = 40
LINK_TEXT_LONGEST = 80


@dataclass(frozen=True)
class Wanted:
    """A topic not taken, as it is to be; ``words`` are those at which it is shown while typing."""

    title: str
    standard_text: str
    words: tuple[str, ...] = ()
    link_text: str = ""
    link_url: str = ""


@dataclass(frozen=True)
class Appearing:
    """A topic not taken of which ``words`` appear in a text."""

    topic: NotTaken
    words: list[str]


@dataclass(frozen=True)
class Met:
    """A topic not taken and how many questions were sent although its words appeared in them."""

    topic: NotTaken
    sent: Tally


def add(panel: Panel, wanted: Wanted, *, by: Actor, at: datetime) -> NotTaken:
    """Add a topic at the end. Raises BadField."""
    demand(by, Permission.MANAGE_PANELS, panel.id)
    place = len(every(panel))
    topic = NotTaken(panel_id=panel.id, position=place, written_at=at, **_checked(wanted))
    db.session.add(topic)
    db.session.flush()
    events.write(panel, "not-taken-add", by=by, at=at, details={"not_taken": topic.id})
    return topic


def edit(topic: NotTaken, wanted: Wanted, *, seen: int, by: Actor, at: datetime) -> NotTaken:
    """Change a topic; its date moves when its standard text does.

    Raises:
        Stale: it was changed after event ``seen`` of the panel.
        BadField: something can't be used.
    """
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    loading.demand_unchanged(panel, "not_taken", topic.id, seen=seen)
    values = _checked(wanted)
    changed = [name for name, value in values.items() if getattr(topic, name) != value]
    for name in changed:
        setattr(topic, name, values[name])
    if "standard_text" in changed:
        topic.written_at = at
    details = {"not_taken": topic.id, "changed": changed}
    events.write(panel, "not-taken-edit", by=by, at=at, details=details)
    return topic


def move(topic: NotTaken, *, up: bool, by: Actor, at: datetime) -> NotTaken:
    """Let a topic change places with its neighbour.

    Raises:
        NotAvailable: there is none.
    """
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    if not lines.moved(every(panel), topic, up=up):
        raise NotAvailable("not-taken-move")
    details = {"not_taken": topic.id, "position": topic.position}
    events.write(panel, "not-taken-move", by=by, at=at, details=details)
    return topic


def remove(topic: NotTaken, *, by: Actor, at: datetime) -> None:
    """Take a topic away, and what was noted of questions about it."""
    panel = topic.panel
    demand(by, Permission.MANAGE_PANELS, panel.id)
    events.write(panel, "not-taken-remove", by=by, at=at, details={"not_taken": topic.id})
    db.session.execute(delete(question_not_taken).where(question_not_taken.c.not_taken_id == topic.id))
    db.session.delete(topic)
    db.session.flush()


def appearing(panel: Panel, text: str) -> list[Appearing]:
    """The panel's topics not taken of which words appear in ``text``."""
    found = [Appearing(topic, words.appearing(topic.words, text)) for topic in every(panel)]
    return [one for one in found if one.words]


def note(panel: Panel, question: Question, text: str) -> None:
    """Keep which topics' words appear in a question that was sent; it has its id already."""
    rows = [{"question_id": question.id, "not_taken_id": one.topic.id} for one in appearing(panel, text)]
    if rows:
        db.session.execute(insert(question_not_taken), rows)


def of_question(question: Question) -> Sequence[NotTaken]:
    """The topics not taken of which words appeared when ``question`` was sent."""
    return db.session.scalars(
        select(NotTaken)
        .join(question_not_taken, question_not_taken.c.not_taken_id == NotTaken.id)
        .where(question_not_taken.c.question_id == question.id)
        .order_by(NotTaken.position, NotTaken.id)
    ).all()


def met(panel: Panel) -> list[Met]:
    """The panel's topics not taken, each with how many questions were sent all the same."""
    sent = select(question_not_taken.c.question_id).where(question_not_taken.c.not_taken_id == NotTaken.id)
    rows = db.session.execute(_in_order(panel).add_columns(counted(sent.correlate(NotTaken))))
    return [Met(topic, Tally(count)) for topic, count in rows]


def every(panel: Panel) -> Sequence[NotTaken]:
    """The panel's topics not taken, in their order."""
    return db.session.scalars(_in_order(panel)).all()


def find(panel: Panel, not_taken_id: int) -> NotTaken | None:
    """The topic not taken of this panel and id."""
    return db.session.scalar(
        select(NotTaken).where(NotTaken.panel_id == panel.id, NotTaken.id == not_taken_id)
    )


def split(written: str) -> tuple[str, ...]:
    """The words that somebody wrote with commas or line ends between them, each once.

    Raises:
        BadField: one is too long, or there are too many.
    """
    parts = (part for line in written.splitlines() or [""] for part in line.replace("，", ",").split(","))
    found: dict[str, str] = {}
    for part in parts:
        word = lines.line("words", part, WORD_LONGEST)
        folded = words.folded(word)
        if folded:
            found.setdefault(folded, word)
    if len(found) > MOST_WORDS:
        raise BadField("words", "too-many", MOST_WORDS)
    return tuple(found.values())


def _checked(wanted: Wanted) -> dict[str, object]:
    link_text = lines.line("link_text", wanted.link_text, LINK_TEXT_LONGEST)
    link_url = lines.address("link_url", wanted.link_url)
    if link_url and not link_text:
        raise BadField("link_text", "missing")
    if link_text and not link_url:
        raise BadField("link_url", "missing")
    return {
        "title": lines.line("title", wanted.title, TITLE_LONGEST, required=True),
        "standard_text": lines.block("standard_text", wanted.standard_text, TEXT_LONGEST),
        "words": list(wanted.words),
        "link_text": link_text,
        "link_url": link_url,
    }


def _in_order(panel: Panel) -> Select[Any]:
    return select(NotTaken).where(NotTaken.panel_id == panel.id).order_by(NotTaken.position, NotTaken.id)
