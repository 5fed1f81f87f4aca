"""What the pages about reasons show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from blueprints.access import signed_in_user
from blueprints.moderating.queue import shown as queue
from blueprints.moderating.reasons.forms import NewReasonForm, ReasonForm
from blueprints.moderating.saving import PressForm, press
from blueprints.phrases import letter_after, letter_before
from blueprints.staff import account
from domain.desk import letters
from domain.desk import lists as desk_lists
from domain.page import lists as pages
from domain.page import rules
from domain.permissions import Permission, may_somewhere
from models import Reason


@dataclass(frozen=True)
class Row:
    """One reason of the list."""

    counted: desk_lists.Counted
    press: PressForm
    first: bool
    last: bool


def writes() -> bool:
    """Whether the signed-in person may change reasons, or only read them."""
    return may_somewhere(signed_in_user(), Permission.WRITE_REASONS)


def listed(*, problem: str | None = None) -> dict[str, Any]:
    """The list with its counts."""
    counts = desk_lists.counted()
    last = len(counts.rows) - 1
    return {
        **_frame(),
        "rows": [
            Row(counted, press(counted.reason.version), place == 0, place == last)
            for place, counted in enumerate(counts.rows)
        ],
        "capped": counts.capped,
        "problem": problem,
    }


def edited(
    reason: Reason | None,
    form: ReasonForm | NewReasonForm,
    *,
    failed: bool = False,
    problem: str | None = None,
) -> dict[str, Any]:
    """One reason beside the letter that it makes; None: one that isn't there yet."""
    form.offer(reason)
    examples = _examples()
    cited = rules.rules(pages.newest_rules())
    text = form.standard_text.data or ""
    chosen = form.rule.data or ""
    return {
        **_frame(),
        "reason": reason,
        "form": form,
        "press": press(reason.version) if reason else None,
        "failed": failed,
        "problem": problem,
        "letter_before": letter_before(),
        "letter_after": letter_after(),
        "letter": letters.filled(text, examples),
        "examples": examples,
        "rules": {str(number): said for number, said in cited.items()},
        "cited": cited.get(int(chosen)) if chosen.isdecimal() else None,
    }


def _frame() -> dict[str, Any]:
    panels = queue.panels()
    return {
        "account": account(),
        "panels": panels,
        "panel": panels[0] if panels else None,
        "writes": writes(),
    }


def _examples() -> dict[str, str]:
    return {
        "question": gettext("When will the night trains run again?"),
        "executives": gettext("Ilse Varga and Tomás Lindqvist"),
        "panel": gettext("Ask Ilse and Tomás"),
    }
