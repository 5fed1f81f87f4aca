"""Something of everything for the demo: notices, topics not taken, supports, a correction, a letter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.answer import writing
from domain.desk import templates
from domain.panel import not_taken, notices
from domain.permissions import Actor
from domain.question import asking, entering, fields, supporting
from models import Panel, Question, TemplateKind, Via


def pin(panel: Panel, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Pin the panel's notices, and say what it does not take."""
    for notice in said["notices"]:
        begins = at - timedelta(days=notice["days_ago"])
        ends = begins + timedelta(days=notice["lasts_days"])
        notices.add(panel, notices.Wanted(notice["text"], begins, ends), by=by, at=begins)
    for topic in said["not_taken"]:
        wanted = not_taken.Wanted(**{**topic, "words": tuple(topic["words"])})
        not_taken.add(panel, wanted, by=by, at=panel.opens_at)


def begin(said: list[dict[str, str]], *, by: Actor, at: datetime) -> None:
    """Write the templates from which moderators begin; where there are some already, none."""
    if templates.whole():
        return
    for one in said:
        words = templates.Words(one["title"], one["text"], one["lang"])
        templates.create(TemplateKind(one["kind"]), words, by=by, at=at)


def support(placed: list[Question], said: dict[str, int], *, link_key: bytes, at: datetime) -> None:
    """So many readers want to know each of these."""
    for number, count in said.items():
        question = placed[int(number)]
        for _ in range(count):
            reader = supporting.digest(supporting.new_reader(), question.panel, link_key)
            supporting.support(question, by=reader, at=at)


def correct(placed: list[Question], said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """An answer that is public is corrected, and says why."""
    question, when = placed[said["question"]], at - timedelta(hours=said["hours_ago"])
    executive = next(e for e in question.panel.executives if e.name == said["executive"])
    answer = writing.find(question, executive)
    assert answer is not None
    body = writing.body(answer.statement.newest.body.replace(said["was"], said["becomes"]))
    seen = answer.statement.version
    statement = writing.save(question, executive, body, seen=seen, by=by, at=when, correction=said["why"])
    writing.submit(statement, by=by, at=when)
    writing.release(statement, by=by, at=when)


def enter(panel: Panel, said: dict[str, Any], *, by: Actor, at: datetime, link_key: bytes) -> Question:
    """A letter came, and a moderator entered it."""
    submission = asking.Submission(text=fields.question_text(said["text"]), name=said["name"], lang="en")
    came = at - timedelta(days=said["days_ago"])
    entry = entering.Entry(submission, Via.LETTER, came)
    return entering.enter(panel, entry, key=f"demo-letter-{panel.id}", by=by, at=came, link_key=link_key)
