"""Every action of the asker in every state: what is possible has its form, the rest says why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.desk import reasons
from domain.question import deciding
from extensions import clock, db
from models import Panel, Status, User
from tests.blueprints.asking.conftest import Stand, link
from tests.blueprints.browsers import actions, fresh
from tests.made import Made
from tests.pages import Page, PageClient

FIELDS: dict[str, dict[str, str]] = {
    "revise": {"text": "Why in 2026?", "details": ""},
    "object": {"why": "It says <nothing> of the year & more."},
    "appeal": {"why": "It says <nothing> of the weather & more."},
    "withdraw": {"confirm": "yes"},
}
ALWAYS = {"notify", "name", "erase"}
POSSIBLE = {
    "pending": "revise object withdraw",
    "held": "object withdraw",
    "returned": "revise object withdraw",
    "approved": "object withdraw",
    "scheduled": "object withdraw",
    "published": "",
    "taken down": "object withdraw",
    "merged": "object withdraw",
    "rejected": "appeal withdraw",
    "appealed": "revise object withdraw",
    "withdrawn": "",
    "left": "",
}
SAYS_WHY_NOT = {
    ("held", "revise"): "possible while it is pending or was sent back to you",
    ("approved", "revise"): "object to the wording instead",
    ("rejected", "revise"): "After an appeal that succeeds, it is",
    ("rejected", "object"): "What you can object to is the rejection",
    ("published", "withdraw"): "possible until it is published. Yours is public since",
    ("published", "object"): "possible until it is published. Yours is public since",
    ("appealed", "appeal"): "Possible once, and you objected on",
    ("withdrawn", "revise"): "you have withdrawn it",
    ("left", "withdraw"): "you have left this question",
}


@pytest.mark.parametrize("state", POSSIBLE)
def test_the_page_has_a_form_for_what_is_possible_and_for_nothing_else(
    made: Made, client: PageClient, stand: Stand, state: str
) -> None:
    page = client.page(link(made, stand(state)))
    offered = {action for action in FIELDS if page.has_form(f"/{action}")}
    assert offered == set(POSSIBLE[state].split())


@pytest.mark.parametrize("state", POSSIBLE)
def test_what_is_possible_is_done_and_the_rest_refused_with_what_was_typed(
    made: Made, client: PageClient, stand: Stand, state: str
) -> None:
    for action, fields in FIELDS.items():
        question = stand(state)
        address = link(made, question)
        token = token_of(client, address)
        answer = client.post(f"{address}/{action}", data={**fields, "csrf_token": token})
        if action in POSSIBLE[state].split():
            assert (answer.status_code, answer.location) == (303, address), (state, action)
            assert actions(question)[-1] == action
        else:
            assert answer.status_code == 409, (state, action)
            if "why" in fields:
                assert fields["why"] in Page(answer.text).text, (state, action)


@pytest.mark.parametrize(("state", "action"), SAYS_WHY_NOT)
def test_what_is_impossible_stays_and_says_why(
    made: Made, client: PageClient, stand: Stand, state: str, action: str
) -> None:
    assert SAYS_WHY_NOT[state, action] in client.page(link(made, stand(state))).text


@pytest.mark.parametrize("action", ["revise", "object", "appeal"])
def test_once_the_panel_is_archived_nothing_is_revised_or_objected_to(
    made: Made, client: PageClient, stand: Stand, panel: Panel, action: str
) -> None:
    question = stand("rejected" if action == "appeal" else "pending")
    panel = db.session.merge(panel)
    panel.archived_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    address = link(made, question)
    assert "the panel is archived" in client.page(address).text
    data = {**FIELDS[action], "csrf_token": token_of(client, address)}
    assert client.post(f"{address}/{action}", data=data).status_code == 409


class TestAppeal:
    def test_it_comes_back_to_the_moderators_once(
        self, made: Made, client: PageClient, stand: Stand, mia: User
    ) -> None:
        question = stand("rejected")
        address = link(made, question)
        client.send(address, "/appeal", why="It is about the panel.")
        assert fresh(question).status is Status.PENDING
        assert "Another moderator reads it again." in client.page(address).text
        other = made.moderator()
        reason = reasons.find("spam")
        made.do(deciding.reject, fresh(question), other, reason=reason)
        page = client.page(address)
        assert not page.has_form("/appeal")
        assert "It was read again after you objected" in page.text

    @pytest.mark.parametrize(
        ("why", "said"), [("", "in your own words"), ("x" * 1001, "1 character too long")]
    )
    def test_a_why_that_cannot_be_kept_is_a_422_with_what_was_typed(
        self, made: Made, client: PageClient, stand: Stand, why: str, said: str
    ) -> None:
        question = stand("rejected")
        answer = client.send(link(made, question), "/appeal", status=422, why=why)
        assert said in answer.text
        assert not why or why in answer.text
        assert fresh(question).status is Status.REJECTED

    def test_a_thousand_characters_are_taken(self, made: Made, client: PageClient, stand: Stand) -> None:
        client.send(link(made, stand("rejected")), "/appeal", why="x" * 1000)


class TestObject:
    def test_it_is_a_note_and_moves_nothing(self, made: Made, client: PageClient, stand: Stand) -> None:
        question = stand("approved")
        before = (question.status, question.version)
        client.send(link(made, question), "/object", why="It is not what I meant.")
        now = fresh(question)
        assert (now.status, now.version) == before
        assert "You objected" in client.page(link(made, question)).text

    def test_a_decision_taken_meanwhile_does_not_stand_in_its_way(
        self, made: Made, client: PageClient, stand: Stand, mia: User
    ) -> None:
        question = stand("pending")
        seen = question.version
        client.send(link(made, question), "/object", why="Wait.")
        deciding.approve(fresh(question), seen=seen, by=made.by(db.session.merge(mia)), at=clock.now())


def token_of(client: PageClient, address: str) -> str:
    """The token of one of the page's forms."""
    token: str = next(
        form["fields"]["csrf_token"] for form in client.page(address).forms if "csrf_token" in form["fields"]
    )
    return token


def test_a_question_of_another_submission_is_never_meant(
    made: Made, client: PageClient, stand: Stand
) -> None:
    mine, theirs = stand("pending"), stand("pending")
    address = link(made, mine)
    data = {"confirm": "yes", "question": str(theirs.id), "csrf_token": token_of(client, address)}
    assert client.post(f"{address}/withdraw", data=data).status_code == 303
    assert fresh(theirs).status is Status.PENDING
    assert fresh(mine).status is Status.WITHDRAWN
