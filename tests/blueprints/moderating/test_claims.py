"""Who opens a question has it for ten minutes, and everybody sees it; the next one is nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from domain.desk import reasons
from domain.question import deciding, withdrawing
from extensions import clock, db
from models import Claim, Panel, Question, Role, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient
from tests.price import price, queries

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


@pytest.fixture
def colleague(cleo: User, sign_in: SignIn) -> PageClient:
    """Cleo's browser, signed in."""
    return sign_in(cleo)


def asked(made: Made, panel: Panel, count: int) -> list[Question]:
    """So many questions, the oldest first."""
    now = clock.now()
    return [made.question(panel, at=now - (count - number) * MINUTE) for number in range(count)]


def leads(browser: PageClient, query: str = "?panel=ask-us") -> str:
    """Where "next" leads."""
    answer = browser.get(f"/desk/next{query}")
    assert answer.status_code == 303
    return str(answer.location)


def address(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def tomorrow(hour: int, minute: int) -> datetime:
    return (clock.now() + timedelta(days=1)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def claims() -> list[Claim]:
    db.session.rollback()
    return list(db.session.scalars(select(Claim)))


class TestNext:
    def test_it_leads_to_the_oldest_and_again_to_the_same_until_it_is_decided(
        self, made: Made, desk: PageClient, panel: Panel
    ) -> None:
        first, second = asked(made, panel, 2)
        assert leads(desk) == leads(desk) == address(first)
        desk.send(address(first), "/approve")
        assert leads(desk) == address(second)

    def test_two_are_never_led_to_the_same(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel
    ) -> None:
        first, second = asked(made, panel, 2)
        assert leads(desk) == address(first)
        assert leads(colleague) == address(second)

    def test_after_ten_minutes_it_is_anybodys_again(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel
    ) -> None:
        (only,) = asked(made, panel, 1)
        assert leads(desk) == address(only)
        assert leads(colleague) == "/desk/?panel=ask-us"
        with time_machine.travel(clock.now() + 10 * MINUTE, tick=False):
            assert leads(colleague) == address(only)

    def test_skipping_drops_the_claim_and_leads_to_another(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel
    ) -> None:
        first, second = asked(made, panel, 2)
        leads(desk)
        assert leads(desk, f"?panel=ask-us&skip={first.id}") == address(second)
        assert leads(colleague) == address(first)

    def test_where_nothing_waits_it_leads_to_the_queue(self, desk: PageClient, panel: Panel) -> None:
        assert leads(desk) == "/desk/?panel=ask-us"
        assert leads(desk, "") == "/desk/"

    def test_without_a_panel_it_goes_through_those_that_are_open(
        self, made: Made, desk: PageClient, panel: Panel
    ) -> None:
        closed = made.panel("closed-one", closes_at=clock.now() + timedelta(seconds=30))
        made.question(closed)
        waiting = made.question(panel)
        with time_machine.travel(clock.now() + MINUTE, tick=False):
            assert leads(desk, "") == address(waiting)

    @pytest.mark.parametrize(
        ("query", "status"),
        [("?panel=nothing-here", 404), ("?panel=ask-us&skip=x", 400), ("?panel=ask-us&skip=9999999999", 303)],
    )
    def test_an_address_that_was_made_up_is_refused(
        self, made: Made, desk: PageClient, panel: Panel, query: str, status: int
    ) -> None:
        made.question(panel)
        assert desk.get(f"/desk/next{query}").status_code == status

    def test_an_auditor_is_not_led_on(self, made: Made, sign_in: SignIn, panel: Panel) -> None:
        question, auditor = made.question(panel), sign_in(made.user(Role.AUDITOR))
        assert auditor.get("/desk/next?panel=ask-us").status_code == 403
        page = auditor.page(address(question))
        assert not [link for link in page.links() if link.startswith("/desk/next")]
        assert claims() == []


class TestOpening:
    def test_everybody_sees_whose_it_is_and_has_every_form(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel
    ) -> None:
        question = made.question(panel)
        with time_machine.travel(tomorrow(14, 3), tick=False):
            assert "Yours until 14:13" in desk.page(address(question)).text
            page = colleague.page(address(question))
            assert "Mia Moss is reading this, until 14:13" in page.text
            assert page.has_form("/approve")
            assert "Mia Moss is reading this" in colleague.page("/desk/?panel=ask-us").text
            assert "is reading this" not in desk.page("/desk/?panel=ask-us").text
            colleague.send(address(question), "/approve")
        assert claims() == []

    def test_the_time_is_that_of_the_panels_clocks(self, made: Made, desk: PageClient) -> None:
        question = made.question(made.panel(time_zone="Asia/Kathmandu"))
        with time_machine.travel(tomorrow(14, 3), tick=False):
            assert "Yours until 19:58" in desk.page(address(question)).text

    def test_it_is_renewed_when_a_minute_of_it_is_gone_and_not_on_each_load(
        self, made: Made, desk: PageClient, panel: Panel
    ) -> None:
        question, now = made.question(panel), clock.now()
        ends = []
        for seconds in (0, 30, 90):
            with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
                desk.get(address(question))
                ends.append(claims()[0].until - now)
        assert ends == [10 * MINUTE, 10 * MINUTE, 11.5 * MINUTE]

    def test_what_a_colleague_reads_stays_theirs(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel)
        desk.get(address(question))
        colleague.get(address(question))
        assert [claim.user_id for claim in claims()] == [mia.id]

    def test_what_is_not_pending_is_nobodys(
        self, made: Made, desk: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel)
        made.do(deciding.hold, question, mia, note="Ask.")
        assert "Yours" not in desk.page(address(question)).text
        assert claims() == []

    def test_who_rejected_opens_the_appeal_without_keeping_it_from_others(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel)
        made.do(deciding.reject, question, mia, reason=reasons.find("spam"))
        withdrawing.appeal(question, why="It is not.", by=made.asker, at=clock.now())
        db.session.commit()
        desk.page(address(question))
        assert claims() == []
        assert leads(colleague) == address(question)

    def test_to_open_what_is_ones_own_costs_the_same_however_many_are_claimed(
        self, made: Made, desk: PageClient, sign_in: SignIn, panel: Panel
    ) -> None:
        addresses = [address(question) for question in asked(made, panel, 12)]
        desk.get(addresses[0])
        desk.get("/desk/")
        few = price(lambda: desk.get("/desk/"))
        for each in addresses[1:]:
            sign_in(made.moderator()).get(each)
        assert price(lambda: desk.get("/desk/")) == few
        with queries() as sent:
            desk.get(addresses[0])
        assert len([statement for statement in sent if "FROM claims" in statement]) <= 2


class TestKeeping:
    def test_a_question_that_stays_open_stays_ones_own(
        self, made: Made, desk: PageClient, panel: Panel
    ) -> None:
        question, now = made.question(panel), clock.now()
        token = desk.page(address(question)).form("/approve")["fields"]["csrf_token"]
        for minutes in (5, 10, 15):
            with time_machine.travel(now + minutes * MINUTE, tick=False):
                kept = desk.post(f"{address(question)}/claim", data={"csrf_token": token})
                assert (kept.status_code, kept.text) == (204, "")
        assert claims()[0].until == now + 25 * MINUTE

    def test_a_colleagues_is_left_to_them(
        self, made: Made, desk: PageClient, colleague: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.question(panel)
        desk.get(address(question))
        token = colleague.page(address(question)).form("/approve")["fields"]["csrf_token"]
        kept = colleague.post(f"{address(question)}/claim", data={"csrf_token": token})
        assert kept.status_code == 204
        assert [claim.user_id for claim in claims()] == [mia.id]

    def test_what_was_decided_meanwhile_is_nobodys(
        self, made: Made, desk: PageClient, panel: Panel, cleo: User
    ) -> None:
        question = made.question(panel)
        token = desk.page(address(question)).form("/approve")["fields"]["csrf_token"]
        made.do(deciding.approve, question, cleo)
        assert desk.post(f"{address(question)}/claim", data={"csrf_token": token}).status_code == 204
        assert claims() == []
