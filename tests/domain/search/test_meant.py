"""A word that is nowhere is taken for the nearest one that readers can find."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.question import publishing, rewording
from domain.search import deadline, finding, meant, spelling
from domain.search.asked import read, written
from extensions import clock, db
from models import Audience, Panel, User
from models import spelling as table
from tests.made import Made

DAY = timedelta(days=1)
TEXT = "Will the late train wait for the boat from Porthaven, at whatever cost?"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests finds the same."""
    monkeypatch.setattr(deadline, "MILLISECONDS", 60_000)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def shown_for(text: str, panel: Panel | None = None) -> tuple[str, tuple[str, ...], int]:
    """What was searched instead, for which words, and how many were found."""
    found = meant.find(finding.Where(panel, clock.now()), read(text))
    return written(found.search), found.instead, len(found.hits)


def learned() -> set[str]:
    """The words that have been learned."""
    return set(db.session.scalars(table.spellings.select().with_only_columns(table.spellings.c.word)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tran", "train"),
        ("trian", "train"),
        ("trein", "train"),
        ("traiin", "train"),
        ("rtain", "train"),
        ("portheaven", "porthaven"),
        ("porthavven", "porthaven"),
        ("porrthavven", "porthaven"),
        ("Porthavén's boat trian", "porthaven s boat train"),
        ('trian -"for the ship"', 'train -"for the ship"'),
        ("paiyd", "paid"),
        ("سعارا", "اسعار"),
    ],
)
def test_one_slip_is_seen_through(made: Made, panel: Panel, mia: User, typed: str, expected: str) -> None:
    made.published(panel, mia, TEXT, body="It's paid. Ask Porthaven's office. أسعار")
    for where in (panel, None):
        assert shown_for(typed, where)[::2] == (expected, 1)


@pytest.mark.parametrize(
    "typed", ["zebra", "tr", "12345", "株主", '"late trian"', "q w e r t z u", "boat zebra"]
)
def test_what_nobody_can_tell_stays_as_it_is(made: Made, panel: Panel, mia: User, typed: str) -> None:
    made.published(panel, mia, TEXT)
    assert shown_for(typed, panel) == (written(read(typed)), (), 0)


def test_nothing_is_replaced_where_something_is_found(made: Made, panel: Panel, mia: User) -> None:
    made.published(panel, mia, TEXT)
    made.published(panel, mia, "Who trian is?")
    assert shown_for("trian", panel) == ("trian", (), 1)
    assert shown_for("cost trian", panel) == ("cost trian", (), 0)


def test_of_several_spellings_the_one_that_fits_the_other_words(made: Made, panel: Panel, mia: User) -> None:
    for _ in range(3):
        made.published(panel, mia, "Is there a tram?")
    made.published(panel, mia, TEXT)
    assert shown_for("boat tran", panel)[0] == "boat train"
    assert shown_for("tran", panel)[0] == "tram"


def test_only_a_word_of_what_readers_find_there_is_shown(made: Made, panel: Panel, mia: User) -> None:
    other, own = made.panel("others"), made.panel("own", audience=Audience.LINK)
    made.published(panel, mia, "Who is Zebedee?", when=clock.now() + DAY)
    made.published(own, mia, "Who is Zebedee?")
    made.question(panel, "Who is Zebedee?")
    for where in (panel, other, None):
        assert shown_for("zebedde", where) == ("zebedde", (), 0)
    assert shown_for("zebedde", own)[0] == "zebedee"
    made.published(other, mia, "Who is Zebedee?")
    assert shown_for("zebedde", panel)[2] == 0
    assert shown_for("zebedde")[0] == "zebedee"


def test_a_word_is_forgotten_with_the_last_text_that_has_it(made: Made, panel: Panel, mia: User) -> None:
    first, second = (made.published(panel, mia, "Who is Zebedee?") for _ in range(2))
    assert {"zebedee", "who"} <= learned()
    made.do(publishing.unpublish, first, mia, reason="It names somebody.")
    assert "zebedee" in learned()
    made.do(rewording.reword, second, mia, text="Who is that?", details="")
    assert "zebedee" not in learned()
    assert "who" in learned()


def test_a_word_is_learned_once(made: Made, panel: Panel, mia: User) -> None:
    for _ in range(2):
        made.published(panel, mia, "Who?")
    rows = db.session.execute(table.spellings.select().where(table.spellings.c.word == "who")).all()
    assert sorted(row.slip for row in rows) == sorted(spelling.slips("who"))


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("train", "train", 0), ("train", "trian", 1), ("train", "tran", 1), ("a", "abc", 2), ("abc", "xyz", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    count: Any = spelling._slips_between
    assert count(one, other) == count(other, one) == slips
