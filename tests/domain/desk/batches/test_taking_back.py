"""A batch is one decision: it is taken back whole, and names what could not be."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from domain.desk.batches import running, taking_back
from domain.question import deciding, withdrawing
from domain.record.events import of_question
from domain.record.outbox import UNDO_WINDOW
from domain.refusals import NotAvailable
from extensions import begin_writing, clock, db
from models import BatchItem, OutboxMessage, Outcome, Status
from tests.domain.desk.batches import ways
from tests.made import Made

UNDONE = (Outcome.UNDONE, None)
KEPT = (Outcome.KEPT, "followed")


def test_every_question_is_where_it_was_and_no_mail_is_sent(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel, email="a@reader.example") for _ in range(3)]
    made.do(deciding.hold, questions[2], mila, note="Wait.", until=clock.now() + timedelta(days=1))
    batch = ways.make(made, panel, mila, "reject", ways.selected(questions), reason="spam")
    ways.run(made, batch, mila)

    ways.take_back(made, batch, mila)

    assert set(ways.outcomes(batch).values()) == {UNDONE}
    assert [question.status for question in questions] == [Status.PENDING, Status.PENDING, Status.HELD]
    assert questions[2].held_until is not None
    assert of_question(questions[0])[-1].details["batch"] == batch.id
    assert batch.undone_at is not None
    mails = db.session.query(OutboxMessage).filter_by(kind="rejected")
    assert all(mail.cancelled_at is not None for mail in mails)


def test_what_was_followed_is_kept_and_named_and_its_mail_still_goes(made: Made) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator(name="Noor Haddad")
    free, taken, answered, withdrawn = (made.question(panel, email="a@reader.example") for _ in range(4))
    batch = ways.make(made, panel, mila, "approve", ways.selected([free, taken, answered, withdrawn]))
    ways.run(made, batch, mila)
    made.do(deciding.reopen, taken, noor)
    made.answer(answered, panel.executives[0], noor)
    begin_writing()
    withdrawing.withdraw(db.session.merge(withdrawn), by=made.asker, at=clock.now())
    db.session.commit()

    ways.take_back(made, batch, mila)

    assert ways.outcomes(batch) == {free.id: UNDONE, taken.id: KEPT, answered.id: KEPT, withdrawn.id: KEPT}
    assert ways.came_first(batch, taken) == ("reopen", "Noor Haddad")
    assert ways.came_first(batch, withdrawn) == ("withdraw", None)
    assert answered.status is Status.APPROVED
    told = db.session.query(OutboxMessage).filter_by(kind="approved", question_id=answered.id).one()
    assert told.cancelled_at is None


def test_two_minutes_after_it_nothing_is_taken_back(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    question = made.question(panel)
    batch = ways.make(made, panel, mila, "approve", ways.selected([question]))
    ways.run(made, batch, mila)
    with time_machine.travel(clock.now() + UNDO_WINDOW + timedelta(seconds=5)):
        with pytest.raises(NotAvailable):
            ways.take_back(made, batch, mila)
        assert ways.outcomes(batch) == {question.id: (Outcome.DONE, None)}


def test_only_who_made_it_takes_it_back(made: Made) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator()
    batch = ways.make(made, panel, mila, "approve", ways.selected([made.question(panel)]))
    ways.run(made, batch, mila)
    with pytest.raises(NotAvailable):
        ways.take_back(made, batch, noor)


def test_what_was_asked_in_time_is_taken_back_however_long_that_takes(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel, email="a@reader.example") for _ in range(2)]
    batch = ways.make(made, panel, mila, "approve", ways.selected(questions))
    ways.run(made, batch, mila)
    begin_writing()
    locked = running.locked(batch.id)
    assert locked is not None
    taking_back.ask(locked, by=ways.by(made, mila), at=batch.created_at + timedelta(seconds=119))
    db.session.commit()

    mails = db.session.query(OutboxMessage).filter_by(kind="approved").all()
    assert all(mail.not_before > batch.created_at + timedelta(seconds=230) for mail in mails)
    with time_machine.travel(batch.created_at + timedelta(minutes=3)):
        ways.run(made, batch, mila)
    assert set(ways.outcomes(batch).values()) == {UNDONE}


def test_a_batch_taken_back_while_it_runs_decides_no_further(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(3)]
    batch = ways.make(made, panel, mila, "approve", ways.selected(questions))
    ways.run(made, batch, mila, steps=1)
    begin_writing()
    locked = running.locked(batch.id)
    assert locked is not None
    taking_back.ask(locked, by=ways.by(made, mila), at=clock.now())
    db.session.commit()
    with time_machine.travel(clock.now() + running.LEASE):
        ways.run(made, batch, mila)

    stopped = (Outcome.LEFT_OUT, "stopped")
    assert [ways.outcomes(batch)[q.id] for q in questions] == [UNDONE, stopped, stopped]
    assert all(question.status is Status.PENDING for question in questions)


def test_one_taken_back_by_itself_is_shown_so_and_the_rest_can_still_be(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    one, other = made.question(panel), made.question(panel)
    batch = ways.make(made, panel, mila, "approve", ways.selected([one, other]))
    ways.run(made, batch, mila)

    made.do(deciding.undo, one, mila)
    assert ways.outcomes(batch) == {one.id: UNDONE, other.id: (Outcome.DONE, None)}
    ways.take_back(made, batch, mila)

    assert set(ways.outcomes(batch).values()) == {UNDONE}
    assert [event.action for event in of_question(one)][-2:] == ["approve", "undo"]


def test_topics_have_no_way_back(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    batch = ways.make(made, panel, mila, "topics", ways.selected([made.question(panel)]))
    ways.run(made, batch, mila)
    with pytest.raises(NotAvailable):
        ways.take_back(made, batch, mila)
    assert db.session.query(BatchItem).one().outcome is Outcome.DONE
