"""``flask demo`` and ``flask check``."""

from __future__ import annotations

from sqlalchemy import func, select

from extensions import db
from models import Answer, Event, Panel, Question, Role, RoleGrant, Status, SubjectKind, User
from tests.blueprints.operations.conftest import Run
from tests.made import Made
from tests.pages import PageClient

SLUG = "when-the-gas-goes"


def test_the_demo_has_forty_questions_in_every_state_and_an_account_for_each_role(
    run: Run, made: Made
) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    states = dict(db.session.execute(select(Question.status, func.count()).group_by(Question.status)).all())
    assert sum(states.values()) == 40
    assert set(states) == set(Status)
    panel = db.session.scalars(select(Panel)).one()
    assert len(panel.executives) == 3
    assert set(db.session.scalars(select(RoleGrant.role))) == set(Role)
    assert db.session.scalar(select(func.count()).select_from(Answer)) >= 12


def test_every_question_of_the_demo_has_its_events(run: Run, made: Made) -> None:
    run("demo")
    told = set(db.session.scalars(select(Event.subject_id).where(Event.subject_kind == SubjectKind.QUESTION)))
    assert told == set(db.session.scalars(select(Question.id)))


def test_the_printed_passwords_open_the_accounts(run: Run, made: Made, client: PageClient) -> None:
    printed = run("demo").output.splitlines()
    moderator = next(line.split() for line in printed if line.split()[:1] == ["moderator"])
    client.send("/account/sign-in", "/account/sign-in", email=moderator[1], password=moderator[2])
    assert "When the gas goes" in client.page("/desk/").text


def test_the_demo_comes_once(run: Run, made: Made) -> None:
    run("demo")
    again = run("demo")
    assert again.exit_code == 1
    assert SLUG in again.stderr
    assert db.session.scalar(select(func.count()).select_from(Question)) == 40


def test_a_database_with_somebody_in_it_is_not_filled(run: Run, made: Made) -> None:
    made.moderator()
    result = run("demo", "--if-empty")
    assert (result.exit_code, result.output) == (0, "")
    assert db.session.scalar(select(func.count()).select_from(Question)) == 0
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_check_says_one_line_for_each_thing(run: Run, made: Made) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    names = [line.partition(":")[0] for line in result.output.splitlines()]
    assert names == ["settings", "folders", "database", "schema", "extra semantic"]
