"""What the public sees: every row of the one predicate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.panel import lists as panels
from domain.question import families, lists, publishing, rewording, withdrawing
from domain.visibility import (
    Seen,
    Sight,
    panel_listed,
    question_published,
    question_waiting,
    seen,
    shown_answers,
    shown_name,
)
from extensions import clock, db
from models import Audience, Panel, Question
from tests.domain.question.situations import SITUATIONS, Scene
from tests.made import Made

WEEK = timedelta(days=7)
NEVER_PUBLIC = [s for s in SITUATIONS if not s.startswith("published")]
WAITING = {"approved", "approved and answered", "scheduled"}


def sight(question: Question) -> Sight:
    return seen(question, clock.now()).sight


@pytest.mark.parametrize("situation", SITUATIONS)
def test_only_what_is_published_is_public(made: Made, situation: str) -> None:
    question = Scene(made).question(situation)
    assert sight(question) is (Sight.PUBLISHED if situation.startswith("published") else Sight.HIDDEN)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_panel_that_lists_open_questions_shows_approved_and_scheduled_ones(
    made: Made, situation: str
) -> None:
    scene = Scene(made)
    question = scene.question(situation)
    scene.panel.list_open = True
    open_now = WAITING
    expected = Sight.OPEN if situation in open_now else Sight.HIDDEN
    assert sight(question) is (Sight.PUBLISHED if situation.startswith("published") else expected)
    if situation in open_now:
        assert shown_answers(question, clock.now()) == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_lists_and_counts_know_the_same_predicate(made: Made, situation: str) -> None:
    scene = Scene(made)
    question, now = scene.question(situation), clock.now()
    scene.panel.list_open = True
    db.session.commit()
    public = sight(question) is Sight.PUBLISHED
    rows = db.session.scalars(select(Question).where(question_published(now))).all()
    assert (question in rows) is public
    assert (question in lists.published(scene.panel, at=now).rows) is public
    assert int(lists.count_published(scene.panel, at=now)) == int(public)
    waiting = db.session.scalars(select(Question).where(question_waiting(now))).all()
    assert (question in waiting) is (situation in WAITING)
    listed = next(found for found in panels.public(now) if found.panel == scene.panel)
    assert (int(listed.published), listed.waiting) == (int(public), int(situation in WAITING))
    assert panels.waiting(scene.panel, now) == int(situation in WAITING)
    answered = {found.executive.name: found.published for found in panels.seated(scene.panel, now)}
    assert answered == {"Ada Brook": int(public), "Ben Cole": 0}


def test_a_scheduled_question_is_public_from_its_time_on(made: Made) -> None:
    question, now = Scene(made).question("scheduled"), clock.now()
    assert seen(question, now + WEEK - timedelta(hours=1)).sight is Sight.HIDDEN
    assert seen(question, now + WEEK).sight is Sight.PUBLISHED
    assert lists.count_published(question.panel, at=now + WEEK) == 1


def test_merged_into_a_public_one_leads_there(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, middle, top = made.question(panel), made.question(panel), made.published(panel, moderator)
    made.do(families.merge, first, moderator, into=middle)
    made.do(families.merge, middle, moderator, into=top)
    assert seen(first, clock.now()) == Seen(Sight.MERGED, top)


def test_merged_into_a_listed_open_one_leads_there(made: Made) -> None:
    panel, moderator = made.panel(list_open=True), made.moderator()
    question, top = made.question(panel), made.approved(panel, moderator)
    made.do(families.merge, question, moderator, into=top)
    assert seen(question, clock.now()) == Seen(Sight.MERGED, top)


@pytest.mark.parametrize("situation", ["pending", "held", "approved", "scheduled"])
def test_merged_into_a_hidden_one_is_hidden(made: Made, situation: str) -> None:
    scene = Scene(made)
    question = made.question(scene.panel)
    made.do(families.merge, question, scene.moderator, into=scene.question(situation))
    assert sight(question) is Sight.HIDDEN


def taken_down(made: Made, panel: Panel) -> Question:
    moderator = made.moderator()
    question = made.published(panel, moderator)
    made.do(publishing.unpublish, question, moderator, reason="It was wrong.")
    return question


def test_what_was_public_and_is_not_any_more_is_gone(made: Made) -> None:
    assert sight(taken_down(made, made.panel())) is Sight.GONE


def test_it_stays_gone_whatever_follows(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    withdrawn, scheduled, merged = (taken_down(made, panel) for _ in range(3))
    withdrawing.withdraw(withdrawn, by=made.asker, at=clock.now())
    made.do(publishing.publish, scheduled, moderator, when=clock.now() + WEEK)
    made.do(families.merge, merged, moderator, into=made.question(panel))
    assert [sight(question) for question in (withdrawn, scheduled, merged)] == [Sight.GONE] * 3


def test_what_was_public_once_is_never_listed_as_open(made: Made) -> None:
    panel = made.panel(list_open=True)
    question = taken_down(made, panel)
    assert sight(question) is Sight.GONE
    assert panels.waiting(panel, clock.now()) == 0


def test_gone_and_merged_into_a_public_one_leads_there(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = taken_down(made, panel)
    top = made.published(panel, moderator)
    made.do(families.merge, question, moderator, into=top)
    assert seen(question, clock.now()) == Seen(Sight.MERGED, top)


def test_a_cancelled_schedule_was_never_public(made: Made) -> None:
    question = Scene(made).question("scheduled")
    made.do(publishing.unpublish, question, made.moderator())
    assert seen(question, clock.now() + 2 * WEEK).sight is Sight.HIDDEN


def test_an_ended_open_listing_is_hidden_not_gone(made: Made) -> None:
    panel, moderator = made.panel(list_open=True), made.moderator()
    question = made.approved(panel, moderator)
    assert sight(question) is Sight.OPEN
    panel.list_open = False
    assert sight(question) is Sight.HIDDEN


@pytest.mark.parametrize(("audience", "expected"), [("STAFF", Sight.HIDDEN), ("LINK", Sight.PUBLISHED)])
def test_a_panel_that_one_may_not_see_hides_everything(made: Made, audience: str, expected: Sight) -> None:
    panel, moderator = made.panel(), made.moderator()
    public, gone = made.published(panel, moderator), taken_down(made, panel)
    panel.audience = Audience[audience]
    db.session.commit()
    assert sight(public) is expected
    assert sight(gone) is (Sight.HIDDEN if audience == "STAFF" else Sight.GONE)
    assert db.session.scalars(select(Panel).where(panel_listed(clock.now()))).all() == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"name": "Zoe", "show_name": True}, "Zoe"),
        ({"name": "Zoe", "show_name": False}, None),
        ({"name": "", "show_name": True, "email": "zoe@reader.example"}, None),
        ({}, None),
    ],
)
def test_a_name_is_shown_only_where_the_asker_ticked_it(
    made: Made, told: dict[str, Any], shown: str | None
) -> None:
    assert shown_name(made.question(made.panel(), **told)) == shown


def test_who_left_is_not_named(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, name="Zoe", show_name=True)
    _, part = made.do(rewording.split, question, moderator, texts=["One, then?", "Two, then?"])
    made.do(families.merge, made.question(panel), moderator, into=part)
    withdrawing.withdraw(part, by=made.asker, at=clock.now())
    db.session.commit()
    assert shown_name(part) is None
    assert shown_name(question) == "Zoe"


def test_answers_stand_in_the_order_of_the_panels_executives(made: Made) -> None:
    panel, moderator = made.panel(executives=("Ada", "Ben", "Cy")), made.moderator()
    question = made.approved(panel, moderator)
    for executive in reversed(panel.executives):
        made.answer(question, executive, moderator)
    made.do(publishing.publish, question, moderator)
    assert [a.executive.name for a in shown_answers(question, clock.now())] == ["Ada", "Ben", "Cy"]
