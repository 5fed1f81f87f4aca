"""Everybody who may come, and the few words in which a cell says which of them may pass.

The words know roles and places alone: they ask neither ``domain.permissions`` nor a view, or the matrix
would agree with whatever these say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from models import Role


class Where(StrEnum):
    """The panel of a person's grant, seen from the panel of what they reach for."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    EVERYWHERE = "everywhere"
    BESIDE = "beside"
    """A delegate of another executive on the same panel."""


@dataclass(frozen=True)
class Person:
    """Somebody who comes: nobody signed in, or one role in one place; or whose it is."""

    role: Role | None = None
    where: Where | None = None
    owner: str | None = None
    """The world's name of the person to whom what is reached for belongs."""

    def __str__(self) -> str:
        """As a failure calls them."""
        if self.owner is not None:
            return f"the {self.owner} whose it is"
        return f"{self.role.value} {self.where}" if self.role else "nobody"


NOBODY = Person()
EVERYBODY = (
    NOBODY,
    *(
        Person(role, where)
        for role in Role
        for where in Where
        if where is not Where.BESIDE or role is Role.EXECUTIVE
    ),
)

May = Callable[[Person], bool]


def anybody(person: Person) -> bool:
    """Everybody, signed in or not. Of a link that grants: whoever holds it."""
    return True


def signed_in(person: Person) -> bool:
    """Whoever is signed in, whatever they may do."""
    return person is not NOBODY


def owner(person: Person) -> bool:
    """Only the one to whom it belongs."""
    return person.owner is not None


def somewhere(*roles: Role) -> May:
    """Who has one of the roles on whichever panel."""
    return lambda person: person.role in roles


def here(*roles: Role) -> May:
    """Who has one of the roles on this panel or on all of them."""
    return lambda person: person.role in roles and person.where in (Where.HERE, Where.EVERYWHERE)


def on_all(*roles: Role) -> May:
    """Who has one of the roles on all panels: what concerns the whole site."""
    return lambda person: person.role in roles and person.where is Where.EVERYWHERE


def either(*words: May) -> May:
    """Whom one of the words lets pass."""
    return lambda person: any(may(person) for may in words)


def cells(door: str, may: May, *names: str) -> dict[str, May]:
    """The cells of several endpoints of one door that let the same people pass."""
    return {f"{door}.{name}": may for name in names}
