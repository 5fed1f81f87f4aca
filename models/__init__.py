"""Nouns: the rows, their relationships and the constraints that bind a state to its columns."""

from models.account import Invitation, Role, RoleGrant, SignIn, User
from models.answer import Answer, Kind, Revision, RevisionState, Statement
from models.asker import Asker, Passport, Via
from models.desk import Reason
from models.image import Image, Purpose
from models.page import Page, PageName, PageVersion
from models.panel import (
    Audience,
    Executive,
    Names,
    Notice,
    NotTaken,
    Panel,
    SignOff,
    Standing,
    SupportsShown,
    Topic,
)
from models.question import (
    Author,
    Question,
    Status,
    Wording,
    question_executives,
    question_not_taken,
    question_topics,
)
from models.record import ActorKind, Event, EventNote, OutboxMessage, SubjectKind
from models.support import Support, SupportTally

__all__ = [
    "ActorKind",
    "Answer",
    "Asker",
    "Audience",
    "Author",
    "Event",
    "EventNote",
    "Executive",
    "Image",
    "Invitation",
    "Kind",
    "Names",
    "NotTaken",
    "Notice",
    "OutboxMessage",
    "Page",
    "PageName",
    "PageVersion",
    "Panel",
    "Passport",
    "Purpose",
    "Question",
    "Reason",
    "Revision",
    "RevisionState",
    "Role",
    "RoleGrant",
    "SignIn",
    "SignOff",
    "Standing",
    "Statement",
    "Status",
    "SubjectKind",
    "Support",
    "SupportTally",
    "SupportsShown",
    "Topic",
    "User",
    "Via",
    "Wording",
    "question_executives",
    "question_not_taken",
    "question_topics",
]
