"""A question's page shows what is near it, and how each of these was decided."""

from __future__ import annotations

import pytest

from domain.question import deciding, families
from domain.question.duplicates import proposing
from domain.refusals import TooSlow
from models import Panel, Question, User
from tests.blueprints.browsers import SignIn
from tests.domain.question.situations import reason
from tests.made import Made
from tests.price import queries

ASKED = "How many people at the works will lose their jobs by 2028?"
NEAR = (
    "How many of the 420 jobs at the works will be gone by 2028?",
    "How many people will lose their jobs at the works?",
    "Will people at the works lose jobs by 2028, and how many?",
    "How many jobs at the works are lost by 2028?",
)
OTHER = "Why does the evening ferry not wait for the late train?"


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def noor(made: Made) -> User:
    return made.moderator(name="Noor Haddad")


def near(made: Made, panel: Panel, count: int = 4) -> list[Question]:
    made.question(panel, OTHER)
    return [made.question(panel, text) for text in NEAR[:count]]


def page(sign_in: SignIn, user: User, question: Question) -> str:
    return sign_in(user).get(f"/desk/questions/{question.id}").get_data(as_text=True)


def part(html: str) -> str:
    """What is said of the similar ones."""
    return html.partition('<section class="similar"')[2].partition("</section>")[0]


def test_each_says_who_decided_it_and_why(made: Made, panel: Panel, noor: User, sign_in: SignIn) -> None:
    rejected, merged, *_ = near(made, panel)
    root = made.approved(panel, noor, "What becomes of the jobs at the works by 2028?")
    made.do(deciding.reject, rejected, noor, reason=reason(), explanation="")
    made.do(families.merge, merged, noor, into=root)
    said = part(page(sign_in, made.moderator(), made.question(panel, ASKED)))
    assert rejected.wording.text in said
    assert rejected.reason is not None
    assert rejected.reason.title in said
    assert f"into No. {root.id}" in said
    assert "by Noor Haddad" in said
    assert "1 merged into it" in said or root.wording.text not in said
    assert OTHER not in said


def test_a_decision_against_the_nearest_is_warned_of(
    made: Made, panel: Panel, noor: User, sign_in: SignIn
) -> None:
    first, *others = near(made, panel)
    for one in others:
        made.do(families.merge, one, noor, into=first)
    said = part(page(sign_in, noor, made.question(panel, ASKED)))
    assert "3 of these 4 were merged." in said
    assert "To approve this one would go against that." in said


def test_one_precedent_warns_of_nothing(made: Made, panel: Panel, noor: User, sign_in: SignIn) -> None:
    first, second = near(made, panel, 2)
    made.do(families.merge, second, noor, into=first)
    said = part(page(sign_in, noor, made.question(panel, ASKED)))
    assert second.wording.text in said
    assert "would go against that" not in said


def test_the_warning_stops_nobody(made: Made, panel: Panel, noor: User, sign_in: SignIn) -> None:
    first, *others = near(made, panel)
    for one in others:
        made.do(families.merge, one, noor, into=first)
    question = made.question(panel, ASKED)
    address = f"/desk/questions/{question.id}"
    client = sign_in(noor)
    assert client.send(address, f"{address}/approve", version=question.version).status_code == 303


def test_what_was_not_found_in_time_is_said_quietly(
    made: Made, panel: Panel, noor: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_given: object, **_told: object) -> None:
        raise TooSlow(500)

    question = made.question(panel, ASKED)
    monkeypatch.setattr(proposing, "candidates", slow)
    response = sign_in(noor).get(f"/desk/questions/{question.id}")
    assert response.status_code == 200
    assert "could not be found in time" in part(response.get_data(as_text=True))


def test_a_question_without_its_like_says_so(made: Made, panel: Panel, noor: User, sign_in: SignIn) -> None:
    made.question(panel, OTHER)
    assert "None was found." in part(page(sign_in, noor, made.question(panel, ASKED)))


def test_more_of_them_ask_no_more_of_the_database(
    made: Made, panel: Panel, noor: User, sign_in: SignIn
) -> None:
    near(made, panel, 1)
    question, client = made.question(panel, ASKED), sign_in(noor)
    address = f"/desk/questions/{question.id}"
    client.get(address)
    with queries() as few:
        client.get(address)
    near(made, panel)
    client.get(address)
    with queries() as many:
        client.get(address)
    assert len(many) <= len(few) + 1
