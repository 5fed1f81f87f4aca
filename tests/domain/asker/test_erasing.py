"""An asker's personal data: what goes, what stays because it is public, and that no trace is left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url

from adapters import databases
from domain.asker import contact, erasing, passports
from domain.question import deciding, families, publishing, rewording, withdrawing
from extensions import begin_writing, clock, db
from models import Asker, OutboxMessage, Panel, Question, Status, User, search
from tests.domain.question.situations import reason
from tests.domain.record import chain
from tests.made import Made

NAME, EMAIL = "Rosalind Quill", "rosalind@quill.example"
SECRET = "Why was my cousin Zebedee dismissed?"
TOLD: dict[str, Any] = {
    "name": NAME,
    "show_name": True,
    "email": EMAIL,
    "details": "His badge was 77041.",
}


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def erase(made: Made, question: Question) -> bool:
    """Erase what the question's asker told, and look afresh."""
    begin_writing()
    passport = db.session.merge(question).passport
    stays = erasing.erase(passport, by=made.asker, at=clock.now())
    db.session.commit()
    db.session.expire_all()
    return stays


def texts(question: Question) -> list[str]:
    return [wording.text for wording in question.wordings]


def everything() -> str:
    """Every value of every column of every table, as one text."""
    found = []
    for table in (*db.metadata.sorted_tables, search.desk):
        for row in db.session.execute(table.select()):
            found.append(" ".join(map(str, row)))
    return "\n".join(found)


def test_a_pending_question_is_withdrawn_and_its_words_are_gone(made: Made, panel: Panel) -> None:
    question = made.question(panel, SECRET, **TOLD)
    assert not erase(made, question)
    assert question.status is Status.WITHDRAWN
    assert texts(question) == [""]
    assert question.original.details == ""
    assert question.original.blanked_at is not None
    assert chain.actions(question) == ["submit", "erase", "withdraw"]


@pytest.mark.parametrize("verb", [deciding.hold, deciding.send_back])
def test_so_is_one_that_is_held_or_was_sent_back(made: Made, panel: Panel, mia: User, verb: Any) -> None:
    question = made.question(panel, SECRET, **TOLD)
    more = {"note": "Ask."} if verb is deciding.hold else {"message": "Which?"}
    made.do(verb, question, mia, **more)
    erase(made, question)
    assert (question.status, texts(question)) == (Status.WITHDRAWN, [""])


def test_one_with_the_moderators_own_wording_waits_on(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, SECRET, **TOLD)
    made.do(rewording.reword, question, mia, text="Why was somebody dismissed?", details="")
    assert erase(made, question)
    assert (question.status, texts(question)) == (Status.PENDING, ["", "Why was somebody dismissed?"])
    made.do(deciding.approve, question, mia)
    assert question.wording.text == "Why was somebody dismissed?"


def test_a_rejected_one_stays_counted_without_its_words(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, SECRET, **TOLD)
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    withdrawing.appeal(question, why="Zebedee is my cousin.", by=made.asker, at=clock.now())
    db.session.commit()
    other = made.moderator()
    made.do(deciding.reject, question, other, reason=reason("spam"))
    erase(made, question)
    assert (question.status, texts(question)) == (Status.REJECTED, [""])
    assert chain.broken(question, made.seal) == []
    assert "reopen" not in chain.actions(question)


def test_a_rejected_one_without_words_cannot_come_back(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, SECRET, **TOLD)
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    erase(made, question)
    for verb in (deciding.reopen, deciding.undo):
        with pytest.raises(deciding.NotAvailable):
            verb(question, seen=question.version, by=made.by(mia), at=clock.now())


def test_an_approved_one_keeps_the_wording_that_is_to_be_public(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, SECRET, **TOLD)
    made.do(rewording.reword, question, mia, text="Why was somebody dismissed?", details="")
    made.do(deciding.approve, question, mia)
    assert erase(made, question)
    assert question.status is Status.APPROVED
    assert texts(question) == ["", "Why was somebody dismissed?"]


def test_what_is_public_stays_without_its_asker(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, SECRET, **TOLD)
    assert erase(made, question)
    assert question.status is Status.PUBLISHED
    assert texts(question) == [SECRET]
    assert question.passport.asker is None


def test_what_was_public_once_stays_too(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, SECRET, **TOLD)
    made.do(rewording.reword, question, mia, text="Why was somebody dismissed?", details="")
    made.do(publishing.unpublish, question, mia, reason="Wrong.")
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    erase(made, question)
    assert texts(question) == [SECRET, "Why was somebody dismissed?"]


def test_what_only_was_to_be_public_goes_where_it_no_longer_is(made: Made, panel: Panel, mia: User) -> None:
    question = made.published(panel, mia, SECRET, when=clock.now() + timedelta(hours=1), **TOLD)
    made.do(publishing.unpublish, question, mia)
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    erase(made, question)
    assert texts(question) == [""]


def test_where_open_questions_are_listed_an_approved_wording_was_public(made: Made, mia: User) -> None:
    question = made.approved(made.panel("listing", list_open=True), mia, SECRET, **TOLD)
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    erase(made, question)
    assert texts(question) == [SECRET]


def test_a_merged_one_stays_with_its_root_and_cannot_come_back(made: Made, panel: Panel, mia: User) -> None:
    root, member = made.question(panel), made.question(panel, SECRET, **TOLD)
    made.do(families.merge, member, mia, into=root)
    erase(made, member)
    assert (member.status, texts(member)) == (Status.MERGED, [""])
    with pytest.raises(deciding.NotAvailable):
        families.unmerge(member, seen=member.version, by=made.by(mia), at=clock.now())


def test_the_asker_of_a_root_only_leaves_it(made: Made, panel: Panel, mia: User) -> None:
    root, member = made.question(panel, SECRET, **TOLD), made.question(panel)
    made.do(families.merge, member, mia, into=root)
    erase(made, root)
    assert (root.status, texts(root)) == (Status.PENDING, [""])
    assert root.asker_left_at is not None
    assert member.status is Status.MERGED


def test_it_ends_the_link_and_what_was_still_to_be_sent(made: Made, panel: Panel) -> None:
    question = made.question(panel, SECRET, **TOLD)
    token = passports.token(question.passport, made.link_key)
    erase(made, question)
    assert passports.find(token, made.link_key) is None
    waiting = select(OutboxMessage).where(OutboxMessage.cancelled_at.is_(None))
    assert db.session.scalars(waiting).all() == []


def test_every_question_of_a_split_submission_is_erased_from(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, SECRET, **TOLD)
    parts = made.do(rewording.split, question, mia, texts=["Why this?", "Why that?"])
    made.do(deciding.approve, parts[1], mia)
    erase(made, question)
    assert [chain.actions(part)[-1] for part in parts] == ["erase", "erase"]
    assert texts(parts[0]) == ["", "Why this?"]


def test_another_askers_data_is_left_alone(made: Made, panel: Panel) -> None:
    other = made.question(panel, "Mine stays?", name="Other", email="other@floor.example")
    erase(made, made.question(panel, SECRET, **TOLD))
    assert texts(other) == ["Mine stays?"]
    assert db.session.scalars(select(Asker.name)).all() == ["Other"]


def test_no_trace_is_left_in_any_column_nor_in_the_file(
    app: Flask, made: Made, panel: Panel, mia: User, database_url: str
) -> None:
    question = made.question(panel, SECRET, **TOLD)
    begin_writing()
    withdrawing.object_to(
        db.session.merge(question), why="My cousin Zebedee says no.", by=made.asker, at=clock.now()
    )
    contact.notify(
        question.passport,
        email="second@quill.example",
        by=made.asker,
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    withdrawing.appeal(question, why="Zebedee, badge 77041!", by=made.asker, at=clock.now())
    for message in db.session.scalars(select(OutboxMessage)):
        message.last_error = f"550 no such user {EMAIL}"
    db.session.commit()
    before = everything()
    traces = ("Zebedee", "zebedee", "77041", "Rosalind", "quill.example")
    assert all(trace in before for trace in traces)
    erase(made, question)
    after = everything()
    assert not [trace for trace in traces if trace in after]
    assert chain.broken(question, made.seal) == []
    db.session.commit()
    db.session.remove()
    assert databases.finish_erasure(db.engine)
    if db.engine.dialect.name == "sqlite":
        folder = Path(make_url(database_url).database or "").parent
        bytes_left = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
        assert not [trace for trace in traces if trace.encode() in bytes_left]
