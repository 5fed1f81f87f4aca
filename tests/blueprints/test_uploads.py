"""Which routes take a file, as the layers in front of the application know it."""

from __future__ import annotations

from flask import Flask

from blueprints import pictures
from blueprints.access import declared, largest_body

TAKING = {"managing.add_executive", "managing.edit_executive", "managing.set_banner"}


def test_only_what_takes_a_picture_takes_more_than_all_others(app: Flask) -> None:
    found = {
        rule.endpoint: access.largest_body
        for rule in app.url_map.iter_rules()
        if (access := declared(app, rule.endpoint)) and access.largest_body
    }
    assert set(found) >= TAKING
    assert {found[endpoint] for endpoint in TAKING} == {pictures.LARGEST_BODY}


def test_it_is_told_from_a_request_alone(app: Flask) -> None:
    of = largest_body(app)

    def asked(path: str, method: str = "POST") -> int | None:
        return of({"PATH_INFO": path, "REQUEST_METHOD": method})

    assert asked("/manage/executives/7") == pictures.LARGEST_BODY
    assert asked("/manage/panels/ask-us/banner") == pictures.LARGEST_BODY
    assert asked("/manage/executives/7", "GET") is None
    assert asked("/manage/executives/7/move") is None
    assert asked("/ask-us/ask") is None
    assert asked("/nowhere/at/all") is None
    assert asked("/manage/executives/7/") is None
    assert asked("") is None
