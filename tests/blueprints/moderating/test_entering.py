"""A moderator enters what came by phone, by letter or at the event, and hands out its passport."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from extensions import clock, db
from models import Author, Panel, Question, Role, Status, User, Via
from tests.blueprints.browsers import SignIn, actions, filled, whole
from tests.made import Made
from tests.pages import PageClient

NEW = "/desk/questions/new"
TYPED = {"text": "Why <so> late?", "asked_via": "letter", "details": "Since & before May."}


def only() -> Question:
    """The one question there is, as the database has it now."""
    db.session.rollback()
    return db.session.query(Question).one()


def enter(desk: PageClient, panel: str = "ask-us", status: int = 303, **more: Any) -> Any:
    """Fill in the form and send it."""
    return desk.send(f"{NEW}?panel={panel}", NEW, status=status, **{**TYPED, **more})


@pytest.mark.parametrize("via", ["phone", "letter", "event"])
def test_what_came_another_way_goes_to_the_pending_ones(
    desk: PageClient, panel: Panel, mia: User, via: str
) -> None:
    told = {"name": "Zoe", "show_name": "y", "email": "zoe@reader.example", "lang": "fi"}
    ids = [str(panel.executives[1].id)]
    answer = enter(desk, asked_via=via, executives=ids, **told)
    question = only()
    assert answer.location == f"/desk/questions/{question.id}"
    assert (question.status, question.passport.via, question.lang) == (Status.PENDING, Via(via), "fi")
    assert [executive.name for executive in question.executives] == ["Ben Cole"]
    assert question.passport.asker
    assert (question.passport.asker.name, question.passport.asker.show_name) == ("Zoe", True)
    assert actions(question) == ["submit"]
    words = {"phone": "by phone", "letter": "by letter", "event": "at the event"}[via]
    assert words in desk.page(answer.location).text
    assert words in desk.page("/desk/").text


def test_a_question_of_the_moderators_own_is_marked_as_theirs(
    desk: PageClient, panel: Panel, mia: User
) -> None:
    answer = enter(desk, asked_via="staff")
    question = only()
    assert (question.original.author, question.original.user_id) == (Author.MODERATOR, mia.id)
    page = desk.page(answer.location)
    assert "Mia Moss entered it as the moderators’ own" in page.text
    assert "it is their own, and has no asker" in page.text
    assert not page.has_form("/send-back")
    assert "the moderators’ own" in desk.page("/desk/").text


def test_the_queue_leads_to_the_form_for_its_panel(desk: PageClient, panel: Panel) -> None:
    assert f"{NEW}?panel=ask-us" in desk.page("/desk/?panel=ask-us").links()
    page = desk.page(NEW)
    assert page.form(NEW)["fields"]["panel"] == "ask-us"


def test_other_panels_are_a_click_away(made: Made, desk: PageClient, panel: Panel) -> None:
    made.panel("other-panel")
    page = desk.page(f"{NEW}?panel=ask-us")
    assert f"{NEW}?panel=other-panel" in page.links()
    enter(desk, panel="other-panel")
    assert only().panel.slug == "other-panel"


def test_when_it_came_is_on_the_panels_clocks(made: Made, desk: PageClient) -> None:
    made.panel("helsinki", time_zone="Europe/Helsinki")
    enter(desk, panel="helsinki", asked_at="2026-06-05T09:00")
    assert only().asked_at == datetime(2026, 6, 5, 6, 0, tzinfo=UTC)


class TestFault:
    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("text", "", "Write your question here"),
            ("text", "x" * 501, "1 character too long"),
            ("asked_via", "", "Say how the question came"),
            ("asked_via", "form", "Say how the question came"),
            ("asked_via", None, "Say how the question came"),
            ("asked_at", "yesterday", "Write the time as"),
            ("asked_at", "2026-03-29T03:30", "skipped this time"),
            ("asked_at", "2025-10-26T03:30", "showed this time twice"),
            ("asked_at", "2999-01-01T00:00", "yet to come"),
            ("email", "zoe", "There is no @"),
            ("lang", "Finnish, I think", "Write the language as a code"),
            ("executives", ["999999"], ""),
            ("idempotency_key", "x", "The form was not complete"),
        ],
    )
    def test_a_fault_is_a_422_that_keeps_what_was_typed(
        self, made: Made, desk: PageClient, field: str, value: Any, said: str
    ) -> None:
        made.panel("helsinki", time_zone="Europe/Helsinki")
        answer = enter(desk, panel="helsinki", status=422, **{field: value})
        page = whole(answer.text)
        assert said in page.text
        assert page.title.startswith("Error:")
        form = filled(answer.text, NEW)
        kept = {name: text for name, text in TYPED.items() if name not in (field, "asked_via")}
        assert {name: form[name] for name in kept} == kept
        assert db.session.query(Question).count() == 0

    def test_the_moderators_own_question_names_nobody(self, desk: PageClient, panel: Panel) -> None:
        answer = enter(desk, status=422, asked_via="staff", email="zoe@reader.example")
        assert "has no asker" in answer.text
        assert filled(answer.text, NEW)["asked_via"] == ["staff"]

    def test_a_stale_form_token_keeps_everything(self, desk: PageClient, panel: Panel) -> None:
        answer = enter(desk, status=422, csrf_token="stale")
        assert desk.post(NEW, data=filled(answer.text, NEW)).status_code == 303
        assert only().wording.text == "Why <so> late?"


class TestSentTwice:
    def test_a_second_click_makes_no_second_question(self, desk: PageClient, panel: Panel) -> None:
        form = {**desk.page(NEW).form(NEW)["fields"], **TYPED}
        first, second = (desk.post(NEW, data=form) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 303)
        assert first.location == second.location
        assert actions(only()) == ["submit"]

    def test_the_same_form_with_other_words_leads_to_what_was_entered_and_can_be_sent_again(
        self, desk: PageClient, panel: Panel
    ) -> None:
        form = {**desk.page(NEW).form(NEW)["fields"], **TYPED}
        first = desk.post(NEW, data=form)
        answer = desk.post(NEW, data=form | {"text": "Why so early?"})
        assert answer.status_code == 422
        assert first.location in whole(answer.text).links()
        assert desk.post(NEW, data=filled(answer.text, NEW)).status_code == 303
        assert db.session.query(Question).count() == 2


class TestWindow:
    def test_a_letter_may_come_after_closing(self, made: Made, desk: PageClient) -> None:
        now = clock.now()
        made.panel("over", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
        enter(desk, panel="over")
        assert only().status is Status.PENDING

    def test_an_archived_panel_takes_nothing_and_what_was_typed_is_kept(
        self, desk: PageClient, panel: Panel
    ) -> None:
        form = {**desk.page(f"{NEW}?panel=ask-us").form(NEW)["fields"], **TYPED}
        panel.archived_at = clock.now() - timedelta(hours=1)
        db.session.commit()
        answer = desk.post(NEW, data=form)
        assert answer.status_code == 409
        assert filled(answer.text, NEW)["text"] == TYPED["text"]
        assert db.session.query(Question).count() == 0
        page = desk.page(f"{NEW}?panel=ask-us")
        assert "This panel is archived" in page.text
        assert not page.has_form(NEW)
        assert not any(NEW in to for to in desk.page("/desk/?panel=ask-us").links())


class TestWho:
    def test_a_moderator_of_another_panel_enters_nothing_here(
        self, made: Made, sign_in: SignIn, panel: Panel
    ) -> None:
        browser = sign_in(made.moderator(made.panel("other-panel")))
        browser.page(f"{NEW}?panel=ask-us", status=404)
        form = {**browser.page(f"{NEW}?panel=other-panel").form(NEW)["fields"], **TYPED}
        assert browser.post(NEW, data=form | {"panel": "ask-us"}).status_code == 404
        assert db.session.query(Question).count() == 0

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.APPROVER])
    def test_who_decides_nothing_enters_nothing(
        self, made: Made, sign_in: SignIn, panel: Panel, role: Role
    ) -> None:
        browser = sign_in(made.user(role))
        browser.page(NEW, status=403)
        assert browser.post(NEW, data=TYPED).status_code == 403
        if role is Role.AUDITOR:
            assert not any(NEW in to for to in browser.page("/desk/").links())

    def test_there_is_nothing_to_enter_without_a_panel(self, desk: PageClient) -> None:
        assert "No panel is yours yet" in desk.page(NEW).text


class TestPrinted:
    @pytest.fixture
    def entered(self, desk: PageClient, panel: Panel) -> Question:
        enter(desk, text="Why so late?")
        return only()

    def test_who_entered_it_prints_the_private_link(
        self, desk: PageClient, client: PageClient, entered: Question
    ) -> None:
        address = f"/desk/questions/{entered.id}/passport"
        assert address in desk.page(f"/desk/questions/{entered.id}").links()
        response = desk.get(address)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        page = whole(response.text)
        assert "Why so late?" in page.text
        link = re.search(r"http://localhost(/passport/\S+)", page.text)
        assert link
        assert "Why so late?" in client.page(link.group(1)).text
        drawn = [found for tag, found in page.tags if tag == "svg" and found.get("class") == "qr"]
        assert len(drawn) == 1

    def test_nobody_else_can(
        self, made: Made, sign_in: SignIn, client: PageClient, entered: Question
    ) -> None:
        address = f"/desk/questions/{entered.id}/passport"
        colleague = sign_in(made.moderator())
        colleague.page(address, status=404)
        assert address not in colleague.page(f"/desk/questions/{entered.id}").links()
        sign_in(made.user(Role.AUDITOR)).page(address, status=403)
        sign_in(made.moderator(made.panel("other-panel"))).page(address, status=404)
        assert client.get(address).status_code == 303

    def test_there_is_nothing_to_print_of_other_questions(
        self, made: Made, desk: PageClient, panel: Panel
    ) -> None:
        asked = made.question(panel)
        desk.page(f"/desk/questions/{asked.id}/passport", status=404)
        enter(desk, asked_via="staff", text="Our own question?")
        db.session.rollback()
        own = db.session.query(Question).filter(Question.id != asked.id).one()
        desk.page(f"/desk/questions/{own.id}/passport", status=404)
        desk.page("/desk/questions/999999/passport", status=404)

    def test_a_link_that_was_ended_is_not_made_again(self, desk: PageClient, entered: Question) -> None:
        entered.passport.generation += 1
        db.session.commit()
        address = f"/desk/questions/{entered.id}/passport"
        desk.page(address, status=404)
        assert address not in desk.page(f"/desk/questions/{entered.id}").links()
