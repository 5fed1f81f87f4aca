"""Messages are kept with what caused them, once, and withheld when it is undone."""

from __future__ import annotations

from datetime import timedelta

from domain.question import deciding
from domain.record import outbox
from extensions import clock, db
from tests.domain.record import chain, post
from tests.made import Made

EMAIL = "zoe@reader.example"


def test_a_decision_is_told_once_it_can_no_longer_be_undone(made: Made) -> None:
    question, now = made.question(made.panel(), email=EMAIL), clock.now()
    made.do(deciding.approve, question, made.moderator(), at=now)
    assert post.due(question)[-1] == ("approved", now + timedelta(minutes=2))


def test_each_message_has_an_identity_that_stays(made: Made) -> None:
    question = made.approved(made.panel(), made.moderator(), email=EMAIL)
    messages = post.messages(question)
    assert len({message.message_id for message in messages}) == len(messages) == 2
    assert len({message.dedupe_key for message in messages}) == 2
    assert all(message.passport_id == question.passport_id for message in messages)
    assert [message.event_id for message in messages] == [event.id for event in chain.of(question)]


def test_what_was_sent_is_not_withheld(made: Made) -> None:
    question, moderator = made.question(made.panel(), email=EMAIL), made.moderator()
    made.do(deciding.approve, question, moderator)
    approved = post.messages(question)[-1]
    approved.sent_at = clock.now()
    db.session.commit()
    made.do(deciding.undo, question, moderator)
    assert post.messages(question)[-1].cancelled_at is None


def test_withholding_one_events_messages_leaves_the_others(made: Made) -> None:
    question = made.approved(made.panel(), made.moderator(), email=EMAIL)
    outbox.cancel(chain.of(question)[-1], at=clock.now())
    assert post.kinds(question) == ["received"]


def test_announcements_are_withheld_and_nothing_else_is(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator, email=EMAIL)
    other = made.published(panel, moderator, email="ben@reader.example")
    now = clock.now()
    outbox.cancel_announcements(question, at=now, due_too=False)
    assert post.kinds(question) == ["received", "approved", "published"]
    outbox.cancel_announcements(question, at=now)
    assert post.kinds(question) == ["received", "approved"]
    assert post.kinds(other) == ["received", "approved", "published"]


def test_who_gave_no_address_is_kept_no_message(made: Made) -> None:
    question = made.question(made.panel(), name="Zoe")
    assert outbox.tell_asker("approved", question, chain.of(question)[0], at=clock.now()) is None
