"""The queue: one panel's questions of one status, the longest waiting first, counts beside it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from domain.question import deciding
from extensions import clock, db
from models import Panel, Role, RoleGrant, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import Page, PageClient

ROW = re.compile(r"/desk/questions/(\d+)(?:\?|$)")


def rows(page: Page) -> list[int]:
    """The ids of the questions that the list links to, in its order."""
    ids = [int(found.group(1)) for to in page.links() if (found := ROW.match(to))]
    return list(dict.fromkeys(ids))


def test_pending_questions_come_first_and_the_oldest_at_the_top(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    now = clock.now()
    ids = [made.question(panel, at=now - timedelta(hours=hours)).id for hours in (1, 20, 5)]
    assert rows(desk.page("/desk/")) == [ids[1], ids[2], ids[0]]


def test_closed_states_are_listed_newest_first(made: Made, desk: PageClient, panel: Panel, mia: User) -> None:
    now = clock.now()
    ids = [made.published(panel, mia, at=now - timedelta(hours=hours)).id for hours in (3, 2, 1)]
    assert rows(desk.page("/desk/?status=published")) == ids[::-1]


def test_it_links_to_the_rows_found_and_to_no_other_question(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    pending = made.question(panel)
    made.approved(panel, mia)
    other = made.panel("other-panel")
    made.question(other)
    assert rows(desk.page("/desk/?panel=ask-us")) == [pending.id]


def test_every_status_has_its_count_and_its_list(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    for _ in range(3):
        made.question(panel)
    made.approved(panel, mia)
    page = desk.page("/desk/")
    counts = re.search(r"Pending 3 Held 0 Returned 0 Approved 1 Published 0", page.text)
    assert counts, page.text
    for status in ("pending", "held", "returned", "approved", "published", "merged", "rejected", "withdrawn"):
        assert any(f"status={status}" in to for to in page.links())
        desk.page(f"/desk/?panel=ask-us&status={status}")


def test_twenty_to_a_page_and_each_question_on_exactly_one(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    now = clock.now()
    at = [now - timedelta(minutes=n // 3) for n in range(45)]
    ids = {made.question(panel, at=moment).id for moment in at}
    seen: list[int] = []
    address: str | None = "/desk/"
    for expected in (20, 20, 5):
        assert address
        page = desk.page(address)
        assert len(rows(page)) == expected
        seen += rows(page)
        address = next((to for to in page.links() if "after=2" in to), None)
    assert address is None
    assert len(seen) == 45
    assert set(seen) == ids


def test_a_question_that_arrives_meanwhile_moves_nothing_on_later_pages(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    now = clock.now()
    for n in range(25):
        made.question(panel, at=now - timedelta(minutes=30 - n))
    older = next(to for to in desk.page("/desk/").links() if "after=2" in to)
    before = rows(desk.page(older))
    made.question(panel, at=now - timedelta(hours=1))
    assert rows(desk.page(older)) == before


@pytest.mark.parametrize("after", ["x", "20260101T000000.000000Z", "1-2", "20260101T000000.000000Z-x", "-1"])
def test_a_place_that_cannot_be_read_is_a_400(desk: PageClient, panel: Panel, after: str) -> None:
    desk.page(f"/desk/?after={after}", status=400)


@pytest.mark.parametrize("query", ["status=open", "status=PENDING", "panel=nowhere", "panel=ASK-US"])
def test_what_there_is_not_is_a_404(desk: PageClient, panel: Panel, query: str) -> None:
    desk.page(f"/desk/?{query}", status=404)


def test_a_moderator_of_one_panel_sees_that_one_and_no_other(
    made: Made, sign_in: SignIn, panel: Panel
) -> None:
    other = made.panel("other-panel", title="The other")
    hidden = made.question(other)
    browser = sign_in(made.moderator(panel))
    page = browser.page("/desk/")
    assert "The other" not in page.text
    assert rows(page) == []
    browser.page("/desk/?panel=other-panel", status=404)
    browser.page(f"/desk/questions/{hidden.id}", status=404)


def test_with_several_panels_one_chooses_among_them(made: Made, desk: PageClient, panel: Panel) -> None:
    made.panel("other-panel", title="The other")
    assert {"/desk/?panel=ask-us", "/desk/?panel=other-panel"} <= set(desk.page("/desk/").links())


def test_a_moderator_without_a_panel_is_told_so(made: Made, desk: PageClient) -> None:
    assert "No panel is yours yet" in desk.page("/desk/").text


def test_an_empty_list_says_what_to_do_next(desk: PageClient, panel: Panel) -> None:
    assert "Nothing is waiting." in desk.page("/desk/").text


def test_addresses_and_names_of_askers_stay_out_of_sight(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    told = {"name": "Rita Roe", "email": "rita@floor.example"}
    question = made.question(panel, **told)  # type: ignore[arg-type]
    for address in ("/desk/", f"/desk/questions/{question.id}"):
        text = desk.get(address).text
        assert "Rita" not in text
        assert "rita@" not in text


class TestWhoMayPass:
    def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(self, app: Flask, panel: Panel) -> None:
        answer = app.test_client().get("/desk/?status=held")
        assert answer.status_code == 303
        assert answer.location == "/account/sign-in?next=/desk/?status%3Dheld"

    @pytest.mark.parametrize("role", [Role.APPROVER, Role.ADMINISTRATOR, Role.EXECUTIVE])
    def test_other_roles_get_a_403(self, made: Made, sign_in: SignIn, panel: Panel, role: Role) -> None:
        delegate_of = panel.executives[0] if role is Role.EXECUTIVE else None
        question = made.question(panel)
        browser = sign_in(made.user(role, delegate_of=delegate_of))
        browser.page("/desk/", status=403)
        browser.page(f"/desk/questions/{question.id}", status=403)
        assert browser.post(f"/desk/questions/{question.id}/approve").status_code == 403

    def test_an_auditor_reads_everything_and_decides_nothing(
        self, made: Made, sign_in: SignIn, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel)
        made.do(deciding.hold, question, mia, note="Ask the lawyers.")
        browser = sign_in(made.user(Role.AUDITOR))
        browser.page("/desk/")
        page = browser.page(f"/desk/questions/{question.id}")
        assert "Ask the lawyers." in page.text
        assert [form["action"] for form in page.forms if "/desk/questions" in form["action"]] == []
        answer = browser.post(f"/desk/questions/{question.id}/approve", data={"version": question.version})
        assert answer.status_code == 403

    def test_a_moderator_of_another_panel_decides_nothing_here(
        self, made: Made, sign_in: SignIn, panel: Panel
    ) -> None:
        question = made.question(panel)
        browser = sign_in(made.moderator(made.panel("other-panel")))
        assert browser.post(f"/desk/questions/{question.id}/approve").status_code == 404

    def test_one_who_moderates_here_and_audits_there_decides_only_here(
        self, made: Made, sign_in: SignIn, panel: Panel
    ) -> None:
        other = made.panel("other-panel")
        here, there = made.question(panel), made.question(other)
        user = made.user(Role.MODERATOR, panel=panel)

        db.session.add(RoleGrant(user=user, role=Role.AUDITOR, panel=other))
        db.session.commit()
        browser = sign_in(user)
        browser.send(f"/desk/questions/{here.id}", "/approve")
        assert not browser.page(f"/desk/questions/{there.id}").has_form("/approve")
        form = {"version": "1"}
        assert browser.post(f"/desk/questions/{there.id}/approve", data=form).status_code == 404
