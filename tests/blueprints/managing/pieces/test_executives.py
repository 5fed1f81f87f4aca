"""Executives: what administrators change, and what readers see of it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from extensions import db
from models import Executive, Panel, User
from tests.blueprints.browsers import whole
from tests.blueprints.managing.pieces.uploads import picture, send
from tests.made import Made
from tests.pages import PageClient

NEW = "/manage/executives/new?panel=ask-us"
LIST = "/manage/executives?panel=ask-us"


def ada(panel: Panel) -> Executive:
    db.session.rollback()
    return panel.executives[0]


def address(panel: Panel) -> str:
    return f"/manage/executives/{panel.executives[0].id}"


def change(office: PageClient, panel: Panel, status: int = 303, **fields: Any) -> Any:
    where = address(panel)
    return office.send(where, where, status, **fields)


def test_somebody_is_added_and_sits_on_the_panel(
    office: PageClient, client: PageClient, panel: Panel
) -> None:
    sent = office.send(NEW, "/executives/new", name="Cleo Dunn", title="Chair", organisation="Brook & Cole")
    assert sent.location.startswith(LIST)
    assert "Cleo Dunn" in office.page(LIST).text
    assert "Cleo Dunn Chair, Brook & Cole" in client.page("/ask-us/").text
    assert "Cleo Dunn" in client.page("/ask-us/ask").text


def test_without_a_panel_the_first_one_that_may_be_seen_is_shown(
    office: PageClient, stranger: PageClient, panel: Panel
) -> None:
    assert "Who may be asked on Ask them" in stranger.page("/manage/executives").text
    assert "Ask us" not in stranger.page("/manage/executives").text
    assert office.get("/manage/executives").status_code == 200


def test_where_there_is_no_panel_the_page_says_so(office: PageClient) -> None:
    assert "There is no panel yet." in office.page("/manage/executives").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Write a name here."),
        ({"name": "Ben Cole"}, "Somebody of this name is on the panel already."),
        ({"name": "x" * 121}, "1 character too long."),
        ({"standing": "asleep"}, "Choose one of the three."),
        ({"standing": "not-taking-part"}, "Write the reason."),
        ({"standing": "left", "left_on": "yesterday"}, "Write the day as 2026-11-30."),
        ({"standing": "left", "left_on": "2999-01-01"}, "This day is still to come."),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_kept(
    office: PageClient, panel: Panel, fields: dict[str, str], sentence: str
) -> None:
    response = change(office, panel, 422, **{"title": "Chair of <all>", **fields})
    page = whole(response.text)
    assert sentence in page.text
    assert page.title.startswith("Error:")
    assert page.form(address(panel))["fields"]["title"] == "Chair of <all>"
    assert ada(panel).title == ""


def test_who_takes_no_part_is_shown_with_the_reason_and_cannot_be_chosen(
    office: PageClient, client: PageClient, panel: Panel
) -> None:
    change(office, panel, standing="not-taking-part", standing_reason="At sea until <May>.")
    shown = client.page("/ask-us/").text
    assert "Ada Brook" in shown
    assert "Not taking part At sea until <May>." in shown
    asking = client.page("/ask-us/ask")
    assert "At sea until <May>." in asking.text
    assert not [tag for tag, given in asking.tags if given.get("name") == "executives"]
    form = asking.form("/ask")
    data = {**form["fields"], "text": "Why, Ada?", "executives": [str(ada(panel).id)]}
    assert client.post("/ask-us/ask", data=data).status_code == 422


def test_who_left_is_listed_only_where_they_have_answers(
    made: Made, office: PageClient, client: PageClient, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, by_executive=panel.executives[0])
    ben = f"/manage/executives/{panel.executives[1].id}"
    for where in (address(panel), ben):
        office.send(where, where, standing="left", left_on="2026-10-01")
    assert office.page(LIST).text.count("Left on 1 October 2026") == 2
    page = client.page("/ask-us/")
    assert "Ben Cole" not in page.text
    stage = page.text.partition("Questions and answers")[0]
    assert "Ada Brook" not in stage
    assert "Ada Brook" in page.text
    assert "Ben Cole" not in client.page("/").text
    assert "Ada Brook" in client.get(f"/ask-us/questions/{question.id}", follow_redirects=True).text
    assert "1 answer stays" in office.page(LIST).text
    assert "0 answers stay" in office.page(LIST).text


def test_they_move_up_and_down(office: PageClient, client: PageClient, panel: Panel) -> None:
    ben = panel.executives[1].id
    sent = office.send(LIST, f"/{ben}/move", direction="up")
    assert sent.location.endswith(f"#executive-{ben}")
    text = client.page("/ask-us/").text
    assert text.index("Ben Cole") < text.index("Ada Brook")
    office.send(LIST, f"/{ben}/move", direction="down")
    assert ada(panel).name == "Ada Brook"
    office.send(LIST, f"/{ben}/move", 422, direction="sideways")


def test_open_questions_put_to_them_are_counted(made: Made, office: PageClient, panel: Panel) -> None:
    made.question(panel, executives=[panel.executives[0]])
    assert "0 answers, 1 open question put to them" in office.page(LIST).text
    assert "1 open question waits for them." in office.page(address(panel)).text


def test_the_second_of_two_reads_who_was_first_and_keeps_what_they_typed(
    office: PageClient, panel: Panel
) -> None:
    where = address(panel)
    fields = office.page(where).form(where)["fields"]
    change(office, panel, title="First")
    response = office.post(where, data={**fields, "title": "Second"})
    assert response.status_code == 409
    page = whole(response.text)
    assert "Helmi Laine changed this while you had it open" in page.text
    again = page.form(where)["fields"]
    assert again["title"] == "Second"
    assert ada(panel).title == "First"
    assert office.post(where, data=again).status_code == 303
    assert ada(panel).title == "Second"


def test_an_auditor_reads_everything_and_has_no_button(auditor: PageClient, panel: Panel) -> None:
    for where in (LIST, address(panel)):
        page = auditor.page(where)
        assert "Ada Brook" in page.text
        assert [form["action"] for form in page.forms] == ["/account/sign-out"]
    assert auditor.get(NEW).status_code == 404
    for where in (NEW, address(panel), f"{address(panel)}/move", f"{address(panel)}/initials"):
        assert auditor.post(where).status_code == 403


def test_an_administrator_of_another_panel_finds_nothing(stranger: PageClient, panel: Panel) -> None:
    for where in (LIST, NEW, address(panel), "/manage/executives/999999"):
        assert stranger.get(where).status_code == 404
    for where in (NEW, address(panel), f"{address(panel)}/move", f"{address(panel)}/initials"):
        assert stranger.post(where, data={"name": "Mallory"}).status_code == 404
    assert ada(panel).name == "Ada Brook"


class TestPortrait:
    def test_it_is_shown_wherever_they_appear(
        self, made: Made, office: PageClient, client: PageClient, desk: PageClient, panel: Panel, mia: User
    ) -> None:
        question = made.published(panel, mia, by_executive=panel.executives[0])
        where = address(panel)
        assert send(office, where, "portrait", picture(), portrait_alt="Ada, laughing").status_code == 303
        image = ada(panel).portrait
        assert image is not None
        pages = ["/ask-us/", "/", "/ask-us/ask", f"/ask-us/questions/{question.id}-q"]
        for browser, shown in (
            *((client, page) for page in pages),
            (desk, f"/desk/questions/{question.id}"),
            (desk, f"/answers/{question.id}/{ada(panel).id}"),
            (office, LIST),
        ):
            page = whole(browser.get(shown, follow_redirects=True).text)
            found = [given for tag, given in page.tags if tag == "img"]
            assert found, shown
            assert all(image.digest in given["src"] for given in found), shown
            assert all({"alt", "width", "height", "srcset", "sizes"} <= set(given) for given in found), shown
        stage = next(given for tag, given in client.page("/ask-us/").tags if tag == "img")
        assert stage["alt"] == "Ada, laughing"
        assert "88w" in stage["srcset"]
        assert "792w" not in stage["srcset"]

    def test_without_words_of_its_own_it_is_the_portrait_of_its_name(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        send(office, address(panel), "portrait", picture())
        stage = next(given for tag, given in client.page("/ask-us/").tags if tag == "img")
        assert stage["alt"] == "Portrait of Ada Brook"

    def test_it_is_served_for_ever_to_everybody(
        self, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        send(office, address(panel), "portrait", picture())
        image = ada(panel).portrait
        assert image is not None
        response = client.get(f"/media/{image.digest}-176.jpg")
        assert response.status_code == 200
        assert response.mimetype == "image/jpeg"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in response.headers
        assert "Vary" not in response.headers
        etag = response.headers["ETag"]
        again = client.get(f"/media/{image.digest}-176.jpg", headers={"If-None-Match": etag})
        assert again.status_code == 304

    @pytest.mark.parametrize(
        "name",
        [
            "{digest}-792.jpg",
            "{digest}-177.jpg",
            "{digest}-0.jpg",
            "{zeros}-88.jpg",
            "{upper}-88.jpg",
            "x-88.jpg",
        ],
    )
    def test_any_other_address_holds_nothing(
        self, office: PageClient, client: PageClient, panel: Panel, name: str
    ) -> None:
        send(office, address(panel), "portrait", picture())
        image = ada(panel).portrait
        assert image is not None
        where = name.format(digest=image.digest, zeros="0" * 64, upper=image.digest.upper())
        response = client.get(f"/media/{where}")
        assert response.status_code == 404
        assert response.headers["Cache-Control"] == "private, no-store"

    def test_initials_come_back(
        self, app: Flask, office: PageClient, client: PageClient, panel: Panel
    ) -> None:
        send(office, address(panel), "portrait", picture())
        office.send(address(panel), "/initials")
        assert ada(panel).portrait is None
        assert not [tag for tag, _ in client.page("/ask-us/").tags if tag == "img"]

    @pytest.mark.parametrize(
        ("raw", "sentence"),
        [
            (b"GIF89a" + b"\0" * 40, "This is no JPEG, PNG or WebP."),
            (picture("GIF"), "This is no JPEG, PNG or WebP."),
            (picture(width=1, height=1), "The picture is too small to be seen."),
            (picture(width=3000, height=3000, quality=95)[:4000], "The file is damaged"),
            (picture("PNG", 7000, 7000), "The picture has more than 40 million pixels."),
            (picture() + b"\0" * 9_000_000, "The file has more than 8 MB."),
        ],
        ids=["GIF's head", "GIF", "1 pixel", "broken off", "many pixels", "many bytes"],
    )
    def test_what_was_typed_survives_a_picture_that_is_refused(
        self, app: Flask, office: PageClient, panel: Panel, raw: bytes, sentence: str
    ) -> None:
        where = address(panel)
        response = send(office, where, "portrait", raw, title="Chair <of> all")
        assert response.status_code == 422
        page = whole(response.text)
        assert sentence in page.text
        assert page.form(where)["fields"]["title"] == "Chair <of> all"
        assert (ada(panel).title, ada(panel).portrait) == ("", None)

    def test_beyond_sixteen_megabytes_nothing_is_read(self, office: PageClient, panel: Panel) -> None:
        assert send(office, address(panel), "portrait", b"\0" * 16_100_000).status_code == 413

    def test_elsewhere_as_much_as_before_is_too_much(self, office: PageClient, panel: Panel) -> None:
        where = "/manage/panels/ask-us/notices"
        response = send(office, where, "picture", b"\0" * 300_000, notice="Soon.")
        assert response.status_code == 413

    def test_what_stands_beside_a_picture_may_not_be_longer_for_it(
        self, office: PageClient, panel: Panel
    ) -> None:
        response = send(office, address(panel), "portrait", picture(), title="x" * 300_000)
        assert response.status_code == 413
