"""What is read of questions: for readers, for the desk, one question with all that belongs to it."""

from domain.question.lists.desk import (
    ARRIVED,
    OPEN_STATES,
    Exact,
    counts,
    next_waiting,
    queue,
    whole,
)
from domain.question.lists.floor import (
    LATEST,
    count_published,
    count_waiting,
    latest,
    public,
    published,
    waiting,
)
from domain.question.lists.page import PAGE, Page, Place

__all__ = [
    "ARRIVED",
    "LATEST",
    "OPEN_STATES",
    "PAGE",
    "Exact",
    "Page",
    "Place",
    "count_published",
    "count_waiting",
    "counts",
    "latest",
    "next_waiting",
    "public",
    "published",
    "queue",
    "waiting",
    "whole",
]
