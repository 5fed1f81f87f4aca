"""Support: each reader counts once, whatever they press and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.question import deciding, families, supporting, withdrawing
from domain.refusals import NotAvailable
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Support, SupportsShown, SupportTally
from tests.made import Made

DAY = timedelta(days=1)


def reader(name: str) -> bytes:
    return name.encode().ljust(32, b".")


def press(question: Question, name: str) -> bool:
    begin_writing()
    counted = supporting.support(question, by=reader(name), at=clock.now())
    db.session.commit()
    return counted


def take_back(question: Question, name: str) -> bool:
    begin_writing()
    taken = supporting.take_back(question, by=reader(name), at=clock.now())
    db.session.commit()
    return taken


def tally(question: Question) -> tuple[int, int]:
    """What is said to be the number, and how many there are."""
    db.session.rollback()
    said = db.session.get_one(SupportTally, question.id, populate_existing=True).count
    rows = db.session.scalar(
        select(func.count()).select_from(Support).where(Support.question_id == question.id)
    )
    return said, rows or 0


@pytest.fixture
def question(made: Made) -> Question:
    return made.approved(made.panel(list_open=True), made.moderator())


def test_a_reader_counts_once(question: Question) -> None:
    assert press(question, "Rae")
    assert not press(question, "Rae")
    assert press(question, "Sol")
    assert tally(question) == (2, 2)
    assert supporting.supports(question, reader("Rae"))
    assert not supporting.supports(question, reader("Tao"))


def test_what_is_taken_back_may_be_given_again(question: Question) -> None:
    assert not take_back(question, "Rae")
    press(question, "Rae")
    assert take_back(question, "Rae")
    assert not take_back(question, "Rae")
    assert tally(question) == (0, 0)
    assert press(question, "Rae")
    assert tally(question) == (1, 1)


def test_a_support_is_no_event_and_no_version(question: Question) -> None:
    version = question.version
    events = db.session.scalar(select(func.count()).select_from(Event))
    press(question, "Rae")
    db.session.refresh(question)
    assert question.version == version
    assert db.session.scalar(select(func.count()).select_from(Event)) == events


def test_pressed_at_the_same_moment_one_reader_counts_once_and_two_count_twice(
    app: Flask, question: Question
) -> None:
    question_id, names = question.id, ["Rae"] * 4 + ["Sol"] * 4
    db.session.rollback()
    together = Barrier(len(names))

    def go(name: str) -> bool:
        with app.app_context():
            together.wait()
            begin_writing()
            counted = supporting.support(
                db.session.get_one(Question, question_id), by=reader(name), at=clock.now()
            )
            db.session.commit()
            db.session.remove()
            return counted

    with ThreadPoolExecutor(len(names)) as pool:
        counted = list(pool.map(go, names))
    assert counted.count(True) == 2
    assert tally(question) == (2, 2)


def test_an_archived_panel_counts_nobody_any_more(question: Question) -> None:
    press(question, "Rae")
    question.panel.archived_at = clock.now() - DAY
    db.session.commit()
    for verb in (supporting.support, supporting.take_back):
        with pytest.raises(NotAvailable):
            verb(question, by=reader("Sol"), at=clock.now())
    assert tally(question) == (1, 1)


def test_a_reader_is_known_until_the_panel_is_archived_and_400_days_at_most(made: Made) -> None:
    panel, now = made.panel(), clock.now()
    assert supporting.known_for(panel, now) == 400 * DAY
    panel.archived_at = now + 3 * DAY
    assert supporting.known_for(panel, now) == 3 * DAY
    panel.archived_at = now + 900 * DAY
    assert supporting.known_for(panel, now) == 400 * DAY


def test_what_is_stored_leads_from_no_panel_to_another(made: Made) -> None:
    one, other = made.panel(), made.panel("other")
    number = supporting.new_reader()
    assert supporting.is_reader(number)
    assert supporting.digest(number, one, b"k") != supporting.digest(number, other, b"k")
    assert supporting.digest(number, one, b"k") != supporting.digest(number, one, b"another key")
    assert number.encode() not in supporting.digest(number, one, b"k")


@pytest.mark.parametrize(
    ("shown", "while_open", "afterwards"),
    [
        (SupportsShown.ALWAYS, True, True),
        (SupportsShown.AFTER_CLOSING, False, True),
        (SupportsShown.NEVER, False, False),
    ],
)
def test_when_readers_see_how_many(
    made: Made, shown: SupportsShown, while_open: bool, afterwards: bool
) -> None:
    panel: Panel = made.panel(closes_at=clock.now() + DAY)
    panel.supports_shown = shown
    assert supporting.is_shown(panel, clock.now()) is while_open
    assert supporting.is_shown(panel, clock.now() + 2 * DAY) is afterwards


@pytest.fixture
def top(made: Made, question: Question) -> Question:
    return made.approved(question.panel, made.moderator())


def counts(*questions: Question) -> list[int]:
    return [tally(question)[0] for question in questions]


def test_who_supports_both_counts_once_for_the_root(made: Made, question: Question, top: Question) -> None:
    for name in ("Rae", "Sol"):
        press(question, name)
    for name in ("Sol", "Tom"):
        press(top, name)
    made.do(families.merge, question, made.moderator(), into=top)
    assert counts(question, top) == [2, 3]
    assert supporting.supports(top, reader("Rae"))


def test_unmerging_takes_back_what_came_with_the_merge(made: Made, question: Question, top: Question) -> None:
    for one, name in ((question, "Rae"), (question, "Sol"), (top, "Sol")):
        press(one, name)
    made.do(families.merge, question, made.moderator(), into=top)
    press(top, "Uma")
    made.do(families.unmerge, question, made.moderator())
    assert counts(question, top) == [2, 2]
    assert not supporting.supports(top, reader("Rae"))


def test_undoing_and_withdrawing_take_them_back_too(made: Made, question: Question, top: Question) -> None:
    moderator = made.moderator()
    press(question, "Rae")
    made.do(families.merge, question, moderator, into=top)
    made.do(deciding.undo, question, moderator)
    assert counts(question, top) == [1, 0]
    made.do(families.merge, question, moderator, into=top)
    withdrawing.withdraw(question, by=made.asker, at=clock.now())
    db.session.commit()
    assert counts(question, top) == [1, 0]


def test_a_chain_counts_at_each_of_its_places(made: Made, question: Question, top: Question) -> None:
    moderator = made.moderator()
    last = made.approved(question.panel, moderator)
    for one, name in ((question, "Rae"), (top, "Rae"), (top, "Sol"), (last, "Tom")):
        press(one, name)
    made.do(families.merge, question, moderator, into=top)
    made.do(families.merge, top, moderator, into=last)
    assert counts(question, top, last) == [1, 2, 3]
    made.do(families.unmerge, top, moderator)
    assert counts(question, top, last) == [1, 2, 1]


def test_who_supports_a_member_is_not_counted_again_for_the_root(
    made: Made, question: Question, top: Question
) -> None:
    press(question, "Rae")
    made.do(families.merge, question, made.moderator(), into=top)
    assert not press(top, "Rae")
    assert press(top, "Sol")
    assert counts(question, top) == [1, 2]


def test_who_takes_it_back_counts_nowhere_in_the_family(
    made: Made, question: Question, top: Question
) -> None:
    press(question, "Rae")
    press(question, "Sol")
    made.do(families.merge, question, made.moderator(), into=top)
    assert take_back(top, "Rae")
    assert not take_back(top, "Rae")
    assert counts(question, top) == [1, 1]
    made.do(families.unmerge, question, made.moderator())
    assert counts(question, top) == [1, 0]
