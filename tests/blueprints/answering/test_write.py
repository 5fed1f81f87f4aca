"""An answer is written, submitted and released, by a delegate or by a moderator on the executive's behalf."""

from __future__ import annotations

import pytest

from extensions import db
from models import Answer, Panel, Question, Revision, RevisionState, Role, User
from tests.blueprints.browsers import SignIn, events_written, filled, fresh
from tests.made import Made
from tests.pages import PageClient

BUTTONS = ("save", "submit", "release")
STATE = {
    "save": RevisionState.DRAFT,
    "submit": RevisionState.SUBMITTED,
    "release": RevisionState.RELEASED,
}


@pytest.fixture
def question(made: Made, mia: User, panel: Panel) -> Question:
    return made.approved(panel, mia, "Why so?")


@pytest.fixture
def address(question: Question) -> str:
    return f"/answers/{question.id}/{question.panel.executives[0].id}"


@pytest.fixture
def ada(made: Made, sign_in: SignIn, panel: Panel) -> PageClient:
    """The browser of Ada's delegate."""
    return sign_in(made.user(Role.EXECUTIVE, delegate_of=panel.executives[0], name="Dana Dale"))


def revision(question: Question) -> Revision:
    answers = fresh(question).answers
    assert len(answers) == 1
    return answers[0].statement.newest


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("who", ["delegate", "moderator"])
def test_each_button_takes_a_new_answer_as_far_as_it_says(
    ada: PageClient, desk: PageClient, question: Question, address: str, button: str, who: str
) -> None:
    browser = ada if who == "delegate" else desk
    answer = browser.send(address, address, body="It is **so**.", **{button: "whatever"})  # type: ignore[arg-type]
    assert answer.location == address
    found = revision(question)
    assert found.state is STATE[button]
    assert "<strong>so</strong>" in found.html
    assert found.typed_by
    assert found.typed_by.name == ("Dana Dale" if who == "delegate" else "Mia Moss")
    assert found.on_behalf_of.name == "Ada Brook"
    assert found.statement.version == 1


def test_the_record_says_who_typed_and_for_whom(
    desk: PageClient, question: Question, address: str, mia: User
) -> None:
    desk.send(address, address, body="It is so.", release="yes")
    said = [(row.action, row.user_id) for row in events_written() if row.subject_kind == "statement"]
    assert said == [(f"answer-{name}", mia.id) for name in BUTTONS]
    text = desk.page(f"/desk/questions/{question.id}").text
    assert "Ada Brook" in text


def test_a_moderator_is_told_that_they_write_on_behalf(desk: PageClient, address: str) -> None:
    assert "You write on behalf of Ada Brook." in desk.page(address).text


def test_a_draft_is_saved_again_with_the_version_on_screen(
    ada: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="First.", save="")
    assert ada.page(address).form(address)["fields"]["version"] == "1"
    ada.send(address, address, body="Second.", save="")
    found = revision(question)
    assert (found.number, found.body, found.statement.version) == (1, "Second.", 2)


def test_anothers_draft_is_left_as_it_is_and_a_new_revision_begins(
    ada: PageClient, desk: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="Hers.", save="")
    desk.send(address, address, body="Mine.", save="")
    bodies = [r.body for r in fresh(question).answers[0].statement.revisions]
    assert bodies == ["Hers.", "Mine."]


def test_what_was_submitted_is_released_as_it_is(
    ada: PageClient, desk: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="It is so.", submit="")
    desk.send(address, address, release="")
    found = revision(question)
    assert (found.number, found.state) == (1, RevisionState.RELEASED)


def test_nothing_is_public_by_being_released(
    ada: PageClient, client: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="It is so.", release="")
    client.page(f"/ask-us/questions/{question.id}-why-so", status=404)


class TestFault:
    @pytest.mark.parametrize("body", ["", "  \r\n ", "a" * 20_001])
    def test_a_body_that_cannot_be_used_is_a_422_that_keeps_it(
        self, ada: PageClient, question: Question, address: str, body: str
    ) -> None:
        answer = ada.send(address, address, status=422, body=body, save="")
        assert filled(answer.text, address)["body"].strip() == body.strip()
        assert fresh(question).answers == []

    def test_without_a_button_it_asks_for_one(
        self, ada: PageClient, question: Question, address: str
    ) -> None:
        answer = ada.send(address, address, status=422, body="Kept <so>")
        assert filled(answer.text, address)["body"] == "Kept <so>"
        assert "save, submit or release" in answer.text
        assert fresh(question).answers == []

    @pytest.mark.parametrize("version", [None, "", "x", "9" * 12])
    def test_without_a_version_nothing_is_kept(
        self, ada: PageClient, question: Question, address: str, version: str | None
    ) -> None:
        answer = ada.send(address, address, status=422, body="Kept <so>", version=version, save="")
        assert filled(answer.text, address)["body"] == "Kept <so>"
        assert fresh(question).answers == []

    def test_a_stale_form_token_keeps_the_text(
        self, ada: PageClient, question: Question, address: str
    ) -> None:
        answer = ada.send(address, address, status=422, body="Kept <so>", csrf_token="stale", save="")
        form = filled(answer.text, address) | {"save": ""}
        assert form["body"] == "Kept <so>"
        assert ada.post(address, data=form).status_code == 303


class TestConflict:
    @pytest.mark.parametrize("button", BUTTONS)
    def test_somebody_elses_save_is_a_409_that_shows_theirs_and_keeps_ones_own(
        self, ada: PageClient, desk: PageClient, question: Question, address: str, button: str
    ) -> None:
        form = ada.page(address).form(address)["fields"] | {"body": "Mine <typed>", button: ""}
        desk.send(address, address, body="Theirs.", save="")
        answer = ada.post(address, data=form)
        assert answer.status_code == 409
        again = filled(answer.text, address)
        assert again["body"] == "Mine <typed>"
        assert "Mia Moss" in answer.text
        assert "Theirs." in answer.text
        assert revision(question).body == "Theirs."
        assert ada.post(address, data=again | {button: ""}).status_code == 303
        assert revision(question).body == "Mine <typed>"

    def test_two_first_saves_make_one_answer(
        self, ada: PageClient, desk: PageClient, question: Question, address: str
    ) -> None:
        forms = [browser.page(address).form(address)["fields"] for browser in (ada, desk)]
        sent = [
            browser.post(address, data=form | {"body": "Text.", "save": ""}).status_code
            for browser, form in zip((ada, desk), forms, strict=True)
        ]
        assert sent == [303, 409]
        db.session.rollback()
        assert db.session.query(Answer).count() == 1

    def test_releasing_twice_is_a_409(self, ada: PageClient, address: str) -> None:
        ada.send(address, address, body="It is so.", release="")
        ada.send(address, address, status=409, release="")

    def test_submitting_what_is_submitted_is_a_409(
        self, ada: PageClient, question: Question, address: str
    ) -> None:
        ada.send(address, address, body="It is so.", submit="")
        ada.send(address, address, status=409, submit="")
        assert revision(question).number == 1


class TestPreview:
    def test_it_shows_what_would_be_kept_and_keeps_nothing(
        self, ada: PageClient, question: Question, address: str
    ) -> None:
        token = ada.page(address).form(address)["fields"]["csrf_token"]
        sent = {"body": "**So** <script>x</script> [a](javascript:x)", "csrf_token": token}
        answer = ada.post("/answers/preview", data=sent)
        assert answer.status_code == 200
        assert "<strong>So</strong>" in answer.text
        assert "<script" not in answer.text
        assert "javascript:" not in answer.text.replace("[a](javascript:x)", "")
        assert fresh(question).answers == []

    @pytest.mark.parametrize("body", ["", "a" * 20_001])
    def test_a_body_that_cannot_be_used_has_none(self, ada: PageClient, address: str, body: str) -> None:
        token = ada.page(address).form(address)["fields"]["csrf_token"]
        answer = ada.post("/answers/preview", data={"body": body, "csrf_token": token})
        assert (answer.status_code, answer.data) == (422, b"")
