"""Reasons: read by the desk, written by who decides on all panels."""

from __future__ import annotations

import pytest

from domain.desk import reasons
from extensions import db
from models import Panel, Reason, Role, User
from tests.blueprints.browsers import SignIn, filled
from tests.made import Made
from tests.pages import PageClient

LIST, SPAM = "/desk/reasons", "/desk/reasons/spam"


def spam() -> Reason:
    db.session.rollback()
    found = reasons.find("spam")
    assert found is not None
    return found


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.APPROVER])
    def test_other_roles_see_nothing_of_it(self, made: Made, sign_in: SignIn, role: Role) -> None:
        client = sign_in(made.user(role))
        client.page(LIST, 403)
        client.page(SPAM, 403)
        assert client.post(f"{SPAM}/retire").status_code == 403

    def test_a_moderator_of_one_panel_and_an_auditor_read_and_press_nothing(
        self, made: Made, panel: Panel, sign_in: SignIn
    ) -> None:
        for user in (made.moderator(panel), made.user(Role.AUDITOR)):
            client = sign_in(user)
            for address in (LIST, SPAM):
                assert not [f for f in client.page(address).forms if "/reasons" in f["action"]]
            client.page(f"{LIST}/new", 403)
            for address in (SPAM, f"{SPAM}/retire", f"{SPAM}/move", f"{LIST}/new"):
                assert client.post(address).status_code == 403

    def test_an_administrator_without_a_desk_writes_them_too(self, made: Made, sign_in: SignIn) -> None:
        client = sign_in(made.user(Role.ADMINISTRATOR))
        client.send(SPAM, SPAM, title="Advertising")
        assert spam().title == "Advertising"
        assert "/desk/" not in client.page(LIST).links()

    def test_no_reason_of_another_code_is_there(self, desk: PageClient) -> None:
        desk.page(f"{LIST}/nothing", 404)
        assert desk.post(f"{LIST}/nothing/retire").status_code == 404


class TestWriting:
    def test_a_new_one_can_be_chosen_at_once(self, made: Made, desk: PageClient, panel: Panel) -> None:
        words = {"code": "too-early", "title": "Too early", "standard_text": "Ask again in May.", "rule": "2"}
        assert desk.send(f"{LIST}/new", "/reasons/new", **words).location == LIST
        assert "Too early too-early Rule 2" in desk.page(LIST).text
        question = made.question(panel)
        page = desk.page(f"/desk/questions/{question.id}")
        assert "Ask again in May." in page.text
        desk.send(f"/desk/questions/{question.id}", "/reject", reason="too-early")

    def test_what_it_says_is_changed_and_the_letter_shows_places_filled(self, desk: PageClient) -> None:
        desk.send(SPAM, SPAM, standard_text="You asked: {question}", in_ledger=None, rule="")
        assert (spam().rule, spam().in_ledger) == (None, False)
        text = desk.page(SPAM).text
        assert "You asked: When will the night trains run again?" in text

    def test_an_unknown_place_is_refused_by_its_name(self, desk: PageClient) -> None:
        answer = desk.send(SPAM, SPAM, 422, standard_text="See {service}.")
        assert "Nothing fills the place {service}." in answer.text
        assert filled(answer.text, SPAM)["standard_text"] == "See {service}."
        assert spam().version == 1

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"title": ""}, 'id="title-error"'),
            ({"standard_text": ""}, "Write what the asker is to read"),
            ({"rule": "77"}, "There is no rule of this number"),
            ({"rule": "x"}, "There is no rule of this number"),
            ({}, "Nothing is changed yet"),
        ],
    )
    def test_what_cannot_be_kept_is_named(self, desk: PageClient, fields: dict[str, str], said: str) -> None:
        given = {"rule": "9", "in_ledger": "y", **fields}
        assert said in desk.send(SPAM, SPAM, 422, **given).text
        assert spam().version == 1

    @pytest.mark.parametrize(
        ("code", "said"),
        [("spam", "Another reason has this code"), ("new", "needed for an address"), ("A b", "2 to 40")],
    )
    def test_a_code_must_be_free_and_fit_an_address(self, desk: PageClient, code: str, said: str) -> None:
        answer = desk.send(f"{LIST}/new", "/reasons/new", 422, code=code, title="T", standard_text="Text.")
        assert said in answer.text

    def test_who_was_late_keeps_what_they_typed(self, desk: PageClient) -> None:
        late = desk.page(SPAM).form(SPAM)["fields"]
        desk.send(SPAM, SPAM, standard_text="First.")
        answer = desk.post(SPAM, data={**late, "standard_text": "Second."})
        assert answer.status_code == 409
        assert "“First.”" in answer.text
        again = filled(answer.text, SPAM)
        assert (again["standard_text"], again["version"]) == ("Second.", "2")
        assert desk.post(SPAM, data=again).status_code == 303


class TestUse:
    def test_one_out_of_use_can_be_chosen_no_more_and_comes_back(
        self, made: Made, panel: Panel, desk: PageClient
    ) -> None:
        question = made.question(panel)
        address = f"/desk/questions/{question.id}"
        form = desk.page(address).form("/reject")["fields"]
        desk.send(SPAM, "/retire")
        assert "out of use since" in desk.page(LIST).text
        radios = [tag for tag in desk.page(address).all("input") if tag.get("value") == "spam"]
        assert radios == []
        answer = desk.post(f"{address}/reject", data={**form, "reason": "spam"})
        assert answer.status_code == 422
        assert "This reason is out of use" in answer.text
        desk.send(SPAM, "/restore")
        assert desk.post(f"{address}/reject", data={**form, "reason": "spam"}).status_code == 303

    def test_a_press_too_late_is_a_409(self, desk: PageClient) -> None:
        form = desk.page(SPAM).form("/retire")["fields"]
        desk.send(SPAM, "/retire")
        assert desk.post(f"{SPAM}/retire", data=form).status_code == 409
        standing = desk.page(SPAM).form("/restore")["fields"]
        assert desk.post(f"{SPAM}/retire", data=standing).status_code == 409
        assert desk.post(f"{SPAM}/move", data=form).status_code == 409

    def test_they_are_put_in_order(self, desk: PageClient) -> None:
        desk.send(LIST, "/spam/move", up="yes")
        db.session.rollback()
        codes = [reason.code for reason in reasons.whole()]
        assert codes[-3:] == ["spam", "abusive", "other"]
        desk.send(LIST, "/spam/move", down="yes")
        db.session.rollback()
        assert [reason.code for reason in reasons.whole()][-3:] == ["abusive", "spam", "other"]
        last = desk.page(LIST).form("/other/move")["fields"]
        assert desk.post(f"{LIST}/other/move", data={**last, "down": "yes"}).status_code == 409

    def test_counts_stand_beside_each(self, made: Made, panel: Panel, mia: User, desk: PageClient) -> None:
        for _ in range(2):
            question = made.question(panel)
            desk.send(f"/desk/questions/{question.id}", "/reject", reason="spam")
        desk.send(f"/desk/questions/{question.id}", "/undo")
        assert "Spam spam Rule 9 counts 2 0 1" in desk.page(LIST).text


def test_the_letter_before_rejecting_quotes_the_rule_and_fills_the_places(
    made: Made, panel: Panel, desk: PageClient
) -> None:
    desk.send(SPAM, SPAM, standard_text="{executives} don’t answer: {question}")
    question = made.question(panel, "Buy my boat?")
    text = desk.page(f"/desk/questions/{question.id}").text
    assert "Ada Brook and Ben Cole don’t answer: Buy my boat?" in text
    assert "No advertising" in text
