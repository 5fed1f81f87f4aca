"""An administrator furnishes a panel by keyboard, and readers see it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from models import Role
from tests.browser.people import People
from tests.made import Made


def tab_to(page: Page, name: str, role: str = "button") -> None:
    """Press Tab until the control of this name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {name}")


def test_an_executive_with_a_portrait_is_added_without_a_mouse(
    people: People, made: Made, tmp_path: Path
) -> None:
    made.panel()
    photo = tmp_path / "photo.jpg"
    Image.effect_noise((1600, 1840), 60).convert("RGB").save(photo, quality=92)
    assert photo.stat().st_size > 700_000, "a question's body would be no longer"
    office = people.user(made.user(Role.ADMINISTRATOR))
    office.goto("/manage/executives")
    tab_to(office, "Add somebody", "link")
    office.keyboard.press("Enter")
    office.wait_for_url("**/executives/new?**")
    tab_to(office, "Name", "textbox")
    office.keyboard.type("Cleo Dunn")
    office.keyboard.press("Tab")
    office.keyboard.type("Chair")
    tab_to(office, "Answering", "radio")
    office.keyboard.press("ArrowDown")
    expect(office.get_by_label("Not taking part")).to_be_checked()
    office.keyboard.press("Tab")
    office.keyboard.type("At sea until May.")
    with office.expect_file_chooser() as chooser:
        for _ in range(6):
            office.keyboard.press("Tab")
            if office.evaluate("document.activeElement.type") == "file":
                break
        office.keyboard.press("Enter")
    chooser.value.set_files(photo)
    tab_to(office, "Add them")
    office.keyboard.press("Enter")
    office.wait_for_url("**/manage/executives?panel=ask-us#executive-*")
    row = office.get_by_role("listitem").filter(has=office.get_by_role("heading", name="Cleo Dunn"))
    expect(row).to_contain_text("At sea until May.")
    reader = people.reader()
    reader.goto("/ask-us/")
    portrait = reader.get_by_role("img", name="Portrait of Cleo Dunn")
    expect(portrait).to_be_visible()
    assert portrait.evaluate("one => one.complete && one.naturalWidth > 0")
    expect(reader.get_by_role("main")).to_contain_text("At sea until May.")
    reader.goto("/ask-us/ask")
    expect(reader.get_by_role("checkbox", name="Ada Brook")).to_be_visible()
    expect(reader.get_by_role("checkbox", name="Cleo Dunn")).to_have_count(0)


def test_what_was_typed_survives_a_picture_that_is_none(people: People, made: Made, tmp_path: Path) -> None:
    made.panel()
    wrong = tmp_path / "minutes.jpg"
    wrong.write_bytes(b"%PDF-1.7 " + b"x" * 900_000)
    office = people.user(made.user(Role.ADMINISTRATOR))
    office.goto("/manage/executives/new?panel=ask-us")
    office.get_by_label("Name", exact=True).fill("Cleo Dunn")
    office.get_by_label("Choose a picture").set_input_files(wrong)
    office.get_by_role("button", name="Add them").click()
    expect(office.get_by_role("alert")).to_contain_text("This is no JPEG, PNG or WebP.")
    expect(office.get_by_label("Name", exact=True)).to_have_value("Cleo Dunn")
    office.get_by_role("button", name="Add them").click()
    expect(office.get_by_role("heading", name="Cleo Dunn")).to_be_visible()


def test_the_order_is_changed_and_readers_see_it(people: People, made: Made) -> None:
    made.panel()
    office = people.user(made.user(Role.ADMINISTRATOR))
    office.goto("/manage/executives")
    office.get_by_role("button", name="Move Ben Cole up").press("Enter")
    expect(office.get_by_role("heading", level=2).first).to_have_text("Ben Cole")
    expect(office.get_by_role("button", name="Move Ben Cole up")).to_have_count(0)
    reader = people.reader()
    reader.goto("/ask-us/ask")
    expect(reader.get_by_role("checkbox").first).to_have_accessible_name("Ben Cole")


def test_notices_topics_and_banner_are_furnished_and_seen(people: People, made: Made, tmp_path: Path) -> None:
    made.panel()
    ship = tmp_path / "ship.png"
    Image.new("RGB", (1300, 740), (14, 94, 102)).save(ship)
    office = people.user(made.user(Role.ADMINISTRATOR))
    office.goto("/manage/panels/ask-us/notices")
    office.get_by_label("What readers should know").fill("No answers on money before the figures.")
    office.get_by_role("button", name="Pin this notice").click()
    expect(office.get_by_role("rowheader")).to_have_text("No answers on money before the figures.")
    office.get_by_role("link", name="Banner").click()
    office.get_by_label("Choose a picture").set_input_files(ship)
    office.get_by_label("What it shows").fill("A ship at night")
    office.get_by_role("button", name="Save the banner").click()
    expect(office.get_by_role("img", name="A ship at night")).to_be_visible()
    reader = people.reader()
    reader.goto("/ask-us/")
    expect(reader.get_by_role("img", name="A ship at night")).to_be_visible()
    expect(reader.get_by_role("region", name="Notices")).to_contain_text("No answers on money")
