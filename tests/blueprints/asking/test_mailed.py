"""What is done by mail: an address is confirmed, a lost link is sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.asker import passports
from domain.question import lists
from extensions import clock, db
from models import Asker, OutboxMessage, Panel, Passport, Question, Status, User
from tests.blueprints.asking.test_personal import messages
from tests.blueprints.browsers import SignIn, actions, fresh
from tests.made import Made
from tests.pages import Page, PageClient


@pytest.fixture
def careful(made: Made) -> Panel:
    """A panel that wants addresses confirmed before a question is read."""
    panel = made.panel("careful")
    panel.confirm_email = True
    db.session.commit()
    return panel


def confirm_link(made: Made, question: Question) -> str:
    """What is mailed."""
    db.session.rollback()
    return f"/passport/{passports.confirmation_token(question.passport, made.link_key)}/confirm"


class TestConfirmedFirst:
    def test_without_an_address_the_question_is_not_taken_and_nothing_is_lost(
        self, client: PageClient, careful: Panel
    ) -> None:
        answer = client.send("/careful/ask", "/ask", status=422, text="Why <is> it so?")
        assert "This panel writes to you first" in answer.text
        assert "Why &lt;is&gt; it so?" in answer.text
        assert db.session.scalar(select(func.count()).select_from(Question)) == 0

    def test_the_form_says_that_an_address_is_needed(self, client: PageClient, careful: Panel) -> None:
        text = client.page("/careful/ask").text
        assert "We write there first" in text
        assert "We write to your address, and you confirm it." in text

    def test_until_it_is_confirmed_the_question_is_nowhere_at_the_desk(
        self, made: Made, client: PageClient, careful: Panel, mia: User, sign_in: SignIn
    ) -> None:
        question = made.question(careful, "Why is it so?", email="rita@floor.example")
        desk = sign_in(mia)
        assert "Why is it so?" not in desk.page("/desk/?panel=careful").text
        assert desk.get(f"/desk/questions/{question.id}").status_code == 404
        counts = lists.counts(db.session.merge(careful), clock.now())
        assert counts[Status.PENDING] == 0
        assert [m.kind for m in messages("confirm")] == ["confirm"]
        assert messages("received") == []
        assert desk.get("/desk/next?panel=careful").location == "/desk/?panel=careful"

    def test_the_passport_says_that_the_address_waits(
        self, made: Made, client: PageClient, careful: Panel
    ) -> None:
        question = made.question(careful, email="rita@floor.example")
        address = f"/passport/{passports.token(question.passport, made.link_key)}"
        text = client.page(address).text
        assert "Your address waits for its confirmation." in text
        assert "r•••@floor.example" in text
        assert "rita@floor.example" not in client.get(address).text

    def test_opening_the_mailed_link_changes_nothing_and_its_button_does(
        self, made: Made, client: PageClient, careful: Panel
    ) -> None:
        question = made.question(careful, "Why is it so?", email="rita@floor.example")
        address = confirm_link(made, question)
        for _ in range(2):
            assert client.page(address).has_form("/confirm")
        assert fresh(question).awaits_confirmation
        answer = client.send(address, "/confirm")
        now = fresh(question)
        assert not now.awaits_confirmation
        assert now.passport.asker is not None
        assert now.passport.asker.confirmed_at is not None
        assert actions(question) == ["submit", "confirm"]
        assert [m.question_id for m in messages("received")] == [question.id]
        page = client.page(answer.location)
        assert "A moderator reads it next." in page.text
        assert "E-mail address confirmed" in page.text

    def test_a_second_press_changes_nothing(self, made: Made, client: PageClient, careful: Panel) -> None:
        question = made.question(careful, email="rita@floor.example")
        address = confirm_link(made, question)
        client.send(address, "/confirm")
        client.send(address, "/confirm")
        assert actions(question) == ["submit", "confirm"]
        assert len(messages("received")) == 1

    def test_another_address_ends_the_link_to_the_first(
        self, made: Made, client: PageClient, careful: Panel
    ) -> None:
        question = made.question(careful, email="mistyped@floor.example")
        first = confirm_link(made, question)
        passport = f"/passport/{passports.token(question.passport, made.link_key)}"
        client.send(passport, "/notify", email="rita@floor.example")
        assert client.get(first).status_code == 404
        client.send(confirm_link(made, question), "/confirm")
        assert not fresh(question).awaits_confirmation

    def test_the_address_cannot_be_taken_away_while_the_question_waits_for_it(
        self, made: Made, client: PageClient, careful: Panel
    ) -> None:
        question = made.question(careful, email="rita@floor.example")
        passport = f"/passport/{passports.token(question.passport, made.link_key)}"
        client.send(passport, "/notify", status=422, email="")
        assert db.session.scalar(select(Asker.email)) == "rita@floor.example"

    def test_one_kind_of_link_opens_nothing_of_the_other(
        self, made: Made, client: PageClient, careful: Panel
    ) -> None:
        question = made.question(careful, email="rita@floor.example")
        passport = passports.token(question.passport, made.link_key)
        confirmation = passports.confirmation_token(question.passport, made.link_key)
        assert client.get(f"/passport/{confirmation}").status_code == 404
        assert client.get(f"/passport/{passport}/confirm").status_code == 404
        assert client.post(f"/passport/{passport}/confirm").status_code == 404

    def test_a_withdrawn_one_never_arrives(self, made: Made, client: PageClient, careful: Panel) -> None:
        question = made.question(careful, email="rita@floor.example")
        passport = f"/passport/{passports.token(question.passport, made.link_key)}"
        client.send(passport, "/withdraw", confirm="yes")
        assert lists.counts(db.session.merge(careful), clock.now())[Status.WITHDRAWN] == 0


class TestLost:
    def test_one_reply_for_all(self, made: Made, client: PageClient, panel: Panel) -> None:
        made.question(panel, email="rita@floor.example")
        known = client.send("/passport/lost", "/lost", status=200, email="rita@floor.example")
        unknown = client.send("/passport/lost", "/lost", status=200, email="nobody@floor.example")
        told = [Page(answer.text).text for answer in (known, unknown)]
        assert told[0].replace("rita@", "nobody@") == told[1]
        assert "If rita@floor.example asked here, its links are on their way." in told[0]

    def test_every_passport_of_the_address_is_sent(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        mine = [made.question(panel, email=email) for email in ("Rita@Floor.example", "rita@floor.example")]
        made.question(panel, email="other@floor.example")
        client.send("/passport/lost", "/lost", status=200, email=" rita@floor.example ")
        sent = {message.passport_id for message in messages("passport-lost")}
        assert sent == {question.passport_id for question in mine}

    def test_asked_for_again_within_the_hour_it_is_not_sent_again(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        made.question(panel, email="rita@floor.example")
        for _ in range(3):
            client.send("/passport/lost", "/lost", status=200, email="rita@floor.example")
        assert 1 <= len(messages("passport-lost")) <= 2  # the hour may have turned meanwhile

    def test_an_address_that_was_never_confirmed_gets_no_link(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        question = made.question(panel)
        passport = f"/passport/{passports.token(question.passport, made.link_key)}"
        client.send(passport, "/notify", email="stranger@floor.example")
        client.send("/passport/lost", "/lost", status=200, email="stranger@floor.example")
        assert messages("passport-lost") == []

    @pytest.mark.parametrize(("typed", "said"), [("", "Write the e-mail address"), ("rita", "no @")])
    def test_what_is_no_address_is_a_422(self, client: PageClient, typed: str, said: str) -> None:
        answer = client.send("/passport/lost", "/lost", status=422, email=typed)
        assert said in answer.text

    def test_it_is_not_taken_for_a_passport(self, client: PageClient) -> None:
        assert "Lost your passport link?" in client.page("/passport/lost").text

    def test_reading_it_sends_nothing(self, made: Made, client: PageClient, panel: Panel) -> None:
        made.question(panel, email="rita@floor.example")
        before = db.session.scalar(select(func.count()).select_from(OutboxMessage))
        client.get("/passport/lost?email=rita@floor.example")
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == before


def test_the_newest_address_is_kept_no_longer_than_the_panels_others(
    made: Made, client: PageClient, panel: Panel
) -> None:
    closes = clock.now() + timedelta(days=3)
    db.session.merge(panel).closes_at = closes
    db.session.commit()
    question = made.question(panel)
    passport = db.session.get_one(Passport, question.passport_id)
    client.send(
        f"/passport/{passports.token(passport, made.link_key)}", "/notify", email="rita@floor.example"
    )
    db.session.rollback()
    assert db.session.scalar(select(Asker.expires_at)) == closes + timedelta(days=30)
