"""Merging questions into one, and taking them out again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.question import deciding, families, publishing
from domain.record.outbox import UNDO_WINDOW
from domain.refusals import BadField, NotAvailable
from extensions import clock
from models import Question, Status
from tests.domain.question.situations import Scene, reason
from tests.domain.record import post
from tests.made import Made

WEEK = timedelta(days=7)
EMAIL = "zoe@reader.example"


def merged_into(made: Made, top: Question, count: int = 1) -> list[Question]:
    moderator = made.moderator()
    made_of = [made.question(top.panel, email=f"reader{n}@reader.example") for n in range(count)]
    for question in made_of:
        made.do(families.merge, question, moderator, into=top)
    return made_of


def test_a_question_is_its_own_root_without_members(made: Made) -> None:
    question = made.question(made.panel())
    assert families.root(question) is question
    assert families.members(question) == []


def test_a_chain_leads_to_its_end(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second, third = (made.question(panel) for _ in range(3))
    made.do(families.merge, first, moderator, into=second)
    made.do(families.merge, second, moderator, into=third)
    assert families.root(first) == third
    assert families.members(third) == [first, second]
    assert families.members(second) == [first]


def test_unmerging_the_middle_brings_its_own_members_back_to_it(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second, third = (made.question(panel) for _ in range(3))
    made.do(families.merge, first, moderator, into=second)
    made.do(families.merge, second, moderator, into=third)
    made.do(families.unmerge, second, moderator)
    assert families.root(first) == second
    assert families.members(third) == []


def test_merging_keeps_what_it_was_merged_into(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, top = made.question(panel), made.question(panel)
    event = made.do(families.merge, question, moderator, into=top)
    assert (question.status, question.merged_into) == (Status.MERGED, top)
    assert event.details["into"] == top.id
    assert (top.version, top.status) == (1, Status.PENDING)


def test_a_question_is_never_merged_into_itself(made: Made) -> None:
    question = made.question(made.panel())
    with pytest.raises(BadField) as refused:
        made.do(families.merge, question, made.moderator(), into=question)
    assert refused.value == BadField("into", "itself")


def test_no_chain_of_merges_closes_to_a_loop(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second, third = (made.question(panel) for _ in range(3))
    made.do(families.merge, first, moderator, into=second)
    made.do(families.merge, second, moderator, into=third)
    for below in (first, second):
        with pytest.raises(BadField):
            made.do(families.merge, third, moderator, into=below)
    with pytest.raises(NotAvailable):
        made.do(families.merge, first, moderator, into=third)


@pytest.mark.parametrize("situation", ["pending", "held", "approved", "published", "scheduled"])
def test_these_take_others_in(made: Made, situation: str) -> None:
    scene = Scene(made)
    top, question = scene.question(situation), made.question(scene.panel)
    made.do(families.merge, question, scene.moderator, into=top)
    assert families.root(question) == top


@pytest.mark.parametrize("situation", ["returned", "merged", "rejected", "withdrawn"])
def test_these_take_none_in(made: Made, situation: str) -> None:
    scene = Scene(made)
    top, question = scene.question(situation), made.question(scene.panel)
    with pytest.raises(BadField) as refused:
        made.do(families.merge, question, scene.moderator, into=top)
    assert refused.value == BadField("into", "cannot-take-it")


def test_questions_of_two_panels_are_never_merged(made: Made) -> None:
    question, top = made.question(made.panel()), made.question(made.panel("elsewhere"))
    with pytest.raises(BadField) as refused:
        made.do(families.merge, question, made.moderator(), into=top)
    assert refused.value == BadField("into", "cannot-take-it")


@pytest.mark.parametrize("situation", ["pending", "held", "returned", "approved", "approved and answered"])
def test_unmerging_puts_a_question_where_it_was(made: Made, situation: str) -> None:
    scene = Scene(made)
    question = scene.question(situation)
    was, wording, until = question.status, question.public_wording, question.held_until
    made.do(families.merge, question, scene.moderator, into=scene.other_question)
    made.do(families.unmerge, question, scene.moderator, at=clock.now() + WEEK)
    assert (question.status, question.public_wording, question.held_until) == (was, wording, until)
    assert question.merged_into_id is None


def test_unmerging_knows_where_it_was_after_an_undo_between(made: Made) -> None:
    scene = Scene(made)
    question = scene.question("approved")
    made.do(families.merge, question, scene.moderator, into=scene.other_question)
    made.do(families.unmerge, question, scene.moderator)
    made.do(deciding.undo, question, scene.moderator)
    assert question.status is Status.MERGED
    made.do(families.unmerge, question, scene.moderator)
    assert (question.status, question.public_wording) == (Status.APPROVED, 1)


def test_when_a_root_is_rejected_each_asker_is_told(made: Made) -> None:
    top = made.question(made.panel(), email=EMAIL)
    first, second = merged_into(made, top, 2)
    below = merged_into_member(made, first)
    made.do(deciding.reject, top, made.moderator(), reason=reason())
    for question in (top, first, second, below):
        assert post.kinds(question)[-1] == "rejected"
    assert first.status is Status.MERGED


def test_when_a_root_is_published_each_asker_is_told(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.approved(panel, moderator, email=EMAIL)
    (member,) = merged_into(made, top)
    made.answer(top, panel.executives[0], moderator)
    made.do(publishing.publish, top, moderator)
    assert post.kinds(member)[-1] == "published"


def test_merged_into_a_public_one_its_asker_is_told_once_that_cannot_be_undone(made: Made) -> None:
    panel, moderator, now = made.panel(), made.moderator(), clock.now()
    top = made.published(panel, moderator)
    question = made.question(panel, email=EMAIL)
    made.do(families.merge, question, moderator, into=top, at=now)
    assert post.due(question)[-1] == ("published", now + UNDO_WINDOW)


def test_merged_into_a_scheduled_one_its_asker_is_told_when_it_is_public(made: Made) -> None:
    panel, moderator, when = made.panel(), made.moderator(), clock.now() + WEEK
    top = made.published(panel, moderator, when=when)
    question = made.question(panel, email=EMAIL)
    made.do(families.merge, question, moderator, into=top)
    assert post.due(question)[-1] == ("published", when)


def test_members_that_come_along_are_told_too(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    middle = made.question(panel)
    (member,) = merged_into(made, middle)
    made.do(families.merge, middle, moderator, into=made.published(panel, moderator))
    assert post.kinds(member)[-1] == "published"


def test_who_is_taken_out_is_not_told_of_an_answer_to_another_question(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.published(panel, moderator, when=clock.now() + WEEK)
    first, second = merged_into(made, top, 2)
    made.do(families.unmerge, first, moderator)
    assert "published" not in post.kinds(first)
    assert "published" in post.kinds(second)


def test_an_undone_merge_takes_back_what_the_root_would_have_said(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.approved(panel, moderator)
    made.answer(top, panel.executives[0], moderator)
    question = made.question(panel, email=EMAIL)
    made.do(families.merge, question, moderator, into=top)
    made.do(publishing.publish, top, moderator, when=clock.now() + WEEK)
    assert "published" in post.kinds(question)
    made.do(deciding.undo, question, moderator)
    assert "published" not in post.kinds(question)


def merged_into_member(made: Made, member: Question) -> Question:
    """A question that was merged into ``member`` before that was merged itself."""
    moderator = made.moderator()
    top = member.merged_into
    made.do(families.unmerge, member, moderator)
    (below,) = merged_into(made, member)
    made.do(families.merge, member, moderator, into=top)
    return below
