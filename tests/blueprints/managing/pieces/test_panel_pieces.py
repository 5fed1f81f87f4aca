"""Notices, topics not taken, topics, banner: what administrators change, and what readers see of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from domain.question import deciding
from extensions import clock, db
from models import Notice, NotTaken, Panel, Topic, User
from tests.blueprints.browsers import whole
from tests.blueprints.managing.pieces.uploads import picture, send
from tests.made import Made
from tests.pages import PageClient

BASE = "/manage/panels/ask-us"
NOTICES, NOT_TAKEN, TOPICS, BANNER = (
    f"{BASE}/notices",
    f"{BASE}/not-taken",
    f"{BASE}/topics",
    f"{BASE}/banner",
)
COURT = {
    "title": "The court case",
    "standard_text": "It is before the court until May.",
    "words": "court, pier",
    "link_text": "What is public",
    "link_url": "/about/contact",
}


def only(kind: Any) -> Any:
    """The one row there is of this kind."""
    db.session.rollback()
    return db.session.scalars(db.select(kind)).one()


class TestNotices:
    def test_readers_see_it_while_its_time_lasts(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        until = clock.now() + timedelta(hours=2)
        office.send(
            NOTICES, "/notices", notice="No <answers> yet.", shown_until=until.strftime("%Y-%m-%dT%H:%M")
        )
        for address in ("/ask-us/", "/ask-us/ask"):
            assert "No <answers> yet." in client.page(address).text
        with time_machine.travel(until, tick=False):
            for address in ("/ask-us/", "/ask-us/ask"):
                assert "No <answers> yet." not in client.page(address).text
            assert "over" in office.page(NOTICES).text

    def test_times_are_on_the_panels_clocks(self, made: Made, office: PageClient) -> None:
        made.panel("helsinki", time_zone="Europe/Helsinki")
        where = "/manage/panels/helsinki/notices"
        office.send(where, "/notices", notice="Soon.", shown_from="2026-12-01T10:00")
        notice = only(Notice)
        assert notice.shown_from.isoformat() == "2026-12-01T08:00:00+00:00"
        fields = office.page(f"{where}/{notice.id}").form(f"/notices/{notice.id}")["fields"]
        assert fields["shown_from"] == "2026-12-01T10:00"

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"notice": " "}, "Write the line that readers should see."),
            ({"shown_from": "tomorrow"}, "Write the time as 2026-11-30T18:00."),
            (
                {"shown_from": "2026-12-02T10:00", "shown_until": "2026-12-01T10:00"},
                "It would end before it begins.",
            ),
        ],
    )
    def test_what_cannot_be_used_is_named(
        self, office: PageClient, panel: Panel, fields: dict[str, str], sentence: str
    ) -> None:
        response = office.send(NOTICES, "/notices", 422, **{"notice": "Soon & <late>.", **fields})
        page = whole(response.text)
        assert sentence in page.text
        assert page.form("/notices")["fields"]["notice"] == fields.get("notice", "Soon & <late>.").strip("\n")

    def test_it_is_changed_and_removed(self, office: PageClient, client: PageClient, panel: Panel) -> None:
        office.send(NOTICES, "/notices", notice="Soon.")
        id_ = only(Notice).id
        where = f"{NOTICES}/{id_}"
        seen = office.page(where).form(f"/{id_}")["fields"]
        office.send(where, f"/{id_}", notice="Later.")
        assert "Later." in client.page("/ask-us/").text
        late = office.post(where, data={**seen, "notice": "Never."})
        assert late.status_code == 409
        assert whole(late.text).form(f"/{id_}")["fields"]["notice"] == "Never."
        office.send(where, "/remove")
        assert "Later." not in client.page("/ask-us/").text
        assert office.get(where).status_code == 404


class TestNotTaken:
    def test_readers_read_the_list_before_they_type(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        office.send(NOT_TAKEN, "/not-taken", **COURT)
        page = client.page("/ask-us/ask")
        assert "Not taken here The court case What is public" in page.text
        assert "/about/contact" in page.links()

    def test_a_form_that_comes_back_has_the_box_without_any_script(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        office.send(NOT_TAKEN, "/not-taken", **COURT)
        response = client.send("/ask-us/ask", "/ask", 422, text="Pier? Court?", email="nowhere")
        box = next(given for _, given in whole(response.text).tags if given.get("class") == "box")
        assert "hidden" not in box
        assert "It appears because you wrote court, pier." in whole(response.text).text
        response = client.send("/ask-us/ask", "/ask", 422, text="Why blue?", email="nowhere")
        box = next(given for _, given in whole(response.text).tags if given.get("class") == "box")
        assert "hidden" in box

    def test_it_is_sent_all_the_same_counted_and_told_to_the_desk(
        self, made: Made, office: PageClient, client: PageClient, desk: PageClient, panel: Panel
    ) -> None:
        office.send(NOT_TAKEN, "/not-taken", **COURT)
        client.send("/ask-us/ask", "/ask", text="What did the COURT say?")
        question = made.question(panel, "Why is the sky blue?")
        row = office.page(NOT_TAKEN).text
        assert "The court case court, pier What is public /about/contact 1" in row
        first = question.id - 1
        assert "Words of “The court case” appear" in desk.page(f"/desk/questions/{first}").text
        assert "Words of" not in desk.page(f"/desk/questions/{question.id}").text

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"link_url": "javascript:alert(1)"}, "This is no link."),
            ({"link_url": ""}, "Write where the link leads"),
            ({"link_text": ""}, "Give the link a name"),
            ({"standard_text": ""}, "Write what the asker is to read."),
            ({"words": ", ".join(map(str, range(50)))}, "These are more than 40 words."),
        ],
    )
    def test_what_cannot_be_used_is_named(
        self, office: PageClient, panel: Panel, fields: dict[str, str], sentence: str
    ) -> None:
        response = office.send(NOT_TAKEN, "/not-taken", 422, **{**COURT, **fields})
        assert sentence in whole(response.text).text
        assert whole(response.text).form("/not-taken")["fields"]["title"] == "The court case"
        assert db.session.scalars(db.select(NotTaken)).all() == []

    def test_it_is_changed_moved_and_removed(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        office.send(NOT_TAKEN, "/not-taken", **COURT)
        id_ = only(NotTaken).id
        office.send(NOT_TAKEN, "/not-taken", **{**COURT, "title": "A lost bag"})
        office.send(NOT_TAKEN, f"/{id_}/move", direction="down")
        text = client.page("/ask-us/ask").text
        assert text.index("A lost bag") < text.index("The court case")
        office.send(f"{NOT_TAKEN}/{id_}", f"/{id_}", title="The collision")
        assert "The collision" in client.page("/ask-us/ask").text
        office.send(f"{NOT_TAKEN}/{id_}", "/remove")
        assert "The collision" not in client.page("/ask-us/ask").text


class TestTopics:
    def test_one_that_questions_have_stays(
        self, made: Made, office: PageClient, panel: Panel, mia: User
    ) -> None:
        office.send(TOPICS, "/topics", title="Prices")
        topic = only(Topic)
        question = made.question(panel)
        deciding.set_topics(question, topics=[topic], by=made.by(mia), at=clock.now())
        db.session.commit()
        where = f"{TOPICS}/{topic.id}"
        response = office.send(where, "/remove", 409)
        assert "1 question has this topic." in whole(response.text).text
        office.send(where, f"/{topic.id}", title="Fares")
        assert only(Topic).title == "Fares"

    def test_a_title_is_given_once(self, office: PageClient, panel: Panel) -> None:
        office.send(TOPICS, "/topics", title="Prices")
        response = office.send(TOPICS, "/topics", 422, title=" Prices ")
        assert "The panel has a topic of this title already." in whole(response.text).text

    def test_they_move_and_go(self, office: PageClient, panel: Panel) -> None:
        office.send(TOPICS, "/topics", title="Prices")
        prices = only(Topic).id
        office.send(TOPICS, "/topics", title="People")
        office.send(TOPICS, f"/{prices}/move", direction="down")
        text = office.page(TOPICS).text
        assert text.index("People") < text.index("Prices")
        office.send(f"{TOPICS}/{prices}", "/remove")
        assert only(Topic).title == "People"


class TestBanner:
    def test_it_hangs_above_the_panel_and_beside_it_at_home(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        raw = picture("PNG", 1400, 800)
        assert send(office, BANNER, "banner", raw, alt="A ship at night").status_code == 303
        db.session.rollback()
        assert panel.banner is not None
        assert (panel.banner.width, panel.banner.height) == (1280, 720)
        for address in ("/ask-us/", "/"):
            found = [given for tag, given in client.page(address).tags if tag == "img"]
            assert [given["alt"] for given in found] == ["A ship at night"], address
            assert "1280w" in found[0]["srcset"]
            assert client.get(found[0]["src"]).status_code == 200

    def test_its_words_are_changed_without_another_picture(self, office: PageClient, panel: Panel) -> None:
        send(office, BANNER, "banner", picture("PNG", 700, 400))
        office.send(BANNER, "/banner", alt="A train")
        db.session.rollback()
        assert panel.banner_alt == "A train"
        assert panel.banner is not None

    def test_without_any_picture_one_is_asked_for(self, office: PageClient, panel: Panel) -> None:
        response = office.send(BANNER, "/banner", 422, alt="A <train>")
        assert "Choose a picture first." in whole(response.text).text
        assert whole(response.text).form("/banner")["fields"]["alt"] == "A <train>"

    def test_one_that_is_refused_keeps_its_words_and_the_present_one(
        self, office: PageClient, panel: Panel
    ) -> None:
        send(office, BANNER, "banner", picture("PNG", 700, 400))
        response = send(office, BANNER, "banner", b"no picture", alt="A train")
        assert response.status_code == 422
        assert whole(response.text).form("/banner")["fields"]["alt"] == "A train"
        db.session.rollback()
        assert panel.banner is not None

    def test_it_is_taken_down(self, office: PageClient, client: PageClient, panel: Panel) -> None:
        send(office, BANNER, "banner", picture("PNG", 700, 400))
        office.send(BANNER, "/banner/remove")
        assert not [tag for tag, _ in client.page("/ask-us/").tags if tag == "img"]


@pytest.mark.parametrize("where", [NOTICES, NOT_TAKEN, TOPICS, BANNER])
def test_an_auditor_reads_and_has_no_button(auditor: PageClient, panel: Panel, where: str) -> None:
    assert [form["action"] for form in auditor.page(where).forms] == ["/account/sign-out"]
    assert auditor.post(where, data={"title": "x"}).status_code == 403


@pytest.mark.parametrize("where", [NOTICES, NOT_TAKEN, TOPICS, BANNER])
def test_an_administrator_of_another_panel_finds_nothing(
    stranger: PageClient, panel: Panel, where: str
) -> None:
    assert stranger.get(where).status_code == 404
    assert stranger.post(where, data={"title": "x", "notice": "x"}).status_code == 404


def test_a_piece_of_another_panel_is_not_found_under_this_one(
    made: Made, office: PageClient, panel: Panel
) -> None:
    made.panel("ask-them")
    office.send(NOTICES, "/notices", notice="Soon.")
    office.send(NOT_TAKEN, "/not-taken", **COURT)
    office.send(TOPICS, "/topics", title="Prices")
    for name, kind in (("notices", Notice), ("not-taken", NotTaken), ("topics", Topic)):
        id_ = only(kind).id
        assert office.get(f"/manage/panels/ask-them/{name}/{id_}").status_code == 404
        assert office.post(f"/manage/panels/ask-them/{name}/{id_}/remove").status_code == 404
