"""A note names a colleague, who says that they have seen it."""

from __future__ import annotations

import pytest

from domain.desk import mentions
from extensions import db
from models import Mention, Panel, Question, Role, User
from tests.blueprints.browsers import SignIn
from tests.made import Made
from tests.pages import PageClient


@pytest.fixture
def noor(made: Made) -> User:
    return made.moderator(name="Noor Haddad")


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel)


def unread(user: User) -> list[mentions.Unread]:
    """What names ``user`` and was not seen, as the database has it now."""
    db.session.rollback()
    return mentions.unread(user)


def page(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def test_the_form_names_whom_one_can_tell_and_not_oneself(
    desk: PageClient, mia: User, noor: User, question: Question
) -> None:
    found = desk.page(page(question))
    assert {tag["data-name"] for tag in found.all("span") if "data-name" in tag} == {"Noor Haddad"}


def test_who_is_named_is_marked_and_asked_whether_they_saw_it(
    desk: PageClient, sign_in: SignIn, noor: User, question: Question
) -> None:
    desk.send(page(question), "/note", note="Same as yours, @noor? <b>@nobody</b>")
    mine = desk.get(page(question)).text
    assert '<span class="named"><bdi>@noor</bdi></span>? &lt;b&gt;@nobody&lt;/b&gt;' in mine
    assert "This names you." not in mine
    theirs = sign_in(noor)
    assert '<span class="named me">' in theirs.get(page(question)).text
    answer = theirs.send(page(question), "/seen")
    assert answer.location == page(question)
    assert unread(noor) == []
    assert not theirs.page(page(question)).has_form("/seen")


def test_reading_is_not_seeing_but_answering_is(
    desk: PageClient, sign_in: SignIn, noor: User, question: Question
) -> None:
    desk.send(page(question), "/note", note="@noor?")
    theirs = sign_in(noor)
    theirs.page(page(question))
    assert len(unread(noor)) == 1
    theirs.send(page(question), "/note", note="Yes.")
    assert unread(noor) == []


def test_saying_so_twice_or_from_another_page_leads_back(
    desk: PageClient, sign_in: SignIn, noor: User, question: Question
) -> None:
    desk.send(page(question), "/note", note="@noor?")
    theirs = sign_in(noor)
    form = theirs.page(page(question)).form("/seen")
    for back, leads in (
        ("/desk/?status=held", "/desk/?status=held"),
        ("https://evil.example/", page(question)),
    ):
        answer = theirs.post(form["action"], data={**form["fields"], "next": back})
        assert (answer.status_code, answer.location) == (303, leads)


def test_nobody_says_so_for_another(
    made: Made, desk: PageClient, sign_in: SignIn, noor: User, question: Question
) -> None:
    desk.send(page(question), "/note", note="@noor?")
    db.session.rollback()
    event_id = db.session.scalar(db.select(Mention.event_id))
    address = f"/desk/mentions/{event_id}/seen"
    assert desk.post(address).status_code == 404
    assert sign_in(made.user(Role.APPROVER)).post(address).status_code == 403
    assert len(unread(noor)) == 1


def test_an_auditor_who_is_named_can_say_so(
    made: Made, desk: PageClient, sign_in: SignIn, question: Question
) -> None:
    ann = made.user(Role.AUDITOR, name="Ann Audit")
    desk.send(page(question), "/note", note="@Ann Audit, is that right?")
    sign_in(ann).send(page(question), "/seen")
    assert unread(ann) == []


def test_a_note_that_was_erased_breaks_nothing(
    made: Made, desk: PageClient, noor: User, question: Question
) -> None:
    desk.send(page(question), "/note", note="@noor?")
    (found,) = unread(noor)
    assert found.event.note is not None
    found.event.note.text, found.event.note.erased_at = "", found.at
    db.session.commit()
    assert "named" not in desk.page(page(question)).text
    assert [each.note for each in unread(noor)] == [""]
