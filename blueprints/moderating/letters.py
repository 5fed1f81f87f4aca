"""What the asker would read if a question were rejected, for each reason that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from domain.desk import reasons
from domain.desk.letters import letter
from domain.page import lists, rules
from models import Question


@dataclass(frozen=True)
class Letter:
    """A reason's text with its places filled, and the rule that it cites, as it was shown."""

    text: str
    rule: int | None
    quoted: str | None


def letters(question: Question) -> dict[str, Letter]:
    """The letter of each reason in use, by its code."""
    shown = rules.rules(question.rules_version or lists.newest_rules())
    return {
        reason.code: Letter(
            letter(reason, question), reason.rule, shown.get(reason.rule) if reason.rule is not None else None
        )
        for reason in reasons.every()
    }
