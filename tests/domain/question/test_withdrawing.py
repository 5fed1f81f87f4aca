"""The asker takes a question back, or objects to its rejection."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.question import deciding, families, lifecycle, publishing, rewording, withdrawing
from domain.refusals import BadField, NotAvailable, Stale
from extensions import clock, db
from models import Asker, Question, Status
from tests.domain.question.situations import SITUATIONS, Scene, reason
from tests.domain.record import chain, post
from tests.made import Made

WEEK = timedelta(days=7)
EMAIL = "zoe@reader.example"


def withdraw(made: Made, question: Question) -> None:
    withdrawing.withdraw(question, by=made.asker, at=clock.now())
    db.session.commit()


def appeal(made: Made, question: Question, why: str = "It is fair.") -> None:
    withdrawing.appeal(question, why=why, by=made.asker, at=clock.now())
    db.session.commit()


def askers() -> int:
    return len(db.session.scalars(select(Asker)).all())


@pytest.mark.parametrize(
    "situation", [s for s in SITUATIONS if not s.startswith("published") and s != "withdrawn"]
)
def test_a_question_that_is_not_public_can_be_taken_back_for_good(made: Made, situation: str) -> None:
    scene = Scene(made)
    question = scene.question(situation)
    withdraw(made, question)
    assert question.status is Status.WITHDRAWN
    assert question.withdrawn_at is not None
    assert lifecycle.available(question, made.asker, clock.now()) == frozenset()
    assert lifecycle.available(question, made.by(scene.moderator), clock.now()) == {"note", "topics"}


def test_a_public_question_cannot_be_taken_back(made: Made) -> None:
    question = Scene(made).question("published")
    with pytest.raises(NotAvailable):
        withdraw(made, question)


def test_a_scheduled_question_is_taken_back_with_its_answers_and_its_announcement(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, when=clock.now() + WEEK, email=EMAIL)
    assert "published" in post.kinds(question)
    withdraw(made, question)
    assert (question.published_at, question.first_published_at) == (None, None)
    assert [answer.published_at for answer in question.answers] == [None]
    assert "published" not in post.kinds(question)


def test_what_was_public_once_is_remembered_when_it_is_taken_back(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator)
    first = question.first_published_at
    made.do(publishing.unpublish, question, moderator, reason="Wrong.")
    withdraw(made, question)
    assert question.first_published_at == first


def test_a_version_that_is_behind_is_refused(made: Made) -> None:
    question = made.question(made.panel())
    with pytest.raises(Stale):
        withdrawing.withdraw(question, by=made.asker, at=clock.now(), seen=0)


def test_the_asker_of_a_root_only_leaves_it(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.approved(panel, moderator, name="Zoe", email=EMAIL, show_name=True)
    member = made.question(panel, email="ben@reader.example")
    made.do(families.merge, member, moderator, into=top)
    version = top.version
    withdraw(made, top)
    assert (top.status, top.version) == (Status.APPROVED, version + 1)
    assert top.asker_left_at is not None
    assert chain.of(top)[-1].details["left"] is True
    assert askers() == 1
    assert (member.status, member.merged_into) == (Status.MERGED, top)


def test_who_has_left_a_root_has_no_more_say_and_is_told_nothing(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    top = made.question(panel, email=EMAIL)
    made.do(families.merge, made.question(panel), moderator, into=top)
    withdraw(made, top)
    with pytest.raises(NotAvailable):
        withdraw(made, top)
    with pytest.raises(NotAvailable):
        rewording.revise(top, text="Other words?", details="", by=made.asker, at=clock.now())
    made.do(deciding.reject, top, moderator, reason=reason())
    assert post.kinds(top) == ["received"]
    with pytest.raises(NotAvailable):
        appeal(made, top)


def test_who_leaves_one_part_of_a_submission_keeps_the_others(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, name="Zoe", email=EMAIL)
    _, part = made.do(rewording.split, question, moderator, texts=["One, then?", "Two, then?"])
    made.do(families.merge, made.question(panel), moderator, into=part)
    withdraw(made, part)
    assert askers() == 1
    made.do(deciding.approve, question, moderator)
    made.do(deciding.approve, part, moderator)
    assert post.kinds(question)[-1] == "approved"
    assert "approved" not in post.kinds(part)


def test_a_member_that_withdraws_leaves_the_family(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    member, top = made.question(panel), made.question(panel)
    made.do(families.merge, member, moderator, into=top)
    withdraw(made, member)
    assert (member.status, member.merged_into_id) == (Status.WITHDRAWN, None)
    assert families.members(top) == []


def test_an_appeal_says_why_and_makes_the_question_pending(made: Made) -> None:
    question = Scene(made).question("rejected")
    with pytest.raises(BadField) as refused:
        appeal(made, question, " ")
    assert refused.value == BadField("why", "missing")
    rejecter = question.rejected_by_id
    appeal(made, question)
    assert (question.status, question.reason_id) == (Status.PENDING, None)
    assert question.rejected_by_id == rejecter
    assert question.appealed_at is not None
    note = chain.of(question)[-1].note
    assert note is not None
    assert note.text == "It is fair."


def test_there_is_one_appeal(made: Made) -> None:
    question = Scene(made).question("rejected")
    appeal(made, question)
    made.do(deciding.reject, question, made.moderator(), reason=reason())
    with pytest.raises(NotAvailable):
        appeal(made, question)
