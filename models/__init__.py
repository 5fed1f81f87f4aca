"""Nouns: the rows, their relationships and the constraints that bind a state to its columns."""

from models.account import Role, RoleGrant, SignIn, User
from models.answer import Answer, Kind, Revision, RevisionState, Statement
from models.asker import Asker, Passport, Via
from models.desk import Reason
from models.panel import Audience, Executive, Panel, Standing, Topic
from models.question import Author, Question, Status, Wording, question_executives, question_topics
from models.record import ActorKind, Event, EventNote, OutboxMessage, SubjectKind

__all__ = [
    "ActorKind",
    "Answer",
    "Asker",
    "Audience",
    "Author",
    "Event",
    "EventNote",
    "Executive",
    "Kind",
    "OutboxMessage",
    "Panel",
    "Passport",
    "Question",
    "Reason",
    "Revision",
    "RevisionState",
    "Role",
    "RoleGrant",
    "SignIn",
    "Standing",
    "Statement",
    "Status",
    "SubjectKind",
    "Topic",
    "User",
    "Via",
    "Wording",
    "question_executives",
    "question_topics",
]
