"""A moderator takes back their own last decision, within two minutes, when nothing followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.answer import writing
from domain.question import deciding, families, lifecycle, publishing, rewording, undoing, withdrawing
from domain.record.outbox import UNDO_WINDOW
from domain.refusals import NotAvailable
from extensions import clock, db
from models import Question, Status
from tests.domain.question.situations import SITUATIONS, Scene, reason
from tests.domain.record import chain, post
from tests.made import Made

EMAIL = "zoe@reader.example"
UNTIL = datetime.fromisoformat("2027-01-31T08:30:00.123456+00:00")


def undoable(made: Made, question: Question, user: Any, at: datetime | None = None) -> bool:
    return "undo" in lifecycle.available(question, made.by(user), at or clock.now())


def columns(question: Question) -> dict[str, Any]:
    """Everything that the question's row holds but its version."""
    names = set(Question.__table__.columns.keys()) - {"version"}
    return {name: getattr(question, name) for name in names}


DECISIONS: dict[str, tuple[str, Callable[..., Any], dict[str, Any]]] = {
    "approve a held one": ("held", deciding.approve, {}),
    "hold": ("pending", deciding.hold, {"note": "Ask."}),
    "resume": ("held", deciding.resume, {}),
    "send back a held one": ("held", deciding.send_back, {"message": "?"}),
    "reject an approved one": ("approved", deciding.reject, {"reason": reason}),
    "reject a held one": ("held", deciding.reject, {"reason": reason}),
    "reopen a rejected one": ("rejected", deciding.reopen, {}),
    "reopen an approved one": ("approved", deciding.reopen, {}),
    "merge an approved one": ("approved", families.merge, {"into": None}),
    "merge a held one": ("held", families.merge, {"into": None}),
    "unmerge": ("merged", families.unmerge, {}),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_the_columns_come_back_exactly(made: Made, decision: str) -> None:
    situation, verb, told = DECISIONS[decision]
    scene = Scene(made)
    question = scene.question(situation)
    if question.status is Status.HELD:
        question.held_until = UNTIL
        db.session.commit()
    before, version = columns(question), question.version
    given = {name: value() if callable(value) else value for name, value in told.items()}
    if "into" in given:
        given["into"] = scene.other_question
    made.do(verb, question, scene.moderator, **given)
    assert columns(question) != before
    event = made.do(deciding.undo, question, scene.moderator)
    db.session.expire_all()
    assert columns(question) == before
    assert question.version == version + 2
    assert event.details["seq"] == event.seq - 1
    assert chain.broken(question, made.seal) == []


def test_what_the_decision_would_have_said_is_withheld(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel(), email=EMAIL)
    made.do(deciding.reject, question, moderator, reason=reason())
    assert post.kinds(question) == ["received", "rejected"]
    made.do(deciding.undo, question, moderator)
    assert post.kinds(question) == ["received"]


def test_every_asker_of_the_family_is_left_in_peace(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, email=EMAIL)
    member = made.question(panel, email="ben@reader.example")
    made.do(families.merge, member, moderator, into=question)
    made.do(deciding.reject, question, moderator, reason=reason())
    assert post.kinds(member) == ["received", "rejected"]
    made.do(deciding.undo, question, moderator)
    assert post.kinds(member) == ["received"]


def test_two_minutes_and_no_longer(made: Made) -> None:
    moderator, now = made.moderator(), clock.now()
    question = made.question(made.panel())
    made.do(deciding.approve, question, moderator, at=now)
    assert undoable(made, question, moderator, now + UNDO_WINDOW)
    late = now + UNDO_WINDOW + timedelta(seconds=1)
    assert not undoable(made, question, moderator, late)
    with pytest.raises(NotAvailable):
        made.do(deciding.undo, question, moderator, at=late)


def test_only_ones_own_decision(made: Made) -> None:
    moderator, colleague = made.moderator(), made.moderator()
    question = made.question(made.panel())
    made.do(deciding.approve, question, moderator)
    assert not undoable(made, question, colleague)


def test_only_the_last_decision(made: Made) -> None:
    moderator, colleague = made.moderator(), made.moderator()
    question = made.question(made.panel())
    made.do(deciding.hold, question, moderator, note="Ask.")
    made.do(deciding.resume, question, colleague)
    assert not undoable(made, question, moderator)


def test_an_undo_is_not_undone_nor_the_decision_before_it(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    made.do(deciding.hold, question, moderator, note="Ask.")
    made.do(deciding.approve, question, moderator)
    made.do(deciding.undo, question, moderator)
    assert not undoable(made, question, moderator)


def test_not_after_a_new_wording(made: Made) -> None:
    moderator = made.moderator()
    question = made.question(made.panel())
    made.do(deciding.approve, question, moderator)
    made.do(rewording.reword, question, moderator, text="Other words?", details="")
    assert not undoable(made, question, moderator)


def test_not_after_new_addressees(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    made.do(deciding.address, question, moderator, executives=panel.executives[:1])
    assert not undoable(made, question, moderator)


def test_not_after_the_asker_has_acted(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    returned, rejected = made.question(panel), made.question(panel)
    made.do(deciding.send_back, returned, moderator, message="Which year?")
    rewording.revise(returned, text="Last year?", details="", by=made.asker, at=clock.now())
    made.do(deciding.reject, rejected, moderator, reason=reason())
    withdrawing.appeal(rejected, why="It is fair.", by=made.asker, at=clock.now())
    db.session.commit()
    assert not undoable(made, returned, moderator)
    assert not undoable(made, rejected, moderator)


def test_not_after_an_answer_was_begun(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    writing.save(
        question, panel.executives[0], writing.body("So."), seen=0, by=made.by(moderator), at=clock.now()
    )
    db.session.commit()
    assert not undoable(made, question, moderator)


def test_not_after_an_answer_begun_before_was_released(made: Made) -> None:
    panel, moderator, colleague = made.panel(), made.moderator(), made.moderator()
    question, executive = made.approved(panel, colleague), panel.executives[0]
    by = made.by(colleague)
    statement = writing.save(question, executive, writing.body("So."), seen=0, by=by, at=clock.now())
    writing.submit(statement, by=by, at=clock.now())
    made.do(deciding.reopen, question, colleague)
    made.do(deciding.approve, question, moderator)
    assert undoable(made, question, moderator)
    writing.release(statement, by=by, at=clock.now())
    db.session.commit()
    assert not undoable(made, question, moderator)


def test_a_note_and_topics_stand_in_no_ones_way(made: Made) -> None:
    moderator, colleague = made.moderator(), made.moderator()
    question = made.question(made.panel())
    made.do(deciding.approve, question, moderator)
    deciding.note(question, text="Remember.", by=made.by(colleague), at=clock.now())
    deciding.set_topics(question, topics=[], by=made.by(colleague), at=clock.now())
    made.do(deciding.undo, question, moderator)
    assert question.status is Status.PENDING


def test_publishing_and_unpublishing_have_each_other(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator)
    assert not undoable(made, question, moderator)
    made.do(publishing.unpublish, question, moderator, reason="Wrong.")
    assert not undoable(made, question, moderator)


def test_an_undone_unmerge_never_closes_a_loop(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, top = made.question(panel), made.question(panel)
    made.do(families.merge, question, moderator, into=top)
    made.do(families.unmerge, question, moderator)
    assert undoable(made, question, moderator)
    made.do(families.merge, top, moderator, into=question)
    assert not undoable(made, question, moderator)


def test_an_undone_unmerge_never_leads_to_another_panel(made: Made) -> None:
    panel, elsewhere, moderator = made.panel(), made.panel("elsewhere"), made.moderator()
    question, top = made.question(panel), made.question(panel)
    made.do(families.merge, question, moderator, into=top)
    made.do(families.unmerge, question, moderator)
    made.do(rewording.move_to_panel, top, moderator, panel=elsewhere)
    assert not undoable(made, question, moderator)


def test_a_decision_can_be_undone_in_every_state_it_leads_to(made: Made) -> None:
    states = {rule.target for action, rule in lifecycle.RULES.items() if action in undoing.UNDOABLE}
    assert states - {None} <= lifecycle.RULES[lifecycle.Action.UNDO].sources
    assert len(SITUATIONS) > len(states)
