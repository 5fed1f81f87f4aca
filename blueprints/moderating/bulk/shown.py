"""What the page of a selection shows: what it holds, which to look at twice, the decisions it allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from flask import g, url_for
from flask_babel import gettext
from markupsafe import Markup

from blueprints.access import signed_in_user
from blueprints.moderating.bulk.beside import queue_beside
from blueprints.moderating.bulk.forms import BulkForm
from blueprints.moderating.desk import own_reasons
from blueprints.moderating.letters import letters
from blueprints.moderating.queue.filters import queue_url
from blueprints.phrases import language_name, letter_after, letter_before, number
from domain.desk import filters as filtering
from domain.desk.batches import deeds, glance, lists, making
from domain.desk.batches.glance import Glance, Look, Twice
from domain.desk.filters import Filters
from domain.question.lifecycle import RULES, Action
from models import Panel, Question, Status

LANGUAGES_APART = 2
"""So many languages have a line each; the others share one."""

TWICE_AT_FIRST = 5


class Selection(Protocol):
    """What was sent."""

    panel: Panel
    filters: Filters
    versions: Mapping[int, int]
    left: int


@dataclass(frozen=True)
class Counted:
    """Something and how many of the selected are it."""

    name: str
    shown: str


@dataclass(frozen=True)
class Row:
    """A question to look at twice. ``value`` is what its box sends; one that changed is not ticked."""

    question: Question
    row: Twice
    value: str
    ticked: bool
    url: str


def selection_page(
    selection: Selection, form: BulkForm, *, opened: str | None = None, failed: bool = False
) -> dict[str, Any]:
    """The whole page; ``form`` may have been sent and refused."""
    versions = selection.versions
    told = dict(islice(versions.items(), making.MOST))
    seen = glance.glance(told, user=signed_in_user(), at=g.now)
    twice = [_row(row, versions, seen) for row in seen.twice]
    apart = {row.question.id for row in twice}
    form.show({id_: version for id_, version in versions.items() if id_ not in apart})
    possible = _possible(seen.statuses, selection.panel)
    example = lists.by_id([next(iter(told))])[:1] if told and Action.REJECT in possible else []
    return {
        **queue_beside(selection.panel, selection.filters),
        "form": form,
        "total": len(versions),
        "shown_total": number(len(versions)),
        "total_mark": Markup("<span data-total>{}</span>").format(number(len(versions))),
        "left": selection.left,
        "selected": set(versions),
        "statuses": seen.statuses,
        "languages": _languages(seen.languages),
        "put_to": [Counted(name or gettext("Whoever answers"), number(n)) for name, n in seen.put_to],
        "twice": twice[:TWICE_AT_FIRST],
        "twice_more": twice[TWICE_AT_FIRST:],
        "twice_in_all": seen.twice_in_all,
        "looks": Look,
        "possible": possible,
        "filters_written": filtering.written(selection.filters),
        "example": example[0] if example else None,
        "letters": letters(example[0]) if example else {},
        **own_reasons(),
        "letter_before": letter_before(),
        "letter_after": letter_after(),
        "opened": opened if opened in possible else None,
        "failed": failed,
        "let_go_url": queue_url(selection.panel, selection.filters),
    }


def _possible(statuses: Mapping[Status, int], panel: Panel) -> list[str]:
    """The decisions that one at least of the selected allows, in the order of their buttons."""
    return [
        action.value
        for action in deeds.ACTIONS
        if RULES[action].sources & set(statuses) and (action is not Action.TOPICS or panel.topics)
    ]


def _row(row: Twice, versions: Mapping[int, int], seen: Glance) -> Row:
    id_ = row.question.id
    return Row(
        question=row.question,
        row=row,
        value=f"{id_}:{seen.versions[id_]}",
        ticked=row.look is not Look.CHANGED,
        url=url_for("moderating.question", question_id=id_),
    )


def _languages(counted: Sequence[tuple[str, int]]) -> list[Counted]:
    """The commonest each with its count, the others together."""
    first, others = counted[:LANGUAGES_APART], counted[LANGUAGES_APART:]
    if len(others) == 1:
        first, others = counted, []
    rows = [Counted(language_name(lang), number(count)) for lang, count in first]
    if others:
        names = ", ".join(language_name(lang) for lang, _count in others)
        rows.append(Counted(names, number(sum(count for _lang, count in others))))
    return rows
