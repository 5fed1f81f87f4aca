"""Templates: written, put in order by kind, taken out of use; and what is sent of them."""

from __future__ import annotations

import pytest

from domain.desk import lists, reasons, templates
from domain.desk.templates import Words
from domain.question import deciding
from domain.refusals import BadField, NotAllowed, NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Role, SubjectKind, Template, TemplateKind, User
from tests.made import Made

TEXT = "You asked {executives} on {panel}: {question} Keep {?which part}."
MESSAGE, EXPLANATION = TemplateKind.MESSAGE, TemplateKind.EXPLANATION


def add(made: Made, title: str, kind: TemplateKind = MESSAGE, text: str = TEXT) -> Template:
    begin_writing()
    by = made.by(made.user(Role.ADMINISTRATOR))
    template = templates.create(kind, Words(title, text, "en"), by=by, at=clock.now())
    db.session.commit()
    return template


def order() -> list[str]:
    db.session.rollback()
    return [template.title for template in templates.whole()]


class TestWriting:
    def test_each_kind_has_its_own_order(self, made: Made, mia: User) -> None:
        for title, kind in (("One", MESSAGE), ("Beside", EXPLANATION), ("Two", MESSAGE)):
            last = add(made, title, kind)
        assert order() == ["One", "Two", "Beside"]
        templates.move(last, up=True, seen=1, by=made.by(mia), at=clock.now())
        db.session.commit()
        assert order() == ["Two", "One", "Beside"]
        with pytest.raises(NotAvailable):
            templates.move(last, up=True, seen=2, by=made.by(mia), at=clock.now())

    def test_every_change_counts_a_version_and_has_its_event(self, made: Made, mia: User) -> None:
        template, by = add(made, "One"), made.by(mia)
        templates.edit(template, Words("Uno", TEXT, "es"), seen=1, by=by, at=clock.now())
        templates.retire(template, seen=2, by=by, at=clock.now())
        assert templates.every() == []
        templates.restore(template, seen=3, by=by, at=clock.now())
        db.session.commit()
        about = db.session.query(Event).filter_by(subject_kind=SubjectKind.TEMPLATE).order_by(Event.seq)
        assert [(e.action, e.details) for e in about] == [
            ("create", {"kind": "message"}),
            ("edit", {"changed": ["lang", "title"]}),
            ("retire", {}),
            ("restore", {}),
        ]
        assert template.version == 4

    def test_who_saw_another_version_or_may_not_is_refused(self, made: Made, panel: Panel, mia: User) -> None:
        template = add(made, "One")
        words = Words("Two", TEXT, "en")
        with pytest.raises(Stale):
            templates.edit(template, words, seen=7, by=made.by(mia), at=clock.now())
        guest = made.by(made.moderator(panel))
        with pytest.raises(NotAllowed):
            templates.create(MESSAGE, words, by=guest, at=clock.now())
        with pytest.raises(NotAllowed):
            templates.retire(template, seen=1, by=guest, at=clock.now())
        with pytest.raises(NotAvailable):
            templates.restore(template, seen=1, by=made.by(mia), at=clock.now())

    @pytest.mark.parametrize(
        ("words", "refusal"),
        [
            (Words("", TEXT, "en"), BadField("title", "missing")),
            (Words("One", "", "en"), BadField("template_text", "missing")),
            (Words("One", "{service}", "en"), BadField("template_text", "unknown-place", named="service")),
            (Words("One", TEXT, ""), BadField("lang", "not-a-language")),
            (Words("One", TEXT, "English!"), BadField("lang", "not-a-language")),
            (Words("One", TEXT, "en"), BadField("template_text", "same-as-before")),
        ],
    )
    def test_what_cannot_be_kept_is_named(
        self, made: Made, mia: User, words: Words, refusal: BadField
    ) -> None:
        template = add(made, "One")
        with pytest.raises(BadField) as refused:
            templates.edit(template, words, seen=1, by=made.by(mia), at=clock.now())
        assert refused.value == refusal
        db.session.rollback()

    @pytest.mark.parametrize(
        "place", ["{…}", "{...}", "{?}", "{?which year}", "{question}", "{executives}", "{panel}"]
    )
    def test_places_that_are_filled_or_stay_open_are_known(self, place: str) -> None:
        assert templates.text(place) == place


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel)


class TestSending:
    @pytest.mark.parametrize("place", ["{…}", "{?which year}", "{question}"])
    def test_a_place_that_nobody_filled_is_not_sent(
        self, made: Made, question: Question, mia: User, place: str
    ) -> None:
        reason = reasons.find("unclear")
        for verb, more, field in (
            (deciding.send_back, {"message": f"Say {place}."}, "message"),
            (deciding.reject, {"reason": reason, "explanation": f"Say {place}."}, "explanation"),
        ):
            with pytest.raises(BadField) as refused:
                made.do(verb, question, mia, **more)
            assert refused.value == BadField(field, "open-place", named=place[1:-1])
            db.session.rollback()
        assert question.version == 1

    def test_other_braces_are_only_text(self, made: Made, question: Question, mia: User) -> None:
        made.do(deciding.send_back, question, mia, message="{{7*7}} {} {a}")

    def test_uses_are_counted_of_the_decisions_that_began_from_it(
        self, made: Made, panel: Panel, mia: User
    ) -> None:
        asked, why, unused = add(made, "Asked"), add(made, "Why", EXPLANATION), add(made, "Unused")
        for _ in range(2):
            made.do(deciding.send_back, made.question(panel), mia, message="So.", template=asked)
        made.do(deciding.send_back, made.question(panel), mia, message="By hand.")
        reason = reasons.find("unclear")
        made.do(deciding.reject, made.question(panel), mia, reason=reason, explanation="So.", template=why)
        found = {template.title: used for template, used in lists.uses().rows}
        assert found == {"Asked": 2, "Unused": 0, "Why": 1}
        assert not lists.uses().capped
        assert unused.retired_at is None

    def test_a_text_begins_from_a_template_of_its_kind_alone(self, made: Made) -> None:
        template = add(made, "Asked")
        assert templates.begun_from(template.id, MESSAGE) == template
        assert templates.begun_from(template.id, EXPLANATION) is None
        assert templates.begun_from(None, MESSAGE) is None
        assert templates.begun_from(2**62, MESSAGE) is None
