"""A decision leads on to the next question, and a script is told the same in JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.desk import claims
from domain.question import deciding
from extensions import clock, db
from models import Claim, Panel, Question, Status, User
from tests.blueprints.browsers import actions, fresh
from tests.made import Made
from tests.pages import PageClient

DECISIONS: dict[str, dict[str, str]] = {
    "approve": {},
    "reject": {"reason": "spam"},
    "hold": {"note": "Ask."},
    "send-back": {"message": "Which year?"},
}
SCRIPT = {"Accept": "application/json"}


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def asked(made: Made, panel: Panel, many: int) -> list[Question]:
    begun = clock.now() - timedelta(hours=1)
    return [made.question(panel, at=begun + timedelta(minutes=n)) for n in range(many)]


def by_script(desk: PageClient, question: Question, action: str, **fields: str) -> Any:
    form = desk.page(at(question)).form(f"/{action}")["fields"]
    return desk.post(f"{at(question)}/{action}", data={**form, **fields}, headers=SCRIPT)


@pytest.mark.parametrize("action", DECISIONS)
def test_what_leaves_the_queue_leads_to_the_next_which_is_claimed(
    made: Made, desk: PageClient, panel: Panel, mia: User, action: str
) -> None:
    first, taken, free = asked(made, panel, 3)
    claims.claim(taken, by=made.by(made.moderator()), at=clock.now())
    db.session.commit()
    answer = desk.send(at(first), f"/{action}", **DECISIONS[action])
    assert answer.location == at(free)
    db.session.rollback()
    claim = db.session.get(Claim, free.id)
    assert claim is not None
    assert claim.user_id == mia.id


def test_where_nothing_waits_it_leads_to_the_queue(made: Made, desk: PageClient, panel: Panel) -> None:
    answer = desk.send(at(made.question(panel)), "/approve")
    assert answer.location == "/desk/?panel=ask-us"


def test_every_other_decision_leads_back(made: Made, desk: PageClient, panel: Panel, mia: User) -> None:
    pending, held = asked(made, panel, 2)
    made.do(deciding.hold, held, mia, note="Ask.")
    for action, fields in (("note", {"note": "Well."}), ("reword", {"text": "Why, then?", "details": ""})):
        assert desk.send(at(pending), f"/{action}", **fields).location == at(pending)
    assert desk.send(at(held), "/approve").location == at(held)


def test_the_bar_takes_back_the_last_decision_whichever_question_is_open(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    first, second, third = asked(made, panel, 3)
    desk.send(at(first), "/approve")
    desk.send(at(second), "/hold", note="Ask.")
    page = desk.page(at(third))
    assert f"No. {second.id} held" in page.text
    answer = desk.send(at(third), f"{at(second)}/undo")
    assert answer.location == at(second)
    assert fresh(second).status is Status.PENDING
    assert f"No. {first.id} approved" in desk.page(at(third)).text


def test_a_question_that_was_not_the_last_has_its_own_undo_beside_the_others(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    first, second = asked(made, panel, 2)
    desk.send(at(first), "/approve")
    desk.send(at(second), "/approve")
    page = desk.page(at(first))
    assert page.has_form(f"{at(first)}/undo")
    assert page.has_form(f"{at(second)}/undo")


def test_a_script_is_told_what_was_done_how_to_undo_it_and_where_to_go(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    first, second = asked(made, panel, 2)
    answer = by_script(desk, first, "reject", reason="spam", explanation="")
    said = answer.get_json()
    assert answer.status_code == 200
    assert (said["done"], said["number"], said["version"]) == (f"No. {first.id} rejected", first.id, 2)
    assert (said["status"], said["outcome"], said["next"]) == (
        "rejected",
        "Rejected, Spam, by you",
        at(second),
    )
    undo = said["undo"]
    assert (undo["address"], undo["version"]) == (f"{at(first)}/undo", 2)
    assert 115 < undo["left"] <= 120
    answer = by_script(desk, first, "undo")
    assert (answer.get_json()["status"], answer.get_json()["next"]) == ("pending", at(first))
    assert answer.get_json()["undo"] is None


def test_a_script_that_comes_too_late_is_told_who_when_and_what(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    question = made.question(panel)
    form = desk.page(at(question)).form("/approve")["fields"]
    made.do(deciding.hold, question, made.moderator(name="Noor Haddad"), note="Ask.")
    answer = desk.post(f"{at(question)}/approve", data=form, headers=SCRIPT)
    said = answer.get_json()
    assert answer.status_code == 409
    assert said["said"] == "Noor Haddad decided this first: held."
    assert (said["who"], said["what"], said["address"]) == ("Noor Haddad", "held", at(question))
    assert said["when"]
    assert actions(question) == ["submit", "hold"]


@pytest.mark.parametrize(
    ("action", "fields", "wrong"),
    [
        ("hold", {"note": ""}, "note"),
        ("reject", {"explanation": "x" * 5_000, "reason": "spam"}, "explanation"),
        ("approve", {"csrf_token": "stale"}, "csrf_token"),
        ("approve", {"version": "one"}, "version"),
        ("approve", {"wording": "7"}, "wording"),
    ],
)
def test_a_script_is_told_what_is_wrong_field_by_field(
    made: Made, desk: PageClient, panel: Panel, action: str, fields: dict[str, str], wrong: str
) -> None:
    question = made.question(panel)
    answer = by_script(desk, question, action, **fields)
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [wrong]
    assert all(answer.get_json()["errors"][wrong])
    assert fresh(question).status is Status.PENDING


def test_a_browser_that_takes_anything_gets_a_page(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    form = desk.page(at(question)).form("/approve")["fields"]
    for accept in ("*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"):
        answer = desk.post(f"{at(question)}/hold", data={**form, "note": ""}, headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
