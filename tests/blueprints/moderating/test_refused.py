"""A decision's form with a fault in it: 422, the fault beside its field, everything typed still there."""

from __future__ import annotations

from typing import Any

import pytest

from domain.question import deciding
from models import Panel, Status, User
from tests.blueprints.browsers import actions, filled, fresh, whole
from tests.made import Made
from tests.pages import PageClient

LONG = "a" * 2001
FAULTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "no reason": ("reject", {"explanation": "Kept <so>"}, "Choose a reason"),
    "a made-up reason": ("reject", {"reason": "because", "explanation": "Kept <so>"}, "Choose a reason"),
    "a long explanation": ("reject", {"reason": "spam", "explanation": LONG}, "1 character too long"),
    "no note": ("hold", {"note": " ", "until": "2026-12-01T18:00"}, "Write the note here"),
    "no time": ("hold", {"note": "Kept <so>", "until": "tomorrow"}, "Write the time as"),
    "a time that isn't": ("hold", {"note": "Kept <so>", "until": "2027-03-28T03:30"}, "skip this time"),
    "a time twice": ("hold", {"note": "Kept <so>", "until": "2026-10-25T03:30"}, "this time twice"),
    "a year too far": ("hold", {"note": "Kept <so>", "until": "0001-01-01T00:00"}, "Write the time as"),
    "no message": ("send-back", {"message": ""}, "Write to the asker"),
    "no text": ("reword", {"text": "", "details": "Kept <so>"}, "Write your question here"),
    "a long text": ("reword", {"text": "a" * 501, "details": "Kept <so>"}, "1 character too long"),
    "the same text": ("reword", {}, "This is the text as it stands"),
    "an empty note": ("note", {"note": ""}, "Write the note here"),
    "no such wording": ("approve", {"wording": "7"}, ""),
    "wording nought": ("approve", {"wording": "0"}, ""),
    "a word for a wording": ("approve", {"wording": "first"}, ""),
    "a stranger": ("address", {"executives": ["999999"]}, ""),
    "a stray topic": ("topics", {"topics": ["1"]}, ""),
    "a stray answer": ("publish", {"answers": ["999999"]}, ""),
    "no public reason": ("unpublish", {"reason": ""}, "Write the reason"),
}
STATES = {"publish": "answered", "unpublish": "published"}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_a_422_that_keeps_what_was_typed(made: Made, desk: PageClient, mia: User, fault: str) -> None:
    panel = made.panel(time_zone="Europe/Helsinki")
    action, sent, said = FAULTS[fault]
    question = made.question(panel, "Why so?")
    if action in STATES:
        made.do(deciding.approve, question, mia)
        made.answer(question, panel.executives[0], mia)
    if action == "unpublish":
        desk.send(f"/desk/questions/{question.id}", "/publish")
    version, events = fresh(question).version, actions(question)
    answer = desk.send(f"/desk/questions/{question.id}", f"/{action}", status=422, **sent)
    page = whole(answer.text)
    form = filled(answer.text, f"/{action}")
    typed = {name: value for name, value in sent.items() if isinstance(value, str) and value.strip()}
    for name, value in typed.items():
        if name not in ("reason", "wording"):
            assert form[name] == value, name
    assert said in page.text
    assert page.title.startswith("Error:")
    assert (fresh(question).version, actions(question)) == (version, events)


def test_a_reason_that_was_chosen_stays_chosen(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    sent = {"reason": "unclear", "explanation": LONG}
    answer = desk.send(f"/desk/questions/{question.id}", "/reject", status=422, **sent)
    assert filled(answer.text, "/reject")["reason"] == ["unclear"]


@pytest.mark.parametrize("version", [None, "one", "9" * 10, "٣"])
def test_without_a_version_nothing_is_decided(
    made: Made, desk: PageClient, panel: Panel, version: str | None
) -> None:
    question = made.question(panel)
    address = f"/desk/questions/{question.id}"
    desk.send(address, "/approve", status=422, version=version)
    sent = {"reason": "spam", "explanation": "Kept", "version": version}
    answer = desk.send(address, "/reject", status=422, **sent)
    assert "Send it again" in answer.text
    assert fresh(question).status is Status.PENDING


def test_the_form_that_came_back_can_be_sent_again(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    address = f"/desk/questions/{question.id}"
    answer = desk.send(address, "/reject", status=422, explanation="Kept")
    form = filled(answer.text, "/reject") | {"reason": "spam"}
    assert desk.post(f"{address}/reject", data=form).status_code == 303
    assert fresh(question).status is Status.REJECTED


def test_a_stale_form_token_keeps_the_explanation(made: Made, desk: PageClient, panel: Panel) -> None:
    question = made.question(panel)
    sent = {"reason": "spam", "explanation": "Kept <so>", "csrf_token": "stale"}
    answer = desk.send(f"/desk/questions/{question.id}", "/reject", status=422, **sent)
    assert filled(answer.text, "/reject")["explanation"] == "Kept <so>"
    assert "open for too long" in answer.text
    assert fresh(question).status is Status.PENDING


@pytest.mark.parametrize(
    ("action", "sent", "said"),
    [
        ("approve", {"wording": "7"}, "There is no such wording."),
        ("approve", {"version": ""}, "The form was not complete."),
        ("approve", {"csrf_token": "stale"}, "open for too long"),
        ("reopen", {"csrf_token": "stale"}, "open for too long"),
    ],
)
def test_a_press_that_was_refused_says_why(
    made: Made, desk: PageClient, panel: Panel, action: str, sent: dict[str, str], said: str
) -> None:
    question = made.question(panel)
    address = f"/desk/questions/{question.id}"
    if action == "reopen":
        desk.send(address, "/approve")
    assert said in desk.send(address, f"/{action}", status=422, **sent).text
