"""The page of a panel's settings: what is saved, what is refused, who came first, who may."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extensions import begin_writing, db
from models import Audience, Names, Panel, Role, SignOff, SupportsShown, User
from tests.blueprints.browsers import SignIn, filled, whole
from tests.domain.panel.changing import edit, happened
from tests.made import Made
from tests.pages import PageClient

AT = "/manage/panels/ask-us"


def save(client: PageClient, status: int = 303, **fields: Any) -> Any:
    return client.send(AT, AT, status, **fields)


def fresh(panel: Panel) -> Panel:
    db.session.rollback()
    return db.session.get_one(Panel, panel.id, populate_existing=True)


def test_every_setting_is_saved_and_shown(manage: PageClient, panel: Panel) -> None:
    sent = {
        "title": "Ask the board",
        "introduction": "**Hello**",
        "language": "fi",
        "languages": "sv, ar",
        "time_zone": "Europe/Helsinki",
        "opens": "2026-11-09T08:00",
        "closes": "2036-11-27T18:00",
        "archives": "2036-12-18T18:00",
        "audience": "staff",
        "accent": "#C9411B",
        "list_open": "y",
        "supports_shown": "after-closing",
        "names": "first",
        "confirm_email": "y",
        "target_hours": "16",
        "work_days": ["1", "3"],
        "work_begins": "08:30",
        "work_ends": "00:00",
        "sign_off": "one-approver",
    }
    save(manage, **sent)
    found = fresh(panel)
    assert (found.title, found.introduction, found.language) == ("Ask the board", "**Hello**", "fi")
    assert found.languages == ["sv", "ar"]
    assert found.opens_at == datetime(2026, 11, 9, 6, tzinfo=UTC)
    assert found.closes_at == datetime(2036, 11, 27, 16, tzinfo=UTC)
    assert found.archived_at == datetime(2036, 12, 18, 16, tzinfo=UTC)
    assert (found.audience, found.accent, found.list_open) == (Audience.STAFF, "#c9411b", True)
    assert (found.supports_shown, found.names) == (SupportsShown.AFTER_CLOSING, Names.FIRST)
    assert (found.confirm_email, found.target_hours, found.work_days) == (True, 16, "13")
    assert (found.work_begins, found.work_ends, found.sign_off) == (510, 1440, SignOff.ONE_APPROVER)
    page = manage.page(AT)
    shown = page.form(AT)["fields"]
    assert {name: shown[name] for name in ("title", "languages", "opens", "closes", "archives")} == {
        name: sent[name] for name in ("title", "languages", "opens", "closes", "archives")
    }
    assert (shown["accent"], shown["work_begins"], shown["work_ends"]) == ("#c9411b", "08:30", "00:00")
    assert (shown["audience"], shown["names"]) == (["staff"], ["first"])
    assert shown["list_open"]
    assert shown["work_days"] == ["1", "3"]
    for words in (
        "Finnish, Swedish, Arabic",
        "Within 16 working hours: Monday, Wednesday, 08:30 to 00:00",
        "Last saved by Jonah Kirwan",
        "none is published unsigned",
    ):
        assert words in page.text


def test_a_page_that_is_saved_as_it_stands_changes_nothing(manage: PageClient, panel: Panel) -> None:
    """Not even the seconds of the time at which a command opened it."""
    opens = panel.opens_at
    save(manage)
    found = fresh(panel)
    assert (found.version, found.opens_at) == (1, opens)
    assert [event.action for event in happened(found)] == ["create"]


BAD = {
    "title": (" ", "Write a title here."),
    "introduction": ("x" * 2001, "1 character too long."),
    "language": ("", "Write the panel’s language as a code"),
    "languages": ("sv, no language!", "One of these is no code of a language."),
    "time_zone": ("Mars/Olympus", "There is no such time zone."),
    "opens": ("", "Say when it opens."),
    "closes": ("tomorrow", "Write the time as 2026-11-30T18:00."),
    "archives": ("2026-02-30T10:00", "Write the time as 2026-11-30T18:00."),
    "audience": ("everybody", "Choose one of those that are listed."),
    "accent": ("#f0663f", "This colour is too faint to be read."),
    "supports_shown": ("sometimes", "Choose one of those that are listed."),
    "names": ("initials", "Choose one of those that are listed."),
    "target_hours": ("0", "Write a whole number from 1 to 500"),
    "work_days": (None, "Tick one day at least."),
    "work_begins": ("9", "Write the time as 09:00."),
    "work_ends": ("09:30", "A working day has one hour at least."),
    "sign_off": ("nobody", "Choose one of those that are listed."),
}


@pytest.mark.parametrize("field", BAD)
def test_what_cannot_be_used_is_named_beside_its_field_and_nothing_typed_is_lost(
    manage: PageClient, panel: Panel, field: str
) -> None:
    value, sentence = BAD[field]
    answer = save(manage, 422, **{"introduction": "Typed & <kept>", field: value})
    page = whole(answer.text)
    assert sentence in page.text
    assert page.title.startswith("Error:")
    assert f"#{field}" in page.links()
    shown = page.form(AT)["fields"]
    if field != "introduction":
        assert shown["introduction"] == "Typed & <kept>"
    if field in ("title", "accent", "closes", "languages", "target_hours"):
        assert shown[field] == value
    assert len(happened(fresh(panel))) == 1


def test_times_that_the_clocks_skip_or_show_twice_are_refused(manage: PageClient, panel: Panel) -> None:
    for at, words in (("2027-03-28T03:30", "skip"), ("2027-10-31T03:30", "twice")):
        answer = save(manage, 422, time_zone="Europe/Helsinki", closes=at)
        assert words in answer.text


def test_it_cannot_close_before_it_opens(manage: PageClient, panel: Panel) -> None:
    answer = save(manage, 422, closes="2020-01-01T10:00")
    assert "It would close before it opens." in answer.text
    assert whole(answer.text).form(AT)["fields"]["closes"] == "2020-01-01T10:00"


def test_a_colour_that_is_too_faint_is_shown_with_the_nearest_that_passes(
    manage: PageClient, panel: Panel
) -> None:
    answer = save(manage, 422, accent="#f0663f", title="Kept")
    page = whole(answer.text)
    assert "3.0 to one on light paper" in page.text
    (offered,) = [found for found in page.all("button") if found.get("name") == "nearest"]
    fields = {**filled(answer.text, AT), "nearest": offered["value"]}
    assert manage.post(AT, data=fields).status_code == 303
    found = fresh(panel)
    assert (found.accent, found.title) == (offered["value"], "Kept")


def test_the_samples_of_a_colour_are_fetched_while_it_is_typed(manage: PageClient, panel: Panel) -> None:
    answer = manage.get(f"{AT}/accent?colour=%23f0663f")
    assert answer.status_code == 200
    assert "3.0 to one" in answer.text
    sheet = manage.get(f"{AT}/accent.css?colour=%23f0663f")
    assert (sheet.status_code, sheet.mimetype) == (200, "text/css")
    assert "--accent: #f0663f;" in sheet.text
    for colour in ("red", "%23fff", "%23f0663f;}"):
        assert manage.get(f"{AT}/accent.css?colour={colour}").status_code == 404
        assert manage.get(f"{AT}/accent?colour={colour}").status_code == 404


def test_who_came_second_is_told_who_was_first_and_keeps_what_was_typed(
    made: Made, manage: PageClient, panel: Panel
) -> None:
    fields = manage.page(AT).form(AT)["fields"]
    noor = made.user(Role.ADMINISTRATOR, name="Noor Haddad")
    edit(made, panel, noor, title="Hers", target_hours=8)
    answer = manage.post(AT, data={**fields, "title": "Mine", "introduction": "My words"})
    assert answer.status_code == 409
    page = whole(answer.text)
    assert "Noor Haddad changed this panel first." in page.text
    assert "Changed: target, title." in page.text
    for said in ("Hers", "Mine", "My words"):
        assert said in page.text
    found = fresh(panel)
    assert (found.title, found.introduction, found.version) == ("Hers", "", 2)


def test_by_link_leads_to_the_new_address(manage: PageClient, client: PageClient, panel: Panel) -> None:
    answer = save(manage, audience="link")
    slug = fresh(panel).slug
    assert answer.headers["Location"] == f"/manage/panels/{slug}"
    assert f"http://localhost/{slug}/" in manage.page(f"/manage/panels/{slug}").text
    assert client.get("/ask-us/").status_code == 404
    assert client.get(f"/{slug}/").status_code == 200


def test_the_parts_of_the_panel_are_linked_and_counted(made: Made, manage: PageClient, panel: Panel) -> None:
    page = manage.page(AT)
    for part in ("notices", "not-taken", "topics", "banner"):
        assert f"{AT}/{part}" in page.links()
    assert "/manage/executives?panel=ask-us" in page.links()
    assert "Executives Who answers 2" in page.text


class TestWhoMay:
    """Administrators of this panel save, auditors read, all others get nowhere."""

    def test_an_auditor_sees_everything_and_no_button(
        self, made: Made, panel: Panel, sign_in: SignIn
    ) -> None:
        client = sign_in(made.user(Role.AUDITOR))
        page = client.page(AT)
        assert page.form(AT)["fields"]["title"] == "Ask us"
        buttons = [found for found in page.all("button") if found.get("type") == "submit"]
        assert len(buttons) == 1  # signing out
        assert "disabled" in page.all("fieldset")[0]
        assert client.post(AT, data={"title": "Mine", "version": "1"}).status_code == 403
        assert client.post(f"{AT}/close", data={"version": "1"}).status_code == 403

    def test_the_administrator_of_another_panel_finds_no_such_panel(
        self, made: Made, panel: Panel, sign_in: SignIn
    ) -> None:
        other = made.panel("other-panel")
        client = sign_in(made.user(Role.ADMINISTRATOR, panel=other))
        for address in (AT, f"{AT}/hall", f"{AT}/accent", f"{AT}/accent.css"):
            assert client.get(address).status_code == 404, address
        for address in (AT, f"{AT}/open", f"{AT}/close", f"{AT}/archive"):
            assert client.post(address, data={"version": "1"}).status_code == 404, address
        assert client.get(f"{AT}/copy").status_code == 403
        assert client.get("/manage/panels/other-panel").status_code == 200
        assert fresh(panel).version == 1

    @pytest.mark.parametrize("role", [Role.MODERATOR, Role.APPROVER])
    def test_others_have_no_business_there(
        self, made: Made, panel: Panel, sign_in: SignIn, role: Role
    ) -> None:
        client = sign_in(made.user(role))
        for address in ("/manage/panels", "/manage/panels/new", AT, f"{AT}/hall", f"{AT}/copy"):
            assert client.get(address).status_code == 403, address
        assert client.post(AT, data={"title": "Mine"}).status_code == 403

    def test_whoever_is_not_signed_in_is_led_to_sign_in(self, client: PageClient, panel: Panel) -> None:
        answer = client.get(AT)
        assert answer.status_code == 303
        assert "/account/sign-in" in answer.headers["Location"]

    def test_an_administrator_of_the_panel_alone_saves_and_cannot_copy(
        self, made: Made, panel: Panel, sign_in: SignIn
    ) -> None:
        client = sign_in(made.user(Role.ADMINISTRATOR, panel=panel))
        save(client, title="Ours")
        assert fresh(panel).title == "Ours"
        page = client.page(AT)
        assert f"{AT}/copy" not in page.links()
        assert client.get("/manage/panels/new").status_code == 403


def test_the_ask_form_asks_for_the_language_where_there_are_several(
    made: Made, client: PageClient, panel: Panel
) -> None:
    assert not [found for found in client.page("/ask-us/ask").all("select") if found["name"] == "lang"]
    begin_writing()
    found = db.session.get_one(Panel, panel.id)
    found.languages = ["es", "ar"]
    db.session.commit()
    page = client.page("/ask-us/ask")
    assert [found["value"] for found in page.all("option")] == ["", "es", "ar"]
    assert "Spanish" in page.text
    sent = client.send("/ask-us/ask", "/ask-us/ask", text="Por que no?", lang="es")
    assert "/passport/" in sent.headers["Location"]


def test_who_saves_is_in_the_record(manage: PageClient, jonah: User, panel: Panel) -> None:
    save(manage, title="Another")
    last = happened(fresh(panel))[-1]
    assert (last.action, last.user_id, last.details) == ("edit", jonah.id, {"fields": ["title"]})
