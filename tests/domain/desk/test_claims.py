"""A claim is one person's for ten minutes, ends with the decision, and the next free question is nobody's."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from domain.asker import contact
from domain.desk import claims, reasons
from domain.question import deciding, rewording, withdrawing
from extensions import begin_writing, clock, db
from models import Claim, Panel, Question, Role, User
from tests.made import Made

MINUTE = timedelta(minutes=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


def asked(made: Made, panel: Panel, count: int) -> list[Question]:
    """So many questions, the oldest first."""
    now = clock.now()
    return [made.question(panel, at=now - (count - number) * MINUTE) for number in range(count)]


def claim(made: Made, question: Question, user: User) -> bool:
    begin_writing()
    taken = claims.claim(db.session.merge(question), by=made.by(user), at=clock.now())
    db.session.commit()
    return taken


def following(made: Made, panel: Panel, user: User, skip: Question | None = None) -> int | None:
    """The id of the question that ``user`` is given next."""
    begin_writing()
    passed = skip.id if skip else None
    found = claims.next_free(db.session.merge(panel), by=made.by(user), at=clock.now(), skip=passed)
    id_ = found.id if found else None
    db.session.commit()
    return id_


def holder(question: Question) -> int | None:
    """Whose claim is on it now."""
    db.session.rollback()
    found = claims.live([question.id], clock.now())
    return found[question.id].user_id if found else None


def test_the_first_has_it_for_ten_minutes_and_nobody_else(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.question(panel)
    now = clock.now()
    with time_machine.travel(now, tick=False):
        assert claim(made, question, mia)
        assert not claim(made, question, cleo)
    with time_machine.travel(now + 10 * MINUTE - timedelta(seconds=1), tick=False):
        assert holder(question) == mia.id
        assert not claim(made, question, cleo)
    with time_machine.travel(now + 10 * MINUTE, tick=False):
        assert holder(question) is None
        assert claim(made, question, cleo)
        assert holder(question) == cleo.id


def test_a_renewed_claim_lasts_ten_minutes_from_then_and_began_when_it_began(
    made: Made, panel: Panel, mia: User
) -> None:
    question, now = made.question(panel), clock.now()
    by = made.by(mia)
    with time_machine.travel(now, tick=False):
        assert claims.wanted(question, by=by, at=clock.now())
        claim(made, question, mia)
        assert not claims.wanted(question, by=by, at=clock.now())
    with time_machine.travel(now + 2 * MINUTE, tick=False):
        assert claims.wanted(question, by=by, at=clock.now())
        claim(made, question, mia)
    row = db.session.get_one(Claim, question.id)
    assert (row.claimed_at, row.until) == (now, now + 12 * MINUTE)


def test_next_is_the_oldest_then_what_is_already_ones_own(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    first, second, third = asked(made, panel, 3)
    assert following(made, panel, mia) == first.id
    assert following(made, panel, mia) == first.id
    assert following(made, panel, cleo) == second.id
    assert [holder(question) for question in (first, second, third)] == [mia.id, cleo.id, None]


def test_who_skips_gets_through_the_queue_and_round(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    first, second, third = asked(made, panel, 3)
    assert following(made, panel, mia) == first.id
    assert following(made, panel, mia, skip=first) == second.id
    assert holder(first) is None
    assert following(made, panel, mia, skip=second) == third.id
    assert following(made, panel, mia, skip=third) == first.id
    assert following(made, panel, cleo) == second.id


def test_another_persons_claim_is_not_dropped_by_skipping(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    first, second = asked(made, panel, 2)
    claim(made, first, cleo)
    assert following(made, panel, mia, skip=first) == second.id
    assert holder(first) == cleo.id
    assert following(made, panel, mia, skip=second) is None


def test_a_claim_ends_with_the_decision_and_none_is_left_when_it_comes_back(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.question(panel)
    claim(made, question, mia)
    made.do(deciding.hold, question, cleo, note="Ask.")
    assert db.session.scalars(select(Claim)).all() == []
    made.do(deciding.resume, question, cleo)
    assert following(made, panel, mia) == question.id


def test_a_claim_ends_when_its_asker_takes_the_question_back(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel)
    claim(made, question, mia)
    withdrawing.withdraw(question, by=made.asker, at=clock.now())
    db.session.commit()
    assert db.session.scalars(select(Claim)).all() == []


def test_a_decision_that_is_rolled_back_leaves_the_claim(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel)
    claim(made, question, mia)
    begin_writing()
    deciding.approve(question, seen=1, by=made.by(mia), at=clock.now())
    db.session.rollback()
    assert holder(question) == mia.id


def test_another_wording_leaves_the_claim(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel)
    claim(made, question, mia)
    made.do(rewording.reword, question, mia, text="Why is it so?", details="")
    assert holder(question) == mia.id


def test_only_what_can_be_decided_is_given_next(made: Made, panel: Panel, mia: User) -> None:
    held, elsewhere = made.question(panel), made.question(made.panel("elsewhere"))
    made.do(deciding.hold, held, mia, note="Ask.")
    assert following(made, panel, mia) is None
    assert not claim(made, held, mia)
    assert claim(made, elsewhere, mia)


def test_one_that_waits_for_its_askers_confirmation_has_not_come_yet(made: Made, mia: User) -> None:
    panel = made.panel("confirmed")
    panel.confirm_email = True
    db.session.commit()
    question = made.question(panel, email="rita@floor.example")
    assert question.awaits_confirmation
    assert following(made, panel, mia) is None
    begin_writing()
    contact.confirm(db.session.merge(question).passport, by=made.asker, at=clock.now())
    db.session.commit()
    assert following(made, panel, mia) == question.id


def test_an_appeal_is_given_to_anybody_but_who_rejected(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    question = made.question(panel)
    made.do(deciding.reject, question, mia, reason=reasons.find("spam"))
    withdrawing.appeal(question, why="It is not.", by=made.asker, at=clock.now())
    db.session.commit()
    assert following(made, panel, mia) is None
    assert not claim(made, question, mia)
    assert following(made, panel, cleo) == question.id


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_not_decide_gets_no_claim(made: Made, panel: Panel, role: Role) -> None:
    question, reader = made.question(panel), made.user(role)
    assert not claims.wanted(question, by=made.by(reader), at=clock.now())
    assert not claim(made, question, reader)
    assert following(made, panel, reader) is None


def test_over_several_panels_ones_own_comes_first_then_the_first_panel_with_any(
    made: Made, mia: User, cleo: User
) -> None:
    empty, first, second = (made.panel(slug) for slug in ("empty", "first-one", "second-one"))
    of_first, of_second = made.question(first), made.question(second)

    def over_all(user: User) -> int | None:
        begin_writing()
        panels = [db.session.merge(panel) for panel in (empty, first, second)]
        found = claims.first_free(panels, by=made.by(user), at=clock.now())
        id_ = found.id if found else None
        db.session.commit()
        return id_

    claim(made, of_second, cleo)
    assert over_all(cleo) == of_second.id
    assert over_all(mia) == of_first.id


def test_ten_at_the_same_moment_are_never_given_the_same(app: Flask, made: Made, panel: Panel) -> None:
    """Seen red: with no condition in the upsert of ``claims._take`` PostgreSQL gave one to several."""
    people = [made.moderator().id for _ in range(10)]
    ids = [question.id for question in asked(made, panel, 50)]
    panel_id, given, gate = panel.id, list[int](), Barrier(len(people))
    db.session.rollback()

    def moderator(user_id: int) -> None:
        try:
            for _ in range(len(ids) // len(people)):
                gate.wait(30)
                given.append(one_more(user_id))
        except BaseException:
            gate.abort()
            raise

    def one_more(user_id: int) -> int:
        with app.app_context():
            begin_writing()
            by = made.by(db.session.get_one(User, user_id))
            found = claims.next_free(db.session.get_one(Panel, panel_id), by=by, at=clock.now())
            assert found is not None
            id_ = found.id
            db.session.commit()
            gate.wait(30)
            begin_writing()
            deciding.approve(db.session.get_one(Question, id_), seen=1, by=by, at=clock.now())
            db.session.commit()
            return id_

    threads = [Thread(target=moderator, args=(id_,)) for id_ in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == ids
