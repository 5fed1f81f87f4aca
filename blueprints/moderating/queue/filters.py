"""The filters of the queue in an address: read from it, and carried on by every link and form of the desk."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for

from blueprints import paging
from blueprints.moderating import bp
from domain.desk.filters import Filters, Sort, read, written
from domain.question.lists import Place
from domain.refusals import BadField
from models import Panel, Question, Status

PANEL_OPEN = "filter"
"""What ``open`` says where the filters to choose from are shown in place of the list."""
CARRIED_PLACE = "place"
"""What ``after`` is called beside a question: the page of the list, which is not the question's own."""


def asked_for(status: Status = Status.PENDING) -> Filters:
    """The filters of this address, which is of ``status`` where it names none.

    An unknown status is a 404; anything else that can't be read a 400.
    """
    fields = request.args.to_dict(flat=False)
    if not any(fields.get("status", ())):
        fields["status"] = [status.value]
    try:
        return read(fields)
    except BadField as refusal:
        abort(404 if refusal.field == "status" else 400, refusal.field)


def after(filters: Filters) -> Place | None:
    """The place from which the address asks to go on; one that can't be read is a 400."""
    name = CARRIED_PLACE if request.args.get(CARRIED_PLACE) else "after"
    return paging.after_number(name) if filters.order is Sort.SUPPORT else paging.after(name)


def choosing() -> bool:
    """Whether the address asks for the filters to choose from."""
    return request.args.get("open") == PANEL_OPEN


@bp.app_template_global()
def carried() -> dict[str, Any]:
    """What this address adds to every other of the list that it shows: filters, order, page.

    Give it to ``url_for`` for a question's page or for what is sent from there. Empty on a list that
    was not narrowed, whose questions have plain addresses.
    """
    place = request.args.get("after") or request.args.get(CARRIED_PLACE)
    filters = asked_for()
    if filters.plain and not place:
        return {}
    return {**written(filters), **({CARRIED_PLACE: place} if place else {})}


def queue_url(panel: Panel, filters: Filters, **more: Any) -> str:
    """The list of ``panel`` so narrowed, from its beginning unless ``more`` says otherwise."""
    return url_for("moderating.queue", panel=panel.slug, **written(filters), **more)


def here_url(panel: Panel, filters: Filters, question: Question | None, **more: Any) -> str:
    """The list so narrowed, with ``question`` open beside it."""
    if question is None:
        return queue_url(panel, filters, **more)
    return url_for("moderating.question", question_id=question.id, **written(filters), **more)
