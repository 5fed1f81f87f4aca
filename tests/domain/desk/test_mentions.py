"""Colleagues who are named in a note."""

from __future__ import annotations

import pytest

from domain.account import disabling
from domain.desk import mentions
from domain.desk.mentions import Colleague, Named, Piece
from domain.question import deciding
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Role, User
from tests.made import Made

NOOR, BEN, BEN_TOO, ZOE = (
    Colleague(1, "Noor Haddad"),
    Colleague(2, "Ben Cole"),
    Colleague(3, "Ben Birch"),
    Colleague(4, "Zoë Straße"),
)
EVERYBODY = [NOOR, BEN, BEN_TOO, ZOE]


def who(text: str) -> list[int]:
    return [each.user_id for each in mentions.named(text, EVERYBODY)]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("@Noor Haddad, is it so?", [1]),
            ("@noor: is it?", [1]),
            ("ask (@NOOR’s) and @zoe", [1, 4]),
            ("@zoë strasse!", [4]),
            ("@Zoe\u0308 Straße", [4]),
            ("@Ben Cole and @ben birch", [2, 3]),
            ("@Noor  Haddad", [1]),
        ],
    )
    def test_whole_names_and_first_names_that_one_has_are_known(self, text: str, ids: list[int]) -> None:
        assert who(text) == ids

    @pytest.mark.parametrize(
        "text",
        ["@Ben", "@Noora", "@Noor-Lea", "noor@noor.example", "@", "@@", "@nobody", "Noor", "@noor.example"],
    )
    def test_whatever_else_stays_plain_text(self, text: str) -> None:
        assert who(text) == []

    def test_a_name_that_two_have_names_nobody(self) -> None:
        twins = [Colleague(1, "Ada Fox"), Colleague(2, "Ada Fox")]
        assert mentions.named("@Ada Fox @Ada", twins) == []
        assert mentions.nameable([*twins, NOOR]) == ["Noor Haddad"]

    def test_places_are_those_of_the_text_as_it_was_written(self) -> None:
        text = "Zoe\u0308? @zoe\u0308  straße ok"
        (found,) = mentions.named(text, EVERYBODY)
        assert text[found.start : found.end] == "@zoe\u0308  straße"

    def test_a_script_without_spaces_needs_none(self) -> None:
        assert mentions.named("@山田さん、どう", [Colleague(7, "山田")]) == [Named(0, 3, 7)]

    def test_a_note_of_names_alone_tells_twenty_of_them(self) -> None:
        assert len(who("@Noor " * 300)) == mentions.MOST


class TestPieces:
    def test_a_note_comes_apart_where_it_names_somebody(self) -> None:
        note = "See @Noor, then."
        details = mentions.details(mentions.named(note, EVERYBODY))
        assert mentions.pieces(note, details) == [Piece("See "), Piece("@Noor", 1), Piece(", then.")]

    @pytest.mark.parametrize("spans", [[[4, 400, 1]], [[-3, 2, 1]], [[5, 5, 1]], [[0, 3, 1], [1, 4, 2]]])
    def test_places_that_do_not_fit_break_nothing(self, spans: list[list[int]]) -> None:
        found = mentions.pieces("See @Noor", {"mentions": spans})
        assert "".join(piece.text for piece in found) == "See @Noor"


@pytest.fixture
def noor(made: Made) -> User:
    return made.moderator(name="Noor Haddad")


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel)


def note(made: Made, question: Question, by: User, text: str) -> Event:
    event = deciding.note(question, text=text, by=made.by(by), at=clock.now())
    db.session.commit()
    return event


class TestWhoCanBeNamed:
    def test_those_who_may_read_this_desk(self, made: Made, panel: Panel, mia: User, noor: User) -> None:
        made.moderator(made.panel("elsewhere"), name="Eve East")
        made.user(Role.AUDITOR, panel=panel, name="Ann Audit")
        made.user(Role.APPROVER, name="App Rover")
        gone = made.moderator(name="Gus Gone")
        begin_writing()
        disabling.disable(db.session.merge(gone), by=made.by(made.user(Role.ADMINISTRATOR)), at=clock.now())
        db.session.commit()
        names = [each.name for each in mentions.colleagues(panel.id, of=mia)]
        assert names == ["Ann Audit", "Noor Haddad"]


class TestTelling:
    def test_who_is_named_finds_the_note(self, made: Made, question: Question, mia: User, noor: User) -> None:
        event = note(made, question, mia, "Same as yesterday? @Noor @noor haddad")
        (found,) = mentions.unread(noor)
        assert (found.who, found.note, found.at) == (
            mia.name,
            "Same as yesterday? @Noor @noor haddad",
            event.at,
        )
        assert found.question.id == question.id
        assert mentions.unread(mia) == []
        assert "Noor" not in str(event.details)

    def test_nobody_is_told_of_their_own_note(self, made: Made, question: Question, noor: User) -> None:
        note(made, question, noor, "I am @Noor Haddad")
        assert mentions.unread(noor) == []

    def test_a_note_with_which_it_is_held_names_colleagues_too(
        self, made: Made, question: Question, mia: User, noor: User
    ) -> None:
        made.do(deciding.hold, question, mia, note="What says @noor?")
        assert [each.note for each in mentions.unread(noor)] == ["What says @noor?"]

    def test_it_is_unread_until_they_say_so_and_stays_read(
        self, made: Made, question: Question, mia: User, noor: User
    ) -> None:
        event = note(made, question, mia, "@noor?")
        mention = mentions.find(event.id, noor)
        assert mention is not None
        assert mentions.unseen(question, noor) == {event.id}
        mentions.see(mention, at=clock.now())
        first = mention.read_at
        mentions.see(mention, at=clock.now())
        assert mention.read_at == first
        assert mentions.unread(noor) == []
        assert mentions.unseen(question, noor) == frozenset()
        assert mentions.find(event.id, mia) is None

    def test_whoever_writes_or_decides_there_has_seen_it(
        self, made: Made, panel: Panel, mia: User, noor: User
    ) -> None:
        acts = (
            lambda one: note(made, one, noor, "Yes."),
            lambda one: made.do(deciding.approve, one, noor),
            lambda one: deciding.set_topics(one, topics=[], by=made.by(noor), at=clock.now()),
        )
        for act in acts:
            question, other = made.question(panel), made.question(panel)
            note(made, question, mia, "@noor?")
            kept = note(made, other, mia, "@noor!")
            act(question)
            db.session.commit()
            assert [each.event.id for each in mentions.unread(noor)] == [kept.id]
            note(made, other, noor, "Seen.")

    def test_what_another_does_there_leaves_it_unread(
        self, made: Made, question: Question, mia: User, noor: User
    ) -> None:
        note(made, question, mia, "@noor?")
        made.do(deciding.approve, question, mia)
        assert len(mentions.unread(noor)) == 1

    def test_on_a_desk_that_one_may_read_no_more_there_is_nothing(
        self, made: Made, panel: Panel, mia: User
    ) -> None:
        guest = made.moderator(panel, name="Gil Guest")
        note(made, made.question(panel), mia, "@gil?")
        assert len(mentions.unread(guest)) == 1
        db.session.delete(guest.grants[0])
        db.session.commit()
        assert mentions.unread(guest) == []
