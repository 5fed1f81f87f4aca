"""Readers find what they may read, and nothing that isn't public, not public yet or not public any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.answer import writing
from domain.asker import erasing
from domain.question import deciding, publishing, rewording, withdrawing
from domain.search import finding
from domain.search.asked import read
from extensions import begin_writing, clock, db
from models import Audience, Panel, Question, User, search
from tests.domain.search.searching import WRITTEN
from tests.domain.search.searching import found_by_readers as found
from tests.made import Made

DAY = timedelta(days=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def indexed() -> list[int]:
    """The ids in the readers' index."""
    return list(db.session.scalars(search.floor.select().with_only_columns(search.floor.c.rowid)))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "dividend"),
        ("en", '"dividends of 2025" -bonus'),
        ("en", "valleys board"),
        ("fr", "salarie ete"),
        ("de", "HAUPTSTRASSE"),
        ("ar", "اسعار"),
        ("ja", "工場"),
        ("ja", "か"),
        ("ko", "가격"),
        ("th", "ราคา"),
        ("ru", "акционер цена"),
    ],
)
def test_a_published_question_is_found_by_its_words_and_those_of_its_answer(
    made: Made, panel: Panel, mia: User, lang: str, text: str
) -> None:
    made_of = {
        code: made.published(panel, mia, written, lang=code, body="It lies in the *valley*.").id
        for code, written in WRITTEN.items()
    }
    assert found(text, panel) == [made_of[lang]]
    assert found(text) == [made_of[lang]]


@pytest.mark.parametrize(
    "text", ["dividend bonus", '"cut dividends"', "dividend -board", "年金", "divi", "", "?!"]
)
def test_it_is_not_found_by_what_it_does_not_say(made: Made, panel: Panel, mia: User, text: str) -> None:
    made.published(panel, mia, WRITTEN["en"])
    assert found(text, panel) == found(text) == []


def test_exclusions_alone_find_all_the_others(made: Made, panel: Panel, mia: User) -> None:
    made.published(panel, mia, WRITTEN["en"])
    other = made.published(panel, mia, WRITTEN["ja"])
    assert found("-dividend", panel) == found("-dividend") == [other.id]


def test_only_what_is_published_is_in_the_index(made: Made, panel: Panel, mia: User) -> None:
    made.question(panel, WRITTEN["en"])
    question = made.approved(panel, mia, WRITTEN["en"])
    made.answer(question, panel.executives[0], mia, "Not released to readers: dividends.")
    assert (found("dividends", panel), indexed()) == ([], [])


def unpublish(made: Made, question: Question, mia: User) -> None:
    made.do(publishing.unpublish, question, mia, reason="It names somebody.")


def unpublish_its_answer(made: Made, question: Question, mia: User) -> None:
    answers = [answer.id for answer in question.answers]
    made.do(publishing.unpublish, question, mia, reason="It names somebody.", answers=answers)


def take_the_panel_down(made: Made, question: Question, mia: User) -> None:
    begin_writing()
    db.session.merge(question).panel.taken_down_at = clock.now()
    db.session.commit()


@pytest.mark.parametrize("away", [unpublish, unpublish_its_answer, take_the_panel_down])
def test_what_is_taken_down_is_not_found(
    made: Made, panel: Panel, mia: User, away: Callable[[Made, Question, User], None]
) -> None:
    question = made.published(panel, mia, WRITTEN["en"])
    assert found("dividends") == [question.id]
    away(made, question, mia)
    assert found("dividends", panel) == found("dividends") == []
    assert not finding.number_of(finding.Where(panel, clock.now()), read("dividends"), most=1)


def test_of_what_was_unpublished_the_index_keeps_nothing(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"])
    unpublish(made, question, mia)
    assert indexed() == []
    made.do(publishing.publish, question, mia)
    assert found("dividends", panel) == [question.id]


def test_one_of_two_answers_that_is_taken_down_is_not_found(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"], body="Ask the treasurer.")
    second = made.answer(question, panel.executives[1], mia, "Ask the librarian.")
    assert found("librarian", panel) == []
    made.do(publishing.publish, question, mia, answers=[second.id])
    assert found("librarian treasurer", panel) == [question.id]
    made.do(publishing.unpublish, question, mia, reason="Wrong.", answers=[second.id])
    assert (found("librarian", panel), found("treasurer", panel)) == ([], [question.id])


def test_what_is_scheduled_is_found_from_its_time_on(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"], when=clock.now() + DAY)
    assert found("dividends", panel) == []
    assert found("dividends", panel, later=2 * DAY) == [question.id]
    made.do(publishing.unpublish, question, mia)
    assert found("dividends", panel, later=2 * DAY) == []


def test_a_scheduled_one_that_its_asker_takes_back_is_gone(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"], when=clock.now() + DAY)
    begin_writing()
    withdrawing.withdraw(db.session.merge(question), by=made.asker, at=clock.now())
    db.session.commit()
    assert (found("dividends", panel, later=2 * DAY), indexed()) == ([], [])


@pytest.mark.parametrize("at_once", [True, False])
def test_an_answer_to_come_neither_finds_nor_hides_its_question(
    made: Made, panel: Panel, mia: User, at_once: bool
) -> None:
    question = made.published(panel, mia, WRITTEN["en"], body="Ask the treasurer.")
    second = made.answer(question, panel.executives[1], mia, "Ask the librarian.")
    made.do(publishing.publish, question, mia, answers=[second.id], when=clock.now() + DAY)
    where = panel if at_once else None
    assert found("librarian", where) == []
    assert found("treasurer", where) == found("treasurer -librarian", where) == [question.id]
    assert found(f"{question.id}", where) == [question.id]
    assert found("librarian", where, later=2 * DAY) == [question.id]
    assert found("treasurer -librarian", where, later=2 * DAY) == []


def test_new_words_of_an_edit_are_found_and_earlier_ones_no_more(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"], details="For pensioners.")
    made.do(rewording.reword, question, mia, text="Why is there a smaller payout?", details="")
    assert found("payout", panel) == [question.id]
    assert found("dividends", panel) == found("pensioners", panel) == []


def test_a_correction_is_found_once_it_is_released(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, body="Ask the treasurer.")
    executive, by = panel.executives[0], made.by(mia)
    begin_writing()
    question = db.session.merge(question)
    text, now = writing.body("Ask the librarian."), clock.now()
    statement = writing.save(question, executive, text, seen=1, by=by, at=now)
    db.session.commit()
    assert (found("librarian", panel), found("treasurer", panel)) == ([], [question.id])
    begin_writing()
    writing.submit(statement, by=by, at=now)
    writing.release(statement, by=by, at=now)
    db.session.commit()
    assert (found("librarian", panel), found("treasurer", panel)) == ([question.id], [])


def test_an_asker_who_erases_themselves_changes_nothing_that_is_public(
    made: Made, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, WRITTEN["en"])
    begin_writing()
    erasing.erase(db.session.merge(question).passport, by=made.asker, at=clock.now())
    db.session.commit()
    assert found("dividends", panel) == [question.id]


def test_what_goes_to_another_panel_is_found_there_once_it_is_published(
    made: Made, panel: Panel, mia: User
) -> None:
    other = made.panel("others")
    question = made.approved(panel, mia, WRITTEN["en"])
    made.do(rewording.move_to_panel, question, mia, panel=other)
    made.answer(question, other.executives[0], mia)
    made.do(publishing.publish, question, mia)
    assert (found("dividends", panel), found("dividends", other)) == ([], [question.id])


@pytest.mark.parametrize("audience", [Audience.LINK, Audience.STAFF])
def test_what_is_not_for_everybody_is_found_on_its_own_panel_alone(
    made: Made, panel: Panel, mia: User, audience: Audience
) -> None:
    own = made.panel("others", audience=audience)
    question = made.published(own, mia, WRITTEN["en"])
    public = made.published(panel, mia, WRITTEN["en"])
    assert found("dividends", own) == [question.id]
    assert found("dividends") == found("dividends", panel) == [public.id]


def test_a_panel_that_is_closed_to_others_later_leaves_the_common_search(
    made: Made, panel: Panel, mia: User
) -> None:
    made.published(panel, mia, WRITTEN["en"])
    begin_writing()
    db.session.merge(panel).audience = Audience.STAFF
    db.session.commit()
    assert found("dividends") == []


def test_behind_many_that_nobody_may_see_the_visible_ones_are_found(
    made: Made, panel: Panel, mia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 2)
    ids = [made.published(panel, mia, WRITTEN["en"]).id for _ in range(3)]
    own = made.panel("others", audience=Audience.STAFF)
    for _ in range(3):
        made.published(own, mia, WRITTEN["en"])
    assert found("dividends") == found("dividends", panel) == ids[:0:-1]


def test_what_is_taken_back_leaves_nothing_in_the_index(made: Made, panel: Panel, mia: User) -> None:
    question = made.approved(panel, mia, WRITTEN["en"])
    made.answer(question, panel.executives[0], mia)
    begin_writing()
    question = db.session.merge(question)
    publishing.publish(question, seen=question.version, by=made.by(mia), at=clock.now())
    assert indexed() == [question.id]
    db.session.rollback()
    assert indexed() == []


def test_the_common_search_finds_on_every_listed_panel(made: Made, panel: Panel, mia: User) -> None:
    other = made.panel("others")
    ids = [made.published(one, mia, WRITTEN["en"]).id for one in (panel, other)]
    assert found("dividends") == ids[::-1]


def test_one_that_goes_back_to_the_queue_is_gone(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, WRITTEN["en"])
    unpublish(made, question, mia)
    made.do(deciding.reopen, question, mia)
    assert (found("dividends", panel), indexed()) == ([], [])
