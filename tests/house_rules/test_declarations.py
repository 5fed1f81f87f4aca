"""Rule 1: every route says who may pass, each method has its own function, or nothing starts."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Blueprint, Flask

import app as application
from blueprints.access import UndeclaredRoute, check_declarations, declared, public
from tests.conftest import settings_for

HELPERS = {"HEAD", "OPTIONS"}


def test_every_route_says_who_may_pass(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = declared(app, rule.endpoint)
        if rule.endpoint == "static":
            assert access is None
            continue
        assert access is not None, rule.rule
        assert access.kind in ("public", "holder", "requires"), rule.rule
        assert (access.permission is not None) == (access.kind == "requires"), rule.rule


def test_each_method_has_a_function_of_its_own(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - HELPERS
        assert len(methods) == 1, f"{rule.rule} takes {sorted(methods)} in one function"
        assert methods <= {"GET", "POST"}, rule.rule


def test_no_function_serves_two_endpoints(app: Flask) -> None:
    functions = [view for endpoint, view in app.view_functions.items() if endpoint != "static"]
    assert len(functions) == len({id(view) for view in functions})


def test_only_what_is_read_by_get_may_enter_a_cache(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = declared(app, rule.endpoint)
        if access is not None and access.cached:
            assert (rule.methods or set()) - HELPERS == {"GET"}, rule.rule


def test_everything_that_staff_do_requires_a_permission(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/desk", "/answers", "/manage")):
            access = declared(app, rule.endpoint)
            assert access is not None
            assert access.kind == "requires", rule.rule


def test_everything_behind_a_passport_asks_for_the_link(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if "<token>" in rule.rule:
            access = declared(app, rule.endpoint)
            assert access is not None
            assert access.kind == "holder", rule.rule


def test_an_undeclared_route_stops_the_boot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    door = Blueprint("careless", __name__)
    door.add_url_rule("/careless", view_func=lambda: "", endpoint="page")
    monkeypatch.setattr(application, "DOORS", (SimpleNamespace(bp=door),))
    settings = settings_for(f"sqlite:///{tmp_path}/floor.sqlite3", tmp_path)
    with pytest.raises(UndeclaredRoute, match=r"/careless \(careless\.page\)"):
        application.create_app(settings, wrapped=False)


def test_a_declared_route_lets_it_start() -> None:
    def careful() -> str:
        return ""

    plain = Flask(__name__)
    plain.add_url_rule("/careful", view_func=public(careful), endpoint="page")
    check_declarations(plain)
