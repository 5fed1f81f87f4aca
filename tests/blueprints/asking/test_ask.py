"""A reader asks: what is needed, what is kept, what becomes of a form that is sent again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from domain.language import graphemes
from extensions import clock, db
from models import ActorKind, Asker, Names, OutboxMessage, Passport, Question, Status, User
from tests.blueprints.browsers import SignIn, events_written, filled
from tests.made import Made
from tests.pages import PageClient

FAMILY = "👨‍👩‍👧‍👦"


def count(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def newest() -> Question:
    db.session.rollback()
    return db.session.scalars(select(Question).order_by(Question.id.desc())).first()  # type: ignore[return-value]


def test_only_the_question_itself_is_required(made: Made, client: PageClient) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", text="Why is the sky blue?")
    assert answer.location.startswith("/passport/")
    question = newest()
    assert (question.status, question.version) == (Status.PENDING, 1)
    assert question.original.text == "Why is the sky blue?"
    assert count(Asker) == 0
    assert count(OutboxMessage) == 0


def test_everything_a_reader_tells_is_kept(made: Made, client: PageClient) -> None:
    panel = made.panel()
    ada = panel.executives[0]
    client.send(
        "/ask-us/ask",
        "/ask",
        text="  Pourquoi ?\r\nEt quand ?  ",
        details="Parce que.",
        name="Rita  Roe",
        show_name="y",
        email="Rita@floor.example",
        executives=[str(ada.id)],
        lang="fr",
    )
    question = newest()
    asker = question.passport.asker
    assert asker
    assert question.original.text == "Pourquoi ?\nEt quand ?"
    assert question.original.details == "Parce que."
    assert question.lang == "fr"
    assert [executive.id for executive in question.executives] == [ada.id]
    assert (asker.name, asker.show_name, asker.email) == ("Rita Roe", True, "Rita@floor.example")
    assert count(OutboxMessage) == 1


def test_the_passport_greets_and_shows_the_whole_link(made: Made, client: PageClient) -> None:
    made.panel()
    answer = client.send("/ask-us/ask", "/ask", text="Why is the sky blue?")
    page = client.page(answer.location)
    assert "Received. Keep this link." in page.text
    assert {"http://localhost" + answer.location} <= {field.get("value") for field in page.all("input")}


def test_the_form_sent_twice_makes_one_question(made: Made, client: PageClient) -> None:
    made.panel()
    form = client.page("/ask-us/ask").form("/ask")["fields"] | {"text": "Why is the sky blue?"}
    first, second = (client.post("/ask-us/ask", data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count(Question) == count(Passport) == 1


def test_a_retried_post_that_differs_only_in_line_ends_and_outer_space_is_the_same(
    made: Made, client: PageClient
) -> None:
    made.panel()
    form = client.page("/ask-us/ask").form("/ask")["fields"]
    first = client.post("/ask-us/ask", data=form | {"text": "Why\nis it so?"})
    second = client.post("/ask-us/ask", data=form | {"text": " Why\r\nis it so?\r\n"})
    assert first.location == second.location
    assert count(Question) == 1


def test_the_same_key_with_another_text_keeps_it_links_to_the_first_and_has_a_new_key(
    made: Made, client: PageClient
) -> None:
    made.panel()
    form = client.page("/ask-us/ask").form("/ask")["fields"]
    first = client.post("/ask-us/ask", data=form | {"text": "Why is the sky blue?"})
    second = client.post("/ask-us/ask", data=form | {"text": "And why is it red?"})
    assert second.status_code == 422
    assert "And why is it red?" in second.text
    assert f'href="{first.location}"' in second.text
    assert form["idempotency_key"] not in second.text
    assert count(Question) == 1


def test_that_form_sent_again_asks_the_other_question_too(made: Made, client: PageClient) -> None:
    made.panel()
    form = client.page("/ask-us/ask").form("/ask")["fields"]
    client.post("/ask-us/ask", data=form | {"text": "Why is the sky blue?"})
    again = client.post("/ask-us/ask", data=form | {"text": "And why is it red?"})
    assert client.post("/ask-us/ask", data=filled(again.text, "/ask")).status_code == 303
    assert count(Question) == 2


def test_a_second_visit_has_a_key_of_its_own(made: Made, client: PageClient) -> None:
    made.panel()
    keys = {client.page("/ask-us/ask").form("/ask")["fields"]["idempotency_key"] for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize("unit", ["a", "é", "e\u0301", FAMILY, "🇫🇮", "한"])
def test_five_hundred_characters_are_taken_as_a_reader_counts_them(
    made: Made, client: PageClient, unit: str
) -> None:
    made.panel()
    assert graphemes(unit) == 1
    client.send("/ask-us/ask", "/ask", text=unit * 500)
    answer = client.send("/ask-us/ask", "/ask", status=422, text=unit * 501)
    assert "1 character too long" in answer.text
    assert unit * 501 in answer.text
    assert count(Question) == 1


def test_four_characters_are_enough_and_three_are_not(made: Made, client: PageClient) -> None:
    made.panel()
    client.send("/ask-us/ask", "/ask", text=FAMILY * 4)
    client.send("/ask-us/ask", "/ask", status=422, text=FAMILY * 3)
    assert count(Question) == 1


def test_a_text_in_arabic_is_told_by_its_script(made: Made, client: PageClient) -> None:
    made.panel()
    client.send("/ask-us/ask", "/ask", text="لماذا السماء زرقاء؟")
    assert (newest().lang, newest().original.dir) == ("ar", "rtl")


def test_the_address_never_reaches_the_record_of_what_happened(made: Made, client: PageClient) -> None:
    made.panel()
    client.send("/ask-us/ask", "/ask", text="Why so?", name="Rita Roe", email="rita@floor.example")
    db.session.rollback()
    rows = db.session.execute(text("SELECT * FROM events")).all()
    assert rows
    assert "rita" not in str(rows).lower()


def test_the_page_says_what_happens_and_what_is_public_before_it_is_sent(
    made: Made, client: PageClient
) -> None:
    made.panel()
    said = client.page("/ask-us/ask").text
    assert "What happens next" in said
    assert "What is public, what stays private" in said


def test_where_one_executive_sits_nobody_is_asked_to_choose(made: Made, client: PageClient) -> None:
    made.panel(executives=("Ada Brook",))
    assert not [f for f in client.page("/ask-us/ask").all("input") if f.get("name") == "executives"]


def test_one_who_is_signed_in_asks_as_a_reader_all_the_same(made: Made, sign_in: SignIn) -> None:
    made.panel()
    sign_in(made.moderator()).send("/ask-us/ask", "/ask", text="Why is the sky blue?")
    assert [tuple(row)[1:] for row in events_written()][-1] == ("submit", ActorKind.ASKER, None)


class TestWhatIsSaidBeside:
    def test_medians_are_shown_once_ten_questions_were_decided(
        self, made: Made, client: PageClient, mia: User
    ) -> None:
        panel, now = made.panel(), clock.now()
        for _ in range(9):
            made.approved(panel, mia, at=now - timedelta(hours=5))
        assert "Half of all questions" not in client.page("/ask-us/ask").text
        made.approved(panel, mia, at=now - timedelta(hours=5))
        assert re.search(r"decided within [56] hours\.", client.page("/ask-us/ask").text)

    @pytest.mark.parametrize(
        ("names", "said", "box"),
        [
            (Names.GIVEN, "Public only if you tick “Show my name”", True),
            (Names.FIRST, "and then the first name alone", True),
            (Names.NONE, "Private, this panel shows nobody’s name", False),
        ],
    )
    def test_it_is_true_to_how_the_panel_shows_names(
        self, made: Made, client: PageClient, names: Names, said: str, box: bool
    ) -> None:
        made.panel().names = names
        db.session.commit()
        page = client.page("/ask-us/ask")
        assert said in page.text
        assert bool([f for f in page.all("input") if f.get("name") == "show_name"]) is box

    def test_it_leads_to_the_rules_and_keeps_which_ones_it_showed(
        self, made: Made, client: PageClient
    ) -> None:
        made.panel()
        page = client.page("/ask-us/ask")
        assert "/about/rules" in page.links()
        assert "/about/privacy" in page.links()
        assert page.form("/ask")["fields"]["rules"] == "1"
        passport = client.send("/ask-us/ask", "/ask", text="Why is the sky blue?").location
        assert "/about/rules?version=1" in client.page(passport).links()

    @pytest.mark.parametrize("rules", ["", "x", "-1", "99999999999999999999", None])
    def test_a_number_of_no_rules_is_taken_for_the_newest(
        self, made: Made, client: PageClient, rules: str | None
    ) -> None:
        made.panel()
        passport = client.send("/ask-us/ask", "/ask", text="Why is the sky blue?", rules=rules).location
        assert "/about/rules?version=1" in client.page(passport).links()
