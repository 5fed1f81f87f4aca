"""Opening, closing and archiving a panel at once, and what becomes of what its askers told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.panel import loading, opening, window
from domain.question import asking
from domain.refusals import NotAllowed, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Asker, Panel, Question, Role, User
from tests.domain.panel.changing import edit, happened
from tests.made import Made

DAY = timedelta(days=1)
STATES = {
    window.UPCOMING: {"opens_at": 1},
    window.OPEN: {"opens_at": -1},
    window.CLOSED: {"opens_at": -2, "closes_at": -1},
    window.ARCHIVED: {"opens_at": -3, "closes_at": -2, "archived_at": -1},
}
TO = {
    (window.UPCOMING, "open"): window.OPEN,
    (window.CLOSED, "open"): window.OPEN,
    (window.ARCHIVED, "open"): window.OPEN,
    (window.OPEN, "close"): window.CLOSED,
    (window.UPCOMING, "archive"): window.ARCHIVED,
    (window.OPEN, "archive"): window.ARCHIVED,
    (window.CLOSED, "archive"): window.ARCHIVED,
}


@pytest.fixture
def admin(made: Made) -> User:
    return made.user(Role.ADMINISTRATOR)


def panel_that_is(made: Made, state: str) -> Panel:
    now = clock.now()
    days = dict(STATES[state])
    archived = days.pop("archived_at", None)
    panel = made.panel(**{name: now + number * DAY for name, number in days.items()})
    if archived is not None:
        panel.archived_at = now + archived * DAY
        db.session.commit()
    return panel


def turn(made: Made, panel: Panel, action: str, by: User, **told: Any) -> None:
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked
    seen = told.pop("seen", locked.version)
    opening.VERBS[action](locked, seen=seen, by=made.by(by), at=told.pop("at", clock.now()))
    db.session.commit()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", opening.VERBS)
def test_each_is_possible_where_it_says_so_and_nowhere_else(
    made: Made, admin: User, state: str, action: str
) -> None:
    panel = panel_that_is(made, state)
    offered = action in opening.available(panel, clock.now())
    assert offered is ((state, action) in TO)
    if not offered:
        with pytest.raises(NotAvailable):
            turn(made, panel, action, admin)
        return
    turn(made, panel, action, admin)
    db.session.refresh(panel)
    assert window.state(panel, clock.now()) == TO[state, action]
    event = happened(panel)[-1]
    assert (event.action, event.from_status, event.to_status) == (action, state, TO[state, action])
    assert panel.version == 2


@pytest.mark.parametrize("action", opening.VERBS)
def test_who_saw_an_earlier_version_is_told(made: Made, admin: User, action: str) -> None:
    panel = made.panel()
    edit(made, panel, admin, title="Another")
    with pytest.raises(Stale) as refused:
        turn(made, panel, action, admin, seen=1)
    assert refused.value == Stale(1, 2)


@pytest.mark.parametrize("action", opening.VERBS)
def test_nobody_else_may(made: Made, action: str) -> None:
    panel = made.panel()
    for user in (made.moderator(), made.user(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            turn(made, panel, action, user)
        db.session.rollback()


def test_a_panel_closes_in_the_very_moment_in_which_it_opened(made: Made, admin: User) -> None:
    panel = made.panel(opens_at=clock.now())
    turn(made, panel, "close", admin, at=panel.opens_at)
    db.session.refresh(panel)
    assert panel.closes_at
    assert window.state(panel, clock.now()) == window.CLOSED


def expires(question: Question) -> datetime:
    return db.session.scalars(select(Asker.expires_at).where(Asker.passport_id == question.passport_id)).one()


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(milliseconds=2)


class TestPersonalData:
    """What askers told expires 30 days after the end, without one 12 months after it was told."""

    @pytest.fixture
    def panel(self, made: Made) -> Panel:
        return made.panel(opens_at=clock.now() - 30 * DAY)

    @pytest.fixture
    def questions(self, made: Made, panel: Panel) -> list[Question]:
        now = clock.now()
        return [
            made.question(panel, name="Rae", at=now - 20 * DAY),
            made.question(panel, name="Rae", email="rae@floor.example", at=now - DAY),
        ]

    def test_it_follows_the_end_of_the_panel(
        self, made: Made, admin: User, panel: Panel, questions: list[Question]
    ) -> None:
        closes = clock.now() + 5 * DAY
        for end in (closes, closes + DAY, None):
            edit(made, panel, admin, closes_at=end)
            db.session.expire_all()
            for question in questions:
                given = question.passport.created_at
                assert near(expires(question), asking.expiry(panel, given)), end

    def test_what_was_told_after_the_end_is_kept_30_days_from_then(
        self, made: Made, admin: User, panel: Panel, questions: list[Question]
    ) -> None:
        edit(made, panel, admin, closes_at=clock.now() - 10 * DAY)
        db.session.expire_all()
        assert panel.closes_at
        assert near(expires(questions[0]), panel.closes_at + 30 * DAY)
        assert near(expires(questions[1]), questions[1].passport.created_at + 30 * DAY)

    def test_closing_opening_and_archiving_are_ends_and_beginnings_too(
        self, made: Made, admin: User, panel: Panel, questions: list[Question]
    ) -> None:
        for action in ("close", "open", "archive"):
            turn(made, panel, action, admin)
            db.session.expire_all()
            for question in questions:
                given = question.passport.created_at
                assert near(expires(question), asking.expiry(panel, given)), action

    def test_that_of_other_panels_stays(
        self, made: Made, admin: User, panel: Panel, questions: list[Question]
    ) -> None:
        elsewhere = made.question(made.panel("other-panel"), name="Rae")
        before = expires(elsewhere)
        edit(made, panel, admin, closes_at=clock.now() + DAY)
        db.session.expire_all()
        assert expires(elsewhere) == before
