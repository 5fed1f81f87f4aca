"""What is read of questions: for readers, for the desk, one question with all that belongs to it."""

from domain.question.lists.counting import OPEN_STATES, Exact, counts, languages, put_to
from domain.question.lists.desk import ARRIVED, everything, members, queue, whole
from domain.question.lists.floor import (
    LATEST,
    count_published,
    count_waiting,
    latest,
    public,
    published,
    these,
    waiting,
)
from domain.question.lists.page import PAGE, Page, Place
from domain.question.lists.walking import Walk

__all__ = [
    "ARRIVED",
    "LATEST",
    "OPEN_STATES",
    "PAGE",
    "Exact",
    "Page",
    "Place",
    "Walk",
    "count_published",
    "count_waiting",
    "counts",
    "everything",
    "languages",
    "latest",
    "members",
    "public",
    "published",
    "put_to",
    "queue",
    "these",
    "waiting",
    "whole",
]
