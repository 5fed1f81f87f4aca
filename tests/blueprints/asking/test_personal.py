"""What the asker told of themselves: erased, changed, shown or hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.asker import contact, passports
from domain.question import deciding, rewording
from extensions import db
from models import Asker, Names, OutboxMessage, Panel, Status, User
from tests.blueprints.asking.conftest import Stand, link
from tests.blueprints.browsers import actions, fresh
from tests.made import Made
from tests.pages import PageClient


def messages(kind: str) -> list[OutboxMessage]:
    """What waits to be sent, of this kind."""
    db.session.rollback()
    waiting = select(OutboxMessage).where(OutboxMessage.kind == kind, OutboxMessage.cancelled_at.is_(None))
    return list(db.session.scalars(waiting.order_by(OutboxMessage.id)))


def asker() -> Asker | None:
    db.session.rollback()
    return db.session.scalar(select(Asker))


class TestErase:
    @pytest.mark.parametrize(
        "state",
        ["pending", "held", "returned", "approved", "published", "scheduled", "rejected", "merged", "left"],
    )
    def test_it_is_possible_in_every_state_and_ends_the_link(
        self, made: Made, client: PageClient, stand: Stand, state: str
    ) -> None:
        question = stand(state)
        address = link(made, question)
        answer = client.send(address, "/erase", confirm="yes")
        token = address.removeprefix("/passport/")
        assert token not in answer.location
        client.page(address, status=404)
        page = client.page(answer.location)
        assert "Your data is erased" in page.text
        stays = "stays without you" in page.text
        assert stays == (state in ("approved", "published", "scheduled"))
        assert "erase" in actions(question)
        assert asker() is None

    def test_it_must_be_confirmed(self, made: Made, client: PageClient, stand: Stand) -> None:
        question = stand("pending")
        client.send(link(made, question), "/erase", status=422, confirm=None)
        assert fresh(question).original.text == "Why is it so?"

    def test_the_page_afterwards_is_the_same_for_everybody_and_sets_nothing(self, client: PageClient) -> None:
        answer = client.get("/passport/erased")
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers

    def test_the_form_sent_again_makes_another_question_and_opens_no_earlier_one(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        form = client.page("/ask-us/ask").form("/ask")
        fields = {**form["fields"], "text": "Why is it so?", "name": "Rita"}
        first = client.post("/ask-us/ask", data=fields).location
        client.send(first, "/erase", confirm="yes")
        second = client.post("/ask-us/ask", data=fields)
        assert second.status_code == 303
        assert second.location.partition(".")[0] != first.partition(".")[0]

    def test_the_desk_says_that_the_words_were_erased(
        self, made: Made, client: PageClient, stand: Stand, desk: PageClient
    ) -> None:
        question = stand("rejected")
        client.send(link(made, question), "/erase", confirm="yes")
        page = desk.page(f"/desk/questions/{question.id}")
        assert "These words were erased by their asker" in page.text
        assert not page.has_form("/reopen")
        assert "These words were erased" in desk.page("/desk/?panel=ask-us&status=rejected").text

    def test_a_published_question_is_read_without_the_name(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why is it so?", name="Rita Roe", show_name=True)
        public = f"/ask-us/questions/{question.id}-why-is-it-so"
        assert "Rita Roe" in client.page(public).text
        client.send(link(made, question), "/erase", confirm="yes")
        page = client.page(public)
        assert "Rita Roe" not in page.text
        assert "Why is it so?" in page.text


class TestNotify:
    def test_a_new_address_is_kept_and_waits_for_its_confirmation(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        question = made.question(panel)
        address = link(made, question)
        client.send(address, "/notify", email="rita@floor.example")
        kept = asker()
        assert kept is not None
        assert (kept.email, kept.confirmed_at) == ("rita@floor.example", None)
        assert len(messages("confirm")) == 1
        text = client.page(address).text
        assert "r•••@floor.example waits for its confirmation" in text
        assert actions(question)[-1] == "notify"
        assert fresh(question).status is Status.PENDING

    def test_until_then_nothing_else_is_sent_there(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel, email="old@floor.example")
        client.send(link(made, question), "/notify", email="new@floor.example")
        assert messages("received") == []
        made.published(panel, mia, "Another?", email="other@floor.example")
        made.do(deciding.approve, fresh(question), mia)
        assert [m.question_id for m in messages("approved") if m.question_id == question.id] == []

    def test_turning_it_off_deletes_the_address(self, made: Made, client: PageClient, panel: Panel) -> None:
        question = made.question(panel, name="Rita", email="rita@floor.example")
        client.send(link(made, question), "/notify", email="")
        kept = asker()
        assert kept is not None
        assert (kept.name, kept.email, kept.email_digest) == ("Rita", None, None)
        assert messages("received") == []

    def test_without_a_name_nothing_of_them_is_left(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        client.send(link(made, made.question(panel, email="rita@floor.example")), "/notify", email="")
        assert asker() is None

    def test_a_bad_address_is_a_422_with_what_was_typed(
        self, made: Made, client: PageClient, stand: Stand
    ) -> None:
        answer = client.send(link(made, stand("pending")), "/notify", status=422, email="rita at floor")
        assert "rita at floor" in answer.text
        assert "There is no @ in this address" in answer.text

    def test_pressing_it_again_and_again_sends_one_mail(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        address = link(made, made.question(panel))
        for _ in range(4):
            client.send(address, "/notify", email="rita@floor.example")
        assert len(messages("confirm")) == 1

    def test_who_left_every_question_is_refused(self, made: Made, client: PageClient, stand: Stand) -> None:
        question = stand("left")
        address = link(made, question)
        page = client.page(address)
        assert not page.has_form("/notify")
        token = page.form("/erase")["fields"]["csrf_token"]
        data = {"email": "rita@floor.example", "csrf_token": token}
        assert client.post(f"{address}/notify", data=data).status_code == 409


class TestName:
    def test_it_is_shown_and_hidden_again_on_the_public_page(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why is it so?", name="Rita Roe")
        public, address = f"/ask-us/questions/{question.id}-why-is-it-so", link(made, question)
        assert "Rita Roe" not in client.page(public).text
        client.send(address, "/name", show_name="yes")
        assert "Rita Roe" in client.page(public).text
        assert "Your name is shown" in client.page(address).text
        client.send(address, "/name", show_name="false")
        assert "Rita Roe" not in client.page(public).text
        assert actions(question)[-2:] == ["name", "name"]

    def test_the_same_again_writes_nothing(self, made: Made, client: PageClient, stand: Stand) -> None:
        question = stand("pending")
        client.send(link(made, question), "/name", show_name="false")
        assert actions(question) == ["submit"]

    def test_who_gave_none_reads_why_not(self, made: Made, client: PageClient, panel: Panel) -> None:
        address = link(made, made.question(panel))
        page = client.page(address)
        assert not page.has_form("/name")
        assert "you gave no name" in page.text
        token = page.form("/erase")["fields"]["csrf_token"]
        data = {"show_name": "yes", "csrf_token": token}
        assert client.post(f"{address}/name", data=data).status_code == 409

    def test_where_the_panel_shows_no_names_it_says_so(
        self, made: Made, client: PageClient, panel: Panel
    ) -> None:
        question = made.question(panel, name="Rita Roe")
        db.session.merge(panel).names = Names.NONE
        db.session.commit()
        page = client.page(link(made, question))
        assert not page.has_form("/name")
        assert "this panel shows nobody’s name" in page.text


def test_a_masked_address_tells_its_owner_and_nobody_else() -> None:
    assert contact.masked("rita.roe@floor.example") == "r•••@floor.example"


def test_the_link_of_a_split_submission_erases_all_of_it(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    question = made.question(panel, "Why this? And that?", email="rita@floor.example")
    parts = made.do(rewording.split, question, mia, texts=["Why this?", "Why that?"])
    address = link(made, parts[0])
    assert passports.find(address.removeprefix("/passport/"), made.link_key)
    page = client.page(address)
    assert len([form for form in page.forms if form["action"].endswith("/erase")]) == 1
    db.session.rollback()
    client.send(address, "/erase", confirm="yes")
    assert [actions(part)[-1] for part in parts] == ["erase", "erase"]
