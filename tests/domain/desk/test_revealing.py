"""The asker's name, out of sight until a moderator looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.asker import erasing
from domain.desk import revealing
from domain.permissions import Permission
from domain.question import deciding, loading
from domain.record import events
from domain.record.lists import last_decision
from domain.refusals import NotAllowed, NotAvailable
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Role, User
from tests.made import Made


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, name="Rita Roe", email="rita@floor.example")


def look(made: Made, question: Question, by: User) -> Event:
    begin_writing()
    locked = loading.locked(question.id)
    assert locked is not None
    event = revealing.reveal(locked, by=made.by(by), at=clock.now())
    db.session.commit()
    return event


def test_who_looked_sees_it_for_ten_minutes_and_nobody_else(
    made: Made, question: Question, mia: User
) -> None:
    now = clock.now()
    assert revealing.seen_until(question, mia, now) is None
    event = look(made, question, mia)
    assert revealing.seen_until(question, mia, event.at) == event.at + timedelta(minutes=10)
    assert revealing.seen_until(question, mia, event.at + timedelta(minutes=9, seconds=59)) is not None
    assert revealing.seen_until(question, mia, event.at + timedelta(minutes=10)) is None
    assert revealing.seen_until(question, made.moderator(), event.at) is None


def test_the_record_says_who_looked_and_never_at_what(made: Made, question: Question, mia: User) -> None:
    event = look(made, question, mia)
    assert (event.action, event.user_id, event.details, event.note) == ("reveal", mia.id, {}, None)


def test_looking_counts_no_version_and_hinders_no_undo(made: Made, question: Question, mia: User) -> None:
    made.do(deciding.approve, question, mia)
    seen = question.version
    look(made, question, mia)
    assert question.version == seen
    last = last_decision(question)
    assert last is not None
    assert last.action == "approve"
    made.do(deciding.undo, question, mia)


def test_pressing_twice_is_one_event_and_later_another(made: Made, question: Question, mia: User) -> None:
    first = look(made, question, mia)
    assert look(made, question, mia).id == first.id
    begin_writing()
    revealing.reveal(question, by=made.by(mia), at=clock.now() + timedelta(minutes=11))
    db.session.commit()
    assert [event.action for event in events.of_question(question)].count("reveal") == 2


def test_another_question_of_the_same_asker_stays_blind(
    made: Made, panel: Panel, question: Question, mia: User
) -> None:
    other = made.question(panel, name="Rita Roe", email="rita@floor.example")
    look(made, question, mia)
    assert revealing.seen_until(other, mia, clock.now()) is None


def test_where_nothing_was_told_there_is_nothing_to_show(
    made: Made, panel: Panel, question: Question, mia: User
) -> None:
    for bare in (made.question(panel), question):
        if bare is question:
            erasing.erase(question.passport, by=made.asker, at=clock.now())
            db.session.commit()
        with pytest.raises(NotAvailable):
            look(made, bare, mia)
        db.session.rollback()


def test_only_who_decides_on_this_panel_may_look(made: Made, question: Question) -> None:
    for user in (made.user(Role.AUDITOR), made.moderator(made.panel("elsewhere"))):
        with pytest.raises(NotAllowed) as refused:
            look(made, question, user)
        assert refused.value.permission == Permission.DECIDE
        db.session.rollback()


def test_who_may_decide_there_no_more_sees_no_more(made: Made, panel: Panel, question: Question) -> None:
    guest = made.moderator(panel)
    look(made, question, guest)
    db.session.delete(guest.grants[0])
    db.session.commit()
    assert revealing.seen_until(question, guest, clock.now()) is None
