"""A model of families, as plain as can be: what each question was merged into, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from models import Status


@dataclass
class Known:
    """What the model knows of one question."""

    passport: int
    email: bool
    texts: list[str]
    status: Status = Status.PENDING
    parent: int | None = None
    was: Status = Status.PENDING
    readers: set[int] = field(default_factory=set)
    left: bool = False


class Kin:
    """Questions by their id, and what a family of them amounts to."""

    def __init__(self) -> None:
        self.model: dict[int, Known] = {}

    def pick(self, number: int) -> int:
        """One of all."""
        return list(self.model)[number % len(self.model)]

    def likely(self, number: int, other: int, *, merged: bool) -> int:
        """Mostly one for which it is possible: with others alone little would happen."""
        fit = [id_ for id_, known in self.model.items() if (known.status is Status.MERGED) is merged]
        return fit[number % len(fit)] if fit and other % 5 else self.pick(number)

    def root(self, id_: int) -> int:
        """Where its chain ends; a loop fails."""
        seen = {id_}
        while (parent := self.model[id_].parent) is not None:
            assert parent not in seen, "a loop"
            seen.add(parent)
            id_ = parent
        return id_

    def family(self, id_: int) -> set[int]:
        """Itself and all that was merged into it."""
        own = {id_}
        for other, known in self.model.items():
            if known.parent == id_:
                own |= self.family(other)
        return own

    def readers(self, *ids: int) -> set[int]:
        """Who supports any question of these families."""
        return set().union(*(self.model[each].readers for id_ in ids for each in self.family(id_)))

    def told(self, *ids: int) -> set[int]:
        """The passports whose askers left an address and are told of the answer."""
        every = {each for id_ in ids for each in self.family(id_)}
        known = [self.model[each] for each in every]
        return {one.passport for one in known if one.email and not one.left}

    def of_submission(self, passport: int) -> list[Known]:
        """All questions of one passport."""
        return [known for known in self.model.values() if known.passport == passport]
