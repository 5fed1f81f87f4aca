"""The short address of a panel's ask form."""

from __future__ import annotations

import pytest

from extensions import db
from models import Audience, Panel
from tests.made import Made
from tests.pages import PageClient


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.LINK])
def test_it_leads_to_the_ask_form_in_whatever_case_it_is_typed(
    made: Made, client: PageClient, audience: Audience
) -> None:
    panel = made.panel(audience=audience)
    code = str(panel.short_code)
    for typed in (code, code.upper()):
        answer = client.get(f"/a/{typed}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/{panel.slug}/ask")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_none_leads_to_a_panel_for_staff(made: Made, client: PageClient) -> None:
    panel = made.panel(audience=Audience.STAFF)
    assert client.get(f"/a/{panel.short_code}").status_code == 404


def test_what_nobody_has_leads_nowhere(client: PageClient, panel: Panel) -> None:
    panel.short_code = None
    db.session.commit()
    for code in ("zzzzzz", "None", "x" * 13, "%00", "é"):
        assert client.get(f"/a/{code}").status_code in (400, 404), code
