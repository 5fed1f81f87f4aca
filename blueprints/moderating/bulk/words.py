"""Words for a batch: what was done to how many, and what follows from it."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from blueprints.phrases import action_done, number
from domain.desk.batches.lists import Progress
from models import Batch

DONE = {
    "resume": lazy_gettext("pending again"),
    "reopen": lazy_gettext("pending again"),
    "send-back": lazy_gettext("sent back"),
    "topics": lazy_gettext("sorted"),
}
FOLLOWS = {
    "approve": lazy_gettext("The %(shown)s are with the executives."),
    "reject": lazy_gettext("The askers of the %(shown)s read why on their passports."),
    "hold": lazy_gettext("The %(shown)s wait among the held, and age like any other."),
    "send-back": lazy_gettext("The askers of the %(shown)s can write them anew."),
    "topics": lazy_gettext("The %(shown)s stand under these topics."),
}


def done_word(action: str) -> str:
    """What was done: approved, sent back."""
    return str(DONE.get(action) or action_done(action))


def headline(batch: Batch, progress: Progress, *, working: bool) -> str:
    """38 approved, 2 not."""
    if working and batch.undo_asked_at is not None:
        return gettext("%(shown)s are being put back", shown=number(progress.went))
    if working:
        return gettext("%(shown)s questions, one decision", shown=number(batch.total))
    if batch.undone_at is not None:
        return _both(progress.undone, gettext("put back"), progress.kept)
    went = progress.done + progress.kept
    said = _both(went, done_word(batch.action), progress.left_out)
    if progress.undone:
        back = gettext("%(shown)s put back.", shown=number(progress.undone))
        return f"{said} {back}"
    return said


def lead(batch: Batch, progress: Progress, *, own: bool) -> str | None:
    """What follows for those that went; None where nothing does."""
    if batch.undone_at is not None:
        return gettext("They are where they were before, and no mail was sent.")
    sentence = FOLLOWS.get(batch.action)
    if not progress.done or sentence is None:
        return None
    return str(sentence) % {"shown": number(progress.done)}


def _both(went: int, done: str, rest: int) -> str:
    if rest:
        return gettext("%(went)s %(done)s, %(rest)s not.", went=number(went), done=done, rest=number(rest))
    return gettext("%(went)s %(done)s.", went=number(went), done=done)
