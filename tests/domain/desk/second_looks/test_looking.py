"""Somebody else looks a second time: who may, what counts as alike, what stays as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.asker import erasing
from domain.desk.second_looks import lists, looking
from domain.question import deciding, undoing, withdrawing
from domain.record.events import of_question
from domain.refusals import BadField, NotAllowed, NotAvailable
from extensions import begin_writing, clock, db
from models import Panel, Question, Role, Status, User
from tests.domain.desk.second_looks.looks import LATER, look, of, reason, shared
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return shared(made)


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


def offered(panel: Panel, user: User, after: timedelta = LATER) -> int | None:
    db.session.rollback()
    found = lists.next_for(panel, user, clock.now() + after)
    return found.question_id if found else None


def test_the_oldest_that_somebody_else_decided_comes_first(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    first, second = made.approved(panel, mia), made.approved(panel, mia)
    made.approved(panel, cleo)
    assert offered(panel, cleo) == first.id
    assert lists.count_for(panel, cleo, clock.now() + LATER) == 2
    look(made, first, cleo, "approve")
    assert offered(panel, cleo) == second.id


def test_nobody_looks_at_their_own_nor_at_what_they_had_a_part_in(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    assert offered(panel, mia) is None
    deciding.note(question, text="I know this one.", by=made.by(cleo), at=clock.now())
    db.session.commit()
    assert offered(panel, cleo) is None
    for user in (mia, cleo):
        with pytest.raises(NotAvailable):
            look(made, question, user, "approve")
        db.session.rollback()


def test_what_can_still_be_undone_is_not_looked_at_yet(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    assert offered(panel, cleo, timedelta(seconds=30)) is None
    assert offered(panel, cleo) == question.id


def test_what_its_asker_withdrew_or_erased_is_not_looked_at(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    withdrawn, erased = made.approved(panel, mia), made.question(panel)
    withdrawing.withdraw(withdrawn, by=made.asker, at=clock.now())
    db.session.commit()
    made.do(deciding.reject, erased, mia, reason=reason("spam"))
    erasing.erase(erased.passport, by=made.asker, at=clock.now())
    db.session.commit()
    assert offered(panel, cleo) is None


@pytest.mark.parametrize(
    ("action", "code", "agreed"),
    [
        ("reject", "off-topic", True),
        ("reject", "spam", False),
        ("approve", None, False),
        ("hold", None, False),
        ("send-back", None, False),
        ("merge", None, False),
    ],
)
def test_alike_is_the_same_action_for_the_same_reason(
    made: Made, panel: Panel, mia: User, cleo: User, action: str, code: str | None, agreed: bool
) -> None:
    question = made.question(panel)
    made.do(deciding.reject, question, mia, reason=reason("off-topic"))
    look(made, question, cleo, action, code)
    assert of(question).agreed is agreed


def test_a_look_changes_nothing_on_the_question_and_is_in_its_record(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    version = question.version
    look(made, question, cleo, "reject", "spam")
    db.session.rollback()
    now = db.session.get_one(Question, question.id)
    assert (now.status, now.version, now.decided_by_id) == (Status.APPROVED, version, mia.id)
    last = of_question(now)[-1]
    assert (last.action, last.user_id, last.note) == ("second-look", cleo.id, None)
    assert last.details == {
        "action": "reject",
        "reason": "spam",
        "agreed": False,
        "event": of(question).event_id,
    }


def test_a_second_look_does_not_stand_in_the_way_of_an_undo(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    look(made, question, cleo, "approve", at=clock.now() + LATER)
    assert undoing.undoable(question, made.by(mia), clock.now()) is not None


def test_the_first_who_looks_is_counted_and_the_second_refused(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    look(made, question, cleo, "approve")
    with pytest.raises(NotAvailable):
        look(made, question, made.moderator(), "hold")
    db.session.rollback()
    assert of(question).looked_by_id == cleo.id


def test_only_a_moderator_of_the_panel_looks(made: Made, panel: Panel, mia: User) -> None:
    question = made.approved(panel, mia)
    elsewhere = made.moderator(made.panel("elsewhere"))
    for user in (elsewhere, made.user(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            look(made, question, user, "approve")
        db.session.rollback()


@pytest.mark.parametrize(("action", "code", "field"), [("shrug", None, "action"), ("reject", None, "reason")])
def test_an_answer_is_one_of_five_and_a_rejection_has_its_reason(
    made: Made, panel: Panel, mia: User, cleo: User, action: str, code: str | None, field: str
) -> None:
    question = made.approved(panel, mia)
    with pytest.raises(BadField) as refused:
        look(made, question, cleo, action, code)
    assert refused.value.field == field


def explain(made: Made, question: Question, user: User, why: str) -> None:
    begin_writing()
    found = looking.locked(of(question).id)
    assert found is not None
    looking.explain(found, why=why, by=made.by(db.session.merge(user)), at=clock.now() + LATER)
    db.session.commit()


def test_why_is_written_once_by_who_looked_and_only_where_two_disagree(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.approved(panel, mia)
    look(made, question, cleo, "hold")
    explain(made, question, cleo, "Legal should see it.")
    explain(made, question, cleo, "Legal should see it.")
    said = lists.why(of(question))
    assert said is not None
    assert said.note is not None
    assert said.note.text == "Legal should see it."
    assert [event.action for event in of_question(question)].count("second-look") == 2
    for user, words in ((cleo, "Something else."), (mia, "No.")):
        with pytest.raises(NotAvailable):
            explain(made, question, user, words)
        db.session.rollback()
    alike = made.approved(panel, mia)
    look(made, alike, cleo, "approve")
    with pytest.raises(NotAvailable):
        explain(made, alike, cleo, "Nothing to say.")


def test_to_whom_it_was_put_is_told_as_it_was(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    ada, ben = panel.executives
    question = made.question(panel, executives=(ada,))
    made.do(deciding.approve, question, mia)
    made.do(deciding.address, question, mia, executives=[ben])
    found = lists.addressees(of(question))
    assert found is not None
    assert [one.name for one in found] == [ada.name]
