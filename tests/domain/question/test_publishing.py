"""Making a question and its answers public, and taking them down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.answer import writing
from domain.question import families, publishing
from domain.refusals import BadField, NotAvailable
from domain.visibility import shown_answers
from extensions import clock, db
from models import Question, Status
from tests.domain.question.situations import Scene
from tests.domain.record import chain, post
from tests.made import Made

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
EMAIL = "zoe@reader.example"


def answered_by_both(made: Made, **told: Any) -> Question:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator, **told)
    for executive in panel.executives:
        made.answer(question, executive, moderator, f"So says {executive.name}.")
    return question


def shown(question: Question, at: datetime | None = None) -> list[str]:
    return [a.executive.name for a in shown_answers(question, at or clock.now())]


def test_moderator_cannot_publish_without_an_answer(made: Made) -> None:
    moderator = made.moderator()
    question = made.approved(made.panel(), moderator)
    with pytest.raises(NotAvailable):
        made.do(publishing.publish, question, moderator)


def test_an_answer_that_is_not_released_is_not_published(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, by = made.approved(panel, moderator), made.by(moderator)
    saved = writing.save(question, panel.executives[0], writing.body("So."), seen=0, by=by, at=clock.now())
    for _ in range(2):
        with pytest.raises(NotAvailable):
            made.do(publishing.publish, question, moderator)
        if saved.newest.submitted_at is None:
            writing.submit(saved, by=by, at=clock.now())


def test_publishing_shows_every_released_answer_unless_told(made: Made) -> None:
    question = answered_by_both(made)
    now = clock.now()
    event = made.do(publishing.publish, question, made.moderator(), at=now)
    assert question.status is Status.PUBLISHED
    assert (question.published_at, question.first_published_at) == (now, now)
    assert {answer.published_at for answer in question.answers} == {now}
    assert shown(question) == ["Ada Brook", "Ben Cole"]
    assert event.details["answers"] == [answer.id for answer in question.answers]


def test_a_second_executives_answer_is_published_later_on_its_own(made: Made) -> None:
    question, moderator, now = answered_by_both(made), made.moderator(), clock.now()
    first, second = question.answers
    made.do(publishing.publish, question, moderator, answers=[second.id], at=now)
    assert shown(question) == ["Ben Cole"]
    made.do(publishing.publish, question, moderator, answers=[first.id], at=now + HOUR)
    assert shown(question, now + HOUR) == ["Ada Brook", "Ben Cole"]
    assert question.published_at == now
    assert (first.published_at, second.published_at) == (now + HOUR, now)


def test_a_later_answer_can_be_scheduled_on_its_own(made: Made) -> None:
    question, moderator, now = answered_by_both(made), made.moderator(), clock.now()
    first, second = question.answers
    made.do(publishing.publish, question, moderator, answers=[first.id], at=now)
    made.do(publishing.publish, question, moderator, when=now + WEEK, at=now)
    assert shown(question, now) == ["Ada Brook"]
    assert shown(question, now + WEEK) == ["Ada Brook", "Ben Cole"]
    assert second.published_at == now + WEEK


def test_nothing_is_published_twice(made: Made) -> None:
    question, moderator = answered_by_both(made), made.moderator()
    first = question.answers[0]
    made.do(publishing.publish, question, moderator, answers=[first.id])
    with pytest.raises(BadField) as refused:
        made.do(publishing.publish, question, moderator, answers=[first.id])
    assert refused.value.field == "answers"
    made.do(publishing.publish, question, moderator)
    with pytest.raises(NotAvailable):
        made.do(publishing.publish, question, moderator)


@pytest.mark.parametrize("chosen", [[], [0], "another's"])
def test_only_the_questions_own_answers_can_be_named(made: Made, chosen: object) -> None:
    question, moderator = answered_by_both(made), made.moderator()
    if chosen == "another's":
        other = made.approved(question.panel, moderator)
        chosen = [made.answer(other, question.panel.executives[0], moderator).id, question.answers[0].id]
    with pytest.raises(BadField) as refused:
        made.do(publishing.publish, question, moderator, answers=chosen)
    assert refused.value == BadField("answers", "not-among-them")
    assert question.status is Status.APPROVED


def test_a_scheduled_question_is_public_from_its_time_on(made: Made) -> None:
    question, now = answered_by_both(made), clock.now()
    made.do(publishing.publish, question, made.moderator(), when=now + WEEK, at=now)
    assert question.status is Status.PUBLISHED
    assert shown(question, now + WEEK - HOUR) == []
    assert shown(question, now + WEEK) == ["Ada Brook", "Ben Cole"]


def test_publishing_a_scheduled_question_again_moves_its_time(made: Made) -> None:
    question, moderator, now = answered_by_both(made, email=EMAIL), made.moderator(), clock.now()
    made.do(publishing.publish, question, moderator, when=now + WEEK, at=now)
    made.do(publishing.publish, question, moderator, when=now + HOUR, at=now)
    assert (question.published_at, question.first_published_at) == (now + HOUR, now + HOUR)
    assert {answer.published_at for answer in question.answers} == {now + HOUR}
    announcements = [due for kind, due in post.due(question) if kind == "published"]
    assert announcements == [now + HOUR]
    made.do(publishing.publish, question, moderator, at=now)
    assert question.published_at == now


def test_a_time_that_is_past_means_now(made: Made) -> None:
    question, now = answered_by_both(made), clock.now()
    made.do(publishing.publish, question, made.moderator(), when=now - WEEK, at=now)
    assert question.published_at == now


def test_the_asker_is_told_at_the_time_of_publication(made: Made) -> None:
    question, now = answered_by_both(made, email=EMAIL), clock.now()
    made.do(publishing.publish, question, made.moderator(), when=now + WEEK, at=now)
    assert post.due(question)[-1] == ("published", now + WEEK)


def test_a_moved_time_moves_what_members_are_told(made: Made) -> None:
    question, moderator, now = answered_by_both(made), made.moderator(), clock.now()
    member = made.question(question.panel, email=EMAIL)
    made.do(families.merge, member, moderator, into=question)
    made.do(publishing.publish, question, moderator, when=now + WEEK, at=now)
    made.do(publishing.publish, question, moderator, when=now + HOUR, at=now)
    assert [due for kind, due in post.due(member) if kind == "published"] == [now + HOUR]
    made.do(publishing.unpublish, question, moderator, at=now)
    assert "published" not in post.kinds(member)


def test_a_later_answer_does_not_withhold_the_news_of_the_first(made: Made) -> None:
    question, moderator, now = answered_by_both(made, email=EMAIL), made.moderator(), clock.now()
    first, second = question.answers
    made.do(publishing.publish, question, moderator, answers=[first.id], at=now)
    made.do(publishing.publish, question, moderator, answers=[second.id], when=now + WEEK, at=now)
    assert [due for kind, due in post.due(question) if kind == "published"] == [now, now + WEEK]
    made.do(publishing.publish, question, moderator, answers=[second.id], when=now + HOUR, at=now)
    assert [due for kind, due in post.due(question) if kind == "published"] == [now, now + HOUR]


def test_unpublishing_needs_the_public_reason(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator)
    with pytest.raises(BadField) as refused:
        made.do(publishing.unpublish, question, moderator, reason=" ")
    assert refused.value == BadField("reason", "not-written")
    assert question.status is Status.PUBLISHED


def test_unpublishing_clears_the_times_and_remembers_the_first(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator, email=EMAIL)
    first, now = question.first_published_at, clock.now()
    event = made.do(publishing.unpublish, question, moderator, reason="It was wrong.", at=now)
    assert question.status is Status.APPROVED
    assert (question.published_at, question.first_published_at) == (None, first)
    assert [answer.published_at for answer in question.answers] == [None]
    assert (question.unpublished_at, question.unpublish_reason) == (now, "It was wrong.")
    assert event.note is not None
    assert event.note.text == "It was wrong."
    assert "published" not in post.kinds(question)


def test_published_again_it_was_first_public_when_it_first_was(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator)
    first = question.first_published_at
    made.do(publishing.unpublish, question, moderator, reason="It was wrong.")
    made.do(publishing.publish, question, moderator, at=clock.now() + HOUR)
    assert question.first_published_at == first
    assert (question.unpublished_at, question.unpublish_reason) == (None, None)


def test_a_schedule_is_cancelled_without_a_reason_as_nothing_was_public(made: Made) -> None:
    question = Scene(made).question("scheduled")
    made.do(publishing.unpublish, question, made.moderator())
    assert question.status is Status.APPROVED
    assert (question.published_at, question.first_published_at) == (None, None)
    assert (question.unpublished_at, question.unpublish_reason) == (None, None)
    assert chain.of(question)[-1].note is None


def test_why_it_was_taken_down_stays_known_while_its_return_is_scheduled(made: Made) -> None:
    moderator, now = made.moderator(), clock.now()
    question = made.published(made.panel(), moderator)
    first = question.first_published_at
    made.do(publishing.unpublish, question, moderator, reason="It was wrong.")
    made.do(publishing.publish, question, moderator, when=now + WEEK)
    assert question.unpublish_reason == "It was wrong."
    made.do(publishing.unpublish, question, moderator)
    assert (question.first_published_at, question.unpublish_reason) == (first, "It was wrong.")


def test_one_answer_is_taken_down_and_the_question_stays(made: Made) -> None:
    question, moderator = answered_by_both(made, email=EMAIL), made.moderator()
    made.do(publishing.publish, question, moderator)
    first, second = question.answers
    version = question.version
    event = made.do(publishing.unpublish, question, moderator, answers=[first.id], reason="Not hers.")
    assert question.status is Status.PUBLISHED
    assert question.version == version + 1
    assert shown(question) == ["Ben Cole"]
    assert event.details["answers"] == [first.id]
    assert "published" in post.kinds(question)
    made.do(publishing.unpublish, question, moderator, answers=[second.id], reason="Nor his.")
    assert question.published_at is None


def test_an_answer_still_scheduled_is_taken_back_without_a_reason(made: Made) -> None:
    question, moderator, now = answered_by_both(made, email=EMAIL), made.moderator(), clock.now()
    first, second = question.answers
    made.do(publishing.publish, question, moderator, answers=[first.id], at=now)
    made.do(publishing.publish, question, moderator, when=now + WEEK, at=now)
    made.do(publishing.unpublish, question, moderator, answers=[second.id], at=now)
    assert second.published_at is None
    assert [due for kind, due in post.due(question) if kind == "published"] == [now]


def test_one_answer_of_a_schedule_is_taken_back_and_the_asker_still_hears_of_the_other(made: Made) -> None:
    question, moderator, now = answered_by_both(made, email=EMAIL), made.moderator(), clock.now()
    made.do(publishing.publish, question, moderator, when=now + WEEK, at=now)
    made.do(publishing.unpublish, question, moderator, answers=[question.answers[0].id], at=now)
    assert question.published_at == now + WEEK
    assert post.due(question)[-1] == ("published", now + WEEK)


def test_an_answer_that_is_not_public_is_not_taken_down(made: Made) -> None:
    question, moderator = answered_by_both(made), made.moderator()
    first, second = question.answers
    made.do(publishing.publish, question, moderator, answers=[first.id])
    with pytest.raises(BadField) as refused:
        made.do(publishing.unpublish, question, moderator, answers=[second.id], reason="Wrong.")
    assert refused.value.field == "answers"


def test_a_correction_is_public_once_it_is_released(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, body="Ten.")
    version = question.version
    answer = question.answers[0]
    by = made.by(moderator)
    statement = writing.save(
        question, panel.executives[0], writing.body("Eleven."), seen=1, by=by, at=clock.now()
    )
    assert answer.statement.released is not None
    assert answer.statement.released.body == "Ten."
    writing.submit(statement, by=by, at=clock.now())
    writing.release(statement, by=by, at=clock.now())
    db.session.commit()
    assert answer.statement.released.body == "Eleven."
    assert question.version == version


def test_with_the_last_answer_that_readers_see_the_question_goes_too(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator)
    [shown] = question.answers
    later = made.answer(question, panel.executives[1], moderator)
    made.do(publishing.publish, question, moderator, when=clock.now() + WEEK)
    made.do(publishing.unpublish, question, moderator, answers=[shown.id], reason="A mistake.")
    assert question.status is Status.APPROVED
    assert later.published_at is None
    assert question.unpublish_reason == "A mistake."
