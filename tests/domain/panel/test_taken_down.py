"""A panel that was taken down: nothing of it is public anywhere, and put back all of it is as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.panel import lists as panels
from domain.question import families, lists, waits
from domain.visibility import Sight, question_published, question_waiting, seen, shown_answers
from extensions import clock, db
from models import Audience, Panel, Question
from tests.domain.panel.test_angry_day import take
from tests.domain.question.situations import SITUATIONS, Scene
from tests.made import Made

DOWN, BACK = "take-down", "put-back"


def public(question: Question) -> tuple[object, ...]:
    """All that the public is told of the question and its panel."""
    now = clock.now()
    found = db.session.scalars(select(Question).where(question_published(now))).all()
    waiting = db.session.scalars(select(Question).where(question_waiting(now))).all()
    listed = [
        (row.panel.slug, row.published, row.waiting)
        for row in panels.public(now)
        if row.panel.id == question.panel_id
    ]
    latest = lists.latest([row.panel for row in panels.public(now)], now)
    counts = lists.count_published(question.panel, at=now), panels.waiting(question.panel, now)
    answers = [answer.id for answer in shown_answers(question, now)]
    return found, waiting, listed, list(latest), counts, answers, seen(question, now).sight


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nothing_of_it_is_public_and_put_back_everything_is_as_it_was(made: Made, situation: str) -> None:
    scene = Scene(made)
    question = scene.question(situation)
    scene.panel.list_open = True
    db.session.commit()
    columns = [getattr(question, column.name) for column in Question.__table__.columns]
    before = public(question)
    mia = made.moderator()
    take(made, scene.panel, DOWN, mia)
    assert public(question) == ([], [], [], [], (0, 0), [], Sight.TAKEN_DOWN)
    assert [getattr(question, column.name) for column in Question.__table__.columns] == columns
    take(made, scene.panel, BACK, mia)
    assert public(question) == before


def test_other_panels_stay_and_a_panel_for_staff_stays_hidden(made: Made) -> None:
    mia = made.moderator()
    down, other = made.panel("down"), made.panel("other")
    inside = made.panel("inside", audience=Audience.STAFF)
    questions = {panel.slug: made.published(panel, mia) for panel in (down, other, inside)}
    for panel in (down, inside):
        take(made, panel, DOWN, mia)
    now = clock.now()
    assert [row.panel.slug for row in panels.public(now)] == ["other"]
    assert db.session.scalars(select(Question).where(question_published(now))).all() == [questions["other"]]
    assert seen(questions["inside"], now).sight is Sight.HIDDEN
    assert seen(questions["inside"], now, made.moderator(inside)).sight is Sight.TAKEN_DOWN


def test_what_leads_to_a_panel_that_was_taken_down_finds_nothing_there(made: Made) -> None:
    """A question on another panel whose root was moved onto this one."""
    mia = made.moderator()
    down, other = made.panel("down"), made.panel("other")
    root, member = made.published(other, mia), made.question(other)

    made.do(families.merge, member, mia, into=root)
    assert seen(member, clock.now()).sight is Sight.MERGED
    root.panel_id = db.session.get_one(Panel, down.id).id
    db.session.commit()
    take(made, down, DOWN, mia)
    assert seen(member, clock.now()).sight is Sight.HIDDEN


def test_a_wait_is_told_of_what_is_public_alone(made: Made) -> None:
    mia, panel = made.moderator(), made.panel()
    for _ in range(waits.FEWEST):
        made.published(panel, mia)
    now = clock.now() + timedelta(minutes=1)
    assert waits.until_published(panel, now) is not None
    take(made, panel, DOWN, mia)
    assert waits.until_published(panel, now) is None
