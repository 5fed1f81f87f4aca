"""A question moves to another panel, and its passport with it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.question import rewording
from domain.question.asking import KEPT_AFTER_CLOSING, KEPT_WITHOUT_AN_END
from domain.refusals import BadField
from extensions import clock, db
from models import Question
from tests.made import Made

EMAIL = "zoe@reader.example"
WEEK = timedelta(days=7)


def expiry(question: Question) -> datetime:
    asker = question.passport.asker
    assert asker is not None
    return asker.expires_at


def test_the_passport_follows_its_question(made: Made) -> None:
    panel, elsewhere = made.panel(), made.panel("elsewhere")
    question = made.question(panel)
    made.do(rewording.move_to_panel, question, made.moderator(), panel=elsewhere)
    assert (question.panel, question.passport.panel) == (elsewhere, elsewhere)
    assert question.support_tally.panel_id == elsewhere.id


def test_a_passport_with_two_questions_follows_when_both_have_moved(made: Made) -> None:
    panel, elsewhere, moderator = made.panel(), made.panel("elsewhere"), made.moderator()
    question = made.question(panel, "Why? And when?")
    first, second = made.do(rewording.split, question, moderator, texts=["Why is it?", "When is it?"])
    made.do(rewording.move_to_panel, second, moderator, panel=elsewhere)
    assert question.passport.panel == panel
    made.do(rewording.move_to_panel, first, moderator, panel=elsewhere)
    assert question.passport.panel == elsewhere


def test_what_the_asker_told_is_kept_as_long_as_the_new_panel_says(made: Made) -> None:
    moderator, now = made.moderator(), clock.now()
    panel = made.panel()
    short = made.panel("short", closes_at=now + WEEK)
    endless = made.panel("endless")
    question = made.question(panel, email=EMAIL)
    made.do(rewording.move_to_panel, question, moderator, panel=short)
    assert expiry(question) == now + WEEK + KEPT_AFTER_CLOSING
    made.do(rewording.move_to_panel, question, moderator, panel=endless)
    assert expiry(question) == question.passport.created_at + KEPT_WITHOUT_AN_END


def test_a_closed_panel_keeps_what_the_asker_told_a_month_from_the_move(made: Made) -> None:
    now = clock.now()
    closed = made.panel("closed", opens_at=now - 9 * WEEK, closes_at=now - 8 * WEEK)
    question = made.question(made.panel(), email=EMAIL)
    made.do(rewording.move_to_panel, question, made.moderator(), panel=closed, at=now)
    assert expiry(question) == now + KEPT_AFTER_CLOSING


def test_nothing_moves_to_an_archived_panel(made: Made) -> None:
    panel, over = made.panel(), made.panel("over")
    over.archived_at = clock.now() - WEEK
    db.session.commit()
    question = made.question(panel)
    with pytest.raises(BadField) as refused:
        made.do(rewording.move_to_panel, question, made.moderator(), panel=over)
    assert refused.value == BadField("panel", "archived")
    assert question.panel == panel
