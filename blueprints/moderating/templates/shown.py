"""What the pages about templates show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from blueprints.access import signed_in_user
from blueprints.moderating.queue import shown as queue
from blueprints.moderating.saving import PressForm, press
from blueprints.moderating.templates.forms import NewTemplateForm, TemplateForm
from blueprints.phrases import letter_after, letter_before
from blueprints.staff import account
from domain.desk import letters
from domain.desk import lists as desk_lists
from domain.permissions import Permission, grants
from models import Template, TemplateKind


@dataclass(frozen=True)
class Row:
    """One template of the list."""

    template: Template
    used: int
    press: PressForm
    first: bool
    last: bool


@dataclass(frozen=True)
class Part:
    """The templates of one kind."""

    kind: TemplateKind
    title: str
    empty: str
    rows: list[Row]


def writes() -> bool:
    """Whether the signed-in person may change templates, or only read them."""
    return bool(grants(signed_in_user(), Permission.WRITE_TEMPLATES))


def listed(*, problem: str | None = None) -> dict[str, Any]:
    """The list with its uses, each kind by itself."""
    uses = desk_lists.uses()
    titles = {
        TemplateKind.MESSAGE: (
            gettext("Messages, with which a question is sent back"),
            gettext("None yet. A moderator who sends a question back begins with an empty message."),
        ),
        TemplateKind.EXPLANATION: (
            gettext("Explanations, beside the reason of a rejection"),
            gettext("None yet. A moderator who rejects a question begins with an empty explanation."),
        ),
    }
    return {
        **_frame(),
        "parts": [Part(kind, *said, _rows(uses, kind)) for kind, said in titles.items()],
        "capped": uses.capped,
        "problem": problem,
    }


def edited(
    template: Template | None,
    form: TemplateForm | NewTemplateForm,
    *,
    failed: bool = False,
    problem: str | None = None,
) -> dict[str, Any]:
    """One template as the asker would read it; None: one that isn't there yet."""
    examples = _examples()
    kind = template.kind.value if template else form["kind"].data
    filled = letters.filled(form.template_text.data or "", examples)
    return {
        **_frame(),
        "template": template,
        "form": form,
        "kind": kind,
        "press": press(template.version) if template else None,
        "failed": failed,
        "problem": problem,
        "letter_before": letter_before(),
        "letter_after": letter_after(),
        "pieces": letters.marked(filled, examples),
        "examples": examples,
    }


def _rows(uses: desk_lists.Uses, kind: TemplateKind) -> list[Row]:
    alike = [(template, used) for template, used in uses.rows if template.kind is kind]
    last = len(alike) - 1
    return [
        Row(template, used, press(template.version), place == 0, place == last)
        for place, (template, used) in enumerate(alike)
    ]


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
