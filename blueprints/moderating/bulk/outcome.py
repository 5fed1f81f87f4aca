"""What became of a batch, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from blueprints.access import acting_user, signed_in_user
from blueprints.form import Form
from blueprints.moderating.bulk.beside import queue_beside
from blueprints.moderating.bulk.left_out import LeftOut, left_out
from blueprints.moderating.bulk.words import done_word, headline, lead
from blueprints.phrases import number, time_of_day
from domain.desk.batches import lists, running, taking_back
from domain.desk.batches.lists import Progress
from domain.desk.filters import Filters
from domain.permissions import Permission, may
from domain.question.lifecycle import RULES, Action
from domain.record.outbox import UNDO_WINDOW
from models import Batch, Outcome, Status

OPENED_TOGETHER = 20
"""Up to so many that were left out are opened as a selection of their own."""


@dataclass(frozen=True)
class Undo:
    """How a batch is taken back while it can be."""

    url: str
    seconds: int
    text: str
    what: str


def batch_page(batch: Batch, *, after: int, problem: str | None) -> dict[str, Any]:
    """The whole page of a batch."""
    progress = lists.progress(batch)
    outcome = Outcome.KEPT if batch.undone_at and progress.kept else Outcome.LEFT_OUT
    page = lists.items(batch, outcome, after=after)
    rows = [left_out(item, batch) for item in page.rows]
    after_url = (
        url_for("moderating.batch", batch_id=batch.id, beyond=page.next_after) if page.next_after else None
    )
    mail = lists.first_mail(batch) if not running.at_work(batch) else None
    return {
        **queue_beside(batch.panel, Filters(status=_came_from(batch))),
        **progress_of(batch, progress),
        "rows_left_out": rows,
        "left_out_after": after_url,
        "kept_shown": outcome is Outcome.KEPT,
        "lead": lead(batch, progress, own=_own(batch)),
        "mail_at": _clock(mail, batch) if mail and mail > g.now else None,
        "undo": _undo(batch, progress),
        "form": Form(formdata=None),
        "open_rest": _open_rest(rows, progress),
        "next_url": url_for("moderating.next_question", panel=batch.panel.slug),
        "problem": problem,
        "more_found": batch.fields.get("left", 0),
        "by": batch.user.name if not _own(batch) else None,
    }


def progress_of(batch: Batch, progress: Progress | None = None) -> dict[str, Any]:
    """How far it is: what the page shows while it runs, and its script asks for."""
    progress = progress or lists.progress(batch)
    undoing = batch.undo_asked_at is not None and batch.finished_at is not None
    total = progress.went if undoing else batch.total
    over = progress.undone + progress.kept if undoing else progress.over
    return {
        "batch": batch,
        "progress": progress,
        "working": running.at_work(batch),
        "standing_still": running.stands_still(batch, g.now),
        "own": _own(batch),
        "total": total,
        "over": over,
        "title": headline(batch, progress, working=running.at_work(batch)),
        "sent_at": _clock(batch.created_at, batch),
        "took": _took(batch),
    }


def _own(batch: Batch) -> bool:
    user = signed_in_user()
    return batch.user_id == user.id and may(user, Permission.DECIDE, batch.panel_id)


def _clock(moment: Any, batch: Batch) -> Markup:
    return time_of_day(moment, batch.panel.time_zone)


def _took(batch: Batch) -> str | None:
    """How long it took, in seconds: 1.8; None where nobody would have noticed."""
    if batch.finished_at is None:
        return None
    seconds = (batch.finished_at - batch.created_at).total_seconds()
    if seconds < 1:
        return None
    return f"{seconds:.1f}" if seconds < 100 else number(int(seconds))


def _undo(batch: Batch, progress: Progress) -> Undo | None:
    if not _own(batch) or not taking_back.undoable(batch, acting_user(), g.now):
        return None
    if batch.finished_at is not None and not progress.done:
        return None
    left = batch.created_at + UNDO_WINDOW - g.now
    count = progress.done
    return Undo(
        url=url_for("moderating.undo_batch", batch_id=batch.id),
        seconds=max(int(left.total_seconds()), 0),
        text=gettext("Stop and undo")
        if batch.finished_at is None
        else ngettext("Undo it", "Undo all %(shown)s", count, shown=number(count)),
        what=gettext("%(count)s %(done)s", count=number(count), done=done_word(batch.action))
        if batch.finished_at is not None
        else "",
    )


def _open_rest(rows: list[LeftOut], progress: Progress) -> tuple[str, str] | None:
    """Where those that were left out are opened, and what the button says; None: there is none."""
    open_to = [row for row in rows if row.pair]
    if not open_to or len(open_to) > OPENED_TOGETHER:
        return None
    if len(open_to) == 1:
        return open_to[0].url, gettext("Open the one left out")
    url = url_for("moderating.bulk", questions=",".join(row.pair for row in open_to))
    return url, ngettext("Open it", "Open the %(shown)s", len(open_to), shown=number(len(open_to)))


def _came_from(batch: Batch) -> Status:
    """The list in which such questions are found: pending ones where they may be."""
    sources = RULES[Action(batch.action)].sources
    order = (Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED, Status.REJECTED)
    return next(status for status in order if status in sources)
