"""What asks the same is proposed, the nearest first, and nothing that must not be seen."""

from __future__ import annotations

import pytest

from domain.asker import erasing
from domain.desk import reasons
from domain.question import deciding, duplicates, families, rewording, withdrawing
from domain.question.duplicates import Near, precedents, proposing
from domain.question.duplicates.precedents import Outcome, Practice
from extensions import begin_writing, clock, db
from models import Panel, Question, Status, User
from tests.made import Made
from tests.price import price

ASKED = "How many people at the works will lose their jobs by 2028?"
NEAR = "How many of the 420 jobs at the works will be gone by 2028?"
FURTHER = "Will people at the works hear in time who loses a job?"
OTHERS = (
    "Why does the evening ferry not wait for the late train?",
    "May I take my dog on the boat in summer?",
    "Who decides about the salaries of the board?",
)


@pytest.fixture
def panel(made: Made) -> Panel:
    panel = made.panel()
    for text in OTHERS:
        made.question(panel, text)
    return panel


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


def ids(found: list[Near]) -> list[int]:
    return [one.question.id for one in found]


def near(question: Question, **more: int) -> list[int]:
    return ids(list(duplicates.near(question, **more)))


def test_the_nearest_come_first_and_others_not_at_all(made: Made, panel: Panel) -> None:
    further, nearest = made.question(panel, FURTHER), made.question(panel, NEAR)
    question = made.question(panel, ASKED)
    found = duplicates.near(question)
    assert ids(list(found)) == [nearest.id, further.id]
    assert 1 >= found[0].likeness > found[1].likeness > 0
    assert near(question, most=1) == [nearest.id]


def test_questions_of_another_panel_are_never_near(made: Made, panel: Panel) -> None:
    made.question(made.panel("elsewhere"), ASKED)
    assert near(made.question(panel, ASKED)) == []


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("ar", "متى ستفتح الجسور على الطريق الرئيسي؟", "هل ستفتح الجسور في الطريق الرئيسي قريبا؟"),
        ("ja", "次の工場はいつ開きますか。", "工場はいつ開くのですか。"),
        ("fi", "Milloin sillat pääkadulla avataan uudelleen?", "Koska silta pääkadulla avataan taas?"),
        (
            "es",
            "¿Cuántos empleos desaparecen en los talleres?",
            "¿Cuántos empleos de los talleres se pierden?",
        ),
    ],
)
def test_they_are_found_in_any_language(made: Made, panel: Panel, lang: str, first: str, second: str) -> None:
    known = made.question(panel, first, lang=lang)
    assert near(made.question(panel, second, lang=lang)) == [known.id]


def test_merged_and_rejected_ones_are_precedents(made: Made, panel: Panel, mia: User) -> None:
    root, merged, rejected = (made.question(panel, text) for text in (FURTHER, NEAR, ASKED))
    made.do(families.merge, merged, mia, into=root)
    reason = reasons.find("off-topic")
    assert reason is not None
    made.do(deciding.reject, rejected, mia, reason=reason, explanation="")
    assert set(near(made.question(panel, ASKED))) == {root.id, merged.id, rejected.id}


def test_what_was_withdrawn_is_never_near(made: Made, panel: Panel) -> None:
    known = made.question(panel, NEAR)
    begin_writing()
    withdrawing.withdraw(known, by=made.asker, at=clock.now())
    db.session.commit()
    assert near(made.question(panel, ASKED)) == []


def test_what_awaits_its_askers_confirmation_is_never_near(made: Made, panel: Panel) -> None:
    known = made.question(panel, NEAR)
    known.awaits_confirmation = True
    db.session.commit()
    assert near(made.question(panel, ASKED)) == []


def test_what_was_erased_is_never_near(made: Made, panel: Panel) -> None:
    known = made.question(panel, NEAR)
    begin_writing()
    erasing.erase(known.passport, by=made.asker, at=clock.now())
    db.session.commit()
    assert near(made.question(panel, ASKED)) == []


def test_the_wording_that_is_shown_is_the_one_that_counts(made: Made, panel: Panel, mia: User) -> None:
    known = made.question(panel, NEAR)
    made.do(rewording.reword, known, mia, text="Where is the lift at the harbour?", details="")
    assert near(made.question(panel, ASKED)) == []
    assert near(made.question(panel, "Is there a lift at the harbour?")) == [known.id]


def test_only_the_statuses_asked_for_are_near(made: Made, panel: Panel, mia: User) -> None:
    made.question(panel, NEAR)
    public = made.published(panel, mia, FURTHER)
    found = duplicates.near_text(panel, ASKED, among={Status.PUBLISHED})
    assert ids(list(found)) == [public.id]


def test_signs_alone_are_near_to_nothing(panel: Panel) -> None:
    assert duplicates.near_text(panel, "?! … ---") == []


def test_more_near_ones_take_no_more_queries(made: Made, panel: Panel) -> None:
    def shown() -> None:
        for one in duplicates.near(db.session.get_one(Question, question_id)):
            assert one.question.wording.text
            assert one.question.support_tally.count == 0
            assert one.question.decided_by is one.question.reason is None

    made.question(panel, NEAR)
    question_id = made.question(panel, ASKED).id
    shown()
    few = price(shown)
    for number in range(4):
        made.question(panel, f"{NEAR} {number}")
    shown()
    assert price(shown) == few


def test_counts_are_read_anew_when_much_has_come(
    made: Made, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "GROWN", 1_000_000)
    made.question(panel)
    first = proposing.counts(db.session.connection())
    assert proposing.counts(db.session.connection()) is first
    made.question(panel)
    assert proposing.counts(db.session.connection()).rows > first.rows

    monkeypatch.setattr(proposing, "GROWN", 0)
    known = proposing.counts(db.session.connection())
    made.question(panel)
    assert proposing.counts(db.session.connection()) is known


def test_a_practice_is_what_more_than_half_have_in_common() -> None:
    merged, rejected, pending = (Question(status=s) for s in (Status.MERGED, Status.REJECTED, Status.PENDING))
    approved, public = Question(status=Status.APPROVED), Question(status=Status.PUBLISHED)
    assert precedents.practice([merged] * 4 + [approved]) == Practice(Outcome.MERGED, 4, 5)
    assert precedents.practice([approved, public, rejected]) == Practice(Outcome.APPROVED, 2, 3)
    assert precedents.practice([rejected, rejected]) == Practice(Outcome.REJECTED, 2, 2)
    for few in ([], [merged], [merged, merged, rejected, rejected], [merged, merged, pending, pending]):
        assert precedents.practice(few) is None
