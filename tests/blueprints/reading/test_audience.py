"""Who reads a panel: everybody, whoever has the link, its staff; and what no cache may keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from domain.question import rewording
from extensions import begin_writing, db
from models import Audience, Panel, Question, Role, User
from tests.blueprints.browsers import SignIn
from tests.conftest import settings_for
from tests.made import PASSWORD, Made
from tests.pages import PageClient

PERSONAL = "private, no-store"
SECRET = "What is kept among us?"


@pytest.fixture
def inside(made: Made, mia: User) -> Panel:
    """A panel for staff, with a question that is published."""
    panel = made.panel("inside", audience=Audience.STAFF, list_open=True)
    made.published(panel, mia, SECRET)
    panel.accent = "#c9411b"
    db.session.commit()
    return panel


@pytest.fixture
def linked(made: Made, mia: User) -> Panel:
    """A panel that its link opens, with a question that is published."""
    panel = made.panel("linked", audience=Audience.LINK)
    made.published(panel, mia, SECRET)
    panel.accent = "#c9411b"
    db.session.commit()
    return panel


def pages(panel: Panel) -> list[str]:
    """The panel's own addresses."""
    (question,) = [q for q in db.session.query(Question).all() if q.panel_id == panel.id]
    at = f"/{panel.slug}/"
    return [at, f"{at}ask", f"{at}theme.css", f"{at}questions/{question.id}-what-is-kept-among-us"]


def test_its_own_staff_read_a_panel_for_staff_in_whatever_role(
    made: Made, inside: Panel, sign_in: SignIn
) -> None:
    people = [
        *(made.user(role) for role in (Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)),
        made.moderator(inside),
        made.user(Role.EXECUTIVE, delegate_of=inside.executives[0]),
    ]
    for user in people:
        client = sign_in(user)
        for address in pages(inside):
            assert client.get(address).status_code == 200, (user.grants[0].role, address)
        assert SECRET in client.get("/inside/").text


def test_all_others_find_nothing(made: Made, client: PageClient, inside: Panel, sign_in: SignIn) -> None:
    stranger = sign_in(made.moderator(made.panel("elsewhere")))
    for browser in (client, stranger):
        for address in pages(inside):
            answer = browser.get(address)
            assert answer.status_code == 404, address
            assert SECRET not in answer.text
            assert "Ask us" not in answer.text
        assert "/inside/" not in browser.get("/").text


def test_whose_grant_is_taken_finds_nothing_on_the_next_click(
    made: Made, inside: Panel, sign_in: SignIn
) -> None:
    user = made.moderator(inside)
    client = sign_in(user)
    assert client.get("/inside/").status_code == 200
    begin_writing()
    db.session.delete(db.session.get_one(User, user.id).grants[0])
    db.session.commit()
    assert client.get("/inside/").status_code == 404


def test_staff_ask_on_a_panel_for_staff_and_others_cannot(
    made: Made, client: PageClient, inside: Panel, sign_in: SignIn
) -> None:
    sent = sign_in(made.moderator(inside)).send("/inside/ask", "/inside/ask", text="May I ask here?")
    assert "/passport/" in sent.headers["Location"]
    assert client.post("/inside/ask", data={"text": "May I ask here?"}).status_code == 404


def test_what_is_not_public_is_kept_by_nobody_and_found_by_no_search_engine(
    client: PageClient, inside: Panel, linked: Panel, mia: User, sign_in: SignIn
) -> None:
    staff = sign_in(mia)
    for panel, browser in ((inside, staff), (linked, client), (linked, staff)):
        for address in pages(panel):
            answer = browser.get(address)
            assert answer.status_code == 200, address
            assert answer.headers["Cache-Control"] == PERSONAL, address
            assert answer.headers["X-Robots-Tag"] == "noindex", address
            assert "ETag" not in answer.headers, address
            if not address.endswith("/ask"):
                assert "Set-Cookie" not in answer.headers, address


def test_an_old_slug_and_a_missing_one_lead_on_without_being_kept(client: PageClient, linked: Panel) -> None:
    at = pages(linked)[-1].rpartition("-what")[0]
    for address in (at, f"{at}-old-words"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (301, PERSONAL)


def test_whoever_has_the_link_reads_and_no_other_address_leads_there(
    made: Made, client: PageClient, linked: Panel
) -> None:
    made.panel("public")
    (question,) = db.session.query(Question).all()
    assert SECRET in client.get(f"/{linked.slug}/").text
    assert linked.slug not in client.get("/").text
    for panel in ("public", "linked", "no-panel"):
        for slug in ("", "-what-is-kept-among-us", "-x"):
            answer = client.get(f"/{panel}/questions/{question.id}{slug}")
            assert answer.status_code == 404, (panel, slug)
            assert linked.slug not in answer.text


@pytest.mark.parametrize("audience", [Audience.LINK, Audience.STAFF])
def test_a_question_that_moved_out_of_the_public_leads_nobody_after_it(
    made: Made, client: PageClient, mia: User, audience: Audience
) -> None:
    public, hidden = (
        made.panel("public", list_open=True),
        made.panel("after-hours", audience=audience, list_open=True),
    )
    question = made.approved(public, mia, "Where do I go?")
    address = client.get(f"/public/questions/{question.id}").headers["Location"]
    assert client.get(address).status_code == 200
    made.do(rewording.move_to_panel, question, mia, panel=hidden)
    for old in (address, f"/public/questions/{question.id}"):
        answer = client.get(old)
        assert answer.status_code == 404
        assert hidden.slug not in answer.text


def test_the_panel_says_that_it_is_not_for_search_engines_whatever_the_page(
    client: PageClient, linked: Panel
) -> None:
    for address in (f"/{linked.slug}/?executive=999", f"/{linked.slug}/questions/999999"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == PERSONAL


class TestInFrontOfIt:
    """Through page cache and bulkhead: in whatever order they ask, only staff are given the page."""

    @pytest.fixture
    def site(self, app: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
        whole = create_app(settings_for(database_url, tmp_path))
        whole.test_client_class = PageClient
        yield whole
        with whole.app_context():
            db.engine.dispose()

    def staff(self, site: Flask, user: User) -> PageClient:
        client: PageClient = site.test_client()  # type: ignore[assignment]
        client.send("/account/sign-in", "/account/sign-in", email=user.email, password=PASSWORD)
        return client

    @pytest.mark.parametrize("order", [("staff", "reader") * 2, ("reader", "staff", "staff", "reader")])
    def test_a_reader_is_never_given_a_page_of_the_staff(
        self, site: Flask, inside: Panel, mia: User, order: tuple[str, ...]
    ) -> None:
        addresses = pages(inside)
        browsers = {"staff": self.staff(site, mia), "reader": site.test_client()}
        for address in addresses:
            for who in order:
                answer = browsers[who].get(address)
                assert answer.status_code == (200 if who == "staff" else 404), (who, address)
                if who == "reader":
                    assert SECRET not in answer.text
                assert answer.headers["Cache-Control"] == PERSONAL
                assert "ETag" not in answer.headers

    def test_a_page_that_was_public_a_moment_ago_is_not_given_out_much_longer(
        self, site: Flask, made: Made, mia: User
    ) -> None:
        panel = made.panel("once-public")
        made.published(panel, mia, SECRET)
        reader, staff = site.test_client(), self.staff(site, mia)
        assert reader.get("/once-public/").headers["Cache-Control"].startswith("public")
        begin_writing()
        db.session.get_one(Panel, panel.id).audience = Audience.STAFF
        db.session.commit()
        cache = site.wsgi_app
        cache._clock = lambda: 1e12  # type: ignore[attr-defined]
        assert staff.get("/once-public/").status_code == 200
        assert reader.get("/once-public/").status_code == 404
        assert SECRET not in reader.get("/once-public/").text
