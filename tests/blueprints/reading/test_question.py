"""The page of one question: its answers, who gave them and when; and the addresses that lead to it."""

from __future__ import annotations

import pytest

from domain.question import families, publishing, rewording
from domain.question.lists import PAGE
from extensions import db
from models import Panel, User
from tests.blueprints.browsers import fresh
from tests.made import Made
from tests.pages import PageClient

assert PAGE == 20


def test_it_shows_the_public_wording_and_every_answer_with_who_and_when(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    ada, ben = panel.executives
    question = made.published(panel, mia, "Why so?", body="Because **yes**.", by_executive=ada)
    made.answer(question, ben, mia, "I disagree.")
    made.do(publishing.publish, question, mia)
    page = client.page(f"/ask-us/questions/{question.id}-why-so")
    for said in ("Why so?", "Ada Brook", "Because yes.", "Ben Cole", "I disagree."):
        assert said in page.text
    assert len(page.all("time")) >= 3


def test_the_original_of_a_reworded_question_is_not_public(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, "Why is boss Bob a fool?")
    made.do(rewording.reword, question, mia, text="Why was it decided so?", details="")
    text = client.get(f"/ask-us/questions/{question.id}-why-was-it-decided-so").text
    assert "Why was it decided so?" in text
    assert "Bob" not in text


def test_a_name_is_shown_only_where_it_was_ticked(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    told = {"name": "Rita Roe", "email": "rita@floor.example"}
    for show, expected in ((True, True), (False, False)):
        question = made.published(panel, mia, "Why so?", show_name=show, **told)  # type: ignore[arg-type]
        text = client.get(f"/ask-us/questions/{question.id}-why-so").text
        assert ("Rita Roe" in text) is expected
        assert "rita@" not in text


def test_text_of_readers_is_text(made: Made, client: PageClient, panel: Panel, mia: User) -> None:
    question = made.published(
        panel,
        mia,
        "Why <script>alert(1)</script> & so?",
        body="<img src=x onerror=alert(1)> [x](javascript:1)",
    )
    answer = client.get(f"/ask-us/questions/{question.id}", follow_redirects=True)
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert 'href="javascript' not in answer.text


def test_each_text_carries_its_language_and_direction(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, "لماذا السماء زرقاء؟", body="Because of the air.")
    answer = client.get(f"/ask-us/questions/{question.id}-q")
    assert 'lang="ar" dir="rtl"' in answer.text
    assert answer.status_code == 200


class TestAddresses:
    @pytest.mark.parametrize("slug", ["", "-old-slug", "-WHY-SO", "-why-so-", "-é", "-why%20so"])
    def test_an_old_or_missing_slug_leads_to_the_present_one(
        self, made: Made, client: PageClient, panel: Panel, mia: User, slug: str
    ) -> None:
        question = made.published(panel, mia, "Why so?")
        answer = client.get(f"/ask-us/questions/{question.id}{slug}")
        assert answer.status_code == 301
        assert answer.location == f"/ask-us/questions/{question.id}-why-so"

    def test_a_dated_edit_moves_the_address(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why so?")
        made.do(rewording.reword, question, mia, text="Why not so?", details="")
        answer = client.get(f"/ask-us/questions/{question.id}-why-so")
        assert answer.location == f"/ask-us/questions/{question.id}-why-not-so"

    def test_a_panel_that_it_is_not_of_leads_to_its_own(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        made.panel("other-panel")
        question = made.published(panel, mia, "Why so?")
        answer = client.get(f"/other-panel/questions/{question.id}-why-so")
        assert (answer.status_code, answer.location) == (301, f"/ask-us/questions/{question.id}-why-so")

    def test_one_that_was_merged_leads_to_its_root(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        root = made.published(panel, mia, "Why so?")
        middle, member = made.question(panel), made.question(panel)
        made.do(families.merge, member, mia, into=middle)
        made.do(families.merge, middle, mia, into=root)
        for question in (middle, member):
            answer = client.get(f"/ask-us/questions/{question.id}-whatever")
            assert (answer.status_code, answer.location) == (301, f"/ask-us/questions/{root.id}-why-so")

    def test_the_language_of_the_interface_is_carried_on(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why so?")
        address = f"/ask-us/questions/{question.id}"
        assert client.get(f"{address}?lang=en").location == f"{address}-why-so?lang=en"
        assert client.get(f"{address}?lang=xx").location == f"{address}-why-so"
        assert client.get(f"{address}-why-so?lang=en").status_code == 200


class TestOpenQuestions:
    """A panel may list approved ones before they are answered."""

    def test_one_is_read_without_its_answers(self, made: Made, client: PageClient, mia: User) -> None:
        panel = made.panel("open-list", list_open=True)
        question = made.approved(panel, mia, "Why so?")
        made.answer(question, panel.executives[0], mia, "Not public yet.")
        text = client.page(f"/open-list/questions/{question.id}-why-so").text
        assert "Why so?" in text
        assert "Not public yet." not in text

    def test_elsewhere_it_is_a_404(self, made: Made, client: PageClient, panel: Panel, mia: User) -> None:
        question = made.approved(panel, mia, "Why so?")
        client.page(f"/ask-us/questions/{question.id}-why-so", status=404)


class TestTakenDown:
    def test_it_is_a_410_with_the_public_reason(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why so?", body="Because.")
        made.do(publishing.unpublish, question, mia, reason="A <figure> was wrong.")
        for slug in ("", "-why-so", "-anything"):
            page = client.page(f"/ask-us/questions/{question.id}{slug}", status=410)
            assert "A <figure> was wrong." in page.text
            assert "Why so?" not in page.text
            assert "Because." not in page.text

    def test_only_on_its_own_panel(self, made: Made, client: PageClient, panel: Panel, mia: User) -> None:
        made.panel("other-panel")
        question = made.published(panel, mia, "Why so?")
        made.do(publishing.unpublish, question, mia, reason="Wrong.")
        client.page(f"/other-panel/questions/{question.id}-why-so", status=404)

    def test_a_published_answer_shows_no_older_release_of_another(
        self, made: Made, client: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, "Why so?", body="First text.")
        db.session.rollback()
        made.answer(fresh(question), panel.executives[0], mia, "Corrected text.")
        text = client.page(f"/ask-us/questions/{question.id}-why-so").text
        assert "Corrected text." in text
        assert "First text." not in text
