"""Colleagues who are named in a note: who is meant, who was told, what they have not seen yet."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import regex
from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from domain.permissions import Actor, Permission, granting, panels_within
from extensions import db
from models import Event, Mention, Panel, Question, RoleGrant, User

AT = "@"
MOST = 20
"""Names in one note of which somebody is told."""

WORD = regex.compile(r"[\w\p{M}]")
GOES_ON = regex.compile(r"[\w\p{M}]|[-.][\w\p{M}]")
"""After a name: it is the beginning of a longer one, or of an address."""

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
"""Scripts that write one word after the other without a space."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who may be named in a note."""

    id: int
    name: str


@dataclass(frozen=True)
class Named:
    """Where in a text a colleague is named: from the ``@`` to the end of the name, in code points."""

    start: int
    end: int
    user_id: int


@dataclass(frozen=True)
class Piece:
    """A part of a note; ``user_id`` is set where it names a colleague."""

    text: str
    user_id: int | None = None


def colleagues(panel_id: int, *, of: User | None = None) -> list[Colleague]:
    """Who may read the desk of this panel, by name, without ``of``."""
    holding = select(RoleGrant.user_id).where(
        RoleGrant.role.in_(granting(Permission.READ_DESK)),
        or_(RoleGrant.panel_id.is_(None), RoleGrant.panel_id == panel_id),
    )
    query = (
        select(User.id, User.name)
        .where(User.id.in_(holding), User.disabled_at.is_(None), User.name != "")
        .order_by(User.name, User.id)
    )
    return [Colleague(*row) for row in db.session.execute(query) if of is None or row.id != of.id]


def named(text: str, among: Iterable[Colleague]) -> list[Named]:
    """Who of them is named in ``text`` after an ``@``, by the whole name or a first name that only one has.

    Case and accents make no difference. A name that two have names nobody; ``@`` inside an address is none.
    """
    if AT not in text:
        return []
    known = _names(among)
    folded, places = _folded(text)
    found: list[Named] = []
    for at in (place for place, character in enumerate(folded) if character == AT):
        if at and WORD.match(folded[at - 1]):
            continue
        name = next((name for name in known if _stands(folded, at + 1, name)), None)
        if name is not None:
            end = at + 1 + len(name)
            found.append(Named(places[at], places[end], known[name]))
    return found[:MOST]


def nameable(among: Iterable[Colleague]) -> list[str]:
    """The whole names with which one of them can be named."""
    everyone = list(among)
    known = _names(everyone)
    return [each.name for each in everyone if known.get(fold(each.name)) == each.id]


def details(found: Sequence[Named]) -> dict[str, Any]:
    """What an event keeps of it: places and ids, never a name."""
    return {"mentions": [[each.start, each.end, each.user_id] for each in found]} if found else {}


def pieces(note: str, details: dict[str, Any]) -> list[Piece]:
    """``note`` in pieces, those apart that name somebody, as ``details`` of its event say."""
    cut: list[Piece] = []
    done = 0
    for start, end, user_id in details.get("mentions", ()):
        if not done <= start < end <= len(note):
            continue
        cut += [Piece(note[done:start]), Piece(note[start:end], user_id)]
        done = end
    return [piece for piece in (*cut, Piece(note[done:])) if piece.text]


def find_named(question: Question, text: str, by: Actor) -> list[Named]:
    """Who of the writer's colleagues is named in a note on ``question``."""
    return named(text, colleagues(question.panel_id, of=by.user)) if AT in text else []


def tell(question: Question, event: Event, found: Sequence[Named]) -> None:
    """Leave word for each who is named in the note of ``event``."""
    for user_id in dict.fromkeys(each.user_id for each in found):
        db.session.add(Mention(event=event, user_id=user_id, question=question))
    db.session.flush()


def find(event_id: int, user: User) -> Mention | None:
    """The mention of ``user`` in the note of that event, with its question."""
    return db.session.scalar(
        select(Mention)
        .where(Mention.event_id == event_id, Mention.user_id == user.id)
        .options(joinedload(Mention.question))
    )


def unseen(question: Question, user: User) -> frozenset[int]:
    """The events beside ``question`` whose note names ``user``, who has not seen it."""
    open_ = Mention.question_id == question.id, Mention.user_id == user.id, Mention.read_at.is_(None)
    return frozenset(db.session.scalars(select(Mention.event_id).where(*open_)))


def see(mention: Mention, *, at: datetime) -> None:
    """The one who was named has seen it; who has, did."""
    if mention.read_at is None:
        mention.read_at = at
        db.session.flush()


def see_all(question: Question, *, by: Actor, at: datetime) -> None:
    """Whoever writes or decides on ``question`` has seen where they are named beside it."""
    if by.user is None:
        return
    open_ = Mention.question_id == question.id, Mention.user_id == by.user.id, Mention.read_at.is_(None)
    changed = update(Mention).where(*open_).values(read_at=at)
    db.session.execute(changed, execution_options={"synchronize_session": False})


def _names(among: Iterable[Colleague]) -> dict[str, int]:
    """Whom each folded name means, the longest first; a name of two people means nobody."""
    people = [(each.id, fold(each.name)) for each in among]
    firsts = [(id_, name.split(" ")[0]) for id_, name in people]
    known: dict[str, int] = {}
    for names in (firsts, people):
        times = Counter(name for _, name in names)
        for id_, name in names:
            known.pop(name, None)
            if name and times[name] == 1:
                known[name] = id_
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def fold(name: str) -> str:
    """``name`` as names are compared."""
    return _folded(name.strip())[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` without case, accents and doubled spaces, and where in it each character begins.

    One place more than there are characters: where the text ends.
    """
    folded: list[str] = []
    places: list[int] = []
    for place, one in _characters(text):
        if one == " " and folded and folded[-1] == " ":
            continue
        folded.append(one)
        places.append(place)
    return "".join(folded), [*places, len(text)]


def _characters(text: str) -> Iterator[tuple[int, str]]:
    for place, character in enumerate(text):
        if character.isspace():
            yield place, " "
            continue
        for one in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.category(one).startswith("M"):
                yield place, one


def _stands(folded: str, start: int, name: str) -> bool:
    """Whether ``name`` stands there and ends there."""
    end = start + len(name)
    if not folded.startswith(name, start):
        return False
    return not GOES_ON.match(folded, end) or bool(UNSPACED.match(name[-1]))


@dataclass(frozen=True)
class Unread:
    """A note that names somebody, and that they have not seen."""

    event: Event
    question: Question

    @property
    def who(self) -> str:
        """Who wrote it."""
        return self.event.user.name if self.event.user else ""

    @property
    def note(self) -> str:
        """What they wrote; empty once it was erased."""
        note = self.event.note
        return note.text if note is not None and note.erased_at is None else ""

    @property
    def pieces(self) -> list[Piece]:
        """The same, with what names somebody apart."""
        return pieces(self.note, self.event.details)

    @property
    def at(self) -> datetime:
        """When."""
        return self.event.at


def unread(user: User, *, most: int = 20) -> list[Unread]:
    """The newest notes that name ``user`` and were not seen, on panels whose desk they may read."""
    rows = db.session.execute(
        select(Event, Question)
        .select_from(Mention)
        .join(Event, Event.id == Mention.event_id)
        .join(Question, Question.id == Mention.question_id)
        .join(Panel, Panel.id == Question.panel_id)
        .where(
            Mention.user_id == user.id,
            Mention.read_at.is_(None),
            panels_within(user, Permission.READ_DESK),
        )
        .options(
            joinedload(Event.user),
            joinedload(Event.note),
            joinedload(Question.panel),
            selectinload(Question.wordings),
        )
        .order_by(Mention.event_id.desc())
        .limit(most)
    )
    return [Unread(event, question) for event, question in rows]
