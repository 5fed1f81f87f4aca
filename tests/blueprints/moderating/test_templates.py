"""Templates: written by who decides on all panels, begun from in the choosers, never sent half filled."""

from __future__ import annotations

from typing import Any

import pytest

from domain.desk import templates
from domain.desk.templates import Words
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Role, Template, TemplateKind
from tests.blueprints.browsers import SignIn, filled
from tests.made import Made
from tests.pages import PageClient

LIST = "/desk/templates"
TEXT = "You asked {executives}: {question} Keep {?which part}."


def add(made: Made, title: str = "Two in one", text: str = TEXT, kind: str = "message") -> Template:
    begin_writing()
    by = made.by(made.user(Role.ADMINISTRATOR))
    template = templates.create(TemplateKind(kind), Words(title, text, "en"), by=by, at=clock.now())
    db.session.commit()
    return template


def begun(client: PageClient, address: str, ending: str) -> dict[str, Any]:
    """What the form of the page at ``address`` would send as it stands."""
    return filled(client.get(address).text, ending)


def decided(action: str) -> Event:
    """The one decision of that kind, as the database has it now."""
    db.session.rollback()
    return db.session.scalars(db.select(Event).where(Event.action == action)).one()


def fresh(template: Template) -> Template:
    db.session.rollback()
    return db.session.get_one(Template, template.id)


class TestWhoMay:
    def test_one_of_a_single_panel_and_an_auditor_read_and_press_nothing(
        self, made: Made, panel: Panel, sign_in: SignIn
    ) -> None:
        one = f"{LIST}/{add(made).id}"
        for user in (made.moderator(panel), made.user(Role.AUDITOR)):
            client = sign_in(user)
            assert not [f for f in client.page(LIST).forms if "templates" in f["action"]]
            assert not [f for f in client.page(one).forms if "templates" in f["action"]]
            client.page(f"{LIST}/new", 403)
            for address in (one, f"{one}/retire", f"{one}/restore", f"{one}/move", f"{LIST}/new"):
                assert client.post(address).status_code == 403
        assert sign_in(made.user(Role.APPROVER)).get(LIST).status_code == 403


class TestWriting:
    def test_empty_it_says_what_to_do(self, desk: PageClient) -> None:
        page = desk.page(LIST)
        assert page.text.count("Write the first") == 2
        assert f"{LIST}/new?kind=explanation" in page.links()

    def test_one_is_written_and_changed(self, desk: PageClient) -> None:
        words: dict[str, Any] = {
            "kind": "message",
            "title": "Two in one",
            "template_text": TEXT,
            "lang": "en",
        }
        assert desk.send(f"{LIST}/new", f"{LIST}/new", **words).location == LIST
        assert "Two in one" in desk.page(LIST).text
        db.session.rollback()
        template = templates.whole()[0]
        one = f"{LIST}/{template.id}"
        text = desk.get(one).text
        assert '<mark class="place filled">When will the night trains run again?</mark>' in text
        assert '<mark class="place to-fill">{?which part}</mark>' in text
        desk.send(one, one, title="Two questions")
        assert fresh(template).title == "Two questions"

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"title": ""}, 'id="title-error"'),
            ({"template_text": ""}, "Write the text that a message"),
            ({"template_text": "{service}"}, "Nothing fills the place {service}."),
            ({"lang": "English!"}, 'id="lang-error"'),
            ({"kind": ""}, "Choose what it is for."),
            ({"kind": "spell"}, "Choose what it is for."),
        ],
    )
    def test_what_cannot_be_kept_is_named_and_kept(
        self, desk: PageClient, fields: dict[str, str], said: str
    ) -> None:
        words = {"kind": "message", "title": "T & <t>", "template_text": TEXT, "lang": "en", **fields}
        answer = desk.send(f"{LIST}/new", f"{LIST}/new", 422, **words)
        assert said in answer.text
        again = filled(answer.text, f"{LIST}/new")
        assert again["template_text"] == words["template_text"]
        assert again["title"] == words["title"]
        assert templates.whole() == []

    def test_who_was_late_keeps_what_they_typed(self, made: Made, desk: PageClient) -> None:
        one = f"{LIST}/{add(made).id}"
        late = desk.page(one).form(one)["fields"]
        desk.send(one, one, template_text="First.")
        answer = desk.post(one, data={**late, "template_text": "Second."})
        assert answer.status_code == 409
        assert "“First.”" in answer.text
        again = filled(answer.text, one)
        assert (again["template_text"], again["version"]) == ("Second.", "2")

    def test_order_and_use_are_a_press_and_a_late_one_is_a_409(self, made: Made, desk: PageClient) -> None:
        first, second = add(made, "One"), add(made, "Two")
        desk.send(LIST, f"/{second.id}/move", up="yes")
        db.session.rollback()
        assert [each.title for each in templates.whole()] == ["Two", "One"]
        one = f"{LIST}/{first.id}"
        form = desk.page(one).form("/retire")["fields"]
        desk.send(one, "/retire")
        db.session.rollback()
        assert [each.title for each in templates.every()] == ["Two"]
        assert "out of use since" in desk.page(LIST).text
        for press in ("retire", "move"):
            assert desk.post(f"{one}/{press}", data=form).status_code == 409
        desk.send(one, "/restore")
        assert fresh(first).retired_at is None

    def test_none_of_another_number_is_there(self, desk: PageClient) -> None:
        desk.page(f"{LIST}/77", 404)
        assert desk.post(f"{LIST}/77/retire").status_code == 404


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, "Why is it late?")


class TestBeginning:
    def test_without_a_script_the_address_fills_the_form(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        template = add(made)
        address = f"/desk/questions/{question.id}"
        leads = f"{address}?open=send-back&template={template.id}"
        assert leads in desk.page(address).links()
        fields = begun(desk, leads, "/send-back")
        assert fields["message"] == "You asked Ada Brook and Ben Cole: Why is it late? Keep {?which part}."
        assert fields["template"] == str(template.id)
        text = desk.get(leads).text
        assert '<mark class="place filled">Why is it late?</mark>' in text
        assert '<mark class="place to-fill">{?which part}</mark>' in text

    def test_an_open_place_is_refused_by_its_name_and_then_sent(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        template = add(made)
        leads = f"/desk/questions/{question.id}?open=send-back&template={template.id}"
        answer = desk.send(leads, "/send-back", 422)
        assert "{?which part} is not filled in yet." in answer.text
        again = filled(answer.text, "/send-back")
        assert again["message"].endswith("Keep {?which part}.")
        assert again["template"] == str(template.id)
        again["message"] = again["message"].replace("{?which part}", "the first")
        assert desk.post(f"/desk/questions/{question.id}/send-back", data=again).status_code == 303
        event = decided("send-back")
        assert event.details["template"] == template.id
        assert event.note is not None
        assert event.note.text == "You asked Ada Brook and Ben Cole: Why is it late? Keep the first."
        assert "Two in one" in desk.page(LIST).text
        assert desk.page(LIST).text.split("English")[1].split()[0] == "1"

    def test_explanations_are_offered_for_a_rejection_and_counted(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        template = add(made, "Ask there", "Ask in May.", "explanation")
        add(made)
        address = f"/desk/questions/{question.id}?open=reject&template={template.id}"
        assert begun(desk, address, "/reject")["explanation"] == "Ask in May."
        desk.send(address, "/reject", reason="unclear")
        event = decided("reject")
        assert (event.details["reason"], event.details["template"]) == ("unclear", template.id)

    @pytest.mark.parametrize(
        "query", ["template=x", "template=99999999999999999999", "template=", "template=77"]
    )
    def test_a_template_that_is_not_there_fills_nothing(
        self, made: Made, desk: PageClient, question: Question, query: str
    ) -> None:
        add(made)
        fields = begun(desk, f"/desk/questions/{question.id}?open=send-back&{query}", "/send-back")
        assert fields["message"] == ""

    @pytest.mark.parametrize("sent", ["x", "77", "99999999999999999999", "explanation"])
    def test_a_made_up_template_is_counted_nowhere(
        self, made: Made, desk: PageClient, question: Question, sent: str
    ) -> None:
        other = add(made, kind="explanation")
        value = str(other.id) if sent == "explanation" else sent
        desk.send(f"/desk/questions/{question.id}", "/send-back", message="Which?", template=value)
        event = decided("send-back")
        assert "template" not in event.details

    def test_one_out_of_use_is_offered_no_more(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        template = add(made)
        desk.send(f"{LIST}/{template.id}", "/retire")
        assert "Two in one" not in desk.page(f"/desk/questions/{question.id}").text

    def test_digits_stand_beside_the_first_nine_in_the_order_of_the_list(
        self, made: Made, desk: PageClient, question: Question
    ) -> None:
        for number in range(1, 12):
            add(made, f"T{number}", "So.")
        links = [tag for tag in desk.page(f"/desk/questions/{question.id}").all("a") if "data-text" in tag]
        assert [tag.get("data-begins") for tag in links] == [*"123456789", None, None, "0"]
