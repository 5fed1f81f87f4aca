"""A question is moved to another panel: who may, where it is found then, and what goes with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.asker import passports
from domain.question import deciding
from extensions import begin_writing, clock, db
from models import Panel, Question, User
from tests.blueprints.browsers import SignIn, actions, filled, fresh, whole
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def elsewhere(made: Made) -> Panel:
    """The panel at /other-panel/, which lists open questions."""
    return made.panel("other-panel", title="Ask the others", list_open=True)


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def test_it_is_on_the_other_panel_and_its_passport_too(
    made: Made, desk: PageClient, client: PageClient, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel, "Why so?", executives=panel.executives[:1])
    token = passports.token(question.passport, made.link_key)
    answer = desk.send(at(question), "/move", panel="other-panel")
    assert answer.location == at(question)
    now = fresh(question)
    assert (now.panel.slug, now.executives, now.version) == ("other-panel", [], 2)
    assert actions(question) == ["submit", "move"]
    assert "moved it here from another panel" in desk.page(at(question)).text
    assert at(question) in desk.page("/desk/?panel=other-panel").links()
    assert at(question) not in desk.page("/desk/?panel=ask-us").links()
    page = client.page(f"/passport/{token}")
    assert "Why so?" in page.text
    assert "/other-panel/" in page.links()


def test_the_old_address_leads_to_the_new_one_where_it_is_visible(
    made: Made, desk: PageClient, client: PageClient, mia: User, elsewhere: Panel
) -> None:
    panel = made.panel("ask-us", list_open=True)
    question = made.approved(panel, mia, "Why so?")
    old = f"/ask-us/questions/{question.id}-why-so"
    client.page(old)
    desk.send(at(question), "/move", panel="other-panel")
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer.location.endswith(f"/other-panel/questions/{question.id}-why-so")
    assert "Why so?" in client.page(answer.location).text


def test_the_old_address_of_one_that_is_not_visible_is_a_404(
    made: Made, desk: PageClient, client: PageClient, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel, "Why so?")
    desk.send(at(question), "/move", panel="other-panel")
    client.page(f"/ask-us/questions/{question.id}-why-so", status=404)
    client.page(f"/other-panel/questions/{question.id}-why-so", status=404)


def test_only_panels_on_which_one_decides_are_offered_and_taken(
    made: Made, sign_in: SignIn, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel)
    browser = sign_in(made.moderator(panel))
    assert "#choose-move" not in browser.page(at(question)).links()
    form = browser.page(at(question)).form("/move")["fields"] | {"panel": "other-panel"}
    assert browser.post(f"{at(question)}/move", data=form).status_code == 422
    assert fresh(question).panel == panel


def test_an_archived_panel_is_not_offered(
    made: Made, desk: PageClient, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel)
    assert "#choose-move" in desk.page(at(question)).links()
    begin_writing()
    db.session.get_one(Panel, elsewhere.id).archived_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    assert "#choose-move" not in desk.page(at(question)).links()
    desk.send(at(question), "/move", status=422, panel="other-panel")


@pytest.mark.parametrize("chosen", [None, "", "nowhere", "ask-us"])
def test_it_needs_a_panel_that_is_another(
    made: Made, desk: PageClient, panel: Panel, elsewhere: Panel, chosen: str | None
) -> None:
    question = made.question(panel)
    answer = desk.send(at(question), "/move", status=422, panel=chosen)
    assert "Choose one of the panels that are listed." in whole(answer.text).text
    assert fresh(question).panel == panel


def test_a_colleague_who_was_first_is_named_and_nothing_moves(
    made: Made, desk: PageClient, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel)
    form = desk.page(at(question)).form("/move")["fields"] | {"panel": "other-panel"}
    made.do(deciding.approve, question, made.moderator(name="Cleo Carr"))
    answer = desk.post(f"{at(question)}/move", data=form)
    assert answer.status_code == 409
    assert "Cleo Carr decided this first." in answer.text
    assert fresh(question).panel == panel


def test_one_that_has_an_answer_stays(
    made: Made, desk: PageClient, panel: Panel, elsewhere: Panel, mia: User
) -> None:
    question = made.approved(panel, mia)
    form = desk.page(at(question)).form("/move")["fields"] | {"panel": "other-panel"}
    made.answer(question, panel.executives[0], mia)
    assert not desk.page(at(question)).has_form("/move")
    assert desk.post(f"{at(question)}/move", data=form).status_code == 409


def test_the_choice_comes_back_with_the_fault(
    made: Made, desk: PageClient, panel: Panel, elsewhere: Panel
) -> None:
    question = made.question(panel)
    answer = desk.send(at(question), "/move", status=422, panel="other-panel", csrf_token="stale")
    form = filled(answer.text, "/move")
    assert form["panel"] == ["other-panel"]
    assert desk.post(f"{at(question)}/move", data=form).status_code == 303
