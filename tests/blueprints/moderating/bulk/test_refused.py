"""What is refused of a decision on many questions, and what is kept."""

from __future__ import annotations

import pytest

from extensions import db
from models import BatchItem, Role, Status
from tests.blueprints.moderating.bulk.selections import (
    SignIn,
    address,
    batches,
    pairs,
    send,
    statuses,
)
from tests.made import Made
from tests.pages import Page, PageClient


@pytest.mark.parametrize(
    ("action", "typed", "named"),
    [
        ("reject", {"explanation": "Because I say so."}, "Choose a reason"),
        ("hold", {"note": "", "until": "tomorrow"}, "Write the note here"),
        ("hold", {"note": "Ask legal.", "until": "tomorrow"}, "Write the time as"),
        ("send-back", {"message": "x" * 2001}, "1 character too long"),
        ("merge", {"note": "Into the other."}, "This can’t be done to many questions at once"),
        ("approve", {"csrf_token": "forged", "note": "Kept."}, "This form was open for too long"),
    ],
)
def test_a_bad_field_keeps_all_that_was_typed_and_selected(
    made: Made, sign_in: SignIn, action: str, typed: dict[str, str], named: str
) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(2)]
    client = sign_in(mila)

    refused = Page(send(client, questions, action, 422, **typed).text)

    assert named in refused.text
    kept = refused.form("/desk/bulk")["fields"]
    assert sorted(kept["questions"].split(",")) == sorted(pairs(questions))
    said = {name: text for name, text in typed.items() if name != "csrf_token"}
    assert {name: kept[name].strip() for name in said} == said
    assert batches() == 0
    again = client.post("/desk/bulk", data={**kept, "action": "approve"})
    assert again.status_code == 303


def test_what_cannot_be_selected_is_refused(made: Made, sign_in: SignIn) -> None:
    panel, other, hidden = made.panel(), made.panel("other"), made.panel("hidden")
    own, elsewhere, unseen = made.question(panel), made.question(other), made.question(hidden)
    mila = made.moderator(panel=panel)
    made_grants = made.moderator()
    client, everywhere = sign_in(mila), sign_in(made_grants)
    token = client.page(address([own])).form("/desk/bulk")["fields"]["csrf_token"]

    def post(client: PageClient, *questions: str, **more: str) -> int:
        token = client.page(address([own])).form("/desk/bulk")["fields"]["csrf_token"]
        data = {"csrf_token": token, "action": "approve", "questions": list(questions), **more}
        return client.post("/desk/bulk", data=data).status_code

    assert token
    assert post(client, *pairs([own, unseen])) == 404
    assert post(client, "999999:1") == 404
    assert post(client, f"{own.id}:1", panel="hidden") == 404
    assert post(everywhere, *pairs([own, elsewhere])) == 422
    assert post(client) == 422
    assert post(client, "nonsense") == 422
    assert post(client, *[f"{number}:1" for number in range(1, 2002)]) == 422
    assert post(client, f"{own.id}:1", f"{own.id}:1") == 303
    assert statuses([elsewhere, own]) == [Status.PENDING, Status.APPROVED]
    assert db.session.query(BatchItem).count() == 1


def test_who_only_reads_decides_nothing(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    question = made.question(panel)
    where = send(sign_in(mila), [question], "approve").location
    auditor, stranger = sign_in(made.user(Role.AUDITOR)), sign_in(made.moderator(panel=made.panel("other")))

    assert auditor.get(address([question])).status_code == 403
    assert "1 approved." in auditor.page(where).text
    assert not auditor.page(where).has_form("/undo")
    assert 'name="questions"' not in auditor.get("/desk/?panel=ask-us&status=approved").text
    assert stranger.get(where).status_code == 404
    assert stranger.get(f"{where}/progress").status_code == 404


def test_a_double_click_makes_one_batch(made: Made, sign_in: SignIn) -> None:
    panel, mila = made.panel(), made.moderator()
    questions = [made.question(panel) for _ in range(2)]
    client = sign_in(mila)
    form = client.page(address(questions)).form("/desk/bulk")
    data = {**form["fields"], "action": "approve"}

    first, second = client.post("/desk/bulk", data=data), client.post("/desk/bulk", data=data)
    other = client.post("/desk/bulk", data={**data, "action": "hold", "note": "Wait."})

    assert first.location == second.location
    assert batches() == 1
    assert other.status_code == 422
    assert "This form was sent before, with another decision." in Page(other.text).text
