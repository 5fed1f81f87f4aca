"""An angry day from its first click to its end, as the desk, an asker and a reader see it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.people import People, until
from tests.made import Made

AT = "/desk/panels/ask-us/angry-day"
SECRET = "What did the figure say?"


def press(desk: Page, link: str, button: str) -> None:
    """From the page of the day to the one that confirms, and its button."""
    desk.goto(AT)
    desk.get_by_role("link", name=link).click()
    desk.get_by_role("button", name=button).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("An angry day")


def answers(page: Page, address: str) -> int:
    response = page.goto(address)
    assert response is not None
    return response.status


def test_asking_is_paused_the_asker_keeps_every_word_and_asks_again(people: People, made: Made) -> None:
    made.panel()
    desk, asker = people.user(made.moderator(name="Mia Moss")), people.reader()
    asker.goto("/ask-us/ask")
    asker.get_by_label("Your question").fill("Why is everybody so angry?")
    press(desk, "Pause asking", "Pause asking")
    expect(desk.locator(".measures")).to_contain_text("By Mia Moss, since")

    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_text("Asking is paused until further notice").first).to_be_visible()
    expect(asker.locator(".kept")).to_contain_text("Why is everybody so angry?")
    reader = people.reader()
    button = reader.get_by_role("link", name="Ask a question")
    until(lambda: answers(reader, "/ask-us/") == 200 and not button.count())

    desk.goto("/desk/?panel=ask-us")
    expect(desk.locator(".callout.warn")).to_contain_text("Asking is paused")
    desk.locator(".callout.warn").get_by_role("link").click()
    desk.get_by_role("button", name="Take questions again").click()
    expect(desk.get_by_role("link", name="Pause asking")).to_be_visible()
    asker.goto("/ask-us/ask")
    asker.get_by_label("Your question").fill("Why is everybody so angry?")
    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_text("Received. Keep this link.")).to_be_visible()


def test_what_is_new_waits_and_its_asker_is_told(people: People, made: Made) -> None:
    made.panel()
    desk, asker = people.user(made.moderator()), people.reader()
    press(desk, "Hold everything new", "Hold everything new")
    asker.goto("/ask-us/ask")
    asker.get_by_label("Your question").fill("Does anybody read this?")
    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_role("heading", name="It has arrived, and waits.")).to_be_visible()
    desk.goto("/desk/?panel=ask-us&status=held")
    expect(desk.locator(".rows")).to_contain_text("Does anybody read this?")


def test_the_panel_is_taken_down_and_put_back_within_a_second(people: People, made: Made) -> None:
    mia = made.moderator(name="Mia Moss")
    question = made.published(made.panel(), mia, SECRET)
    desk, reader = people.user(mia), people.reader()
    addresses = ("/ask-us/", f"/ask-us/questions/{question.id}")
    assert [answers(reader, address) for address in addresses] == [200, 200]

    desk.goto(f"{AT}/take-down")
    desk.get_by_label("Reason").fill("We look into a figure that was wrong.")
    expect(desk.locator("[data-letter-copy]")).to_have_text("We look into a figure that was wrong.")
    desk.get_by_role("button", name="Unpublish the panel").click()
    expect(desk.get_by_text("The panel is unpublished.")).to_be_visible()
    for address in addresses:
        until(lambda address=address: answers(reader, address) == 410)  # type: ignore[misc]
        expect(reader.get_by_text("We look into a figure that was wrong.")).to_be_visible()
    until(lambda: answers(reader, "/") == 200 and not reader.get_by_text(SECRET).count())

    press(desk, "Put it back", "Put the panel back")
    for address in addresses:
        until(lambda address=address: answers(reader, address) == 200)  # type: ignore[misc]
    expect(reader.get_by_role("heading", level=1)).to_have_text(SECRET)


def test_without_scripts_every_press_is_a_form(people: People, made: Made) -> None:
    mia = made.moderator()
    made.published(made.panel(), mia, SECRET)
    desk = people.user(mia, java_script_enabled=False)
    desk.goto(f"{AT}/take-down")
    desk.get_by_role("button", name="Unpublish the panel").click()
    expect(desk.locator(".summary")).to_contain_text("Write the reason.")
    desk.get_by_label("Reason").fill("A figure was wrong.")
    desk.get_by_role("button", name="Unpublish the panel").click()
    press(desk, "Put it back", "Put the panel back")
    expect(desk.get_by_role("link", name="Unpublish the panel")).to_be_visible()
