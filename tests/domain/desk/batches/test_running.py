"""A batch decides each of its questions at the version that was selected, and names those it leaves out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from domain.asker import erasing
from domain.desk.batches import running
from domain.question import deciding, rewording, withdrawing
from domain.question.lifecycle import Action
from domain.record.events import of_question
from domain.refusals import BadField, NotAllowed
from extensions import begin_writing, clock, db
from models import Batch, BatchItem, OutboxMessage, Outcome, Panel, Passport, Question, Role, Status
from tests.domain.desk.batches import ways
from tests.made import Made

DONE = (Outcome.DONE, None)


def test_each_question_is_decided_by_an_event_that_names_the_batch(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel, email="a@reader.example") for _ in range(3)]

    batch = ways.make(made, panel, mila, "approve", ways.selected(questions))
    ways.run(made, batch, mila)

    assert set(ways.outcomes(batch).values()) == {DONE}
    for question in questions:
        assert question.status is Status.APPROVED
        event = of_question(question)[-1]
        assert (event.action, event.details["batch"]) == ("approve", batch.id)
        assert db.session.get_one(BatchItem, (batch.id, question.id)).event_id == event.id
    assert db.session.query(OutboxMessage).filter_by(kind="approved").count() == 3
    assert batch.finished_at is not None
    assert batch.leased_until is None


def test_whatever_came_first_is_named_and_nothing_of_it_is_overwritten(made: Made) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator(name="Noor Haddad")
    free, decided, withdrawn, erased, reworded = (made.question(panel, name="Zoe") for _ in range(5))
    returned = made.question(panel)
    made.do(deciding.send_back, returned, noor, message="Which year?")
    chosen = ways.selected([free, decided, withdrawn, erased, reworded, returned])
    made.do(deciding.hold, decided, noor, note="Ask legal.")
    begin_writing()
    withdrawing.withdraw(db.session.merge(withdrawn), by=made.asker, at=clock.now())
    erasing.erase(db.session.get_one(Passport, erased.passport_id), by=made.asker, at=clock.now())
    db.session.commit()
    made.do(rewording.reword, reworded, noor, text="What will it cost?", details="")

    batch = ways.make(made, panel, mila, "approve", chosen)
    ways.run(made, batch, mila)

    found = ways.outcomes(batch)
    assert found[free.id] == DONE
    assert {found[q.id] for q in (decided, withdrawn, erased, reworded)} == {(Outcome.LEFT_OUT, "stale")}
    assert found[returned.id] == (Outcome.LEFT_OUT, "state")
    assert ways.came_first(batch, decided) == ("hold", "Noor Haddad")
    assert ways.came_first(batch, withdrawn) == ("withdraw", None)
    assert ways.came_first(batch, erased) == ("withdraw", None)
    assert ways.came_first(batch, reworded) == ("reword", "Noor Haddad")
    assert ways.came_first(batch, returned) == ("send-back", "Noor Haddad")
    assert decided.status is Status.HELD


def test_words_that_their_asker_erased_since_are_not_approved(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    question = made.question(panel, name="Zoe")
    made.do(deciding.reject, question, mila, reason=ways.reason("spam"))
    begin_writing()
    erasing.erase(db.session.get_one(Passport, question.passport_id), by=made.asker, at=clock.now())
    db.session.commit()

    batch = ways.make(made, panel, mila, "reopen", ways.selected([question]))
    ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {question.id: (Outcome.LEFT_OUT, "erased")}
    assert ways.came_first(batch, question) == ("erase", None)


def test_a_colleague_who_decides_between_two_steps_is_first(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila, noor = made.panel(), made.moderator(), made.moderator(name="Noor Haddad")
    first, second = made.question(panel), made.question(panel)
    batch = ways.make(made, panel, mila, "approve", ways.selected([first, second]))

    ways.run(made, batch, mila, steps=1)
    made.do(deciding.hold, second, noor, note="Wait.")
    with time_machine.travel(clock.now() + running.LEASE):
        ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {first.id: DONE, second.id: (Outcome.LEFT_OUT, "stale")}
    assert ways.came_first(batch, second) == ("hold", "Noor Haddad")


def test_one_question_that_fails_takes_none_of_the_others_with_it(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(3)]
    broken = questions[1].id
    approve = deciding.approve

    def fail_once(question: Question, **more: object) -> object:
        event = approve(question, **more)  # type: ignore[arg-type]
        if question.id == broken:
            db.session.add(OutboxMessage())
        return event

    monkeypatch.setattr(deciding, "approve", fail_once)
    batch = ways.make(made, panel, mila, "approve", ways.selected(questions))
    ways.run(made, batch, mila)

    found = ways.outcomes(batch)
    assert found[broken] == (Outcome.LEFT_OUT, "failed")
    assert db.session.get_one(Question, broken).status is Status.PENDING
    assert [found[q.id] for q in (questions[0], questions[2])] == [DONE, DONE]


def test_a_batch_whose_runner_died_waits_for_its_lease_and_can_be_gone_on_with(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila = made.panel(), made.moderator()
    batch = ways.make(made, panel, mila, "approve", ways.selected([made.question(panel) for _ in range(3)]))
    ways.run(made, batch, mila, steps=1)

    ways.run(made, batch, mila)
    assert ways.progress(batch).done == 1
    with time_machine.travel(clock.now() + running.LEASE):
        ways.run(made, batch, mila)
    assert ways.progress(batch).done == 3


def test_of_two_runners_the_one_without_the_lease_stops(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila = made.panel(), made.moderator()
    batch = ways.make(made, panel, mila, "approve", ways.selected([made.question(panel) for _ in range(4)]))
    begin_writing()
    lost = running.take(batch.id, at=clock.now())
    db.session.commit()
    assert lost is not None
    with time_machine.travel(clock.now() + running.LEASE):
        begin_writing()
        lease = running.take(batch.id, at=clock.now())
        db.session.commit()
        assert lease is not None

        assert ways.step(made, batch.id, lost, mila) is None
        assert ways.progress(batch).done == 0
        assert ways.step(made, batch.id, lease, mila) is not None
        assert ways.progress(batch).done == 1


def test_who_may_no_longer_decide_decides_no_further(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(2)]
    batch = ways.make(made, panel, mila, "approve", ways.selected(questions))
    ways.run(made, batch, mila, steps=1)
    db.session.delete(mila.grants[0])
    db.session.commit()
    with time_machine.travel(clock.now() + running.LEASE):
        ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {questions[0].id: DONE, questions[1].id: (Outcome.LEFT_OUT, "not-allowed")}


def test_a_question_that_was_moved_to_another_panel_is_left_out(made: Made) -> None:
    panel, other, mila = made.panel(), made.panel("elsewhere"), made.moderator()
    question = made.question(panel)
    chosen = ways.selected([question])
    made.do(rewording.move_to_panel, question, mila, panel=db.session.merge(other))

    batch = ways.make(made, panel, mila, "approve", chosen)
    ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {question.id: (Outcome.LEFT_OUT, "moved")}
    assert ways.came_first(batch, question)[0] == "move"


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        (Action.REJECT, {"reason": "spam", "explanation": "No."}, Status.REJECTED),
        (Action.HOLD, {"note": "Ask legal."}, Status.HELD),
        (Action.SEND_BACK, {"message": "Which year?"}, Status.RETURNED),
        (Action.TOPICS, {}, Status.PENDING),
    ],
)
def test_each_kind_of_decision_can_be_shared(
    made: Made, action: str, fields: dict[str, object], status: Status
) -> None:
    panel, mila = made.panel(), made.moderator()
    question = made.question(panel)
    batch = ways.make(made, panel, mila, action, ways.selected([question]), **fields)
    ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {question.id: DONE}
    assert question.status is status
    event = of_question(question)[-1]
    assert event.action == action
    assert (event.note.text if event.note else None) == next(
        (text for name, text in fields.items() if name != "reason"), None
    )
    assert not set(batch.fields) & {"explanation", "note", "message"}, "free text stays with the events alone"


def test_held_ones_are_resumed_and_rejected_ones_reopened_together(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    held, rejected = made.question(panel), made.question(panel)
    made.do(deciding.hold, held, mila, note="Wait.", until=clock.now() + timedelta(days=1))
    made.do(deciding.reject, rejected, mila, reason=ways.reason("spam"))
    for action, question in (("resume", held), ("reopen", rejected)):
        batch = ways.make(made, panel, mila, action, ways.selected([question]))
        ways.run(made, batch, mila)
        assert question.status is Status.PENDING


def test_the_same_key_leads_to_the_batch_already_made(made: Made) -> None:
    panel, mila = made.panel(), made.moderator()
    chosen = ways.selected([made.question(panel)])
    first = ways.make(made, panel, mila, "approve", chosen, key="a-key-of-a-form")
    again = ways.make(made, panel, mila, "approve", chosen, key="a-key-of-a-form")
    assert again.id == first.id
    with pytest.raises(BadField) as refused:
        ways.make(made, panel, mila, "reopen", chosen, key="a-key-of-a-form")
    assert (refused.value.field, refused.value.code) == ("action", "sent-before")


@pytest.mark.parametrize(
    ("action", "count", "field", "code"),
    [
        ("approve", 0, "questions", "missing"),
        ("approve", 2001, "questions", "too-many"),
        ("merge", 1, "action", "not-among-them"),
        ("reject", 1, "reason", "missing"),
        ("hold", 1, "note", "missing"),
        ("send-back", 1, "message", "missing"),
    ],
)
def test_what_cannot_be_a_batch_is_refused(
    made: Made, action: str, count: int, field: str, code: str
) -> None:
    panel, mila = made.panel(), made.moderator()
    with pytest.raises(BadField) as refused:
        ways.make(made, panel, mila, action, dict.fromkeys(range(1, count + 1), 1))
    assert (refused.value.field, refused.value.code) == (field, code)


def test_only_who_decides_on_the_panel_makes_a_batch(made: Made) -> None:
    panel, other = made.panel(), made.panel("elsewhere")
    for user in (made.moderator(panel=other), made.user(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            ways.make(made, db.session.get_one(Panel, panel.id), user, "approve", {1: 1})
    assert db.session.query(Batch).count() == 0


def test_topics_too_go_to_the_version_that_was_selected_alone(made: Made) -> None:
    panel, mila, noor = made.panel(), made.moderator(), made.moderator(name="Noor Haddad")
    question = made.question(panel)
    chosen = ways.selected([question])
    made.do(rewording.reword, question, noor, text="What will it cost?", details="")

    batch = ways.make(made, panel, mila, "topics", chosen)
    ways.run(made, batch, mila)

    assert ways.outcomes(batch) == {question.id: (Outcome.LEFT_OUT, "stale")}
