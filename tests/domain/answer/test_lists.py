"""The slots that a delegate sees: their own executive's, and only such as exist."""

from __future__ import annotations

from domain.account.creating import Grant, create
from domain.answer import lists, writing
from extensions import db
from models import Role, Standing
from tests.domain.question.situations import SITUATIONS, Scene
from tests.made import Made


def test_a_delegate_sees_what_was_put_to_their_executive(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    own, other = panel.executives
    delegate = made.user(Role.EXECUTIVE, delegate_of=own)
    to_all = made.approved(panel, moderator)
    to_own = made.approved(panel, moderator, executives=[own])
    made.approved(panel, moderator, executives=[other])
    assert lists.own_executives(delegate) == [own.id]
    assert lists.own_slots(delegate) == [(to_all, own), (to_own, own)]


def test_every_slot_that_is_listed_exists(made: Made) -> None:
    scene = Scene(made)
    own = scene.panel.executives[0]
    delegate = made.user(Role.EXECUTIVE, delegate_of=own)
    questions = [scene.question(situation) for situation in SITUATIONS]
    for standing in Standing:
        own.standing = standing
        db.session.commit()
        listed = {question.id for question, _ in lists.own_slots(delegate)}
        assert listed == {question.id for question in questions if writing.slot_exists(question, own)}


def test_who_answered_and_is_no_longer_asked_still_finds_their_answer(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    own, other = panel.executives
    delegate = made.user(Role.EXECUTIVE, delegate_of=own)
    question = made.approved(panel, moderator)
    made.answer(question, own, moderator)
    question.executives = [other]
    db.session.commit()
    assert lists.own_slots(delegate) == [(question, own)]


def test_who_is_no_delegate_has_no_slots(made: Made) -> None:
    made.approved(made.panel(), made.moderator())
    for role in (Role.MODERATOR, Role.AUDITOR, Role.APPROVER):
        assert lists.own_slots(made.user(role)) == []


def test_a_delegate_of_two_sees_both(made: Made) -> None:
    panel, elsewhere, moderator = made.panel(), made.panel("elsewhere"), made.moderator()
    delegate = made.user(Role.EXECUTIVE, delegate_of=panel.executives[0])
    second = create(
        email="two@floor.example",
        name="Two",
        password_hash="x",
        grants=[Grant(Role.EXECUTIVE, executive=p.executives[0]) for p in (panel, elsewhere)],
        by=made.system,
        at=delegate.created_at,
    )
    db.session.commit()
    questions = {made.approved(panel, moderator).id, made.approved(elsewhere, moderator).id}
    assert {question.id for question, _ in lists.own_slots(second)} == questions
    assert len(lists.own_slots(delegate)) == 1
