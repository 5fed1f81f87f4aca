"""Signing in and out, and where one is signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from domain.account import passwords
from extensions import begin_writing, clock, db
from models import Panel, Role, RoleGrant, SignIn, User
from tests.blueprints import browsers
from tests.blueprints.browsers import filled
from tests.made import PASSWORD, Made
from tests.pages import PageClient

FORM = "/account/sign-in"


def attempt(client: PageClient, email: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    form = client.page(FORM).form(FORM)["fields"] | {"email": email, "password": password} | more
    answer = client.post(FORM, data=form)
    return answer.status_code, answer.headers.get("Location", "")


class TestFirstSide:
    @pytest.mark.parametrize(
        ("role", "leads_to"),
        [
            (Role.MODERATOR, "/desk/"),
            (Role.AUDITOR, "/desk/"),
            (Role.EXECUTIVE, "/answers/"),
            (Role.APPROVER, "/answers/"),
            (Role.ADMINISTRATOR, "/manage/panels"),
        ],
    )
    def test_it_is_the_first_that_one_may_see(
        self, made: Made, client: PageClient, panel: Panel, role: Role, leads_to: str
    ) -> None:
        delegate_of = panel.executives[0] if role is Role.EXECUTIVE else None
        user = made.user(role, delegate_of=delegate_of)
        assert attempt(client, user.email) == (303, leads_to)
        client.page(leads_to)

    def test_who_is_signed_in_already_goes_there_at_once(self, desk: PageClient, panel: Panel) -> None:
        assert desk.get(FORM).location == "/desk/"


class TestNext:
    def test_it_leads_back_to_where_one_wanted_to_go(self, client: PageClient, mia: User) -> None:
        client.get("/desk/?status=held")
        form = client.page("/account/sign-in?next=/desk/?status%3Dheld").form(FORM)["fields"]
        answer = client.post(FORM, data=form | {"email": mia.email, "password": PASSWORD})
        assert answer.location == "/desk/?status=held"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/desk\r\nX: y",
            "/\t/evil.example",
            " /desk/",
            "desk/",
            "/desk\\..\\",
            "http:/evil.example",
        ],
    )
    def test_it_never_leads_to_another_site(self, client: PageClient, mia: User, elsewhere: str) -> None:
        assert attempt(client, mia.email, next=elsewhere) == (303, "/desk/")


class TestRefusal:
    def test_a_wrong_password_and_an_unknown_address_read_alike(self, client: PageClient, mia: User) -> None:
        said = []
        for email in (mia.email, "nobody@floor.example"):
            form = client.page(FORM).form(FORM)["fields"] | {"email": email, "password": "wrong password 1"}
            answer = client.post(FORM, data=form)
            assert answer.status_code == 422
            shown = filled(answer.text, FORM)
            assert shown["email"] == email
            assert "wrong password 1" not in answer.text
            # A token has the second in it: that of the reply may be another than that of the form.
            said.append(answer.text.replace(email, "").replace(shown["csrf_token"], ""))
        assert said[0] == said[1]

    def test_an_unknown_address_costs_a_hash_like_a_known_one(
        self, client: PageClient, mia: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        verified = []
        verify = passwords.HASHER.verify

        class Counting:
            def verify(self, known: str, password: str) -> bool:
                verified.append(known)
                return bool(verify(known, password))

            def __getattr__(self, name: str) -> object:
                return getattr(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), name)

        monkeypatch.setattr(passwords, "HASHER", Counting())
        for email in (mia.email, "nobody@floor.example"):
            assert attempt(client, email, "wrong password 1")[0] == 422
        assert len(verified) == 2

    @pytest.mark.parametrize("email", ["", " ", "no-address", "a" * 5000, "x@" + "y" * 300])
    def test_whatever_is_typed_for_an_address_is_a_422(self, client: PageClient, email: str) -> None:
        assert attempt(client, email)[0] == 422

    @pytest.mark.parametrize("password", ["", "a" * 10_000])
    def test_whatever_is_typed_for_a_password_is_a_422(
        self, client: PageClient, mia: User, password: str
    ) -> None:
        assert attempt(client, mia.email, password)[0] == 422

    def test_a_disabled_user_is_refused_as_if_unknown(self, client: PageClient, mia: User) -> None:
        mia.disabled_at = clock.now()
        email = mia.email
        db.session.commit()
        assert attempt(client, email)[0] == 422

    def test_the_address_is_taken_in_any_case_and_with_space_around_it(
        self, client: PageClient, mia: User
    ) -> None:
        assert attempt(client, f"  {mia.email.upper()} ")[0] == 303


class TestSignInsAreRows:
    def test_the_cookie_is_closed_to_scripts_and_other_sites(self, client: PageClient, mia: User) -> None:
        form = client.page(FORM).form(FORM)["fields"] | {"email": mia.email, "password": PASSWORD}
        cookie = client.post(FORM, data=form).headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie

    def test_the_row_keeps_only_a_digest(self, desk: PageClient, mia: User) -> None:
        db.session.rollback()
        row = db.session.scalars(select(SignIn)).one()
        assert len(row.token_digest) == 32
        assert row.user.email == mia.email

    def test_signing_out_ends_it_for_a_copied_cookie_too(self, app: Flask, desk: PageClient) -> None:
        desk.page("/account/security")
        cookie = desk.get_cookie("floor")
        assert cookie
        desk.send("/account/security", "/account/sign-out")
        thief = app.test_client()
        thief.set_cookie("floor", cookie.value)
        assert thief.get("/account/security").status_code == 303

    def test_one_that_is_ended_elsewhere_is_worth_nothing_on_the_next_request(
        self, desk: PageClient, sign_in: browsers.SignIn, mia: User
    ) -> None:
        other = sign_in(mia)
        ids = sorted(
            int(form["action"].split("/")[-2])
            for form in desk.page("/account/security").forms
            if form["action"].endswith("/end")
        )
        address = f"/account/sign-ins/{ids[-1]}/end"
        desk.send("/account/security", address)
        assert other.get("/desk/").status_code == 303
        assert desk.get("/account/security").status_code == 200

    def test_ending_the_present_one_signs_out(self, desk: PageClient) -> None:
        answer = desk.send("/account/security", "/end")
        assert answer.location == FORM
        assert desk.get("/account/security").status_code == 303

    def test_anothers_cannot_be_ended(self, made: Made, desk: PageClient, sign_in: browsers.SignIn) -> None:
        theirs = sign_in(made.moderator())
        action = theirs.page("/account/security").form("/end")["action"]
        token = desk.page("/account/security").form("/end")["fields"]["csrf_token"]
        assert desk.post(action, data={"csrf_token": token}).status_code == 404
        assert theirs.get("/account/security").status_code == 200

    def test_disabling_a_user_works_on_the_next_request(self, desk: PageClient, mia: User) -> None:
        assert desk.get("/account/security").status_code == 200
        id_ = mia.id
        begin_writing()
        db.session.get_one(User, id_).disabled_at = clock.now()
        db.session.commit()
        assert desk.get("/account/security").status_code == 303

    def test_a_role_that_is_taken_away_works_on_the_next_request(
        self, desk: PageClient, panel: Panel, mia: User
    ) -> None:
        desk.page("/desk/")
        id_ = mia.id
        begin_writing()
        db.session.execute(db.delete(RoleGrant).where(RoleGrant.user_id == id_))
        db.session.commit()
        desk.page("/desk/", status=403)

    def test_it_lapses_after_two_weeks(self, desk: PageClient) -> None:
        with time_machine.travel(clock.now() + timedelta(days=14, seconds=1), tick=False):
            assert desk.get("/account/security").status_code == 303

    @pytest.mark.parametrize("cookie", ["x", "e30.x.y", "." * 3000, "ключ"])
    def test_a_made_up_cookie_is_worth_nothing(self, app: Flask, cookie: str) -> None:
        client = app.test_client()
        client.set_cookie("floor", cookie)
        assert client.get("/account/security").status_code == 303
        assert client.get("/").status_code == 200
