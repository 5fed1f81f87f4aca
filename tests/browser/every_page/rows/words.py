"""Words at the desk: a name that is looked at, a note that names a colleague, templates, tidy-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.desk import templates
from domain.question import deciding
from extensions import begin_writing, clock, db
from models import Question, TemplateKind
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

SHOUTED = "Hello Ada, WHY WERE THE STAFF TOLD LAST ??? Thanks, Bob"


def _look(page: Page) -> None:
    page.get_by_role("button", name="Show name and address").click()
    expect(page.get_by_text("You alone see this")).to_be_visible()


def _begin(page: Page) -> None:
    page.locator("#choose-send-back [data-begin] a").first.click()
    expect(page.locator("#choose-send-back .to-fill").first).to_be_visible()


def _name_an_unknown_place(page: Page) -> None:
    page.get_by_label("Text", exact=True).fill("See {service}.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "desk, words": Row("desk, shouted", "moderator"),
    "desk, words, named": Row("desk, shouted", "colleague"),
    "desk, words, looked at": Row("desk, looked at", "moderator", then=_look),
    "desk, words, tidied": Row("desk, tidied", "moderator"),
    "desk, words, begun": Row("desk, shouted#choose-send-back", "moderator", then=_begin),
    "templates": Row("/desk/templates", "moderator"),
    "templates, of one panel": Row("/desk/templates", "newcomer"),
    "template": Row("template", "moderator"),
    "template, only read": Row("template", "newcomer"),
    "template, with errors": Row("template", "moderator", then=_name_an_unknown_place),
    "template, new": Row("/desk/templates/new", "moderator"),
}
VARIANTS: set[str] = {
    "desk, words",
    "templates, of one panel",
    "template, only read",
    "template, with errors",
    "template, new",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    world.emails["colleague"] = world.colleague.email
    question = world.question("shouted", SHOUTED, name="Rae", email="rae@floor.example")
    world.paths["desk, tidied"] = f"{world.paths['desk, shouted']}?open=reword&tidy=all"
    world.question("looked at", "Who looks at this?", name="Rae", email="rae@floor.example")
    begin_writing()
    by, now = world.made.by(world.moderator), clock.now()
    texts = (
        (TemplateKind.MESSAGE, "Two questions in one", "You asked {executives}: {question} Keep {?which}."),
        (TemplateKind.MESSAGE, "أي سؤال؟", "أي سؤال تقصد؟ {…}"),
        (TemplateKind.EXPLANATION, "Who can help", "{…} can look into it."),
    )
    for kind, title, text in texts:
        lang = "ar" if title.startswith("أ") else "en"
        templates.create(kind, templates.Words(title, text, lang), by=by, at=now)
    found = db.session.get_one(Question, question.id)
    deciding.note(found, text=f"Same as yours, @{world.colleague.name}? @nobody", by=by, at=now)
    db.session.commit()
    world.paths["template"] = f"/desk/templates/{templates.whole()[0].id}"
