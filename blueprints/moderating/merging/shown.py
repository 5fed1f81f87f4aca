"""The page on which the root of a merge is chosen, and what each choice would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext

from blueprints import paging
from blueprints.conflict import next_url
from blueprints.moderating import asked
from blueprints.moderating.merging.forms import MergeForm
from blueprints.moderating.queue import filters, shown
from domain.language import tidy, unusable
from domain.question import candidates, duplicates
from domain.question.candidates import Candidate
from domain.refusals import TooSlow
from domain.visibility import shown_answers
from models import Executive, Question, Status

FIND = "find"
"""What the search of this page is called in its address, where ``q`` is that of the list."""
LONGEST = 200
PROPOSED = 5


@dataclass(frozen=True)
class Choice:
    """One question that can be chosen, with the digit that chooses it.

    ``through``: the digit of its root, where it is merged itself and its root is shown too.
    """

    candidate: Candidate
    digit: int
    chosen: bool
    answered_by: list[Executive]
    through: int | None

    @property
    def question(self) -> Question:
        """What is chosen."""
        return self.candidate.question

    @property
    def root(self) -> Question:
        """What it is merged into then."""
        return self.candidate.root

    @property
    def answered(self) -> bool:
        """Whether readers read an answer of the root now."""
        return bool(self.answered_by)

    @property
    def letter(self) -> str:
        """What the asker is told at once."""
        if not self.answered:
            return gettext(
                "Somebody asked the same. Yours was put together with theirs. One answer is for all of you."
            )
        names = [executive.name for executive in self.answered_by]
        if len(names) == 1:
            return gettext("Others asked what you asked, and %(name)s has answered.", name=names[0])
        return gettext("Others asked what you asked, and %(names)s have answered.", names=", ".join(names))


def page(question: Question, form: MergeForm | None = None) -> dict[str, Any]:
    """The whole page; ``form`` is the one that was sent and refused."""
    text, slow = _searched(), False
    wanted = form.into.data if form is not None else request.args.get("into")
    try:
        proposed = candidates.matching(question, text) if text else _proposed(question)
    except TooSlow:
        proposed, slow = [], True
    choices = _choices(question, [*_asked_for(question, wanted, proposed), *proposed])
    return {
        **shown.queue(question.panel, filters.asked_for(question.status), question=question),
        "question": question,
        "wording": question.newest_wording,
        "choices": choices,
        "text": text,
        "find": FIND,
        "slow": slow,
        "has_address": asked.asker(question).has_email,
        "form": form or _blank(question),
        "failed": form is not None,
        "question_url": url_for("moderating.question", question_id=question.id, **filters.carried()),
        "send_url": _send_url(question, text),
        "carries": _carried(),
        "leads_on": ["merge"] if question.status is Status.PENDING else [],
        "next_url": next_url(question),
    }


def _searched() -> str:
    value = request.args.get(FIND, "")
    return "" if unusable(value) else " ".join(tidy(value).split())[:LONGEST]


def _proposed(question: Question) -> Sequence[Question]:
    """What is offered before anything is searched for: the nearest ones."""
    return [one.question for one in duplicates.near(question, most=PROPOSED)]


def _asked_for(question: Question, wanted: str | None, proposed: Sequence[Question]) -> list[Question]:
    """The question that the address or the form names, where it isn't among the others."""
    number = paging.whole_number((wanted or "").strip())
    if number is None or any(one.id == number for one in proposed):
        return []
    return candidates.numbered(question, number)


def _choices(question: Question, proposed: Sequence[Question]) -> list[Choice]:
    found = candidates.among(question, proposed)[: candidates.MOST]
    digits = {candidate.question.id: digit for digit, candidate in enumerate(found, 1)}
    wanted = paging.whole_number((request.values.get("into") or "").strip())
    chosen = wanted if wanted in digits else next(iter(digits), None)
    return [
        Choice(
            candidate=candidate,
            digit=digits[candidate.question.id],
            chosen=candidate.question.id == chosen,
            answered_by=[answer.executive for answer in shown_answers(candidate.root, g.now)],
            through=digits.get(candidate.root.id) if candidate.root is not candidate.question else None,
        )
        for candidate in found
    ]


def _blank(question: Question) -> MergeForm:
    form = MergeForm(formdata=None)
    form.blank = True
    form.fill(question, [])
    return form


def _send_url(question: Question, text: str) -> str:
    """Where the choice is sent; it carries what was searched for, so that a refused one shows it again."""
    more = {**filters.carried(), **({FIND: text} if text else {})}
    return url_for("moderating.decide", question_id=question.id, action="merge", **more)


def _carried() -> list[tuple[str, str]]:
    """What the search of this page carries on: how the list beside it is narrowed."""
    return [
        (name, str(value))
        for name, values in filters.carried().items()
        for value in (values if isinstance(values, list) else [values])
    ]
