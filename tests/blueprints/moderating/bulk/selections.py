"""How these tests select questions and send a decision on all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from extensions import db
from models import Batch, Question, Status
from tests.pages import Page, PageClient

SignIn = Callable[[Any], PageClient]


def pairs(questions: Sequence[Question]) -> list[str]:
    """The questions as the list's boxes send them."""
    return [f"{question.id}:{question.version}" for question in questions]


def address(questions: Sequence[Question]) -> str:
    """The page of a selection."""
    return f"/desk/bulk?questions={','.join(pairs(questions))}"


def send(
    client: PageClient, questions: Sequence[Question], action: str, status: int = 303, **more: Any
) -> Any:
    """Fill in the page of the selection and press a button."""
    return client.send(address(questions), "/desk/bulk", status, action=action, **more)


def statuses(questions: Sequence[Question]) -> list[Status]:
    """Where the questions stand, read afresh."""
    db.session.rollback()
    return [db.session.get_one(Question, question.id).status for question in questions]


def batches() -> int:
    """How many batches there are."""
    db.session.rollback()
    return db.session.query(Batch).count()


def settled(client: PageClient, where: str) -> Page:
    """The batch's page once nothing of it is under way."""
    for _ in range(600):
        page = client.page(where)
        if not page.all("progress"):
            return page
        time.sleep(0.02)
    raise AssertionError("the batch did not end")
