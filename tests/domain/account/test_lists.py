"""The list of staff: by name, in pages, found by name or address."""

from __future__ import annotations

import pytest

from domain.account import lists, sign_ins
from extensions import clock, db
from models import Role
from tests.domain.account.people import administrator, invited
from tests.made import Made
from tests.price import price


def test_pages_follow_each_other_without_a_gap_or_a_double(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 3)
    everybody = [made.user(name=name) for name in ("Cy", "Al", "Bo", "Al", "Éva", "Cy", "Zed")]
    seen, after = [], None
    for _ in range(4):
        page = lists.staff(after=after)
        seen += [row.user.id for row in page.rows]
        after = page.next_after
        if after is None:
            break
    assert sorted(seen) == sorted(user.id for user in everybody)
    names = [db.session.get_one(type(everybody[0]), id_).name for id_ in seen]
    assert names[:3] == ["Al", "Al", "Bo"]


def test_words_find_names_and_addresses_and_are_no_patterns(made: Made) -> None:
    one, other = made.user(name="100% Anna"), made.user(name="Bert")
    assert [row.user for row in lists.staff(words="anna").rows] == [one]
    assert [row.user for row in lists.staff(words="%").rows] == [one]
    assert [row.user for row in lists.staff(words=other.email.upper()).rows] == [other]
    assert lists.staff(words="nobody").rows == []
    assert lists.count() == 2
    assert lists.count("bert") == 1


def test_a_row_says_when_they_were_seen_and_how_they_were_invited(made: Made) -> None:
    by = administrator(made)
    invitation = invited(made, by)
    sign_ins.begin(by.user, user_agent="x", at=clock.now())  # type: ignore[arg-type]
    db.session.commit()
    rows = {row.user.id: row for row in lists.staff().rows}
    assert by.user is not None
    assert rows[by.user.id].seen_at is not None
    assert rows[by.user.id].invitation is None
    assert rows[invitation.user_id].seen_at is None
    assert rows[invitation.user_id].invitation == invitation


def test_a_page_of_many_costs_as_many_queries_as_a_page_of_few(made: Made) -> None:
    first, second = made.panel(), made.panel("elsewhere")
    made.user(Role.EXECUTIVE, delegate_of=first.executives[0])
    executive = second.executives[0]
    few = price(lists.staff)
    executive = db.session.merge(executive)
    for _ in range(10):
        made.user(Role.EXECUTIVE, delegate_of=executive)
    assert price(lists.staff) == few
