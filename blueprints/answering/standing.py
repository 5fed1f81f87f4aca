"""How far an answer has come, as the executive's side says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g
from flask_babel import gettext
from markupsafe import Markup

from domain.answer import writing
from models import Answer, Revision, RevisionState


@dataclass(frozen=True)
class Released:
    """The text that is released: readers read it ``since`` then, or will from ``appears_at`` on."""

    revision: Revision
    html: Markup
    since: datetime | None
    appears_at: datetime | None


def released(answer: Answer | None) -> Released | None:
    """The newest released text of ``answer``; None where there is none."""
    revision = answer.statement.released if answer else None
    if answer is None or revision is None:
        return None
    at = answer.published_at
    return Released(
        revision=revision,
        html=Markup(revision.html),  # noqa: S704 - cleaned by domain.prose
        since=writing.public_since(answer.statement, g.now),
        appears_at=at if at is not None and at > g.now else None,
    )


def state_word(answer: Answer | None) -> str:
    """The answer's state in the list of one's own."""
    if answer is None:
        return gettext("To be answered")
    newest = answer.statement.newest.state
    if answer.published_at is not None and answer.published_at <= g.now:
        return _public_word(newest)
    return {
        RevisionState.DRAFT: gettext("A draft"),
        RevisionState.SUBMITTED: gettext("Submitted"),
        RevisionState.RETURNED: gettext("Returned"),
        RevisionState.RELEASED: gettext("Released"),
    }[newest]


def _public_word(newest: RevisionState) -> str:
    if newest is RevisionState.SUBMITTED:
        return gettext("Public. A correction was submitted")
    if newest is RevisionState.RELEASED:
        return gettext("Public")
    return gettext("Public. A correction is being written")
