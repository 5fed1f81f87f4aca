"""A sign-in is noted as used while others write, and nobody sees an error for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from domain.account import sign_ins
from extensions import clock, db
from models import SignIn, User
from tests.made import Made
from tests.pages import PageClient


def test_somebody_who_writes_meanwhile_is_in_nobodys_way(
    app: Flask, made: Made, desk: PageClient, mia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen red: noted in the transaction that had found the sign-in, SQLite answered 503.

    Twenty moderators who had signed in together were all answered so a minute later.
    """
    real, calls = sign_ins.find, list[str]()
    later = clock.now() + timedelta(minutes=2)

    def find(token: str, at: object) -> SignIn | None:
        found = real(token, at)  # type: ignore[arg-type]
        calls.append(token)
        if len(calls) == 1:
            with db.engine.connect().execution_options(floor_writes=True) as other:
                other.execute(text("UPDATE users SET name = 'Mia Moss-Lane'"))
                other.commit()
        return found

    monkeypatch.setattr(sign_ins, "find", find)
    with time_machine.travel(later, tick=False):
        assert desk.get("/account/security").status_code == 200
    db.session.rollback()
    assert db.session.query(SignIn).one().last_seen_at == later
