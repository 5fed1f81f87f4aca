"""What the site says of itself, as it stands and as it stood."""

from __future__ import annotations

import pytest

from domain.page import lists, writing
from domain.page.writing import Text
from extensions import begin_writing, clock, db
from models import PageName, Role
from tests.made import Made
from tests.pages import PageClient


def write(made: Made, name: str, body: str, lang: str = "en") -> None:
    by = made.by(made.user(Role.ADMINISTRATOR))
    begin_writing()
    page = lists.find(name)
    assert page is not None
    text = Text("A new title", *writing.rendered(body), lang)
    writing.write(writing.locked(page.id), text, seen=page.version, by=by, at=clock.now())
    db.session.commit()


@pytest.mark.parametrize("name", list(PageName))
def test_every_page_is_there_for_everybody_and_may_be_kept_by_caches(
    client: PageClient, name: PageName
) -> None:
    answer = client.get(f"/about/{name.value}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", ["terms", "Rules", "rules/", "ask", "rules?version=2", "rules?version=0"])
def test_no_other_page_or_version_is(client: PageClient, address: str) -> None:
    client.page(f"/about/{address}", 404)


def test_each_rule_is_reached_by_its_number(client: PageClient) -> None:
    ids = {tag["id"] for tag in client.page("/about/rules").all("li") if "id" in tag}
    assert ids == {f"rule-{number}" for number in range(1, 10)}
    assert not any("id" in tag for tag in client.page("/about/accessibility").all("li") if tag.get("id"))


def test_an_earlier_version_says_so_and_leads_to_what_stands(made: Made, client: PageClient) -> None:
    write(made, "contact", "Write to us.")
    now, before = client.page("/about/contact"), client.page("/about/contact?version=1")
    assert "Write to us." in now.text
    assert "An earlier version" not in now.text
    assert "An earlier version" in before.text
    assert "has not been replaced yet" in before.text
    assert "/about/contact" in before.links()
    assert "/about/contact?version=1" in now.links()


def test_a_page_in_another_language_says_which(made: Made, client: PageClient) -> None:
    write(made, "imprint", "من نحن", lang="ar")
    story = next(tag for tag in client.page("/about/imprint").all("div") if tag.get("class") == "story")
    assert (story["lang"], story["dir"]) == ("ar", "rtl")


def test_headings_follow_the_title_without_a_gap(client: PageClient) -> None:
    page = client.page("/about/privacy")
    assert [tag for tag, _ in page.tags if tag in ("h2", "h3")][:3] == ["h2", "h2", "h2"]
