"""What the page of a question offers of words: templates, colleagues to name, tidy-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext

from blueprints import paging
from blueprints.access import signed_in_user
from blueprints.moderating.deciding import DecisionForm
from domain.desk import letters, mentions, templates
from domain.desk.lists import BEGINS
from domain.permissions import Permission, may_somewhere
from domain.question import tidying
from domain.question.difference import Piece, difference
from domain.question.tidying import Kind
from models import Question, Template

DIGITS = 9
FIELDS = {"send-back": "message", "reject": "explanation"}
"""Where the text of a template goes, for each decision that can begin with one."""

LABELS = {
    Kind.GREETING: lazy_gettext("Greeting off"),
    Kind.CAPITALS: lazy_gettext("Lower the case"),
    Kind.SPACES: lazy_gettext("Spaces"),
    Kind.ALL: lazy_gettext("All of them"),
}


@dataclass(frozen=True)
class Offer:
    """A template that can be chosen, its places filled; ``digit`` is its key, where it has one."""

    template: Template
    text: str
    url: str
    digit: int | None


@dataclass(frozen=True)
class Tidy:
    """A tidy-up, and where it leads: to the form that proposes it."""

    label: str
    url: str


def words(question: Question, every: dict[str, DecisionForm], *, sent: bool) -> dict[str, Any]:
    """What is offered beside the forms of ``every`` decision.

    Those that the address asks for are begun with a template or a tidy-up, unless one was ``sent``.
    """
    fillings = letters.words(question)
    deciding = [action for action in FIELDS if action in every]
    offers = _offers(question, fillings) if deciding else {}
    proposals = tidying.proposals(*_written(question)) if "reword" in every else []
    tidied = False
    if not sent and request.method == "GET":
        _begin(every, offers)
        tidied = _tidy(every, proposals)
    return {
        "fillings": list(fillings.values()),
        "offers": offers,
        "may_templates": may_somewhere(signed_in_user(), Permission.READ_TEMPLATES),
        "message_pieces": _message(every, fillings),
        "colleagues": _colleagues(question) if "note" in every else [],
        "tidyings": [_link(question, proposal.kind) for proposal in proposals],
        "proposed": _proposed(question, every) if tidied else [],
    }


def _offers(question: Question, fillings: dict[str, str]) -> dict[str, list[Offer]]:
    """The templates in use by the decision that they are for, in their order: a digit stays where it is."""
    found: dict[str, list[Offer]] = {action: [] for action in FIELDS}
    for template in templates.every():
        action = BEGINS[template.kind]
        place = len(found[action]) + 1
        url = url_for("moderating.question", question_id=question.id, open=action, template=template.id)
        text = letters.filled(template.text, fillings)
        found[action].append(Offer(template, text, url, place if place <= DIGITS else None))
    return found


def _begin(every: dict[str, DecisionForm], offers: dict[str, list[Offer]]) -> None:
    """Fill in the template that the address names."""
    action = request.args.get("open", "")
    wanted = paging.whole_number(request.args.get("template", ""))
    offer = next((each for each in offers.get(action, ()) if each.template.id == wanted), None)
    if offer is None or action not in every:
        return
    form: Any = every[action]
    form[FIELDS[action]].data = offer.text
    form.template.data = str(offer.template.id)


def _tidy(every: dict[str, DecisionForm], proposals: list[tidying.Tidying]) -> bool:
    """Fill in the tidy-up that the address names; whether there was one."""
    wanted = request.args.get("tidy")
    proposal = next((each for each in proposals if each.kind == wanted), None)
    if proposal is None or request.args.get("open") != "reword":
        return False
    form: Any = every["reword"]
    form.text.data = proposal.text
    return True


def _proposed(question: Question, every: dict[str, DecisionForm]) -> list[Piece]:
    form: Any = every["reword"]
    return difference(question.newest_wording.text, form.text.data)


def _written(question: Question) -> tuple[str, str]:
    newest = question.newest_wording
    return newest.text, newest.lang


def _message(every: dict[str, DecisionForm], fillings: dict[str, str]) -> list[letters.Piece]:
    """The message as it stands in the form, with its places marked."""
    form: Any = every.get("send-back")
    return letters.marked(form.message.data or "", fillings) if form is not None else []


def _colleagues(question: Question) -> list[str]:
    """The names with which somebody else of the desk can be named: those that only one of them has."""
    return mentions.nameable(mentions.colleagues(question.panel_id, of=signed_in_user()))


def _link(question: Question, kind: Kind) -> Tidy:
    url = url_for("moderating.question", question_id=question.id, open="reword", tidy=kind.value)
    return Tidy(str(LABELS[kind]), url)
