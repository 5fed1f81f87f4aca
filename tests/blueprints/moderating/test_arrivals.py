"""What a list that stays open is told: what has come, who decided or reads what; 304 where nothing did."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from domain.desk import reasons
from domain.question import deciding, rewording, withdrawing
from extensions import clock, db
from models import Panel, Role, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient
from tests.price import price

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator(name="Cleo Carr")


def asks(desk: PageClient, page: str = "/desk/?panel=ask-us") -> str:
    """Where the list at ``page`` asks, with its rows as they are on screen."""
    found = desk.page(page)
    (line,) = [tag["data-arrivals"] for _, tag in found.tags if "data-arrivals" in tag]
    shown = [tag for tag in found.all("li") if "data-question" in tag]
    rows = [f"{tag['data-question']}:{tag['data-version']}" for tag in shown]
    return f"{line}&rows={','.join(rows)}"


def told(desk: PageClient, address: str, status: int = 200, **headers: str) -> Any:
    answer = desk.get(address, headers=headers)
    assert answer.status_code == status, answer.text[:300]
    return answer.get_json() if status == 200 else None


def test_nothing_came_and_nothing_was_decided(made: Made, desk: PageClient, panel: Panel) -> None:
    made.question(panel)
    assert told(desk, asks(desk)) == {"arrived": None, "rows": {}, "reading": {}, "open": None}


def test_it_is_told_once_and_then_304_until_something_happens(
    made: Made, desk: PageClient, panel: Panel
) -> None:
    made.question(panel)
    address = asks(desk)
    first = desk.get(address)
    assert first.headers["Cache-Control"] == "private, no-store"
    again = {"If-None-Match": first.headers["ETag"]}
    assert desk.get(address, headers=again).status_code == 304
    made.question(panel)
    assert desk.get(address, headers=again).status_code == 200


def test_it_counts_what_came_since_the_list_was_read(made: Made, desk: PageClient, panel: Panel) -> None:
    address = asks(desk)
    assert told(desk, address)["arrived"] is None
    made.question(panel)
    assert told(desk, address)["arrived"] == "1 new question"
    made.question(made.panel("elsewhere"))
    made.question(panel)
    assert told(desk, address)["arrived"] == "2 new questions"
    assert told(desk, asks(desk))["arrived"] is None


def test_what_the_filters_keep_out_has_not_come(made: Made, desk: PageClient, panel: Panel) -> None:
    ada, ben = panel.executives
    address = asks(desk, f"/desk/?panel=ask-us&executive={ada.id}")
    made.question(panel, executives=[ben])
    assert told(desk, address)["arrived"] is None
    made.question(panel, executives=[ada])
    assert told(desk, address)["arrived"] == "1 new question"


def test_more_than_99_are_not_counted(
    made: Made, desk: PageClient, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.desk.arrivals.MOST", 2)
    address = asks(desk)
    for _ in range(4):
        made.question(panel)
    assert told(desk, address)["arrived"] == "More than 2 new questions"


def test_a_row_says_who_decided_what_and_when(made: Made, desk: PageClient, panel: Panel, cleo: User) -> None:
    rejected, withdrawn, reworded = (made.question(panel) for _ in range(3))
    address = asks(desk)
    made.do(deciding.reject, rejected, cleo, reason=reasons.find("spam"))
    made.do(rewording.reword, reworded, cleo, text="Why is it so?", details="")
    withdrawing.withdraw(withdrawn, by=made.asker, at=clock.now())
    db.session.commit()
    ids = [str(question.id) for question in (rejected, withdrawn, reworded)]
    rows = told(desk, address)["rows"]
    assert [rows[id_]["status"] for id_ in ids] == ["rejected", "withdrawn", "pending"]
    assert [rows[id_]["words"] for id_ in ids] == [
        "Rejected: Spam, by Cleo Carr, just now",
        "Withdrawn, by its asker, just now",
        "Given another wording, by Cleo Carr, just now",
    ]
    with time_machine.travel(clock.now() + 3 * MINUTE, tick=False):
        assert told(desk, address)["rows"][ids[0]]["words"] == "Rejected: Spam, by Cleo Carr, 3 min ago"


def test_what_one_did_oneself_says_so(made: Made, desk: PageClient, panel: Panel, mia: User) -> None:
    question = made.question(panel)
    address = asks(desk)
    made.do(deciding.approve, question, mia)
    assert told(desk, address)["rows"][str(question.id)]["words"] == "Approved, by you, just now"


def test_a_row_that_went_to_another_panel_tells_nothing_of_it(
    made: Made, sign_in: SignIn, panel: Panel, cleo: User
) -> None:
    question = made.question(panel)
    desk = sign_in(made.moderator(panel))
    address = asks(desk)
    made.do(rewording.move_to_panel, question, cleo, panel=made.panel("elsewhere"))
    row = told(desk, address)["rows"][str(question.id)]
    assert row == {"status": None, "version": None, "words": "Moved to another panel"}


def test_who_reads_what_and_the_open_ones_claim(
    made: Made, desk: PageClient, sign_in: SignIn, panel: Panel, cleo: User
) -> None:
    mine, theirs = made.question(panel), made.question(panel)
    mine_id, their_id = mine.id, theirs.id
    sign_in(cleo).get(f"/desk/questions/{their_id}")
    address = asks(desk, f"/desk/questions/{mine_id}") + f"&open={mine_id}"
    news = told(desk, address)
    assert news["reading"] == {str(their_id): "Cleo Carr is reading this"}
    assert re.fullmatch(r"Yours until \d\d:\d\d", news["open"])
    made.do(deciding.approve, mine, cleo)
    assert told(desk, address)["open"] == "Approved, by Cleo Carr, just now"


@pytest.mark.parametrize(
    "query",
    [
        "rows=x",
        "rows=1",
        "rows=1:x",
        "rows=" + ",".join(f"{n}:1" for n in range(1, 62)),
        "seen=yesterday-1",
        "seen=20261122T140300.000000Z-x",
        "executive=x",
    ],
)
def test_what_cannot_be_asked_is_refused(desk: PageClient, panel: Panel, query: str) -> None:
    assert desk.get(f"/desk/arrivals?panel=ask-us&{query}").status_code == 400


def test_another_panels_list_is_not_told(made: Made, sign_in: SignIn, panel: Panel) -> None:
    elsewhere = sign_in(made.moderator(made.panel("elsewhere")))
    assert elsewhere.get("/desk/arrivals?panel=ask-us").status_code == 404
    assert sign_in(made.user(Role.AUDITOR)).get("/desk/arrivals?panel=ask-us").status_code == 200


def test_it_costs_the_same_for_one_and_twenty_rows(
    made: Made, desk: PageClient, panel: Panel, cleo: User
) -> None:
    panel_id, cleo_id = panel.id, cleo.id

    def cost(count: int) -> int:
        here, user = db.session.get_one(Panel, panel_id), db.session.get_one(User, cleo_id)
        questions = [made.question(here) for _ in range(count)]
        address = asks(desk)
        for question in questions[::2]:
            made.do(deciding.hold, question, user, note="Ask.")
        return price(lambda: told(desk, address))

    told(desk, "/desk/arrivals?panel=ask-us")
    few = cost(2)
    assert cost(18) == few
