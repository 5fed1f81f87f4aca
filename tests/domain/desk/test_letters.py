"""The letter: a reason's text in which places are filled for one question."""

from __future__ import annotations

import pytest

from domain.desk import letters
from domain.question import rewording
from domain.refusals import BadField
from models import Reason, Standing
from tests.made import Made


def letter(made: Made, text: str, **more: str) -> str:
    panel = made.panel(**more)
    question = made.question(panel, "Why is it {executives}?")
    made.do(rewording.reword, question, made.moderator(), text="Why so?", details="")
    return letters.letter(Reason(standard_text=text), question)


def test_places_are_filled_with_the_askers_own_words_and_those_asked(made: Made) -> None:
    said = letter(made, "You asked {executives}: “{question}”")
    assert said == "You asked Ada Brook and Ben Cole: “Why is it {executives}?”"


def test_names_are_joined_as_the_panels_language_joins_them(made: Made) -> None:
    assert letter(made, "{executives}", language="fi") == "Ada Brook ja Ben Cole"
    assert letter(made, "{executives}", slug="elsewhere", language="xx-nope") == "Ada Brook and Ben Cole"


def test_only_those_to_whom_it_is_put_are_named(made: Made) -> None:
    panel = made.panel()
    question = made.question(panel, executives=panel.executives[:1])
    assert letters.letter(Reason(standard_text="{executives}"), question) == "Ada Brook"


def test_where_nobody_answers_the_panel_is_named(made: Made) -> None:
    panel = made.panel()
    question = made.question(panel)
    for executive in question.panel.executives:
        executive.standing = Standing.NOT_TAKING_PART
    assert letters.letter(Reason(standard_text="{executives}"), question) == "Ask us"


def test_other_braces_stay_as_they_were_written(made: Made) -> None:
    assert letter(made, "{} { question } {a\nb} }{") == "{} { question } {a\nb} }{"


@pytest.mark.parametrize(
    ("text", "named"), [("See {service}.", "service"), ("{}", ""), ("{ question}", " question")]
)
def test_a_place_that_nothing_fills_is_refused_by_its_name(text: str, named: str) -> None:
    with pytest.raises(BadField) as refused:
        letters.check(text)
    assert refused.value == BadField("standard_text", "unknown-place", named=named)


def test_known_places_and_lone_braces_pass() -> None:
    letters.check("{question} {executives} {panel} } { {\n}")


def test_the_panel_is_named_by_its_title(made: Made) -> None:
    assert letter(made, "on {panel}") == "on Ask us"


def test_a_place_may_stay_open_where_it_is_said() -> None:
    letters.check("{…} {?which}", may_stay_open=True)
    with pytest.raises(BadField):
        letters.check("{…}")


def test_what_was_filled_and_what_is_open_stand_apart() -> None:
    words = {"question": "Why?", "executives": "Ada", "panel": ""}
    pieces = letters.marked("Ada: Why? {…} {panel} {x}", words)
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("filled", "Ada"),
        ("same", ": "),
        ("filled", "Why?"),
        ("same", " "),
        ("open", "{…}"),
        ("same", " "),
        ("open", "{panel}"),
        ("same", " {x}"),
    ]
