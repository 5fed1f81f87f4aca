"""Staff: who may see them, what is changed, and that it works on the very next request."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from extensions import db
from models import Invitation, Panel, Role, RoleGrant, User
from tests.blueprints.browsers import SignIn, filled
from tests.made import PASSWORD, Made
from tests.pages import Page, PageClient

LIST = "/manage/staff"


@pytest.fixture
def ada(made: Made) -> User:
    """An administrator of all panels."""
    return made.user(Role.ADMINISTRATOR, name="Ada Min")


@pytest.fixture
def office(ada: User, sign_in: SignIn) -> PageClient:
    """Ada's browser, signed in."""
    return sign_in(ada)


def at(user: User) -> str:
    return f"{LIST}/{user.id}"


def press(client: PageClient, user: User, ending: str, status: int = 303) -> str:
    """Press the button whose form ends so, on the page of ``user``."""
    return client.send(at(user), ending, status).text


def revoke(client: PageClient, user: User, status: int = 303) -> str:
    held = db.session.scalars(db.select(RoleGrant.id).where(RoleGrant.user_id == user.id)).first()
    return press(client, user, f"/grants/{held}/revoke", status)


def link_on(page: Page) -> str:
    found = [tag["value"] for tag in page.all("input") if tag.get("id") == "invitation-link"]
    assert len(found) == 1
    return found[0].removeprefix("http://localhost")


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.MODERATOR, Role.APPROVER])
    def test_other_roles_see_nothing_of_it(self, made: Made, ada: User, sign_in: SignIn, role: Role) -> None:
        client = sign_in(made.user(role))
        for address in (LIST, at(ada), f"{LIST}/invite"):
            client.page(address, 403)

    def test_an_administrator_of_one_panel_sees_nothing_of_it(
        self, made: Made, panel: Panel, ada: User, sign_in: SignIn
    ) -> None:
        client = sign_in(made.user(Role.ADMINISTRATOR, panel=panel))
        client.page(LIST, 403)
        client.page(at(ada), 403)
        assert client.post(f"{at(ada)}/disable").status_code == 403

    def test_an_auditor_sees_everything_but_a_link_that_lets_in_and_presses_nothing(
        self, made: Made, office: PageClient, sign_in: SignIn
    ) -> None:
        address = invited(office)
        client = sign_in(made.user(Role.AUDITOR))
        page = client.page(address)
        assert "/account/invitation/" not in client.get(address).text
        assert "They have a link" in page.text
        assert [form["action"] for form in page.forms] == ["/account/sign-out"]
        assert not any("invite" in link for link in client.page(LIST).links())
        client.page(f"{LIST}/invite", 403)
        for ending in ("grant", "disable", "invitation/renew", "sign-ins/end"):
            assert client.post(f"{address}/{ending}").status_code == 403

    def test_nobody_there_is_a_404(self, office: PageClient) -> None:
        office.page(f"{LIST}/999999", 404)
        assert office.post(f"{LIST}/999999/disable").status_code == 404
        assert office.get(f"{LIST}?after=x").status_code == 400


class TestTheList:
    def test_it_says_who_may_what_on_which_panel(self, made: Made, panel: Panel, office: PageClient) -> None:
        made.user(Role.EXECUTIVE, delegate_of=panel.executives[0], name="Dee Lamb")
        made.moderator(name="Mia Moss")
        text = office.page(LIST).text
        assert "3 people." in text
        assert "Executive, for Ada Brook Ask us" in text
        assert "Mia Moss" in text
        assert "Moderator All panels Not yet" in text

    def test_it_is_searched_and_paged(self, made: Made, office: PageClient) -> None:
        for number in range(52):
            made.user(name=f"Zed {number:02}")
        page = office.page(LIST)
        assert "50 of 53" in page.text
        more = next(link for link in page.links() if "after=" in link)
        assert "Zed 51" in office.page(more).text
        assert "1 person found." in office.page(f"{LIST}?q=zed+07").text
        assert "Try fewer" in office.page(f"{LIST}?q=nobody").text

    def test_what_people_called_themselves_is_shown_as_typed(self, made: Made, office: PageClient) -> None:
        user = made.user(name="<script>alert(1)</script>")
        assert "<script>alert(1)" not in office.get(LIST).text
        assert "&lt;script&gt;alert(1)" in office.get(at(user)).text


class TestNextRequest:
    def test_who_is_disabled_is_signed_out_at_the_next_click(
        self, made: Made, panel: Panel, mia: User, desk: PageClient, office: PageClient
    ) -> None:
        desk.page("/desk/")
        press(office, mia, "/disable")
        assert desk.get("/desk/").location.startswith("/account/sign-in")
        form = desk.page("/account/sign-in").form("/account/sign-in")["fields"]
        again = desk.post("/account/sign-in", data={**form, "email": mia.email, "password": PASSWORD})
        assert again.status_code == 422
        press(office, mia, "/enable")
        again = desk.post("/account/sign-in", data={**form, "email": mia.email, "password": PASSWORD})
        assert again.status_code == 303
        desk.page("/desk/")

    def test_a_revoked_role_is_gone_at_the_next_click(
        self, panel: Panel, mia: User, desk: PageClient, office: PageClient
    ) -> None:
        desk.page("/desk/")
        revoke(office, mia)
        desk.page("/desk/", 403)
        assert "No role" in office.page(at(mia)).text

    def test_a_role_of_one_panel_leaves_the_others_closed(
        self, made: Made, panel: Panel, mia: User, desk: PageClient, office: PageClient
    ) -> None:
        question = made.question(made.panel("elsewhere"))
        revoke(office, mia)
        office.send(at(mia), "/grant", role="moderator", panel="ask-us")
        desk.page("/desk/")
        desk.page(f"/desk/questions/{question.id}", 404)
        office.send(at(mia), "/grant", role="moderator", panel="elsewhere")
        desk.page(f"/desk/questions/{question.id}")

    def test_a_sign_in_that_is_ended_is_out_and_another_stays(
        self, mia: User, sign_in: SignIn, office: PageClient
    ) -> None:
        first, second = sign_in(mia), sign_in(mia)
        ending = [f for f in office.page(at(mia)).forms if re.search(r"sign-ins/\d+/end", f["action"])]
        assert len(ending) == 2
        office.post(ending[-1]["action"], data=ending[-1]["fields"])
        assert first.get("/account/security").status_code == 303
        second.page("/account/security")
        third = sign_in(mia)
        press(office, mia, "/sign-ins/end")
        assert {client.get("/account/security").status_code for client in (second, third)} == {303}

    def test_anothers_sign_in_or_role_is_not_reached_through_ones_page(
        self, made: Made, mia: User, ada: User, office: PageClient
    ) -> None:
        other = made.moderator()
        token = office.page(at(mia)).forms[-1]["fields"]["csrf_token"]
        held = db.session.scalars(db.select(RoleGrant.id).where(RoleGrant.user_id == other.id)).one()
        for ending in (f"grants/{held}/revoke", "sign-ins/1/end", "grants/0/revoke"):
            answer = office.post(f"{at(mia)}/{ending}", data={"csrf_token": token})
            assert answer.status_code == 404, ending


class TestRefusals:
    def test_a_role_is_not_granted_twice_and_an_executive_needs_a_name(
        self, panel: Panel, mia: User, office: PageClient
    ) -> None:
        twice = office.send(at(mia), "/grant", 422, role="moderator", panel="").text
        assert "They have this very role already" in twice
        nobody = office.send(at(mia), "/grant", 422, role="executive", panel="", delegate_of="").text
        assert "Choose for whom they write" in nobody
        wrong = office.send(
            at(mia), "/grant", 422, role="auditor", panel="", delegate_of=str(panel.executives[0].id)
        )
        assert "Only the role “Executive”" in wrong.text

    @pytest.mark.parametrize(
        ("field", "value"),
        [("role", "king"), ("panel", "nowhere"), ("delegate_of", "0"), ("delegate_of", "x")],
    )
    def test_what_is_not_among_the_choices_is_named(
        self, panel: Panel, mia: User, office: PageClient, field: str, value: str
    ) -> None:
        fields = {"role": "executive", "panel": "", "delegate_of": str(panel.executives[0].id), field: value}
        answer = office.send(at(mia), "/grant", 422, **fields)
        assert f'id="{field}-error"' in answer.text

    def test_a_delegate_is_granted_their_executives_panel(
        self, panel: Panel, mia: User, office: PageClient
    ) -> None:
        office.send(at(mia), "/grant", role="executive", panel="", delegate_of=str(panel.executives[0].id))
        assert "Executive, for Ada Brook Ask us" in office.page(at(mia)).text

    def test_nobody_locks_themself_out(self, made: Made, ada: User, office: PageClient) -> None:
        page = office.page(at(ada))
        assert not page.has_form("/disable")
        token = page.forms[-1]["fields"]["csrf_token"]
        answer = office.post(f"{at(ada)}/disable", data={"csrf_token": token})
        assert answer.status_code == 409
        assert "You can’t disable your own account" in answer.text
        assert "Another administrator can" in revoke(office, ada, 409)
        office.page(LIST)

    def test_what_somebody_else_did_meanwhile_is_a_409(self, mia: User, office: PageClient) -> None:
        token = office.page(at(mia)).form("/disable")["fields"]["csrf_token"]
        press(office, mia, "/disable")
        answer = office.post(f"{at(mia)}/disable", data={"csrf_token": token})
        assert answer.status_code == 409
        assert "no longer possible" in answer.text


def invited(office: PageClient, email: str = "new@floor.example", role: str = "moderator") -> str:
    """The page of somebody who was just invited."""
    answer = office.send(f"{LIST}/invite", "/invite", email=email, role=role, panel="")
    return answer.location


class TestInviting:
    def test_the_page_shows_a_link_with_which_they_join_and_work(
        self, app: Flask, panel: Panel, office: PageClient
    ) -> None:
        page = office.page(invited(office))
        assert "seven days" in page.text
        newcomer: PageClient = app.test_client()  # type: ignore[assignment]
        link = link_on(page)
        assert "Ada Min has made an account for you" in newcomer.page(link).text
        answer = newcomer.send(link, link, name="Nora New", password="a long enough password")
        assert answer.location == "/desk/"
        newcomer.page("/desk/")
        newcomer.page(link, 404)
        listed = office.page(LIST).text
        assert "Nora New new@floor.example" in listed

    def test_the_link_is_shown_again_made_anew_and_taken_back(
        self, client: PageClient, office: PageClient
    ) -> None:
        address = invited(office)
        old = link_on(office.page(address))
        assert link_on(office.page(address)) == old
        office.send(address, "/invitation/renew")
        new = link_on(office.page(address))
        assert new != old
        client.page(old, 404)
        client.page(new)
        office.send(address, "/invitation/take-back")
        client.page(new, 404)
        assert "nobody came by it" in office.page(address).text
        assert "Never came" in office.page(LIST).text

    def test_an_address_with_an_account_leads_to_it(self, ada: User, office: PageClient) -> None:
        answer = office.send(f"{LIST}/invite", "/invite", 422, email=ada.email, role="auditor", panel="")
        assert "has an account already" in answer.text
        assert at(ada) in Page(answer.text).links()
        assert filled(answer.text, "/invite")["email"] == ada.email

    @pytest.mark.parametrize("email", ["", " ", "nobody", "a@", "x@" + "y" * 300])
    def test_an_address_is_needed_that_is_one(self, office: PageClient, email: str) -> None:
        answer = office.send(f"{LIST}/invite", "/invite", 422, email=email, role="auditor", panel="")
        assert 'id="email-error"' in answer.text
        assert db.session.scalars(db.select(Invitation)).all() == []

    def test_the_link_of_who_is_disabled_is_shown_no_more(
        self, client: PageClient, office: PageClient
    ) -> None:
        address = invited(office)
        link = link_on(office.page(address))
        office.send(address, "/disable")
        assert "/account/invitation/" not in office.get(address).text
        client.page(link, 404)
