"""A public answer is corrected on the executive's side; where answers pass sign-off nothing is released."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extensions import clock, db
from models import Panel, Question, RevisionState, Role, SignOff, Statement, User
from tests.blueprints.browsers import SignIn, filled, fresh, whole
from tests.domain.record import chain
from tests.made import Made
from tests.pages import PageClient

WHY = "I said <all> lines & meant two."


@pytest.fixture
def question(made: Made, mia: User, panel: Panel) -> Question:
    """Public for an hour, answered by Ada."""
    at = clock.now() - timedelta(hours=1)
    return made.published(panel, mia, "Why so?", body="On all lines.", at=at)


@pytest.fixture
def address(question: Question) -> str:
    return f"/answers/{question.id}/{question.panel.executives[0].id}"


@pytest.fixture
def ada(made: Made, sign_in: SignIn, panel: Panel) -> PageClient:
    """The browser of Ada's delegate."""
    return sign_in(made.user(Role.EXECUTIVE, delegate_of=panel.executives[0], name="Dana Dale"))


def statement(question: Question) -> Statement:
    return fresh(question).answers[0].statement


def reason(browser: PageClient, address: str) -> str:
    """The reason for readers that stands in the form."""
    return str(filled(browser.get(address).text, address)["correction"])


def public(client: PageClient, question: Question) -> str:
    return client.get(f"/ask-us/questions/{question.id}-why-so").text


def test_a_delegate_corrects_what_readers_read(
    ada: PageClient, client: PageClient, question: Question, address: str
) -> None:
    version = fresh(question).version
    ada.send(address, address, body="On two lines.", correction=WHY, release="")
    assert "On two lines." in public(client, question)
    found = statement(question)
    assert (found.newest.state, found.newest.correction) == (RevisionState.RELEASED, WHY)
    assert chain.actions(found)[-1] == "answer-correct"
    assert fresh(question).version == version


def test_readers_read_the_old_text_until_the_correction_is_released(
    ada: PageClient, client: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="On two lines.", correction=WHY, save="")
    assert "On all lines." in public(client, question)
    ada.send(address, address, submit="")
    assert "On all lines." in public(client, question)
    ada.send(address, address, release="")
    assert "On two lines." in public(client, question)
    assert statement(question).newest.correction == WHY


def test_the_page_says_which_text_is_public_and_since_when(
    ada: PageClient, question: Question, address: str
) -> None:
    released = statement(question).newest.released_at
    assert released
    since = released.strftime("%Y-%m-%dT%H:%M:%SZ")
    page = ada.page(address)
    assert "Public: revision 1" in page.text
    assert "as a correction, with its date and your reason" in page.text
    assert since in [found.get("datetime") for found in page.all("time")]
    ada.send(address, address, body="On two lines.", save="")
    page = ada.page(address)
    assert "Public: revision 1" in page.text
    assert "On all lines." in page.text


def test_a_reason_is_asked_for_and_not_needed(ada: PageClient, question: Question, address: str) -> None:
    assert reason(ada, address) == ""
    ada.send(address, address, body="On two lines.", release="")
    assert statement(question).newest.correction == ""


def test_a_reason_that_was_saved_is_there_again(ada: PageClient, question: Question, address: str) -> None:
    ada.send(address, address, body="On two lines.", correction=WHY, save="")
    assert reason(ada, address) == WHY
    ada.send(address, address, release="")
    assert reason(ada, address) == ""


def test_a_reason_that_is_too_long_is_a_422_that_keeps_both(
    ada: PageClient, question: Question, address: str
) -> None:
    sent = {"body": "On two lines.", "correction": "x" * 501}
    answer = ada.send(address, address, status=422, release="", **sent)
    form = filled(answer.text, address)
    assert {name: form[name] for name in sent} == sent
    assert "1 character too long" in answer.text
    assert statement(question).newest.number == 1


def test_somebody_elses_correction_is_a_409_that_keeps_ones_own_with_its_reason(
    ada: PageClient, desk: PageClient, question: Question, address: str
) -> None:
    form = ada.page(address).form(address)["fields"] | {"body": "Mine.", "correction": WHY, "release": ""}
    desk.send(address, address, body="Theirs.", release="")
    answer = ada.post(address, data=form)
    assert answer.status_code == 409
    again = filled(answer.text, address)
    assert (again["body"], again["correction"]) == ("Mine.", WHY)
    assert statement(question).newest.body == "Theirs."


def test_the_desk_and_ones_own_list_say_that_a_correction_waits(
    ada: PageClient, desk: PageClient, question: Question, address: str
) -> None:
    ada.send(address, address, body="On two lines.", save="")
    assert "Public. A correction is being written" in desk.page(f"/desk/questions/{question.id}").text
    ada.send(address, address, submit="")
    assert "Public. A correction was submitted" in desk.page(f"/desk/questions/{question.id}").text
    assert "Public. A correction was submitted" in ada.page("/answers/").text
    desk.send(address, address, correction=WHY, release="")
    page = desk.page(f"/desk/questions/{question.id}")
    assert "Mia Moss corrected the public answer of Ada Brook" in page.text
    assert WHY in page.text


def test_what_is_released_and_not_public_is_replaced_and_no_correction(
    made: Made, ada: PageClient, mia: User, panel: Panel
) -> None:
    question = made.approved(panel, mia)
    made.answer(question, panel.executives[0], mia)
    address = f"/answers/{question.id}/{panel.executives[0].id}"
    assert "Released, not public: revision 1" in ada.page(address).text
    ada.send(address, address, body="Another text.", release="")
    assert chain.actions(statement(question))[-1] == "answer-release"


def test_a_scheduled_one_says_from_when_it_is_read(
    made: Made, ada: PageClient, mia: User, panel: Panel
) -> None:
    question = made.published(panel, mia, when=clock.now() + timedelta(days=2))
    address = f"/answers/{question.id}/{panel.executives[0].id}"
    assert "Scheduled: revision 1" in ada.page(address).text


def test_before_anything_is_released_there_is_no_reason_to_give(
    made: Made, ada: PageClient, mia: User, panel: Panel
) -> None:
    question = made.approved(panel, mia)
    address = f"/answers/{question.id}/{panel.executives[0].id}"
    assert "correction" not in ada.page(address).form(address)["fields"]


class TestSignOff:
    @pytest.fixture(autouse=True)
    def steps(self, question: Question, panel: Panel) -> None:
        panel.sign_off = SignOff.ONE_APPROVER
        db.session.commit()

    def test_release_is_not_offered_and_the_page_says_why(self, ada: PageClient, address: str) -> None:
        page = ada.page(address)
        buttons = [found.get("name") for found in page.all("button")]
        assert "release" not in buttons
        assert "submit" in buttons
        assert "This panel’s answers pass sign-off, which comes later: submit it." in page.text

    @pytest.mark.parametrize("who", ["delegate", "moderator"])
    def test_release_is_a_409_that_keeps_the_text_and_saves_nothing(
        self, ada: PageClient, desk: PageClient, question: Question, address: str, who: str
    ) -> None:
        browser = ada if who == "delegate" else desk
        answer = browser.send(address, address, status=409, body="On two lines.", release="")
        assert filled(answer.text, address)["body"] == "On two lines."
        assert "Submit it instead" in whole(answer.text).text
        assert statement(question).newest.number == 1

    def test_what_was_submitted_waits(
        self, ada: PageClient, desk: PageClient, question: Question, address: str
    ) -> None:
        ada.send(address, address, body="On two lines.", submit="")
        desk.send(address, address, status=409, release="")
        assert statement(question).newest.state is RevisionState.SUBMITTED

    def test_the_desk_publishes_nothing_unsigned_and_says_so(
        self, made: Made, desk: PageClient, panel: Panel, mia: User
    ) -> None:
        def set_steps(preset: SignOff) -> None:
            db.session.rollback()
            panel.sign_off = preset
            db.session.commit()

        set_steps(SignOff.NONE)
        question = made.approved(panel, mia)
        made.answer(question, panel.executives[0], mia)
        form = desk.page(f"/desk/questions/{question.id}").form("/publish")["fields"]
        set_steps(SignOff.COMPANY)
        page = desk.page(f"/desk/questions/{question.id}")
        assert not page.has_form("/publish")
        assert "pass sign-off, which comes later" in page.text
        assert desk.post(f"/desk/questions/{question.id}/publish", data=form).status_code == 409
