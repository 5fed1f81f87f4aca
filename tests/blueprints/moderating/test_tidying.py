"""Tidy-ups of a wording are proposals: seen before they are saved, and saved as any wording."""

from __future__ import annotations

import pytest

from models import Panel, Question, Role
from tests.blueprints.browsers import SignIn, fresh
from tests.made import Made
from tests.pages import PageClient

SHOUTED = "Hello Ada, WHY WERE THE STAFF TOLD LAST ??? Thanks, Bob"


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, SHOUTED)


def test_each_is_a_link_and_all_of_them_one_more(desk: PageClient, question: Question) -> None:
    page = desk.page(f"/desk/questions/{question.id}")
    assert "Tidy up: Greeting off Lower the case Spaces All of them" in page.text
    kinds = [link.partition("tidy=")[2] for link in page.links() if "tidy=" in link]
    assert kinds == ["greeting", "capitals", "spaces", "all"]


def test_it_fills_the_form_shows_what_changes_and_changes_nothing(
    desk: PageClient, question: Question
) -> None:
    page = desk.page(f"/desk/questions/{question.id}?open=reword&tidy=all")
    assert page.form("/reword")["fields"]["text"].strip() == "Why were the staff told last?"
    assert "What it changes. Nothing is changed until you save it." in page.text
    assert "[taken out:" in page.text
    assert fresh(question).newest_wording.number == 1


def test_saving_it_is_an_ordinary_edit(desk: PageClient, question: Question) -> None:
    desk.send(f"/desk/questions/{question.id}?open=reword&tidy=greeting", "/reword")
    now = fresh(question)
    assert now.newest_wording.text == "WHY WERE THE STAFF TOLD LAST ???"
    assert now.original.text == SHOUTED
    assert now.version == 2


def test_there_is_nothing_to_press_where_nothing_would_change_or_nobody_may(
    made: Made, panel: Panel, desk: PageClient, sign_in: SignIn, question: Question
) -> None:
    assert "Tidy up" not in desk.page(f"/desk/questions/{made.question(panel).id}").text
    assert "Tidy up" not in sign_in(made.user(Role.AUDITOR)).page(f"/desk/questions/{question.id}").text


@pytest.mark.parametrize("query", ["open=reword&tidy=x", "tidy=spaces", "open=note&tidy=spaces"])
def test_an_address_that_means_nothing_leaves_the_form_as_it_is(
    desk: PageClient, question: Question, query: str
) -> None:
    page = desk.page(f"/desk/questions/{question.id}?{query}")
    assert page.form("/reword")["fields"]["text"].strip() == SHOUTED
