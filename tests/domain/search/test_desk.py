"""The desk finds a question by what it says, in whatever form, and by nothing that it no longer says."""

from __future__ import annotations

from random import Random

import pytest

from domain.answer import writing
from domain.asker import erasing
from domain.question import asking, rewording
from domain.search import desk
from extensions import begin_writing, clock, db
from models import Panel, User
from tests.domain.search.searching import WRITTEN, found, rows
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "dividend"),
        ("en", "BOARDS"),
        ("en", "board dividends"),
        ("en", '"dividends of 2025"'),
        ("en", "dividend -bonus"),
        ("en", 'pay -"cut pay"'),
        ("fr", "salarie ete"),
        ("fr", "PRIMES"),
        ("de", "brucke"),
        ("de", "HAUPTSTRASSE"),
        ("ar", "سيعلن"),
        ("ar", "مدير"),
        ("ar", "السنه القادمه"),
        ("ar", "اسعار"),
        ("ja", "工場"),
        ("ja", "株主総会"),
        ("ja", "か"),
        ("ja", "株主 工場"),
        ("ko", "가격"),
        ("ko", "\u1100\u1161\u1100\u1167\u11a8"),
        ("th", "ราคา"),
        ("ru", "акционер цена"),
        ("hi", "पैसे"),
    ],
)
def test_a_question_is_found_by_its_words(made: Made, panel: Panel, lang: str, text: str) -> None:
    made_of = {code: made.question(panel, written, lang=code).id for code, written in WRITTEN.items()}
    assert found(panel, text) == [made_of[lang]]


@pytest.mark.parametrize(
    "text",
    ["dividend bonus", '"cut dividends"', "dividend -board", "年金", '"工場 次"', "-dividend -工場", "divi"],
)
def test_it_is_not_found_by_what_it_does_not_say(made: Made, panel: Panel, text: str) -> None:
    made.question(panel, WRITTEN["en"])
    made.question(panel, WRITTEN["ja"])
    assert found(panel, text) == []


def test_a_search_of_exclusions_alone_finds_all_the_others(made: Made, panel: Panel) -> None:
    made.question(panel, WRITTEN["en"])
    other = made.question(panel, WRITTEN["ja"])
    assert found(panel, "-dividend") == [other.id]


@pytest.mark.parametrize("text", ["{}", "No. {}", "#{}"])
def test_it_is_found_by_its_number(made: Made, panel: Panel, text: str) -> None:
    made.question(panel)
    question = made.question(panel, "What of the rest?")
    assert found(panel, text.format(question.id)) == [question.id]
    other = made.question(panel, f"What was meant by {question.id}?")
    assert found(panel, text.format(question.id)) == [other.id, question.id]


def test_newest_come_first_and_only_this_panels(made: Made, panel: Panel) -> None:
    other = made.panel("others")
    first, foreign, last = (made.question(one, WRITTEN["en"]).id for one in (panel, other, panel))
    assert found(panel, "dividend") == [last, first]
    assert found(other, "dividend") == [foreign]
    assert found(panel, f"panel_{other.id} dividend") == []


def test_no_more_than_a_thousand_are_found(made: Made, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST_FOUND", 2)
    ids = [made.question(panel, WRITTEN["en"]).id for _ in range(3)]
    assert found(panel, "dividend") == ids[:0:-1]


@pytest.mark.parametrize("text", ["", "   ", "?!", '"', "- -", "🔥❤️", "'", "()", "\0", "\ud800"])
def test_a_search_without_a_word_finds_nothing(made: Made, panel: Panel, text: str) -> None:
    made.question(panel, "Why? 🔥")
    assert found(panel, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "dividends\0cut",
        "words:dividends",
        "grams : divi",
        "dividends AND NOT cut",
        "NEAR(dividends cut, 2)",
        "^dividends*",
        '"dividends" + "cut"',
        "dividends' | 'cut:*",
        "dividends & !cut <-> pay",
        "{words grams}: (dividends",
        "\\'dividends\\",
        "%s :asked ? $1 dividends",
        "\ud800dividends\udfff",
        "dividends " * 10_000,
        " ".join(f"dividends{n}" for n in range(10_000)),
        "x" * 65_536,
        '"' * 5_000,
        "-" * 5_000 + "a",
        "株" * 5_000,
        "م" * 5_000,
    ],
)
def test_whatever_is_typed_is_a_plain_search(made: Made, panel: Panel, text: str) -> None:
    question = made.question(panel, WRITTEN["en"])
    assert set(found(panel, text)) <= {question.id}
    assert found(panel, "dividends") == [question.id]


def test_new_words_are_found_and_those_of_earlier_wordings_still(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, WRITTEN["en"], details="It concerns pensioners.")
    made.do(rewording.reword, question, mia, text="Why is there a smaller payout?", details="")
    assert found(panel, "payout") == found(panel, "dividends") == found(panel, "pensioner") == [question.id]
    begin_writing()
    rewording.revise(
        db.session.merge(question), text="And the surplus?", details="", by=made.asker, at=clock.now()
    )
    db.session.commit()
    assert found(panel, "surplus payout dividend") == [question.id]


def test_each_part_of_a_split_is_found_by_its_own_words(made: Made, panel: Panel, mia: User) -> None:
    question = made.question(panel, "Why were dividends cut, and when does the bridge open?")
    parts = made.do(rewording.split, question, mia, texts=["Why were they cut?", "When does it open?"])
    assert found(panel, "open") == [parts[1].id, question.id]
    assert found(panel, '"were they cut"') == [question.id]


def test_what_was_moved_is_found_on_its_new_panel_alone(made: Made, panel: Panel, mia: User) -> None:
    question, other = made.question(panel, WRITTEN["en"]), made.panel("others")
    made.do(rewording.move_to_panel, question, mia, panel=other)
    assert (found(panel, "dividend"), found(other, "dividend")) == ([], [question.id])


def test_an_answer_is_searched_in_its_newest_text(made: Made, panel: Panel, mia: User) -> None:
    question = made.approved(panel, mia, "Why?? Tell us.")
    ada = panel.executives[0]
    made.answer(question, ada, mia, "The *turbines* were late.")
    assert found(panel, "turbine") == [question.id]
    begin_writing()
    answer = writing.find(db.session.merge(question), db.session.merge(ada))
    assert answer
    writing.save(
        answer.question,
        answer.executive,
        writing.body("The rotors were late."),
        seen=answer.statement.version,
        by=made.by(mia),
        at=clock.now(),
    )
    db.session.commit()
    assert (found(panel, "rotor"), found(panel, "turbine")) == ([question.id], [])


def test_an_erased_text_is_not_found_as_soon_as_it_is_erased(made: Made, panel: Panel) -> None:
    question = made.question(panel, WRITTEN["en"])
    begin_writing()
    erasing.erase(db.session.merge(question).passport, by=made.asker, at=clock.now())
    assert found(panel, "dividends") == []
    db.session.rollback()
    assert found(panel, "dividends") == [question.id]


@pytest.mark.parametrize(
    "alphabet", ["абвгдежзиклмнопрстуфхцчшщэюя", "abcdefghijklmnopqrstuvwxyz", "一二三四五六七八九十百千万"]
)
def test_of_a_text_of_any_size_the_beginning_is_found(made: Made, panel: Panel, alphabet: str) -> None:
    question, chance = made.question(panel), Random(1)  # noqa: S311
    huge = "Beginning " + " ".join("".join(chance.choices(alphabet, k=40)) for _ in range(20_000))
    begin_writing()
    desk.write([(question.id, panel.id, [huge])])
    db.session.commit()
    assert found(panel, "beginning") == [question.id]


def test_what_is_taken_back_leaves_nothing_in_the_index(made: Made, panel: Panel) -> None:
    begin_writing()
    asking.submit(
        db.session.merge(panel),
        asking.Submission(text=WRITTEN["en"]),
        key="taken-back-again",
        by=made.asker,
        at=clock.now(),
        link_key=made.link_key,
    )
    assert len(found(panel, "dividends")) == 1
    db.session.rollback()
    assert found(panel, "dividends") == []
    assert rows() == []
