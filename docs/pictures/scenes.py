"""What the pictures show, and the way to it, walked as its person would walk it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from docs.pictures.site import Site

Walk = Callable[[Page, Site], None]
DESK = (1280, 860)
PHONE = (390, 844)


@dataclass(frozen=True)
class Scene:
    """One picture: its file's name, whose page it is, the size of the window in pixels."""

    name: str
    walk: Walk
    who: str | None = None
    size: tuple[int, int] = DESK
    theme: Literal["light", "dark"] = "light"
    whole: bool = False


def at(path: str) -> Walk:
    """Go to an address."""

    def walk(page: Page, site: Site) -> None:
        page.goto(site.address + path)

    return walk


def then(first: Walk, *steps: Callable[[Page], None]) -> Walk:
    """Go somewhere, then do what the steps say."""

    def walk(page: Page, site: Site) -> None:
        first(page, site)
        for step in steps:
            step(page)

    return walk


PANEL = "/when-the-gas-goes"

CORRECTED = "In February 1,900 of us sat without gas"


def click(text: str) -> Callable[[Page], None]:
    """Follow the link that begins so."""

    def step(page: Page) -> None:
        page.locator("main a", has_text=text).first.click()
        page.wait_for_load_state()

    return step


def ask(page: Page) -> None:
    """Ask a question; its passport opens."""
    page.locator("textarea[name=text]").fill("Will the school in Quayside be warm on the first cold morning?")
    page.get_by_role("button", name="Send my question").click()
    page.wait_for_url("**/passport/*")


def ask_about_what_is_not_taken(page: Page) -> None:
    """Type words of a topic that the panel does not take."""
    page.locator("textarea[name=text]").fill("When do I get the refund on my account from October?")
    page.get_by_text("It appears because you wrote").locator("visible=true").first.wait_for()


def choose_a_reason(page: Page) -> None:
    """Choose why a question is rejected; the letter shows."""
    page.get_by_label("Several questions in one").check()
    page.get_by_label("Add an explanation").fill(
        "Ask about the bus by itself; it deserves an answer of its own."
    )


def of_the_queue(status: str) -> Walk:
    """The first question at the desk in this status."""

    def walk(page: Page, site: Site) -> None:
        page.goto(f"{site.address}/desk/?status={status}")
        page.locator("main a[href*='/desk/questions/']:not([href*='/questions/new'])").first.click()
        page.wait_for_load_state()

    return walk


def first_answer(page: Page, site: Site) -> None:
    """The editor of the first answer that the delegate may write."""
    page.goto(f"{site.address}/answers/")
    page.locator("main a[href*='/answers/']").first.click()
    page.wait_for_load_state()


def write(page: Page) -> None:
    """Type an answer; its preview follows."""
    page.locator("textarea[name=body]").fill(
        "The same warmth, at **no more than you pay now**. That is the promise, and so we keep it:\n\n"
        "- the price for one room is capped until 2041;\n"
        "- the radiator and its fitting cost you nothing.\n\n"
        "If a bill says otherwise, [write to me](https://heat.eskermouth.example/maud)."
    )
    page.locator("#preview li").first.wait_for()


def versions(page: Page, site: Site) -> None:
    """An answer in all its versions."""
    page.goto(site.address + PANEL + "/")
    click(CORRECTED)(page)
    page.locator("main a[href*='/versions/']").first.click()
    page.wait_for_load_state()


def open_the_chooser(page: Page) -> None:
    """Open what is asked before a rejection."""
    page.goto(page.url.partition("?")[0].partition("#")[0] + "?open=reject#choose-reject")


SCENES = [
    Scene("panel", at(PANEL + "/")),
    Scene("panel-phone", at(PANEL + "/"), size=PHONE),
    Scene("ask", at(PANEL + "/ask"), whole=True),
    Scene("not-taken", then(at(PANEL + "/ask"), ask_about_what_is_not_taken), size=(1280, 1000)),
    Scene("passport", then(at(PANEL + "/ask"), ask), whole=True),
    Scene("open", at(PANEL + "/open")),
    Scene("versions", versions),
    Scene("desk", of_the_queue("pending"), "moderator"),
    Scene("desk-dark", of_the_queue("pending"), "moderator", theme="dark"),
    Scene(
        "reject", then(of_the_queue("pending"), open_the_chooser, choose_a_reason), "moderator", (1600, 1000)
    ),
    Scene("enter", at("/desk/questions/new?panel=when-the-gas-goes"), "moderator"),
    Scene("reasons", at("/desk/reasons/customer-support"), "moderator"),
    Scene("answer", then(first_answer, write), "executive"),
    Scene("settings", at("/manage/panels" + PANEL), "administrator", whole=True),
    Scene("executives", at("/manage/executives"), "administrator"),
    Scene("staff", at("/manage/staff"), "administrator"),
    Scene("hall", at("/manage/panels" + PANEL + "/hall"), "administrator"),
]
