"""What people send by mistake or on purpose: a clear page, never a 500, nothing stored."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from domain.panel import lists as panel_lists
from domain.question import loading
from models import Panel, User
from tests.blueprints.browsers import fresh
from tests.house_rules.world import build, rows
from tests.made import Made
from tests.pages import PageClient

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"


def part(value: bytes, name: bytes = b"text") -> bytes:
    """A multipart body of one field."""
    head = b'--x\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n'
    return head + value + b"\r\n--x--\r\n"


def test_the_wrong_method_is_a_405_that_names_the_right_one(app: Flask, made: Made, sign_in: Any) -> None:
    world = build(made)
    client = sign_in(world.moderator)
    question, executive = world.questions["approved"].id, world.panel.executives[0].id
    for address, wrong, right in (
        ("/", "POST", "GET"),
        ("/ask-us/", "POST", "GET"),
        ("/desk/", "POST", "GET"),
        (f"/desk/questions/{question}", "POST", "GET"),
        (f"/desk/questions/{question}/approve", "GET", "POST"),
        (f"/passport/{world.token('pending')}/withdraw", "GET", "POST"),
        ("/account/sign-out", "GET", "POST"),
        ("/answers/preview", "PATCH", "POST"),
        ("/ask-us/ask", "DELETE", "GET"),
        (f"/answers/{question}/{executive}", "PUT", "POST"),
        ("/healthz", "POST", "GET"),
    ):
        answer = client.open(address, method=wrong)
        assert answer.status_code == 405, address
        assert right in answer.headers["Allow"], address
        assert "This address takes no such request" in answer.text


def test_a_form_with_more_fields_than_anybody_has_is_a_413_and_shows_none_of_them(
    client: PageClient, panel: Panel
) -> None:
    for address in ("/ask-us/ask", "/manage/executives/new?panel=ask-us"):
        answer = client.post(address, data=b"&".join([b"kept=1"] * 60_000)[:250_000], content_type=FORM)
        assert answer.status_code == 413, address
        assert "kept" not in answer.text


def test_a_form_with_as_many_fields_as_a_batch_has_is_read(client: PageClient, panel: Panel) -> None:
    fields = "&".join(["text=Why%3F", *["executives=1"] * 2_500])
    assert client.post("/ask-us/ask", data=fields, content_type=FORM).status_code == 422


def test_what_has_no_file_in_it_is_never_longer_for_a_door_that_takes_files(client: PageClient) -> None:
    answer = client.post("/manage/executives/new", data=b"name=" + b"x" * 300_000, content_type=FORM)
    assert answer.status_code == 413


@pytest.mark.parametrize("size", [257 * 1024, 10 * 1024 * 1024])
@pytest.mark.parametrize("kind", ["form", "multipart"])
def test_a_body_that_is_too_large_is_a_413(
    app: Flask, client: PageClient, panel: Panel, size: int, kind: str
) -> None:
    before = rows(app)
    body = b"text=" + b"a" * size if kind == "form" else part(b"a" * size)
    answer = client.post("/ask-us/ask", data=body, content_type=FORM if kind == "form" else MULTIPART)
    assert answer.status_code == 413
    assert "That is too much" in answer.text
    assert rows(app) == before


def test_more_fields_than_any_form_has_are_a_4xx(app: Flask, client: PageClient, panel: Panel) -> None:
    many = b"".join(part(b"x", b"f%d" % n)[:-7] for n in range(300)) + b"--x--\r\n"
    answer = client.post("/ask-us/ask", data=many, content_type=MULTIPART)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "x", None])
def test_what_is_no_form_is_a_415(app: Flask, client: PageClient, panel: Panel, kind: str | None) -> None:
    before = rows(app)
    answer = client.post("/ask-us/ask", data=b'{"text": "Why is it so?"}', content_type=kind)
    assert answer.status_code == 415
    assert rows(app) == before


@pytest.mark.parametrize(
    "body",
    [
        b"text=Why%00so%3F",
        b"te%00xt=Why+so%3F",
        b"text=Why\x00so",
        b"text=Why+%ED%A0%80+so%3F",
        b"text=Why+%FF+so%3F",
        b"text=Why+\xff\xfe",
        b"details=%C0%AF",
    ],
)
@pytest.mark.parametrize("kind", ["form", "multipart"])
def test_what_no_database_keeps_is_refused_and_nothing_is_stored(
    app: Flask, client: PageClient, panel: Panel, body: bytes, kind: str
) -> None:
    fields = client.page("/ask-us/ask").form("/ask")["fields"]
    token = fields["csrf_token"].encode()
    before = rows(app)
    if kind == "form":
        rest = b"&idempotency_key=a-key-of-its-own&csrf_token=" + token
        answer = client.post("/ask-us/ask", data=body + rest, content_type=FORM)
    else:
        name, _, value = body.partition(b"=")
        whole = part(unquote_to_bytes(value.replace(b"+", b" ")), unquote_to_bytes(name))
        answer = client.post("/ask-us/ask", data=whole, content_type=MULTIPART)
    assert answer.status_code == 400
    assert "can't be read" in answer.text or "can&#39;t be read" in answer.text
    assert rows(app) == before


def test_a_sign_that_stands_for_what_was_lost_may_be_typed(client: PageClient, panel: Panel) -> None:
    client.send("/ask-us/ask", "/ask", text="Why is there a \ufffd in your letter?")


@pytest.mark.parametrize("path", ["/", "/ask-us/", "/desk/", "/ask-us/ask", "/nowhere/", "/account/sign-in"])
def test_a_query_that_no_database_reads_is_a_400(client: PageClient, panel: Panel, path: str) -> None:
    for query in ("a=%00", "%00", "after=%00", "executive=%00", "lang=%ED%A0%80", "a=%FF"):
        assert client.get(f"{path}?{query}").status_code == 400, query


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/ask-us/%00",
        "/passport/%00",
        "/passport/%ED%A0%80.x",
        "/ask-us/questions/1-%00",
        "/%FF/",
        "/static/%00",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ],
)
def test_a_path_of_such_is_a_4xx(client: PageClient, panel: Panel, path: str) -> None:
    assert 400 <= client.get(path).status_code < 500


@pytest.mark.parametrize("id_", [str(2**63), "9" * 19, "9" * 20, "9" * 400, "-1", "1e3", "0x1", "٣"])
def test_an_id_that_no_row_can_have_is_a_404(desk: PageClient, panel: Panel, id_: str) -> None:
    for address in (f"/ask-us/questions/{id_}", f"/ask-us/questions/{id_}-x", f"/desk/questions/{id_}"):
        desk.page(address, status=404)
    desk.page(f"/answers/{id_}/1", status=404)
    desk.page(f"/answers/1/{id_}", status=404)
    assert desk.post(f"/account/sign-ins/{id_}/end").status_code in (404, 422)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1", "localhost:x", ""])
def test_an_unknown_host_is_a_400(app: Flask, panel: Panel, host: str) -> None:
    for address in ("/", "/ask-us/", "/healthz", "/nowhere/", "/static/tokens.css"):
        answer = app.test_client().get(address, headers={"Host": host})
        assert answer.status_code == 400, address
        assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:5000"])
def test_ones_own_host_is_answered_on_any_port(app: Flask, panel: Panel, host: str) -> None:
    assert app.test_client().get("/", headers={"Host": host}).status_code == 200


def test_a_404_says_where_to_go(client: PageClient, panel: Panel) -> None:
    assert "/" in client.page("/nowhere/", status=404).links()
    links = client.page("/ask-us/questions/999999", status=404).links()
    assert {"/", "/ask-us/"} <= set(links)
    assert "/" in client.page("/passport/unknown.token", status=404).links()


def test_what_breaks_is_a_500_page_with_the_number_of_its_log_line(
    client: PageClient, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(panel_lists, "public", broken)
    page = client.page("/", status=500)
    assert "It is in our log under" in page.text
    assert "secret detail" not in page.text


def test_a_database_that_goes_away_is_a_503_that_says_when_to_come_again(
    client: PageClient, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", None, Exception("gone"))

    monkeypatch.setattr(panel_lists, "public", away)
    answer = client.get("/")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "SELECT" not in answer.text


def test_what_was_typed_is_given_back_when_the_database_goes_away(
    made: Made, desk: PageClient, panel: Panel, mia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = made.question(panel)
    form = desk.page(f"/desk/questions/{question.id}").form("/hold")["fields"]

    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", None, Exception("gone"))

    monkeypatch.setattr(loading, "locked", away)
    answer = desk.post(f"/desk/questions/{question.id}/hold", data=form | {"note": "Kept <so>"})
    assert answer.status_code == 503
    assert "Kept &lt;so&gt;" in answer.text
    assert fresh(question).version == 1
