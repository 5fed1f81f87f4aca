"""What the page of a question says of its family: the root it leads to, the members it speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.question import families, lists
from models import Question


@dataclass(frozen=True)
class Family:
    """The root (None: it isn't merged), the newest members with how many there are, and its other parts.

    ``parts``: the ids of the other questions that its submission was split into.
    """

    root: Question | None
    members: Sequence[Question]
    count: int
    parts: list[int]

    @property
    def more(self) -> bool:
        """Whether there are more members than are shown."""
        return self.count > len(self.members)


def family(question: Question) -> Family:
    """The family of ``question`` as the desk sees it."""
    members, count = lists.members(question)
    return Family(
        root=families.root(question) if question.merged_into_id is not None else None,
        members=members,
        count=count,
        parts=[part.id for part in question.passport.questions if part.id != question.id],
    )
