"""A page is written anew, and every version stays."""

from __future__ import annotations

import pytest

from domain.page import lists, rules, writing
from domain.page.writing import Text
from domain.permissions import Actor
from domain.refusals import BadField, NotAllowed, Stale
from extensions import clock, db
from models import Event, Page, PageName, PageVersion, Role, SubjectKind
from tests.made import Made


@pytest.fixture
def by(made: Made) -> Actor:
    """An administrator."""
    return made.by(made.user(Role.ADMINISTRATOR))


def page(name: PageName = PageName.RULES) -> Page:
    found = lists.find(name.value)
    assert found is not None
    return found


def text(body: str = "1. Ask.", title: str = "Our rules", lang: str = "en") -> Text:
    return Text(writing.heading(title), *writing.rendered(body), lang)


def write(by: Actor, said: Text | None = None, seen: int | None = None) -> PageVersion:
    locked = writing.locked(page().id)
    made = writing.write(locked, said or text(), seen=seen or locked.version, by=by, at=clock.now())
    db.session.commit()
    return made


def test_the_five_pages_came_with_the_product_and_nobody_wrote_them(made: Made) -> None:
    found = lists.pages()
    assert [each.name for each in found] == list(PageName)
    assert all(each.version == 1 and each.newest.written_by is None for each in found)
    assert len(rules.rules(lists.newest_rules())) == 9


def test_what_is_written_is_the_newest_version_and_the_earlier_one_stays(made: Made, by: Actor) -> None:
    earlier = page().newest
    said = earlier.body
    made_version = write(by)
    assert (made_version.number, made_version.written_by) == (2, by.user)
    assert page().newest == made_version == lists.newest_rules()
    assert made_version.html == "<ol>\n<li>Ask.</li>\n</ol>"
    found = lists.version(page(), 1)
    assert found is not None
    assert found.body == said
    assert [each.number for each in lists.versions(page())] == [2, 1]
    assert lists.version(page(), 3) is None


def test_its_event_names_the_number_and_none_of_the_words(made: Made, by: Actor) -> None:
    write(by)
    found = db.session.scalars(db.select(Event).where(Event.subject_kind == SubjectKind.PAGE)).one()
    assert (found.action, found.details, found.user) == ("write", {"number": 2}, by.user)


def test_who_saw_an_earlier_version_is_told(made: Made, by: Actor) -> None:
    write(by)
    with pytest.raises(Stale) as refused:
        write(by, text("1. Other."), seen=1)
    assert refused.value == Stale(1, 2)


def test_the_text_as_it_stands_is_no_new_version(made: Made, by: Actor) -> None:
    write(by)
    with pytest.raises(BadField) as refused:
        write(by, text("  1. Ask.\r\n"))
    assert refused.value == BadField("body", "same-as-before")
    db.session.rollback()
    assert write(by, text(lang="fi")).number == 3
    assert write(by, text(title="Rules", lang="fi")).number == 4


@pytest.mark.parametrize("body", ["", " \n ", "x" * 20_001, "a\0b"])
def test_a_text_is_needed_that_can_be_kept(body: str) -> None:
    with pytest.raises(BadField) as refused:
        writing.rendered(body)
    assert refused.value.field == "body"


@pytest.mark.parametrize("title", ["", "x" * 121])
def test_a_title_is_needed_on_one_line(title: str) -> None:
    with pytest.raises(BadField) as refused:
        writing.heading(title)
    assert refused.value.field == "title"
    assert writing.heading(" a\nb ") == "a b"


def test_a_page_of_another_name_is_not_there(made: Made) -> None:
    assert lists.find("RULES") is None
    assert lists.find("terms") is None


def test_only_who_writes_pages_may(made: Made) -> None:
    here = made.panel()
    for user in (made.moderator(), made.user(Role.AUDITOR), made.user(Role.ADMINISTRATOR, panel=here)):
        with pytest.raises(NotAllowed):
            write(made.by(user))
