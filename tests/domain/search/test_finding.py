"""What readers find comes in an order that they would choose, whatever it is that they type."""

from __future__ import annotations

from typing import Any

import pytest

from models import Panel, User
from tests.domain.search.searching import WRITTEN
from tests.domain.search.searching import found_by_readers as found
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


@pytest.mark.parametrize(
    "text",
    [
        "words:dividends",
        "dividends AND NOT cut",
        "NEAR(dividends cut, 2)",
        "dividends' | 'cut:*",
        "{words}: (dividends",
        "\ud800dividends\udfff",
        "dividends\0cut",
        "dividends " * 10_000,
        " ".join(f"dividends{n}" for n in range(10_000)),
        "x" * 65_536,
        '"' * 5_000,
        "株" * 5_000,
        "every_",
        "panel_1",
        "answers_",
        "\N{FIRE}",
    ],
)
def test_whatever_is_typed_is_a_plain_search(made: Made, panel: Panel, mia: User, text: str) -> None:
    question = made.published(panel, mia, WRITTEN["en"])
    for where in (panel, None):
        assert set(found(text, where)) <= {question.id}
    assert found("every_") == found(f"panel_{panel.id}", panel) == []


def test_what_fits_best_comes_first(made: Made, panel: Panel, mia: User) -> None:
    told: dict[str, Any] = {
        "answer": ("When is the report due?", "The turbine is in it, among all that was said of the plant."),
        "question": ("Who pays for the turbine?", "Nobody knows yet."),
        "form": ("Where are turbinelike things built?", "Far away from here."),
        "often": ("Is the turbine a good turbine?", "No better turbine was ever built."),
    }
    ids = {made.published(panel, mia, text, body=body).id: name for name, (text, body) in told.items()}
    assert [ids[id_] for id_ in found("turbine", panel)] == ["often", "question", "form", "answer"]
    assert ids[found("TURBINES")[0]] == "often"


def test_words_that_stand_together_come_before_those_that_do_not(made: Made, panel: Panel, mia: User) -> None:
    together = made.published(panel, mia, "Is the late boat the one that we waited for?")
    made.published(panel, mia, "Is the boat that we waited for a late one?")
    assert found("late boat", panel)[0] == together.id
