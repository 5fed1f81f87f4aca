"""Everything that isn't public is the same 404: whatever it is, whoever asks, by whatever address."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from domain.panel.creating import find
from domain.question import families
from extensions import db
from models import Audience, Panel, User
from tests.blueprints.browsers import SignIn
from tests.house_rules.world import World, build
from tests.made import Made
from tests.pages import PageClient

NEVER_PUBLIC = ("pending", "held", "returned", "rejected", "approved", "answered", "scheduled", "withdrawn")
CHANGES_WITH_TIME = {"Date"}


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def told(answer: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    """All that one can learn from an answer."""
    headers = {name: value for name, value in answer.headers.items() if name not in CHANGES_WITH_TIME}
    return answer.status_code, answer.data, headers


@pytest.mark.parametrize("slug", ["", "-question-number", "-x"])
def test_never_public_and_never_there_are_the_same_to_the_byte(
    client: PageClient, world: World, slug: str
) -> None:
    unknown = told(client.get(f"/ask-us/questions/999999{slug}"))
    assert unknown[0] == 404
    for state in NEVER_PUBLIC:
        question = world.questions[state]
        assert told(client.get(f"/ask-us/questions/{question.id}{slug}")) == unknown, state


def test_by_the_address_of_another_panel_too(made: Made, client: PageClient, world: World) -> None:
    made.panel("other-panel")
    unknown = told(client.get("/other-panel/questions/999999-x"))
    for state in (*NEVER_PUBLIC, "unpublished"):
        question = world.questions[state]
        assert told(client.get(f"/other-panel/questions/{question.id}-x")) == unknown, state


def test_a_member_of_a_hidden_root_is_hidden(made: Made, client: PageClient, world: World) -> None:
    member = made.question(world.panel)
    made.do(families.merge, member, world.moderator, into=world.questions["approved"])
    unknown = told(client.get("/ask-us/questions/999999-x"))
    assert told(client.get(f"/ask-us/questions/{member.id}-x")) == unknown


def test_staff_and_askers_read_no_more_in_public_than_anybody(
    client: PageClient, world: World, sign_in: SignIn
) -> None:
    staff = sign_in(world.moderator)
    for question in world.questions.values():
        address = f"/ask-us/questions/{question.id}-x"
        assert told(staff.get(address)) == told(client.get(address))


def test_asking_for_the_head_tells_no_more(client: PageClient, world: World) -> None:
    unknown = client.head("/ask-us/questions/999999-x")
    for state in NEVER_PUBLIC:
        assert told(client.head(f"/ask-us/questions/{world.questions[state].id}-x")) == told(unknown)


def test_lists_and_counts_hold_nothing_hidden(client: PageClient, world: World) -> None:
    shown = world.questions["published"]
    for address in ("/", "/ask-us/", f"/ask-us/?executive={world.panel.executives[0].id}"):
        text = client.get(address).text
        for state in (*NEVER_PUBLIC, "unpublished", "merged"):
            question = world.questions[state]
            assert f"/questions/{question.id}-" not in text, (address, state)
            assert question.original.text not in text, (address, state)
        assert address == "/" or shown.original.text in text


def test_nobody_of_the_staff_and_no_askers_address_is_ever_on_a_public_page(
    client: PageClient, world: World
) -> None:
    public = [f"/ask-us/questions/{question.id}-x" for question in world.questions.values()]
    for address in ("/", "/ask-us/", *public):
        text = client.get(address, follow_redirects=True).text
        for private in ("Mia Moss", "Cleo Carr", "rita@floor.example", "Ask legal", "Which year do you mean"):
            assert private not in text, (address, private)


class TestStaffPanel:
    """A panel for staff is a 404 to all others, before anything else is asked."""

    @pytest.fixture
    def inside(self, world: World) -> World:
        db.session.rollback()
        panel = find("ask-us")
        assert panel
        panel.audience = Audience.STAFF
        db.session.commit()
        return world

    def test_every_address_of_it_is_that_of_a_panel_that_is_not_there(
        self, client: PageClient, inside: World
    ) -> None:
        executive = inside.panel.executives[0].id
        for rest in ("", "ask", "?executive=1", f"?executive={executive}", "?after=x"):
            assert told(client.get(f"/ask-us/{rest}")) == told(client.get(f"/no-panel/{rest}")), rest
        for question in inside.questions.values():
            known = told(client.get(f"/ask-us/questions/{question.id}-x"))
            assert known == told(client.get(f"/no-panel/questions/{question.id}-x"))
            assert known[0] == 404

    def test_it_is_on_no_list(self, client: PageClient, inside: World) -> None:
        assert "/ask-us/" not in client.get("/").text

    def test_it_takes_no_question(self, app: Flask, client: PageClient, inside: World) -> None:
        assert client.post("/ask-us/ask", data={"text": "Why so?"}).status_code == 404


def test_a_panel_by_link_is_read_but_not_listed(client: PageClient, panel: Panel, mia: User) -> None:
    found = find("ask-us")
    assert found
    found.audience = Audience.LINK
    db.session.commit()
    client.page("/ask-us/")
    assert "/ask-us/" not in client.get("/").text
