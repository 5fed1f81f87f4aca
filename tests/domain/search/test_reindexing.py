"""The index made anew is the one that the verbs wrote."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text as sql

from domain.asker import erasing
from domain.question import rewording
from domain.search import floor, reindexing
from extensions import begin_writing, clock, db
from models import Panel, User, search
from tests.domain.search.searching import WRITTEN, floor_rows, rows
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


@pytest.fixture
def written(made: Made, panel: Panel, mia: User) -> list[tuple[Any, ...]]:
    """The index as verbs write it, of questions with all kinds of texts."""
    for lang, text in WRITTEN.items():
        made.question(panel, text, lang=lang, details="And where?")
    question = made.published(panel, mia, "Which turbines are meant?")
    made.do(rewording.reword, question, mia, text="Which are meant?", details="Of the turbines.")
    made.answer(question, panel.executives[1], mia, "None of *them*.")
    gone = made.question(panel, "Who is Zebedee?")
    begin_writing()
    erasing.erase(db.session.merge(gone).passport, by=made.asker, at=clock.now())
    db.session.commit()
    return rows()


def everything(*, anew: bool = False) -> int:
    """Index what is to be indexed, a batch at a time; how many that were."""
    after, done = 0, 0
    while True:
        begin_writing()
        ids = reindexing.index_next(after, everything=anew)
        db.session.commit()
        if not ids:
            return done
        after, done = ids[-1], done + len(ids)


def test_a_wiped_one_comes_back_as_it_was(written: list[tuple[Any, ...]]) -> None:
    begin_writing()
    db.session.execute(search.desk.delete())
    db.session.commit()
    assert reindexing.lacking() == reindexing.total(everything=False) == len(written)
    assert everything() == len(written)
    assert rows() == written
    assert reindexing.lacking() == 0


def test_stopped_it_goes_on_where_it_was(
    written: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_writing()
    db.session.execute(search.desk.delete())
    db.session.commit()
    monkeypatch.setattr(reindexing, "AT_ONCE", 3)
    begin_writing()
    assert len(reindexing.index_next(0, everything=False)) == 3
    db.session.commit()
    assert everything() == len(written) - 3
    assert rows() == written


def test_rows_that_another_analysis_made_are_made_anew(written: list[tuple[Any, ...]]) -> None:
    begin_writing()
    db.session.execute(sql("UPDATE search_desk SET analysis = 0, words = '' WHERE rowid % 2 = 0"))
    db.session.commit()
    assert reindexing.lacking() == len([row for row in written if row[0] % 2 == 0])
    everything()
    assert rows() == written


def test_all_can_be_made_anew(written: list[tuple[Any, ...]]) -> None:
    begin_writing()
    db.session.execute(sql("UPDATE search_desk SET words = ''"))
    db.session.commit()
    assert everything() == 0
    assert everything(anew=True) == len(written)
    assert rows() == written


def test_the_index_of_readers_comes_back_as_it_was(
    made: Made, written: list[tuple[Any, ...]], panel: Panel, mia: User
) -> None:
    second = made.published(panel, mia, WRITTEN["fr"], body="Parce que.")
    made.answer(second, panel.executives[1], mia, "Not public yet.")
    made.do(rewording.reword, second, mia, text="Pourquoi pas de prime ?", details="En juin.")
    before = floor_rows()
    assert len(before) == 2
    begin_writing()
    db.session.execute(search.floor.delete())
    db.session.commit()
    assert reindexing.lacking() == everything() == 2
    assert floor_rows() == before
    assert reindexing.lacking() == 0


def test_a_row_of_what_readers_do_not_read_is_forgotten(made: Made, panel: Panel) -> None:
    question = made.question(panel)
    begin_writing()
    floor.write([floor.Told(question.id, panel.id, "Left over", [])])
    db.session.commit()
    assert reindexing.lacking() == everything() == 1
    assert floor_rows() == []
