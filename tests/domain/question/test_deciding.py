"""What a moderator decides, and what each decision sets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.question import deciding, rewording, slots, withdrawing
from domain.record.outbox import UNDO_WINDOW
from domain.refusals import BadField, NotAvailable
from extensions import clock, db
from models import Question, Status, User
from tests.domain.question.situations import reason, rejected
from tests.domain.record import chain, post
from tests.made import Made

EMAIL = "zoe@reader.example"


def test_approving_publishes_the_wording_that_was_on_screen(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel(), "First words?")
    made.do(rewording.reword, question, moderator, text="Second words?", details="")
    event = made.do(deciding.approve, question, moderator, wording=1)
    assert question.status is Status.APPROVED
    assert question.public is not None
    assert question.public.text == "First words?"
    assert event.details["wording"] == 1


def test_approving_takes_the_newest_wording_unless_told(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    made.do(rewording.reword, question, moderator, text="Second words?", details="")
    made.do(deciding.approve, question, moderator)
    assert question.public_wording == 2


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_wording_that_does_not_exist_is_not_approved(made: Made, number: int) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    with pytest.raises(BadField) as refused:
        made.do(deciding.approve, question, moderator, wording=number)
    assert refused.value.field == "wording"
    assert question.status is Status.PENDING


def test_a_wording_that_was_erased_is_not_approved(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    question.original.text, question.original.blanked_at = "", clock.now()
    db.session.commit()
    with pytest.raises(BadField):
        made.do(deciding.approve, question, moderator)


def test_approving_a_held_question_forgets_until_when_it_was_held(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    made.do(deciding.hold, question, moderator, note="Ask.", until=clock.now() + timedelta(days=2))
    made.do(deciding.approve, question, moderator)
    assert question.held_until is None


def test_rejecting_keeps_reason_and_who_and_the_explanation(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel(), email=EMAIL)
    now = clock.now()
    event = made.do(
        deciding.reject, question, moderator, reason=reason("unclear"), explanation=" Which? ", at=now
    )
    assert question.status is Status.REJECTED
    assert question.reason is not None
    assert question.reason.code == "unclear"
    assert question.rejected_by_id == moderator.id
    assert event.note is not None
    assert event.note.text == "Which?"
    assert post.due(question)[-1] == ("rejected", now + UNDO_WINDOW)


def test_rejecting_an_approved_question_takes_its_public_wording(made: Made) -> None:
    moderator = made.moderator()
    question = made.approved(made.panel(), moderator)
    made.do(deciding.reject, question, moderator, reason=reason())
    assert question.public_wording is None


def test_an_explanation_may_be_left_out_and_has_its_limit(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    with pytest.raises(BadField) as refused:
        made.do(deciding.reject, question, moderator, reason=reason(), explanation="x" * 2001)
    assert refused.value.field == "explanation"
    event = made.do(deciding.reject, question, moderator, reason=reason())
    assert event.note is None


def test_holding_needs_a_note_and_keeps_until_when(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    with pytest.raises(BadField) as refused:
        made.do(deciding.hold, question, moderator, note=" ")
    assert refused.value == BadField("note", "missing")
    until = clock.now() + timedelta(days=3)
    event = made.do(deciding.hold, question, moderator, note="Ask legal.", until=until)
    assert (question.status, question.held_until) == (Status.HELD, until)
    assert event.note is not None
    assert event.note.text == "Ask legal."
    made.do(deciding.resume, question, moderator)
    assert (question.status, question.held_until) == (Status.PENDING, None)


def test_sending_back_needs_a_message_and_tells_the_asker(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel(), email=EMAIL)
    with pytest.raises(BadField) as refused:
        made.do(deciding.send_back, question, moderator, message="")
    assert refused.value == BadField("message", "missing")
    made.do(deciding.send_back, question, moderator, message="Which year?")
    assert question.status is Status.RETURNED
    assert post.kinds(question) == ["received", "returned"]


def test_reopening_keeps_the_answers_and_drops_the_reason(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    made.answer(question, panel.executives[0], moderator)
    made.do(deciding.reject, question, moderator, reason=reason())
    made.do(deciding.reopen, question, moderator)
    assert (question.status, question.reason_id) == (Status.PENDING, None)
    assert len(question.answers) == 1


def test_an_asker_without_an_address_is_told_nothing(made: Made) -> None:
    question = made.approved(made.panel(), made.moderator(), name="Zoe")
    assert post.messages(question) == []


def test_addressing_names_the_executives(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel)
    event = made.do(deciding.address, question, moderator, executives=[panel.executives[1]])
    assert question.executives == [panel.executives[1]]
    assert event.details["executives"] == [panel.executives[1].id]


def test_who_has_answered_stays_addressed(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second = panel.executives
    question = made.approved(panel, moderator, executives=[first])
    made.answer(question, first, moderator)
    made.do(deciding.address, question, moderator, executives=[second])
    assert set(question.executives) == {first, second}


def test_addressing_nobody_asks_all_who_answer(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, executives=[panel.executives[0]])
    made.do(deciding.address, question, moderator, executives=[])
    assert slots.asked(question) == panel.executives


def test_an_executive_of_another_panel_cannot_be_addressed(made: Made) -> None:
    moderator = made.moderator()
    question, stranger = made.question(made.panel()), made.panel("elsewhere").executives[0]
    with pytest.raises(BadField) as refused:
        made.do(deciding.address, question, moderator, executives=[stranger])
    assert refused.value == BadField("executives", "not-on-this-panel")


def test_a_note_is_written_beside_any_question_and_never_empty(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    deciding.note(question, text="Ring them.", by=made.by(moderator), at=clock.now())
    with pytest.raises(BadField):
        deciding.note(question, text="", by=made.by(moderator), at=clock.now())
    db.session.commit()
    assert chain.of(question)[-1].note.text == "Ring them."  # type: ignore[union-attr]
    assert question.version == 1


@pytest.mark.parametrize("verb", ["approve", "reject", "send_back"])
def test_an_appeal_is_never_decided_by_who_rejected(made: Made, verb: str) -> None:
    first, second = made.moderator(), made.moderator()
    question = appealed(made, first)
    told = {"approve": {}, "reject": {"reason": reason()}, "send_back": {"message": "?"}}[verb]
    with pytest.raises(NotAvailable):
        made.do(getattr(deciding, verb), question, first, **told)
    with pytest.raises(NotAvailable):
        rewording.split(
            question, texts=["One of?", "Two of?"], seen=question.version, by=made.by(first), at=clock.now()
        )
    made.do(getattr(deciding, verb), question, second, **told)


def test_the_rejecter_decides_no_appeal_after_holding_it_either(made: Made) -> None:
    first = made.moderator()
    question = appealed(made, first)
    made.do(deciding.hold, question, first, note="Ask.")
    with pytest.raises(NotAvailable):
        made.do(deciding.approve, question, first)


def test_who_rejects_an_appeal_is_then_the_rejecter(made: Made) -> None:
    first, second = made.moderator(), made.moderator()
    question = appealed(made, first)
    made.do(deciding.reject, question, second, reason=reason("spam"))
    made.do(deciding.reopen, question, first)
    with pytest.raises(NotAvailable):
        made.do(deciding.approve, question, second)
    made.do(deciding.approve, question, first)


def appealed(made: Made, moderator: User) -> Question:
    """A question that ``moderator`` rejected and whose asker objected."""
    question = rejected(made, made.panel(), moderator)
    withdrawing.appeal(question, why="It is fair.", by=made.asker, at=clock.now())
    db.session.commit()
    return question
