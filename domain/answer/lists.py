"""What is read of answers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.permissions import Permission, grants
from domain.question.slots import OPEN_FOR_ANSWERS
from extensions import db
from models import Answer, Executive, Panel, Question, Standing, Statement, User, question_executives

MOST = 200


def own_executives(user: User) -> list[int]:
    """The executives for whom ``user`` is a delegate."""
    held = grants(user, Permission.ANSWER_FOR_OWN)
    return [grant.executive_id for grant in held if grant.executive_id is not None]


def own_slots(user: User) -> Sequence[tuple[Question, Executive]]:
    """The slots of the user's own executives, the longest waiting first, 200 at most."""
    ids = own_executives(user)
    if not ids:
        return []
    named = select(question_executives.c.question_id).where(question_executives.c.question_id == Question.id)
    answered = select(Answer.id).where(Answer.question_id == Question.id, Answer.executive_id == Executive.id)
    rows = db.session.execute(
        select(Question, Executive)
        .join(Executive, Executive.panel_id == Question.panel_id)
        .where(
            Executive.id.in_(ids),
            Question.status.in_(OPEN_FOR_ANSWERS),
            or_(
                and_(~named.exists(), Executive.standing == Standing.ANSWERING),
                named.where(question_executives.c.executive_id == Executive.id).exists(),
                answered.exists(),
            ),
        )
        .options(
            joinedload(Question.panel).selectinload(Panel.executives),
            joinedload(Question.public),
            selectinload(Question.executives),
            selectinload(Question.answers).joinedload(Answer.statement).selectinload(Statement.revisions),
        )
        .order_by(Question.asked_at, Question.id, Executive.position)
        .limit(MOST)
    )
    return [(question, executive) for question, executive in rows]
