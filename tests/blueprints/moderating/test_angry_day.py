"""The desk on an angry day: each measure is confirmed by one press, shown while it lasts, and taken back."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from domain.panel import angry_day
from extensions import clock, db
from models import Panel, Role, Status, User
from tests.blueprints.browsers import SignIn
from tests.domain.panel.changing import happened
from tests.domain.panel.test_angry_day import PAIRS, take
from tests.made import Made
from tests.pages import PageClient

AT = "/desk/panels/ask-us/angry-day"
REASON = "We look into a figure that was wrong."


def confirm(desk: PageClient, measure: str, status: int = 303, **fields: str):  # type: ignore[no-untyped-def]
    """Press the button of the page that confirms."""
    if measure == angry_day.TAKE_DOWN:
        fields.setdefault("reason", REASON)
    return desk.send(f"{AT}/{measure}", f"/{measure}", status, **fields)


@pytest.mark.parametrize(("begin", "end"), PAIRS)
def test_one_confirmed_press_begins_it_and_one_ends_it(
    desk: PageClient, panel: Panel, begin: str, end: str
) -> None:
    links = desk.page(AT).links()
    assert f"{AT}/{begin}" in links
    assert f"{AT}/{end}" not in links
    assert confirm(desk, begin).location == AT
    running = desk.page(AT)
    assert f"{AT}/{end}" in running.links()
    assert "By Mia Moss, since" in running.text
    confirm(desk, end)
    assert desk.page(AT).links() == links
    assert [event.action for event in happened(panel)] == ["create", begin, end]


@pytest.mark.parametrize(
    ("measure", "shown", "kept"),
    [
        ("pause", "Asking is paused until further notice", "Every passport link works"),
        ("hold-new", "It has arrived, and waits.", "kept, as held"),
        ("take-down", "“Ask us” was taken down on", "Put back, everything stands where it stood"),
    ],
)
def test_the_page_that_confirms_says_what_readers_see_and_what_is_not_lost(
    desk: PageClient, panel: Panel, measure: str, shown: str, kept: str
) -> None:
    page = desk.page(f"{AT}/{measure}")
    assert shown in page.text
    assert kept in page.text
    assert len(happened(panel)) == 1


def test_a_time_is_the_panels_and_a_wrong_one_is_kept_and_explained(made: Made, desk: PageClient) -> None:
    panel = made.panel(time_zone="Europe/Helsinki", closes_at=clock.now() + timedelta(days=3))
    for wrong in ("2026-13-40T10:00", "soon", "2020-01-01T10:00", "2099-01-01T10:00"):
        answer = confirm(desk, "pause", 422, until=wrong)
        assert wrong in answer.text
    in_an_hour = clock.now() + timedelta(hours=1)
    local = in_an_hour.astimezone(ZoneInfo("Europe/Helsinki"))
    confirm(desk, "pause", until=local.strftime("%Y-%m-%dT%H:%M"))
    db.session.rollback()
    assert db.session.get_one(Panel, panel.id).paused_until == in_an_hour.replace(second=0, microsecond=0)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2_001, "a\0b"])
def test_a_reason_is_needed_and_what_was_typed_is_kept(desk: PageClient, panel: Panel, reason: str) -> None:
    form = desk.page(f"{AT}/take-down").form("/take-down")
    answer = desk.post(form["action"], data={**form["fields"], "reason": reason})
    assert answer.status_code in (400, 422)
    assert len(happened(panel)) == 1


def test_who_comes_second_is_told_who_was_first_and_keeps_the_reason(
    made: Made, desk: PageClient, panel: Panel, sign_in: SignIn
) -> None:
    form = desk.page(f"{AT}/take-down").form("/take-down")
    confirm(sign_in(made.moderator(name="Cleo Carr")), "take-down", reason="Hers.")
    answer = desk.post(form["action"], data={**form["fields"], "reason": "Mine was longer."})
    assert answer.status_code == 409
    assert "Cleo Carr unpublished the panel at" in answer.text
    assert "Mine was longer." in answer.text
    db.session.rollback()
    assert db.session.get_one(Panel, panel.id).taken_down_reason == "Hers."


def test_pressed_twice_it_is_done_once(desk: PageClient, panel: Panel) -> None:
    form = desk.page(f"{AT}/pause").form("/pause")
    statuses = [desk.post(form["action"], data=form["fields"]).status_code for _ in range(2)]
    assert statuses == [303, 409]
    assert len(happened(panel)) == 2


def test_what_cannot_be_done_now_leads_back_to_how_it_stands(desk: PageClient, panel: Panel) -> None:
    answer = desk.get(f"{AT}/resume")
    assert (answer.status_code, answer.location) == (303, AT)
    assert desk.post(f"{AT}/resume", data={"version": "0"}).status_code == 422
    assert desk.get(f"{AT}/explode").status_code == 404


def test_who_only_reads_the_desk_sees_how_it_stands_and_no_button(
    made: Made, panel: Panel, mia: User, sign_in: SignIn
) -> None:
    take(made, panel, "pause", mia)
    auditor = sign_in(made.user(Role.AUDITOR))
    page = auditor.page(AT)
    assert "Asking is paused until further notice." in page.text
    assert not [link for link in page.links() if link.startswith(f"{AT}/")]
    assert auditor.get(f"{AT}/resume").status_code == 403


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        ("pause", "Asking is paused until further notice."),
        ("hold-new", "Everything new is held."),
        ("take-down", "The panel is unpublished."),
    ],
)
def test_queue_and_settings_say_what_is_in_force_by_whom_and_how_it_ends(
    made: Made, desk: PageClient, panel: Panel, mia: User, sign_in: SignIn, begin: str, said: str
) -> None:
    admin = sign_in(made.user(Role.ADMINISTRATOR))
    pages = ((desk, "/desk/?panel=ask-us"), (admin, "/manage/panels/ask-us"))
    for browser, address in pages:
        assert said not in browser.page(address).text
    take(made, panel, begin, mia)
    for browser, address in pages:
        page = browser.page(address)
        assert said in page.text, address
        assert "By Mia Moss, since" in page.text
    assert f"{AT}/{angry_day.ENDS[begin]}" in desk.page("/desk/?panel=ask-us").links()
    assert f"{AT}/{angry_day.ENDS[begin]}" not in admin.page("/manage/panels/ask-us").links()


def test_a_pause_that_lapsed_is_no_longer_said(made: Made, desk: PageClient, panel: Panel, mia: User) -> None:
    take(made, panel, "pause", mia, until=clock.now() + timedelta(minutes=30))
    assert "Asking is paused" in desk.page("/desk/?panel=ask-us").text
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        assert "Asking is paused" not in desk.page("/desk/?panel=ask-us").text
        assert f"{AT}/pause" in desk.page(AT).links()


def test_who_manages_ends_a_pause_with_a_press_on_the_settings(
    made: Made, panel: Panel, mia: User, sign_in: SignIn, client: PageClient
) -> None:
    take(made, panel, "pause", mia)
    admin = sign_in(made.user(Role.ADMINISTRATOR))
    assert "End the pause" in admin.page("/manage/panels/ask-us").text
    admin.send("/manage/panels/ask-us", "/open")
    assert client.page("/ask-us/ask").has_form("/ask-us/ask")


def test_letting_in_says_how_many_stay_held(made: Made, desk: PageClient, panel: Panel, mia: User) -> None:
    take(made, panel, "hold-new", mia)
    held = [made.question(panel) for _ in range(3)]
    page = desk.page(f"{AT}/let-in")
    assert "3 questions that are held stay held." in page.text
    confirm(desk, "let-in")
    db.session.rollback()
    assert {db.session.merge(question).status for question in held} == {Status.HELD}


def test_the_timeline_says_why_a_new_question_is_held(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    take(made, panel, "hold-new", mia)
    question = made.question(panel)
    assert "held on arrival, as everything new was" in desk.page(f"/desk/questions/{question.id}").text
